//! Today's promises: what is due by each hour of the house, what is done, and what will be late unless somebody acts.
//!
//! It says so early: from who holds what, how fast each of them usually is, and when they are at their desks.

mod pace;
mod risk;

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, Time},
    tz::TimeZone,
};
use souffleur_app::snapshot::house_zone;
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::{
    Actor,
    id::{QuestionId, TargetId},
    metric::{Dimension, Fact, NONE, TargetOutcome},
    permission::Action,
};
use souffleur_sla::{RawTargetRule, TargetKind};
use souffleur_store::{DueSum, LedgerView, read::InboxRow};

pub use risk::{Risk, Why};

use super::{
    objective::{self, ObjectiveView},
    period::Period,
    version::{DataVersion, version},
    wanted::{label, open},
};

/// The most that are called by name of what will be late.
const NAMED: usize = 20;
/// How long before today a promise may have begun that is due today, in days.
const LOOK_BACK: i64 = 60;

/// Today, as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Which day.
    pub day: Date,
    /// The zone that it is a day of.
    pub time_zone: String,
    /// By which hours promises are due, the earliest first.
    pub hours: Vec<Slot>,
    /// All of them together.
    pub total: Standing,
    /// By topic, those with most at risk first.
    pub topics: Vec<BoardRow>,
    /// By expert, by name: this is no ranking of people.
    pub experts: Vec<BoardRow>,
    /// What will be late, the earliest due first: at most twenty of them.
    pub risks: Vec<Risk>,
    /// What the house wants to reach, and its day has not passed.
    pub objectives: Vec<ObjectiveView>,
    /// What it was made from.
    pub version: DataVersion,
}

/// What is due by an hour.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The hour; none for what is due after the last of them.
    pub by: Option<Time>,
    /// How it stands.
    pub standing: Standing,
}

/// Promises of today, by what became of them: due = done + missed + excused + running, and some of those are at risk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// All of them.
    pub due: u64,
    /// Kept.
    pub done: u64,
    /// Missed.
    pub missed: u64,
    /// No reply needed.
    pub excused: u64,
    /// Still running.
    pub running: u64,
    /// Of these, the ones that will be late.
    pub at_risk: u64,
}

/// A topic's or an expert's part of today.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardRow {
    /// What an address calls it.
    pub key: String,
    /// What people call it.
    pub label: Option<String>,
    /// How it stands.
    pub standing: Standing,
}

/// One number of the board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardCell {
    /// Which hour, by its place.
    pub slot: Option<usize>,
    /// A topic or an expert.
    pub row: Option<(Dimension, String)>,
    /// What became of it; all where none is named.
    pub state: Option<BoardState>,
}

/// A column of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoardState {
    /// Kept.
    Done,
    /// Missed.
    Missed,
    /// No reply needed.
    Excused,
    /// Still running.
    Running,
    /// Running, and will be late.
    AtRisk,
}

impl BoardState {
    /// Every column.
    pub const ALL: [Self; 5] = [Self::Done, Self::Missed, Self::Excused, Self::Running, Self::AtRisk];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Missed => "missed",
            Self::Excused => "excused",
            Self::Running => "running",
            Self::AtRisk => "at_risk",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Today's promises with what is known of them: the one thing that numbers and lists are made of.
struct Today {
    day: Date,
    /// The instants between which they are due.
    between: (Timestamp, Timestamp),
    hours: Vec<Time>,
    parts: Vec<Part>,
    risks: Vec<Risk>,
    at_risk: HashSet<TargetId>,
    version: DataVersion,
    view: LedgerView,
}

/// Promises that are alike in everything that the board tells apart.
struct Part {
    sum: DueSum,
    slot: usize,
    at_risk: bool,
}

/// The board as it is now.
pub async fn board(app: &App, actor: Actor) -> Result<Board, Error> {
    actor.may(Action::ReadReports)?;
    let settings = app.settings();
    let today = Today::load(app, &settings).await?;
    let of = |cell: BoardCell| today.standing(&cell);
    let rest = today.hours.len();
    let slot = |(place, by): (usize, Option<Time>)| Slot {
        by,
        standing: of(BoardCell { slot: Some(place), ..BoardCell::default() }),
    };
    let mut hours: Vec<Slot> =
        today.hours.iter().map(|hour| Some(*hour)).chain([None]).enumerate().map(slot).collect();
    if hours.get(rest).is_some_and(|slot| slot.standing.due == 0) {
        hours.truncate(rest);
    }
    let mut aims = objective::wanted(app).await?;
    aims.retain(|aim| aim.due_on >= today.day);
    Ok(Board {
        objectives: objective::stand(&today.view, &aims, &settings, today.day).await?,
        day: today.day,
        time_zone: house_zone(&settings).iana_name().unwrap_or("UTC").to_owned(),
        hours,
        total: of(BoardCell::default()),
        topics: today.rows(Dimension::Topic, &settings),
        experts: today.rows(Dimension::Expert, &settings),
        risks: today.risks.clone(),
        version: today.version,
    })
}

/// The questions behind one number of the board, the earliest due first.
pub async fn board_questions(
    app: &App,
    actor: Actor,
    cell: &BoardCell,
) -> Result<Vec<(Fact, Option<InboxRow>)>, Error> {
    actor.may(Action::ReadReports)?;
    let settings = app.settings();
    let today = Today::load(app, &settings).await?;
    let (from, to) = today.between;
    let mut facts = today.view.due_between(from, to).await?;
    facts.retain(|fact| cell.holds(&today.part(DueSum::of(fact), Some(fact.promise))));
    let mut rows = rows_of(&today.view, &facts).await?;
    Ok(facts.into_iter().map(|fact| (fact.clone(), rows.remove(&fact.question))).collect())
}

async fn rows_of(view: &LedgerView, facts: &[Fact]) -> Result<HashMap<QuestionId, InboxRow>, Error> {
    let ids = facts.iter().map(|fact| fact.question.raw()).collect();
    let rows = view.reader().inbox_rows(ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

impl Today {
    async fn load(app: &App, settings: &Settings) -> Result<Self, Error> {
        let (now, zone) = (app.now(), house_zone(settings));
        let day = now.to_zoned(zone.clone()).date();
        let only = Period { from: day, to: day };
        let (from, to) = only.instants(&zone)?;
        let before = Period { from: day.saturating_sub(LOOK_BACK.days()), to: day };
        let view = open(app, &[before], now).await?;
        let kept = view.due_sums(from, to).await?;
        let live = view.due_now(from, to);
        let running: Vec<Fact> =
            live.iter().filter(|fact| fact.outcome == TargetOutcome::Pending).cloned().collect();
        let drafted = view.reader().drafted_of(running.iter().map(|fact| fact.question)).await?;
        let paces = pace::Paces::read(&view, settings, day, now).await?;
        let mut risks = risk::risks(&running, &paces, settings, now, |fact| drafted.contains(&fact.question));
        let at_risk = risks.iter().map(|risk| risk.promise).collect();
        risks.truncate(NAMED);
        let titles = view.reader().inbox_rows(risks.iter().map(|risk| risk.question.raw()).collect()).await?;
        let titles: HashMap<QuestionId, String> = titles.iter().map(|row| (row.id, title(row))).collect();
        for risk in &mut risks {
            risk.title = titles.get(&risk.question).cloned().unwrap_or_default();
        }
        let mut today = Self {
            day,
            between: (from, to),
            hours: hours(settings),
            parts: Vec::new(),
            risks,
            at_risk,
            version: version(&view),
            view,
        };
        let kept = kept.into_iter().map(|sum| (sum, None));
        let live = live.iter().map(|fact| (DueSum::of(fact), Some(fact.promise)));
        today.parts = kept.chain(live).map(|(sum, promise)| today.part(sum, promise)).collect();
        Ok(today)
    }

    /// What the board tells apart; `promise` is none of those that have ended.
    fn part(&self, sum: DueSum, promise: Option<TargetId>) -> Part {
        let zone = TimeZone::get(&sum.time_zone).unwrap_or(TimeZone::UTC);
        let due = sum.due_at.to_zoned(zone).time();
        // The first hour by which it is due; the place after the last where it is later.
        let slot = self.hours.iter().position(|hour| due <= *hour).unwrap_or(self.hours.len());
        Part { sum, slot, at_risk: promise.is_some_and(|promise| self.at_risk.contains(&promise)) }
    }

    fn standing(&self, cell: &BoardCell) -> Standing {
        let mut standing = Standing::default();
        for part in self.parts.iter().filter(|part| cell.holds(part)) {
            let promises = part.sum.promises;
            standing.due += promises;
            match part.sum.outcome {
                TargetOutcome::Met => standing.done += promises,
                TargetOutcome::Breached => standing.missed += promises,
                TargetOutcome::NoReplyNeeded => standing.excused += promises,
                TargetOutcome::Pending => standing.running += promises,
            }
            standing.at_risk += if part.at_risk { promises } else { 0 };
        }
        standing
    }

    fn rows(&self, cut: Dimension, settings: &Settings) -> Vec<BoardRow> {
        let keys: BTreeSet<String> = self.parts.iter().filter_map(|part| part.key(cut)).collect();
        let row = |key: String| BoardRow {
            label: label(cut, &key, settings),
            standing: self.standing(&BoardCell { row: Some((cut, key.clone())), ..BoardCell::default() }),
            key,
        };
        let mut rows: Vec<BoardRow> = keys.into_iter().map(row).collect();
        if cut == Dimension::Expert {
            rows.sort_by_key(|row| {
                (row.label.is_none(), row.label.as_ref().map(|label| label.to_lowercase()))
            });
            return rows;
        }
        rows.sort_by_key(|row| {
            let Standing { at_risk, running, .. } = row.standing;
            (std::cmp::Reverse((at_risk, running)), row.label.clone())
        });
        rows
    }
}

impl Part {
    /// In which row of a cut; the board knows topics and experts.
    fn key(&self, cut: Dimension) -> Option<String> {
        let or_none = |id: Option<String>| id.unwrap_or_else(|| NONE.to_owned());
        match cut {
            Dimension::Topic => Some(or_none(self.sum.topic.map(|id| id.to_string()))),
            Dimension::Expert => Some(or_none(self.sum.expert.map(|id| id.to_string()))),
            _ => None,
        }
    }
}

impl BoardCell {
    fn holds(&self, part: &Part) -> bool {
        self.slot.is_none_or(|slot| slot == part.slot)
            && self.row.as_ref().is_none_or(|(cut, key)| part.key(*cut).as_ref() == Some(key))
            && self.state.is_none_or(|state| match state {
                BoardState::Done => part.sum.outcome == TargetOutcome::Met,
                BoardState::Missed => part.sum.outcome == TargetOutcome::Breached,
                BoardState::Excused => part.sum.outcome == TargetOutcome::NoReplyNeeded,
                BoardState::Running => part.sum.outcome == TargetOutcome::Pending,
                BoardState::AtRisk => part.at_risk,
            })
    }
}

/// The line above a question, or how it begins.
fn title(row: &InboxRow) -> String {
    row.subject.as_deref().unwrap_or(&row.excerpt).to_owned()
}

/// The hours by which the house promises replies.
fn hours(settings: &Settings) -> Vec<Time> {
    let rule =
        settings.default_policy().and_then(|stored| stored.policy.rule(TargetKind::FirstReply).cloned());
    let dues = match rule.map(RawTargetRule::from) {
        Some(RawTargetRule::Cutoff { rules }) => rules.into_iter().map(|rule| rule.due).collect(),
        _ => vec!["12:00".to_owned(), "17:00".to_owned()],
    };
    let mut hours: Vec<Time> = dues.iter().filter_map(|due| due.parse().ok()).collect();
    hours.sort_unstable();
    hours.dedup();
    hours
}
