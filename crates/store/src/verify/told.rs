//! Whether what a question has to do with others, and the colleagues it was shown to, are what its history tells.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt,
};

use sea_orm::{Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::event::{Event, EventKind};
use uuid::Uuid;

use super::{Finding, by_question};
use crate::{
    entity::{event, question, question_link, side_draft},
    error::Error,
    event::value,
    instant::millis,
    reader::Reader,
};

/// The lines of the history that say something of it.
const TELLING: [&str; 12] = [
    "followed",
    "left",
    "replied",
    "status_changed",
    "merged",
    "parted",
    "linked",
    "unlinked",
    "split_off",
    "split_from",
    "colleague_asked",
    "side_draft_written",
];

/// What the history of one question tells.
#[derive(Default)]
struct Told {
    /// The question that it is answered with.
    lead: Option<Uuid>,
    /// The question that it goes on in.
    merged_into: Option<Uuid>,
    /// The questions that it is linked with.
    links: BTreeSet<Uuid>,
    /// The colleagues who were asked about it.
    asked: BTreeMap<Uuid, Asked>,
}

/// A colleague who was asked.
#[derive(PartialEq, Eq)]
struct Asked {
    by: Option<Uuid>,
    at: i64,
    written_at: Option<i64>,
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "asked at {}", self.at)?;
        self.by.map_or(Ok(()), |by| write!(f, " by {by}"))?;
        self.written_at.map_or(Ok(()), |at| write!(f, ", and wrote at {at}"))
    }
}

impl Told {
    fn hear(&mut self, event: &Event) {
        match &event.what {
            EventKind::Followed { lead, .. } => self.lead = Some(lead.raw()),
            // What is done is answered with nothing.
            EventKind::Unfollowed { .. } | EventKind::Replied { .. } => self.lead = None,
            EventKind::StatusChanged { to, .. } if !to.is_open() => self.lead = None,
            EventKind::Merged { into, .. } => self.merged_into = Some(into.raw()),
            // Both sides tell that they parted; only the younger was merged into the other.
            EventKind::Unmerged { other, .. } if self.merged_into == Some(other.raw()) => {
                self.merged_into = None;
            }
            EventKind::Linked { other: with, .. }
            | EventKind::SplitOff { question: with, .. }
            | EventKind::SplitFrom { question: with, .. } => {
                self.links.insert(with.raw());
            }
            EventKind::Unlinked { other, .. } => {
                self.links.remove(&other.raw());
            }
            EventKind::ColleagueAsked { colleague } => {
                let (by, at) = (event.by.user().map(souffleur_core::Id::raw), millis(event.at));
                let asked = Asked { by, at, written_at: None };
                let before = self.asked.insert(colleague.raw(), asked);
                // Asked again: what they wrote before stays.
                if let (Some(before), Some(asked)) = (before, self.asked.get_mut(&colleague.raw())) {
                    asked.written_at = before.written_at;
                }
            }
            EventKind::SideDraftWritten => {
                let author = event.by.user().and_then(|author| self.asked.get_mut(&author.raw()));
                if let Some(asked) = author {
                    asked.written_at = Some(millis(event.at));
                }
            }
            _ => {}
        }
    }
}

impl Reader {
    /// Where some questions are not in the relations that their histories tell.
    pub(super) async fn untold(&self, questions: &[question::Model]) -> Result<Vec<Finding>, Error> {
        let ids = || questions.iter().map(|question| question.id);
        let mut told = self.told(ids()).await?;
        let mut links = self.links(ids()).await?;
        let asked = side_draft::Entity::find().filter(side_draft::COLUMN.question_id.is_in(ids()));
        let asked = by_question(asked.all(&self.conn()).await?, |row| row.question_id);
        let mut findings = Vec::new();
        for question in questions {
            let told = told.remove(&question.id).unwrap_or_default();
            let links = links.remove(&question.id).unwrap_or_default();
            for (what, stored, told) in [
                ("answered with", question.lead_id.into_iter().collect(), told.lead.into_iter().collect()),
                (
                    "merged into",
                    question.merged_into.into_iter().collect(),
                    told.merged_into.into_iter().collect(),
                ),
                ("linked with", links, told.links),
            ] {
                if stored != told {
                    let (stored, told) = (self.numbers(stored).await?, self.numbers(told).await?);
                    let what = format!("it is {what} {stored}; by its history, {told}");
                    findings.push(Finding { number: question.number, what });
                }
            }
            let stored = asked.get(&question.id).map_or(&[][..], Vec::as_slice);
            let wrong = wrong_asks(stored, told.asked).into_iter();
            findings.extend(wrong.map(|what| Finding { number: question.number, what }));
        }
        Ok(findings)
    }

    async fn told(&self, questions: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, Told>, Error> {
        let events = event::Entity::find()
            .filter(event::COLUMN.question_id.is_in(questions))
            .filter(event::COLUMN.kind.is_in(TELLING))
            .order_by_asc(event::COLUMN.id);
        let mut told: HashMap<Uuid, Told> = HashMap::new();
        for row in events.all(&self.conn()).await? {
            told.entry(row.question_id.unwrap_or_default()).or_default().hear(&value(&row)?);
        }
        Ok(told)
    }

    /// The other end of every link of some questions.
    async fn links(
        &self,
        questions: impl Iterator<Item = Uuid> + Clone,
    ) -> Result<HashMap<Uuid, BTreeSet<Uuid>>, Error> {
        let ends = Condition::any()
            .add(question_link::COLUMN.question_id.is_in(questions.clone()))
            .add(question_link::COLUMN.other_id.is_in(questions));
        let mut links: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
        for row in question_link::Entity::find().filter(ends).all(&self.conn()).await? {
            links.entry(row.question_id).or_default().insert(row.other_id);
            links.entry(row.other_id).or_default().insert(row.question_id);
        }
        Ok(links)
    }

    /// What people call some questions.
    async fn numbers(&self, questions: BTreeSet<Uuid>) -> Result<String, Error> {
        let numbers = question::Entity::find()
            .select_only()
            .column(question::Column::Number)
            .filter(question::COLUMN.id.is_in(questions))
            .order_by_asc(question::COLUMN.number)
            .into_tuple::<i64>();
        let numbers: Vec<_> =
            numbers.all(&self.conn()).await?.iter().map(|number| format!("#{number}")).collect();
        Ok(if numbers.is_empty() { "none".to_owned() } else { numbers.join(", ") })
    }
}

/// What is kept of colleagues who were asked, and was not told; and the other way round.
fn wrong_asks(stored: &[side_draft::Model], mut told: BTreeMap<Uuid, Asked>) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in stored {
        let colleague = row.author_id;
        let kept = Asked { by: Some(row.asked_by), at: row.asked_at, written_at: row.at };
        match told.remove(&colleague) {
            None => wrong.push(format!("colleague {colleague} was {kept}; by its history, never asked")),
            Some(asked) if asked != kept => {
                wrong.push(format!("colleague {colleague} was {kept}; by its history, {asked}"));
            }
            Some(_) if row.body.is_some() != row.at.is_some() => {
                wrong.push(format!("colleague {colleague} wrote nothing, or at no time"));
            }
            Some(_) => {}
        }
    }
    for (colleague, asked) in told {
        wrong.push(format!("colleague {colleague} was not asked; by its history, {asked}"));
    }
    wrong
}
