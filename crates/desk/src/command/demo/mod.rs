//! `souffleur demo`: a desk with a few days behind it, so that a newcomer meets every state of a question at once.
//!
//! The days are not painted on: every question is asked, drafted and answered through the use cases, by a clock that
//! is moved along, so that promises, breaches and reports are true.

mod aims;
pub(super) mod cast;
mod clock;
mod hands;
mod relate;
mod schedule;
mod stage;
pub(super) mod story;
pub(super) mod teach;

use std::{fs, path::Path, process::ExitCode, time::Duration};

use clap::Args;
use serde_json::json;

use crate::{
    Error,
    cli::{Common, Listening},
    compose,
    config::Config,
    console,
    running::Ground,
    shutdown, telemetry,
};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    listening: Listening,
}

/// Marks a folder whose days were not finished.
const UNFINISHED: &str = "demo.unfinished";

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let mut config = common.load(Some(&arguments.listening))?;
    // Only what stands on the command line names the place of a demo: the settings around may be those of a real desk.
    if common.database_url.is_none() {
        config.database_url.clear();
    }
    let temporary = match &common.data {
        Some(_) => None,
        None => Some(
            tempfile::tempdir().map_err(|error| Error::because("no temporary folder can be made", error))?,
        ),
    };
    if let Some(folder) = &temporary {
        folder.path().clone_into(&mut config.data);
    }
    telemetry::start(&config.log);
    compose::runtime()?.block_on(serve(config, temporary.is_some()))
}

async fn serve(config: Config, temporary: bool) -> Result<ExitCode, Error> {
    // Nobody balances loads over a demo.
    let stop = shutdown::listen(Duration::ZERO)?;
    let data = config.data.clone();
    let ground = Ground::take(&config).await?;
    if ground.is_empty().await? {
        tokio::select! {
            played = play(&ground, &config) => played?,
            () = shutdown::told(stop.now.clone()) => return Ok(ExitCode::SUCCESS),
        }
    } else {
        refuse_unfinished(&data)?;
    }
    let desk = ground.open(config).await?;
    let logins = cast::logins(&desk.app);
    console::tell(format_args!("Souffleur listens on {}", desk.url));
    let kept = if temporary { "gone when it ends" } else { "kept" };
    console::tell(format_args!(
        "A demo, its data in {} and {kept}. Everybody's password: {}",
        data.display(),
        cast::PASSWORD
    ));
    for login in &logins {
        console::tell(format_args!("  {:<18} {:<28} {}", login.role.as_str(), login.email, login.name));
    }
    let users: Vec<_> = logins
        .iter()
        .map(|login| json!({ "email": login.email, "password": cast::PASSWORD, "role": login.role }))
        .collect();
    let ready = json!({ "url": desk.url, "users": users });
    desk.run(ready, stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Plays the days before this one. What is interrupted leaves a mark, so that nobody meets half a story.
async fn play(ground: &Ground, config: &Config) -> Result<(), Error> {
    let mark = config.data.join(UNFINISHED);
    fs::create_dir_all(&config.data).map_err(Error::file(&config.data, "made"))?;
    fs::write(&mark, "").map_err(Error::file(&mark, "written"))?;
    Box::pin(stage::play(ground, config)).await?;
    fs::remove_file(&mark).map_err(Error::file(&mark, "removed"))
}

fn refuse_unfinished(data: &Path) -> Result<(), Error> {
    if data.join(UNFINISHED).exists() {
        return Err(Error::failed(
            format!("the demo in {} was interrupted before it was ready", data.display()),
            "Remove the folder, or name another one with --data.",
        ));
    }
    Ok(())
}
