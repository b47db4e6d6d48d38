//! The same person asked twice: the later question goes on in the earlier one. Its promise was made later, so none is put off;
//! it is excused with the reason, and counted so. What was said in it is shown in the other, and nothing of it is moved.

use souffleur_app::{
    App,
    error::{Error, Problem},
    history::History,
    promise::{REPLIES, end_wait, meet, waive, waive_draft},
};
use souffleur_app::{access::allow, error::RelationProblem};
use souffleur_core::{
    Actor, event::EventKind, id::QuestionId, permission::Action, proof::MergedThreadView, question::Question,
    text::Remark,
};
use souffleur_sla::TargetKind;
use souffleur_store::{Reader, Target};

use super::{proof::shown, transaction::QuestionTx, waiting::save_changed};

/// Where it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// The question that stays: the older of the two.
    pub into: QuestionId,
    /// Its number.
    pub number: i64,
    /// The number of the other.
    pub merged: i64,
}

/// Merges a question with another one of the same customer, which people call by its number. The older one stays.
pub async fn merge(
    app: &App,
    actor: Actor,
    id: QuestionId,
    number: i64,
    version: Option<i64>,
) -> Result<Merged, Error> {
    actor.may(Action::Relate)?;
    let reader = app.store().read();
    let own = allow(&reader, actor, Action::Relate, reader.question(id).await?).await?;
    let other = reader.question_by_number(number).await?;
    let other = other.ok_or_else(|| Error::invalid("number", Problem::Unknown))?;
    let (older, younger) = if other.number < own.number { (other.id, id) } else { (id, other.id) };
    let mut tx = app.store().begin().await?;
    let older = tx.question_for_update(older).await?;
    let older = allow(&tx, actor, Action::Relate, older).await?;
    let mut opened = QuestionTx::lock_within(app, tx, actor, Action::Relate, younger, None).await?;
    let seen = if older.id == id { &older } else { &opened.question };
    if version.is_some_and(|version| version != seen.version) {
        return Err(Error::Stale { current: seen.version });
    }
    refuse(&mut opened, &older, id).await?;
    let (merged, now) = (opened.question.number, opened.now);
    close(app, &mut opened, &older).await?;
    move_merged(app, &mut opened, &older).await?;
    let mut beside = History::new(app, actor, now, older.id);
    beside.note(EventKind::MergedIn { merged: opened.question.id, number: merged });
    // Whoever writes a reply to it has not read what was asked in the other.
    save_changed(app, &mut opened.tx, &mut beside, &older).await?;
    beside.append(&mut opened.tx).await?;
    opened.commit().await?;
    Ok(Merged { into: older.id, number: older.number, merged })
}

async fn refuse(opened: &mut QuestionTx, older: &Question, page: QuestionId) -> Result<(), Error> {
    let younger = &opened.question;
    let other = if older.id == page { younger } else { older };
    let problem = if younger.id == older.id {
        Some(RelationProblem::Itself)
    } else if younger.customer != older.customer {
        Some(RelationProblem::OtherCustomer(other.number))
    } else if !may_be_shown(&opened.tx, younger, older).await? {
        Some(RelationProblem::Unproven(other.number))
    } else if !other.status.is_open() {
        Some(RelationProblem::Done(other.number))
    } else if !younger.status.is_open() || !older.status.is_open() {
        Some(RelationProblem::Done(if older.id == page { older.number } else { younger.number }))
    } else {
        let (mine, theirs) =
            (opened.tx.unmet_targets(younger.id).await?, opened.tx.unmet_targets(older.id).await?);
        puts_off(&mine, &theirs).then_some(RelationProblem::Later(older.number))
    };
    problem.map_or(Ok(()), |problem| Err(Error::invalid("number", problem)))
}

/// Whether whoever has the link of either may see something of the other: what the wall shows, or all of it where both senders
/// are proven.
async fn may_be_shown(reader: &Reader, younger: &Question, older: &Question) -> Result<bool, Error> {
    let ways = [shown(reader, younger, older).await?, shown(reader, older, younger).await?];
    Ok(!ways.contains(&MergedThreadView::Nothing))
}

/// Whether what is owed on the younger question would be owed later, or not at all, on the older.
fn puts_off(younger: &[Target], older: &[Target]) -> bool {
    let owed = |targets: &[Target]| -> Vec<Target> {
        targets.iter().filter(|target| REPLIES.contains(&target.kind)).cloned().collect()
    };
    let (younger, older) = (owed(younger), owed(older));
    if younger.is_empty() {
        return false;
    }
    let soonest = |targets: &[Target]| targets.iter().filter_map(|target| target.due_at).min();
    match (soonest(&younger), soonest(&older)) {
        (_, None) => soonest(&younger).is_some() || older.is_empty(),
        (None, Some(_)) => false,
        (Some(younger), Some(older)) => younger < older,
    }
}

/// Closes the younger one: what it promised is excused, for it is promised in the other.
async fn close(app: &App, opened: &mut QuestionTx, older: &Question) -> Result<(), Error> {
    let from = opened.question.status;
    let to = from.closed()?;
    let reason = Remark::parse(&format!("merged into #{}", older.number)).map_err(Error::internal)?;
    opened.question.status = to;
    opened.question.merged_into = Some(older.id);
    let QuestionTx { tx, history, now, question, actor, .. } = opened;
    let targets = tx.pending_targets(question.id).await?;
    for target in &targets {
        match target.kind {
            TargetKind::FirstReply | TargetKind::NextReply => {
                waive(tx, history, target.clone(), &reason, *now).await?;
            }
            TargetKind::Close => meet(tx, history, target.clone(), *now).await?,
            TargetKind::Draft => {}
        }
    }
    waive_draft(tx, history, &targets, "merged", *now).await?;
    end_wait(app, tx, history, question, *actor, *now).await?;
    history.note(EventKind::Merged { into: older.id, number: older.number });
    history.note(EventKind::StatusChanged { from, to, reason: Some(reason) });
    Ok(())
}

/// What had been merged into the younger one goes on in the older, too.
async fn move_merged(app: &App, opened: &mut QuestionTx, older: &Question) -> Result<(), Error> {
    let (now, actor) = (opened.now, opened.actor);
    for row in opened.tx.merged_into(opened.question.id).await? {
        let Some(mut third) = opened.tx.question_for_update(row.id).await? else { continue };
        third.merged_into = Some(older.id);
        let mut history = History::new(app, actor, now, third.id);
        history.note(EventKind::Merged { into: older.id, number: older.number });
        save_changed(app, &mut opened.tx, &mut history, &third).await?;
        history.append(&mut opened.tx).await?;
    }
    Ok(())
}

/// It was not the same after all. The question must then be saved.
pub(super) async fn part(app: &App, opened: &mut QuestionTx) -> Result<(), Error> {
    let Some(older) = opened.question.merged_into.take() else { return Ok(()) };
    let QuestionTx { tx, history, question, actor, now, .. } = opened;
    let older = tx.question(older).await?.ok_or(Error::NotFound)?;
    history.note(EventKind::Unmerged { other: older.id, number: older.number });
    let mut beside = History::new(app, *actor, *now, older.id);
    beside.note(EventKind::Unmerged { other: question.id, number: question.number });
    beside.append(tx).await
}
