//! Durable timers. Claiming one and marking it fired belong in one transaction with its effect: so it fires once,
//! however many nodes look.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{LockBehavior, LockType},
};
use souffleur_core::id::{QuestionId, TargetId, TimerId};
use uuid::Uuid;

use crate::{
    entity::{target, timer},
    error::{Error, Sound as _},
    instant::{instant, millis},
    notice::Notice,
    reader::Reader,
    target::{self as promise, Target},
    tx::Tx,
};

const WHAT: &str = "timer";

/// Something that happens to a promise at an instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timer {
    /// Its id.
    pub id: TimerId,
    /// When it fires.
    pub due_at: Timestamp,
    /// What happens then.
    pub kind: TimerKind,
    /// To which promise.
    pub target: TargetId,
    /// On which question.
    pub question: QuestionId,
}

/// What a timer does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TimerKind {
    /// Warns that a share of the time is used up.
    Warn {
        /// Which share, between 0 and 1.
        share: f64,
    },
    /// Records that the promise was broken.
    Breach,
}

impl Reader {
    /// When the next timer fires.
    pub async fn next_timer_due(&self) -> Result<Option<Timestamp>, Error> {
        let next = timer::Entity::find()
            .filter(timer::COLUMN.fired_at.is_null())
            .order_by_asc(timer::COLUMN.due_at)
            .order_by_asc(timer::COLUMN.id);
        let next: Option<i64> =
            next.select_only().column(timer::Column::DueAt).into_tuple().one(&self.conn()).await?;
        next.map(instant).transpose()
    }

    /// The questions of the timers that are due, each once, sorted. Lock these before the timers are claimed: whoever
    /// changes a question holds it first and its timers after, and two orders would wait for each other.
    pub async fn due_timer_questions(&self, now: Timestamp, limit: u32) -> Result<Vec<QuestionId>, Error> {
        let due = timer::Entity::find()
            .filter(timer::COLUMN.fired_at.is_null())
            .filter(timer::COLUMN.due_at.lte(millis(now)))
            .order_by_asc(timer::COLUMN.due_at)
            .order_by_asc(timer::COLUMN.id)
            .limit(u64::from(limit));
        let due = due.select_only().column(timer::Column::QuestionId).into_tuple::<Uuid>();
        let mut questions: Vec<_> = due.all(&self.conn()).await?.into_iter().map(QuestionId::new).collect();
        questions.sort_unstable();
        questions.dedup();
        Ok(questions)
    }
}

impl Tx {
    /// Stores timers in one statement.
    pub async fn insert_timers(&mut self, new: &[Timer]) -> Result<(), Error> {
        if new.is_empty() {
            return Ok(());
        }
        self.add_all(new.iter().map(row)).await?;
        self.notify(Notice::Timers);
        Ok(())
    }

    /// Forgets the timers of a promise that have not fired.
    pub async fn cancel_timers(&mut self, target: TargetId) -> Result<(), Error> {
        timer::Entity::delete_many()
            .filter(timer::COLUMN.target_id.eq(target.raw()))
            .filter(timer::COLUMN.fired_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// The timers that are due and that nobody else has claimed, earliest first, each with its promise. They are this
    /// transaction's until it ends; mark them fired in it.
    pub async fn claim_timers(&mut self, now: Timestamp, limit: u32) -> Result<Vec<(Timer, Target)>, Error> {
        let rows = timer::Entity::find()
            .filter(timer::COLUMN.fired_at.is_null())
            .filter(timer::COLUMN.due_at.lte(millis(now)))
            .order_by_asc(timer::COLUMN.due_at)
            .order_by_asc(timer::COLUMN.id)
            .limit(u64::from(limit))
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&self.conn())
            .await?;
        let targets = rows.iter().map(|row| row.target_id).collect::<Vec<_>>();
        let targets =
            target::Entity::find().filter(target::COLUMN.id.is_in(targets)).all(&self.conn()).await?;
        let targets: HashMap<Uuid, target::Model> = targets.into_iter().map(|row| (row.id, row)).collect();
        rows.into_iter()
            .map(|row| {
                let target = targets.get(&row.target_id).cloned().ok_or(Error::Missing("target"))?;
                Ok((value(&row)?, promise::value(target)?))
            })
            .collect()
    }

    /// Remembers that timers have fired.
    pub async fn mark_fired(&mut self, fired: &[TimerId], now: Timestamp) -> Result<(), Error> {
        timer::Entity::update_many()
            .set(timer::ActiveModel { fired_at: Set(Some(millis(now))), ..Default::default() })
            .filter(timer::COLUMN.id.is_in(fired.iter().map(|id| id.raw())))
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

fn row(timer: &Timer) -> timer::Model {
    let (kind, share) = match timer.kind {
        TimerKind::Warn { share } => ("warn", Some(share)),
        TimerKind::Breach => ("breach", None),
    };
    timer::Model {
        id: timer.id.raw(),
        due_at: millis(timer.due_at),
        kind: kind.to_owned(),
        target_id: timer.target.raw(),
        question_id: timer.question.raw(),
        share,
        fired_at: None,
    }
}

fn value(row: &timer::Model) -> Result<Timer, Error> {
    let id = TimerId::new(row.id);
    let kind = match (row.kind.as_str(), row.share) {
        ("warn", Some(share)) => TimerKind::Warn { share },
        ("breach", None) => TimerKind::Breach,
        _ => return Err("its kind is unknown").sound(WHAT, &id),
    };
    let (target, question) = (TargetId::new(row.target_id), QuestionId::new(row.question_id));
    Ok(Timer { id, due_at: instant(row.due_at)?, kind, target, question })
}
