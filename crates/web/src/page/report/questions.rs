//! GET /reports/sla/questions: exactly the promises that one number of the report counts.

use jiff::Timestamp;
use jiff::civil::date;
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::report::{Cell, CellState, GroupBy, Period, PromiseLine, sla_questions};
use souffleur_core::id::{TopicId, UserId};
use souffleur_render::{Template, sample_now};

use super::behind::{Listed, Place};
use super::period::{Params, report_path};
use super::sla::unknown_cut;
use crate::error::Failure;
use crate::extract::Query;
use crate::page::{Answer, Stage};

/// One promise.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    number: i64,
    href: String,
    subject: String,
    kind: &'static str,
    state: &'static str,
    set_at: Timestamp,
    due_at: Option<Timestamp>,
    met_at: Option<Timestamp>,
    expert: Option<String>,
    topic: Option<String>,
}

/// The promises of a cell.
#[derive(Debug, Clone, Serialize)]
pub(super) struct QuestionsPage {
    /// The cut.
    group_by: &'static str,
    /// The row; none for the total.
    key: Option<String>,
    listed: Listed<Line>,
}

/// Shows the promises of a cell.
pub(super) async fn show(stage: Stage, Query(params): Query<Params>, Query(which): Query<Place>) -> Answer {
    let group_by = params.cut().ok_or_else(|| unknown_cut(&params))?;
    let period = Period::parse(&params.from, &params.to)?;
    let column = match which.state.as_str() {
        "" => None,
        name => Some(CellState::parse(name).ok_or_else(|| unknown_state(name))?),
    };
    let key = Some(which.key).filter(|key| !key.is_empty());
    let wanted = Cell { period, group_by, key: key.clone(), state: column };
    let lines = sla_questions(stage.app(), stage.actor(), wanted).await?;
    let settings = stage.app().settings();
    let label = key.as_deref().and_then(|key| label(group_by, key, &settings));
    let counted = column.map_or("received", CellState::as_str);
    let (lines, back) = (lines.into_iter().map(line).collect(), report_path(period, group_by));
    let listed = Listed::of(period, label, counted, lines, back);
    let page = QuestionsPage { group_by: group_by.as_str(), key, listed };
    stage.show(&page)
}

fn unknown_state(name: &str) -> Failure {
    Failure::malformed(format!("state: {name:?} is not met, breached, pending or no_reply_needed"))
}

fn label(group_by: GroupBy, key: &str, settings: &Settings) -> Option<String> {
    match group_by {
        GroupBy::Day => key.parse::<jiff::civil::Date>().ok().map(|day| day.to_string()),
        GroupBy::Channel => Some(key.to_owned()),
        GroupBy::Expert => settings.user(key.parse::<UserId>().ok()?).map(|user| user.name.to_string()),
        GroupBy::Topic => settings.topic(key.parse::<TopicId>().ok()?).map(|topic| topic.name.to_string()),
    }
}

fn line(line: PromiseLine) -> Line {
    Line {
        number: line.number,
        href: format!("/questions/{}?view=all", line.question),
        subject: line.subject,
        kind: line.kind.as_str(),
        state: line.state.as_str(),
        set_at: line.set_at,
        due_at: line.due_at,
        met_at: line.met_at,
        expert: line.expert,
        topic: line.topic,
    }
}

impl Template for QuestionsPage {
    const NAME: &'static str = "page/report/questions.html";

    fn samples() -> Vec<Self> {
        let period = Period { from: date(2025, 11, 18), to: date(2025, 11, 24) };
        let sample = |number, state: &'static str, subject: &str, expert: Option<&str>| Line {
            number,
            href: format!("/questions/{number}"),
            subject: subject.to_owned(),
            kind: if number % 2 == 0 { "first_reply" } else { "next_reply" },
            state,
            set_at: sample_now(),
            due_at: expert.map(|_| sample_now()),
            met_at: (state == "met").then(sample_now),
            expert: expert.map(ToOwned::to_owned),
            topic: expert.map(|_| "Livraison".to_owned()),
        };
        let page = |group_by: GroupBy, key: Option<&str>, label: Option<&str>, state, lines| {
            let (key, label) = (key.map(ToOwned::to_owned), label.map(ToOwned::to_owned));
            let listed = Listed::of(period, label, state, lines, report_path(period, group_by));
            Self { group_by: group_by.as_str(), key, listed }
        };
        let four = || {
            vec![
                sample(1042, "met", "Retour d’une écharpe", Some("Léa Bernard")),
                sample(1043, "breached", "Mon colis est annoncé livré", Some("Hugo Martin")),
                sample(1044, "pending", "Quelle taille pour 1 m 80 ?", None),
                sample(1045, "no_reply_needed", "Merci", None),
            ]
        };
        let states = ["received", "met", "breached", "pending", "no_reply_needed", "house_paused"];
        let day = Some("2025-11-24");
        let mut samples: Vec<Self> = states.map(|state| page(GroupBy::Day, day, day, state, four())).into();
        samples.push(page(GroupBy::Expert, Some("none"), None, "met", four()));
        samples.push(page(GroupBy::Topic, Some("x"), Some("Livraison"), "met", four()));
        samples.push(page(GroupBy::Channel, None, None, "breached", vec![]));
        samples
    }
}
