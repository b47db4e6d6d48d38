//! "Time is running short" and "it has run out": to who holds the question, and to the community managers.

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_app::mail::MailContext;
use souffleur_app::{error::Error, mail::first_name};
use souffleur_core::{
    id::QuestionId,
    permission::{AccessScope, Action, reach},
    user::User,
};
use souffleur_render::{Letter, sample_now};
use souffleur_sla::TargetKind;
use souffleur_store::OutboxItem;

/// What is at stake.
#[derive(Debug, Clone)]
pub struct Stake<'a> {
    /// On which question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// The line above it, where there was one.
    pub subject: Option<&'a str>,
    /// How it begins.
    pub excerpt: String,
    /// Which promise.
    pub kind: TargetKind,
    /// When it is broken, or was.
    pub due_at: Timestamp,
    /// Who holds the question; the community managers together where nobody in particular does.
    pub holder: Option<&'a str>,
}

/// What both letters show.
#[derive(Debug, Clone, Serialize)]
struct Shown {
    reader: String,
    number: String,
    title: String,
    promise: &'static str,
    due_at: Timestamp,
    holder: Option<String>,
    link: String,
    desk: String,
}

/// What `email/promise_at_risk` shows.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseAtRisk(Shown);

/// What `email/promise_broken` shows.
#[derive(Debug, Clone, Serialize)]
pub struct PromiseBroken(Shown);

impl Letter for PromiseAtRisk {
    const FOLDER: &'static str = "email/promise_at_risk";
    fn samples() -> Vec<Self> {
        Shown::samples(sample_now() + 30.minutes()).into_iter().map(Self).collect()
    }
}

impl Letter for PromiseBroken {
    const FOLDER: &'static str = "email/promise_broken";
    fn samples() -> Vec<Self> {
        Shown::samples(sample_now() - 5.minutes()).into_iter().map(Self).collect()
    }
}

impl Shown {
    fn samples(due_at: Timestamp) -> Vec<Self> {
        let one = |(index, kind): (usize, TargetKind)| Self {
            reader: "Camille".to_owned(),
            number: "1042".to_owned(),
            title: "Quelle taille choisir ?".to_owned(),
            promise: kind.as_str(),
            due_at,
            holder: (index % 2 == 0).then(|| "Léa Bernard".to_owned()),
            link: "https://desk.example/questions/00000000-0000-7000-8000-000000000001".to_owned(),
            desk: "Maison Plume".to_owned(),
        };
        TargetKind::ALL.into_iter().enumerate().map(one).collect()
    }

    fn of(head: &MailContext<'_>, to: &User, stake: &Stake<'_>) -> Self {
        Self {
            reader: first_name(to),
            number: stake.number.to_string(),
            title: title(stake.subject, &stake.excerpt),
            promise: stake.kind.as_str(),
            due_at: stake.due_at,
            holder: stake.holder.map(str::to_owned),
            link: link(head, to, stake.question),
            desk: head.desk_name(),
        }
    }
}

/// Writes the warning that a promise is in danger.
pub fn promise_at_risk(head: &MailContext<'_>, to: &User, stake: &Stake<'_>) -> Result<OutboxItem, Error> {
    head.post_to_staff("promise_at_risk", &PromiseAtRisk(Shown::of(head, to, stake)), to)
}

/// Writes the news that a promise was broken.
pub fn promise_broken(head: &MailContext<'_>, to: &User, stake: &Stake<'_>) -> Result<OutboxItem, Error> {
    head.post_to_staff("promise_broken", &PromiseBroken(Shown::of(head, to, stake)), to)
}

/// What a question is called in a line: its subject, or how it begins.
pub(super) fn title(subject: Option<&str>, excerpt: &str) -> String {
    const LONGEST: usize = 60;
    let title = subject.unwrap_or(excerpt).split_whitespace().collect::<Vec<_>>().join(" ");
    match title.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", title[..cut].trim_end()),
        None => title,
    }
}

/// Where somebody works on a question: the drafting desk, or the inbox.
pub(super) fn link(head: &MailContext<'_>, to: &User, question: QuestionId) -> String {
    match reach(to.role, Action::ReadQuestions) {
        AccessScope::Everything => head.url(&format!("/questions/{question}")),
        AccessScope::Own | AccessScope::Nothing => head.url(&format!("/desk/{question}")),
    }
}
