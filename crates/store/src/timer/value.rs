//! What a timer is, and how a row keeps it. A new kind of timer is a variant here and an effect in the job that fires
//! them.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use souffleur_core::{
    alert::AlertKind,
    id::{QuestionId, TargetId, TimerId, UserId},
};
use souffleur_sla::{EscalationAction, EscalationTarget, NotifyBy};

use crate::{
    entity::timer,
    error::{Error, Sound as _},
    instant::{instant, millis},
    json,
    target::Target,
};

const WHAT: &str = "timer";

/// Something that happens at an instant: to a promise, to a question, to a person, or to the house.
#[derive(Debug, Clone, PartialEq)]
pub struct Timer {
    /// Its id.
    pub id: TimerId,
    /// When it fires.
    pub due_at: Timestamp,
    /// What happens then.
    pub kind: TimerKind,
    /// To which promise, if to one.
    pub target: Option<TargetId>,
    /// On which question, if on one; it is held while the timer fires.
    pub question: Option<QuestionId>,
    /// To whom, if to one person.
    pub user: Option<UserId>,
    /// What there is only one timer of, ever.
    pub key: Option<String>,
}

/// What a timer does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TimerKind {
    /// Warns that a share of the time is used up.
    Warn {
        /// Which share, between 0 and 1.
        share: f64,
    },
    /// Records that the promise was broken.
    Breach,
    /// Warns that so many minutes are left.
    Near {
        /// Minutes of real time.
        minutes: u32,
    },
    /// Takes a step of the escalation ladder.
    Escalate {
        /// Its place in the ladder of the promise's policy, from 0.
        step: usize,
        /// Who is told.
        to: EscalationTarget,
        /// How.
        by: NotifyBy,
        /// What is done.
        then: EscalationAction,
    },
    /// Brings a question back that was put out of sight.
    Wake,
    /// Takes a question from an expert who has not opened it.
    Unread {
        /// Whose it was when this was set.
        by: UserId,
    },
    /// Tells a person by letter what they are to be told by now.
    Tell,
    /// Sends everybody, or one person, the letter that says what is owed on a day.
    Digest {
        /// Which of the digests.
        digest: AlertKind,
        /// The day, where the house is.
        day: Date,
    },
}

impl TimerKind {
    /// The name in the schema.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Warn { .. } => "warn",
            Self::Breach => "breach",
            Self::Near { .. } => "near",
            Self::Escalate { .. } => "escalate",
            Self::Wake => "wake",
            Self::Unread { .. } => "unread",
            Self::Tell => "tell",
            Self::Digest { .. } => "digest",
        }
    }
}

impl Timer {
    /// A timer of a promise.
    pub fn on(target: &Target, id: TimerId, due_at: Timestamp, kind: TimerKind) -> Self {
        let (target, question) = (Some(target.id), Some(target.question));
        Self { id, due_at, kind, target, question, user: None, key: None }
    }
}

pub(super) fn row(timer: &Timer) -> Result<timer::Model, Error> {
    // The kinds of which there are millions are kept in columns, the others as they are written.
    let (share, user, data) = match &timer.kind {
        TimerKind::Warn { share } => (Some(*share), timer.user, None),
        TimerKind::Breach => (None, timer.user, None),
        TimerKind::Unread { by } => (None, Some(*by), None),
        other => (None, timer.user, Some(json::text(other, WHAT)?)),
    };
    Ok(timer::Model {
        id: timer.id.raw(),
        due_at: millis(timer.due_at),
        kind: timer.kind.as_str().to_owned(),
        target_id: timer.target.map(TargetId::raw),
        question_id: timer.question.map(QuestionId::raw),
        user_id: user.map(UserId::raw),
        share,
        data,
        key: timer.key.clone(),
        fired_at: None,
    })
}

pub(super) fn value(row: timer::Model) -> Result<Timer, Error> {
    let id = TimerId::new(row.id);
    let kind = match (row.kind.as_str(), row.share, &row.data) {
        ("warn", Some(share), None) => TimerKind::Warn { share },
        ("breach", None, None) => TimerKind::Breach,
        ("unread", None, None) => {
            let by = row.user_id.ok_or("nobody is to have read it").sound(WHAT, &id)?;
            TimerKind::Unread { by: UserId::new(by) }
        }
        (_, None, Some(data)) => json::value(data, WHAT, &id)?,
        _ => return Err("its kind is unknown").sound(WHAT, &id),
    };
    Ok(Timer {
        id,
        due_at: instant(row.due_at)?,
        kind,
        target: row.target_id.map(TargetId::new),
        question: row.question_id.map(QuestionId::new),
        user: row.user_id.map(UserId::new),
        key: row.key,
    })
}

/// What some rows did, each with the promise it did it to.
pub(crate) fn fired_kinds(rows: Vec<timer::Model>) -> Result<Vec<(TargetId, TimerKind)>, Error> {
    let timers = rows.into_iter().map(value).collect::<Result<Vec<_>, _>>()?;
    Ok(timers.into_iter().filter_map(|timer| Some((timer.target?, timer.kind))).collect())
}
