//! One delivery, as the list and the question's page show it.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_core::delivery::DeliveryState;
use souffleur_question::delivery::Delivery;

/// A reply or letter with what became of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DeliveryRow {
    /// Its id.
    pub(crate) id: String,
    /// Which letter: the end of its message key.
    pub(crate) letter: String,
    /// Who gets it.
    pub(crate) to: Option<String>,
    /// The number of the question it is about.
    pub(crate) number: Option<i64>,
    /// Where that is.
    pub(crate) href: Option<String>,
    /// Where it stands: the end of a message key.
    pub(crate) state: &'static str,
    /// The step of the last failure: the end of a message key.
    pub(crate) step: Option<String>,
    /// The server's own words.
    pub(crate) reply: Option<String>,
    /// How often it was tried.
    pub(crate) attempts: u32,
    /// When it was written.
    pub(crate) at: Timestamp,
    /// When it is tried next.
    pub(crate) next_at: Option<Timestamp>,
    /// When it was handed over.
    pub(crate) sent_at: Option<Timestamp>,
    /// Whether a person may ask for another try.
    pub(crate) retries: bool,
}

impl From<&Delivery> for DeliveryRow {
    fn from(delivery: &Delivery) -> Self {
        let trouble = !delivery.state.is_settled();
        Self {
            id: delivery.id.to_string(),
            letter: delivery.letter.clone().unwrap_or_else(|| "post".to_owned()),
            to: delivery.to.clone(),
            number: delivery.number,
            href: delivery.question.map(|id| format!("/questions/{id}")),
            state: delivery.state.as_str(),
            step: delivery.step.clone().filter(|_| trouble),
            reply: delivery.server_reply.clone().filter(|reply| trouble && !reply.is_empty()),
            attempts: delivery.attempts,
            at: delivery.created_at,
            next_at: delivery.next_attempt_at.filter(|_| delivery.step.is_some()),
            sent_at: delivery.delivered_at,
            retries: match delivery.state {
                DeliveryState::Filed => true,
                state => state.can_be_retried() && delivery.step.is_some(),
            },
        }
    }
}

impl DeliveryRow {
    /// One in each state.
    pub(crate) fn samples() -> Vec<Self> {
        let now = souffleur_render::sample_now();
        let row = |state: DeliveryState, step: Option<&str>, reply: Option<&str>| Self {
            id: uuid::Uuid::nil().to_string(),
            letter: "answer".to_owned(),
            to: Some("zoe@client.test".to_owned()),
            number: Some(1042),
            href: Some("/questions/1".to_owned()),
            state: state.as_str(),
            step: step.map(str::to_owned),
            reply: reply.map(str::to_owned),
            attempts: u32::from(step.is_some()),
            at: now,
            next_at: (step.is_some() && state != DeliveryState::Failed).then_some(now),
            sent_at: (state == DeliveryState::Done).then_some(now),
            retries: step.is_some(),
        };
        vec![
            row(
                DeliveryState::Failed,
                Some("recipient"),
                Some("550 5.1.1 <zoe@client.test>: no such mailbox"),
            ),
            row(DeliveryState::Waiting, Some("connect"), Some("connection refused")),
            row(DeliveryState::Unknown, Some("content"), Some("timeout")),
            row(DeliveryState::Waiting, None, None),
            row(DeliveryState::Done, None, None),
            Self { retries: true, ..row(DeliveryState::Filed, None, None) },
            Self { letter: "receipt".to_owned(), ..row(DeliveryState::Superseded, None, None) },
            Self {
                letter: "invitation".to_owned(),
                number: None,
                href: None,
                ..row(DeliveryState::Failed, Some("utf8"), None)
            },
        ]
    }
}
