//! `souffleur serve`: run the desk.

use std::{process::ExitCode, time::Duration};

use clap::Args;
use serde_json::json;
use souffleur_admin::{settings::hold, user};

use crate::{
    Error,
    cli::{Common, Listening},
    compose,
    config::Config,
    console, private,
    running::Ground,
    shutdown, telemetry,
};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    listening: Listening,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = common.load(Some(&arguments.listening))?;
    telemetry::start(&config.log);
    compose::runtime()?.block_on(serve(config))
}

async fn serve(config: Config) -> Result<ExitCode, Error> {
    let stop = shutdown::listen(Duration::from_secs(config.shutdown_grace_seconds))?;
    private::warn_of_open(&compose::private_places(&config));
    let desk = Ground::take(&config).await?.open(config).await?;
    console::tell(format_args!("Souffleur listens on {}", desk.url));
    let held = hold::get(&desk.app).await;
    if let Some(held) = held.map_err(|error| Error::because("the hold on mail can't be read", error))? {
        console::tell(format_args!(
            "This desk was restored from a copy of {}: mail and timers are on hold, and {} and {} \
             wait. An administrator releases them in the settings, or\n  souffleur release --letters send|drop",
            held.copy_of,
            console::count(held.letters, "letter"),
            console::count_as(held.replies, "reply", "replies")
        ));
        tracing::warn!(copy_of = %held.copy_of, letters = held.letters, replies = held.replies, "mail and timers are on hold");
    }
    let link = user::first_administrator_link(&desk.app).await;
    if let Some(link) =
        link.map_err(|error| Error::because("the first administrator can't be invited", error))?
    {
        console::tell(
            "Nobody works here yet. Become the first administrator by this link, which works once:",
        );
        console::tell(format_args!("  {link}"));
    }
    let ready = json!({ "url": desk.url });
    desk.run(ready, stop).await?;
    Ok(ExitCode::SUCCESS)
}
