//! Trying promises out, before anybody relies on them: which policy a question would get and why, and what changed
//! policies would have done to the last month.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor, Language,
    channel::Channel,
    id::{CalendarId, PolicyId, QuestionId, TopicId},
    permission::Action,
    text::Key,
};
use souffleur_sla::{Condition, Facts, Pause, Step, TargetKind, explain};
use souffleur_store::{
    StoredPolicy, TargetState,
    read::{ReportLine, ReportQuery},
};

use super::{
    form::no_such,
    known::Known as Names,
    policy::{self, PolicyForm},
};
use crate::{
    app::App,
    error::{Error, Problem, Problems},
    promise::{Known, Terms},
    snapshot::Settings,
};

/// How far back "last month" reaches.
const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Questions that are listed; the rest are counted.
const MOST_LISTED: usize = 50;
/// Promises read at once.
const PAGE: u32 = 500;

/// A question that is only thought of, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrialForm {
    /// A channel's name; the ask form's where it is empty.
    pub channel: String,
    /// A topic's key, or empty.
    pub topic: String,
    /// `fr`, `en`, or empty for the desk's.
    pub language: String,
    /// Customers' tags: `vip, press`.
    pub tag: String,
    /// A local time such as `2026-11-23T11:59`, or an instant; now where it is empty.
    pub asked_at: String,
}

/// What a question would be promised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// When it would be asked.
    pub asked_at: Timestamp,
    /// The zone it is counted in.
    pub time_zone: String,
    /// The key of the policy it gets.
    pub policy: String,
    /// Its id.
    pub policy_id: PolicyId,
    /// Whether that is the default, because no other fits.
    pub is_default: bool,
    /// The policies that were tried before it, each with the first condition that does not hold.
    pub passed: Vec<Passed>,
    /// What is promised.
    pub targets: Vec<TriedTarget>,
}

/// A policy that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// Its key.
    pub policy: String,
    /// What does not hold.
    pub because: Condition,
}

/// A promise that would be made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriedTarget {
    /// Which one.
    pub kind: TargetKind,
    /// When it would be due; none while the house pauses.
    pub due_at: Option<Timestamp>,
    /// The instants of its warnings and of the steps of its ladder.
    pub alarms: Vec<Timestamp>,
    /// How the time is found.
    pub why: Vec<Step>,
}

/// Says which policy and which promises a question would get.
pub fn which(app: &App, actor: Actor, form: &TrialForm) -> Result<Tried, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let mut problems = Problems::default();
    let channel = match form.channel.trim() {
        "" => Some(Channel::Web),
        name => problems.take("channel", Channel::parse(name)),
    };
    let topic = match form.topic.trim() {
        "" => None,
        key => {
            let found = settings.topics.iter().find(|topic| topic.key.as_str() == key);
            problems.take("topic", found.map(|topic| topic.id).ok_or_else(|| no_such("topic", key)))
        }
    };
    let language = super::form::language(&mut problems, "language", &form.language);
    let language = language.or(settings.desk.languages.first().copied());
    let tags: Vec<String> = form.tag.split([',', ';']).map(str::to_owned).collect();
    let tags = crate::intake::customer_tags(&mut problems, "tag", &tags);
    let zone = settings.default_calendar().map_or(TimeZone::UTC, |own| own.calendar.time_zone().clone());
    let at = read_time(&mut problems, &form.asked_at, &zone, app.now());
    problems.check()?;
    // A problem was noted where either could not be read.
    let (channel, at) = channel.zip(at).ok_or(Error::NotFound)?;
    let known = Known { channel: &channel, topic, language, tags: &tags, at };
    tried(&settings, &known).ok_or(Error::NotFound)
}

/// A time of asking, as typed, by a policy: what a calendar's page answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A policy's key; the default where it is empty.
    pub policy: String,
    /// A time on the calendar's wall such as `2026-11-23T11:59`; now where it is empty.
    pub asked_at: String,
}

/// When it is due, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answered {
    /// The instant of asking.
    pub asked_at: Timestamp,
    /// When the first reply is due.
    pub due_at: Option<Timestamp>,
    /// Day by day.
    pub why: Vec<Step>,
}

/// When a question asked at a time would be answered by a policy, counted in this calendar, and why.
pub fn asked(app: &App, actor: Actor, calendar: CalendarId, form: &Asked) -> Result<Answered, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let stored = settings.calendar(calendar).ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let policy = match form.policy.trim() {
        "" => settings.default_policy(),
        key => {
            let found = settings.policies.iter().find(|policy| policy.key.as_str() == key);
            problems.take("policy", found.ok_or_else(|| no_such("policy", key)))
        }
    };
    let zone = stored.calendar.time_zone();
    let at = read_time(&mut problems, &form.asked_at, zone, app.now());
    problems.check()?;
    // A problem was noted where either could not be read.
    let (policy, asked_at) = policy.zip(at).ok_or(Error::NotFound)?;
    let rule = policy.policy.rule(TargetKind::FirstReply).ok_or(Error::NotFound)?;
    let why = explain(&stored.calendar, rule, asked_at, &[]);
    let due_at = souffleur_sla::due_at(&stored.calendar, rule, asked_at, &[]).ok().flatten();
    Ok(Answered { asked_at, due_at, why })
}

fn tried(settings: &Settings, known: &Known<'_>) -> Option<Tried> {
    let terms = Terms::choose(settings, known)?;
    let chosen = terms.policy;
    let before =
        settings.policies.iter().filter(|policy| !policy.is_default && !policy.policy.when().is_empty());
    let before = before.take_while(|policy| policy.id != chosen.id);
    let passed = before.filter_map(|policy| {
        let because = miss(settings, policy, known)?;
        Some(Passed { policy: policy.key.to_string(), because })
    });
    let calendar = &terms.calendar.calendar;
    let target = |kind| {
        let promise = terms.promise(kind, known.at)?;
        let alarms = promise.due_at.map(|due_at| terms.alarms(kind, known.at, due_at)).unwrap_or_default();
        let why = chosen.policy.rule(kind).map(|rule| explain(calendar, rule, known.at, &[]));
        let alarms = alarms.iter().map(|alarm| alarm.at).collect();
        Some(TriedTarget { kind, due_at: promise.due_at, alarms, why: why.unwrap_or_default() })
    };
    Some(Tried {
        asked_at: known.at,
        time_zone: calendar.time_zone_name().to_owned(),
        policy: chosen.key.to_string(),
        policy_id: chosen.id,
        is_default: chosen.is_default,
        passed: passed.collect(),
        targets: TargetKind::ALL.into_iter().filter_map(target).collect(),
    })
}

fn miss(settings: &Settings, policy: &StoredPolicy, known: &Known<'_>) -> Option<Condition> {
    let tags: Vec<&str> = known.tags.iter().map(Key::as_str).collect();
    let topic = known.topic.and_then(|id| settings.topic(id));
    let facts = Facts {
        channel: known.channel.as_str(),
        topic: topic.map(|topic| topic.key.as_str()),
        language: known.language.map(Language::code),
        tags: &tags,
        asked_at: known.at,
    };
    policy.policy.when().miss(&facts, settings.calendar_of(policy)?.calendar.time_zone())
}

/// A time as a page sends it, on the wall of a zone, or an instant; now where nothing was typed.
fn read_time(problems: &mut Problems, text: &str, zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() {
        return Some(now);
    }
    let local = || {
        let local = text.parse::<jiff::civil::DateTime>().ok()?;
        local.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
    };
    let read = text.parse::<Timestamp>().ok().or_else(local);
    problems.take("asked_at", read.ok_or(Problem::Date))
}

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

/// What a policy as typed would have done to the last month; `id` says which it replaces, or none for a new one.
pub async fn last_month(
    app: &App,
    actor: Actor,
    id: Option<PolicyId>,
    form: &PolicyForm,
) -> Result<LastMonth, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let mut problems = Problems::default();
    let names = Names::of(&settings);
    let raw = form.raw(&mut problems);
    let wanted = raw.and_then(|raw| policy::read(&mut problems, "", &form.key, &form.calendar, raw, &names));
    problems.check()?;
    // A problem was noted where nothing could be read.
    let wanted = policy::Wanted { is_default: form.is_default, ..wanted.ok_or(Error::NotFound)? };
    let position = form.position.trim().parse().ok();
    let changed = with_policy(&settings, id, wanted, position)?;
    compare(app, &settings, &changed).await
}

/// The settings with one policy as it is wanted.
fn with_policy(
    settings: &Settings,
    id: Option<PolicyId>,
    wanted: policy::Wanted,
    position: Option<i32>,
) -> Result<Settings, Error> {
    let found = settings.calendars.iter().find(|stored| stored.key == wanted.calendar);
    let calendar: CalendarId = found.map(|stored| stored.id).ok_or(Error::NotFound)?;
    let old = settings.policies.iter().find(|stored| Some(stored.id) == id);
    let last = settings.policies.iter().map(|stored| stored.position).max().unwrap_or(0);
    let new = StoredPolicy {
        id: id.unwrap_or_else(|| PolicyId::new(uuid::Uuid::nil())),
        key: wanted.key,
        is_default: wanted.is_default || old.is_some_and(|old| old.is_default),
        position: position.or(old.map(|old| old.position)).unwrap_or(last + 1),
        version: old.map_or(1, |old| old.version + 1),
        calendar,
        policy: wanted.policy,
    };
    Ok(settings.changed(|stored| {
        if new.is_default {
            stored.policies.iter_mut().for_each(|policy| policy.is_default = false);
        }
        stored.policies.retain(|policy| policy.id != new.id);
        stored.policies.push(new);
        stored.policies.sort_by(|one, other| {
            let place = |policy: &StoredPolicy| (policy.is_default, policy.position, policy.key.clone());
            place(one).cmp(&place(other))
        });
    }))
}

async fn compare(app: &App, settings: &Settings, changed: &Settings) -> Result<LastMonth, Error> {
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
            let terms = Terms::choose(settings, &known)?;
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
