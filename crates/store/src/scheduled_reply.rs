//! Replies that were decided upon and have not left yet.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use souffleur_core::{
    id::{DraftId, QuestionId},
    scheduled::{ScheduledReply, StopReason},
    text::Body,
};

use crate::{
    attachment::listed,
    entity::{question, scheduled_reply},
    error::{Error, Sound as _},
    instant::{instant, millis},
    json,
    message::{weight, weight_name},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "scheduled reply";

impl Reader {
    /// The reply that waits on a question, or was stopped.
    pub async fn scheduled_reply(&self, question: QuestionId) -> Result<Option<ScheduledReply>, Error> {
        let row = scheduled_reply::Entity::find_by_id(question.raw()).one(&self.conn()).await?;
        row.map(value).transpose()
    }

    /// The replies that leave first, the earliest first.
    pub async fn next_scheduled_replies(&self, most: u64) -> Result<Vec<ScheduledReply>, Error> {
        let rows = scheduled_reply::Entity::find()
            .filter(scheduled_reply::COLUMN.stopped.is_null())
            .order_by_asc(scheduled_reply::COLUMN.leaves_at)
            .order_by_asc(scheduled_reply::COLUMN.question_id)
            .limit(most);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// The replies that wait and were decided upon no later than an instant.
    pub async fn scheduled_replies_until(&self, decided: Timestamp) -> Result<Vec<ScheduledReply>, Error> {
        let rows = waiting_until(decided)
            .order_by_asc(scheduled_reply::COLUMN.leaves_at)
            .order_by_asc(scheduled_reply::COLUMN.question_id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// How many replies wait that were decided upon no later than an instant.
    pub async fn count_scheduled_replies_until(&self, decided: Timestamp) -> Result<u64, Error> {
        Ok(waiting_until(decided).count(&self.conn()).await?)
    }
}

fn waiting_until(decided: Timestamp) -> Select<scheduled_reply::Entity> {
    scheduled_reply::Entity::find()
        .filter(scheduled_reply::COLUMN.stopped.is_null())
        .filter(scheduled_reply::Column::DecidedAt.lte(millis(decided)))
}

impl Tx {
    /// Lets a reply wait.
    pub async fn schedule_reply(&mut self, new: &ScheduledReply) -> Result<(), Error> {
        let row = scheduled_reply::Model {
            question_id: new.question.raw(),
            by: json::text(&new.by, WHAT)?,
            body: new.body.to_string(),
            draft_id: new.draft.map(DraftId::raw),
            weight: weight_name(new.weight).to_owned(),
            version: new.version,
            confirmed_leaks: new.confirmed_leaks,
            decided_at: millis(new.decided_at),
            leaves_at: millis(new.leaves_at),
            stopped: new.stopped.map(|stopped| stopped.as_str().to_owned()),
            files: if new.files.is_empty() { None } else { Some(json::text(&new.files, WHAT)?) },
        };
        self.insert(row).await?;
        self.show_leaving(new.question, Some(millis(new.leaves_at))).await?;
        self.notify(Notice::Replies);
        Ok(())
    }

    /// Takes the reply of a question away, and says whether there was one.
    pub async fn take_scheduled_reply(&mut self, question: QuestionId) -> Result<bool, Error> {
        let taken = scheduled_reply::Entity::delete_by_id(question.raw()).exec(&self.conn()).await?;
        if taken.rows_affected == 0 {
            return Ok(false);
        }
        self.show_leaving(question, None).await?;
        Ok(true)
    }

    /// Keeps a reply from leaving, and says whether one was about to.
    pub async fn stop_scheduled_reply(
        &mut self,
        question: QuestionId,
        why: StopReason,
    ) -> Result<bool, Error> {
        let stopped = scheduled_reply::ActiveModel {
            stopped: Set(Some(why.as_str().to_owned())),
            ..Default::default()
        };
        let rows = scheduled_reply::Entity::update_many()
            .set(stopped)
            .filter(scheduled_reply::COLUMN.question_id.eq(question.raw()))
            .filter(scheduled_reply::COLUMN.stopped.is_null());
        if rows.exec(&self.conn()).await?.rows_affected == 0 {
            return Ok(false);
        }
        self.show_leaving(question, None).await?;
        Ok(true)
    }

    /// What lists show. It is no edit of the question that another one could collide with.
    async fn show_leaving(&mut self, id: QuestionId, at: Option<i64>) -> Result<(), Error> {
        let shown = question::ActiveModel { leaves_at: Set(at), ..Default::default() };
        question::Entity::update_many()
            .set(shown)
            .filter(question::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

fn value(row: scheduled_reply::Model) -> Result<ScheduledReply, Error> {
    let question = QuestionId::new(row.question_id);
    Ok(ScheduledReply {
        question,
        by: json::value(&row.by, WHAT, &question)?,
        body: Body::try_from(row.body).sound(WHAT, &question)?,
        draft: row.draft_id.map(DraftId::new),
        weight: weight(&row.weight).sound(WHAT, &question)?,
        version: row.version,
        confirmed_leaks: row.confirmed_leaks,
        decided_at: instant(row.decided_at)?,
        leaves_at: instant(row.leaves_at)?,
        files: listed(row.files.as_deref(), question)?,
        stopped: row.stopped.map(|name| StopReason::parse(&name).sound(WHAT, &question)).transpose()?,
    })
}
