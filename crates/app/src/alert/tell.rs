//! The letter that says to one person what they are to be told by now: one letter, however much that is.

use souffleur_core::{alert::AlertKind, id::UserId, user::User};
use souffleur_sla::TargetKind;
use souffleur_store::{AlertLine, OutboxItem, TargetState, Tx};

use crate::{
    error::Error,
    intake::EXCERPT,
    letter::{self, AlertItem, Letterhead, Stake, Work, promise_at_risk, promise_broken, question_for_you},
    snapshot::Settings,
};

/// Writes the letter of everything that one person is to be told by letter by now, and tells their pages to look. What
/// is no longer true is left out: the warning of a promise that was kept, or broken meanwhile, is none.
pub(crate) async fn tell(
    tx: &mut Tx,
    head: &Letterhead<'_>,
    settings: &Settings,
    user: UserId,
) -> Result<Vec<OutboxItem>, Error> {
    tx.notify_alerts([user]);
    let all = tx.alerts_to_mail(user, head.now()).await?;
    let ids: Vec<_> = all.iter().map(|line| line.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.alerts_mailed(&ids, head.now()).await?;
    let Some(reader) = settings.user(user).filter(|user| user.active) else { return Ok(Vec::new()) };
    let lines: Vec<AlertLine> = all.into_iter().filter(|line| holds(line, user)).collect();
    let letter = match lines.as_slice() {
        [] => None,
        [one] => single(tx, head, settings, reader, one).await?,
        several => Some(letter::alerts(head, reader, several.iter().map(item).collect())?),
    };
    Ok(letter.into_iter().collect())
}

/// Whether there is still something to tell.
fn holds(line: &AlertLine, reader: UserId) -> bool {
    match line.kind {
        AlertKind::QuestionForYou => line.expert == Some(reader),
        AlertKind::PromiseAtRisk => {
            line.promise.as_ref().is_some_and(|(_, state, _)| *state == TargetState::Pending)
        }
        AlertKind::PromiseBroken | AlertKind::MorningDigest | AlertKind::NoonDigest => true,
    }
}

fn item(line: &AlertLine) -> AlertItem {
    let promise = line.promise.as_ref();
    AlertItem {
        kind: line.kind,
        question: line.question,
        number: line.number,
        title: line.title.clone(),
        promise: promise.map(|(kind, ..)| *kind),
        due_at: promise.and_then(|(.., due_at)| *due_at),
    }
}

async fn single(
    tx: &Tx,
    head: &Letterhead<'_>,
    settings: &Settings,
    reader: &User,
    line: &AlertLine,
) -> Result<Option<OutboxItem>, Error> {
    let holder = line.expert.and_then(|id| settings.user(id));
    let stake = |kind: TargetKind| Stake {
        question: line.question,
        number: line.number,
        subject: None,
        excerpt: line.title.clone(),
        kind,
        due_at: line.promise.as_ref().and_then(|(.., due_at)| *due_at).unwrap_or(line.at),
        holder: holder.map(|user| user.name.as_str()),
    };
    match (line.kind, &line.promise) {
        (AlertKind::QuestionForYou, _) => call(tx, head, settings, reader, line).await,
        (AlertKind::PromiseAtRisk, Some((kind, ..))) => {
            promise_at_risk(head, reader, &stake(*kind)).map(Some)
        }
        (AlertKind::PromiseBroken, Some((kind, ..))) => promise_broken(head, reader, &stake(*kind)).map(Some),
        _ => letter::alerts(head, reader, vec![item(line)]).map(Some),
    }
}

/// The call to work that was held back while it was quiet.
async fn call(
    tx: &Tx,
    head: &Letterhead<'_>,
    settings: &Settings,
    reader: &User,
    line: &AlertLine,
) -> Result<Option<OutboxItem>, Error> {
    let Some(question) = tx.question(line.question).await? else { return Ok(None) };
    let targets = tx.pending_targets(line.question).await?;
    let due_at = |draft: bool| {
        let wanted = targets.iter().filter(|target| (target.kind == TargetKind::Draft) == draft);
        wanted.filter_map(|target| target.due_at).min()
    };
    let opening = tx.thread(line.question).await?.into_iter().next();
    let work = Work {
        question: question.id,
        number: question.number,
        subject: question.subject.as_deref(),
        excerpt: opening.map(|message| message.body.excerpt(EXCERPT)).unwrap_or_default(),
        topic: question.topic.and_then(|id| settings.topic(id)).map(|topic| topic.name.as_str()),
        draft_due_at: due_at(true),
        reply_due_at: due_at(false),
    };
    question_for_you(head, reader, &work).map(Some)
}
