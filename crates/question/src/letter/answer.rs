//! The voice's reply, to a customer who left an address.

use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::{Correspondent, MailContext};
use souffleur_channels::email;
use souffleur_core::{message::MessageKind, outgoing::Reply};
use souffleur_render::Letter;
use souffleur_store::OutboxItem;

/// What `email/answer` shows.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerLetter {
    number: String,
    subject: Option<String>,
    holding: bool,
    body: String,
    files: Vec<FileLine>,
    signature: String,
    link: String,
}

/// A file that went with it: letters carry no files, but say where each is.
#[derive(Debug, Clone, Serialize)]
struct FileLine {
    name: String,
    link: String,
}

impl Letter for AnswerLetter {
    const FOLDER: &'static str = "email/answer";

    fn samples() -> Vec<Self> {
        let plain = Self {
            number: "1042".to_owned(),
            subject: None,
            holding: false,
            body: "Bonjour Zoé,\n\nvotre colis arrive demain & nous en sommes ravis.".to_owned(),
            files: Vec::new(),
            signature: "Sophie, votre community manager".to_owned(),
            link: "https://desk.example/q/aaaabbbbccccddddeeeeffff22".to_owned(),
        };
        let link =
            format!("{}/files/{}", plain.link, souffleur_core::id::AttachmentId::new(uuid::Uuid::nil()));
        let file = FileLine { name: "1042-1.pdf".to_owned(), link };
        vec![
            Self { subject: Some("Mon colis".to_owned()), files: vec![file], ..plain.clone() },
            Self { holding: true, ..plain.clone() },
            plain,
        ]
    }
}

/// Writes the letter of a reply.
pub fn answer(head: &MailContext<'_>, reply: &Reply, to: &Correspondent<'_>) -> Result<OutboxItem, Error> {
    let letter = AnswerLetter {
        number: to.number.to_string(),
        subject: to.subject.map(str::to_owned),
        holding: reply.message().weight == MessageKind::Holding,
        body: reply.message().body.to_string(),
        files: reply
            .files()
            .iter()
            .map(|one| FileLine {
                name: one.file().name.as_str().to_owned(),
                link: format!("{}/files/{}", to.link(head), one.id()),
            })
            .collect(),
        signature: reply.face().signature().to_owned(),
        link: to.link(head),
    };
    let written = head.write_to_customer(&letter, reply.language())?;
    let thread = [Some(to.receipt_id(head)), to.their_mail()];
    Ok(head.post_to_customer(
        to,
        "answer",
        email::Letter {
            id: head.message_id(reply.message().id),
            at: head.now,
            from: head.voice(reply.face()),
            to: to.mailbox(),
            subject: written.subject,
            text: written.text,
            html: written.html,
            thread: thread.into_iter().flatten().collect(),
            automatic: false,
        },
        reply.message().id,
    ))
}
