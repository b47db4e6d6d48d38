//! Alerts with what they are about, for the page that lists them and the letter that says them.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, FromQueryResult, Statement, Value};
use serde::Serialize;
use souffleur_core::{
    alert::AlertKind,
    id::{AlertId, QuestionId, UserId},
    text::Body,
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use crate::{
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    target::{TargetState, kind},
};

const WHAT: &str = "alert";
/// What a line shows of a question, in characters.
const EXCERPT: usize = 120;

/// An alert with the question and the promise it is about, as they are now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AlertLine {
    /// Its id.
    pub id: AlertId,
    /// What it says.
    pub kind: AlertKind,
    /// When it truly happened.
    pub at: Timestamp,
    /// When it was told.
    pub tell_at: Timestamp,
    /// Whether the browser tells it.
    pub browser: bool,
    /// Whether they have seen it.
    pub seen: bool,
    /// The question, where it is about one.
    pub question: Option<QuestionId>,
    /// Its number.
    pub number: Option<i64>,
    /// Its subject, or how it begins.
    pub title: String,
    /// Who holds it now.
    pub expert: Option<UserId>,
    /// The promise, where it is of one.
    pub promise: Option<AlertPromise>,
    /// What a server said, where that is the news.
    pub detail: Option<String>,
}

/// The promise that an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AlertPromise {
    /// Which.
    pub kind: TargetKind,
    /// How it stands.
    pub state: TargetState,
    /// When it is due, or was.
    pub due_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct Raw {
    id: Uuid,
    kind: String,
    at: i64,
    tell_at: i64,
    browser: bool,
    seen_at: Option<i64>,
    question_id: Option<Uuid>,
    number: Option<i64>,
    detail: Option<String>,
    subject: Option<String>,
    opening: Option<String>,
    expert_id: Option<Uuid>,
    promise: Option<String>,
    state: Option<String>,
    due_at: Option<i64>,
}

const LINES: &str = "SELECT alert.id, alert.kind, alert.at, alert.tell_at, alert.browser, alert.seen_at, \
     alert.question_id, alert.detail, question.number, question.subject, question.expert_id, target.kind AS promise, target.state, \
     target.due_at, (SELECT SUBSTR(message.body, 1, 400) FROM message WHERE message.question_id = question.id \
     AND message.author = 'customer' ORDER BY message.id LIMIT 1) AS opening \
     FROM alert LEFT JOIN question ON question.id = alert.question_id LEFT JOIN target ON target.id = alert.target_id ";

impl Reader {
    /// The newest alerts that somebody was told of in the page, newest first.
    pub async fn alerts_of(&self, user: UserId, now: Timestamp, limit: u32) -> Result<Vec<AlertLine>, Error> {
        let sql = format!(
            "{LINES} WHERE alert.user_id = $1 AND alert.tell_at <= $2 AND alert.page ORDER BY alert.id DESC LIMIT $3"
        );
        self.alert_lines(sql, [user.raw().into(), millis(now).into(), i64::from(limit).into()]).await
    }

    /// The alerts that somebody was told of in the page or by the browser and has not seen, newest first.
    pub async fn unseen_alerts(
        &self,
        user: UserId,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<AlertLine>, Error> {
        let sql = format!(
            "{LINES} WHERE alert.user_id = $1 AND alert.seen_at IS NULL AND alert.tell_at <= $2 \
             AND (alert.page OR alert.browser) ORDER BY alert.id DESC LIMIT $3"
        );
        self.alert_lines(sql, [user.raw().into(), millis(now).into(), i64::from(limit).into()]).await
    }

    /// How many alerts somebody has not seen in the page.
    pub async fn count_unseen_alerts(&self, user: UserId, now: Timestamp) -> Result<u64, Error> {
        const COUNT: &str = "SELECT COUNT(*) AS unseen FROM alert \
             WHERE user_id = $1 AND seen_at IS NULL AND tell_at <= $2 AND page";
        let conn = self.conn();
        let values = [user.raw().into(), millis(now).into()];
        let count = Statement::from_sql_and_values(conn.get_database_backend(), COUNT, values);
        let row = conn.query_one_raw(count).await?.ok_or(Error::Missing(WHAT))?;
        let unseen: i64 = row.try_get("", "unseen")?;
        Ok(u64::try_from(unseen).unwrap_or_default())
    }

    /// Whether somebody was told something of a question that they have not seen.
    pub async fn has_unseen_alert(
        &self,
        user: UserId,
        question: QuestionId,
        now: Timestamp,
    ) -> Result<bool, Error> {
        const ONE: &str = "SELECT 1 FROM alert \
             WHERE user_id = $1 AND seen_at IS NULL AND question_id = $2 AND tell_at <= $3 LIMIT 1";
        let conn = self.conn();
        let values = [user.raw().into(), question.raw().into(), millis(now).into()];
        let one = Statement::from_sql_and_values(conn.get_database_backend(), ONE, values);
        Ok(conn.query_one_raw(one).await?.is_some())
    }

    /// The alerts that a letter is to say to somebody by now, oldest first.
    pub async fn alerts_to_mail(&self, user: UserId, now: Timestamp) -> Result<Vec<AlertLine>, Error> {
        let sql = format!(
            "{LINES} WHERE alert.user_id = $1 AND alert.mail_at IS NOT NULL AND alert.mail_at <= $2 \
             ORDER BY alert.at, alert.id"
        );
        self.alert_lines(sql, [user.raw().into(), millis(now).into()]).await
    }

    async fn alert_lines(
        &self,
        sql: String,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<AlertLine>, Error> {
        let conn = self.conn();
        let lines = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        let rows = conn.query_all_raw(lines).await?;
        rows.iter().map(|row| value(Raw::from_query_result(row, "")?)).collect()
    }
}

fn value(row: Raw) -> Result<AlertLine, Error> {
    let id = AlertId::new(row.id);
    let promise = match (row.promise, row.state) {
        (Some(promise), Some(state)) => {
            let (kind, state) =
                (kind(&promise).sound(WHAT, &id)?, TargetState::parse(&state).sound(WHAT, &id)?);
            Some(AlertPromise { kind, state, due_at: maybe(row.due_at)? })
        }
        _ => None,
    };
    let opening = row.opening.map(Body::try_from).transpose().sound(WHAT, &id)?;
    let opening = opening.map(|body| body.excerpt(EXCERPT)).unwrap_or_default();
    Ok(AlertLine {
        id,
        kind: AlertKind::parse(&row.kind).sound(WHAT, &id)?,
        at: instant(row.at)?,
        tell_at: instant(row.tell_at)?,
        browser: row.browser,
        seen: row.seen_at.is_some(),
        question: row.question_id.map(QuestionId::new),
        number: row.number,
        title: row.subject.unwrap_or(opening),
        expert: row.expert_id.map(UserId::new),
        promise,
        detail: row.detail,
    })
}
