//! `souffleur user add`: somebody new.

use clap::Args;
use souffleur_admin::{
    settings::{self, user::UserForm},
    user,
};
use souffleur_core::{Actor, permission::Role};

use super::read_password;
use crate::{Error, compose, config::Config, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What they sign in with
    #[arg(value_name = "EMAIL")]
    email: String,
    /// What colleagues call them
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What they may do: administrator, `community_manager`, expert or supervisor
    #[arg(long, value_name = "ROLE", value_parser = parse_role)]
    role: Role,
    /// The key of a topic they draft on, best known first; may be repeated
    #[arg(long = "topic", value_name = "KEY")]
    topics: Vec<String>,
    /// Read the password from standard input; without it, an invitation link is printed
    #[arg(long)]
    password_stdin: bool,
}

fn parse_role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| {
        let names: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        format!("one of {}", names.join(", "))
    })
}

pub(super) async fn run(config: &Config, arguments: Arguments) -> Result<(), Error> {
    let Arguments { email, name, role, topics, password_stdin } = arguments;
    let password = password_stdin.then(read_password).transpose()?;
    let app = compose::app(config).await?;
    let role = role.as_str().to_owned();
    let form = UserForm { email: email.clone(), name, role, topics, active: true, ..UserForm::default() };
    let id = settings::user::save(&app, Actor::Desk, None, form).await.map_err(Error::refused)?;
    if let Some(password) = password {
        let set = user::set_password(&app, Actor::Desk, id, &password).await;
        set.map_err(|error| {
            let advice =
                format!("{email} was added. Try another password: souffleur user password {email} --stdin");
            Error::refused(error).advise(advice)
        })?;
        console::tell(format_args!("{email} can sign in."));
    } else {
        let invitation = user::invite(&app, Actor::Desk, id).await.map_err(Error::refused)?;
        console::tell(format_args!("{email} chooses a password by this link, which works once:"));
        console::tell(format_args!("  {}", invitation.link));
    }
    Ok(())
}
