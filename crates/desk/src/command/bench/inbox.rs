//! The page that a community manager looks at all day, with a large desk behind it.

use std::time::Duration;

use serde::Serialize;

use super::{
    child::{Server, own_ticks},
    client::{Connection, get},
    load::{self, Load},
};
use crate::{Error, config::Config};

/// How many look at once.
const CONNECTIONS: usize = 8;

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Inbox {
    pub(super) connections: usize,
    /// The size of the page.
    pub(super) page_bytes: usize,
    /// Questions that the page lists.
    pub(super) rows: usize,
    /// The page as it is.
    pub(super) plain: Load,
    /// The page compressed, as browsers ask for it.
    pub(super) gzip: Load,
    /// Processor seconds of the server, and of the clients, for the page as it is.
    pub(super) server_cpu_seconds: f64,
    pub(super) clients_cpu_seconds: f64,
}

pub(super) async fn measure(config: &Config, lasts: Duration) -> Result<Inbox, Error> {
    let server = Server::start(config).await?;
    let cookie = server.sign_in().await?;
    let page = get("/inbox", &cookie);
    let (page_bytes, rows) = look(&server, &page).await?;
    let (own, its) = (own_ticks(), server.ticks()?);
    let plain = load::run(server.address, CONNECTIONS, lasts, 200, move |_, _| page.clone()).await?;
    let (own, its) = (own_ticks().saturating_sub(own), server.ticks()?.saturating_sub(its));
    let page = get("/inbox", &format!("{cookie}accept-encoding: gzip\r\n"));
    let gzip = load::run(server.address, CONNECTIONS, lasts, 200, move |_, _| page.clone()).await?;
    let seconds = |ticks: u64| Duration::from_millis(ticks * 10).as_secs_f64();
    let (server_cpu_seconds, clients_cpu_seconds) = (seconds(its), seconds(own));
    Ok(Inbox {
        connections: CONNECTIONS,
        page_bytes,
        rows,
        plain,
        gzip,
        server_cpu_seconds,
        clients_cpu_seconds,
    })
}

/// One look at the page before it is measured: that it is the page, and how many rows it has.
async fn look(server: &Server, page: &[u8]) -> Result<(usize, usize), Error> {
    let failed = |error| Error::because("the inbox can't be opened", error);
    let mut connection = Connection::open(server.address).await.map_err(failed)?;
    let answer = connection.ask(page).await.map_err(failed)?;
    if answer.status != 200 {
        return Err(Error::failed(format!("the inbox was answered with {}", answer.status), ""));
    }
    let text = String::from_utf8_lossy(&answer.body);
    let mut links: Vec<_> = text
        .match_indices("/questions/")
        .map(|(at, _)| text[at + 11..].chars().take(36).collect::<String>())
        .collect();
    links.retain(|id| id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'));
    links.sort();
    links.dedup();
    Ok((answer.body.len(), links.len()))
}
