//! Live fan-out between nodes: a task that LISTENs on PostgreSQL and passes on what it hears. After a lost connection
//! it subscribes again, and tells the listeners of this node to look for themselves at what they may have missed.

use std::time::Duration;

use sea_orm::sqlx::{self, PgPool, postgres::PgListener};
use tokio::{sync::broadcast, task::JoinHandle};

use crate::{error::Error, notice::Notice};

/// The channel of all nodes of a desk; a database is a desk.
pub(crate) const CHANNEL: &str = "souffleur";
/// The pause between attempts to reach a database that is away.
const RETRY: Duration = Duration::from_millis(500);

/// The running task; dropping it ends it.
pub(crate) struct Listener(JoinHandle<()>);

impl Listener {
    /// Returns once nothing that is committed from now on can be missed.
    pub(crate) async fn start(pool: &PgPool, notices: broadcast::Sender<Notice>) -> Result<Self, Error> {
        let listener = subscribe(pool).await.map_err(|error| sea_orm::DbErr::Conn(runtime(error)))?;
        let pool = pool.clone();
        Ok(Self(tokio::spawn(async move { run(pool, listener, notices).await })))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn runtime(error: sqlx::Error) -> sea_orm::RuntimeErr {
    sea_orm::RuntimeErr::SqlxError(error.into())
}

async fn subscribe(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

async fn run(pool: PgPool, mut listener: PgListener, notices: broadcast::Sender<Notice>) {
    loop {
        match listener.try_recv().await {
            Ok(Some(notification)) => pass_on(notification.payload(), &notices),
            // Reconnected already.
            Ok(None) => after_a_gap(&notices),
            Err(error) if pool.is_closed() => {
                return tracing::debug!(%error, "the listener ends with its pool");
            }
            Err(error) => {
                tracing::warn!(%error, "lost the connection that listens");
                listener = resubscribe(&pool).await;
                after_a_gap(&notices);
            }
        }
    }
}

async fn resubscribe(pool: &PgPool) -> PgListener {
    loop {
        match subscribe(pool).await {
            Ok(listener) => return listener,
            Err(error) => tracing::debug!(%error, "can't listen yet"),
        }
        tokio::time::sleep(RETRY).await;
    }
}

fn after_a_gap(notices: &broadcast::Sender<Notice>) {
    for notice in Notice::AFTER_A_GAP {
        drop(notices.send(notice));
    }
}

fn pass_on(payload: &str, notices: &broadcast::Sender<Notice>) {
    match serde_json::from_str::<Vec<Notice>>(payload) {
        // Nobody may be listening; that is no error.
        Ok(heard) => heard.into_iter().for_each(|notice| drop(notices.send(notice))),
        // A newer node may say what this one does not know yet.
        Err(error) => tracing::debug!(%error, "a notice of another release"),
    }
}
