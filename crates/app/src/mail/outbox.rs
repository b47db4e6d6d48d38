//! Between a letter and the outbox that carries it.

use souffleur_channels::email::{self, Mailbox};
use souffleur_core::{id::MessageId, user::User};
use souffleur_store::{Effect, OutboxItem};

use super::{Correspondent, MailContext};
use crate::{App, error::Error};

/// The one letter that a person wrote; the others answer themselves.
const BY_A_PERSON: &str = "answer";

impl MailContext<'_> {
    /// Puts a letter to one of the house into an envelope.
    pub fn post_to_staff<L: souffleur_render::Letter>(
        &self,
        name: &str,
        letter: &L,
        to: &User,
    ) -> Result<OutboxItem, Error> {
        let written = self.write_to_staff(letter, to)?;
        let id = self.id();
        let letter = email::Letter {
            id: self.message_id(id),
            at: self.now,
            from: self.desk(),
            to: Mailbox { name: to.name.to_string(), address: to.email.clone() },
            subject: written.subject,
            text: written.text,
            html: written.html,
            thread: Vec::new(),
            automatic: true,
        };
        Ok(OutboxItem { id, ..self.post(name, letter) })
    }

    /// Puts a letter to a customer into an envelope; `message` is what it carries or acknowledges.
    pub fn post_to_customer(
        &self,
        to: &Correspondent<'_>,
        name: &str,
        letter: email::Letter,
        message: MessageId,
    ) -> OutboxItem {
        let mut item =
            OutboxItem { question: Some(to.question), message: Some(message), ..self.post(name, letter) };
        if let Effect::Letter(envelope) = &mut item.effect {
            envelope.thread = Some(to.question);
        }
        item
    }

    /// Puts a letter into the envelope that the outbox carries. What of a letter has no place in it follows from the
    /// rest: the desk's own address, and whether a person wrote it.
    pub fn post(&self, name: &str, letter: email::Letter) -> OutboxItem {
        let mut references = letter.thread;
        let envelope = souffleur_store::Letter {
            letter: name.to_owned(),
            to: letter.to.address,
            from_name: Some(letter.from.name),
            subject: letter.subject,
            text: letter.text,
            html: Some(letter.html),
            message_id: letter.id,
            in_reply_to: references.pop(),
            references,
            thread: None,
        };
        OutboxItem {
            id: self.id(),
            effect: Effect::Letter(envelope),
            question: None,
            message: None,
            attempts: 0,
            failing_since: None,
            created_at: self.now,
        }
    }
}

/// Takes a letter out of its envelope, to be sent.
pub fn unpack(app: &App, item: &OutboxItem, envelope: &souffleur_store::Letter) -> email::Letter {
    let address = app.config().mail_address.clone();
    email::Letter {
        id: envelope.message_id.clone(),
        at: item.created_at,
        from: Mailbox { name: envelope.from_name.clone().unwrap_or_default(), address },
        to: Mailbox { name: String::new(), address: envelope.to.clone() },
        subject: envelope.subject.clone(),
        text: app.with_link(&envelope.text, envelope.thread),
        html: app.with_link(envelope.html.as_deref().unwrap_or_default(), envelope.thread),
        thread: envelope.references.iter().chain(&envelope.in_reply_to).cloned().collect(),
        automatic: envelope.letter != BY_A_PERSON,
    }
}
