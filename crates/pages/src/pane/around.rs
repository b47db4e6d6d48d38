//! The questions around one, as its page shows them.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::view::{InboxRow, QuestionView, Related, Relation};
use souffleur_core::event::EventKind;
use souffleur_core::id::QuestionId;
use souffleur_question::question::{Also, proof_in};
use souffleur_render::sample_now;
use souffleur_web::error::Failure;

use crate::due::Due;
use crate::inbox_filter::{Filter, question_path};

/// The questions around one.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct RelatedQuestions {
    /// The one that it is answered with.
    lead: Option<Line>,
    /// Those that are answered with it.
    followers: Vec<Line>,
    /// The one that it was merged into.
    into: Option<Line>,
    /// Those that were merged into it.
    merged: Vec<Line>,
    /// Those that it is linked with.
    links: Vec<Line>,
    /// Whether anybody can have typed its address, which a mailed link would verify.
    unverified: bool,
    /// When the last such link was mailed.
    link_sent_at: Option<Timestamp>,
}

/// A question beside another.
#[derive(Debug, Clone, Serialize)]
struct Line {
    /// Its id.
    id: String,
    /// Its number.
    number: i64,
    /// Where it is.
    href: String,
    /// Who asked.
    who: String,
    /// What is asked, in short.
    title: String,
    /// Where it stands.
    status: &'static str,
    /// What is owed on it.
    due: Option<Due>,
    /// What is sent of it where it gets the same text.
    also: String,
    /// Why it gets none: the end of a message key.
    why_not: Option<&'static str>,
}

impl RelatedQuestions {
    /// Those around a question; `filter` is the list beside it.
    pub(crate) fn of(view: &QuestionView, settings: &Settings, filter: &Filter, now: Timestamp) -> Self {
        let of = |relation| view.related.iter().filter(move |one: &&Related| one.relation == relation);
        let language = view.question.language;
        let line = |one: &Related| {
            let why_not = match &one.row {
                row if row.leaves_at.is_some() => Some("waits"),
                row if row.language != language => Some("language"),
                _ => None,
            };
            Line { why_not, ..Line::of(&one.row, settings, filter, now) }
        };
        Self {
            lead: of(Relation::Lead).map(line).next(),
            followers: of(Relation::Follower).map(line).collect(),
            into: of(Relation::MergedInto).map(line).next(),
            merged: of(Relation::Merged).map(line).collect(),
            links: of(Relation::Linked).map(line).collect(),
            unverified: view.customer.email.is_some() && !proof_in(view).is_proven(),
            link_sent_at: view
                .events
                .iter()
                .rev()
                .find(|event| event.what == EventKind::ConfirmationSent)
                .map(|event| event.at),
        }
    }

    /// For samples: one that leads, with one of every kind behind it.
    pub(crate) fn leading() -> Self {
        let odd = |number, why_not| Line { why_not, due: None, ..Line::sample(number) };
        let followers = vec![Line::sample(1044), odd(1045, Some("waits")), odd(1046, Some("language"))];
        Self {
            followers,
            merged: vec![Line::sample(1047)],
            links: vec![Line::sample(1048)],
            ..Self::default()
        }
    }

    /// For samples: one that follows.
    pub(crate) fn following() -> Self {
        Self { lead: Some(Line::sample(1001)), unverified: true, ..Self::default() }
    }

    /// For samples: one that was merged.
    pub(crate) fn merged() -> Self {
        let sent = Some(sample_now());
        Self { into: Some(Line::sample(1001)), unverified: true, link_sent_at: sent, ..Self::default() }
    }
}

impl Line {
    fn of(row: &InboxRow, settings: &Settings, filter: &Filter, now: Timestamp) -> Self {
        let due = row.next_due_at.filter(|_| row.status.is_open());
        let kind = row.next_kind.map_or("first_reply", souffleur_sla::TargetKind::as_str);
        let seen = row.last_message_at.unwrap_or(row.asked_at);
        Self {
            id: row.id.to_string(),
            number: row.number,
            href: filter.at(&question_path(row.id)),
            who: row.customer_name.to_string(),
            title: row.subject.as_ref().map_or_else(|| row.excerpt.clone(), ToString::to_string),
            status: row.status.as_str(),
            due: due.map(|due_at| Due::running(kind, row.asked_at, due_at, now, settings)),
            also: format!("{}@{}", row.id, seen.as_millisecond()),
            why_not: None,
        }
    }

    fn sample(number: i64) -> Self {
        let id = "01936f00-0000-7000-8000-000000001044".to_owned();
        Self {
            number,
            href: format!("/questions/{id}?view=open"),
            who: "Paul <Girard>".to_owned(),
            title: "Impossible de payer par carte depuis ce matin".to_owned(),
            status: "assigned",
            due: Some(Due::sample("first_reply", 45)),
            also: format!("{id}@{}", sample_now().as_millisecond()),
            why_not: None,
            id,
        }
    }
}

/// Reads whom a reply is to be sent to as well, as the page's boxes say it.
pub(crate) fn also(typed: &[String]) -> Result<Vec<Also>, Failure> {
    let read = |typed: &String| -> Option<Also> {
        let (id, seen) = typed.split_once('@')?;
        let question: QuestionId = id.parse().ok()?;
        let seen = Timestamp::from_millisecond(seen.parse().ok()?).ok()?;
        Some(Also { question, seen })
    };
    let wrong = || Failure::malformed("also has what names no question");
    typed.iter().map(|typed| read(typed).ok_or_else(wrong)).collect()
}
