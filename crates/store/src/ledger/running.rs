//! What is not in the sums: the questions whose lines are to be made anew, and the promises that run.

use std::collections::HashSet;

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, FromQueryResult as _, QuerySelect as _, Statement,
    sea_query::{Expr, ExprTrait as _, Query},
};
use souffleur_core::{
    channel::Channel,
    id::{CalendarId, PolicyId, QuestionId, TargetId, TopicId, UserId},
    language::Language,
    metric::{Fact, TargetOutcome, TimeByPhase},
    pause::Pause,
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use super::{
    choice::{self, ChoiceRow},
    row::Running,
};
use crate::{
    entity::{ledger_touched, target},
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
};

/// More marked questions than this are a past that is still being counted: then only those of the report's days are looked
/// for.
const MANY_MARKED: u64 = 2_000;
/// More than this on the days of one report are not made anew while somebody waits: it would take longer than to wait for
/// the job.
const MOST_MARKED: u64 = 20_000;
impl Reader {
    /// The questions whose lines are not as they should be. Where they are many, only those with a promise that may have
    /// begun on these days; none where even they are too many.
    pub(super) async fn marked(&self, from: Date, to: Date) -> Result<Option<HashSet<Uuid>>, Error> {
        let marked = ledger_touched::Entity::find()
            .select_only()
            .column(ledger_touched::Column::QuestionId)
            .distinct()
            .limit(MANY_MARKED)
            .into_tuple::<Uuid>();
        let all = marked.all(&self.conn()).await?;
        if (all.len() as u64) < MANY_MARKED {
            return Ok(Some(all.into_iter().collect()));
        }
        // What began on other days is not in these figures, whatever became of it: the day of a promise never changes.
        let of_days = Query::select()
            .column(target::Column::QuestionId)
            .distinct()
            .from(target::Entity)
            .and_where(target::COLUMN.kind.is_in(["first_reply", "next_reply"]))
            .and_where(target::COLUMN.set_at.gte(around(from, to)[0]))
            .and_where(target::COLUMN.set_at.lt(around(from, to)[1]))
            .and_where(Expr::exists(
                Query::select()
                    .expr(Expr::val(1))
                    .from(ledger_touched::Entity)
                    .and_where(
                        Expr::col((ledger_touched::Entity, ledger_touched::Column::QuestionId))
                            .equals((target::Entity, target::Column::QuestionId)),
                    )
                    .take(),
            ))
            .limit(MOST_MARKED)
            .take();
        let rows = self.conn().query_all(&of_days).await?;
        if rows.len() as u64 >= MOST_MARKED {
            return Ok(None);
        }
        let marked: Result<HashSet<Uuid>, _> =
            rows.iter().map(|row| row.try_get("", "question_id")).collect();
        Ok(Some(marked?))
    }

    /// Promises that run, and the questions with one whose time has passed; of questions that are not marked.
    pub(super) async fn running(
        &self,
        from: Date,
        to: Date,
        zone: &TimeZone,
        now: Timestamp,
        stale: &HashSet<Uuid>,
    ) -> Result<(Vec<Fact>, Vec<QuestionId>), Error> {
        let sql = format!(
            "SELECT t.id, t.question_id, q.number, t.kind, t.set_at, t.due_at, t.expert_id, t.policy_id, \
             t.policy_version, t.calendar_id, t.calendar_version, q.topic_id, q.channel, q.language, \
             a.decided_by AS chosen_decided_by, a.expert_id AS chosen_expert_id, \
             a.topic_id AS chosen_topic_id, a.confidence AS chosen_confidence, \
             t.question_id AS chosen_question_id \
             FROM target t JOIN question q ON q.id = t.question_id {} WHERE t.state = 'pending' \
             AND t.kind IN ('first_reply', 'next_reply') AND t.set_at >= $1 AND t.set_at < $2",
            choice::join()
        );
        let conn = self.conn();
        let around = around(from, to).map(Into::into);
        let rows = Statement::from_sql_and_values(conn.get_database_backend(), sql, around);
        let (mut running, mut overdue) = (Vec::new(), Vec::new());
        let mut house: Option<Vec<Pause>> = None;
        for row in conn.query_all_raw(rows).await? {
            let choice = ChoiceRow::from_query_result(&row, "chosen_")?;
            let row = Running::from_query_result(&row, "")?;
            if stale.contains(&row.question_id) {
                continue;
            }
            if row.due_at.is_some_and(|due| due <= millis(now)) {
                overdue.push(QuestionId::new(row.question_id));
                continue;
            }
            if house.is_none() {
                house = Some(self.house_pauses(Timestamp::MIN, now).await?);
            }
            let mut fact = row.fact(zone, now, house.as_deref().unwrap_or_default())?;
            fact.choice = choice.choice()?.filter(|_| fact.first);
            running.push(fact);
        }
        Ok((running, overdue))
    }
}

impl Running {
    fn fact(self, zone: &TimeZone, now: Timestamp, house: &[Pause]) -> Result<Fact, Error> {
        let id = TargetId::new(self.id);
        let asked_at = instant(self.set_at)?;
        let local = asked_at.to_zoned(zone.clone());
        let (question, topic) = (QuestionId::new(self.question_id), self.topic_id.map(TopicId::new));
        let channel = Channel::parse(&self.channel).sound("target", &id)?;
        let paused = |pause: &&Pause| {
            pause.until.is_none_or(|until| until > asked_at) && pause.scope.holds(question, topic, &channel)
        };
        let paused = house.iter().filter(paused).map(|pause| {
            let until = pause.until.map_or(now, |until| until.min(now));
            let seconds = until.duration_since(pause.from.max(asked_at)).as_secs();
            if seconds > 0 { seconds } else { 1 }
        });
        Ok(Fact {
            house_paused_seconds: paused.sum(),
            promise: id,
            question,
            number: self.number,
            first: self.kind == TargetKind::FirstReply.as_str(),
            asked_at,
            time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            day: local.date(),
            hour: local.hour(),
            topic,
            expert: self.expert_id.map(UserId::new),
            channel,
            language: Language::from_code(&self.language).sound("target", &id)?,
            policy: (PolicyId::new(self.policy_id), self.policy_version),
            calendar: (CalendarId::new(self.calendar_id), self.calendar_version),
            due_at: maybe(self.due_at)?,
            assigned_at: None,
            drafted_at: None,
            decided_at: None,
            replied_at: None,
            outcome: TargetOutcome::Pending,
            steps: [None; 4],
            spent: TimeByPhase::default(),
            late: None,
            fate: None,
            returned: false,
            reopened: false,
            held: false,
            thanked: false,
            choice: None,
            author: None,
            hit: None,
        })
    }
}

/// The instants between which local days lie, wherever: a day is nowhere longer than two.
fn around(from: Date, to: Date) -> [i64; 2] {
    let start = |day: Date| day.to_zoned(TimeZone::UTC).map_or(0, |day| millis(day.timestamp()));
    [start(from.saturating_sub(1.day())), start(to.saturating_add(2.days()))]
}
