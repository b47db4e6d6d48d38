//! How fast everybody usually is: the working time that an expert needs for a draft, and the house to read one.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _, civil::Date};
use souffleur_app::{error::Error, snapshot::Settings};
use souffleur_core::{
    id::UserId,
    metric::{Count, Dimension, HandlingStage, Tally, TimeBasis},
};
use souffleur_sla::{Calendar, elapsed};
use souffleur_store::{LedgerQuery, LedgerView};

/// What is usual is what the last four weeks were.
const USUAL: i64 = 28;
/// Who has answered less than this is taken for as fast as the house.
const KNOWN: u64 = 5;
/// Seconds, where nobody has answered anything yet.
const FIRST_DRAFT: i64 = 30 * 60;
const FIRST_READING: i64 = 10 * 60;

/// The usual times, in seconds of working time.
pub(super) struct Paces {
    by_expert: BTreeMap<String, i64>,
    draft: i64,
    reading: i64,
}

impl Paces {
    pub(super) async fn read(
        view: &LedgerView,
        settings: &Settings,
        today: Date,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let from = today.saturating_sub(USUAL.days());
        let query = LedgerQuery { from, to: today, first: Some(true), only: None };
        let rows = view.rows(&query, Dimension::Expert).await?;
        let mut all = Tally::default();
        for tally in rows.values() {
            all.merge(tally);
        }
        let draft = all.percentile(HandlingStage::Draft, TimeBasis::Working, 50).unwrap_or(FIRST_DRAFT);
        let since = now - jiff::SignedDuration::from_hours(24 * USUAL);
        let known = rows.into_iter().filter(|(_, tally)| tally.count(Count::Answered) >= KNOWN);
        let pace = |(key, tally): (String, Tally)| {
            let usual = tally.percentile(HandlingStage::Draft, TimeBasis::Working, 50).unwrap_or(draft);
            let id = key.parse::<UserId>().ok();
            let worked = id
                .and_then(|id| calendar(settings, id))
                .map_or(0, |calendar| elapsed(&calendar, since, now, &[]).as_secs());
            // Who answers so many in so much time needs no longer for one, however long each had to wait.
            let answered = i64::try_from(tally.count(Count::Answered)).unwrap_or(i64::MAX);
            let pace = if worked > 0 { usual.min(worked / answered.max(1)) } else { usual };
            (key, pace.max(60))
        };
        Ok(Self {
            by_expert: known.map(pace).collect(),
            draft: draft.max(60),
            reading: all
                .percentile(HandlingStage::Approve, TimeBasis::Working, 50)
                .unwrap_or(FIRST_READING)
                .max(60),
        })
    }

    /// For one draft.
    pub(super) fn draft(&self, expert: UserId) -> i64 {
        self.by_expert.get(&expert.to_string()).copied().unwrap_or(self.draft)
    }

    /// From a draft to the reply.
    pub(super) fn reading(&self) -> i64 {
        self.reading
    }
}

/// An expert's working hours, without the days on which they are away.
pub(super) fn calendar(settings: &Settings, expert: UserId) -> Option<Calendar> {
    let expertise = &settings.user(expert)?.expertise;
    let own = expertise.calendar.and_then(|id| settings.calendar(id)).or_else(|| settings.default_calendar());
    let calendar = own?.calendar.clone();
    let away = expertise.absences.iter().flat_map(|absence| {
        absence.from.series(1.day()).take_while(|day| *day <= absence.until).collect::<Vec<_>>()
    });
    calendar.closed_on(away)
}
