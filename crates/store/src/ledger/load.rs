//! Makes the lines of some questions from their history, many at once with few statements.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    event::{Event, EventKind},
    id::{CalendarId, DraftId, MessageId, QuestionId, TargetId, UserId},
    metric::{Fact, FirstAssignment},
    pause::Pause,
    question::Question,
    thanks::says_thanks,
};
use souffleur_sla::{Calendar, TargetKind};
use uuid::Uuid;

use super::life::Life;
use crate::{
    entity::{draft, event, ledger, message, question},
    error::{Error, Sound as _},
    event::value,
    reader::Reader,
    target::{Target, TargetState},
};

/// Questions whose history is read together.
const TOGETHER: usize = 400;
/// What of a history a line tells of; the same as the database marks, and who held it.
const TELLING: [&str; 11] = [
    "assigned",
    "followed_up",
    "draft_submitted",
    "draft_returned",
    "replied",
    "held",
    "reply_scheduled",
    "reply_recalled",
    "reply_stopped",
    "status_changed",
    "no_reply_needed",
];

/// A line, whether its promise has ended, and when its question last changed.
pub(super) struct Made {
    pub(super) fact: Fact,
    pub(super) ended: bool,
    pub(super) changed_at: Timestamp,
}

/// What the lines of some questions are made from.
struct Beside {
    targets: HashMap<QuestionId, Vec<Target>>,
    events: HashMap<QuestionId, Vec<Event>>,
    authors: HashMap<DraftId, UserId>,
    choices: HashMap<QuestionId, FirstAssignment>,
    /// Messages of customers that say thanks.
    thanks: HashSet<MessageId>,
    /// The zones in which promises were counted before.
    zones: HashMap<TargetId, TimeZone>,
    own: HashMap<QuestionId, Vec<Pause>>,
    house: Vec<Pause>,
    calendars: HashMap<(CalendarId, i32), Calendar>,
}

impl Reader {
    /// The lines of every promise to reply on some questions, in the order of the questions.
    pub(super) async fn make_facts(
        &self,
        questions: &[QuestionId],
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Vec<Made>, Error> {
        let mut made = Vec::new();
        for some in questions.chunks(TOGETHER) {
            let rows = question::Entity::find()
                .filter(question::COLUMN.id.is_in(some.iter().map(|id| id.raw())))
                .order_by_asc(question::COLUMN.id);
            let rows = rows.all(&self.conn()).await?;
            let rows: Vec<Question> =
                rows.into_iter().map(crate::question::value).collect::<Result<_, _>>()?;
            let beside = self.beside_facts(some, &rows, now).await?;
            for question in &rows {
                for target in beside.targets.get(&question.id).into_iter().flatten() {
                    made.push(beside.made(question, target, zone, now)?);
                }
            }
        }
        Ok(made)
    }

    async fn beside_facts(
        &self,
        ids: &[QuestionId],
        questions: &[Question],
        now: Timestamp,
    ) -> Result<Beside, Error> {
        let of = || ids.iter().map(|id| id.raw());
        let mut targets: HashMap<QuestionId, Vec<Target>> = HashMap::new();
        for target in self.targets_on(ids).await? {
            if matches!(target.kind, TargetKind::FirstReply | TargetKind::NextReply) {
                targets.entry(target.question).or_default().push(target);
            }
        }
        let rows = event::Entity::find()
            .filter(event::COLUMN.question_id.is_in(of()))
            .filter(event::COLUMN.kind.is_in(TELLING))
            .order_by_asc(event::COLUMN.id);
        let mut events: HashMap<QuestionId, Vec<Event>> = HashMap::new();
        for row in rows.all(&self.conn()).await? {
            let event = value(&row)?;
            events.entry(event.question.sound("event", &event.id)?).or_default().push(event);
        }
        let authors = draft::Entity::find()
            .select_only()
            .columns([draft::Column::Id, draft::Column::AuthorId])
            .filter(draft::COLUMN.question_id.is_in(of()))
            .into_tuple::<(Uuid, Uuid)>();
        let authors = authors.all(&self.conn()).await?;
        let zones = ledger::Entity::find()
            .select_only()
            .columns([ledger::Column::PromiseId, ledger::Column::TimeZone])
            .filter(ledger::COLUMN.question_id.is_in(of()))
            .into_tuple::<(Uuid, String)>();
        let mut known: HashMap<String, TimeZone> = HashMap::new();
        let mut kept = HashMap::new();
        for (promise, name) in zones.all(&self.conn()).await? {
            if !known.contains_key(&name) {
                known.insert(name.clone(), TimeZone::get(&name).sound("time zone", &name)?);
            }
            kept.extend(known.get(&name).map(|zone| (TargetId::new(promise), zone.clone())));
        }
        let thanks = self.thanks_among(events.values().flatten()).await?;
        let given =
            questions.iter().filter(|question| !question.channel.is_import()).map(|question| question.id);
        let since = questions.iter().map(|question| question.asked_at).min().unwrap_or(now);
        Ok(Beside {
            calendars: self.calendars_of(targets.values().flatten()).await?,
            choices: self.choices_of(given).await?,
            thanks,
            targets,
            events,
            authors: authors
                .into_iter()
                .map(|(id, author)| (DraftId::new(id), UserId::new(author)))
                .collect(),
            zones: kept,
            own: self.pauses_of(ids.iter().copied()).await?,
            house: self.house_pauses(since, now).await?,
        })
    }

    /// Which of the messages that customers wrote later say thanks.
    async fn thanks_among(&self, events: impl Iterator<Item = &Event>) -> Result<HashSet<MessageId>, Error> {
        let later = events.filter_map(|event| match event.what {
            EventKind::FollowedUp { message } => Some(message.raw()),
            _ => None,
        });
        let later: Vec<Uuid> = later.collect();
        let mut thanks = HashSet::new();
        for some in later.chunks(TOGETHER) {
            let said = message::Entity::find()
                .select_only()
                .columns([message::Column::Id, message::Column::Body])
                .filter(message::COLUMN.id.is_in(some.iter().copied()))
                .into_tuple::<(Uuid, String)>();
            let said = said.all(&self.conn()).await?.into_iter();
            thanks.extend(said.filter(|(_, body)| says_thanks(body)).map(|(id, _)| MessageId::new(id)));
        }
        Ok(thanks)
    }

    /// The calendars that promises were counted in, as they were.
    async fn calendars_of(
        &self,
        targets: impl Iterator<Item = &Target>,
    ) -> Result<HashMap<(CalendarId, i32), Calendar>, Error> {
        let wanted: BTreeSet<(Uuid, i32)> =
            targets.map(|target| (target.calendar.0.raw(), target.calendar.1)).collect();
        let mut calendars = HashMap::new();
        for (id, version) in wanted {
            let id = CalendarId::new(id);
            let stored = self.calendar(id, version).await?.sound("calendar", &id)?;
            calendars.insert((id, version), stored.calendar);
        }
        Ok(calendars)
    }
}

impl Beside {
    fn made(
        &self,
        question: &Question,
        target: &Target,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Made, Error> {
        let events = self.events.get(&question.id).map_or(&[][..], Vec::as_slice);
        let holds = |pause: &&Pause| pause.scope.holds(question.id, question.topic, &question.channel);
        let house: Vec<Pause> = self.house.iter().filter(holds).cloned().collect();
        let life = Life {
            question,
            target,
            events,
            authors: &self.authors,
            choice: self.choices.get(&question.id).copied(),
            thanks: &self.thanks,
            calendar: self.calendars.get(&target.calendar).sound("calendar", &target.calendar.0)?,
            house: &house,
            own: self.own.get(&question.id).map_or(&[], Vec::as_slice),
            zone: self.zones.get(&target.id).unwrap_or(zone),
            now,
        };
        let changed_at = events.iter().map(|event| event.at).max().unwrap_or(question.asked_at);
        Ok(Made { fact: life.fact(), ended: target.state != TargetState::Pending, changed_at })
    }
}
