//! One promise read from its question's history: from facts to a [`Fact`], without a clock or a database.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use souffleur_core::{
    event::{Event, EventKind},
    id::{DraftId, MessageId, UserId},
    metric::{DraftUse, ElapsedTime, Fact, FirstAssignment, Phase, TargetOutcome, TimeByPhase},
    pause::Pause,
    question::{Assignee, Question},
};
use souffleur_sla::{Calendar, TargetKind, elapsed};

use crate::target::{Target, TargetState};

/// Everything that a promise's line follows from.
pub(super) struct Life<'a> {
    pub(super) question: &'a Question,
    pub(super) target: &'a Target,
    /// The question's history, oldest first.
    pub(super) events: &'a [Event],
    /// Who wrote each of its drafts.
    pub(super) authors: &'a HashMap<DraftId, UserId>,
    /// Whom it went to first.
    pub(super) choice: Option<FirstAssignment>,
    /// Which of the customer's later messages say thanks.
    pub(super) thanks: &'a HashSet<MessageId>,
    /// As it was when the promise was counted.
    pub(super) calendar: &'a Calendar,
    /// The pauses of the house that the question fell into.
    pub(super) house: &'a [Pause],
    /// Those of the question itself.
    pub(super) own: &'a [Pause],
    /// The zone of the house in which the promise was first counted.
    pub(super) zone: &'a TimeZone,
    pub(super) now: Timestamp,
}

/// What a walk through the history found.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "where a question stands, each by itself")]
struct Walked {
    held_by_expert: bool,
    drafted: bool,
    decided: bool,
    assigned_at: Option<Timestamp>,
    drafted_at: Option<Timestamp>,
    handed_at: Option<Timestamp>,
    decided_at: Option<Timestamp>,
    replied: Option<(Option<DraftId>, bool)>,
    returned: bool,
    reopened: bool,
    held: bool,
    thanked: bool,
    /// A second reply left: what is said after it is said of it.
    answered_again: bool,
    excused_at: Option<Timestamp>,
    /// When each phase began, in order.
    phases: Vec<(Timestamp, Phase)>,
}

impl Life<'_> {
    pub(super) fn fact(&self) -> Fact {
        let Self { question, target, .. } = self;
        let first = target.kind == TargetKind::FirstReply;
        let (outcome, walked) = (self.outcome(), self.walk());
        let local = target.set_at.to_zoned(self.zone.clone());
        let ended = self.ended(&walked);
        let spent = walked.spent(ended, |from, until| self.lapse(from, until).working);
        let in_reality = || walked.spent(ended, |from, until| until.duration_since(from).as_millis_i64());
        let late = || spent.longest().or_else(|| in_reality().longest()).unwrap_or(walked.phase());
        let replied_at = target.met_at;
        let choice = self.choice.filter(|_| first);
        let used = walked.replied.and_then(|(draft, _)| draft).filter(|_| first && replied_at.is_some());
        let author = used.and_then(|draft| self.authors.get(&draft).copied());
        Fact {
            promise: target.id,
            question: question.id,
            number: question.number,
            first,
            asked_at: target.set_at,
            time_zone: self.zone.iana_name().unwrap_or("UTC").to_owned(),
            day: local.date(),
            hour: local.hour(),
            topic: question.topic,
            expert: target.expert,
            channel: question.channel.clone(),
            language: question.language,
            policy: target.policy,
            calendar: target.calendar,
            due_at: target.due_at,
            assigned_at: walked.assigned_at,
            drafted_at: walked.drafted_at,
            decided_at: replied_at.map(|replied| walked.decided_at.map_or(replied, |at| at.min(replied))),
            replied_at,
            outcome,
            steps: self.steps(&walked),
            spent,
            late: (outcome == TargetOutcome::Breached).then(late),
            fate: replied_at.map(|_| fate(walked.replied)),
            returned: walked.returned,
            reopened: walked.reopened,
            held: walked.held,
            thanked: walked.thanked,
            house_paused_seconds: self.house_paused(ended),
            choice,
            author,
            hit: choice.and_then(|choice| choice.expert).zip(author).map(|(first, author)| first == author),
        }
    }

    /// What became of it; one whose time has passed is broken even before its timer said so.
    fn outcome(&self) -> TargetOutcome {
        match self.target.state {
            TargetState::Met => TargetOutcome::Met,
            TargetState::Breached => TargetOutcome::Breached,
            TargetState::NoReplyNeeded => TargetOutcome::NoReplyNeeded,
            TargetState::Pending if self.target.due_at.is_some_and(|due| due <= self.now) => {
                TargetOutcome::Breached
            }
            TargetState::Pending => TargetOutcome::Pending,
        }
    }

    /// When it was kept, broken or excused; of one that runs, now.
    fn ended(&self, walked: &Walked) -> Timestamp {
        let Target { met_at, due_at, state, .. } = self.target;
        let ended = match state {
            TargetState::NoReplyNeeded => walked.excused_at.or(*due_at),
            _ => met_at.iter().chain(due_at).min().copied(),
        };
        ended.unwrap_or(self.now).min(self.now).max(self.target.set_at)
    }

    fn walk(&self) -> Walked {
        let asked = self.target.set_at;
        let mut walked = Walked::default();
        let known = self.events.iter().any(|event| matches!(event.what, EventKind::Assigned { .. }));
        if !known && self.target.expert.is_some() {
            // A past of which only the outcome is known: it was held from the beginning.
            (walked.held_by_expert, walked.assigned_at) = (true, Some(asked));
        }
        for event in self.events.iter().filter(|event| event.at <= asked) {
            if let EventKind::Assigned { to, .. } = &event.what {
                walked.held_by_expert = matches!(to, Assignee::Expert(_));
            }
        }
        if walked.held_by_expert {
            walked.assigned_at = Some(asked);
        }
        walked.phases.push((asked, walked.phase()));
        for event in self.events {
            if let EventKind::NoReplyNeeded { target, .. } = event.what
                && target == self.target.id
            {
                walked.excused_at = Some(event.at);
            }
            let before = self.target.kind == TargetKind::FirstReply || event.at > asked;
            if before && event.at >= asked {
                self.step(&mut walked, event);
            }
        }
        walked
    }

    fn step(&self, walked: &mut Walked, event: &Event) {
        let at = event.at;
        if walked.replied.is_some() {
            let opened = matches!(&event.what, EventKind::StatusChanged { from, to, .. } if to.is_open() && !from.is_open());
            walked.reopened |= opened || matches!(event.what, EventKind::FollowedUp { .. });
            walked.answered_again |= matches!(event.what, EventKind::Replied { .. });
            walked.thanked |= !walked.answered_again
                && matches!(&event.what, EventKind::FollowedUp { message } if self.thanks.contains(message));
            return;
        }
        match &event.what {
            EventKind::Assigned { to, .. } => {
                walked.held_by_expert = to.expert().is_some();
                walked.drafted &= !walked.held_by_expert;
                if walked.held_by_expert {
                    walked.assigned_at.get_or_insert(at);
                }
            }
            EventKind::DraftSubmitted { .. } => {
                walked.drafted = true;
                walked.drafted_at.get_or_insert(at);
                walked.handed_at = Some(at);
            }
            EventKind::DraftReturned { .. } => (walked.drafted, walked.returned) = (false, true),
            EventKind::ReplyScheduled { .. } => (walked.decided, walked.decided_at) = (true, Some(at)),
            EventKind::ReplyRecalled | EventKind::ReplyStopped { .. } => {
                (walked.decided, walked.decided_at) = (false, None);
            }
            EventKind::HoldingSent { .. } => walked.held = true,
            EventKind::Replied { draft, unchanged, .. } if self.target.met_at.is_some() => {
                walked.replied = Some((*draft, *unchanged));
                return;
            }
            _ => return,
        }
        walked.phases.push((at, walked.phase()));
    }

    fn steps(&self, walked: &Walked) -> [Option<ElapsedTime>; 4] {
        let (asked, replied) = (self.target.set_at, self.target.met_at);
        let decided = replied.map(|replied| walked.decided_at.map_or(replied, |at| at.min(replied)));
        let lapse = |from: Option<Timestamp>, until: Option<Timestamp>| {
            let (from, until) = from.zip(until)?;
            (from <= until).then(|| self.lapse(from, until))
        };
        [
            lapse(Some(asked), walked.assigned_at),
            lapse(walked.assigned_at, walked.drafted_at),
            lapse(walked.handed_at, decided),
            lapse(Some(asked), replied),
        ]
    }

    fn lapse(&self, from: Timestamp, until: Timestamp) -> ElapsedTime {
        if from == until {
            return ElapsedTime { working: 0, real: 0 };
        }
        let paused = self.house.iter().chain(self.own);
        let paused: Vec<_> =
            paused.map(|pause| souffleur_sla::Pause { from: pause.from, until: pause.until }).collect();
        let working = elapsed(self.calendar, from, until, &paused).as_secs();
        ElapsedTime { working, real: until.duration_since(from).as_secs() }
    }

    /// Pauses that lasted at once are counted once.
    fn house_paused(&self, ended: Timestamp) -> i64 {
        let (mut paused, mut seen) = (SignedDuration::ZERO, self.target.set_at);
        let mut in_order: Vec<&Pause> = self.house.iter().collect();
        in_order.sort_by_key(|pause| pause.from);
        for pause in in_order {
            let (from, until) = (pause.from.max(seen), pause.until.map_or(ended, |until| until.min(ended)));
            if from < until {
                paused += until.duration_since(from);
                seen = until;
            }
        }
        let seconds = paused.as_secs();
        seconds + i64::from(paused.subsec_nanos() > 0)
    }
}

impl Walked {
    /// How long the promise waited for whom until its end.
    fn spent(&self, ended: Timestamp, long: impl Fn(Timestamp, Timestamp) -> i64) -> TimeByPhase {
        let mut spent = TimeByPhase::default();
        let ends = self.phases.iter().skip(1).map(|(from, _)| *from).chain([ended]);
        for ((from, phase), until) in self.phases.iter().zip(ends) {
            let (from, until) = ((*from).min(ended), until.min(ended));
            if from < until {
                spent.0[*phase as usize] += long(from, until);
            }
        }
        spent
    }

    fn phase(&self) -> Phase {
        match (self.decided, self.drafted, self.held_by_expert) {
            (true, ..) => Phase::Sending,
            (_, true, _) => Phase::Approval,
            (.., true) => Phase::Expert,
            _ => Phase::Assignment,
        }
    }
}

fn fate(replied: Option<(Option<DraftId>, bool)>) -> DraftUse {
    match replied {
        Some((Some(_), true)) => DraftUse::Unchanged,
        Some((Some(_), false)) => DraftUse::Edited,
        _ => DraftUse::OwnWords,
    }
}

/// Milliseconds as the numbers of a ledger.
trait Millis {
    fn as_millis_i64(&self) -> i64;
}

impl Millis for SignedDuration {
    fn as_millis_i64(&self) -> i64 {
        i64::try_from(self.as_millis()).unwrap_or(i64::MAX)
    }
}
