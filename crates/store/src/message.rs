//! The public thread. Texts read back are already normal, but a row is parsed all the same: it may have been touched.

use std::collections::HashMap;

use sea_orm::{
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, ExprTrait as _, Query, SelectStatement, UnionType},
};
use souffleur_core::{
    channel::Channel,
    id::{MessageId, QuestionId, VoiceId},
    message::{Author, Message, MessageKind},
    text::{Body, ExternalId},
};

use crate::{
    attachment::SentFile,
    entity::{message, question},
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "message";

impl Reader {
    /// The question and message that a channel's own id names, if it arrived before.
    pub async fn message_by_external(
        &self,
        channel: &Channel,
        external: &ExternalId,
    ) -> Result<Option<(QuestionId, MessageId)>, Error> {
        let row = message::Entity::find()
            .filter(message::COLUMN.channel.eq(channel.as_str()))
            .filter(message::COLUMN.external_id.eq(external.as_str()))
            .one(&self.conn())
            .await?;
        Ok(row.map(|row| (QuestionId::new(row.question_id), MessageId::new(row.id))))
    }

    /// A message, with the question it belongs to.
    pub async fn message(&self, id: MessageId) -> Result<Option<(QuestionId, Message)>, Error> {
        let row = message::Entity::find_by_id(id.raw()).one(&self.conn()).await?;
        row.map(|row| Ok((QuestionId::new(row.question_id), value(row)?))).transpose()
    }

    /// The thread of a question, oldest first.
    pub async fn thread(&self, question: QuestionId) -> Result<Vec<Message>, Error> {
        let rows = message::Entity::find()
            .filter(message::COLUMN.question_id.eq(question.raw()))
            .order_by_asc(message::COLUMN.at)
            .order_by_asc(message::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// The public thread of a question with what was said in those that were merged into it, the files that came with the
    /// messages, and in which other question each of those was said that was not said in this one.
    pub(crate) async fn thread_and_files(&self, question: QuestionId) -> Result<WholeThread, Error> {
        let said =
            message::Entity::find().filter(message::COLUMN.question_id.in_subquery(with_merged(question)));
        let (mut thread, mut all) = (Vec::new(), Vec::new());
        let mut elsewhere = HashMap::new();
        for (row, files) in self.said(said).await? {
            if row.question_id != question.raw() {
                elsewhere.insert(MessageId::new(row.id), QuestionId::new(row.question_id));
            }
            thread.push(value(row)?);
            all.extend(files);
        }
        Ok((thread, all, elsewhere))
    }
}

/// A thread, its files, and where of it was said elsewhere.
pub(crate) type WholeThread = (Vec<Message>, Vec<SentFile>, HashMap<MessageId, QuestionId>);

/// The ids of a question and of those that were merged into it.
pub(crate) fn with_merged(id: QuestionId) -> SelectStatement {
    let of = |column: question::Column| {
        Query::select()
            .column((question::Entity, question::Column::Id))
            .from(question::Entity)
            .and_where(Expr::col((question::Entity, column)).eq(id.raw()))
            .take()
    };
    let mut ids = of(question::Column::Id);
    ids.union(UnionType::All, of(question::Column::MergedInto));
    ids
}

impl Tx {
    /// Stores a message of a question's thread; an external id that its channel used before is a conflict.
    pub async fn insert_message(
        &mut self,
        question: QuestionId,
        new: &Message,
        channel: &Channel,
        external: Option<&ExternalId>,
    ) -> Result<(), Error> {
        let (author, voice_id) = match new.author {
            Author::Customer => ("customer", None),
            Author::Voice(voice) => ("voice", Some(voice.raw())),
        };
        let row = message::Model {
            id: new.id.raw(),
            question_id: question.raw(),
            author: author.to_owned(),
            voice_id,
            body: new.body.as_str().to_owned(),
            at: millis(new.at),
            channel_at: new.channel_at.map(millis),
            weight: weight_name(new.weight).to_owned(),
            channel: channel.as_str().to_owned(),
            external_id: external.map(|text| text.as_str().to_owned()),
        };
        self.add(row).await
    }
}

pub(crate) fn value(row: message::Model) -> Result<Message, Error> {
    let id = MessageId::new(row.id);
    let author = match (row.author.as_str(), row.voice_id) {
        ("customer", None) => Author::Customer,
        ("voice", Some(voice)) => Author::Voice(VoiceId::new(voice)),
        _ => return Err("its author is neither the customer nor a voice").sound(WHAT, &id),
    };
    Ok(Message {
        id,
        author,
        body: Body::try_from(row.body).sound(WHAT, &id)?,
        at: instant(row.at)?,
        channel_at: maybe(row.channel_at)?,
        weight: weight(&row.weight).sound(WHAT, &id)?,
    })
}

pub(crate) const fn weight_name(weight: MessageKind) -> &'static str {
    match weight {
        MessageKind::Reply => "reply",
        MessageKind::Holding => "holding",
    }
}

pub(crate) fn weight(name: &str) -> Option<MessageKind> {
    [MessageKind::Reply, MessageKind::Holding].into_iter().find(|one| weight_name(*one) == name)
}
