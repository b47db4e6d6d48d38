//! A message of a thread asks something else: it becomes a question of its own, as if it had come alone. What is promised on it
//! is counted from when it came, however late somebody noticed; the time for a draft is what is left of that from now. The
//! message stays where it was said. The customer gets the receipt of a new question: without it they would be answered on a
//! page that they have never heard of. By when is said in it only while that is ahead.

use souffleur_app::{
    App,
    access::allow,
    error::{Error, RelationProblem},
    history::History,
    view::AssignmentView,
};
use souffleur_core::{
    Actor,
    event::EventKind,
    id::{MessageId, QuestionId},
    message::{Author, Message},
    permission::Action,
    question::Question,
    stopword::detect_language,
};

use super::{customer::Met, incoming::Asked, letters::Occasion, normalise::CleanAsk, plan::IntakePlan};
use crate::alert::notify_assignee;

/// Makes a question of a customer's later message.
pub async fn split(app: &App, actor: Actor, id: QuestionId, message: MessageId) -> Result<Asked, Error> {
    actor.may(Action::Relate)?;
    let reader = app.store().read();
    let first = allow(&reader, actor, Action::Relate, reader.question(id).await?).await?;
    let said = splittable(app, &first, message).await?;
    let customer = reader.customer(first.customer).await?.ok_or(Error::NotFound)?;
    let files = reader.sent_files(id).await?.into_iter().filter(|sent| sent.message == message);
    let clean = CleanAsk {
        language: detect_language(&said.body).or(Some(first.language)),
        body: said.body.clone(),
        subject: None,
        name: customer.name.clone(),
        email: customer.email.clone(),
        handle: customer.handle.clone(),
        channel: first.channel.clone(),
        external_id: None,
        channel_at: said.channel_at,
        visibility: first.visibility,
        tags: Vec::new(),
        files: files.map(|sent| sent.file).collect(),
    };
    let met = Met::Before(Box::new(customer));
    let decided = IntakePlan::since(app, actor, clean, &met, said.at).await?;
    write(app, actor, &first, message, &decided).await
}

/// The message, if it may become a question: one of the customer's, not the one that the thread began with, and not one that
/// became a question before.
async fn splittable(app: &App, question: &Question, message: MessageId) -> Result<Message, Error> {
    let reader = app.store().read();
    let thread = reader.thread(question.id).await?;
    let split =
        |what: &EventKind| matches!(what, EventKind::SplitOff { message: known, .. } if *known == message);
    let before = reader.events_of(question.id).await?.iter().any(|event| split(&event.what));
    let later = thread.into_iter().skip(1).find(|one| one.id == message && one.author == Author::Customer);
    later.filter(|_| !before).ok_or_else(|| Error::invalid("message", RelationProblem::NoSplit))
}

async fn write(
    app: &App,
    actor: Actor,
    first: &Question,
    message: MessageId,
    decided: &IntakePlan,
) -> Result<Asked, Error> {
    let (now, settings) = (app.now(), &*decided.settings);
    let mut tx = app.store().begin().await?;
    let number = tx.next_number().await?;
    let question = Question { number, customer: first.customer, ..decided.question.clone() };
    super::ask::write_question(&mut tx, &question, decided).await?;
    let (id, at) = (question.id, question.asked_at);
    let mut asked = History::new(app, Actor::Customer, at, id);
    asked.note(EventKind::Asked { message: decided.message.id });
    if decided.is_held_back() {
        asked.note_as_desk(EventKind::Withheld);
    }
    asked.append(&mut tx).await?;
    let mut history = History::new(app, actor, now, id);
    history.note(EventKind::SplitFrom { message, question: first.id, number: first.number });
    let (assignment, to) = (decided.assignment.id, decided.assignment.assignee);
    let decided_by = decided.assignment.decided_by;
    history.note_as_desk(EventKind::Assigned { assignment, from: None, to, decided_by });
    for planned in decided.planned() {
        history.note_as_desk(planned.event());
    }
    history.append(&mut tx).await?;
    let mut beside = History::new(app, actor, now, first.id);
    beside.note(EventKind::SplitOff { message, question: id, number });
    beside.append(&mut tx).await?;
    tx.link(first, &question, now).await?;

    let due_at = decided.reply_due_at();
    let draft_due_at = decided.draft_target.as_ref().and_then(|planned| planned.target.due_at);
    // The letters are of now, whenever the message came.
    let today = Question { asked_at: now, ..question.clone() };
    let occasion = Occasion {
        app,
        settings,
        clean: &decided.clean,
        question: &today,
        opening: decided.message.id,
        reply_due_at: due_at.filter(|due_at| *due_at > now),
        draft_due_at,
        receipt: decided.receipt,
    };
    tx.enqueue(&occasion.letters()?).await?;
    notify_assignee(app, &mut tx, settings, now, &question).await?;
    tx.commit().await?;
    app.router().loads.moved(None, Some(question.assignee));
    let assignment = Some(AssignmentView::of(&decided.assignment, settings));
    Ok(Asked { due_at, assignment, ..super::ask::link(app, &question) })
}
