//! The report on promises for a period. Everything on it is of one state of the desk, which it names.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _, civil::Date};
use souffleur_app::snapshot::house_zone;
use souffleur_app::{App, error::Error, snapshot::Settings, view::PauseView};
use souffleur_core::{Actor, id::QuestionId, metric::Dimension, permission::Action};
use souffleur_store::{LedgerChange, LedgerView};

use super::{
    figures::Figures,
    objective::{self, ObjectiveView},
    period::Period,
    version::{DataVersion, version},
    wanted::{Promises, Wanted, label, open},
};

/// Corrections that a report lists; it says when there are more.
const CORRECTIONS: u64 = 100;

/// A period, cut one way.
#[derive(Debug, Clone, PartialEq)]
pub struct SlaReport {
    /// Which promises.
    pub wanted: Wanted,
    /// What people call the one row that it is about.
    pub only_label: Option<String>,
    /// Which cut.
    pub group_by: Dimension,
    /// The zone that its days are counted in.
    pub time_zone: String,
    /// Its rows; days and hours in order, the others by name.
    pub rows: Vec<SlaRow>,
    /// All of them together.
    pub total: Figures,
    /// The replies to later messages, where it is about first ones.
    pub follow_ups: Option<Figures>,
    /// The period it is compared with.
    pub against: Option<Against>,
    /// The pauses of the house that lasted in this period, the oldest first.
    pub pauses: Vec<PauseView>,
    /// What the house wants to reach, and where it stands; not for who reads by a link.
    pub objectives: Vec<ObjectiveView>,
    /// What it was made from.
    pub version: DataVersion,
    /// What changed after the period was over, the newest first.
    pub corrections: Vec<Correction>,
}

/// One row of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct SlaRow {
    /// What the cut calls it.
    pub key: String,
    /// What people call it; none for nobody, or for no topic.
    pub label: Option<String>,
    /// Its numbers.
    pub figures: Figures,
    /// Those of the period it is compared with.
    pub before: Option<Figures>,
}

/// Another period.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// Which.
    pub period: Period,
    /// All together.
    pub total: Figures,
}

/// Something that changed after it had been counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// On which question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// The day in whose figures it is.
    pub day: Date,
    /// When.
    pub at: Timestamp,
    /// What, as a code.
    pub field: String,
    /// What it was, in words.
    pub was: Option<String>,
    /// What it became.
    pub became: Option<String>,
}

/// Counts the promises of a period, and of another one to compare with.
pub async fn sla(
    app: &App,
    actor: Actor,
    wanted: Wanted,
    group_by: Dimension,
    against: Option<Period>,
) -> Result<SlaReport, Error> {
    actor.may(Action::ReadReports)?;
    wanted.check(&app.settings())?;
    make(app, wanted, group_by, against, true).await
}

/// The report of the week before a day, compared with the one before it: what the letter of the week says.
pub(crate) async fn of_week(app: &App, day: Date) -> Result<SlaReport, Error> {
    let monday = Dimension::Week.key_of_day(day).parse::<Date>().map_err(Error::internal)?;
    let week = |back: i64| Period {
        from: monday.saturating_sub((back * 7).days()),
        to: monday.saturating_sub((back * 7 - 6).days()),
    };
    make(app, Wanted::questions(week(1)), Dimension::Day, Some(week(2)), true).await
}

/// The report for whoever may read it by other means.
pub(super) async fn make(
    app: &App,
    wanted: Wanted,
    group_by: Dimension,
    against: Option<Period>,
    inside: bool,
) -> Result<SlaReport, Error> {
    let (settings, now) = (app.settings(), app.now());
    let zone = house_zone(&settings);
    let today = now.to_zoned(zone.clone()).date();
    let aims = if inside { objective::wanted(app).await? } else { Vec::new() };
    let days = aims.iter().map(|aim| objective::measured(aim, today));
    let periods: Vec<Period> = [wanted.period].into_iter().chain(against).chain(days).collect();
    let view = open(app, &periods, now).await?;
    let query = wanted.query();
    let (from, to) = wanted.period.instants(&zone)?;
    let pauses = view.reader().house_pauses(from, to).await?;
    let follow_ups = match wanted.promises {
        Promises::FirstReply => {
            let later = Wanted { promises: Promises::NextReply, ..wanted.clone() };
            Some(view.total(&later.query()).await?.into())
        }
        _ => None,
    };
    let rows = rows(&view, &wanted, group_by, against, &settings).await?;
    let against = match against {
        Some(period) => {
            Some(Against { period, total: view.total(&wanted.during(period).query()).await?.into() })
        }
        None => None,
    };
    let corrections =
        view.reader().ledger_changes(wanted.period.from, wanted.period.to, to, CORRECTIONS).await?;
    Ok(SlaReport {
        total: view.total(&query).await?.into(),
        group_by,
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        rows,
        follow_ups,
        against,
        pauses: pauses.iter().map(|pause| PauseView::of(pause, &settings)).collect(),
        objectives: objective::stand(&view, &aims, &settings, today).await?,
        version: version(&view),
        only_label: wanted.only.as_ref().and_then(|(cut, key)| label(*cut, key, &settings)),
        corrections: corrections.into_iter().map(|change| Correction::of(change, &settings)).collect(),
        wanted,
    })
}

async fn rows(
    view: &LedgerView,
    wanted: &Wanted,
    cut: Dimension,
    against: Option<Period>,
    settings: &Settings,
) -> Result<Vec<SlaRow>, Error> {
    let mut groups = view.rows(&wanted.query(), cut).await?;
    let mut before = match against.filter(|_| !cut.is_of_days()) {
        Some(period) => view.rows(&wanted.during(period).query(), cut).await?,
        None => BTreeMap::new(),
    };
    if cut.is_of_days() {
        for day in wanted.period.days() {
            groups.entry(cut.key_of_day(day)).or_default();
        }
    }
    for key in before.keys() {
        groups.entry(key.clone()).or_default();
    }
    let compared = against.is_some() && !cut.is_of_days();
    let row = |(key, tally): (String, souffleur_core::metric::Tally)| SlaRow {
        label: label(cut, &key, settings),
        figures: tally.into(),
        before: compared.then(|| before.remove(&key).unwrap_or_default().into()),
        key,
    };
    let mut rows: Vec<SlaRow> = groups.into_iter().map(row).collect();
    if !cut.is_of_days() && cut != Dimension::Hour {
        rows.sort_by_key(|row| (row.label.is_none(), row.label.as_ref().map(|label| label.to_lowercase())));
    }
    Ok(rows)
}

impl Correction {
    fn of(change: LedgerChange, settings: &Settings) -> Self {
        let named = |value: Option<String>| match change.field.as_str() {
            "topic" => value.map(|id| label(Dimension::Topic, &id, settings).unwrap_or(id)),
            "expert" => value.map(|id| label(Dimension::Expert, &id, settings).unwrap_or(id)),
            _ => value,
        };
        let LedgerChange { question, number, day, at, .. } = change;
        let (was, became) = (named(change.was.clone()), named(change.became.clone()));
        Self { question, number, day, at, field: change.field, was, became }
    }
}
