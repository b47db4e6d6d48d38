//! Shows the reply that waits on a question, or did not leave.

use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::message::MessageKind;
use souffleur_core::scheduled::{ScheduledReply, StopReason};

use super::context::{Pane, ReplyForm};
use super::history::name;
use super::scheduled::Scheduled;

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
            holding: waiting.weight == MessageKind::Holding,
            stopped: waiting.stopped.map(StopReason::as_str),
            too_late: due_at.is_some_and(|due_at| due_at < waiting.leaves_at),
        });
    }
}
