//! Running promises counted again: after a calendar, a holiday or an absence changed, a pause began or ended, or another
//! policy applies. What was kept or broken by then stays as it is, and so does what should have been noticed already.

mod count;

use std::collections::HashMap;

use jiff::Timestamp;
use souffleur_core::{
    event::{Event, EventKind, RescheduleReason},
    id::{PolicyId, QuestionId, TargetId},
    pause::Pause,
    question::Question,
    text::Key,
};
use souffleur_sla::Pause as Uncounted;
use souffleur_store::{Reader, StoredPolicy, Target, TargetState, Timer, TimerKind, Tx};

use crate::{App, error::Error, history::History, snapshot::Settings};

/// What due times are counted again from.
pub struct Recount<'a> {
    /// The application.
    pub app: &'a App,
    /// The settings that due times are counted from.
    pub settings: &'a Settings,
    /// The instant of counting.
    pub now: Timestamp,
    /// Policies in the versions that promises were made with.
    policies: HashMap<(PolicyId, i32), StoredPolicy>,
}

/// A question with what its promises are counted from.
struct RecountItem<'c> {
    question: &'c Question,
    /// What the house calls its customer.
    tags: &'c [Key],
    /// Every promise ever made on it.
    targets: &'c [Target],
    /// When they are not counted.
    pauses: Vec<Uncounted>,
    /// What has fired already on them.
    fired: &'c [(TargetId, TimerKind)],
    why: RescheduleReason,
}

/// A promise with its new due time.
struct Moved {
    before: Target,
    after: Target,
    timers: Vec<Timer>,
    why: RescheduleReason,
}

impl Moved {
    /// The line of the history; none where it is due when it was.
    fn event(&self) -> Option<EventKind> {
        let (from, to) = (self.before.due_at, self.after.due_at);
        let (target, promise) = (self.after.id, self.after.kind.as_str().to_owned());
        (from != to).then_some(EventKind::TargetMoved { target, promise, from, to, why: self.why })
    }
}

impl<'a> Recount<'a> {
    /// Ready to count.
    pub fn new(app: &'a App, settings: &'a Settings, now: Timestamp) -> Self {
        Self { app, settings, now, policies: HashMap::new() }
    }

    /// Counts the promises of a question again and writes what moved: the promises, their timers, and a line of the
    /// history for each due time that is another.
    pub async fn one(
        &mut self,
        tx: &mut Tx,
        history: &mut History,
        question: &Question,
        why: RescheduleReason,
    ) -> Result<(), Error> {
        let targets = tx.targets_of(question.id).await?;
        let own = tx.pauses_of([question.id]).await?.remove(&question.id).unwrap_or_default();
        let since = targets.iter().filter(|target| self.runs(target)).map(|target| target.set_at).min();
        let Some(since) = since else { return Ok(()) };
        let house = tx.house_pauses(since, Timestamp::MAX).await?;
        let fired = tx.fired_on(&targets.iter().map(|target| target.id).collect::<Vec<_>>()).await?;
        self.know_policies(tx, &targets).await?;
        let tags = tx.tags_on(&[question.id]).await?.remove(&question.id).unwrap_or_default();
        let pauses = on_question(question, &house, &own);
        let case = RecountItem { question, tags: &tags, targets: &targets, pauses, fired: &fired, why };
        let moved = self.moves(&case);
        moved.iter().filter_map(Moved::event).for_each(|what| history.note_as_desk(what));
        write(tx, moved).await
    }

    /// The same for some questions at once, each with its own history.
    pub async fn many(
        &mut self,
        tx: &mut Tx,
        questions: &[(Question, RescheduleReason)],
    ) -> Result<u64, Error> {
        let ids: Vec<QuestionId> = questions.iter().map(|(question, _)| question.id).collect();
        let mut targets: HashMap<QuestionId, Vec<Target>> = HashMap::new();
        let all = tx.targets_on(&ids).await?;
        self.know_policies(tx, &all).await?;
        let running: Vec<TargetId> = all.iter().filter(|one| self.runs(one)).map(|one| one.id).collect();
        let mut fired: HashMap<TargetId, Vec<(TargetId, TimerKind)>> = HashMap::new();
        for (target, kind) in tx.fired_on(&running).await? {
            fired.entry(target).or_default().push((target, kind));
        }
        let since = all.iter().filter(|one| self.runs(one)).map(|one| one.set_at).min().unwrap_or(self.now);
        for target in all {
            targets.entry(target.question).or_default().push(target);
        }
        let house = tx.house_pauses(since, Timestamp::MAX).await?;
        let (tags, own) = (tx.tags_on(&ids).await?, tx.pauses_of(ids).await?);
        let mut moved = Vec::new();
        for (question, why) in questions {
            let Some(targets) = targets.get(&question.id) else { continue };
            let fired: Vec<_> =
                targets.iter().filter_map(|one| fired.get(&one.id)).flatten().cloned().collect();
            let case = RecountItem {
                question,
                tags: tags.get(&question.id).map_or(&[], Vec::as_slice),
                targets,
                pauses: on_question(question, &house, own.get(&question.id).map_or(&[], Vec::as_slice)),
                fired: &fired,
                why: *why,
            };
            moved.extend(self.moves(&case));
        }
        let line = |one: &Moved| Some(History::line(self.app, self.now, one.after.question, one.event()?));
        let events: Vec<Event> = moved.iter().filter_map(line).collect();
        let count = moved.len() as u64;
        write(tx, moved).await?;
        tx.append(&events).await?;
        Ok(count)
    }

    fn runs(&self, target: &Target) -> bool {
        // One whose time has passed is broken, whether or not that was noticed yet.
        target.state == TargetState::Pending && target.due_at.is_none_or(|due_at| due_at > self.now)
    }

    async fn know_policies(&mut self, reader: &Reader, targets: &[Target]) -> Result<(), Error> {
        for target in targets.iter().filter(|target| target.state == TargetState::Pending) {
            if self.policies.contains_key(&target.policy) {
                continue;
            }
            let (id, version) = target.policy;
            let current = self.settings.policies.iter().find(|one| one.id == id && one.version == version);
            let policy = match current {
                Some(policy) => policy.clone(),
                None => {
                    reader.policy(id, version).await?.ok_or_else(|| Error::internal("a policy is gone"))?
                }
            };
            self.policies.insert(target.policy, policy);
        }
        Ok(())
    }
}

/// Writes what moved: the promises and their timers.
async fn write(tx: &mut Tx, moved: Vec<Moved>) -> Result<(), Error> {
    let after: Vec<Target> = moved.iter().map(|one| one.after.clone()).collect();
    tx.move_targets(&after).await?;
    let timers: Vec<Timer> = moved.into_iter().flat_map(|one| one.timers).collect();
    Ok(tx.insert_timers(&timers).await?)
}

/// Every time at which the promises of a question are not counted.
fn on_question(question: &Question, house: &[Pause], own: &[Pause]) -> Vec<Uncounted> {
    let house =
        house.iter().filter(|pause| pause.scope.holds(question.id, question.topic, &question.channel));
    house.chain(own).map(|pause| Uncounted { from: pause.from, until: pause.until }).collect()
}
