//! Who will not make it: each expert takes their questions in the order in which they are due, at their usual pace, within
//! their working hours; then somebody reads the draft. What ends at or after its due time is at risk.

use std::collections::BTreeMap;

use jiff::Timestamp;
use souffleur_app::snapshot::Settings;
use souffleur_core::{
    id::{QuestionId, TargetId, UserId},
    metric::Fact,
};
use souffleur_sla::{Calendar, TargetRule, due_at, next_working_instant};

use super::pace::{Paces, calendar};

/// A promise that will be late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// The promise.
    pub promise: TargetId,
    /// On which question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// The line above it, or how it begins.
    pub title: String,
    /// Who holds it; none for the community managers.
    pub expert: Option<UserId>,
    /// What they are called.
    pub expert_name: Option<String>,
    /// When it is due.
    pub due_at: Timestamp,
    /// When it will be answered, as things go; none where nobody knows.
    pub likely_at: Option<Timestamp>,
    /// Why it will be late.
    pub why: Why,
}

/// Why a promise will be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Whoever holds it does not work before it is due.
    Absent,
    /// There is too much before it.
    Load,
    /// The draft is there, and waits to be read.
    Reading,
    /// No expert holds it.
    Nobody,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Absent, Self::Load, Self::Reading, Self::Nobody];

    /// The name in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Load => "load",
            Self::Reading => "reading",
            Self::Nobody => "nobody",
        }
    }
}

/// What will be late of what runs, without its titles; `running` is in the order in which it is due.
pub(super) fn risks(
    running: &[Fact],
    paces: &Paces,
    settings: &Settings,
    now: Timestamp,
    drafted: impl Fn(&Fact) -> bool,
) -> Vec<Risk> {
    let house = settings.default_calendar().map(|stored| stored.calendar.clone());
    let mut queues: BTreeMap<Option<UserId>, (Option<Calendar>, i64)> = BTreeMap::new();
    let mut risks = Vec::new();
    for fact in running {
        let Some(due) = fact.due_at else { continue };
        let waits_to_be_read = drafted(fact);
        let holder = fact.expert.filter(|_| !waits_to_be_read);
        let (hours, before) = queues.entry(holder).or_insert_with(|| {
            (holder.and_then(|expert| calendar(settings, expert)).or_else(|| house.clone()), 0)
        });
        *before += holder.map_or_else(|| paces.reading(), |expert| paces.draft(expert));
        let needed = *before + if holder.is_some() { paces.reading() } else { 0 };
        let likely_at = hours.as_ref().and_then(|hours| after(hours, now, needed));
        if likely_at.is_some_and(|likely| likely < due) {
            continue;
        }
        let begins = hours.as_ref().and_then(|hours| next_working_instant(hours, now).ok());
        let why = match holder {
            _ if waits_to_be_read => Why::Reading,
            None => Why::Nobody,
            Some(_) if begins.is_none_or(|begins| begins >= due) => Why::Absent,
            Some(_) => Why::Load,
        };
        risks.push(Risk {
            promise: fact.promise,
            question: fact.question,
            number: fact.number,
            title: String::new(),
            expert: fact.expert,
            expert_name: fact.expert.and_then(|id| settings.user(id)).map(|user| user.name.to_string()),
            due_at: due,
            likely_at,
            why,
        });
    }
    risks
}

/// When so much working time has passed; to the minute, rounded up.
fn after(hours: &Calendar, now: Timestamp, seconds: i64) -> Option<Timestamp> {
    let minutes = u32::try_from((seconds + 59) / 60).ok()?;
    due_at(hours, &TargetRule::WorkingTime { minutes }, now, &[]).ok().flatten()
}
