//! Warnings and breaches: a line of the history at the timer's true time, and alerts to those who can still do
//! something.

use souffleur_app::{error::Error, mail::MailContext, snapshot::Settings};
use souffleur_core::{alert::AlertKind, event::EventKind, question::Question, user::User};
use souffleur_question::{
    alert::AlertRequest,
    letter::{EXCERPT, Stake},
};
use souffleur_store::{OutboxItem, Target, Timer, Tx};

use super::batch::Batch;

/// How much of a promise's time is used up.
#[derive(Debug, Clone, Copy)]
pub(super) enum Passed {
    /// A share of it.
    Share(f64),
    /// All but so many minutes.
    Lead(u32),
}

/// A promise is in danger.
pub(super) fn warn(batch: &mut Batch<'_>, timer: &Timer, passed: Passed) {
    let (Some(target), Some(question)) = (batch.running(timer), batch.question(timer)) else { return };
    let (target, promise, question) = (target.clone(), target.kind.as_str().to_owned(), question.clone());
    let what = match passed {
        Passed::Share(share) => EventKind::TargetWarned { target: target.id, promise, share },
        Passed::Lead(minutes) => EventKind::TargetNear { target: target.id, promise, minutes },
    };
    batch.note(question.id, timer.due_at, what);
    // After a long stop, a warning may come when it is too late to be one.
    if target.due_at.is_none_or(|due_at| due_at > batch.now) {
        let readers = holders(&batch.settings, &question);
        let news =
            readers.iter().map(|reader| news(AlertKind::PromiseAtRisk, reader, timer, &question)).collect();
        batch.tell(news);
    }
}

/// A promise was not kept.
pub(super) fn breach(batch: &mut Batch<'_>, timer: &Timer) {
    let (Some(target), Some(question)) = (batch.running(timer), batch.question(timer)) else { return };
    let (target, promise, question) = (target.clone(), target.kind.as_str().to_owned(), question.clone());
    batch.note(question.id, timer.due_at, EventKind::TargetBreached { target: target.id, promise });
    batch.break_target(target);
    let readers = everybody_concerned(&batch.settings, &question);
    let news =
        readers.iter().map(|reader| news(AlertKind::PromiseBroken, reader, timer, &question)).collect();
    batch.tell(news);
}

/// What a policy sends by letter, whatever its readers chose to be told of.
pub(super) async fn letters(
    tx: &Tx,
    batch: &Batch<'_>,
    timer: &Timer,
    target: &Target,
    question: &Question,
    readers: &[&User],
    write: impl Fn(&MailContext<'_>, &User, &Stake<'_>) -> Result<OutboxItem, Error>,
) -> Result<Vec<OutboxItem>, Error> {
    let opening = tx.thread(question.id).await?.into_iter().next();
    let holder = question.assignee.expert().and_then(|id| batch.settings.user(id));
    let stake = Stake {
        question: question.id,
        number: question.number,
        subject: question.subject.as_deref(),
        excerpt: opening.map(|message| message.body.excerpt(EXCERPT)).unwrap_or_default(),
        kind: target.kind,
        due_at: target.due_at.unwrap_or(timer.due_at),
        holder: holder.map(|user| user.name.as_str()),
    };
    readers.iter().map(|reader| write(&batch.head, reader, &stake)).collect()
}

pub(super) fn news(kind: AlertKind, reader: &User, timer: &Timer, question: &Question) -> AlertRequest {
    let (target, at) = (timer.target, timer.due_at);
    AlertRequest { to: reader.id, kind, question: Some(question.id), target, at, detail: None }
}

/// The expert who holds the question, or the community managers where none does.
fn holders<'s>(settings: &'s Settings, question: &Question) -> Vec<&'s User> {
    let expert = question.assignee.expert().and_then(|id| settings.user(id));
    match expert.filter(|user| user.active) {
        Some(expert) => vec![expert],
        None => settings.community_managers().collect(),
    }
}

/// The expert and the community managers, each once.
fn everybody_concerned<'s>(settings: &'s Settings, question: &Question) -> Vec<&'s User> {
    let mut concerned = holders(settings, question);
    for manager in settings.community_managers() {
        if concerned.iter().all(|user| user.id != manager.id) {
            concerned.push(manager);
        }
    }
    concerned
}
