//! Reports for samples: a week in which something of everything happened.

use jiff::civil::{Date, date};
use souffleur_core::{
    Id,
    assignment::DecidedBy,
    channel::Channel,
    language::Language,
    metric::{DraftUse, ElapsedTime, Fact, FirstAssignment, Phase, Tally, TargetOutcome, TimeByPhase},
};
use souffleur_insight::report::{
    Against as Compared, Correction, DataVersion, Dimension, Figures, Period, Promises, SlaReport, SlaRow,
    Wanted,
};
use souffleur_render::sample_now;
use souffleur_web::page::FieldErrors;

use super::address::{Address, Against, Params};
use super::asked::Asked;

pub(super) fn today() -> Date {
    date(2025, 11, 24)
}

/// A report on each cut, on later messages, on one row, and compared.
pub(super) fn addresses(place: &'static str) -> Vec<Address> {
    let period = Period { from: date(2025, 11, 18), to: today() };
    let plain = Address::of(place, Wanted::questions(period), Dimension::Day, Against::Nothing);
    let mut all: Vec<Address> =
        Dimension::ALL.map(|cut| plain.cut_by(cut).compared(Against::Previous)).into();
    all.push(plain.about(Wanted { promises: Promises::All, ..plain.wanted.clone() }));
    all.push(plain.cut_by(Dimension::Topic).on_row("none"));
    all.push(plain);
    all
}

/// What was typed wrong.
pub(super) fn refused() -> Asked {
    let params = Params { from: "hier".to_owned(), ..Params::default() };
    let errors = FieldErrors::sample(&["from", "to", "against_from"]);
    let plain = addresses("sla").remove(0);
    Asked::again(&plain, params, errors, "UTC".to_owned(), today())
}

/// A promise that ended in one way or another.
pub(super) fn fact(index: u128) -> Fact {
    let outcome = TargetOutcome::ALL[usize::try_from(index % 4).unwrap_or(0)];
    let answered = matches!(outcome, TargetOutcome::Met | TargetOutcome::Breached);
    let lapse = |minutes: i64| answered.then_some(ElapsedTime { working: minutes * 60, real: minutes * 90 });
    let replied_at = answered.then(sample_now);
    Fact {
        promise: Id::new(uuid::Uuid::from_u128(index)),
        question: Id::new(uuid::Uuid::from_u128(index)),
        number: 1000 + i64::try_from(index).unwrap_or(0),
        first: true,
        asked_at: sample_now(),
        time_zone: "Europe/Paris".to_owned(),
        day: today(),
        hour: 11,
        topic: None,
        expert: None,
        channel: Channel::Web,
        language: Language::Fr,
        policy: (Id::new(uuid::Uuid::nil()), 1),
        calendar: (Id::new(uuid::Uuid::nil()), 1),
        due_at: Some(sample_now()),
        assigned_at: Some(sample_now()),
        drafted_at: replied_at,
        decided_at: replied_at,
        replied_at,
        outcome,
        steps: [lapse(0), lapse(95), lapse(20), lapse(121)],
        spent: TimeByPhase([0, 5_700, 1_200, 10]),
        late: (outcome == TargetOutcome::Breached)
            .then_some(Phase::ALL[usize::try_from(index / 4 % 4).unwrap_or(0)]),
        fate: answered.then_some(DraftUse::ALL[usize::try_from(index % 3).unwrap_or(0)]),
        returned: index.is_multiple_of(5),
        reopened: index.is_multiple_of(7),
        held: index.is_multiple_of(6),
        thanked: answered && index.is_multiple_of(4),
        house_paused_seconds: i64::from(index.is_multiple_of(9)),
        choice: Some(choice(index)),
        author: answered.then_some(Id::new(uuid::Uuid::from_u128(index % 3))),
        hit: (answered && !index.is_multiple_of(5)).then_some(index.is_multiple_of(3)),
    }
}

/// To somebody or to nobody, by the router or a rule.
fn choice(index: u128) -> FirstAssignment {
    FirstAssignment {
        decided_by: if index.is_multiple_of(4) { DecidedBy::Rule } else { DecidedBy::Router },
        expert: (!index.is_multiple_of(5)).then(|| Id::new(uuid::Uuid::from_u128(index % 2))),
        topic: (!index.is_multiple_of(5)).then(|| Id::new(uuid::Uuid::from_u128(index % 4))),
        confidence: u16::try_from(500 + index % 500).ok().filter(|_| !index.is_multiple_of(4)),
    }
}

pub(super) fn figures(facts: std::ops::Range<u128>) -> Figures {
    Tally::of(&facts.map(fact).collect::<Vec<_>>()).into()
}

/// The report at an address.
pub(super) fn report(address: &Address) -> SlaReport {
    let keys: Vec<(String, Option<&str>)> = match address.cut {
        Dimension::Day | Dimension::Week => ["2025-11-20", "2025-11-21", "2025-11-22", "2025-11-23"]
            .map(|day| (day.to_owned(), Some(day)))
            .into(),
        Dimension::Hour => ["1-09", "1-11", "3-18"].map(|hour| (hour.to_owned(), Some(hour))).into(),
        Dimension::Channel => ["web", "email", "mastodon"].map(|name| (name.to_owned(), Some(name))).into(),
        Dimension::Language => ["fr", "en"].map(|name| (name.to_owned(), Some(name))).into(),
        Dimension::Expert => vec![("lea".to_owned(), Some("Léa <Bernard>")), ("none".to_owned(), None)],
        Dimension::Topic => vec![("x".to_owned(), Some("Livraison")), ("gone".to_owned(), None)],
        Dimension::FirstTopic | Dimension::FirstExpert | Dimension::Confusion | Dimension::Confidence => {
            vec![]
        }
        Dimension::Policy => vec![("house".to_owned(), Some("maison"))],
    };
    let compared = address.against != Against::Nothing && !address.cut.is_of_days();
    let row = |(at, (key, label)): (usize, (String, Option<&str>))| SlaRow {
        key,
        label: label.map(ToOwned::to_owned),
        figures: if at == 2 { Figures::default() } else { figures(0..30) },
        before: compared.then(|| figures(3..9)),
    };
    let empty = address.wanted.promises == Promises::All;
    let period = Period { from: date(2025, 11, 11), to: date(2025, 11, 17) };
    SlaReport {
        rows: keys.into_iter().enumerate().map(row).collect(),
        only_label: None,
        group_by: address.cut,
        time_zone: "Europe/Paris".to_owned(),
        total: if empty { Figures::default() } else { figures(0..90) },
        follow_ups: (!empty).then(|| figures(0..8)),
        against: compared.then(|| Compared { period, total: figures(0..40) }),
        pauses: super::pauses::samples(),
        objectives: souffleur_insight::report::ObjectiveView::samples(),
        version: DataVersion { event: Some(Id::new(uuid::Uuid::nil())), at: Some(sample_now()) },
        corrections: ["outcome", "topic", "replied_at", "reopened"].map(correction).into(),
        wanted: address.wanted.clone(),
    }
}

fn correction(field: &str) -> Correction {
    let (was, became) = match field {
        "replied_at" => (None, Some(sample_now().to_string())),
        "topic" => (Some("Retours".to_owned()), Some("Livraison".to_owned())),
        "outcome" => (Some("breached".to_owned()), Some("met".to_owned())),
        _ => (Some("false".to_owned()), Some("true".to_owned())),
    };
    Correction {
        question: Id::new(uuid::Uuid::nil()),
        number: 1042,
        day: today(),
        at: sample_now(),
        field: field.to_owned(),
        was,
        became,
    }
}
