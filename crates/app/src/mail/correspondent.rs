//! To whom a customer's letter goes, and which thread of theirs it belongs to.

use souffleur_channels::email::Mailbox;
use souffleur_core::{
    id::{MessageId, QuestionId},
    text::{Email, ExternalId, Name},
};

use super::MailContext;
use crate::thread_link::mark;

/// The customer and their question, as far as a letter needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Correspondent<'a> {
    /// How they introduced themselves.
    pub name: &'a Name,
    /// Where mail reaches them.
    pub email: &'a Email,
    /// The question's number.
    pub number: i64,
    /// The question, to which their link leads.
    pub question: QuestionId,
    /// The line above their question, where there was one.
    pub subject: Option<&'a str>,
    /// The first message of the thread, whose receipt opened it.
    pub opening: MessageId,
    /// The Message-ID of the mail that this answers, where they wrote by mail.
    pub in_reply_to: Option<&'a ExternalId>,
}

impl Correspondent<'_> {
    /// The mailbox with the name they gave.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox { name: self.name.to_string(), address: self.email.clone() }
    }

    /// The address alone: the name is whatever was typed.
    pub fn bare_mailbox(&self) -> Mailbox {
        Mailbox { name: String::new(), address: self.email.clone() }
    }

    /// Their link, with a mark in the place of its token until the letter leaves.
    pub fn link(&self, head: &MailContext<'_>) -> String {
        head.url(&format!("/q/{}", mark(self.question)))
    }

    /// The Message-ID of the receipt: the desk's first letter in the thread.
    pub fn receipt_id(&self, head: &MailContext<'_>) -> String {
        head.message_id(format_args!("receipt.{}", self.opening))
    }

    /// Their own mail, where there is one.
    pub fn their_mail(&self) -> Option<String> {
        self.in_reply_to.map(|id| id.trim_matches(['<', '>']).to_owned())
    }
}
