//! Desks to measure: a house whose experts are never full, and a large past.

use std::{sync::Arc, time::Instant};

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_admin::{settings, user};
use souffleur_app::{App, Clock as _, SystemClock};
use souffleur_core::{
    Actor, Language,
    assignment::{Assignment, DecidedBy},
    channel::Channel,
    customer::Customer,
    id::UserId,
    message::{Author, Message, MessageKind},
    question::{Assignee, Question, Status, Visibility},
    text::{Body, Name},
};
use souffleur_jobs::{index, keep_ledger};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use crate::{
    Error,
    command::demo::{cast, story, teach},
    compose,
    config::Config,
};

/// Who looks at the inbox.
pub(super) const MANAGER: &str = "camille@lanterne.example";
/// Their password.
pub(super) const PASSWORD: &str = cast::PASSWORD;
/// Questions that are written together.
const BATCH: usize = 1000;
/// One in so many questions is still open.
const OPEN_ONE_IN: usize = 10;

/// What was made.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Filled {
    pub(super) questions: usize,
    pub(super) seconds: f64,
}

/// The demo's house with a trained router, and experts who take on any number of questions.
pub(super) async fn house(config: &Config) -> Result<App, Error> {
    let app = compose::app(config).await?;
    let unlimited: Vec<_> = story::DESK.lines().filter(|line| !line.starts_with("capacity")).collect();
    let file = settings::DeskFile::parse(&unlimited.join("\n")).map_err(Error::refused)?;
    settings::apply(&app, Actor::Desk, file).await.map_err(Error::refused)?;
    let manager = manager(&app)?;
    user::set_password(&app, Actor::Desk, manager, PASSWORD).await.map_err(Error::refused)?;
    teach::teach(&app, &story::questions()?).await?;
    Ok(app)
}

/// Who [`MANAGER`] is.
pub(super) fn manager(app: &App) -> Result<UserId, Error> {
    let manager = app.settings().users.iter().find(|user| user.email.as_str() == MANAGER).map(|user| user.id);
    manager.ok_or_else(|| Error::failed("the house has no community manager", ""))
}

/// The texts that are asked.
pub(super) fn texts() -> Result<Vec<String>, Error> {
    Ok(story::questions()?.into_values().map(|question| question.text).collect())
}

/// The house, and whether an earlier measurement has left so many questions in it.
pub(super) async fn house_with(config: &Config, questions: usize) -> Result<(App, bool), Error> {
    let app = compose::app(config).await?;
    let last = i64::try_from(questions).unwrap_or(i64::MAX);
    if app.store().read().question_by_number(last).await.map_err(compose::store_error)?.is_some() {
        return Ok((app, true));
    }
    drop(app);
    Ok((house(config).await?, false))
}

/// How many messages so many questions have: what was asked, and the replies.
pub(super) const fn messages(questions: usize) -> usize {
    2 * questions - questions.div_ceil(OPEN_ONE_IN)
}

/// How many questions there are, each of them whole.
pub(super) async fn count(config: &Config) -> Result<u64, Error> {
    let store = compose::store(config).await?;
    let verified = store.verify().await.map_err(compose::store_error)?;
    match verified.findings.first() {
        None => Ok(verified.questions),
        Some(finding) => Err(Error::failed(format!("question #{}: {}", finding.number, finding.what), "")),
    }
}

/// A house with so many questions, one in ten of them open, asked over the last hundred days.
pub(super) async fn fill(config: &Config, questions: usize) -> Result<Filled, Error> {
    let app = house(config).await?;
    let begun = Instant::now();
    let past = Past::new(&app, questions)?;
    for first in (0..questions).step_by(BATCH) {
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        for index in first..(first + BATCH).min(questions) {
            past.write(&mut tx, index).await.map_err(compose::store_error)?;
        }
        tx.commit().await.map_err(compose::store_error)?;
    }
    // What a desk of that age has long done.
    index::pass(&app).await.map_err(Error::refused)?;
    keep_ledger::pass(&app).await.map_err(Error::refused)?;
    Ok(Filled { questions, seconds: begun.elapsed().as_secs_f64() })
}

/// Writes rows as the use cases would have, a thousand to a transaction.
pub(super) struct Past<'a> {
    app: &'a App,
    settings: Arc<souffleur_app::Settings>,
    texts: Vec<Body>,
    pub(super) now: Timestamp,
    count: usize,
    /// Over how many days it lasted.
    days: usize,
}

impl<'a> Past<'a> {
    pub(super) fn new(app: &'a App, count: usize) -> Result<Self, Error> {
        let unreadable = |error| Error::because("a question of the demo can't be asked", error);
        let texts =
            texts()?.iter().map(|text| Body::parse(text)).collect::<Result<_, _>>().map_err(unreadable)?;
        Ok(Self { app, settings: app.settings(), texts, now: SystemClock.now(), count, days: 100 })
    }

    /// The same over another time.
    pub(super) fn over(self, days: usize) -> Self {
        Self { days, ..self }
    }

    async fn write(&self, tx: &mut Tx, index: usize) -> Result<(), souffleur_store::Error> {
        self.write_said(tx, index, None).await
    }

    /// A question that says something of its own.
    pub(super) async fn write_said(
        &self,
        tx: &mut Tx,
        index: usize,
        said: Option<Body>,
    ) -> Result<(), souffleur_store::Error> {
        let (customer, question, message) = self.question(tx.next_number().await?, index)?;
        let message = Message { body: said.unwrap_or_else(|| message.body.clone()), ..message };
        let targets = self.targets(&question);
        let due = targets
            .iter()
            .filter(|target| target.state == TargetState::Pending)
            .filter_map(|target| target.due_at)
            .min();
        tx.insert_customer(&customer, question.asked_at).await?;
        tx.insert_question(&question, due).await?;
        tx.insert_message(question.id, &message, &question.channel, None).await?;
        if question.status == Status::Answered {
            let at = question.asked_at + 30.minutes();
            let reply = Message { id: self.app.id(at), author: Author::Voice(question.voice), at, ..message };
            tx.insert_message(question.id, &reply, &question.channel, None).await?;
        }
        tx.insert_assignment(&self.assignment(&question)).await?;
        tx.insert_targets(&targets).await
    }

    /// An open question with nothing but a promise of a reply that runs until `due_at`.
    pub(super) async fn write_waiting(
        &self,
        tx: &mut Tx,
        index: usize,
        due_at: Timestamp,
    ) -> Result<Target, souffleur_store::Error> {
        let (customer, question, message) = self.question(tx.next_number().await?, index)?;
        let question = Question { status: Status::Assigned, ..question };
        let promised =
            self.targets(&question).into_iter().find(|target| target.kind == TargetKind::FirstReply);
        let promised = promised.ok_or(souffleur_store::Error::Missing("policy of the house"))?;
        let target = Target { state: TargetState::Pending, due_at: Some(due_at), met_at: None, ..promised };
        tx.insert_customer(&customer, question.asked_at).await?;
        tx.insert_question(&question, Some(due_at)).await?;
        tx.insert_message(question.id, &message, &question.channel, None).await?;
        tx.insert_targets(std::slice::from_ref(&target)).await?;
        Ok(target)
    }

    pub(super) fn question(
        &self,
        number: i64,
        index: usize,
    ) -> Result<(Customer, Question, Message), souffleur_store::Error> {
        let missing = || souffleur_store::Error::Missing("part of the house");
        let back = i64::try_from((self.count - index) * self.days * 24 * 60 / self.count).unwrap_or(0);
        let asked_at = self.now - back.minutes();
        let experts: Vec<_> = self.settings.experts().collect();
        let expert = experts.get(index % experts.len().max(1)).ok_or_else(missing)?;
        let topic = expert.expertise.topics.get(index % 2).or(expert.expertise.topics.first()).copied();
        let name = Name::parse(&format!("Customer {index}")).map_err(|_| missing())?;
        let customer =
            Customer { id: self.app.id(asked_at), name, email: None, handle: None, tags: Vec::new() };
        let id = self.app.id(asked_at);
        let question = Question {
            id,
            number,
            token: self.app.token_hash(&self.app.thread_token(id)),
            version: 1,
            status: if index.is_multiple_of(OPEN_ONE_IN) { Status::Assigned } else { Status::Answered },
            hidden_reason: None,
            visibility: Visibility::Public,
            channel: Channel::Web,
            external_id: None,
            subject: None,
            language: if index.is_multiple_of(2) { Language::Fr } else { Language::En },
            topic,
            customer: customer.id,
            voice: self.settings.voice_for(Language::Fr).ok_or_else(missing)?.id,
            assignee: Assignee::Expert(expert.id),
            asked_at,
            snoozed_until: None,
            lead: None,
            merged_into: None,
        };
        let body = self.texts[index % self.texts.len()].clone();
        let id = self.app.id(asked_at);
        let message = Message {
            id,
            author: Author::Customer,
            body,
            at: asked_at,
            channel_at: None,
            weight: MessageKind::Reply,
        };
        Ok((customer, question, message))
    }

    pub(super) fn assignment(&self, question: &Question) -> Assignment {
        Assignment {
            id: self.app.id(question.asked_at),
            question: question.id,
            assignee: question.assignee,
            topic: question.topic,
            decided_by: DecidedBy::Router,
            confidence: Some(0.8),
            explanation: None,
            reason: None,
            by: Actor::Desk,
            at: question.asked_at,
            opened_at: None,
        }
    }

    /// Its promises, by the policy of the house: kept where it was answered, running or broken where it is open.
    pub(super) fn targets(&self, question: &Question) -> Vec<Target> {
        let Some(policy) = self.settings.default_policy() else { return Vec::new() };
        let Some(calendar) = self.settings.calendar(policy.calendar) else { return Vec::new() };
        let target = |kind| {
            let promise = policy.policy.promise(&calendar.calendar, kind, question.asked_at, &[]).ok()??;
            let open = question.status.is_open();
            let late = open && promise.due_at.is_some_and(|due| due <= self.now);
            Some(Target {
                id: self.app.id(question.asked_at),
                question: question.id,
                kind,
                state: match (open, late) {
                    (false, _) => TargetState::Met,
                    (true, false) => TargetState::Pending,
                    (true, true) => TargetState::Breached,
                },
                set_at: question.asked_at,
                due_at: promise.due_at,
                met_at: (!open).then(|| question.asked_at + 30.minutes()),
                reason: None,
                expert: question.assignee.expert(),
                policy: (policy.id, policy.version),
                calendar: (calendar.id, calendar.version),
            })
        };
        [TargetKind::Draft, TargetKind::FirstReply].into_iter().filter_map(target).collect()
    }
}
