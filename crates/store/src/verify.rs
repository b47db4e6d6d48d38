//! Everything that is derived, computed again and compared with what is stored. Reads only; a desk may run meanwhile.

mod promise;
mod question;
mod related;
mod told;

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    channel::Channel,
    id::{QuestionId, TopicId, UserId},
    pause::Pause,
    question::Assignee,
};
use uuid::Uuid;

use crate::{
    entity::{assignment, draft, message, question as row, target},
    error::{Error, Sound as _},
    reader::Reader,
    store::Store,
    vault::{Vault, fingerprint},
};
use promise::Terms;

/// Questions that are looked at together.
const BATCH: u64 = 500;

/// What was looked at, and what disagrees.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many questions were looked at.
    pub questions: u64,
    /// How many promises.
    pub targets: u64,
    /// How many lines of the ledger.
    pub lines: u64,
    /// Which sums are not those of their lines.
    pub wrong_sums: Vec<String>,
    /// How many records of experts.
    pub records: u64,
    /// Which of them are not what the history says.
    pub wrong_records: Vec<String>,
    /// How many files.
    pub files: u64,
    /// Which of them are not there, or not whole.
    pub wrong_files: Vec<String>,
    /// How many acknowledged changes are gone, by the high-water mark of an embedded database.
    pub changes_gone: u64,
    /// What disagrees.
    pub findings: Vec<Finding>,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The number of the question.
    pub number: i64,
    /// What is stored, and what it should be.
    pub what: String,
}

/// One question with everything that is compared.
struct Subject<'a> {
    question: row::Model,
    targets: &'a [target::Model],
    drafts: &'a [draft::Model],
    /// When the voice answered.
    replies: &'a [i64],
    /// The holder by the last assignment; none where there is no assignment at all.
    assigned: Option<Assignee>,
}

impl Store {
    /// Looks at every question, and at every sum.
    pub async fn verify(&self) -> Result<Verified, Error> {
        let mut verified = self.read().verify_questions().await?;
        verified.wrong_sums = self.wrong_sums().await?;
        verified.changes_gone = self.changes_gone();
        verified.findings.extend(self.read().wrong_relations().await?);
        Ok(verified)
    }

    /// Looks at every question, at every sum, and at the bytes of every file.
    pub async fn verify_with(&self, vault: &Vault) -> Result<Verified, Error> {
        let mut verified = self.verify().await?;
        for (hash, size) in self.read().kept_files().await? {
            verified.files += 1;
            let wrong = match vault.read(&hash).await {
                Ok(None) => "is not there".to_owned(),
                Ok(Some(bytes)) if fingerprint(&bytes) != hash => "was damaged".to_owned(),
                Ok(Some(bytes)) if u32::try_from(bytes.len()) != Ok(size) => {
                    format!("has {} bytes, not {size}", bytes.len())
                }
                Ok(Some(_)) => continue,
                Err(error) => format!("can't be read: {error}"),
            };
            verified.wrong_files.push(format!("the file {hash} {wrong}"));
        }
        Ok(verified)
    }
}

impl Reader {
    async fn verify_questions(&self) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        let mut terms = Terms::default();
        let house = self.house_pauses(Timestamp::MIN, Timestamp::MAX).await?;
        let mut after = Uuid::nil();
        loop {
            let questions = row::Entity::find()
                .filter(row::COLUMN.id.gt(after))
                .order_by_asc(row::COLUMN.id)
                .limit(BATCH)
                .all(&self.conn())
                .await?;
            let Some(last) = questions.last() else {
                (verified.records, verified.wrong_records) = self.wrong_records().await?;
                return Ok(verified);
            };
            after = last.id;
            self.verify_batch(questions, &house, &mut terms, &mut verified).await?;
        }
    }

    async fn verify_batch(
        &self,
        questions: Vec<row::Model>,
        house: &[Pause],
        terms: &mut Terms,
        verified: &mut Verified,
    ) -> Result<(), Error> {
        let ids = || questions.iter().map(|question| question.id);
        let targets = target::Entity::find().filter(target::COLUMN.question_id.is_in(ids()));
        let targets = by_question(targets.all(&self.conn()).await?, |target| target.question_id);
        let drafts = draft::Entity::find().filter(draft::COLUMN.question_id.is_in(ids()));
        let drafts = by_question(drafts.all(&self.conn()).await?, |draft| draft.question_id);
        let replies = self.replies(ids()).await?;
        let assigned = self.assigned(ids()).await?;
        let own = self.pauses_of(ids().map(QuestionId::new)).await?;
        let lines = self.wrong_lines(&ids().map(QuestionId::new).collect::<Vec<_>>()).await?;
        verified.findings.extend(lines.into_iter().map(|number| {
            let what = "what search knows of it is not what it says; souffleur search rebuild makes it anew";
            Finding { number, what: what.to_owned() }
        }));
        let (lines, wrong) = self.wrong_ledger_lines(&ids().map(QuestionId::new).collect::<Vec<_>>()).await?;
        verified.lines += lines;
        verified.findings.extend(wrong);
        verified.findings.extend(self.untold(&questions).await?);
        for question in questions {
            let id = question.id;
            let pauses = pauses_on(&question, house, &own)?;
            let subject = Subject {
                targets: targets.get(&id).map_or(&[], Vec::as_slice),
                drafts: drafts.get(&id).map_or(&[], Vec::as_slice),
                replies: replies.get(&id).map_or(&[], Vec::as_slice),
                assigned: assigned.get(&id).map(|expert| Assignee::from(expert.map(UserId::new))),
                question,
            };
            verified.questions += 1;
            verified.targets += subject.targets.len() as u64;
            let mut found = question::disagreements(&subject);
            for target in subject.targets {
                found.extend(promise::disagreements(target, subject.replies));
                found.extend(self.wrong_due_time(target, &pauses, terms).await?);
            }
            let number = subject.question.number;
            verified.findings.extend(found.into_iter().map(|what| Finding { number, what }));
        }
        Ok(())
    }

    /// When the voice answered each question.
    async fn replies(&self, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, Vec<i64>>, Error> {
        let replies = message::Entity::find()
            .select_only()
            .column(message::Column::QuestionId)
            .column(message::Column::At)
            .filter(message::COLUMN.question_id.is_in(ids))
            .filter(message::COLUMN.author.eq("voice"))
            .filter(message::COLUMN.weight.eq("reply"))
            .into_tuple::<(Uuid, i64)>();
        let mut by_question: HashMap<Uuid, Vec<i64>> = HashMap::new();
        for (question, at) in replies.all(&self.conn()).await? {
            by_question.entry(question).or_default().push(at);
        }
        Ok(by_question)
    }

    /// Whom each question was given to last.
    async fn assigned(&self, ids: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, Option<Uuid>>, Error> {
        let assignments = assignment::Entity::find()
            .select_only()
            .column(assignment::Column::QuestionId)
            .column(assignment::Column::ExpertId)
            .filter(assignment::COLUMN.question_id.is_in(ids))
            .order_by_asc(assignment::COLUMN.at)
            .order_by_asc(assignment::COLUMN.id)
            .into_tuple::<(Uuid, Option<Uuid>)>();
        // The last one of each question wins.
        Ok(assignments.all(&self.conn()).await?.into_iter().collect())
    }
}

/// Every time at which a question's promises were not counted.
fn pauses_on(
    question: &row::Model,
    house: &[Pause],
    own: &HashMap<QuestionId, Vec<Pause>>,
) -> Result<Vec<Pause>, Error> {
    let id = QuestionId::new(question.id);
    let channel = Channel::parse(&question.channel).sound("question", &id)?;
    let topic = question.topic_id.map(TopicId::new);
    let house = house.iter().filter(|pause| pause.scope.holds(id, topic, &channel));
    Ok(house.chain(own.get(&id).into_iter().flatten()).cloned().collect())
}

fn by_question<T>(rows: Vec<T>, question: impl Fn(&T) -> Uuid) -> HashMap<Uuid, Vec<T>> {
    let mut grouped: HashMap<Uuid, Vec<T>> = HashMap::new();
    for row in rows {
        grouped.entry(question(&row)).or_default().push(row);
    }
    grouped
}
