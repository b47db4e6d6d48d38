//! One question with everything inside the house about it.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, QueryFilter as _, QuerySelect as _};
use souffleur_core::{
    actor::Actor,
    assignment::Assignment,
    attachment::Attachment,
    customer::Customer,
    draft::Draft,
    event::{Event, EventKind},
    id::{DraftId, MessageId, QuestionId, UserId},
    message::Message,
    pause::Pause,
    question::{Assignee, Question},
    side_draft::SideDraft,
    text::Name,
    topic::Topic,
    voice::Voice,
};
use uuid::Uuid;

use crate::{
    attachment::SentFile,
    customer::value as customer_value,
    delivery::Delivery,
    draft::DraftVersion,
    entity::{customer, question, side_draft, topic, user, voice},
    error::{Error, Sound as _},
    note::Note,
    question::value as question_value,
    reader::Reader,
    side_draft::in_order,
    target::Target,
    topic::value as topic_value,
    voice::value as voice_value,
};

use super::related::Related;

/// Everything about a question, for staff.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionView {
    /// The question.
    pub question: Question,
    /// Who asked.
    pub customer: Customer,
    /// What it is about.
    pub topic: Option<Topic>,
    /// Who speaks for the house.
    pub voice: Voice,
    /// The public thread, oldest first, with what was said in questions that were merged into it.
    pub thread: Vec<Message>,
    /// The question in which each of those was said.
    pub elsewhere: HashMap<MessageId, QuestionId>,
    /// The files of the thread.
    pub files: Vec<SentFile>,
    /// The files of the newest version of each draft.
    pub draft_files: HashMap<DraftId, Vec<Attachment>>,
    /// The drafts, oldest first, each with all its versions.
    pub drafts: Vec<(Draft, Vec<DraftVersion>)>,
    /// The colleagues who were asked, the first one first, each with what they wrote.
    pub side_drafts: Vec<SideDraft>,
    /// The remarks, oldest first.
    pub notes: Vec<Note>,
    /// Who got it, oldest first; the last one holds.
    pub assignments: Vec<Assignment>,
    /// The promises, oldest first.
    pub targets: Vec<Target>,
    /// When the desk waited for the customer, oldest first.
    pub pauses: Vec<Pause>,
    /// The letters to the customer, oldest first, with what became of each.
    pub deliveries: Vec<Delivery>,
    /// The history, oldest first.
    pub events: Vec<Event>,
    /// The questions around it.
    pub related: Vec<Related>,
    /// The names of everybody of the house who appears above.
    pub staff: HashMap<UserId, Name>,
}

impl QuestionView {
    /// The name of a member of staff who appears in it.
    pub fn name(&self, user: UserId) -> Option<&Name> {
        self.staff.get(&user)
    }
}

impl Reader {
    /// Everything about a question. The question is read first: what is newer than its version can only be more.
    pub async fn question_view(&self, id: QuestionId) -> Result<Option<QuestionView>, Error> {
        let Some((question, customer, side_drafts)) = self.with_colleagues(id).await? else {
            return Ok(None);
        };
        let (voice, topic) = self.voice_and_topic(id).await?;
        let (thread, files, elsewhere) = self.thread_and_files(id).await?;
        let (drafts, draft_files) = self.drafts_and_files(id).await?;
        let mut view = QuestionView {
            customer,
            topic,
            voice,
            thread,
            elsewhere,
            files,
            draft_files,
            drafts,
            side_drafts,
            notes: self.notes_of(id).await?,
            assignments: self.assignments_of(id).await?,
            targets: self.targets_of(id).await?,
            pauses: self.pauses_of([id]).await?.remove(&id).unwrap_or_default(),
            deliveries: self.deliveries_of(id).await?,
            events: self.events_of(id).await?,
            related: self.related(&question).await?,
            question,
            staff: HashMap::new(),
        };
        view.staff = self.names(who_appears(&view)).await?;
        Ok(Some(view))
    }

    /// A question, who asked it, and the colleagues who were asked about it: a row for each of these.
    async fn with_colleagues(
        &self,
        id: QuestionId,
    ) -> Result<Option<(Question, Customer, Vec<SideDraft>)>, Error> {
        let found = question::Entity::find_by_id(id.raw())
            .find_also_related(customer::Entity)
            .find_also_related(side_draft::Entity);
        let (mut whole, mut asked) = (None, Vec::new());
        for (question, customer, colleague) in found.all(&self.conn()).await? {
            whole = Some((question, customer));
            asked.extend(colleague);
        }
        let Some((question, customer)) = whole else { return Ok(None) };
        let customer = customer.ok_or(Error::Missing("customer"))?;
        Ok(Some((question_value(question)?, customer_value(customer)?, in_order(asked)?)))
    }

    /// Who speaks for the house on a question, and what it is about: one statement.
    async fn voice_and_topic(&self, id: QuestionId) -> Result<(Voice, Option<Topic>), Error> {
        let found = question::Entity::find_by_id(id.raw())
            .find_also_related(voice::Entity)
            .find_also_related(topic::Entity);
        let found = found.one(&self.conn()).await?;
        let (_, voice, topic) = found.ok_or(Error::Missing("question"))?;
        let voice = voice_value(voice.ok_or(Error::Missing("voice"))?)?;
        Ok((voice, topic.map(topic_value).transpose()?))
    }

    /// The names of some members of staff.
    pub async fn names(&self, of: Vec<UserId>) -> Result<HashMap<UserId, Name>, Error> {
        if of.is_empty() {
            return Ok(HashMap::new());
        }
        let rows: Vec<(Uuid, String)> = user::Entity::find()
            .select_only()
            .columns([user::Column::Id, user::Column::Name])
            .filter(user::COLUMN.id.is_in(of.into_iter().map(UserId::raw)))
            .into_tuple()
            .all(&self.conn())
            .await?;
        rows.into_iter()
            .map(|(id, name)| Ok((UserId::new(id), Name::try_from(name).sound("user", &id)?)))
            .collect()
    }
}

fn who_appears(view: &QuestionView) -> Vec<UserId> {
    let holders = view.assignments.iter().filter_map(|assignment| assignment.assignee.expert());
    let experts = view.targets.iter().filter_map(|target| target.expert);
    let authors = view.drafts.iter().map(|(draft, _)| draft.author);
    let notes = view.notes.iter().flat_map(|note| note.mentions.iter().copied().chain([note.author]));
    let actors = view
        .assignments
        .iter()
        .map(|assignment| assignment.by)
        .chain(view.events.iter().map(|event| event.by));
    let before = view.events.iter().filter_map(|event| match event.what {
        EventKind::Assigned { from: Some(Assignee::Expert(expert)), .. } => Some(expert),
        EventKind::ColleagueAsked { colleague } => Some(colleague),
        _ => None,
    });
    let asked = view.side_drafts.iter().flat_map(|side| [side.author, side.asked_by]);
    let mut all: Vec<UserId> = holders
        .chain(experts)
        .chain(authors)
        .chain(asked)
        .chain(notes)
        .chain(actors.filter_map(Actor::user))
        .chain(before)
        .chain(view.question.assignee.expert())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
