//! Running promises counted again: after a calendar, a holiday or an absence changed, or a pause began or ended. What
//! was kept or broken by then stays as it is, and so does what should have been noticed already.

use std::collections::HashMap;

use jiff::Timestamp;
use souffleur_core::{
    event::{MovedBecause, What},
    id::{PolicyId, QuestionId, TargetId},
    pause::Pause,
    question::Question,
};
use souffleur_sla::{Alarm, Pause as Uncounted, TargetKind, due_at, share_due_at};
use souffleur_store::{Reader, StoredPolicy, Target, TargetState, Timer, TimerKind, Tx};

use super::{REPLIES, plan::timers, terms::without};
use crate::{app::App, error::Error, ledger::Ledger, snapshot::Settings};

/// What due times are counted again from.
pub(crate) struct Recount<'a> {
    pub(crate) app: &'a App,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
    /// Policies in the versions that promises were made with.
    policies: HashMap<(PolicyId, i32), StoredPolicy>,
}

/// A promise with its new due time.
struct Moved {
    before: Target,
    after: Target,
    timers: Vec<Timer>,
}

impl<'a> Recount<'a> {
    /// Ready to count.
    pub(crate) fn new(app: &'a App, settings: &'a Settings, now: Timestamp) -> Self {
        Self { app, settings, now, policies: HashMap::new() }
    }

    /// Counts the promises of a question again and writes what moved: the promises, their timers, and a line of the
    /// history for each due time that is another.
    pub(crate) async fn one(
        &mut self,
        tx: &mut Tx,
        ledger: &mut Ledger,
        question: &Question,
        why: MovedBecause,
    ) -> Result<(), Error> {
        let targets = tx.targets_of(question.id).await?;
        let own = tx.pauses_of([question.id]).await?.remove(&question.id).unwrap_or_default();
        let since = targets.iter().filter(|target| self.runs(target)).map(|target| target.set_at).min();
        let Some(since) = since else { return Ok(()) };
        let house = tx.house_pauses(since, Timestamp::MAX).await?;
        let fired = tx.fired_on(&targets.iter().map(|target| target.id).collect::<Vec<_>>()).await?;
        self.know_policies(tx, &targets).await?;
        let pauses = on_question(question, &house, &own);
        let moved = self.moves(&targets, &pauses, &fired);
        self.write(tx, moved, |_, what| ledger.note_as_desk(what), why).await
    }

    /// The same for some questions at once, each with its own history.
    pub(crate) async fn many(
        &mut self,
        tx: &mut Tx,
        questions: &[(Question, MovedBecause)],
    ) -> Result<u64, Error> {
        let ids: Vec<QuestionId> = questions.iter().map(|(question, _)| question.id).collect();
        let mut targets: HashMap<QuestionId, Vec<Target>> = HashMap::new();
        let all = tx.targets_on(&ids).await?;
        self.know_policies(tx, &all).await?;
        let running: Vec<TargetId> = all.iter().filter(|one| self.runs(one)).map(|one| one.id).collect();
        let fired = tx.fired_on(&running).await?;
        let since = all.iter().filter(|one| self.runs(one)).map(|one| one.set_at).min().unwrap_or(self.now);
        for target in all {
            targets.entry(target.question).or_default().push(target);
        }
        let house = tx.house_pauses(since, Timestamp::MAX).await?;
        let own = tx.pauses_of(ids).await?;
        let (mut events, mut count) = (Vec::new(), 0);
        for (question, why) in questions {
            let Some(targets) = targets.get(&question.id) else { continue };
            let pauses = on_question(question, &house, own.get(&question.id).map_or(&[], Vec::as_slice));
            let moved = self.moves(targets, &pauses, &fired);
            count += moved.len() as u64;
            let note = |question, what| events.push(Ledger::line(self.app, self.now, question, what));
            self.write(tx, moved, note, *why).await?;
        }
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

    /// The promises that move. A draft follows the first reply, so that is counted before.
    fn moves(&self, targets: &[Target], pauses: &[Uncounted], fired: &[(TargetId, TimerKind)]) -> Vec<Moved> {
        let mut moved: Vec<Moved> = Vec::new();
        let (drafts, others): (Vec<_>, Vec<_>) =
            targets.iter().filter(|one| self.runs(one)).partition(|one| one.kind == TargetKind::Draft);
        for target in others.into_iter().chain(drafts) {
            let reply = targets.iter().rev().find(|one| REPLIES.contains(&one.kind));
            let reply =
                reply.map(|one| moved.iter().find(|m| m.after.id == one.id).map_or(one, |m| &m.after));
            moved.extend(self.count(target, reply, pauses, fired));
        }
        moved
    }

    fn count(
        &self,
        target: &Target,
        reply: Option<&Target>,
        pauses: &[Uncounted],
        fired: &[(TargetId, TimerKind)],
    ) -> Option<Moved> {
        let policy = &self.policies.get(&target.policy)?.policy;
        let stored = self.settings.calendar(target.calendar.0)?;
        let calendar = &stored.calendar;
        let due = match policy.rule(target.kind) {
            Some(rule) => due_at(calendar, rule, target.set_at, pauses),
            None => match reply.and_then(|reply| reply.due_at).filter(|due_at| *due_at > target.set_at) {
                None => Ok(None),
                Some(reply_due_at) => {
                    let expert = target.expert.and_then(|id| self.settings.user(id));
                    let away = expert.map_or(&[][..], |user| &user.expertise.absences);
                    let own = without(calendar, away, target.set_at, reply_due_at);
                    let share = policy.draft().share_of_first_reply;
                    let calendar = own.as_ref().unwrap_or(calendar);
                    share_due_at(calendar, share, target.set_at, reply_due_at, &[]).map(Some)
                }
            },
        };
        let due = due.unwrap_or_else(|error| {
            tracing::error!(target = %target.id, calendar = %stored.key, %error, "no due time");
            None
        });
        if due == target.due_at && target.calendar.1 == stored.version {
            return None;
        }
        let after = Target { due_at: due, calendar: (stored.id, stored.version), ..target.clone() };
        let alarms =
            due.and_then(|due| policy.alarms(calendar, target.kind, target.set_at, due, pauses).ok());
        let alarms: Vec<Alarm> = alarms.unwrap_or_default();
        let done = |kind: &TimerKind| fired.iter().any(|(id, done)| *id == target.id && done == kind);
        let timers = timers(due, &alarms, policy).filter(|(_, kind)| !done(kind));
        let timers = timers.map(|(at, kind)| Timer::on(&after, self.app.id(self.now), at, kind)).collect();
        Some(Moved { before: target.clone(), after, timers })
    }

    async fn write(
        &self,
        tx: &mut Tx,
        moved: Vec<Moved>,
        mut note: impl FnMut(QuestionId, What),
        why: MovedBecause,
    ) -> Result<(), Error> {
        let after: Vec<Target> = moved.iter().map(|one| one.after.clone()).collect();
        tx.move_targets(&after).await?;
        for Moved { before, after, .. } in &moved {
            if before.due_at != after.due_at {
                let (target, promise) = (after.id, after.kind.as_str().to_owned());
                let (from, to) = (before.due_at, after.due_at);
                note(after.question, What::TargetMoved { target, promise, from, to, why });
            }
        }
        let timers: Vec<Timer> = moved.into_iter().flat_map(|one| one.timers).collect();
        Ok(tx.insert_timers(&timers).await?)
    }
}

/// Every time at which the promises of a question are not counted.
fn on_question(question: &Question, house: &[Pause], own: &[Pause]) -> Vec<Uncounted> {
    let house =
        house.iter().filter(|pause| pause.scope.holds(question.id, question.topic, &question.channel));
    house.chain(own).map(|pause| Uncounted { from: pause.from, until: pause.until }).collect()
}
