//! GET /reports/sla/questions: exactly the promises that one number of the report counts, a hundred to a page.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::metric::Phase;
use souffleur_insight::report::{
    Behind, Cell, Count, Dimension, LedgerCursor, Line, Period, Wanted, default_period, label, sla_questions,
};
use souffleur_render::Template;
use souffleur_web::error::Failure;
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::address::{Address, Against, Params, unknown};
use super::number::Called;
use super::sample;

/// Which number, and where its list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Which {
    pub(super) key: String,
    pub(super) state: String,
    pub(super) after: String,
}

/// One promise.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    pub(super) number: i64,
    pub(super) href: String,
    /// Its ledger, for who may read it.
    pub(super) ledger: Option<String>,
    pub(super) subject: String,
    pub(super) kind: &'static str,
    pub(super) state: &'static str,
    pub(super) set_at: Timestamp,
    pub(super) due_at: Option<Timestamp>,
    pub(super) met_at: Option<Timestamp>,
    pub(super) late: Option<&'static str>,
    pub(super) expert: Option<String>,
    pub(super) topic: Option<String>,
}

/// The promises of a cell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct QuestionsPage {
    group_by: &'static str,
    called: Option<Called>,
    from: String,
    to: String,
    state: &'static str,
    count: u64,
    lines: Vec<Shown>,
    /// The rest.
    next: Option<String>,
    /// The beginning, where this is not it.
    first: Option<String>,
    back: String,
    version: Option<String>,
    version_at: Option<Timestamp>,
}

/// The figure that is meant, all that were received where none is named, and the place where its list goes on.
pub(super) fn counted_by(state: &str, after: &str) -> Result<(Count, Option<LedgerCursor>), Failure> {
    let count = match state {
        "" => Count::Received,
        name => Count::parse(name).ok_or_else(|| unknown("state", name))?,
    };
    let after = match after {
        "" => None,
        place => Some(place.parse().map_err(|_| Failure::not_found())?),
    };
    Ok((count, after))
}

/// Shows the promises of a cell.
pub(super) async fn show(
    context: PageContext,
    Query(params): Query<Params>,
    Query(which): Query<Which>,
) -> PageResult {
    let period = params.period(default_period(context.app()))?;
    let address = Address::of("sla", params.wanted(period)?, params.cut()?, Against::Nothing);
    let (count, after) = counted_by(&which.state, &which.after)?;
    let key = Some(which.key).filter(|key| !key.is_empty());
    let cell = address.number(key.clone(), count);
    let behind = sla_questions(context.app(), context.actor(), &cell, after).await?;
    let settings = context.app().settings();
    let named = key.as_deref().and_then(|key| label(address.cut, key, &settings));
    context.show(&QuestionsPage::of(&address, &cell, named, after.is_some(), behind))
}

impl QuestionsPage {
    fn of(address: &Address, cell: &Cell, label: Option<String>, later: bool, behind: Behind) -> Self {
        let Wanted { period: Period { from, to }, .. } = cell.wanted;
        let key = cell.row.as_ref().map(|(_, key)| key.clone());
        let here = address.cell(key.as_deref(), cell.count);
        Self {
            group_by: address.cut.as_str(),
            called: key.as_deref().map(|key| Called::of(address.cut, key, label)),
            from: from.to_string(),
            to: to.to_string(),
            state: cell.count.as_str(),
            count: behind.count,
            lines: behind.lines.into_iter().map(Shown::of).collect(),
            next: behind.next.map(|next| format!("{here}&after={next}")),
            first: later.then(|| here.clone()),
            back: address.report(),
            version: behind.version.event.map(|event| event.to_string()),
            version_at: behind.version.at,
        }
    }
}

impl Shown {
    pub(super) fn of(line: Line) -> Self {
        let Line { fact, subject, expert, topic } = line;
        Self {
            number: fact.number,
            href: format!("/questions/{}?view=all", fact.question),
            ledger: Some(format!("/reports/ledger/{}", fact.number)),
            subject,
            kind: if fact.first { "first_reply" } else { "next_reply" },
            state: fact.outcome.as_str(),
            set_at: fact.asked_at,
            due_at: fact.due_at,
            met_at: fact.replied_at,
            late: fact.late.map(Phase::as_str),
            expert,
            topic,
        }
    }
}

impl Template for QuestionsPage {
    const NAME: &'static str = "page/report/questions.html";

    fn samples() -> Vec<Self> {
        let line = |index| Line {
            fact: sample::fact(index),
            subject: "Retour d’une écharpe <b>".to_owned(),
            expert: (index.is_multiple_of(2)).then(|| "Léa Bernard".to_owned()),
            topic: (index.is_multiple_of(3)).then(|| "Livraison".to_owned()),
        };
        let behind = |lines: u128| Behind {
            count: u64::try_from(lines).unwrap_or(0),
            lines: (0..lines).map(line).collect(),
            next: None,
            version: sample::report(&sample::addresses("sla")[0]).version,
        };
        let page = |cut: Dimension, key: Option<&str>, label: Option<&str>, count: Count, lines: u128| {
            let address = sample::addresses("sla").remove(0).cut_by(cut);
            let cell = address.number(key.map(ToOwned::to_owned), count);
            Self::of(&address, &cell, label.map(ToOwned::to_owned), lines == 8, behind(lines))
        };
        let day = Some("2025-11-24");
        let mut samples: Vec<Self> = Count::ALL.map(|count| page(Dimension::Day, day, day, count, 8)).into();
        samples.push(page(Dimension::Expert, Some("none"), None, Count::Met, 4));
        samples.push(page(Dimension::Topic, Some("x"), Some("Livraison"), Count::Met, 4));
        samples.push(page(Dimension::Hour, Some("1-09"), Some("1-09"), Count::Received, 4));
        samples.push(page(Dimension::Week, day, day, Count::Received, 4));
        samples.push(page(Dimension::Channel, None, None, Count::Breached, 0));
        samples
    }
}
