//! "Did you ask this?": a one-time link to an address that somebody typed. No word of theirs is in it.

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::MailContext;
use souffleur_channels::email::{self, Mailbox};
use souffleur_core::{outgoing::Confirmation, text::Email};
use souffleur_render::{Letter, sample_now};
use souffleur_store::OutboxItem;

/// What `email/confirmation` shows.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmationLetter {
    number: String,
    link: String,
    expires_at: Timestamp,
    city: String,
    signature: String,
    desk: String,
}

impl Letter for ConfirmationLetter {
    const FOLDER: &'static str = "email/confirmation";

    fn samples() -> Vec<Self> {
        vec![Self {
            number: "1042".to_owned(),
            link: "https://desk.example/verify/abcdef".to_owned(),
            expires_at: sample_now() + 72.hours(),
            city: "Paris".to_owned(),
            signature: "Sophie, votre community manager".to_owned(),
            desk: "Maison Plume".to_owned(),
        }]
    }
}

/// Writes the letter with a link that proves an address.
pub fn confirmation(
    head: &MailContext<'_>,
    confirmation: &Confirmation,
    to: &Email,
    link: &str,
) -> Result<OutboxItem, Error> {
    let letter = ConfirmationLetter {
        number: confirmation.number().to_string(),
        link: link.to_owned(),
        expires_at: confirmation.expires_at(),
        city: head.city(),
        signature: confirmation.face().signature().to_owned(),
        desk: head.desk_name(),
    };
    let written = head.write_to_customer(&letter, confirmation.language())?;
    let id = head.id();
    let letter = email::Letter {
        id: head.message_id(id),
        at: head.now,
        from: head.voice(confirmation.face()),
        to: Mailbox { name: String::new(), address: to.clone() },
        subject: written.subject,
        text: written.text,
        html: written.html,
        thread: Vec::new(),
        automatic: true,
    };
    Ok(OutboxItem { id, ..head.post("confirmation", letter) })
}
