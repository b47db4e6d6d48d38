//! Colleagues who are asked while the scenes are played, and questions that are put together.

use souffleur_app::Error;
use souffleur_question::question;

use super::{
    hands::actor,
    stage::Stage,
    story::{Deed, Step},
};

impl Stage<'_> {
    /// Who holds a question asks somebody else who knows its topic.
    pub(super) async fn ask_colleague(&mut self, index: usize, what: &str) -> Result<(), Error> {
        let Some(id) = self.told.get(&index).map(|told| told.id) else { return Ok(()) };
        let holder = self.holder(id).await?;
        let Some(colleague) = self.colleague(index, holder) else { return Ok(()) };
        let settings = self.app.settings();
        let Some(called) = settings.user(colleague).map(question::handle) else { return Ok(()) };
        let by = holder.map_or(self.manager, actor);
        question::ask_colleague(self.app, by, id, &format!("@{called} {what}")).await?;
        if let Some(told) = self.told.get_mut(&index) {
            told.asked = Some(colleague);
        }
        Ok(())
    }

    /// Who was asked writes beside the draft.
    pub(super) async fn draft_beside(&self, index: usize, body: &str) -> Result<(), Error> {
        let Some((id, colleague)) = self.told.get(&index).and_then(|told| Some((told.id, told.asked?)))
        else {
            return Ok(());
        };
        question::draft_beside(self.app, actor(colleague), id, body).await.map(drop)
    }

    /// The community manager puts a question together with another one.
    pub(super) async fn relate(&self, index: usize, step: &Step) -> Result<(), Error> {
        let with = self.scenes.iter().position(|scene| step.with.as_ref() == Some(&scene.ask));
        let other = with.and_then(|with| self.told.get(&with)).map(|other| other.number);
        let Some((told, other)) = self.told.get(&index).zip(other) else { return Ok(()) };
        let (app, by, id) = (self.app, self.manager, told.id);
        match step.deed {
            Deed::Follow => question::follow(app, by, id, other, None).await.map(drop),
            Deed::Merge => question::merge(app, by, id, other, None).await.map(drop),
            _ => question::link(app, by, id, other).await,
        }
    }
}
