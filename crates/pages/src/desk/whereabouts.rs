//! Where the reader is, for the drafting desk.

use jiff::ToSpan as _;
use jiff::civil::Weekday;
use souffleur_admin::user;
use souffleur_core::question::Status;
use souffleur_question::question::{ListQuery, count};
use souffleur_web::error::Failure;
use souffleur_web::page::PageContext;

use crate::inbox::Away;

/// The most that are counted.
const MOST: u64 = 999;

/// Where the reader is, and when they could be away.
pub(super) async fn away(context: &PageContext) -> Result<Away, Failure> {
    let here = user::whereabouts(context.app(), context.actor())?;
    let (today, next_week) = (here.today, here.today.saturating_add(7.days()));
    let friday = today.series(1.day()).find(|day| day.weekday() == Weekday::Friday).unwrap_or(today);
    let mut choices = vec![today, today.saturating_add(1.day()), friday, next_week];
    choices.sort();
    choices.dedup();
    // Counted now: who has just passed them on is not to be told of them.
    let own = ListQuery { statuses: vec![Status::Assigned], ..ListQuery::default() };
    let held = match here.away_until {
        Some(_) => count(context.app(), context.actor(), own, MOST).await?,
        None => 0,
    };
    Ok(Away {
        until: here.away_until.map(|day| day.to_string()),
        held,
        choices: choices.into_iter().map(|day| day.to_string()).collect(),
        ..Away::default()
    })
}
