//! Several alerts in one letter: what happened while nobody was to be disturbed, or faster than one could read.

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::{MailContext, first_name};
use souffleur_core::{alert::AlertKind, id::QuestionId, user::User};
use souffleur_render::{Letter, sample_now};
use souffleur_sla::TargetKind;
use souffleur_store::OutboxItem;

use super::promise::{link, title};

/// Lines that a letter shows; the page has the rest.
const MOST: usize = 40;

/// One line of it.
#[derive(Debug, Clone)]
pub struct AlertItem {
    /// What it says.
    pub kind: AlertKind,
    /// On which question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// Of which promise, where it is of one.
    pub promise: Option<TargetKind>,
    /// When that is due, or was.
    pub due_at: Option<Timestamp>,
}

/// What `email/alerts` shows.
#[derive(Debug, Clone, Serialize)]
pub struct AlertsLetter {
    reader: String,
    count: usize,
    more: usize,
    lines: Vec<Line>,
    link: String,
    desk: String,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    kind: AlertKind,
    number: String,
    title: String,
    promise: Option<&'static str>,
    due_at: Option<Timestamp>,
    link: String,
}

impl Letter for AlertsLetter {
    const FOLDER: &'static str = "email/alerts";

    fn samples() -> Vec<Self> {
        let line = |kind, promise: Option<TargetKind>| Line {
            kind,
            number: "1042".to_owned(),
            title: "Quelle taille <choisir> ?".to_owned(),
            promise: promise.map(TargetKind::as_str),
            due_at: promise.map(|_| sample_now() + 30.minutes()),
            link: "https://desk.example/questions/00000000-0000-7000-8000-000000000001".to_owned(),
        };
        let lines = AlertKind::ALL.into_iter().flat_map(|kind| {
            TargetKind::ALL.into_iter().map(Some).chain([None]).map(move |promise| line(kind, promise))
        });
        let several = Self {
            reader: "Camille".to_owned(),
            count: 60,
            more: 20,
            lines: lines.collect(),
            link: "https://desk.example/alerts".to_owned(),
            desk: "Maison Plume".to_owned(),
        };
        vec![Self { count: 25, more: 0, ..several.clone() }, several]
    }
}

/// Writes to somebody everything that they are to be told, in the order in which it happened.
pub fn alerts(head: &MailContext<'_>, to: &User, items: Vec<AlertItem>) -> Result<OutboxItem, Error> {
    let count = items.len();
    let line = |item: AlertItem| Line {
        kind: item.kind,
        number: item.number.to_string(),
        title: title(None, &item.title),
        promise: item.promise.map(TargetKind::as_str),
        due_at: item.due_at,
        link: link(head, to, item.question),
    };
    let letter = AlertsLetter {
        reader: first_name(to),
        count,
        more: count.saturating_sub(MOST),
        lines: items.into_iter().take(MOST).map(line).collect(),
        link: head.url("/alerts"),
        desk: head.desk_name(),
    };
    head.post_to_staff("alerts", &letter, to)
}
