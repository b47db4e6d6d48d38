//! `souffleur user list`: who is there, one line each.

use souffleur_admin::settings;
use souffleur_core::Actor;

use crate::{Error, compose, config::Config, console};

pub(super) async fn run(config: &Config) -> Result<(), Error> {
    let app = compose::app(config).await?;
    let users = settings::user::list(&app, Actor::Desk).await.map_err(Error::refused)?;
    let width = users.iter().map(|user| user.email.chars().count()).max().unwrap_or(0);
    for user in users {
        let topics: Vec<_> = user.topics.iter().map(|(key, _)| key.as_str()).collect();
        let state = match (user.active, user.has_password) {
            (false, _) => " [inactive]",
            (true, false) => " [no password yet]",
            (true, true) => "",
        };
        let topics = if topics.is_empty() { String::new() } else { format!(" ({})", topics.join(", ")) };
        let role = user.role.as_str();
        console::tell(format_args!("{:width$}  {role:<17}  {}{topics}{state}", user.email, user.name));
    }
    Ok(())
}
