//! The promises of the last month, judged by the policies of now and by changed ones.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use souffleur_app::{
    App,
    error::Error,
    promise::{AppliedPolicy, Known},
    snapshot::Settings,
};
use souffleur_core::{
    id::{QuestionId, TopicId},
    text::Key,
};
use souffleur_sla::{Pause, TargetKind};
use souffleur_store::{
    TargetState,
    read::{ReportLine, ReportQuery},
};

/// How far back "last month" reaches.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Questions that are listed; the rest are counted.
const MOST_LISTED: usize = 50;
/// Promises read at once.
const PAGE: u32 = 500;

/// What became of promises, or would have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Kept.
    pub met: u64,
    /// Broken.
    pub breached: u64,
    /// Still running.
    pub pending: u64,
}

/// What changed policies would have done to the promises of the last thirty days.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LastMonth {
    /// What became of them.
    pub before: Counts,
    /// What would have become of them.
    pub after: Counts,
    /// How many would have been due at another time.
    pub moved: u64,
    /// How many would have ended otherwise.
    pub differ: u64,
    /// The first of those, the newest first.
    pub questions: Vec<Differs>,
}

/// A promise that would have ended otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Differs {
    /// The question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// Its subject, or how it begins.
    pub subject: String,
    /// Which promise.
    pub kind: TargetKind,
    /// When it began.
    pub set_at: Timestamp,
    /// When it was met.
    pub met_at: Option<Timestamp>,
    /// When it was due.
    pub due_before: Option<Timestamp>,
    /// When it would have been.
    pub due_after: Option<Timestamp>,
    /// What became of it.
    pub before: TargetState,
    /// What would have become of it.
    pub after: TargetState,
    /// The key of the policy it would have had.
    pub policy: String,
}

/// Judges the last month by both.
pub(super) async fn compare(app: &App, settings: &Settings, changed: &Settings) -> Result<LastMonth, Error> {
    let now = app.now();
    let query = ReportQuery::new(now - MONTH, now);
    let reader = app.store().read();
    let house = reader.house_pauses(query.from, now).await?;
    let (mut month, mut after) = (LastMonth::default(), None);
    let mut differing = Vec::new();
    loop {
        let page = reader.report_questions(&query, after, PAGE).await?;
        let ids: Vec<QuestionId> = page.items.iter().map(|line| line.promise.question).collect();
        let tags = reader.tags_on(&ids).await?;
        let own = reader.pauses_of(ids).await?;
        for line in page.items.iter().filter(|line| line.promise.state != TargetState::NoReplyNeeded) {
            let id = line.promise.question;
            let waits = own.get(&id).into_iter().flatten();
            let topic = line.question.topic.as_ref().map(|(id, ..)| *id);
            let stood = house.iter().filter(|pause| pause.scope.holds(id, topic, &line.question.channel));
            let pauses: Vec<Pause> =
                stood.chain(waits).map(|pause| Pause { from: pause.from, until: pause.until }).collect();
            let tags = tags.get(&id).map_or(&[][..], Vec::as_slice);
            differing.extend(month.add(settings, changed, line, tags, topic, &pauses, now));
        }
        match page.next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    month.differ = differing.len() as u64;
    month.questions = differing.into_iter().rev().take(MOST_LISTED).collect();
    Ok(month)
}

impl Counts {
    fn add(&mut self, state: TargetState) {
        match state {
            TargetState::Met => self.met += 1,
            TargetState::Breached => self.breached += 1,
            TargetState::Pending => self.pending += 1,
            TargetState::NoReplyNeeded => {}
        }
    }
}

impl LastMonth {
    #[expect(clippy::too_many_arguments, reason = "one promise with everything it is judged by")]
    fn add(
        &mut self,
        settings: &Settings,
        changed: &Settings,
        line: &ReportLine,
        tags: &[Key],
        topic: Option<TopicId>,
        pauses: &[Pause],
        now: Timestamp,
    ) -> Option<Differs> {
        let (promise, question) = (&line.promise, &line.question);
        let language = Some(question.language);
        let known = Known { channel: &question.channel, topic, language, tags, at: promise.set_at };
        let due_of = |settings| {
            let terms = AppliedPolicy::select(settings, &known)?;
            let due =
                terms.policy.policy.promise(&terms.calendar.calendar, promise.kind, promise.set_at, pauses);
            Some((terms.policy.key.to_string(), due.ok().flatten()?.due_at))
        };
        // What would have come of today's policies, so that a change of another day is not held against this one.
        let (_, due_now) = due_of(settings)?;
        let (policy, due_then) = due_of(changed)?;
        let (before, after) = (judged(due_now, promise.met_at, now), judged(due_then, promise.met_at, now));
        self.before.add(before);
        self.after.add(after);
        self.moved += u64::from(due_now != due_then);
        (before != after).then(|| Differs {
            question: promise.question,
            number: promise.number,
            subject: question.subject.as_deref().unwrap_or(&question.excerpt).to_owned(),
            kind: promise.kind,
            set_at: promise.set_at,
            met_at: promise.met_at,
            due_before: due_now,
            due_after: due_then,
            before,
            after,
            policy,
        })
    }
}

/// What becomes of a promise with this due time: kept strictly before it, broken at it.
fn judged(due_at: Option<Timestamp>, met_at: Option<Timestamp>, now: Timestamp) -> TargetState {
    match (due_at, met_at) {
        (Some(due_at), Some(met_at)) if met_at >= due_at => TargetState::Breached,
        (_, Some(_)) => TargetState::Met,
        (Some(due_at), None) if due_at <= now => TargetState::Breached,
        (_, None) => TargetState::Pending,
    }
}
