//! Promises on questions.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{ExprTrait as _, SimpleExpr},
};
use serde::{Deserialize, Serialize};
use souffleur_core::{
    id::{CalendarId, PolicyId, QuestionId, TargetId, UserId},
    text::Remark,
};
use souffleur_sla::TargetKind;

use crate::{
    entity::target,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "target";

/// One promise on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: TargetId,
    /// On what.
    pub question: QuestionId,
    /// Which promise.
    pub kind: TargetKind,
    /// What became of it.
    pub state: TargetState,
    /// When it began to run.
    pub set_at: Timestamp,
    /// When it is breached; none while it is paused.
    pub due_at: Option<Timestamp>,
    /// When it was met, in time or late.
    pub met_at: Option<Timestamp>,
    /// Why no reply was needed.
    pub reason: Option<Remark>,
    /// Who held the question when it ended, or holds it now.
    pub expert: Option<UserId>,
    /// The policy it follows, and its version.
    pub policy: (PolicyId, i32),
    /// The calendar it was counted in, and its version.
    pub calendar: (CalendarId, i32),
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetState {
    /// It runs.
    Pending,
    /// It was kept.
    Met,
    /// Its due time passed unmet. It may have been met since, too late.
    Breached,
    /// A community manager said that no reply is needed.
    NoReplyNeeded,
}

impl TargetState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Met, Self::Breached, Self::NoReplyNeeded];

    /// The name in the schema and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Met => "met",
            Self::Breached => "breached",
            Self::NoReplyNeeded => "no_reply_needed",
        }
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

impl Target {
    /// Whether the house owes it to the customer: it was not made to the house itself, and it runs or was broken and is
    /// unmet.
    pub fn is_owed_to_customer(&self) -> bool {
        let late = self.state == TargetState::Breached && self.met_at.is_none();
        self.kind != TargetKind::Draft && (self.state == TargetState::Pending || late)
    }
}

impl Reader {
    /// A promise by its id.
    pub async fn target(&self, id: TargetId) -> Result<Option<Target>, Error> {
        target::Entity::find_by_id(id.raw()).one(&self.conn()).await?.map(value).transpose()
    }

    /// The promises that run on a question.
    pub async fn pending_targets(&self, question: QuestionId) -> Result<Vec<Target>, Error> {
        let targets = self.targets_of(question).await?;
        Ok(targets.into_iter().filter(|target| target.state == TargetState::Pending).collect())
    }

    /// The promises on a question that a reply would meet, in time or late.
    pub async fn unmet_targets(&self, question: QuestionId) -> Result<Vec<Target>, Error> {
        let owed = |target: &Target| match target.state {
            TargetState::Pending => true,
            TargetState::Breached => target.met_at.is_none(),
            TargetState::Met | TargetState::NoReplyNeeded => false,
        };
        Ok(self.targets_of(question).await?.into_iter().filter(owed).collect())
    }

    /// All promises ever made on a question, oldest first.
    pub async fn targets_of(&self, question: QuestionId) -> Result<Vec<Target>, Error> {
        let rows = target::Entity::find()
            .filter(target::COLUMN.question_id.eq(question.raw()))
            .order_by_asc(target::COLUMN.set_at)
            .order_by_asc(target::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// When each member of staff last kept a promise; who never did is absent.
    pub async fn last_answered(&self) -> Result<HashMap<UserId, Timestamp>, Error> {
        self.last_of_each("MAX(met_at) FROM target WHERE expert_id = users.id AND met_at IS NOT NULL").await
    }
}

impl Tx {
    /// Stores promises in one statement. The question's place in the inbox follows when the question is written.
    pub async fn insert_targets(&mut self, new: &[Target]) -> Result<(), Error> {
        self.add_all(new.iter().map(row)).await
    }

    /// Stores what became of a promise, and moves its question in the inbox.
    pub async fn save_target(&mut self, changed: &Target) -> Result<(), Error> {
        let columns = target::ActiveModel {
            state: Set(changed.state.as_str().to_owned()),
            due_at: Set(changed.due_at.map(millis)),
            met_at: Set(changed.met_at.map(millis)),
            reason: Set(changed.reason.as_ref().map(|text| text.as_str().to_owned())),
            expert_id: Set(changed.expert.map(UserId::raw)),
            ..Default::default()
        };
        let saved = target::Entity::update_many().set(columns).filter(target::COLUMN.id.eq(changed.id.raw()));
        if saved.exec(&self.conn()).await?.rows_affected == 0 {
            return Err(Error::Missing(WHAT));
        }
        self.refresh_due([changed.question]).await
    }

    /// Breaks promises that run, in two statements however many they are, and moves their questions in the inbox.
    pub async fn break_targets(&mut self, broken: &[Target]) -> Result<(), Error> {
        if broken.is_empty() {
            return Ok(());
        }
        let breached = target::ActiveModel {
            state: Set(TargetState::Breached.as_str().to_owned()),
            ..Default::default()
        };
        target::Entity::update_many()
            .set(breached)
            .filter(target::COLUMN.id.is_in(broken.iter().map(|target| target.id.raw())))
            .filter(target::COLUMN.state.eq(TargetState::Pending.as_str()))
            .exec(&self.conn())
            .await?;
        let questions: HashSet<QuestionId> = broken.iter().map(|target| target.question).collect();
        self.refresh_due(questions).await
    }

    /// Names the new holder on the promises of a question that still run.
    pub async fn hand_over_targets(
        &mut self,
        question: QuestionId,
        expert: Option<UserId>,
    ) -> Result<(), Error> {
        target::Entity::update_many()
            .set(target::ActiveModel { expert_id: Set(expert.map(UserId::raw)), ..Default::default() })
            .filter(target::COLUMN.question_id.eq(question.raw()))
            .filter(target::COLUMN.state.eq(TargetState::Pending.as_str()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

/// Whether a promise on an open question is owed: it runs, or it was to the customer and was broken and is unmet.
pub(crate) fn is_owed() -> SimpleExpr {
    let late = target::COLUMN.state.eq(TargetState::Breached.as_str());
    let to_the_customer = target::COLUMN.kind.ne(TargetKind::Draft.as_str());
    is_pending().or(late.and(target::COLUMN.met_at.is_null()).and(to_the_customer))
}

/// Whether a promise runs.
pub(crate) fn is_pending() -> SimpleExpr {
    target::COLUMN.state.eq(TargetState::Pending.as_str())
}

fn row(target: &Target) -> target::Model {
    target::Model {
        id: target.id.raw(),
        question_id: target.question.raw(),
        kind: target.kind.as_str().to_owned(),
        state: target.state.as_str().to_owned(),
        set_at: millis(target.set_at),
        due_at: target.due_at.map(millis),
        met_at: target.met_at.map(millis),
        reason: target.reason.as_ref().map(|text| text.as_str().to_owned()),
        expert_id: target.expert.map(UserId::raw),
        policy_id: target.policy.0.raw(),
        policy_version: target.policy.1,
        calendar_id: target.calendar.0.raw(),
        calendar_version: target.calendar.1,
    }
}

pub(crate) fn kind(name: &str) -> Option<TargetKind> {
    TargetKind::ALL.into_iter().find(|kind| kind.as_str() == name)
}

pub(crate) fn value(row: target::Model) -> Result<Target, Error> {
    let id = TargetId::new(row.id);
    Ok(Target {
        id,
        question: QuestionId::new(row.question_id),
        kind: kind(&row.kind).sound(WHAT, &id)?,
        state: TargetState::parse(&row.state).sound(WHAT, &id)?,
        set_at: instant(row.set_at)?,
        due_at: maybe(row.due_at)?,
        met_at: maybe(row.met_at)?,
        reason: row.reason.map(Remark::try_from).transpose().sound(WHAT, &id)?,
        expert: row.expert_id.map(UserId::new),
        policy: (PolicyId::new(row.policy_id), row.policy_version),
        calendar: (CalendarId::new(row.calendar_id), row.calendar_version),
    })
}
