//! Everything about a new question that can be decided without the database: who holds it and why, what is promised, and
//! every id. The writer of the database is one for the whole desk, so as little as possible is left for its transaction.

use std::sync::Arc;

use jiff::Timestamp;
use souffleur_app::{
    App,
    error::Error,
    promise::{AppliedPolicy, Known, Plan, Planned},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    assignment::Assignment,
    attachment::Attachment,
    draft::Draft,
    id::{MessageId, QuestionId},
    message::{Author, Message, MessageKind},
    question::{Question, Status, Visibility},
};
use souffleur_routing::RoutingDecision;
use souffleur_sla::TargetKind;
use souffleur_store::SentFile;

use super::{customer::Met, normalise::CleanAsk};
use crate::{
    draft_request::requested,
    question::place_older,
    routing::{Asking, decide},
};

/// Plan of a new question: every row as it will be written, but for its number and its customer.
pub(super) struct IntakePlan {
    pub(super) actor: Actor,
    pub(super) settings: Arc<Settings>,
    pub(super) clean: CleanAsk,
    pub(super) question: Question,
    pub(super) message: Message,
    pub(super) files: Vec<SentFile>,
    pub(super) assignment: Assignment,
    pub(super) draft: Option<Draft>,
    pub(super) reply_target: Option<Planned>,
    pub(super) draft_target: Option<Planned>,
    /// Whether the customer gets a receipt.
    pub(super) receipt: bool,
}

impl IntakePlan {
    /// Plans a question that was asked now.
    pub(super) async fn now(app: &App, actor: Actor, clean: CleanAsk, met: &Met) -> Result<Self, Error> {
        let (now, settings) = (app.now(), app.settings());
        let mut tags = clean.tags.clone();
        tags.extend(met.known().iter().flat_map(|customer| customer.tags.iter().cloned()));
        let facts =
            |topic, language| Known { channel: &clean.channel, topic, language, tags: &tags, at: now };
        // The router wants to know by when, before it has found out what the question is about.
        let terms = AppliedPolicy::select(&settings, &facts(None, clean.language));
        let draft_due_at = terms.and_then(|terms| terms.promise(TargetKind::Draft, now)?.due_at);
        let id = app.id(now);
        let asking = Asking {
            question: Some(id),
            channel: &clean.channel,
            subject: clean.subject.as_deref(),
            body: &clean.body,
            language: clean.language,
            asked_at: now,
            draft_due_at,
            customer: met.known().map(|customer| customer.id),
            tags: &tags,
            without: &[],
        };
        let mut decision = decide(app, &settings, &asking).await?;
        if decision.assignee.expert().is_some() && place_older(app).await? > 0 {
            // The room went to a question that had waited for it longer.
            decision = decide(app, &settings, &asking).await?;
        }
        let question = question(app, &settings, &clean, &decision, id, now)?;
        let expert = question.assignee.expert();
        let terms = AppliedPolicy::select(&settings, &facts(question.topic, Some(question.language)));
        let terms = terms.map(|terms| terms.drafted_by(expert, &settings));
        let plan = terms.map(|terms| Plan { app, terms, question: question.id, expert, now });
        let reply_target = plan.and_then(|plan| plan.target(TargetKind::FirstReply));
        let draft_target = plan.filter(|_| expert.is_some()).and_then(|plan| plan.target(TargetKind::Draft));
        let message = message(app, &clean, now);
        let may_get = |email| clean.proof().is_proven() || app.mail_limit().take(email, now);
        let receipt = clean.email.as_ref().is_some_and(may_get);
        Ok(Self {
            actor,
            files: sent(app, &clean.files, message.id, now),
            message,
            draft: expert.map(|author| requested(app, &question, author, now)),
            assignment: assignment(app, &question, decision, now),
            clean,
            question,
            reply_target,
            draft_target,
            receipt,
            settings,
        })
    }

    /// Whether it is kept off the wall until a community manager has looked at it.
    pub(super) fn is_held_back(&self) -> bool {
        self.settings.desk.first_look
            && self.question.visibility == Visibility::Public
            && !self.clean.proof().is_proven()
    }

    /// Decides upon what was said at an earlier instant, as if it had been asked then: what is promised to the customer is
    /// counted from there, what is asked of an expert from now.
    pub(super) async fn since(
        app: &App,
        actor: Actor,
        clean: CleanAsk,
        met: &Met,
        at: Timestamp,
    ) -> Result<Self, Error> {
        let mut decided = Self::now(app, actor, clean, met).await?;
        let now = std::mem::replace(&mut decided.question.asked_at, at);
        decided.message.at = at;
        let tags = met.known().map(|customer| customer.tags.clone()).unwrap_or_default();
        let (question, settings) = (&decided.question, &decided.settings);
        let expert = question.assignee.expert();
        let terms = AppliedPolicy::select(settings, &Known::of(question, &tags, at));
        let terms = terms.map(|terms| terms.drafted_by(expert, settings));
        let plan = |now| terms.map(|terms| Plan { app, terms, question: question.id, expert, now });
        let reply = plan(at).and_then(|plan| plan.target(TargetKind::FirstReply));
        let due_at = reply.as_ref().and_then(|planned| planned.target.due_at);
        let draft = due_at.filter(|_| expert.is_some()).and_then(|due_at| plan(now)?.draft_before(due_at));
        (decided.reply_target, decided.draft_target) = (reply, draft);
        Ok(decided)
    }

    /// The promises that begin to run.
    pub(super) fn planned(&self) -> impl Iterator<Item = &Planned> {
        self.reply_target.iter().chain(&self.draft_target)
    }

    /// When the customer is answered.
    pub(super) fn reply_due_at(&self) -> Option<Timestamp> {
        self.reply_target.as_ref().and_then(|planned| planned.target.due_at)
    }
}

fn question(
    app: &App,
    settings: &Settings,
    clean: &CleanAsk,
    decision: &RoutingDecision,
    id: QuestionId,
    now: Timestamp,
) -> Result<Question, Error> {
    let language = clean.language.or(settings.desk.languages.first().copied()).unwrap_or_default();
    let voice = settings.voice_for(language).ok_or_else(|| Error::internal("the desk has no voice"))?;
    Ok(Question {
        id,
        number: 0,
        token: app.token_hash(&app.thread_token(id)),
        version: 1,
        status: Status::for_assignee(decision.assignee),
        hidden_reason: None,
        visibility: clean.visibility,
        channel: clean.channel.clone(),
        external_id: clean.external_id.clone(),
        subject: clean.subject.clone(),
        language,
        topic: decision.topic,
        customer: app.id(now),
        voice: voice.id,
        assignee: decision.assignee,
        asked_at: now,
        snoozed_until: None,
        lead: None,
        merged_into: None,
    })
}

fn message(app: &App, clean: &CleanAsk, now: Timestamp) -> Message {
    Message {
        id: app.id(now),
        author: Author::Customer,
        body: clean.body.clone(),
        at: now,
        channel_at: clean.channel_at,
        weight: MessageKind::Reply,
    }
}

/// The files of a message, each with its id.
pub(super) fn sent(app: &App, files: &[Attachment], message: MessageId, now: Timestamp) -> Vec<SentFile> {
    let sent = |file: &Attachment| SentFile { id: app.id(now), message, file: file.clone() };
    files.iter().map(sent).collect()
}

fn assignment(app: &App, question: &Question, decision: RoutingDecision, now: Timestamp) -> Assignment {
    Assignment {
        id: app.id(now),
        question: question.id,
        assignee: decision.assignee,
        topic: decision.topic,
        decided_by: decision.decided_by,
        confidence: Some(decision.confidence),
        explanation: Some(decision.explanation),
        reason: None,
        by: Actor::Desk,
        at: now,
        opened_at: None,
    }
}
