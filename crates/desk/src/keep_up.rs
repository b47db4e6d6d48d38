//! Notices what another process changed in the embedded database: `souffleur user add` or `apply` beside a running desk.
//! PostgreSQL announces such changes by itself; SQLite has nobody to announce them.

use std::time::Duration;

use souffleur_app::{App, live};
use tokio::sync::watch;

use crate::shutdown;

/// How often to look. One small row is read.
const EVERY: Duration = Duration::from_secs(2);

/// Reads the settings again whenever they are newer than those in memory, until told to stop.
pub(crate) async fn keep_up(app: App, stop: watch::Receiver<bool>) {
    let mut stop = std::pin::pin!(shutdown::told(stop));
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = &mut stop => return,
        }
        if let Err(error) = look(&app).await {
            tracing::warn!(%error, error.sources = %souffleur_app::error::Sources(&error), "the settings can't be compared; the next look may");
        }
    }
}

async fn look(app: &App) -> Result<(), souffleur_app::Error> {
    let known = app.settings().desk.settings_version;
    match app.store().read().desk().await? {
        Some(desk) if desk.settings_version > known => {
            app.reload_settings().await?;
            // Somebody may have been signed out, or may do something else now; whoever still may listen comes back.
            live::end_all(app);
            Ok(())
        }
        _ => Ok(()),
    }
}
