//! "We have your question": to the customer, at once.

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::{Correspondent, MailContext};
use souffleur_channels::email;
use souffleur_core::{outgoing::Receipt, proof::SenderProof, text::Body};
use souffleur_render::{Letter, sample_now};
use souffleur_store::OutboxItem;

/// What `email/receipt` shows.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptLetter {
    /// Who asked; nobody where anybody can have typed the address, for then the name is a stranger's text as well.
    customer: Option<String>,
    number: String,
    due_at: Option<Timestamp>,
    city: String,
    link: String,
    signature: String,
    /// What was asked, on the same condition.
    question: Option<String>,
    desk: String,
}

impl Letter for ReceiptLetter {
    const FOLDER: &'static str = "email/receipt";

    fn samples() -> Vec<Self> {
        let promised = Self {
            customer: Some("Zoé Martin".to_owned()),
            number: "1042".to_owned(),
            due_at: Some(sample_now() + 5.hours()),
            city: "Paris".to_owned(),
            link: "https://desk.example/q/aaaabbbbccccddddeeeeffff22".to_owned(),
            signature: "Sophie, votre community manager".to_owned(),
            question: Some("Bonjour,\nmon colis n’est pas là.\n\nMerci <b>beaucoup</b> !".to_owned()),
            desk: "Maison Plume".to_owned(),
        };
        let unproven = Self { customer: None, question: None, ..promised.clone() };
        vec![Self { due_at: None, ..promised.clone() }, unproven, promised]
    }
}

/// Writes the receipt of a question. To an address that anybody can have typed it has no word of theirs.
pub fn receipt(
    head: &MailContext<'_>,
    receipt: &Receipt,
    to: &Correspondent<'_>,
    question: &Body,
    proof: SenderProof,
) -> Result<OutboxItem, Error> {
    let letter = ReceiptLetter {
        customer: proof.is_proven().then(|| to.name.to_string()),
        number: to.number.to_string(),
        due_at: receipt.due_at(),
        city: head.city(),
        link: to.link(head),
        signature: receipt.face().signature().to_owned(),
        question: proof.is_proven().then(|| question.to_string()),
        desk: head.desk_name(),
    };
    let written = head.write_to_customer(&letter, receipt.language())?;
    Ok(head.post_to_customer(
        to,
        "receipt",
        email::Letter {
            id: to.receipt_id(head),
            at: head.now,
            from: head.voice(receipt.face()),
            to: if proof.is_proven() { to.mailbox() } else { to.bare_mailbox() },
            subject: written.subject,
            text: written.text,
            html: written.html,
            thread: to.their_mail().into_iter().collect(),
            automatic: true,
        },
        to.opening,
    ))
}
