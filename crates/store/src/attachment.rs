//! Which files came with which message and which draft. Their bytes are the vault's.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
    sea_query::{Expr, ExprTrait as _, Query},
};
use souffleur_core::{
    attachment::{Attachment, FileName, Fingerprint, Media},
    draft::Draft,
    id::{AttachmentId, DraftId, MessageId, QuestionId},
};
use uuid::Uuid;

use crate::{
    entity::{attachment, draft, draft_file, message, scheduled_reply},
    error::{Error, Sound as _},
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "attachment";

/// A file of a public message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFile {
    /// Its id, which its address ends with.
    pub id: AttachmentId,
    /// The message it came with.
    pub message: MessageId,
    /// What it is.
    pub file: Attachment,
}

impl Reader {
    /// The files of a question's thread, in their order.
    pub async fn sent_files(&self, question: QuestionId) -> Result<Vec<SentFile>, Error> {
        let rows = attachment::Entity::find()
            .filter(attachment::COLUMN.question_id.eq(question.raw()))
            .order_by_asc(attachment::COLUMN.message_id)
            .order_by_asc(attachment::COLUMN.position);
        rows.all(&self.conn()).await?.into_iter().map(sent).collect()
    }

    /// Some messages in the order of their threads, each with its files: one statement.
    pub(crate) async fn said(
        &self,
        messages: Select<message::Entity>,
    ) -> Result<Vec<(message::Model, Vec<SentFile>)>, Error> {
        let rows = messages
            .find_with_related(attachment::Entity)
            .order_by_asc(message::COLUMN.at)
            .order_by_asc(message::COLUMN.id)
            .order_by_asc(attachment::COLUMN.position);
        let with_files =
            |(row, files): (_, Vec<_>)| Ok((row, files.into_iter().map(sent).collect::<Result<_, _>>()?));
        rows.all(&self.conn()).await?.into_iter().map(with_files).collect()
    }

    /// The files of the newest version of each draft of a question.
    pub async fn draft_files(
        &self,
        question: QuestionId,
    ) -> Result<HashMap<DraftId, Vec<Attachment>>, Error> {
        let newest = Query::select()
            .columns([draft::Column::Id, draft::Column::Version])
            .from(draft::Entity)
            .and_where(draft::COLUMN.question_id.eq(question.raw()))
            .take();
        let which = [draft_file::Column::DraftId, draft_file::Column::Version].map(Expr::col);
        let rows = draft_file::Entity::find()
            .filter(Expr::tuple(which).in_subquery(newest))
            .order_by_asc(draft_file::COLUMN.position);
        let mut files: HashMap<DraftId, Vec<Attachment>> = HashMap::new();
        for row in rows.all(&self.conn()).await? {
            files.entry(DraftId::new(row.draft_id)).or_default().push(drafted(row)?);
        }
        Ok(files)
    }

    /// Which of these fingerprints something refers to.
    pub async fn referenced(&self, hashes: &[Fingerprint]) -> Result<HashSet<Fingerprint>, Error> {
        let names = || hashes.iter().map(Fingerprint::as_str);
        let sent: Vec<String> = attachment::Entity::find()
            .select_only()
            .column(attachment::Column::Hash)
            .distinct()
            .filter(attachment::COLUMN.hash.is_in(names()))
            .into_tuple()
            .all(&self.conn())
            .await?;
        let drafted: Vec<String> = draft_file::Entity::find()
            .select_only()
            .column(draft_file::Column::Hash)
            .distinct()
            .filter(draft_file::COLUMN.hash.is_in(names()))
            .into_tuple()
            .all(&self.conn())
            .await?;
        let waiting = self.scheduled_files().await?.into_iter().map(|file| file.hash);
        let stored = sent.into_iter().chain(drafted);
        let stored = stored.map(|hash| Fingerprint::try_from(hash).sound(WHAT, &"hash"));
        let mut all = stored.collect::<Result<HashSet<_>, _>>()?;
        all.extend(waiting);
        Ok(all)
    }

    /// Every file that something refers to: its fingerprint and its length.
    pub async fn kept_files(&self) -> Result<HashMap<Fingerprint, u32>, Error> {
        let sent: Vec<(String, i64)> = attachment::Entity::find()
            .select_only()
            .columns([attachment::Column::Hash, attachment::Column::Size])
            .distinct()
            .into_tuple()
            .all(&self.conn())
            .await?;
        let drafted: Vec<(String, i64)> = draft_file::Entity::find()
            .select_only()
            .columns([draft_file::Column::Hash, draft_file::Column::Size])
            .distinct()
            .into_tuple()
            .all(&self.conn())
            .await?;
        let mut all = HashMap::new();
        for (hash, size) in sent.into_iter().chain(drafted) {
            let size = u32::try_from(size).sound(WHAT, &hash)?;
            all.insert(Fingerprint::try_from(hash).sound(WHAT, &"hash")?, size);
        }
        all.extend(self.scheduled_files().await?.into_iter().map(|file| (file.hash, file.size)));
        Ok(all)
    }

    async fn scheduled_files(&self) -> Result<Vec<Attachment>, Error> {
        let rows: Vec<(Uuid, Option<String>)> = scheduled_reply::Entity::find()
            .select_only()
            .columns([scheduled_reply::Column::QuestionId, scheduled_reply::Column::Files])
            .filter(scheduled_reply::COLUMN.files.is_not_null())
            .into_tuple()
            .all(&self.conn())
            .await?;
        let mut all = Vec::new();
        for (question, files) in rows {
            all.extend(listed(files.as_deref(), QuestionId::new(question))?);
        }
        Ok(all)
    }
}

impl Tx {
    /// Stores the files that come with a message.
    pub async fn insert_sent_files(&mut self, question: QuestionId, files: &[SentFile]) -> Result<(), Error> {
        let row = |(position, sent): (usize, &SentFile)| attachment::Model {
            id: sent.id.raw(),
            question_id: question.raw(),
            message_id: sent.message.raw(),
            position: i32::try_from(position).unwrap_or(i32::MAX),
            hash: sent.file.hash.to_string(),
            media: sent.file.media.as_str().to_owned(),
            size: sent.file.size.into(),
            name: sent.file.name.as_str().to_owned(),
        };
        self.add_all::<attachment::ActiveModel, _>(files.iter().enumerate().map(row)).await
    }

    /// Stores the files of a draft's version.
    pub async fn insert_draft_files(&mut self, draft: &Draft, files: &[Attachment]) -> Result<(), Error> {
        let row = |(position, file): (usize, &Attachment)| draft_file::Model {
            draft_id: draft.id.raw(),
            version: draft.version,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            hash: file.hash.to_string(),
            media: file.media.as_str().to_owned(),
            size: file.size.into(),
            name: file.name.as_str().to_owned(),
        };
        self.add_all::<draft_file::ActiveModel, _>(files.iter().enumerate().map(row)).await
    }
}

/// The files of a reply that waits.
pub(crate) fn listed(files: Option<&str>, question: QuestionId) -> Result<Vec<Attachment>, Error> {
    files.map_or_else(|| Ok(Vec::new()), |files| json::value(files, WHAT, &question))
}

fn sent(row: attachment::Model) -> Result<SentFile, Error> {
    Ok(SentFile {
        id: AttachmentId::new(row.id),
        message: MessageId::new(row.message_id),
        file: value((row.hash, row.media, row.size, row.name), row.id)?,
    })
}

/// A file of a draft, as a row keeps it.
pub(crate) fn drafted(row: draft_file::Model) -> Result<Attachment, Error> {
    value((row.hash, row.media, row.size, row.name), row.draft_id)
}

fn value((hash, media, size, name): (String, String, i64, String), id: Uuid) -> Result<Attachment, Error> {
    let media = Media::parse(&media).sound(WHAT, &id)?;
    Ok(Attachment {
        hash: Fingerprint::try_from(hash).sound(WHAT, &id)?,
        media,
        size: u32::try_from(size).sound(WHAT, &id)?,
        name: FileName::of(&name, media),
    })
}
