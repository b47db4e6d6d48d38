//! What a waiting reply meets when somebody else acts on its question. There are three ends: it still waits, it is sent, or it is
//! stopped, which the history says, its author is told, and its text outlives. It never disappears.

use jiff::Timestamp;
use souffleur_app::{App, error::Error, history::History};
use souffleur_core::{
    Actor,
    alert::AlertKind,
    autosave::Autosave,
    event::EventKind,
    id::QuestionId,
    permission::Action,
    question::Question,
    scheduled::{ScheduledReply, StopReason},
};
use souffleur_store::Tx;

use crate::alert::{AlertRequest, raise};

/// Saves a question that changed. A reply that waits on it was written to what the question was before: it is stopped now rather
/// than at its hour. Every change of a question that raises its version is saved here.
pub async fn save_changed(
    app: &App,
    tx: &mut Tx,
    history: &mut History,
    question: &Question,
) -> Result<i64, Error> {
    let (id, now) = (question.id, history.now());
    if let Some(waiting) = tx.scheduled_reply(id).await?.filter(|waiting| waiting.stopped.is_none()) {
        let why = StopReason::Changed;
        tx.stop_scheduled_reply(id, why).await?;
        history.note_as_desk(EventKind::ReplyStopped { why });
        tell_author(app, tx, &waiting, now).await?;
    }
    Ok(tx.save_question(question, question.version, now).await?)
}

/// Makes room for a reply by this actor: refuses it while another one waits. The text of one that was stopped goes back to its
/// author's editor, unless it is their own: whoever decides anew has read it.
pub(crate) async fn make_way(app: &App, tx: &mut Tx, actor: Actor, id: QuestionId) -> Result<(), Error> {
    let Some(before) = tx.scheduled_reply(id).await? else { return Ok(()) };
    if before.stopped.is_none() {
        return Err(waits(app, &before));
    }
    give_back_text(app, tx, actor, &before).await?;
    tx.take_scheduled_reply(id).await?;
    Ok(())
}

async fn give_back_text(app: &App, tx: &mut Tx, actor: Actor, stopped: &ScheduledReply) -> Result<(), Error> {
    let Some(author) = stopped.by.user().filter(|author| actor.user() != Some(*author)) else {
        return Ok(());
    };
    let question = stopped.question;
    if tx.unsent_on(question).await?.iter().any(|unsent| unsent.author == author) {
        return Ok(());
    }
    let unsent =
        Autosave { question, author, body: stopped.body.clone(), draft: stopped.draft, at: app.now() };
    Ok(tx.keep_unsent(&unsent).await?)
}

/// Explains a refusal: who saw an older version because somebody decided upon a reply meanwhile is told whose it is, and when it
/// leaves.
pub(crate) async fn or_waits<T>(app: &App, id: QuestionId, answer: Result<T, Error>) -> Result<T, Error> {
    let Err(Error::Stale { .. }) = &answer else { return answer };
    match app.store().read().scheduled_reply(id).await? {
        Some(waiting) if waiting.stopped.is_none() => Err(waits(app, &waiting)),
        _ => answer,
    }
}

fn waits(app: &App, waiting: &ScheduledReply) -> Error {
    let settings = app.settings();
    let by = waiting.by.user().and_then(|user| settings.user(user));
    let by = by.map(|user| user.name.to_string()).unwrap_or_default();
    Error::ReplyWaits { by, leaves_at: waiting.leaves_at }
}

/// The author of a reply as they are now; none if they may no longer reply.
pub(crate) fn still(app: &App, by: Actor) -> Option<Actor> {
    let settings = app.settings();
    let user = settings.user(by.user()?).filter(|user| user.active)?;
    let actor = Actor::Staff { id: user.id, role: user.role };
    actor.may(Action::Reply).is_ok().then_some(actor)
}

/// Tells the author of a reply that it does not leave; all community managers, where the author may no longer reply: nobody waits
/// for what has not been said.
pub(crate) async fn tell_author(
    app: &App,
    tx: &mut Tx,
    waiting: &ScheduledReply,
    at: Timestamp,
) -> Result<(), Error> {
    let settings = app.settings();
    let readers: Vec<_> = match still(app, waiting.by).and_then(Actor::user) {
        Some(author) => vec![author],
        None => settings.community_managers().map(|user| user.id).collect(),
    };
    let (kind, question) = (AlertKind::ReplyStopped, Some(waiting.question));
    let news = |to| AlertRequest { to, kind, question, target: None, at, detail: None };
    let news: Vec<_> = readers.into_iter().map(news).collect();
    raise(app, tx, &settings, at, &news).await
}
