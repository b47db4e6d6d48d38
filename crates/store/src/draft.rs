//! Drafts: where each stands in one table, what each version said in another.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _, sea_query::OnConflict,
};
use souffleur_core::{
    attachment::Attachment,
    draft::{Draft, DraftState},
    id::{DraftId, QuestionId, UserId},
    text::{Body, Remark},
};

use crate::{
    attachment::drafted,
    entity::{draft, draft_file, draft_version},
    error::{Error, Sound as _},
    instant::{instant, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "draft";

/// What one version of a draft said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftVersion {
    /// Its number; the first is 1.
    pub version: i32,
    /// What it says.
    pub body: Body,
    /// When it was handed in.
    pub at: Timestamp,
}

impl Reader {
    /// A draft as its current version has it.
    pub async fn draft(&self, id: DraftId) -> Result<Option<Draft>, Error> {
        let Some(row) = draft::Entity::find_by_id(id.raw()).one(&self.conn()).await? else { return Ok(None) };
        self.current(row).await.map(Some)
    }

    /// The draft of a question that is not used yet; the newest, where there are several.
    pub async fn open_draft_of(&self, question: QuestionId) -> Result<Option<Draft>, Error> {
        let row = draft::Entity::find()
            .filter(draft::COLUMN.question_id.eq(question.raw()))
            .filter(draft::COLUMN.state.ne(DraftState::Used.as_str()))
            .order_by_desc(draft::COLUMN.id)
            .one(&self.conn())
            .await?;
        let Some(row) = row else { return Ok(None) };
        self.current(row).await.map(Some)
    }

    /// The drafts of a question, oldest first, each with all its versions in order.
    pub async fn drafts_of(&self, question: QuestionId) -> Result<Vec<(Draft, Vec<DraftVersion>)>, Error> {
        Ok(self.drafts_and_files(question).await?.0)
    }

    /// The same, and the files of the newest version of each.
    pub(crate) async fn drafts_and_files(
        &self,
        question: QuestionId,
    ) -> Result<(Vec<(Draft, Vec<DraftVersion>)>, HashMap<DraftId, Vec<Attachment>>), Error> {
        let of_question = draft::COLUMN.question_id.eq(question.raw());
        let rows = draft::Entity::find().filter(of_question.clone()).order_by_asc(draft::COLUMN.id);
        let rows = rows.all(&self.conn()).await?;
        if rows.is_empty() {
            return Ok((Vec::new(), HashMap::new()));
        }
        let versions = draft_version::Entity::find()
            .join(JoinType::InnerJoin, draft_version::Relation::Draft.def())
            .filter(of_question)
            .find_with_related(draft_file::Entity)
            .order_by_asc(draft_version::COLUMN.version)
            .order_by_asc(draft_file::COLUMN.position);
        let versions = versions.all(&self.conn()).await?;
        let (mut drafts, mut files) = (Vec::new(), HashMap::new());
        for row in rows {
            let own = versions.iter().filter(|(version, _)| version.draft_id == row.id);
            if let Some((_, newest)) = own.clone().find(|(version, _)| version.version == row.version)
                && !newest.is_empty()
            {
                let newest = newest.iter().cloned().map(drafted).collect::<Result<_, _>>()?;
                files.insert(DraftId::new(row.id), newest);
            }
            let own = own.map(|(one, _)| version(one.clone())).collect::<Result<Vec<_>, _>>()?;
            let body = own.iter().find(|version| version.version == row.version).map(|one| one.body.clone());
            drafts.push((value(row, body)?, own));
        }
        Ok((drafts, files))
    }

    async fn current(&self, row: draft::Model) -> Result<Draft, Error> {
        let current = draft_version::Entity::find_by_id((row.id, row.version)).one(&self.conn()).await?;
        let body = current.map(version).transpose()?.map(|version| version.body);
        value(row, body)
    }
}

impl Tx {
    /// Stores a new draft, and its first version if it says something.
    pub async fn insert_draft(&mut self, new: &Draft) -> Result<(), Error> {
        let row = draft::Model {
            id: new.id.raw(),
            question_id: new.question.raw(),
            author_id: new.author.raw(),
            state: new.state.as_str().to_owned(),
            version: new.version,
            remark: new.remark.as_ref().map(|text| text.as_str().to_owned()),
            at: millis(new.at),
        };
        self.add(row).await?;
        self.insert_version(new).await
    }

    /// Stores where a draft stands now, and its version if that is new.
    pub async fn save_draft(&mut self, changed: &Draft) -> Result<(), Error> {
        let columns = draft::ActiveModel {
            author_id: Set(changed.author.raw()),
            state: Set(changed.state.as_str().to_owned()),
            version: Set(changed.version),
            remark: Set(changed.remark.as_ref().map(|text| text.as_str().to_owned())),
            at: Set(millis(changed.at)),
            ..Default::default()
        };
        let saved = draft::Entity::update_many().set(columns).filter(draft::COLUMN.id.eq(changed.id.raw()));
        if saved.exec(&self.conn()).await?.rows_affected == 0 {
            return Err(Error::Missing(WHAT));
        }
        self.insert_version(changed).await
    }

    /// A version, once handed in, is never rewritten.
    async fn insert_version(&mut self, draft: &Draft) -> Result<(), Error> {
        let Some(body) = &draft.body else { return Ok(()) };
        let row = draft_version::Model {
            draft_id: draft.id.raw(),
            version: draft.version,
            body: body.as_str().to_owned(),
            at: millis(draft.at),
        };
        let known = OnConflict::columns([draft_version::Column::DraftId, draft_version::Column::Version]);
        let insert = draft_version::Entity::insert(row.into_active_model());
        insert
            .on_conflict(known.clone().do_nothing().to_owned())
            .exec_without_returning(&self.conn())
            .await?;
        self.changed_for_search(draft.question).await
    }
}

fn value(row: draft::Model, body: Option<Body>) -> Result<Draft, Error> {
    let id = DraftId::new(row.id);
    Ok(Draft {
        id,
        question: QuestionId::new(row.question_id),
        author: UserId::new(row.author_id),
        state: DraftState::parse(&row.state).sound(WHAT, &id)?,
        version: row.version,
        body,
        remark: row.remark.map(Remark::try_from).transpose().sound(WHAT, &id)?,
        at: instant(row.at)?,
    })
}

fn version(row: draft_version::Model) -> Result<DraftVersion, Error> {
    let body = Body::try_from(row.body).sound(WHAT, &row.draft_id)?;
    Ok(DraftVersion { version: row.version, body, at: instant(row.at)? })
}
