//! What is being written: the reader's own words go on, and others are said to write or to look.

use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::autosave::Autosave;
use souffleur_core::id::QuestionId;
use souffleur_question::question::lookers;
use souffleur_web::page::PageContext;

use super::context::{Pane, ReplyForm};
use super::history::name;

impl Pane {
    /// Goes on with what the reader was writing, and says who else writes. A draft that was asked for by name comes
    /// before.
    pub(crate) fn restore_unsent(
        &mut self,
        view: &QuestionView,
        settings: &Settings,
        actor: Actor,
        unsent: &[Autosave],
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
    pub(crate) fn restore_unsent_draft(&mut self, own: &Autosave) {
        if let Some(beside) = &mut self.beside {
            beside.body = own.body.to_string();
            self.unsent_at = Some(own.at);
        }
        if let Some(draft) = &mut self.draft {
            draft.body = own.body.to_string();
            self.unsent_at = Some(own.at);
        }
    }

    /// Says who else has it open. Who writes is said to write.
    pub(crate) fn set_viewers(&mut self, context: &PageContext, id: QuestionId) {
        let settings = context.app().settings();
        let here = lookers(context.app(), context.actor(), id);
        let names = here.into_iter().filter_map(|user| settings.user(user)).map(|user| user.name.to_string());
        self.looking = names.filter(|name| !self.writing.contains(name)).collect();
    }

    /// Puts a draft, or what a colleague wrote beside it, before what is in the editor, as the button does where there is a
    /// script. `from` is the draft, or the colleague.
    pub(crate) fn insert_words_of(&mut self, from: &str) {
        let asked = self.asks.iter().find(|card| card.author_id == from).and_then(|card| card.text.clone());
        let drafted = || self.drafts.iter().find(|card| card.id == from).map(|card| card.text.clone());
        let Some(words) = asked.or_else(drafted) else { return };
        let body = match (&mut self.reply, &mut self.draft) {
            (Some(reply), _) => &mut reply.body,
            (None, Some(draft)) => &mut draft.body,
            (None, None) => return,
        };
        if !body.contains(&words) {
            format!("{words}\n\n{body}").trim_end().clone_into(body);
        }
    }
}
