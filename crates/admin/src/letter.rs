//! "There is a place for you": to somebody who was added and has no password yet.

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::MailContext;
use souffleur_core::{permission::Role, user::User};
use souffleur_render::{Catalogue, Letter, sample_now};
use souffleur_store::OutboxItem;

/// What `email/invitation` shows.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationLetter {
    reader: String,
    role: &'static str,
    link: String,
    expires_at: Timestamp,
    desk: String,
}

impl Letter for InvitationLetter {
    const FOLDER: &'static str = "email/invitation";

    fn samples() -> Vec<Self> {
        let one = |role: Role| Self {
            reader: "Karim".to_owned(),
            role: role.as_str(),
            link: "https://desk.example/invitation/abcdef".to_owned(),
            expires_at: sample_now() + 72.hours(),
            desk: "Maison Plume".to_owned(),
        };
        Role::ALL.into_iter().map(one).collect()
    }
}

/// Writes the letter with somebody's one-time link.
pub fn invitation(
    head: &MailContext<'_>,
    to: &User,
    link: &str,
    expires_at: Timestamp,
) -> Result<OutboxItem, Error> {
    let letter = InvitationLetter {
        reader: souffleur_app::mail::first_name(to),
        role: to.role.as_str(),
        link: link.to_owned(),
        expires_at,
        desk: head.desk_name(),
    };
    head.post_to_staff("invitation", &letter, to)
}

/// The letter of an invitation, for the test that renders each sample in each language.
pub fn catalogue() -> Catalogue {
    Catalogue::new().letter::<InvitationLetter>()
}
