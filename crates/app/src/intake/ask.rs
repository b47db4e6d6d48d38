//! A customer asks. Everything that can be decided without the database is decided first; then one transaction writes
//! the question with its customer, its assignment, its promises, its history and the letters that follow from it.

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    assignment::Assignment,
    draft::{Draft, DraftState},
    event::What,
    message::{Author, Message, Weight},
    permission::Action,
    question::{Question, Status},
};
use souffleur_sla::TargetKind;
use souffleur_store::Tx;

use super::{
    customer::find_or_make,
    dedupe::Request,
    incoming::{Ask, Asked},
    letters::Occasion,
    normalise::{self, CleanAsk},
};
use crate::{
    app::App,
    error::{Error, Problem},
    ledger::Ledger,
    promise::{Plan, Planned, Terms},
    routing::{Asking, decide},
    snapshot::Settings,
    view::AssignmentView,
};

/// Two requests that carry the same message at once: one writes, the other finds it at its next attempt.
const ATTEMPTS: usize = 3;

/// Puts a question to the desk. The same message, by its channel's id or by the caller's key, is taken in once and
/// answered alike each time.
pub async fn ask(app: &App, actor: Actor, ask: Ask) -> Result<Asked, Error> {
    actor.may(Action::Ask)?;
    let clean = normalise::ask(actor, &ask)?;
    let request = Request::new("ask", actor, ask.idempotency_key.as_deref(), &ask)?;
    let decided = Decided::now(app, actor, clean).await?;
    for _ in 1..ATTEMPTS {
        match write(app, &request, &decided).await {
            Err(Error::Taken { .. }) => {}
            answer => return answer,
        }
    }
    write(app, &request, &decided).await
}

/// Everything that is known of a question before it is written, but for its number and its customer.
struct Decided {
    actor: Actor,
    settings: std::sync::Arc<Settings>,
    clean: CleanAsk,
    question: Question,
    message: Message,
    assignment: Assignment,
    draft: Option<Draft>,
    reply_target: Option<Planned>,
    draft_target: Option<Planned>,
}

impl Decided {
    async fn now(app: &App, actor: Actor, clean: CleanAsk) -> Result<Self, Error> {
        let (now, settings) = (app.now(), app.settings());
        let terms = Terms::choose(&settings);
        let promised = |kind| terms.and_then(|terms| terms.promise(kind, now)?.due_at);
        let asking = Asking {
            channel: &clean.channel,
            subject: clean.subject.as_deref(),
            body: &clean.body,
            language: clean.language,
            asked_at: now,
            draft_due_at: promised(TargetKind::Draft),
            without: None,
        };
        let decision = decide(app, &settings, &asking).await?;
        let language = clean.language.or(settings.desk.languages.first().copied()).unwrap_or_default();
        let voice = settings.voice_for(language).ok_or_else(|| Error::internal("the desk has no voice"))?;
        let question = Question {
            id: app.id(now),
            number: 0,
            token: app.entropy().token(),
            version: 1,
            status: Status::held_by(decision.holder),
            hidden_reason: None,
            visibility: clean.visibility,
            channel: clean.channel.clone(),
            external_id: clean.external_id.clone(),
            subject: clean.subject.clone(),
            language,
            topic: decision.topic,
            customer: app.id(now),
            voice: voice.id,
            holder: decision.holder,
            asked_at: now,
        };
        let message = Message {
            id: app.id(now),
            author: Author::Customer,
            body: clean.body.clone(),
            at: now,
            channel_at: clean.channel_at,
            weight: Weight::Reply,
        };
        let assignment = Assignment {
            id: app.id(now),
            question: question.id,
            holder: decision.holder,
            topic: decision.topic,
            decided_by: decision.decided_by,
            confidence: Some(decision.confidence),
            explanation: Some(decision.explanation),
            reason: None,
            by: Actor::Desk,
            at: now,
        };
        let expert = question.holder.expert();
        let plan = terms.map(|terms| Plan { app, terms, question: question.id, expert, now });
        let reply_target = plan.and_then(|plan| plan.target(TargetKind::FirstReply));
        let draft_target = plan.filter(|_| expert.is_some()).and_then(|plan| plan.target(TargetKind::Draft));
        let draft = expert.map(|author| requested(app, &question, author, now));
        Ok(Self { actor, settings, clean, question, message, assignment, draft, reply_target, draft_target })
    }
}

/// The draft that an expert is asked for.
pub(crate) fn requested(
    app: &App,
    question: &Question,
    author: souffleur_core::id::UserId,
    now: Timestamp,
) -> Draft {
    let (id, question, state) = (app.id(now), question.id, DraftState::Requested);
    Draft { id, question, author, state, version: 0, body: None, remark: None, at: now }
}

async fn write(app: &App, request: &Request, decided: &Decided) -> Result<Asked, Error> {
    let now = decided.question.asked_at;
    let mut tx = app.store().begin().await?;
    if let Some(before) = repeated(app, &mut tx, request, decided).await? {
        return Ok(before);
    }
    let customer = find_or_make(app, &mut tx, &decided.clean, now).await?;
    let number = tx.next_number().await?;
    let question = Question { number, customer: customer.id, ..decided.question.clone() };
    write_question(&mut tx, &question, decided).await?;
    write_history(app, &mut tx, &question, decided).await?;
    write_letters(app, &mut tx, &question, decided).await?;
    let asked = answer(app, &question, decided);
    request.remember(&mut tx, &asked, now).await?;
    tx.commit().await?;
    app.router().loads.moved(None, Some(question.holder));
    Ok(asked)
}

/// The answer that the same request or the same message had before.
async fn repeated(
    app: &App,
    tx: &mut Tx,
    request: &Request,
    decided: &Decided,
) -> Result<Option<Asked>, Error> {
    if let Some(before) = request.answered::<Asked>(tx).await? {
        return Ok(Some(Asked { repeated: true, ..before }));
    }
    let Some(external_id) = &decided.clean.external_id else { return Ok(None) };
    let Some((id, message)) = tx.message_by_external(&decided.clean.channel, external_id).await? else {
        return Ok(None);
    };
    let missing = || Error::internal("a message without its question");
    let question = tx.question(id).await?.ok_or_else(missing)?;
    // The answer opens the thread, so who only guessed the id of somebody else's message does not get it.
    if decided.actor == Actor::Customer {
        let (_, said) = tx.message(message).await?.ok_or_else(missing)?;
        if said.body != decided.clean.body {
            return Err(Error::invalid("external_id", Problem::Other("names another message".to_owned())));
        }
    }
    let assignment = tx.last_assignment_of(id).await?;
    let targets = tx.targets_of(id).await?;
    let first = targets.iter().find(|target| target.kind == TargetKind::FirstReply);
    let due_at = first.and_then(|target| target.due_at);
    let assignment = assignment.map(|assignment| AssignmentView::of(&assignment, &decided.settings));
    Ok(Some(Asked { repeated: true, due_at, assignment, ..link(app, &question) }))
}

async fn write_question(tx: &mut Tx, question: &Question, decided: &Decided) -> Result<(), Error> {
    let planned = || decided.reply_target.iter().chain(&decided.draft_target);
    let reply_due_at = decided.reply_target.as_ref().and_then(|planned| planned.target.due_at);
    tx.insert_question(question, reply_due_at).await?;
    let external_id = decided.clean.external_id.as_ref();
    tx.insert_message(question.id, &decided.message, &question.channel, external_id).await?;
    tx.insert_assignment(&decided.assignment).await?;
    if let Some(draft) = &decided.draft {
        tx.insert_draft(draft).await?;
    }
    tx.insert_targets(&planned().map(|planned| planned.target.clone()).collect::<Vec<_>>()).await?;
    tx.insert_timers(&planned().flat_map(|planned| planned.timers.clone()).collect::<Vec<_>>()).await?;
    Ok(())
}

async fn write_history(app: &App, tx: &mut Tx, question: &Question, decided: &Decided) -> Result<(), Error> {
    let mut ledger = Ledger::new(app, decided.actor, question.asked_at, question.id);
    ledger.note(What::Asked { message: decided.message.id });
    let Assignment { id: assignment, holder: to, decided_by, .. } = decided.assignment;
    ledger.note_at(question.asked_at, What::Assigned { assignment, from: None, to, decided_by });
    for planned in decided.reply_target.iter().chain(&decided.draft_target) {
        ledger.note_at(question.asked_at, planned.event());
    }
    ledger.append(tx).await
}

async fn write_letters(app: &App, tx: &mut Tx, question: &Question, decided: &Decided) -> Result<(), Error> {
    let (settings, clean) = (&*decided.settings, &decided.clean);
    let (reply, draft) = (decided.reply_target.as_ref(), decided.draft_target.as_ref());
    let opening = decided.message.id;
    let letters = Occasion { app, settings, clean, question, opening, reply, draft }.letters()?;
    if letters.is_empty() { Ok(()) } else { Ok(tx.enqueue(&letters).await?) }
}

fn answer(app: &App, question: &Question, decided: &Decided) -> Asked {
    let due_at = decided.reply_target.as_ref().and_then(|planned| planned.target.due_at);
    let assignment = Some(AssignmentView::of(&decided.assignment, &decided.settings));
    Asked { due_at, assignment, ..link(app, question) }
}

/// What of an answer follows from the question alone.
fn link(app: &App, question: &Question) -> Asked {
    Asked {
        id: question.id,
        number: question.number,
        token: question.token.clone(),
        public_url: app.url(&format!("/q/{}", question.token.as_str())),
        due_at: None,
        assignment: None,
        repeated: false,
    }
}
