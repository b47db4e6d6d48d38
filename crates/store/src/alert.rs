//! What people are told of: each alert is one line to one person about one question.

mod choice;
mod read;

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, Statement};
use souffleur_core::{
    alert::AlertKind,
    id::{AlertId, QuestionId, TargetId, UserId},
};

use crate::{
    entity::alert,
    error::Error,
    instant::{instant, millis},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};
pub use read::{AlertLine, AlertPromise};

/// Rows in one statement; SQLite takes some thirty thousand values.
const TOGETHER: usize = 1000;

/// Something that somebody is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// Who is told.
    pub user: UserId,
    /// What.
    pub kind: AlertKind,
    /// On which question, where it is about one.
    pub question: Option<QuestionId>,
    /// Of which promise, where it is of one.
    pub target: Option<TargetId>,
    /// When it truly happened.
    pub at: Timestamp,
    /// When they may be told: later, where it happened in their quiet hours.
    pub tell_at: Timestamp,
    /// Whether it is shown in the page.
    pub page: bool,
    /// Whether it is told by the browser.
    pub browser: bool,
    /// Whether a letter is to say it, and has not yet.
    pub mail: bool,
    /// What a server said, where that is the news.
    pub detail: Option<String>,
}

/// Which of one's alerts one has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// All of them.
    All,
    /// Those up to one.
    UpTo(AlertId),
    /// Those of a question.
    Of(QuestionId),
}

impl Tx {
    /// Stores alerts. Those that may be told at once are told to whoever listens.
    pub async fn insert_alerts(&mut self, new: &[Alert], now: Timestamp) -> Result<(), Error> {
        for some in new.chunks(TOGETHER) {
            self.add_all(some.iter().map(row)).await?;
        }
        let told = |alert: &&Alert| alert.tell_at <= now && (alert.page || alert.browser);
        self.notify_alerts(new.iter().filter(told).map(|alert| alert.user));
        Ok(())
    }

    /// Tells the pages of these people to look at what they are told.
    pub fn notify_alerts(&mut self, users: impl IntoIterator<Item = UserId>) {
        let users: HashSet<UserId> = users.into_iter().collect();
        for user in users {
            self.notify(Notice::Alerts(user));
        }
    }

    /// Whom a timer that waits will tell their letters, and when. The timers are held until this transaction ends, so
    /// that none of them fires without seeing what is stored here; those that are firing already are passed over.
    pub async fn waiting_tells(&mut self) -> Result<HashMap<UserId, Timestamp>, Error> {
        const WAITING: &str = "SELECT user_id, due_at FROM timer \
             WHERE user_id IS NOT NULL AND kind = 'tell' AND fired_at IS NULL";
        let conn = self.conn();
        let lock = if self.is_postgres() { " FOR NO KEY UPDATE SKIP LOCKED" } else { "" };
        let sql = format!("{WAITING}{lock}");
        let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
        let mut waiting: HashMap<UserId, Timestamp> = HashMap::new();
        for row in rows {
            let due_at = instant(row.try_get("", "due_at")?)?;
            let first = waiting.entry(UserId::new(row.try_get("", "user_id")?)).or_insert(due_at);
            *first = due_at.min(*first);
        }
        Ok(waiting)
    }

    /// Remembers that a letter has said these.
    pub async fn alerts_mailed(&mut self, ids: &[AlertId], now: Timestamp) -> Result<(), Error> {
        for some in ids.chunks(TOGETHER) {
            let mailed = alert::ActiveModel {
                mail_at: Set(None),
                mailed_at: Set(Some(millis(now))),
                ..Default::default()
            };
            alert::Entity::update_many()
                .set(mailed)
                .filter(alert::COLUMN.id.is_in(some.iter().map(|id| id.raw())))
                .exec(&self.conn())
                .await?;
        }
        Ok(())
    }

    /// Remembers that somebody has seen what they were told by now.
    pub async fn alerts_seen(&mut self, user: UserId, which: Seen, now: Timestamp) -> Result<(), Error> {
        let mut seen = alert::Entity::update_many()
            .set(alert::ActiveModel { seen_at: Set(Some(millis(now))), ..Default::default() })
            .filter(alert::COLUMN.user_id.eq(user.raw()))
            .filter(alert::COLUMN.seen_at.is_null())
            .filter(alert::COLUMN.tell_at.lte(millis(now)));
        match which {
            Seen::All => {}
            Seen::UpTo(id) => seen = seen.filter(alert::COLUMN.id.lte(id.raw())),
            Seen::Of(question) => seen = seen.filter(alert::COLUMN.question_id.eq(question.raw())),
        }
        seen.exec(&self.conn()).await?;
        self.notify_alerts([user]);
        Ok(())
    }

    /// Whether the newest alert about the transport of letters says that it is paused. Held until this transaction ends,
    /// so that of several nodes one alerts.
    pub async fn transport_is_alerted(&mut self) -> Result<bool, Error> {
        const NEWEST: &str = "SELECT kind FROM alert WHERE question_id IS NULL \
             AND kind IN ('mail_paused', 'mail_resumed') ORDER BY id DESC LIMIT 1";
        let conn = self.conn();
        if self.is_postgres() {
            conn.execute_unprepared("SELECT pg_advisory_xact_lock(7731)").await?;
        }
        let newest = Statement::from_string(conn.get_database_backend(), NEWEST);
        let kind: Option<String> =
            conn.query_one_raw(newest).await?.map(|row| row.try_get("", "kind")).transpose()?;
        Ok(kind.as_deref() == Some(AlertKind::MailPaused.as_str()))
    }

    /// Forgets what was told before an instant and is in nobody's letter to come, and says how much that was.
    pub async fn forget_alerts(&mut self, before: Timestamp) -> Result<u64, Error> {
        let old = alert::Entity::delete_many()
            .filter(alert::COLUMN.tell_at.lt(millis(before)))
            .filter(alert::COLUMN.mail_at.is_null());
        Ok(old.exec(&self.conn()).await?.rows_affected)
    }
}

impl Reader {
    /// When each person was last told something by letter; who never was is absent.
    pub async fn last_mailed(&self) -> Result<HashMap<UserId, Timestamp>, Error> {
        self.last_of_each("MAX(mailed_at) FROM alert WHERE user_id = users.id AND mailed_at IS NOT NULL")
            .await
    }
}

fn row(new: &Alert) -> alert::Model {
    alert::Model {
        id: new.id.raw(),
        user_id: new.user.raw(),
        kind: new.kind.as_str().to_owned(),
        question_id: new.question.map(QuestionId::raw),
        target_id: new.target.map(TargetId::raw),
        at: millis(new.at),
        tell_at: millis(new.tell_at),
        page: new.page,
        browser: new.browser,
        mail_at: new.mail.then(|| millis(new.tell_at)),
        mailed_at: None,
        seen_at: None,
        detail: new.detail.clone(),
    }
}
