//! What questions say, for the index and for excerpts.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{
    EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _,
};
use souffleur_core::{
    id::{QuestionId, UserId},
    language::Language,
};
use souffleur_search::{Document, Field, Passage, folded, key};
use uuid::Uuid;

use super::facet::month;
use crate::{
    entity::{assignment, customer, draft, draft_version, message, note, question, side_draft},
    error::{Error, Sound as _},
    instant::instant,
    reader::Reader,
};

/// Everything that is said on a question, in the house and outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// What customers wrote, oldest first.
    pub customer: Vec<String>,
    /// What the voice said.
    pub voice: Vec<String>,
    /// The drafts, as they stand, and what colleagues were asked and wrote beside them.
    pub drafts: Vec<String>,
    /// The notes.
    pub notes: Vec<String>,
    /// The colleagues who were asked.
    pub asked: Vec<UserId>,
}

/// A question as it is to be indexed.
pub(super) struct Source {
    pub(super) number: i64,
    pub(super) question: Uuid,
    pub(super) document: Document,
}

impl Reader {
    /// What is said on some questions.
    pub async fn spoken(&self, ids: &[QuestionId]) -> Result<HashMap<QuestionId, Spoken>, Error> {
        let raw: Vec<Uuid> = ids.iter().map(|id| id.raw()).collect();
        let mut spoken: HashMap<QuestionId, Spoken> = HashMap::new();
        let messages = message::Entity::find()
            .filter(message::COLUMN.question_id.is_in(raw.iter().copied()))
            .order_by_asc(message::COLUMN.id);
        for row in messages.all(&self.conn()).await? {
            let said = spoken.entry(QuestionId::new(row.question_id)).or_default();
            if row.author == "customer" { said.customer.push(row.body) } else { said.voice.push(row.body) }
        }
        let drafts: Vec<(Uuid, i32, i32, String)> = draft_version::Entity::find()
            .select_only()
            .column(draft::Column::QuestionId)
            .column_as(draft::Column::Version, "newest")
            .column(draft_version::Column::Version)
            .column(draft_version::Column::Body)
            .join(JoinType::InnerJoin, draft_version::Relation::Draft.def())
            .filter(draft::COLUMN.question_id.is_in(raw.iter().copied()))
            .order_by_asc(draft::COLUMN.id)
            .into_tuple()
            .all(&self.conn())
            .await?;
        for (question, newest, version, body) in drafts {
            if newest == version {
                spoken.entry(QuestionId::new(question)).or_default().drafts.push(body);
            }
        }
        let asked = side_draft::Entity::find()
            .filter(side_draft::COLUMN.question_id.is_in(raw.iter().copied()))
            .order_by_asc(side_draft::COLUMN.asked_at)
            .order_by_asc(side_draft::COLUMN.author_id);
        for row in asked.all(&self.conn()).await? {
            let said = spoken.entry(QuestionId::new(row.question_id)).or_default();
            said.asked.push(UserId::new(row.author_id));
            said.drafts.extend(row.body);
            said.drafts.push(row.request);
        }
        let notes =
            note::Entity::find().filter(note::COLUMN.question_id.is_in(raw)).order_by_asc(note::COLUMN.id);
        for row in notes.all(&self.conn()).await? {
            spoken.entry(QuestionId::new(row.question_id)).or_default().notes.push(row.body);
        }
        Ok(spoken)
    }

    /// Some questions as they are to be indexed now.
    pub(super) async fn sources(&self, ids: &[QuestionId]) -> Result<Vec<Source>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        // Read first: what is newer than it can only be more, and is written down to be read again.
        let raw = || ids.iter().map(|id| id.raw());
        let questions = question::Entity::find()
            .filter(question::COLUMN.id.is_in(raw()))
            .find_also_related(customer::Entity)
            .all(&self.conn())
            .await?;
        let mut spoken = self.spoken(ids).await?;
        let unsure = self.unsure(raw().collect()).await?;
        let source = |(question, customer): (question::Model, Option<customer::Model>)| {
            let id = QuestionId::new(question.id);
            let said = spoken.remove(&id).unwrap_or_default();
            let customer = customer.ok_or(Error::Missing("customer"))?;
            let keys = keys(&question, &customer, &said, unsure.get(&question.id).copied().unwrap_or(true))?;
            let language = Language::from_code(&question.language).sound("question", &id)?;
            let document = Document::read(language, &keys, &passages(&question, &customer, &said));
            Ok(Source { number: question.number, question: question.id, document })
        };
        questions.into_iter().map(source).collect()
    }

    /// Whether the router had found nobody.
    async fn unsure(&self, ids: Vec<Uuid>) -> Result<BTreeMap<Uuid, bool>, Error> {
        let rows: Vec<(Uuid, Option<Uuid>)> = assignment::Entity::find()
            .select_only()
            .columns([assignment::Column::QuestionId, assignment::Column::ExpertId])
            .filter(assignment::COLUMN.question_id.is_in(ids))
            .order_by_desc(assignment::COLUMN.id)
            .into_tuple()
            .all(&self.conn())
            .await?;
        // The first one of each question comes last, and wins.
        Ok(rows.into_iter().map(|(question, expert)| (question, expert.is_none())).collect())
    }
}

fn keys(
    question: &question::Model,
    customer: &customer::Model,
    said: &Spoken,
    unsure: bool,
) -> Result<Vec<String>, Error> {
    let id = |id: Option<Uuid>| id.map_or_else(|| "none".to_owned(), |id| id.simple().to_string());
    let mut keys = vec![
        key('s', &question.status),
        key('t', &id(question.topic_id)),
        key('e', &id(question.expert_id)),
        key('c', &question.channel),
        month(instant(question.asked_at)?),
    ];
    let asked = said.asked.iter().map(|user| key('a', &user.raw().simple().to_string()));
    keys.extend(asked);
    let has =
        [("unsure", unsure), ("private", question.visibility == "private"), ("note", !said.notes.is_empty())];
    keys.extend(has.into_iter().filter(|(_, has)| *has).map(|(what, _)| key('h', what)));
    let mut who = folded(&customer.name);
    who.extend(customer.handle.iter().flat_map(|handle| folded(handle)));
    if let Some(email) = &customer.email {
        who.extend(folded(email));
        who.push(email.clone());
    }
    let mut who: Vec<String> = who.iter().map(|word| key('f', word)).collect();
    who.sort();
    who.dedup();
    keys.extend(who);
    Ok(keys)
}

fn passages<'a>(
    question: &'a question::Model,
    customer: &'a customer::Model,
    said: &'a Spoken,
) -> Vec<Passage<'a>> {
    let title = question.subject.iter().chain([&customer.name]).map(|text| (Field::Title, text));
    let thread = said.customer.iter().chain(&said.voice).map(|text| (Field::Thread, text));
    let wings = said.drafts.iter().chain(&said.notes).map(|text| (Field::Internal, text));
    title.chain(thread).chain(wings).map(|(field, text)| Passage { field, text }).collect()
}
