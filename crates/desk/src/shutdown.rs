//! Being told to stop: what runs hears of it through one channel, and a second word ends everything at once.

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::Error;

/// Becomes true when the desk is to stop. Must be called within the runtime.
pub(crate) fn listen() -> Result<watch::Receiver<bool>, Error> {
    let failed = |error| Error::because("signals can't be listened to", error);
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let (tell, told) = watch::channel(false);
    tokio::spawn(async move {
        for again in [false, true] {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            if again {
                // Whoever says it twice does not want to wait; everything acknowledged is on disk already.
                std::process::exit(130);
            }
            tracing::info!("stopping: no new requests, those under way are finished");
            let _ = tell.send(true);
        }
    });
    Ok(told)
}

/// Waits until the desk is to stop.
pub(crate) async fn told(mut stop: watch::Receiver<bool>) {
    // Nobody left to tell it is as good as being told.
    let _ = stop.wait_for(|stop| *stop).await;
}
