//! What use cases let their callers see: the store's read models, by one name, and the few shapes of our own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor,
    assignment::{Assignment, DecidedBy},
    explanation::Explanation,
    id::{AssignmentId, PauseId, TopicId, UserId},
    objective::Measure,
    pause::{Pause, PauseScope},
    text::{Name, Remark},
};

pub use souffleur_store::{
    AskLine, Cursor, DraftVersion, Note, Page, Target, TargetState,
    read::{InboxCounts, InboxRow, QuestionView, Related, Relation},
};

use crate::snapshot::Settings;

/// Who holds a question and why, with names, for staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssignmentView {
    /// Which one.
    pub id: AssignmentId,
    /// The expert who holds it; none where the community managers do.
    pub expert: Option<UserId>,
    /// What the expert is called.
    pub expert_name: Option<Name>,
    /// What the question is thought to be about.
    pub topic: Option<TopicId>,
    /// What that is called.
    pub topic_name: Option<Name>,
    /// What or who decided.
    pub decided_by: DecidedBy,
    /// How sure the router was.
    pub confidence: Option<f64>,
    /// The router's reasons.
    pub explanation: Option<Explanation>,
    /// The router's reasons in one line.
    pub summary: Option<String>,
    /// A person's reason.
    pub reason: Option<Remark>,
    /// When.
    pub at: Timestamp,
    /// When its holder first looked at the question.
    pub opened_at: Option<Timestamp>,
}

impl AssignmentView {
    /// Puts names to an assignment.
    pub fn of(assignment: &Assignment, settings: &Settings) -> Self {
        let expert = assignment.assignee.expert();
        Self {
            id: assignment.id,
            expert,
            expert_name: expert.and_then(|id| settings.user(id)).map(|user| user.name.clone()),
            topic: assignment.topic,
            topic_name: assignment.topic.and_then(|id| settings.topic(id)).map(|topic| topic.name.clone()),
            decided_by: assignment.decided_by,
            confidence: assignment.confidence,
            summary: assignment.explanation.as_ref().map(Explanation::summary),
            explanation: assignment.explanation.clone(),
            reason: assignment.reason.clone(),
            at: assignment.at,
            opened_at: assignment.opened_at,
        }
    }
}

/// A pause as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseView {
    /// Its id.
    pub id: PauseId,
    /// `desk`, `topic` or `channel`.
    pub scope: String,
    /// The topic's or the channel's name.
    pub name: Option<String>,
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub until: Option<Timestamp>,
    /// Why.
    pub reason: String,
    /// Who began it.
    pub by: Option<String>,
    /// Who ended it.
    pub ended_by: Option<String>,
}

impl PauseView {
    /// Puts names to a pause.
    pub fn of(pause: &Pause, settings: &Settings) -> Self {
        let (scope, name) = match &pause.scope {
            PauseScope::Question(_) => ("question", None),
            PauseScope::Desk => ("desk", None),
            PauseScope::Topic(id) => ("topic", settings.topic(*id).map(|topic| topic.name.to_string())),
            PauseScope::Channel(channel) => ("channel", Some(channel.to_string())),
        };
        let called =
            |actor: Actor| actor.user().and_then(|id| settings.user(id)).map(|user| user.name.to_string());
        Self {
            id: pause.id,
            scope: scope.to_owned(),
            name,
            from: pause.from,
            until: pause.until,
            reason: pause.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
            by: called(pause.by),
            ended_by: pause.ended_by.and_then(called),
        }
    }
}

/// A value of an objective: a share of one, or seconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// 0 to 1.
    Share(f64),
    /// Seconds.
    Seconds(i64),
}

impl Quantity {
    /// A value in the unit of its measure: ten-thousandths, or seconds.
    #[expect(clippy::cast_possible_truncation, reason = "whole seconds")]
    pub fn of(measure: Measure, value: f64) -> Self {
        match measure {
            Measure::Ratio(_) => Self::Share(value / 10_000.0),
            Measure::Time(..) => Self::Seconds(value.round() as i64),
        }
    }
}
