//! Being told to stop: what runs hears of it through one channel, and a second word ends everything at once.

use std::time::Duration;

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use crate::Error;

/// The two steps of stopping.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    /// Becomes true when the desk was told to stop: readiness says no from then on, and all else goes on.
    pub(crate) leaving: watch::Receiver<bool>,
    /// Becomes true a grace later: no new requests, those under way are finished, jobs end.
    pub(crate) now: watch::Receiver<bool>,
}

/// Listens for the word to stop. Must be called within the runtime.
pub(crate) fn listen(grace: Duration) -> Result<Stop, Error> {
    let failed = |error| Error::because("signals can't be listened to", error);
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let (leave, leaving) = watch::channel(false);
    let (tell, now) = watch::channel(false);
    tokio::spawn(async move {
        let mut word = async || {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        };
        word().await;
        tracing::info!(?grace, "told to stop: not ready for new requests from now on");
        let _ = leave.send(true);
        let stop = async {
            tokio::time::sleep(grace).await;
            tracing::info!("stopping: no new requests, those under way are finished");
            let _ = tell.send(true);
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = word() => {}
            () = stop => {}
        }
        // Whoever says it twice does not want to wait; everything acknowledged is on disk already.
        std::process::exit(130);
    });
    Ok(Stop { leaving, now })
}

/// Waits until the desk is to stop.
pub(crate) async fn told(mut stop: watch::Receiver<bool>) {
    // Nobody left to tell it is as good as being told.
    let _ = stop.wait_for(|stop| *stop).await;
}
