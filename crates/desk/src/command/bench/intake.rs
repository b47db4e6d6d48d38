//! Questions accepted over HTTP, routed and stored, beside bare single-row commits on the same disk.

use std::{path::Path, time::Duration};

use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::{self, program::ProgramForm};
use souffleur_core::Actor;

use super::{
    child::{Server, own_ticks},
    client::post,
    fill::{self, texts},
    load::{self, Load},
};
use crate::{Error, compose, config::Config};

/// How long bare commits are measured, before and again after.
const BARE: Duration = Duration::from_secs(3);

/// What was measured.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Intake {
    pub(super) clients: usize,
    pub(super) questions: Load,
    /// Bare commits a second: the mean of before and after.
    pub(super) bare_commits_per_second: f64,
    /// Questions a second over bare commits a second.
    pub(super) ratio: f64,
    /// Questions that are in the database after the server was killed.
    pub(super) stored: u64,
    /// Processor seconds of the server, and of the clients.
    pub(super) server_cpu_seconds: f64,
    pub(super) clients_cpu_seconds: f64,
}

pub(super) async fn measure(config: &Config, clients: usize, lasts: Duration) -> Result<Intake, Error> {
    let secret = prepare(config).await?;
    let before = bare(&config.data, "before").await?;
    let server = Server::start(config).await?;
    let (own, its) = (own_ticks(), server.ticks()?);
    let texts = texts()?;
    let questions = load::run(server.address, clients, lasts, 201, move |client, count| {
        let text = &texts[(client * 31 + usize::try_from(count).unwrap_or(0)) % texts.len()];
        let body = json!({
            "body": format!("{text} ({client}-{count})"),
            "customer": { "name": format!("Customer {client}-{count}") },
        });
        post("/api/v1/questions", Some(&secret), &body.to_string())
    })
    .await?;
    let (own, its) = (own_ticks().saturating_sub(own), server.ticks()?.saturating_sub(its));
    server.kill();
    let stored = fill::count(config).await?;
    if stored < questions.accepted_in_all {
        let lost = questions.accepted_in_all - stored;
        return Err(Error::failed(
            format!("{lost} questions that were acknowledged are not in the database"),
            "",
        ));
    }
    let bare = f64::midpoint(before, bare(&config.data, "after").await?);
    Ok(Intake {
        clients,
        ratio: questions.per_second / bare,
        bare_commits_per_second: bare,
        stored,
        server_cpu_seconds: seconds(its),
        clients_cpu_seconds: seconds(own),
        questions,
    })
}

/// A house with trained experts who are never full, and a program that may ask on its behalf.
async fn prepare(config: &Config) -> Result<String, Error> {
    let app = fill::house(config).await?;
    let form = ProgramForm { name: "Benchmark".to_owned(), channel: "shop".to_owned() };
    let program = settings::program::add(&app, Actor::Desk, form).await.map_err(Error::refused)?;
    Ok(program.secret)
}

async fn bare(folder: &Path, name: &str) -> Result<f64, Error> {
    let file = folder.join(format!("bare-{name}.sqlite3"));
    // A row of the size of an ordinary question.
    let text = "How long does a transfer from another country take to arrive in my account?";
    souffleur_store::bare_inserts(&file, text, BARE).await.map_err(compose::store_error)
}

#[expect(clippy::cast_precision_loss, reason = "seconds of work")]
fn seconds(ticks: u64) -> f64 {
    ticks as f64 / 100.0
}
