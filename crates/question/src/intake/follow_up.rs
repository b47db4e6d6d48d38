//! A customer writes again: what was done is open again, and a reply to it is promised, unless one is owed already.

use souffleur_app::{
    App,
    attachment::check,
    error::Error,
    history::History,
    mail::MailContext,
    promise::{AppliedPolicy, Known, Plan, begin, end_wait, owed_reply},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    alert::AlertKind,
    channel::Channel,
    event::EventKind,
    id::QuestionId,
    message::{Author, Message, MessageKind},
    permission::Action,
    proof::MergedThreadView,
    question::{Question, Status},
    user::User,
};
use souffleur_sla::TargetKind;
use souffleur_store::{OutboxItem, Tx};

use super::{
    dedupe::{Request, Scope, token_scope},
    incoming::{FollowUp, FollowedUp, Thread},
    normalise::{self, CleanFollowUp},
    plan::sent,
};
use crate::{
    alert::{mailed_at_once, notify_assignee},
    draft_request::ask_for_draft,
    letter::{Work, question_for_you},
    question::{fall_back, pass_if_unavailable, save_changed, shown},
};
use crate::{draft_request::requested, letter::EXCERPT};

/// Adds a customer's message to its thread. The same message is taken in once.
pub async fn follow_up(app: &App, actor: Actor, follow_up: FollowUp) -> Result<FollowedUp, Error> {
    actor.may(Action::Ask)?;
    let clean = normalise::follow_up(&follow_up)?;
    check(app, clean.files.len())?;
    // Who writes by a link is within that link: its token is no one else's.
    let within = match &follow_up.thread {
        Thread::Token(token) => token_scope(token),
        Thread::External { channel, .. } => channel.clone(),
    };
    let scope = Scope { actor, within: &within };
    let request = Request::new("follow_up", scope, follow_up.idempotency_key.as_deref(), &follow_up)?;
    match write(app, actor, &follow_up.thread, &clean, &request).await {
        // Another request carried the same message at the same time; now it can be found.
        Err(Error::Taken { .. }) => write(app, actor, &follow_up.thread, &clean, &request).await,
        answer => answer,
    }
}

async fn write(
    app: &App,
    actor: Actor,
    thread: &Thread,
    clean: &CleanFollowUp,
    request: &Request,
) -> Result<FollowedUp, Error> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.store().begin().await?;
    if let Some(before) = request.answered::<FollowedUp>(&tx).await? {
        return Ok(FollowedUp { repeated: true, ..before });
    }
    let Found { mut question, named, channel, parted_from } = find(app, &mut tx, actor, thread).await?;
    if let Some(before) = repeated(&mut tx, &question, named, &channel, clean).await? {
        return Ok(before);
    }
    let mut history = History::new(app, actor, now, question.id);
    if let Some(older) = parted_from {
        history.note(EventKind::Unmerged { other: older.id, number: older.number });
        let mut beside = History::new(app, actor, now, older.id);
        beside.note(EventKind::Unmerged { other: question.id, number: question.number });
        beside.append(&mut tx).await?;
    }
    let was = question.status;
    if !was.is_open() {
        fall_back(app, &mut tx, &mut history, &mut question).await?;
    }
    question.status = was.followed_up(question.assignee);
    let message = Message {
        id: app.id(now),
        author: Author::Customer,
        body: clean.body.clone(),
        at: now,
        channel_at: clean.channel_at,
        weight: MessageKind::Reply,
    };
    tx.insert_message(question.id, &message, &channel, clean.external_id.as_ref()).await?;
    tx.insert_sent_files(question.id, &sent(app, &clean.files, message.id, now)).await?;
    history.note(EventKind::FollowedUp { message: message.id });
    end_wait(app, &mut tx, &mut history, &question, actor, now).await?;
    let mut work = Reopening { app, settings: &settings, question: &question, history: &mut history };
    let due_at = work.promise(&mut tx).await?;
    let reopened = was != question.status;
    let passed =
        if reopened { pass_if_unavailable(app, &mut tx, &mut history, &mut question).await? } else { None };
    if let Some(letter) = passed {
        tx.enqueue(letter.as_slice()).await?;
    } else if reopened {
        let work = Reopening { app, settings: &settings, question: &question, history: &mut history };
        work.ask_for_draft(&mut tx).await?;
        let letters = work.call(&message, due_at)?;
        tx.enqueue(&letters).await?;
        notify_assignee(app, &mut tx, &settings, now, &question).await?;
    }
    save_changed(app, &mut tx, &mut history, &question).await?;
    history.append(&mut tx).await?;
    let (number, status) = (question.number, question.status);
    let followed =
        FollowedUp { question: question.id, number, message: message.id, status, due_at, repeated: false };
    request.remember(&mut tx, &followed, now).await?;
    tx.commit().await?;
    if reopened {
        app.router().loads.moved(None, Some(question.assignee));
    }
    Ok(followed)
}

/// Where a message goes.
struct Found {
    /// The question that it is added to.
    question: Question,
    /// The question that it names: another one, where that was merged.
    named: QuestionId,
    /// How the one that it names came, and so the message.
    channel: Channel,
    /// The question that it had been merged into, where its sender may not write in that one's thread.
    parted_from: Option<Question>,
}

/// The question of a thread; for one that was merged, where it goes on, if both senders are proven: whoever only typed an
/// address goes on in a question of their own. An unknown thread is nobody's; only who carries a channel's messages knows
/// their ids.
async fn find(app: &App, tx: &mut Tx, actor: Actor, thread: &Thread) -> Result<Found, Error> {
    let id = match thread {
        Thread::Token(token) => {
            tx.question_by_token(&app.token_hash(token)).await?.map(|question| question.id)
        }
        Thread::External { .. } if actor == Actor::Customer => None,
        Thread::External { .. } => match normalise::reference(thread)? {
            Some((channel, external_id)) => {
                tx.message_by_external(&channel, &external_id).await?.map(|(question, _)| question)
            }
            None => None,
        },
    };
    let id = id.ok_or(Error::NotFound)?;
    let named = tx.question_for_update(id).await?.ok_or(Error::NotFound)?;
    let channel = named.channel.clone();
    let Some(into) = named.merged_into else {
        return Ok(Found { question: named, named: id, channel, parted_from: None });
    };
    let older = tx.question_for_update(into).await?.ok_or(Error::NotFound)?;
    if shown(tx, &named, &older).await? == MergedThreadView::Whole {
        return Ok(Found { question: older, named: id, channel, parted_from: None });
    }
    let question = Question { merged_into: None, ..named };
    Ok(Found { question, named: id, channel, parted_from: Some(older) })
}

/// The answer that the same message had before.
async fn repeated(
    tx: &mut Tx,
    question: &Question,
    named: QuestionId,
    channel: &Channel,
    clean: &CleanFollowUp,
) -> Result<Option<FollowedUp>, Error> {
    let Some(external_id) = &clean.external_id else { return Ok(None) };
    let Some((known, message)) = tx.message_by_external(channel, external_id).await? else {
        return Ok(None);
    };
    if known != question.id && known != named {
        return Err(Error::NotFound);
    }
    let said = tx.message(message).await?;
    if said.is_some_and(|(_, said)| said.body != clean.body) {
        return Err(Error::Taken { field: "external_id" });
    }
    let due_at = owed_reply(&tx.unmet_targets(question.id).await?).and_then(|target| target.due_at);
    let (number, status) = (question.number, question.status);
    Ok(Some(FollowedUp { question: known, number, message, status, due_at, repeated: true }))
}

/// What follows from a customer's later message.
struct Reopening<'a> {
    app: &'a App,
    settings: &'a Settings,
    question: &'a Question,
    history: &'a mut History,
}

impl Reopening<'_> {
    /// Promises a reply, unless one is owed; says when it is due. What is hidden is promised nothing.
    async fn promise(&mut self, tx: &mut Tx) -> Result<Option<jiff::Timestamp>, Error> {
        if let Some(owed) = owed_reply(&tx.unmet_targets(self.question.id).await?) {
            return Ok(owed.due_at);
        }
        let tags = tx.customer(self.question.customer).await?.map(|known| known.tags).unwrap_or_default();
        let known = Known::of(self.question, &tags, self.history.now());
        let terms =
            AppliedPolicy::select(self.settings, &known).filter(|_| self.question.status != Status::Hidden);
        let (app, question, expert) = (self.app, self.question.id, self.question.assignee.expert());
        let plan = terms.map(|terms| Plan { app, terms, question, expert, now: self.history.now() });
        let Some(planned) = plan.and_then(|plan| plan.target(TargetKind::NextReply)) else { return Ok(None) };
        begin(tx, self.history, &planned).await?;
        Ok(planned.target.due_at)
    }

    /// The expert who holds the question is asked for another draft.
    async fn ask_for_draft(&self, tx: &mut Tx) -> Result<(), Error> {
        let Some(expert) = self.question.assignee.expert() else { return Ok(()) };
        ask_for_draft(tx, requested(self.app, self.question, expert, self.history.now())).await
    }

    /// Tells the expert that the question is theirs again.
    fn call(&self, message: &Message, due_at: Option<jiff::Timestamp>) -> Result<Vec<OutboxItem>, Error> {
        let expert = self.question.assignee.expert().and_then(|id| self.settings.user(id));
        let at_once = |expert: &&User| {
            expert.active
                && mailed_at_once(self.settings, expert, AlertKind::QuestionForYou, self.history.now())
        };
        let Some(expert) = expert.filter(at_once) else { return Ok(Vec::new()) };
        let topic = self.question.topic.and_then(|id| self.settings.topic(id));
        let work = Work {
            question: self.question.id,
            number: self.question.number,
            subject: self.question.subject.as_deref(),
            excerpt: message.body.excerpt(EXCERPT),
            topic: topic.map(|topic| topic.name.as_str()),
            draft_due_at: None,
            reply_due_at: due_at,
        };
        let head = MailContext::of(self.app, self.history.now());
        question_for_you(&head, expert, &work).map(|letter| vec![letter])
    }
}
