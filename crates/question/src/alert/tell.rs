//! The letter that says to one person what they are to be told by now: one letter, however much that is.

use souffleur_app::{error::Error, mail::MailContext, snapshot::Settings};
use souffleur_core::{alert::AlertKind, id::UserId, user::User};
use souffleur_sla::TargetKind;
use souffleur_store::{AlertLine, AlertPromise, OutboxItem, TargetState, Tx};

use crate::letter::{
    self, AlertItem, EXCERPT, Stake, Work, promise_at_risk, promise_broken, question_for_you,
};

/// Writes the letter of everything that one person is to be told by letter by now, and tells their pages to look. What
/// is no longer true is left out: the warning of a promise that was kept, or broken meanwhile, is none.
pub async fn tell(
    tx: &mut Tx,
    head: &MailContext<'_>,
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
        [line] => Single { head, settings, reader, line }.letter(tx).await?,
        several => Some(letter::alerts(head, reader, several.iter().filter_map(item).collect())?),
    };
    Ok(letter.into_iter().collect())
}

/// Whether there is still something to tell.
fn holds(line: &AlertLine, reader: UserId) -> bool {
    match line.kind {
        AlertKind::QuestionForYou => line.expert == Some(reader),
        AlertKind::PromiseAtRisk => line.promise.is_some_and(|promise| promise.state == TargetState::Pending),
        AlertKind::PromiseBroken
        | AlertKind::ColleagueAsks
        | AlertKind::SideDraft
        | AlertKind::ReplyStopped
        | AlertKind::DeliveryFailed
        | AlertKind::MailPaused
        | AlertKind::MailResumed
        | AlertKind::MorningDigest
        | AlertKind::NoonDigest
        | AlertKind::WeeklyReport => true,
    }
}

/// A line of a letter; what is about no question is told in the page.
fn item(line: &AlertLine) -> Option<AlertItem> {
    Some(AlertItem {
        kind: line.kind,
        question: line.question?,
        number: line.number?,
        title: line.title.clone(),
        promise: line.promise.map(|promise| promise.kind),
        due_at: line.promise.and_then(|promise| promise.due_at),
    })
}

/// One alert that is to be told by itself.
struct Single<'a> {
    head: &'a MailContext<'a>,
    settings: &'a Settings,
    reader: &'a User,
    line: &'a AlertLine,
}

impl Single<'_> {
    async fn letter(&self, tx: &Tx) -> Result<Option<OutboxItem>, Error> {
        let Self { head, reader, line, .. } = *self;
        match (line.kind, line.promise) {
            (AlertKind::QuestionForYou, _) => self.call(tx).await,
            (AlertKind::PromiseAtRisk, Some(promise)) => {
                self.stake(promise).map(|stake| promise_at_risk(head, reader, &stake)).transpose()
            }
            (AlertKind::PromiseBroken, Some(promise)) => {
                self.stake(promise).map(|stake| promise_broken(head, reader, &stake)).transpose()
            }
            _ => item(line).map(|item| letter::alerts(head, reader, vec![item])).transpose(),
        }
    }

    fn stake(&self, promise: AlertPromise) -> Option<Stake<'_>> {
        let holder = self.line.expert.and_then(|id| self.settings.user(id));
        Some(Stake {
            question: self.line.question?,
            number: self.line.number?,
            subject: None,
            excerpt: self.line.title.clone(),
            kind: promise.kind,
            due_at: promise.due_at.unwrap_or(self.line.at),
            holder: holder.map(|user| user.name.as_str()),
        })
    }

    /// The call to work that was held back while it was quiet.
    async fn call(&self, tx: &Tx) -> Result<Option<OutboxItem>, Error> {
        let Some(id) = self.line.question else { return Ok(None) };
        let Some(question) = tx.question(id).await? else { return Ok(None) };
        let targets = tx.pending_targets(id).await?;
        let due_at = |draft: bool| {
            let wanted = targets.iter().filter(|target| (target.kind == TargetKind::Draft) == draft);
            wanted.filter_map(|target| target.due_at).min()
        };
        let opening = tx.thread(id).await?.into_iter().next();
        let topic = question.topic.and_then(|id| self.settings.topic(id));
        let work = Work {
            question: question.id,
            number: question.number,
            subject: question.subject.as_deref(),
            excerpt: opening.map(|message| message.body.excerpt(EXCERPT)).unwrap_or_default(),
            topic: topic.map(|topic| topic.name.as_str()),
            draft_due_at: due_at(true),
            reply_due_at: due_at(false),
        };
        question_for_you(self.head, self.reader, &work).map(Some)
    }
}
