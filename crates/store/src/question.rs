//! Questions: written with their version, and with their place in the inbox order, which only this file computes.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait as _, DbBackend, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _,
    Statement,
    sea_query::{CaseStatement, Expr, Query, SelectStatement, SimpleExpr},
};
use souffleur_core::{
    channel::Channel,
    id::{CustomerId, QuestionId, TopicId, UserId, VoiceId},
    language::Language,
    question::{Assignee, Question, Status, TokenHash, Visibility},
    text::{ExternalId, Remark, Subject},
};

use crate::{
    entity::{counter, question, target},
    error::{Error, Sound as _},
    instant::{NEVER, SOMEDAY, instant, maybe, millis},
    reader::Reader,
    target::{is_owed, is_pending},
    tx::Tx,
};

const WHAT: &str = "question";
/// Ids in one statement.
const QUESTIONS_AT_ONCE: usize = 500;

impl Reader {
    /// A question by its id.
    pub async fn question(&self, id: QuestionId) -> Result<Option<Question>, Error> {
        let row = question::Entity::find_by_id(id.raw()).one(&self.conn()).await?;
        row.map(value).transpose()
    }

    /// Some questions by their ids, in no order; one that does not exist is absent.
    pub async fn questions_by_id(&self, ids: &[QuestionId]) -> Result<Vec<Question>, Error> {
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(QUESTIONS_AT_ONCE) {
            let some = some.iter().map(|id| id.raw());
            let rows = question::Entity::find().filter(question::COLUMN.id.is_in(some));
            for row in rows.all(&self.conn()).await? {
                found.push(value(row)?);
            }
        }
        Ok(found)
    }

    /// A question by its number.
    pub async fn question_by_number(&self, number: i64) -> Result<Option<Question>, Error> {
        let row =
            question::Entity::find().filter(question::COLUMN.number.eq(number)).one(&self.conn()).await?;
        row.map(value).transpose()
    }

    /// A question by the unguessable part of its customer's link.
    pub async fn question_by_token(&self, token: &TokenHash) -> Result<Option<Question>, Error> {
        match self.id_by_token(token).await? {
            Some(id) => self.question(QuestionId::new(id)).await,
            None => Ok(None),
        }
    }

    /// A question and those that were merged into it.
    pub async fn merged_group(&self, into: QuestionId) -> Result<Vec<Question>, Error> {
        let group = question::COLUMN.id.eq(into.raw()).or(question::COLUMN.merged_into.eq(into.raw()));
        let rows = question::Entity::find().filter(group);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// How many open questions each expert holds, and the same with each weighed by how much of its promise has passed: a
    /// half when it is new or nothing is due, one when it is due. Who holds none is absent.
    pub async fn open_pressure(&self, now: Timestamp) -> Result<HashMap<UserId, (u32, f64)>, Error> {
        let now = millis(now);
        let never = i64::MAX;
        let pressure = format!(
            "SELECT expert_id, COUNT(*) AS open, SUM(CASE \
             WHEN next_due_at = {never} OR next_due_at <= asked_at THEN 0.5 \
             WHEN next_due_at <= {now} THEN 1.0 \
             WHEN asked_at >= {now} THEN 0.5 \
             ELSE 0.5 + 0.5 * ({now} - asked_at) / CAST(next_due_at - asked_at AS double precision) END) AS pressure \
             FROM question WHERE status IN ('new', 'assigned', 'drafted') AND lead_id IS NULL AND expert_id IS NOT NULL \
             GROUP BY expert_id"
        );
        let conn = self.conn();
        let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), pressure)).await?;
        let load = |row: sea_orm::QueryResult| {
            let (open, pressure): (i64, f64) = (row.try_get("", "open")?, row.try_get("", "pressure")?);
            let open = u32::try_from(open).unwrap_or(u32::MAX);
            Ok((UserId::new(row.try_get("", "expert_id")?), (open, pressure)))
        };
        rows.into_iter().map(load).collect()
    }

    /// Open questions of everybody who has any.
    pub async fn open_load(&self) -> Result<HashMap<UserId, u32>, Error> {
        // Literal, so that SQLite sees that the partial index covers it.
        const LOAD: &str = "SELECT expert_id, COUNT(*) AS open FROM question \
             WHERE status IN ('new', 'assigned', 'drafted') AND lead_id IS NULL AND expert_id IS NOT NULL \
             GROUP BY expert_id";
        let conn = self.conn();
        let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), LOAD)).await?;
        let load = |row: sea_orm::QueryResult| {
            let open: i64 = row.try_get("", "open")?;
            Ok((UserId::new(row.try_get("", "expert_id")?), u32::try_from(open).unwrap_or(u32::MAX)))
        };
        rows.into_iter().map(load).collect()
    }
}

impl Tx {
    /// The next number that people say aloud. On PostgreSQL it comes from a sequence: nobody waits for a transaction that
    /// has taken one, and what is undone leaves a gap.
    pub async fn next_number(&mut self) -> Result<i64, Error> {
        if let Some(append) = self.only_rows() {
            return append.next_number().await;
        }
        let conn = self.conn();
        if self.is_postgres() {
            let next =
                Statement::from_string(DbBackend::Postgres, "SELECT nextval('question_number_seq') AS value");
            let row = conn.query_one_raw(next).await?.ok_or(Error::Missing("sequence"))?;
            return Ok(row.try_get("", "value")?);
        }
        let next = Query::update()
            .table(counter::Entity)
            .value(counter::Column::Value, Expr::col(counter::Column::Value).add(1))
            .and_where(counter::COLUMN.name.eq("question"))
            .returning_col(counter::Column::Value)
            .take();
        let row = conn.query_one(&next).await?.ok_or(Error::Missing("counter"))?;
        Ok(row.try_get("", "value")?)
    }

    /// Stores a new question; `next_due_at` is the earliest due time of the targets that come with it.
    pub async fn insert_question(
        &mut self,
        new: &Question,
        next_due_at: Option<Timestamp>,
    ) -> Result<(), Error> {
        let row = question::Model {
            id: new.id.raw(),
            number: new.number,
            token: new.token.as_stored().to_owned(),
            version: new.version,
            status: new.status.as_str().to_owned(),
            hidden_reason: new.hidden_reason.as_ref().map(|text| text.as_str().to_owned()),
            visibility: visibility_name(new.visibility).to_owned(),
            channel: new.channel.as_str().to_owned(),
            external_id: new.external_id.as_ref().map(|text| text.as_str().to_owned()),
            subject: new.subject.as_ref().map(|text| text.as_str().to_owned()),
            language: new.language.code().to_owned(),
            topic_id: new.topic.map(TopicId::raw),
            customer_id: new.customer.raw(),
            voice_id: new.voice.raw(),
            expert_id: new.assignee.expert().map(UserId::raw),
            asked_at: millis(new.asked_at),
            changed_at: millis(new.asked_at),
            next_due_at: next_due_at.map_or(without_promise(new.status), millis),
            leaves_at: None,
            snoozed_until: None,
            lead_id: new.lead.map(QuestionId::raw),
            merged_into: new.merged_into.map(QuestionId::raw),
        };
        self.add(row).await
    }

    /// A question that nobody else changes until this transaction ends.
    pub async fn question_for_update(&mut self, id: QuestionId) -> Result<Option<Question>, Error> {
        let row = question::Entity::find_by_id(id.raw()).lock_exclusive().one(&self.conn()).await?;
        row.map(value).transpose()
    }

    /// Stores what changed on a question that was at version `expected`, and says its new version. What comes next in
    /// the inbox is computed from its targets as they stand, so write those before. Whatever changed, it is in sight again.
    pub async fn save_question(
        &mut self,
        changed: &Question,
        expected: i64,
        now: Timestamp,
    ) -> Result<i64, Error> {
        let version = expected + 1;
        let columns = question::ActiveModel {
            version: Set(version),
            status: Set(changed.status.as_str().to_owned()),
            hidden_reason: Set(changed.hidden_reason.as_ref().map(|text| text.as_str().to_owned())),
            visibility: Set(visibility_name(changed.visibility).to_owned()),
            subject: Set(changed.subject.as_ref().map(|text| text.as_str().to_owned())),
            language: Set(changed.language.code().to_owned()),
            topic_id: Set(changed.topic.map(TopicId::raw)),
            voice_id: Set(changed.voice.raw()),
            expert_id: Set(changed.assignee.expert().map(UserId::raw)),
            changed_at: Set(millis(now)),
            snoozed_until: Set(None),
            lead_id: Set(changed.lead.map(QuestionId::raw)),
            merged_into: Set(changed.merged_into.map(QuestionId::raw)),
            ..Default::default()
        };
        let saved = question::Entity::update_many()
            .set(columns)
            .col_expr(question::Column::NextDueAt, next_due(changed.id.raw().into(), changed.status))
            .filter(question::COLUMN.id.eq(changed.id.raw()))
            .filter(question::COLUMN.version.eq(expected))
            .exec(&self.conn())
            .await?;
        if saved.rows_affected == 1 {
            self.changed_for_search(changed.id).await?;
            return Ok(version);
        }
        let current = self.question(changed.id).await?.ok_or(Error::Missing(WHAT))?;
        Err(Error::Stale { current: current.version })
    }

    /// Puts a question out of sight until an instant. It is no edit that another one could collide with.
    pub async fn snooze(&mut self, id: QuestionId, until: Timestamp) -> Result<(), Error> {
        let snoozed = question::ActiveModel { snoozed_until: Set(Some(millis(until))), ..Default::default() };
        let rows = question::Entity::update_many().set(snoozed).filter(question::COLUMN.id.eq(id.raw()));
        rows.exec(&self.conn()).await.map(drop).map_err(Error::from)
    }

    /// Brings a question back that was out of sight until now or earlier, and says whether it was.
    pub async fn wake(&mut self, id: QuestionId, now: Timestamp) -> Result<bool, Error> {
        let woken = question::ActiveModel { snoozed_until: Set(None), ..Default::default() };
        let rows = question::Entity::update_many()
            .set(woken)
            .filter(question::COLUMN.id.eq(id.raw()))
            .filter(question::COLUMN.snoozed_until.lte(millis(now)));
        Ok(rows.exec(&self.conn()).await?.rows_affected == 1)
    }

    /// Computes again what comes next on a question, after its targets changed and nothing else did: a promise that
    /// was broken is no edit that a community manager's reply could collide with.
    pub(crate) async fn refresh_due(
        &mut self,
        questions: impl IntoIterator<Item = QuestionId>,
    ) -> Result<(), Error> {
        let ids = questions.into_iter().map(QuestionId::raw);
        // A question is either open or not: each half is computed by its own rule.
        let open = || Status::ALL.into_iter().filter(|status| status.is_open()).map(Status::as_str);
        let is_open = || question::COLUMN.status.is_in(open());
        let due = CaseStatement::new()
            .case(is_open(), next_due(this_question(), Status::New))
            .finally(next_due(this_question(), Status::Closed));
        question::Entity::update_many()
            .col_expr(question::Column::NextDueAt, due.into())
            .filter(question::COLUMN.id.is_in(ids))
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

const fn without_promise(status: Status) -> i64 {
    if status.is_open() { SOMEDAY } else { NEVER }
}

/// The place of a question in the inbox order: the due time of what is owed next. A promise to the customer that was
/// broken is owed all the more, until it is met or the question is done.
fn next_due(id: SimpleExpr, status: Status) -> SimpleExpr {
    Expr::expr(SimpleExpr::from(owed(id, status))).if_null(without_promise(status))
}

/// The question of the row that is being written.
fn this_question() -> SimpleExpr {
    Expr::col((question::Entity, question::Column::Id))
}

fn owed(id: SimpleExpr, status: Status) -> SelectStatement {
    let owed = if status.is_open() { is_owed() } else { is_pending() };
    Query::select()
        .expr(Expr::col(target::Column::DueAt).min())
        .from(target::Entity)
        .and_where(Expr::col((target::Entity, target::Column::QuestionId)).eq(id))
        .and_where(owed)
        .take()
}

pub(crate) fn value(row: question::Model) -> Result<Question, Error> {
    let id = QuestionId::new(row.id);
    Ok(Question {
        id,
        number: row.number,
        token: TokenHash::new(row.token),
        version: row.version,
        status: Status::parse(&row.status).sound(WHAT, &id)?,
        hidden_reason: row.hidden_reason.map(Remark::try_from).transpose().sound(WHAT, &id)?,
        visibility: visibility(&row.visibility).sound(WHAT, &id)?,
        channel: Channel::parse(&row.channel).sound(WHAT, &id)?,
        external_id: row.external_id.map(ExternalId::try_from).transpose().sound(WHAT, &id)?,
        subject: row.subject.map(Subject::try_from).transpose().sound(WHAT, &id)?,
        language: Language::from_code(&row.language).sound(WHAT, &id)?,
        topic: row.topic_id.map(TopicId::new),
        customer: CustomerId::new(row.customer_id),
        voice: VoiceId::new(row.voice_id),
        assignee: Assignee::from(row.expert_id.map(UserId::new)),
        asked_at: instant(row.asked_at)?,
        snoozed_until: maybe(row.snoozed_until)?,
        lead: row.lead_id.map(QuestionId::new),
        merged_into: row.merged_into.map(QuestionId::new),
    })
}

pub(crate) const fn visibility_name(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Private => "private",
    }
}

pub(crate) fn visibility(name: &str) -> Option<Visibility> {
    [Visibility::Public, Visibility::Private].into_iter().find(|one| visibility_name(*one) == name)
}
