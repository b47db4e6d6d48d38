//! Whose hands a question is in while the scenes are played, and how it goes into others.

use souffleur_core::{
    Actor,
    id::{QuestionId, UserId},
    permission::Role,
    question::Assignee,
    user::User,
};
use souffleur_question::question::{self, Assign, AssignTo};

use super::stage::Stage;

impl Stage<'_> {
    /// An expert passes a question on; one that the community managers hold stays where it is.
    pub(super) async fn pass_on(
        &self,
        index: usize,
        to: AssignTo,
        reason: String,
    ) -> Result<(), souffleur_app::Error> {
        let Some(told) = self.told.get(&index) else { return Ok(()) };
        let Some(expert) = self.holder(told.id).await? else { return Ok(()) };
        let assign = Assign { to, reason: Some(reason), version: None };
        question::assign(self.app, actor(expert), told.id, assign).await.map(drop)
    }

    pub(super) async fn holder(&self, id: QuestionId) -> Result<Option<UserId>, souffleur_app::Error> {
        let question = self.app.store().read().question(id).await?;
        Ok(question.map_or(Assignee::CommunityManager, |question| question.assignee).expert())
    }

    /// Who holds the question. One that no expert got is given to somebody who knows its topic.
    pub(super) async fn holder_who_drafts(
        &self,
        index: usize,
        id: QuestionId,
    ) -> Result<Actor, souffleur_app::Error> {
        if let Some(expert) = self.holder(id).await? {
            return Ok(actor(expert));
        }
        let Some(expert) = self.colleague(index, None) else { return Ok(self.manager) };
        let assign = Assign { to: AssignTo::Expert(expert), reason: None, version: None };
        question::assign(self.app, self.manager, id, assign).await?;
        Ok(actor(expert))
    }

    /// Somebody else who knows what a scene is about.
    pub(super) fn colleague(&self, index: usize, not: Option<UserId>) -> Option<UserId> {
        let settings = self.app.settings();
        let topic = &self.questions.get(&self.scenes[index].ask)?.topic;
        let topic = settings.topics.iter().find(|known| known.key.as_str() == topic)?.id;
        let knows = |user: &&User| user.expertise.topics.contains(&topic) && Some(user.id) != not;
        settings.experts().find(knows).map(|user| user.id)
    }
}

pub(super) fn actor(expert: UserId) -> Actor {
    Actor::Staff { id: expert, role: Role::Expert }
}
