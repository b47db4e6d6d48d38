//! The formulas of the figures as conditions on rows: what [`Count::counts`] and [`Dimension::key`] say of a fact, said to the
//! database, so that a list of the questions behind a number reads no others. Tests hold the two against each other.

use sea_orm::{
    Condition,
    sea_query::{Expr, ExprTrait as _, SimpleExpr},
};
use souffleur_core::assignment::DecidedBy;
use souffleur_core::metric::{Count, Dimension, DraftUse, NONE, Phase, TargetOutcome};
use uuid::Uuid;

use crate::entity::ledger;

/// The rows that a figure counts.
pub(super) fn counted(count: Count) -> Condition {
    let is = |outcome: TargetOutcome| ledger::COLUMN.outcome.eq(outcome.as_str());
    let fate = |fate: DraftUse| ledger::COLUMN.fate.eq(fate.as_str());
    let late = |phase: Phase| ledger::COLUMN.late.eq(phase.as_str());
    let all = Condition::all();
    match count {
        Count::Received => all,
        Count::Answered => all.add(ledger::COLUMN.replied_at.is_not_null()),
        Count::Met => all.add(is(TargetOutcome::Met)),
        Count::Breached => all.add(is(TargetOutcome::Breached)),
        Count::Pending => all.add(is(TargetOutcome::Pending)),
        Count::NoReplyNeeded => all.add(is(TargetOutcome::NoReplyNeeded)),
        Count::HousePaused => all.add(ledger::COLUMN.house_paused_seconds.gt(0)),
        Count::Unchanged => all.add(fate(DraftUse::Unchanged)),
        Count::Edited => all.add(fate(DraftUse::Edited)),
        Count::OwnWords => all.add(fate(DraftUse::OwnWords)),
        Count::Returned => all.add(ledger::COLUMN.returned.eq(true)),
        Count::Judged => all.add(ledger::COLUMN.hit.is_not_null()),
        Count::Hit => all.add(ledger::COLUMN.hit.eq(true)),
        Count::Reopened => all.add(ledger::COLUMN.reopened.eq(true)),
        Count::Held => all.add(ledger::COLUMN.held.eq(true)),
        Count::LateAssignment => all.add(late(Phase::Assignment)),
        Count::LateExpert => all.add(late(Phase::Expert)),
        Count::LateApproval => all.add(late(Phase::Approval)),
        Count::LateSending => all.add(late(Phase::Sending)),
        Count::Workload => all.add(ledger::COLUMN.expert_id.is_not_null()),
        Count::Thanked => all.add(ledger::COLUMN.thanked.eq(true)),
        Count::Chosen => all.add(ledger::COLUMN.chosen_by.is_not_null()),
        Count::Unsure => {
            all.add(ledger::COLUMN.chosen_by.is_not_null()).add(ledger::COLUMN.first_expert_id.is_null())
        }
        Count::Missed => all.add(ledger::COLUMN.hit.eq(false)),
        Count::Sure => all.add(ledger::COLUMN.hit.is_not_null()).add(said()),
    }
}

/// The rows of a row of a report. What can't be a key of the cut has none.
pub(super) fn in_row(cut: Dimension, key: &str) -> SimpleExpr {
    let id = key.parse::<Uuid>().ok();
    let none = key == NONE;
    match (cut, id) {
        (Dimension::Topic, Some(id)) => ledger::COLUMN.topic_id.eq(id),
        (Dimension::Topic, None) if none => ledger::COLUMN.topic_id.is_null(),
        (Dimension::Expert, Some(id)) => ledger::COLUMN.expert_id.eq(id),
        (Dimension::Expert, None) if none => ledger::COLUMN.expert_id.is_null(),
        (Dimension::FirstTopic, Some(id)) => ledger::COLUMN.first_topic_id.eq(id),
        (Dimension::FirstTopic, None) if none => ledger::COLUMN.first_topic_id.is_null(),
        (Dimension::FirstExpert, Some(id)) => ledger::COLUMN.first_expert_id.eq(id),
        (Dimension::FirstExpert, None) if none => ledger::COLUMN.first_expert_id.is_null(),
        (Dimension::Confusion, _) if none => {
            Expr::cust("(first_topic_id IS NULL OR topic_id IS NULL OR first_topic_id = topic_id)")
        }
        (Dimension::Confusion, _) => taken(key).unwrap_or_else(nothing),
        (Dimension::Confidence, _) if none => said().not(),
        (Dimension::Confidence, _) => tenth(key).unwrap_or_else(nothing),
        (Dimension::Policy, Some(id)) => ledger::COLUMN.policy_id.eq(id),
        (Dimension::Channel, _) => ledger::COLUMN.channel.eq(key),
        (Dimension::Language, _) => ledger::COLUMN.language.eq(key),
        (Dimension::Hour, _) => hour(key).unwrap_or_else(nothing),
        _ => nothing(),
    }
}

/// Day zero was a Thursday, the fourth day of its week.
fn hour(key: &str) -> Option<SimpleExpr> {
    let (weekday, hour) = key.split_once('-')?;
    let (weekday, hour): (u8, u8) = (weekday.parse().ok()?, hour.parse().ok()?);
    let on_that_day = Expr::cust(format!("(day + 3) % 7 = {}", weekday.checked_sub(1)?));
    Some(on_that_day.and(ledger::COLUMN.hour.eq(i32::from(hour))))
}

/// The router chose, and said how sure it was.
fn said() -> SimpleExpr {
    let by_router = DecidedBy::Router.as_str();
    Expr::cust(format!("(COALESCE(chosen_by, '') = '{by_router}' AND confidence IS NOT NULL)"))
}

/// First topic and topic.
fn taken(key: &str) -> Option<SimpleExpr> {
    let (from, to) = key.split_once(':')?;
    let (from, to): (Uuid, Uuid) = (from.parse().ok()?, to.parse().ok()?);
    Some(ledger::COLUMN.first_topic_id.eq(from).and(ledger::COLUMN.topic_id.eq(to)))
}

/// All thousandths of a tenth; the last one has one more.
fn tenth(key: &str) -> Option<SimpleExpr> {
    let tenth: i32 = key.parse().ok().filter(|tenth| (0..10).contains(tenth))?;
    let last = if tenth == 9 { 1000 } else { tenth * 100 + 99 };
    Some(said().and(ledger::COLUMN.confidence.between(tenth * 100, last)))
}

fn nothing() -> SimpleExpr {
    Expr::cust("1 = 0")
}
