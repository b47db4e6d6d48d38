//! What customers see. Built from the columns of questions, messages, voices and customers, and the due time of the
//! promise to them: no column that names a member of staff is selected, so none can slip out.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    sea_query::{Alias, Expr, ExprTrait as _, Order, Query, SimpleExpr},
};
use souffleur_core::{
    id::{QuestionId, VoiceId},
    language::Language,
    message::{Author, Message},
    outgoing::Face,
    proof::MergedThreadView,
    question::{Status, TokenHash, Visibility, public_name},
    text::{Name, Remark, Subject},
    voice::Voice,
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use super::inbox::after;
use crate::{
    attachment::SentFile,
    entity::{customer, message, question, target, voice},
    error::{Error, Sound as _},
    first_look::is_not_held_back,
    instant::{instant, maybe},
    message as entry,
    page::{Cursor, Page},
    question::{visibility, visibility_name},
    reader::Reader,
    target::TargetState,
    voice as persona,
};

const WHAT: &str = "question";

/// A question as customers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicThread {
    /// Its number.
    pub number: i64,
    /// Where it stands.
    pub status: Status,
    /// Why it is hidden, if it is.
    pub hidden_reason: Option<Remark>,
    /// Whether the wall shows it.
    pub visibility: Visibility,
    /// The line above it.
    pub subject: Option<Subject>,
    /// The language it is written in.
    pub language: Language,
    /// Who asked: in full to themselves, a first name and an initial to everybody else.
    pub customer_name: String,
    /// Who speaks for the house.
    pub face: Face,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the customer is answered, while they wait.
    pub due_at: Option<Timestamp>,
    /// The number of the question that it goes on in, where the same person had asked the same before; to everybody else only
    /// where that is on the wall.
    pub goes_on_in: Option<i64>,
    /// What was said, oldest first. Nothing to everybody else while it is hidden.
    pub messages: Vec<PublicMessage>,
}

/// What somebody said in public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicMessage {
    /// The entry of the thread.
    pub message: Message,
    /// The voice that said it; none where it was the customer.
    pub face: Option<Face>,
    /// Whether it was said in another question, of which the reader sees what the wall shows.
    pub as_on_the_wall: bool,
    /// What came with it.
    pub files: Vec<SentFile>,
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Audience {
    /// The customer, by their own link.
    Customer,
    /// Everybody.
    Everybody,
}

#[derive(FromQueryResult)]
struct Raw {
    id: Uuid,
    number: i64,
    status: String,
    hidden_reason: Option<String>,
    visibility: String,
    subject: Option<String>,
    language: String,
    voice_id: Uuid,
    asked_at: i64,
    customer_name: String,
    due_at: Option<i64>,
    goes_on_in: Option<i64>,
    goes_on_in_public: Option<i64>,
}

impl Reader {
    /// What the wall shows, newest first.
    pub async fn wall(&self, from: Option<Cursor>, limit: u32) -> Result<Page<PublicThread>, Error> {
        let rows = wall(from, limit).into_model::<Raw>().all(&self.conn()).await?;
        let page = Page::cut(rows, limit, |row| (row.asked_at, row.id), Ok)?;
        Ok(Page {
            items: self.threads(page.items, Audience::Everybody, &HashMap::new()).await?,
            next: page.next,
        })
    }

    /// How the database would go about a page of the wall, line by line.
    pub async fn explain_wall(&self, from: Option<Cursor>, limit: u32) -> Result<Vec<String>, Error> {
        let backend = self.conn().get_database_backend();
        self.explain(wall(from, limit).build(backend)).await
    }

    /// The newest questions of the wall, for the feed.
    pub async fn feed(&self, limit: u32) -> Result<Vec<PublicThread>, Error> {
        Ok(self.wall(None, limit).await?.items)
    }

    /// The thread behind a customer's own link, without what was said in questions that it was merged with.
    pub async fn thread_by_token(&self, token: &TokenHash) -> Result<Option<PublicThread>, Error> {
        self.merged_thread_by_token(token, &HashMap::new()).await
    }

    /// The thread behind a customer's own link, with what was said in other questions as far as each is shown.
    pub async fn merged_thread_by_token(
        &self,
        token: &TokenHash,
        beside: &HashMap<QuestionId, MergedThreadView>,
    ) -> Result<Option<PublicThread>, Error> {
        let Some(id) = self.id_by_token(token).await? else { return Ok(None) };
        self.one_thread(rows().filter(question::COLUMN.id.eq(id)), Audience::Customer, beside).await
    }

    /// A thread that the wall shows.
    pub async fn thread_by_number(&self, number: i64) -> Result<Option<PublicThread>, Error> {
        let public = question::COLUMN.visibility.eq(visibility_name(Visibility::Public));
        let select =
            rows().filter(question::COLUMN.number.eq(number)).filter(public).filter(is_not_held_back());
        self.one_thread(select, Audience::Everybody, &HashMap::new()).await
    }

    async fn one_thread(
        &self,
        select: Select<question::Entity>,
        audience: Audience,
        beside: &HashMap<QuestionId, MergedThreadView>,
    ) -> Result<Option<PublicThread>, Error> {
        let row = select.into_model::<Raw>().one(&self.conn()).await?;
        Ok(self.threads(row.into_iter().collect(), audience, beside).await?.pop())
    }

    /// Two more statements, however many threads. `beside` belongs to the first of them.
    async fn threads(
        &self,
        rows: Vec<Raw>,
        audience: Audience,
        beside: &HashMap<QuestionId, MergedThreadView>,
    ) -> Result<Vec<PublicThread>, Error> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let shown = rows.iter().filter(|row| shows_text(row, audience)).map(|row| row.id);
        let own = rows.first().filter(|_| audience == Audience::Customer).map(|row| row.id);
        let others =
            beside.iter().filter(|(_, shown)| **shown != MergedThreadView::Nothing).map(|(id, _)| id.raw());
        let said = message::Entity::find().filter(message::COLUMN.question_id.is_in(shown.chain(others)));
        let said = self.said(said).await?;
        let speakers = said.iter().filter_map(|(row, _)| row.voice_id);
        let voices = rows.iter().map(|row| row.voice_id).chain(speakers);
        let voices = voice::Entity::find().filter(voice::COLUMN.id.is_in(voices)).all(&self.conn()).await?;
        let voices = voices.into_iter().map(persona::value).collect::<Result<Vec<_>, _>>()?;
        let voices: HashMap<VoiceId, Voice> = voices.into_iter().map(|voice| (voice.id, voice)).collect();
        let mut threads: HashMap<Uuid, Vec<PublicMessage>> = HashMap::new();
        for (row, files) in said {
            threads
                .entry(own.unwrap_or(row.question_id))
                .or_default()
                .push(public_message(row, &voices, files, beside)?);
        }
        let thread = |row: Raw| {
            let messages = threads.remove(&row.id).unwrap_or_default();
            value(row, messages, &voices, audience)
        };
        rows.into_iter().map(thread).collect()
    }
}

/// The statement of a page of the wall.
fn wall(from: Option<Cursor>, limit: u32) -> Select<question::Entity> {
    let order = Order::Desc;
    let public = SimpleExpr::Constant(visibility_name(Visibility::Public).into());
    let select = rows()
        .filter(Expr::col((question::Entity, question::Column::Visibility)).eq(public))
        .filter(is_not_held_back());
    let select = after(select, question::Column::AskedAt, &order, from)
        .order_by(question::Column::AskedAt, order.clone())
        .order_by(question::Column::Id, order);
    select.limit(u64::from(limit) + 1)
}

/// A customer keeps what they were told; the others read the reason in its place.
fn shows_text(row: &Raw, audience: Audience) -> bool {
    audience == Audience::Customer || row.status != Status::Hidden.as_str()
}

fn rows() -> Select<question::Entity> {
    question::Entity::find()
        .select_only()
        .columns([
            question::Column::Id,
            question::Column::Number,
            question::Column::Status,
            question::Column::HiddenReason,
            question::Column::Visibility,
            question::Column::Subject,
            question::Column::Language,
            question::Column::VoiceId,
            question::Column::AskedAt,
        ])
        .column_as(customer::Column::Name, "customer_name")
        .expr_as(promise_to_the_customer(), "due_at")
        .expr_as(goes_on_in(false), "goes_on_in")
        .expr_as(goes_on_in(true), "goes_on_in_public")
        .join(JoinType::LeftJoin, question::Relation::Customer.def())
}

/// The number of the question that it was merged into, any or only one that the wall shows.
fn goes_on_in(public: bool) -> SimpleExpr {
    let other = Alias::new("goes_on_in");
    let mut number = Query::select()
        .column((other.clone(), question::Column::Number))
        .from_as(question::Entity, other.clone())
        .and_where(
            Expr::col((other.clone(), question::Column::Id))
                .equals((question::Entity, question::Column::MergedInto)),
        )
        .take();
    if public {
        let shown = Expr::col((other, question::Column::Visibility)).eq(visibility_name(Visibility::Public));
        number.and_where(shown);
    }
    SimpleExpr::from(number)
}

fn promise_to_the_customer() -> SimpleExpr {
    let replies = [TargetKind::FirstReply.as_str(), TargetKind::NextReply.as_str()];
    let promise = Query::select()
        .expr(Expr::col((target::Entity, target::Column::DueAt)).min())
        .from(target::Entity)
        .and_where(
            Expr::col((target::Entity, target::Column::QuestionId))
                .equals((question::Entity, question::Column::Id)),
        )
        .and_where(target::COLUMN.kind.is_in(replies))
        .and_where(target::COLUMN.state.eq(TargetState::Pending.as_str()))
        .take();
    SimpleExpr::from(promise)
}

fn public_message(
    row: message::Model,
    voices: &HashMap<VoiceId, Voice>,
    files: Vec<SentFile>,
    beside: &HashMap<QuestionId, MergedThreadView>,
) -> Result<PublicMessage, Error> {
    let as_on_the_wall =
        beside.get(&QuestionId::new(row.question_id)) == Some(&MergedThreadView::AsOnTheWall);
    let message = entry::value(row)?;
    let face = match message.author {
        Author::Customer => None,
        Author::Voice(voice) => Some(Face::from(voices.get(&voice).ok_or(Error::Missing("voice"))?)),
    };
    Ok(PublicMessage { message, face, as_on_the_wall, files })
}

fn value(
    row: Raw,
    messages: Vec<PublicMessage>,
    voices: &HashMap<VoiceId, Voice>,
    audience: Audience,
) -> Result<PublicThread, Error> {
    let shows_text = shows_text(&row, audience);
    let id = row.id;
    let name = Name::try_from(row.customer_name).sound(WHAT, &id)?;
    let subject = row.subject.filter(|_| shows_text).map(Subject::try_from).transpose().sound(WHAT, &id)?;
    Ok(PublicThread {
        number: row.number,
        status: Status::parse(&row.status).sound(WHAT, &id)?,
        hidden_reason: row.hidden_reason.map(Remark::try_from).transpose().sound(WHAT, &id)?,
        visibility: visibility(&row.visibility).sound(WHAT, &id)?,
        subject,
        language: Language::from_code(&row.language).sound(WHAT, &id)?,
        customer_name: if audience == Audience::Customer { name.to_string() } else { public_name(&name) },
        face: Face::from(voices.get(&VoiceId::new(row.voice_id)).ok_or(Error::Missing("voice"))?),
        asked_at: instant(row.asked_at)?,
        due_at: maybe(row.due_at)?,
        goes_on_in: if audience == Audience::Customer { row.goes_on_in } else { row.goes_on_in_public },
        messages,
    })
}
