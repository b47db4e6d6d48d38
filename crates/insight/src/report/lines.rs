//! The questions behind a number: found by the formula that counted them, in the ledger that it was counted from.

use std::collections::HashMap;

use jiff::Timestamp;
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::{
    Actor,
    id::QuestionId,
    metric::{Dimension, Fact},
    permission::Action,
};
use souffleur_store::{LedgerCursor, LineQuery, read::InboxRow};

use super::{
    figures::Figures,
    version::{DataVersion, version},
    wanted::{Cell, label, open},
};

/// Lines of one page.
const PAGE: usize = 100;

/// Some of the questions behind a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Behind {
    /// How many there are: the number itself.
    pub count: u64,
    /// Some of them, the oldest first.
    pub lines: Vec<Line>,
    /// Where the rest begins.
    pub next: Option<LedgerCursor>,
    /// The state of the desk that they are of.
    pub version: DataVersion,
}

/// A promise with names that a person can read.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What the ledger knows.
    pub fact: Fact,
    /// The line above the question, or how it begins.
    pub subject: String,
    /// Who held it.
    pub expert: Option<String>,
    /// What it is about.
    pub topic: Option<String>,
}

/// The questions that one number counts: page by page, as many as it says.
pub async fn sla_questions(
    app: &App,
    actor: Actor,
    cell: &Cell,
    after: Option<LedgerCursor>,
) -> Result<Behind, Error> {
    actor.may(Action::ReadReports)?;
    behind(app, cell, after).await
}

/// The same for whoever may see it by other means.
pub(super) async fn behind(app: &App, cell: &Cell, after: Option<LedgerCursor>) -> Result<Behind, Error> {
    let settings = app.settings();
    let wanted = cell.narrowed()?;
    wanted.check(&settings)?;
    let view = open(app, &[wanted.period], app.now()).await?;
    let query = LineQuery { query: wanted.query(), count: cell.count };
    let (facts, next) = view.lines(&query, after, PAGE).await?;
    let total: Figures = view.total(&query.query).await?.into();
    let questions = view.reader().inbox_rows(facts.iter().map(|fact| fact.question.raw()).collect()).await?;
    let subject = |row: InboxRow| (row.id, row.subject.as_deref().unwrap_or(&row.excerpt).to_owned());
    let mut subjects: HashMap<QuestionId, String> = questions.into_iter().map(subject).collect();
    let line = |fact: Fact| Line::of(fact, &mut subjects, &settings);
    Ok(Behind {
        count: total.count(cell.count),
        lines: facts.into_iter().map(line).collect(),
        next,
        version: version(&view),
    })
}

/// The ledger of one question: every promise of a reply on it.
pub async fn ledger_of(app: &App, actor: Actor, number: i64) -> Result<Vec<Line>, Error> {
    actor.may(Action::ReadReports)?;
    let (settings, now) = (app.settings(), app.now());
    let question = app.store().read().question_by_number(number).await?.ok_or(Error::NotFound)?;
    let facts =
        app.store().ledger_of(question.id, &souffleur_app::snapshot::house_zone(&settings), now).await?;
    let subject = question.subject.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut subjects = HashMap::from([(question.id, subject)]);
    Ok(facts.into_iter().map(|fact| Line::of(fact, &mut subjects, &settings)).collect())
}

impl Line {
    fn of(fact: Fact, subjects: &mut HashMap<QuestionId, String>, settings: &Settings) -> Self {
        let called = |cut: Dimension, id: Option<String>| id.and_then(|id| label(cut, &id, settings));
        Self {
            subject: subjects.get(&fact.question).cloned().unwrap_or_default(),
            expert: called(Dimension::Expert, fact.expert.map(|id| id.to_string())),
            topic: called(Dimension::Topic, fact.topic.map(|id| id.to_string())),
            fact,
        }
    }

    /// When it was answered, broken or excused: what its list says.
    pub fn answered_at(&self) -> Option<Timestamp> {
        self.fact.replied_at
    }
}
