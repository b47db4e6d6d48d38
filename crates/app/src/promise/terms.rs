//! Which policy and which calendar apply to a question: decided here and nowhere else.

use jiff::{Timestamp, ToSpan as _, civil::Date};
use souffleur_core::{
    channel::Channel,
    id::{TopicId, UserId},
    language::Language,
    question::Question,
    text::Key,
    user::Absence,
};
use souffleur_sla::{Alarm, Calendar, Condition, Facts, Pause, Promise, TargetKind, draft_due_at};
use souffleur_store::{StoredCalendar, StoredPolicy};

use crate::snapshot::Settings;

/// What is known of a question when something is promised on it.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The channel it came by.
    pub channel: &'a Channel,
    /// Its topic, once it is known.
    pub topic: Option<TopicId>,
    /// Its language, once it is known.
    pub language: Option<Language>,
    /// What the house calls the customer.
    pub tags: &'a [Key],
    /// The instant of asking.
    pub at: Timestamp,
}

impl<'a> Known<'a> {
    /// What is known of a question on which something is promised now.
    pub fn of(question: &'a Question, tags: &'a [Key], at: Timestamp) -> Self {
        let (channel, topic, language) = (&question.channel, question.topic, Some(question.language));
        Self { channel, topic, language, tags, at }
    }
}

/// SLA policy that applies to a question, with the calendar that it counts in.
#[derive(Debug, Clone, Copy)]
pub struct AppliedPolicy<'a> {
    /// The policy.
    pub policy: &'a StoredPolicy,
    /// The policy's calendar.
    pub calendar: &'a StoredCalendar,
    /// Since when the house pauses for such a question, if it does.
    paused_since: Option<Timestamp>,
    /// When who drafts is away.
    away: &'a [Absence],
}

impl<'a> AppliedPolicy<'a> {
    /// Selects the policy of a question: the first whose conditions it meets, or else the default's.
    /// None while the desk has no policy, which then promises nothing.
    pub fn select(settings: &'a Settings, known: &Known<'_>) -> Option<Self> {
        let special = settings.policies.iter().filter(|policy| !policy.is_default);
        let special = special.filter(|policy| !policy.policy.when().is_empty());
        let chosen = special.filter_map(|policy| Some((policy, settings.calendar_of(policy)?)));
        let mut chosen = chosen.filter(|(policy, _)| missed(policy, settings, known).is_none());
        let (policy, calendar) = if let Some(chosen) = chosen.next() {
            chosen
        } else {
            let policy = settings.default_policy()?;
            (policy, settings.calendar_of(policy)?)
        };
        let pauses = settings.pauses.iter().filter(|pause| pause.scope.holds_new(known.topic, known.channel));
        let paused_since = pauses.map(|pause| pause.from).min();
        Some(Self { policy, calendar, paused_since, away: &[] })
    }

    /// The same terms for the draft of a person: their days away are not worked.
    #[must_use]
    pub fn drafted_by(self, expert: Option<UserId>, settings: &'a Settings) -> Self {
        let expert = expert.and_then(|id| settings.user(id));
        Self { away: expert.map_or(&[], |user| user.expertise.absences.as_slice()), ..self }
    }

    /// What is promised from an instant on. A calendar that has run out promises without a due time: the question is
    /// taken in all the same, and the log says what the administrator must mend.
    pub fn promise(&self, kind: TargetKind, from: Timestamp) -> Option<Promise> {
        if kind == TargetKind::Draft {
            let Some(reply_due_at) = self.promise(TargetKind::FirstReply, from)?.due_at else {
                return Some(Promise { kind, due_at: None, warn_at: Vec::new() });
            };
            return self.draft_between(from, reply_due_at);
        }
        let promised = self.policy.policy.promise(&self.calendar.calendar, kind, from, &self.pauses());
        promised.unwrap_or_else(|error| {
            tracing::error!(policy = %self.policy.key, calendar = %self.calendar.key, %error, "no due time");
            Some(Promise { kind, due_at: None, warn_at: Vec::new() })
        })
    }

    /// What is left for a draft when an expert takes a question over: their share of the time until the reply is due.
    /// None when that time has passed.
    pub fn draft_between(&self, now: Timestamp, reply_due_at: Timestamp) -> Option<Promise> {
        if reply_due_at <= now {
            return None;
        }
        let share = self.policy.policy.draft().share_of_first_reply;
        let calendar = &self.calendar.calendar;
        let own = without(calendar, self.away, now, reply_due_at);
        let due_at = draft_due_at(own.as_ref().unwrap_or(calendar), share, now, reply_due_at).ok()?;
        Some(Promise { kind: TargetKind::Draft, due_at: Some(due_at), warn_at: Vec::new() })
    }

    /// What happens on the way to a due time.
    pub fn alarms(&self, kind: TargetKind, from: Timestamp, due_at: Timestamp) -> Vec<Alarm> {
        let calendar = &self.calendar.calendar;
        self.policy.policy.alarms(calendar, kind, from, due_at, &self.pauses()).unwrap_or_default()
    }

    fn pauses(&self) -> Vec<Pause> {
        self.paused_since.map(|from| Pause { from, until: None }).into_iter().collect()
    }
}

/// The first condition of a policy that a question does not meet.
pub fn missed(policy: &StoredPolicy, settings: &Settings, known: &Known<'_>) -> Option<Condition> {
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

/// A calendar without the days on which somebody is away, between two instants; none where they are there all the
/// time, or never.
pub(super) fn without(
    calendar: &Calendar,
    away: &[Absence],
    from: Timestamp,
    until: Timestamp,
) -> Option<Calendar> {
    let day = |at: Timestamp| at.to_zoned(calendar.time_zone().clone()).date();
    let (first, last) = (day(from), day(until));
    let days = away.iter().flat_map(|absence| days(absence.from.max(first), absence.until.min(last)));
    let days: Vec<Date> = days.collect();
    if days.is_empty() { None } else { calendar.closed_on(days) }
}

fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |day| *day <= until)
}
