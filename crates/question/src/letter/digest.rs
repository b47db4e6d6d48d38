//! "What must be answered by 17:00": to whom it is to see to, at the start of the day and before noon. In the morning
//! it also names the kept answers that its reader is to look at again.

use jiff::{Timestamp, ToSpan as _, civil::Date};
use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::{MailContext, first_name};
use souffleur_core::{
    alert::AlertKind,
    permission::{AccessScope, Action, reach},
    user::User,
};
use souffleur_render::{Letter, sample_now};
use souffleur_sla::TargetKind;
use souffleur_store::{OutboxItem, read::Owed};

use super::promise::{link, title};
use crate::answer::OverdueAnswer;

/// Lines that a letter shows; the page has the rest.
const MOST: usize = 40;

/// What `email/digest` shows.
#[derive(Debug, Clone, Serialize)]
pub struct DigestLetter {
    reader: String,
    morning: bool,
    drafts: bool,
    count: usize,
    late: usize,
    more: usize,
    by: Timestamp,
    lines: Vec<Line>,
    answers: Vec<AnswerLine>,
    /// Whether the reader can change them.
    keeps: bool,
    link: String,
    desk: String,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    number: String,
    title: String,
    due_at: Timestamp,
    late: bool,
    holder: Option<String>,
    link: String,
}

#[derive(Debug, Clone, Serialize)]
struct AnswerLine {
    title: String,
    review_on: Date,
    link: String,
}

impl Letter for DigestLetter {
    const FOLDER: &'static str = "email/digest";

    fn samples() -> Vec<Self> {
        let line = |minutes: i64, holder: Option<&str>| Line {
            number: "1042".to_owned(),
            title: "Quelle taille <choisir> ?".to_owned(),
            due_at: sample_now() + minutes.minutes(),
            late: minutes < 0,
            holder: holder.map(str::to_owned),
            link: "https://desk.example/questions/00000000-0000-7000-8000-000000000001".to_owned(),
        };
        let one = Self {
            reader: "Camille".to_owned(),
            morning: true,
            drafts: false,
            count: 1,
            late: 0,
            more: 0,
            by: sample_now() + 5.hours(),
            lines: vec![line(300, Some("Léa Bernard"))],
            answers: vec![],
            keeps: true,
            link: "https://desk.example/inbox".to_owned(),
            desk: "Maison Plume".to_owned(),
        };
        let lines = vec![line(-60, None), line(60, Some("Léa Bernard"))];
        let several = Self { morning: false, count: 44, late: 1, more: 42, lines, ..one.clone() };
        let answer = || AnswerLine {
            title: "Retour <sans> ticket".to_owned(),
            review_on: jiff::civil::date(2026, 11, 1),
            link: "https://desk.example/answers/00000000-0000-7000-8000-000000000001".to_owned(),
        };
        let with = |letter: &Self, keeps| Self { answers: vec![answer(), answer()], keeps, ..letter.clone() };
        let only = Self { count: 0, late: 0, more: 0, lines: vec![], ..one.clone() };
        let only = Self { answers: vec![answer()], ..only };
        vec![
            Self { drafts: true, ..several.clone() },
            Self { drafts: true, ..one.clone() },
            with(&one, true),
            with(&several, false),
            Self { keeps: false, ..only.clone() },
            only,
            one,
            several,
        ]
    }
}

/// Writes to somebody what is theirs to see to today; the lines are in the order in which they are due.
pub fn digest(
    head: &MailContext<'_>,
    to: &User,
    digest: AlertKind,
    lines: &[&Owed],
    answers: &[OverdueAnswer],
) -> Result<OutboxItem, Error> {
    let sees_all = reach(to.role, Action::ReadQuestions) == AccessScope::Everything;
    let holder = |line: &Owed| {
        let holder = line.expert.and_then(|id| head.settings.user(id)).filter(|_| sees_all);
        holder.map(|user| user.name.to_string())
    };
    let shown = lines.iter().take(MOST).map(|line| Line {
        number: line.number.to_string(),
        title: title(None, &line.title),
        due_at: line.due_at,
        late: line.due_at <= head.now,
        holder: holder(line),
        link: link(head, to, line.question),
    });
    let keeps = reach(to.role, Action::KeepAnswers) != AccessScope::Nothing;
    let answers = answers.iter().map(|answer| AnswerLine {
        title: answer.title.clone(),
        review_on: answer.review_on,
        link: head.url(&format!("/answers/{}", answer.id)),
    });
    let letter = DigestLetter {
        reader: first_name(to),
        morning: digest == AlertKind::MorningDigest,
        drafts: lines.iter().all(|line| line.kind == TargetKind::Draft),
        count: lines.len(),
        late: lines.iter().filter(|line| line.due_at <= head.now).count(),
        more: lines.len().saturating_sub(MOST),
        by: lines.iter().map(|line| line.due_at).max().unwrap_or(head.now),
        lines: shown.collect(),
        answers: answers.collect(),
        keeps,
        link: head.url(home(to, sees_all)),
        desk: head.desk_name(),
    };
    head.post_to_staff("digest", &letter, to)
}

/// Where the reader goes on: to the list of what is owed, or, who has none, to the answers.
fn home(to: &User, sees_all: bool) -> &'static str {
    match (sees_all, reach(to.role, Action::ReadQuestions)) {
        (true, _) => "/inbox",
        (false, AccessScope::Nothing) => "/answers",
        (false, _) => "/desk",
    }
}
