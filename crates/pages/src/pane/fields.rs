//! What the forms on a question's page send, and what becomes of one that was refused.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::Error;
use souffleur_core::id::{DraftId, EventId};
use souffleur_web::error::Failure;
use souffleur_web::page::files::{self, SealedFile};
use souffleur_web::page::{FieldErrors, PageContext};

/// The fields of all forms on the page, as typed: each form sends its own, and a refused one comes back with them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Fields {
    /// The version the form was made for.
    pub(crate) version: String,
    /// The last line of the history its reader had seen.
    pub(crate) seen: String,
    /// The list beside it.
    pub(crate) back: String,
    /// The reply, or the draft.
    pub(crate) body: String,
    /// The files that go with it, under seal.
    pub(crate) kept: Vec<String>,
    /// The draft that a reply is made from, or that is sent back.
    pub(crate) draft_id: String,
    /// `holding` for a message that only asks for patience.
    pub(crate) weight: String,
    /// Set where a reply can be taken back for a moment after it was sent.
    pub(crate) undo: String,
    /// Set where what was being written is given up.
    pub(crate) discard: String,
    /// `at` for a reply that leaves at an hour of its own.
    pub(crate) leaves: String,
    /// That hour, as the reader's clock has it: `2026-11-23T14:00`.
    pub(crate) leaves_at: String,
    /// The zone of the writer's own clock, where the browser says it.
    pub(crate) zone: String,
    /// Set where a name in the text is meant.
    pub(crate) confirmed: String,
    /// What an author should change.
    pub(crate) remark: String,
    /// To whom the question goes.
    pub(crate) to: String,
    /// Why.
    pub(crate) assign_reason: String,
    /// Why it is not one's own.
    pub(crate) decline_reason: String,
    /// What a colleague is asked.
    pub(crate) ask: String,
    /// A note.
    pub(crate) note: String,
    /// Why no reply is needed.
    pub(crate) close_reason: String,
    /// Why it is hidden, for everybody.
    pub(crate) hide_reason: String,
    /// A topic.
    pub(crate) topic: String,
    /// What is waited for.
    pub(crate) wait_reason: String,
    /// What the house calls the customer: `vip, press`.
    pub(crate) tags: String,
    /// Until when it is out of sight, as proposed: an instant.
    pub(crate) until: String,
    /// The same as typed, by the reader's clock.
    pub(crate) until_at: String,
    /// The number of another question: `#1042`.
    pub(crate) number: String,
    /// What it has to do with that one: `follow`, `merge` or `link`.
    #[serde(rename = "as")]
    pub(crate) relation: String,
    /// A message of the thread.
    pub(crate) message: String,
    /// Whom a reply is sent to as well.
    pub(crate) also: Vec<String>,
}

impl Fields {
    /// The version the form was made for; none that a question ever has, where it is no number.
    pub(crate) fn version(&self) -> i64 {
        self.version.parse().unwrap_or(-1)
    }

    /// The last line of the history its reader had seen.
    pub(crate) fn seen(&self) -> Option<EventId> {
        self.seen.parse().ok()
    }

    /// The draft it names, if it names one.
    pub(crate) fn draft(&self) -> Result<Option<DraftId>, Failure> {
        if self.draft_id.is_empty() {
            return Ok(None);
        }
        let id = self.draft_id.parse().map_err(|_| Failure::malformed("draft_id is not the id of a draft"));
        id.map(Some)
    }

    /// A text that may be left out.
    pub(crate) fn optional(text: &str) -> Option<String> {
        Some(text.to_owned()).filter(|text| !text.trim().is_empty())
    }
}

/// The forms of the page: the name of what opens with it, and what the use case calls its fields where that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FormKind {
    /// The voice's reply.
    Reply,
    /// A draft.
    Draft,
    /// What one writes beside the draft of another.
    Beside,
    /// Asking a colleague.
    Ask,
    /// Sending a draft back.
    Return,
    /// Giving the question to somebody.
    Assign,
    /// Declining it.
    Decline,
    /// A note.
    Note,
    /// Closing.
    Close,
    /// Hiding.
    Hide,
    /// Reopening.
    Reopen,
    /// Saying what it is about.
    Topic,
    /// Waiting for the customer.
    Wait,
    /// Waiting no longer.
    Resume,
    /// Taking back a reply that has not left.
    Recall,
    /// Saying what the house calls the customer.
    Tags,
    /// Putting it out of sight.
    Snooze,
    /// Bringing it back.
    Wake,
    /// Saying what it has to do with another question.
    Relate,
    /// Making a question of one of its messages, or unlinking it.
    Part,
    /// Answering it by itself again.
    Leave,
}

impl FormKind {
    /// What opens with it.
    pub(crate) const fn opens(self) -> Option<&'static str> {
        match self {
            Self::Reply
            | Self::Draft
            | Self::Beside
            | Self::Reopen
            | Self::Resume
            | Self::Recall
            | Self::Wake
            | Self::Leave
            | Self::Part => None,
            Self::Relate => Some("relate"),
            Self::Ask => Some("ask"),
            Self::Snooze => Some("snooze"),
            Self::Wait => Some("wait"),
            Self::Tags => Some("tags"),
            Self::Return => Some("return"),
            Self::Assign => Some("assign"),
            Self::Decline => Some("decline"),
            Self::Note => Some("note"),
            Self::Close => Some("close"),
            Self::Hide => Some("hide"),
            Self::Topic => Some("topic"),
        }
    }

    fn field(self, name: &str) -> String {
        let ours = match (self, name) {
            (Self::Assign, "expert_id") => "to",
            (Self::Assign, "reason") => "assign_reason",
            (Self::Decline, "reason") => "decline_reason",
            (Self::Close, "reason") => "close_reason",
            (Self::Hide, "reason") => "hide_reason",
            (Self::Topic, "topic_id") => "topic",
            (Self::Wait, "reason") => "wait_reason",
            (Self::Note, "body") => "note",
            (Self::Ask, "body") => "ask",
            (Self::Snooze, "until") => "until_at",
            // There is no such draft any more: that is said where its text stands.
            (Self::Reply, "draft_id") => "body",
            (_, name) => name,
        };
        ours.to_owned()
    }
}

/// A form that comes back to its writer with everything typed.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// Which form.
    pub(crate) which: FormKind,
    /// What was typed.
    pub(crate) fields: Fields,
    /// The files that it brought.
    pub(crate) kept: Vec<SealedFile>,
    /// What is wrong with it.
    pub(crate) errors: FieldErrors,
    /// The words that name somebody of the house.
    pub(crate) leaks: Vec<String>,
    /// Whether the question changed meanwhile.
    pub(crate) stale: bool,
    /// Why it can't be done, as a sentence.
    pub(crate) problem: Option<String>,
    /// How the answer says so.
    pub(crate) status: StatusCode,
}

impl Refusal {
    /// Reads a use case's refusal. What can't be shown on the form goes on as a failure.
    pub(crate) fn of(
        context: &PageContext,
        which: FormKind,
        fields: Fields,
        error: Error,
    ) -> Result<Self, Failure> {
        let mut refusal = Self {
            which,
            kept: files::kept(context, &fields.kept),
            fields,
            errors: FieldErrors::none(),
            leaks: vec![],
            stale: false,
            problem: None,
            status: StatusCode::UNPROCESSABLE_ENTITY,
        };
        match error {
            Error::Stale { .. } => {
                refusal.status = StatusCode::CONFLICT;
                refusal.stale = true;
            }
            Error::IllegalStep(_) => {
                refusal.status = StatusCode::CONFLICT;
                refusal.problem = Some(context.text("question-no-longer", &[])?);
            }
            Error::ReplyWaits { by, leaves_at } => {
                refusal.status = StatusCode::CONFLICT;
                let at = clock(context, leaves_at);
                let words = [("by", by.into()), ("at", at.into())];
                refusal.problem = Some(context.text("question-waits-already", &words)?);
            }
            Error::Leaks(leaks) => refusal.leaks = leaks.into_iter().map(|leak| leak.found).collect(),
            other => refusal.errors = context.field_errors(other)?.renamed(|name| which.field(name)),
        }
        Ok(refusal)
    }
}

/// An instant as the reader's clock shows it, to the second: a reply that waits may leave within ten of them.
fn clock(context: &PageContext, at: Timestamp) -> String {
    let zone = &context.frame.scene.locale.zone;
    let (at, now) = (at.to_zoned(zone.clone()), context.now().to_zoned(zone.clone()));
    let style = if at.date() == now.date() { "%H:%M:%S" } else { "%Y-%m-%d %H:%M" };
    at.strftime(style).to_string()
}
