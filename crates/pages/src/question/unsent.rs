//! POST /questions/{id}/unsent and /desk/{id}/unsent: what is being written is kept, and others see that somebody
//! writes.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use souffleur_app::Settings;
use souffleur_app::question::keep_unsent;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::id::QuestionId;
use souffleur_core::unsent::Unsent;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::fields::Fields;
use super::history::name;
use super::pane::{Pane, ReplyForm};
use crate::inbox::question_path;

/// Keeps it as it stands. Who gives it up comes back to the question: an expert, from there, to their desk.
pub(crate) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    keep_unsent(stage.app(), stage.actor(), id, &fields.body, fields.draft()?).await?;
    if fields.discard.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    stage.go(&question_path(id))
}

impl Pane {
    /// Goes on with what the reader was writing, and says who else writes. A draft that was asked for by name comes
    /// before.
    pub(crate) fn go_on(
        &mut self,
        view: &QuestionView,
        settings: &Settings,
        actor: Actor,
        unsent: &[Unsent],
        chosen: bool,
    ) {
        let others = unsent.iter().filter(|unsent| Some(unsent.author) != actor.user());
        self.writing = others.map(|unsent| name(view, settings, unsent.author)).collect();
        let own = unsent.iter().find(|unsent| Some(unsent.author) == actor.user());
        if let Some(own) = own.filter(|_| !chosen)
            && let Some(reply) = &mut self.reply
        {
            let draft_id = own.draft.map(|draft| draft.to_string());
            if reply.draft_id != draft_id {
                let usable = draft_id.filter(|id| self.drafts.iter().any(|draft| draft.id == *id));
                *reply = ReplyForm { draft_id: usable, ..ReplyForm::default() };
            }
            reply.body = own.body.to_string();
            self.unsent_at = Some(own.at);
        }
    }

    /// The same on the drafting desk.
    pub(crate) fn go_on_drafting(&mut self, own: &Unsent) {
        if let Some(beside) = &mut self.beside {
            beside.body = own.body.to_string();
            self.unsent_at = Some(own.at);
        }
        if let Some(draft) = &mut self.draft {
            draft.body = own.body.to_string();
            self.unsent_at = Some(own.at);
        }
    }
}
