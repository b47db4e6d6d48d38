//! The reply that waits on a question, or did not leave.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::message::Weight;
use souffleur_core::scheduled::{ScheduledReply, Stopped};
use souffleur_render::sample_now;

use super::history::name;
use super::pane::{Pane, ReplyForm};

/// What the page shows of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Scheduled {
    /// What the voice is to say.
    pub(crate) text: String,
    /// How many files go with it.
    pub(crate) files: usize,
    /// Whose decision it was.
    pub(crate) by: Option<String>,
    /// When it leaves, or was to.
    pub(crate) leaves_at: Timestamp,
    /// Whether it only asks for patience.
    pub(crate) holding: bool,
    /// Why it did not leave; the editor then goes on with its text.
    pub(crate) stopped: Option<&'static str>,
    /// Whether the promise ends before it leaves.
    pub(crate) too_late: bool,
}

impl Pane {
    /// Shows the reply that waits. One that did not leave is gone on with in the editor.
    pub(super) fn schedule(&mut self, view: &QuestionView, settings: &Settings, waiting: &ScheduledReply) {
        let due_at = self.due.as_ref().filter(|_| self.owed).and_then(|due| due.due_at);
        if waiting.stopped.is_none() {
            // Another one is not on anybody's mind.
            self.reply = self.reply.take().map(|_| ReplyForm::default());
        } else if let Some(reply) = &mut self.reply {
            let draft_id = waiting.draft.map(|draft| draft.to_string());
            if reply.draft_id != draft_id {
                let usable = draft_id.filter(|id| self.drafts.iter().any(|draft| draft.id == *id));
                *reply = ReplyForm { draft_id: usable, ..ReplyForm::default() };
            }
            reply.body = waiting.body.to_string();
        }
        self.scheduled = Some(Scheduled {
            text: waiting.body.to_string(),
            files: waiting.files.len(),
            by: waiting.by.user().map(|user| name(view, settings, user)),
            leaves_at: waiting.leaves_at,
            holding: waiting.weight == Weight::Holding,
            stopped: waiting.stopped.map(Stopped::as_str),
            too_late: due_at.is_some_and(|due_at| due_at < waiting.leaves_at),
        });
    }
}

impl Scheduled {
    /// For samples: one that waits past the promise, or did not leave.
    pub(super) fn sample(stopped: Option<&'static str>) -> Self {
        Self {
            text: "Bonjour Marie, bien sûr : le retour est gratuit.".to_owned(),
            files: 1,
            by: Some("Claire Aubert".to_owned()),
            leaves_at: sample_now() + jiff::SignedDuration::from_hours(3),
            holding: false,
            stopped,
            too_late: true,
        }
    }
}
