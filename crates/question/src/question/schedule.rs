//! A reply that leaves later: after the seconds in which it can be taken back, or at the hour that was chosen. Until
//! then nothing has been said: no promise is kept, and the customer sees nothing.

use jiff::{SignedDuration, Timestamp};
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{
    Actor,
    event::EventKind,
    id::QuestionId,
    permission::Action,
    scheduled::{ScheduledReply, StopReason},
    text::Body,
};

use super::{
    reply::{Instead, Reply, Speech, speak},
    same::part_if_done,
    transaction::QuestionTx,
    waiting::{make_way, or_waits, still, tell_author},
};

/// How long a reply that was sent can be taken back.
pub const UNDO: SignedDuration = SignedDuration::from_secs(10);
/// How far ahead a reply can be scheduled.
const FARTHEST: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Lets a reply leave later, and raises the version of the question. Everything that [`super::reply()`] refuses is refused now rather than then.
pub async fn schedule(
    app: &App,
    actor: Actor,
    id: QuestionId,
    input: Reply,
    leaves_at: Timestamp,
) -> Result<ScheduledReply, Error> {
    let now = app.now();
    if leaves_at <= now {
        return Err(Error::invalid("leaves_at", Problem::Past));
    }
    if leaves_at > now + FARTHEST {
        return Err(Error::invalid("leaves_at", Problem::TooFar));
    }
    let decided = decide(app, actor, id, input, leaves_at).await;
    or_waits(app, id, decided).await
}

async fn decide(
    app: &App,
    actor: Actor,
    id: QuestionId,
    input: Reply,
    leaves_at: Timestamp,
) -> Result<ScheduledReply, Error> {
    let now = app.now();
    Speech::prepare(app, actor, id, &input).await?;
    // Kept as it was typed: its placeholders are filled when it leaves.
    let body = Body::parse(&input.body).map_err(|problem| Error::invalid("body", problem))?;
    let mut opened = QuestionTx::lock(app, actor, Action::Reply, id, Some(input.version)).await?;
    opened.question.status.answered()?;
    if let Some(draft) = input.draft_id {
        let draft = opened.tx.draft(draft).await?.filter(|draft| draft.question == id);
        draft.ok_or_else(|| Error::invalid("draft_id", Problem::Unknown))?.state.used()?;
    }
    make_way(app, &mut opened.tx, actor, id).await?;
    let scheduled = ScheduledReply {
        question: id,
        by: actor,
        body,
        draft: input.draft_id,
        files: input.files,
        weight: input.weight,
        // Whoever read the question before has not read that a reply waits: the decision is a change of it.
        version: opened.question.version + 1,
        confirmed_leaks: input.confirmed_leaks,
        decided_at: now,
        leaves_at,
        stopped: None,
    };
    opened.forget_unsent().await?;
    opened.history.note(EventKind::ReplyScheduled { leaves_at });
    opened.commit_with(&scheduled).await?;
    Ok(scheduled)
}

/// Takes back a reply that has not left, and what was decided with it for those who asked the same. Its text stays with the
/// question, to be gone on with.
pub async fn recall(app: &App, actor: Actor, id: QuestionId) -> Result<(), Error> {
    actor.may(Action::Reply)?;
    let reader = app.store().read();
    let waited = reader.scheduled_reply(id).await?;
    take_back(app, actor, id).await?;
    let Some(decided_at) = waited.map(|waited| waited.decided_at) else { return Ok(()) };
    for follower in reader.followers(id).await?.into_iter().filter(|row| row.leaves_at.is_some()) {
        let beside = reader.scheduled_reply(follower.id).await?;
        if beside.is_some_and(|beside| beside.decided_at == decided_at) {
            match take_back(app, actor, follower.id).await {
                // It was faster.
                Ok(()) | Err(Error::IllegalStep(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

async fn take_back(app: &App, actor: Actor, id: QuestionId) -> Result<(), Error> {
    let mut opened = QuestionTx::lock(app, actor, Action::Reply, id, None).await?;
    let waited = opened.tx.scheduled_reply(id).await?;
    if !opened.tx.stop_scheduled_reply(id, StopReason::Recalled).await? {
        return Err(Error::IllegalStep("the reply has left".to_owned()));
    }
    opened.history.note(EventKind::ReplyRecalled);
    if let Some(waited) = waited.filter(|waited| waited.by.user() != actor.user()) {
        tell_author(app, &mut opened.tx, &waited, opened.now).await?;
    }
    go_on(opened).await
}

/// What was to leave does not: the question is as it was, unless what it was answered with is done.
async fn go_on(mut opened: QuestionTx) -> Result<(), Error> {
    if part_if_done(&mut opened).await? {
        return opened.commit().await.map(drop);
    }
    opened.commit_history().await.map(drop)
}

/// The reply that waits on a question, or was stopped; for those who may reply.
pub async fn scheduled(app: &App, actor: Actor, id: QuestionId) -> Result<Option<ScheduledReply>, Error> {
    actor.may(Action::Reply)?;
    Ok(app.store().read().scheduled_reply(id).await?)
}

/// Lets a reply leave whose hour has come, or says why it can't. Whether something became of it; not, where somebody
/// took it back or another node was faster.
pub async fn let_leave(app: &App, waiting: &ScheduledReply) -> Result<bool, Error> {
    let Some(actor) = still(app, waiting.by) else {
        return stop(app, waiting, StopReason::Forbidden).await;
    };
    let input = Reply {
        body: waiting.body.to_string(),
        draft_id: waiting.draft,
        files: waiting.files.clone(),
        version: waiting.version,
        weight: waiting.weight,
        confirmed_leaks: waiting.confirmed_leaks,
    };
    let why = match speak(app, actor, waiting.question, input, Instead::OfItself).await {
        Ok(_) => return Ok(true),
        Err(Error::NotFound) => return Ok(false),
        Err(Error::Stale { .. } | Error::IllegalStep(_)) => StopReason::Changed,
        Err(Error::Forbidden) => StopReason::Forbidden,
        Err(Error::Leaks(_)) => StopReason::Leaks,
        Err(Error::Invalid(_)) => StopReason::Unusable,
        Err(error) => return Err(error),
    };
    stop(app, waiting, why).await
}

/// Keeps a reply from leaving, and tells whoever decided upon it: nobody waits for what has not been said.
pub async fn stop(app: &App, waiting: &ScheduledReply, why: StopReason) -> Result<bool, Error> {
    let id = waiting.question;
    let mut opened = QuestionTx::lock(app, Actor::Desk, Action::Reply, id, None).await?;
    if !opened.tx.stop_scheduled_reply(id, why).await? {
        return Ok(false);
    }
    opened.history.note(EventKind::ReplyStopped { why });
    tell_author(app, &mut opened.tx, waiting, opened.now).await?;
    go_on(opened).await?;
    Ok(true)
}
