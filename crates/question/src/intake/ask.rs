//! A customer asks. Everything that can be decided without the database is decided first; then one transaction writes
//! the question with its customer, its assignment, its promises, its history and the letters that follow from it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{App, attachment::check, error::Error, history::History, view::AssignmentView};
use souffleur_core::{
    Actor, assignment::Assignment, event::EventKind, id::QuestionId, permission::Action, question::Question,
};
use souffleur_sla::TargetKind;
use souffleur_store::{Reader, Tx};

use super::{
    customer::{Met, meet},
    dedupe::{Request, Scope},
    incoming::{Ask, Asked},
    letters::Occasion,
    normalise::{self, CleanAsk},
    plan::IntakePlan,
};
use crate::alert::notify_assignee;

/// How often a question is added beside others, one of whom failed and spoilt the numbers of those behind it.
const ATTEMPTS: usize = 5;

/// Puts a question to the desk. The same message, by its channel's id or by the caller's key, is taken in once and
/// answered alike each time.
pub async fn ask(app: &App, actor: Actor, ask: Ask) -> Result<Asked, Error> {
    actor.may(Action::Ask)?;
    let clean = normalise::ask(actor, &ask)?;
    check(app, ask.files.len())?;
    let scope = Scope { actor, within: ask.network.as_deref().unwrap_or("form") };
    let request = Request::new("ask", scope, ask.idempotency_key.as_deref(), &ask)?;
    let reader = app.store().read();
    if let Some(before) = repeated(app, &reader, &request, &clean).await? {
        return Ok(before);
    }
    let met = meet(&reader, &clean).await?;
    let decided = IntakePlan::now(app, actor, clean, &met).await?;
    // Nearly always what was read still holds, and the question is nothing but rows to add.
    for _ in 0..ATTEMPTS {
        match write(app, app.store().append().await?, &request, &decided, &met).await {
            Err(Error::Taken { field: "number" }) => {}
            Err(Error::Taken { .. }) => break,
            answer => return answer,
        }
    }
    // Somebody was faster: read again, when nobody else can write.
    match write_in_turn(app, &request, &decided).await {
        Err(Error::Taken { .. }) => write_in_turn(app, &request, &decided).await,
        answer => answer,
    }
}

async fn write_in_turn(app: &App, request: &Request, decided: &IntakePlan) -> Result<Asked, Error> {
    let tx = app.store().begin().await?;
    if let Some(before) = repeated(app, &tx, request, &decided.clean).await? {
        return Ok(before);
    }
    let met = meet(&tx, &decided.clean).await?;
    write(app, tx, request, decided, &met).await
}

async fn write(
    app: &App,
    mut tx: Tx,
    request: &Request,
    decided: &IntakePlan,
    met: &Met,
) -> Result<Asked, Error> {
    let now = decided.question.asked_at;
    let customer = met.remember(app, &mut tx, &decided.clean, now).await?;
    let number = tx.next_number().await?;
    let question = Question { number, customer, ..decided.question.clone() };
    write_question(&mut tx, &question, decided).await?;
    write_history(app, &mut tx, &question, decided).await?;
    write_letters(app, &mut tx, &question, decided).await?;
    let asked = answer(app, &question, decided);
    let Asked { id, number, due_at, assignment, .. } = asked.clone();
    request.remember(&mut tx, &Remembered { id, number, due_at, assignment }, now).await?;
    tx.commit().await?;
    app.router().loads.moved(None, Some(question.assignee));
    Ok(asked)
}

/// What is remembered of an answer: all but the link, which follows from the question.
#[derive(Debug, Serialize, Deserialize)]
struct Remembered {
    id: QuestionId,
    number: i64,
    due_at: Option<Timestamp>,
    assignment: Option<AssignmentView>,
}

/// The answer that the same request or the same message had before.
async fn repeated(
    app: &App,
    reader: &Reader,
    request: &Request,
    clean: &CleanAsk,
) -> Result<Option<Asked>, Error> {
    if let Some(before) = request.answered::<Remembered>(reader).await? {
        let Remembered { id, number, due_at, assignment } = before;
        let (token, public_url) = (app.thread_token(id), app.thread_url(id));
        return Ok(Some(Asked { id, number, token, public_url, due_at, assignment, repeated: true }));
    }
    let Some(external_id) = &clean.external_id else { return Ok(None) };
    let Some((id, message)) = reader.message_by_external(&clean.channel, external_id).await? else {
        return Ok(None);
    };
    let missing = || Error::internal("a message without its question");
    let question = reader.question(id).await?.ok_or_else(missing)?;
    // Another text under the same id would be stored nowhere, and its sender would be answered with a thread of others.
    let (_, said) = reader.message(message).await?.ok_or_else(missing)?;
    if said.body != clean.body {
        return Err(Error::Taken { field: "external_id" });
    }
    let assignment = reader.last_assignment_of(id).await?;
    let targets = reader.targets_of(id).await?;
    let first = targets.iter().find(|target| target.kind == TargetKind::FirstReply);
    let due_at = first.and_then(|target| target.due_at);
    let assignment = assignment.map(|assignment| AssignmentView::of(&assignment, &app.settings()));
    Ok(Some(Asked { repeated: true, due_at, assignment, ..link(app, &question) }))
}

pub(super) async fn write_question(
    tx: &mut Tx,
    question: &Question,
    decided: &IntakePlan,
) -> Result<(), Error> {
    let next_due_at = decided.planned().filter_map(|planned| planned.target.due_at).min();
    tx.insert_question(question, next_due_at).await?;
    let external_id = decided.clean.external_id.as_ref();
    tx.insert_message(question.id, &decided.message, &question.channel, external_id).await?;
    tx.insert_sent_files(question.id, &decided.files).await?;
    tx.insert_assignment(&decided.assignment).await?;
    if decided.is_held_back() {
        tx.hold_back(question.id).await?;
    }
    if let Some(draft) = &decided.draft {
        tx.insert_draft(draft).await?;
    }
    tx.insert_targets(&decided.planned().map(|planned| planned.target.clone()).collect::<Vec<_>>()).await?;
    tx.insert_timers(&decided.planned().flat_map(|planned| planned.timers.clone()).collect::<Vec<_>>())
        .await?;
    Ok(())
}

async fn write_history(
    app: &App,
    tx: &mut Tx,
    question: &Question,
    decided: &IntakePlan,
) -> Result<(), Error> {
    let mut history = History::new(app, decided.actor, question.asked_at, question.id);
    history.note(EventKind::Asked { message: decided.message.id });
    if decided.is_held_back() {
        history.note_as_desk(EventKind::Withheld);
    }
    let Assignment { id: assignment, assignee: to, decided_by, .. } = decided.assignment;
    history.note_at(question.asked_at, EventKind::Assigned { assignment, from: None, to, decided_by });
    for planned in decided.planned() {
        history.note_at(question.asked_at, planned.event());
    }
    history.append(tx).await
}

async fn write_letters(
    app: &App,
    tx: &mut Tx,
    question: &Question,
    decided: &IntakePlan,
) -> Result<(), Error> {
    let (settings, clean) = (&*decided.settings, &decided.clean);
    let draft_due_at = decided.draft_target.as_ref().and_then(|planned| planned.target.due_at);
    let (opening, reply_due_at) = (decided.message.id, decided.reply_due_at());
    let receipt = decided.receipt;
    let occasion = Occasion { app, settings, clean, question, opening, reply_due_at, draft_due_at, receipt };
    let letters = occasion.letters()?;
    tx.enqueue(&letters).await?;
    notify_assignee(app, tx, settings, question.asked_at, question).await
}

fn answer(app: &App, question: &Question, decided: &IntakePlan) -> Asked {
    let due_at = decided.reply_due_at();
    let assignment = Some(AssignmentView::of(&decided.assignment, &decided.settings));
    Asked { due_at, assignment, ..link(app, question) }
}

/// What of an answer follows from the question alone.
pub(super) fn link(app: &App, question: &Question) -> Asked {
    Asked {
        id: question.id,
        number: question.number,
        token: app.thread_token(question.id),
        public_url: app.thread_url(question.id),
        due_at: None,
        assignment: None,
        repeated: false,
    }
}
