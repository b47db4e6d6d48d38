//! `souffleur user password`: another password for somebody, who is signed out everywhere by it.

use clap::Args;
use souffleur_admin::user;
use souffleur_core::{Actor, text::Email};

use super::read_password;
use crate::{Error, compose, config::Config, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Whose password
    #[arg(value_name = "EMAIL")]
    email: String,
    /// Read it from standard input
    #[arg(long, required = true)]
    stdin: bool,
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> Result<(), Error> {
    let Arguments { email, stdin: _ } = arguments;
    let password = read_password()?;
    let app = compose::app(config).await?;
    let wanted = Email::parse(&email).ok();
    let found =
        app.settings().users.iter().find(|user| Some(&user.email) == wanted.as_ref()).map(|user| user.id);
    let Some(id) = found else {
        return Err(Error::failed(
            format!("nobody has the address {email}"),
            "souffleur user list shows who is there.",
        ));
    };
    user::set_password(&app, Actor::Desk, id, &password).await.map_err(Error::refused)?;
    console::tell(format_args!("{email} has a new password and is signed out everywhere."));
    Ok(())
}
