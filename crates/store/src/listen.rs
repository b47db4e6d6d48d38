//! Live fan-out between nodes: a task that LISTENs on PostgreSQL and passes on what it hears. After a lost connection
//! it subscribes again, on the server that takes the writes then, and tells the listeners of this node to look for
//! themselves at what they may have missed.

use std::time::Duration;

use sea_orm::sqlx::{
    self, Executor as _,
    postgres::{PgListener, PgPoolOptions},
};
use tokio::{sync::broadcast, task::JoinHandle, time::timeout};

use crate::{error::Error, notice::Notice, postgres::Pools};

/// The channel of all nodes of a desk; a database is a desk.
pub(crate) const CHANNEL: &str = "souffleur";
/// The pause between attempts to reach a database that is away.
const RETRY: Duration = Duration::from_millis(500);
/// A connection that has been silent for so long is asked whether it is still there: a network that drops packets says
/// nothing, and whoever only listens would never notice.
const SILENCE: Duration = Duration::from_secs(5);
/// What it is asked: to listen again changes nothing.
const STILL_LISTENING: &str = "LISTEN souffleur";
/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The running task; dropping it ends it.
pub(crate) struct Listener(JoinHandle<()>);

impl Listener {
    /// Returns once nothing that is committed from now on can be missed.
    pub(crate) async fn start(pools: Pools, notices: broadcast::Sender<Notice>) -> Result<Self, Error> {
        let listener = subscribe(&pools).await.map_err(|error| pools.servers.unreachable(error))?;
        Ok(Self(tokio::spawn(async move { run(pools, listener, notices).await })))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Listens on a connection of its own, which no pool waits for when the network has swallowed it.
async fn subscribe(pools: &Pools) -> Result<PgListener, sqlx::Error> {
    let own = PgPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
    let own = own.acquire_timeout(PATIENCE).connect_with(pools.follow().await?).await?;
    let mut listener = PgListener::connect_with(&own).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

async fn run(pools: Pools, mut listener: PgListener, notices: broadcast::Sender<Notice>) {
    loop {
        let lost = match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                pass_on(notification.payload(), &notices);
                continue;
            }
            Ok(Ok(None)) => "it was closed".to_owned(),
            Ok(Err(error)) => error.to_string(),
            Err(_) => match timeout(PATIENCE, listener.execute(STILL_LISTENING)).await {
                Ok(Ok(_)) => continue,
                Ok(Err(error)) => error.to_string(),
                Err(_) => "it is silent".to_owned(),
            },
        };
        tracing::warn!(lost, "lost the connection that listens");
        pools.suspect();
        let Some(again) = resubscribe(&pools).await else {
            return tracing::debug!("the listener ends with its pool");
        };
        listener = again;
        pools.suspect();
        after_a_gap(&notices);
    }
}

/// Tries until it listens again; none where the store was closed.
async fn resubscribe(pools: &Pools) -> Option<PgListener> {
    while !pools.main.is_closed() {
        match subscribe(pools).await {
            Ok(listener) => return Some(listener),
            Err(error) => tracing::debug!(%error, "can't listen yet"),
        }
        tokio::time::sleep(RETRY).await;
    }
    None
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
