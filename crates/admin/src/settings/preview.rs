//! What a policy would promise, before anybody relies on it: the arithmetic of a real question, on a policy as typed,
//! for the moments at which its rules change their answer.

use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date};
use serde::Serialize;
use souffleur_app::{
    App,
    error::{Error, Problems},
};
use souffleur_core::{Actor, permission::Action};
use souffleur_sla::{Calendar, Policy, TargetKind, TargetRule, TimeOfDay, TraceStep, explain};

use super::{known::Known, policy::PolicyForm};

/// How far ahead a working day, or a closed one, is looked for.
const DAYS_AHEAD: i32 = 14;
/// Within working time, shortly before its end.
const SHORTLY: SignedDuration = SignedDuration::from_mins(30);

/// What a policy would promise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preview {
    /// The zone it is counted in.
    pub time_zone: String,
    /// For each moment of asking.
    pub moments: Vec<Moment>,
}

/// What would be promised to a question of one moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// Whether it is the present one.
    pub is_now: bool,
    /// When the question is asked.
    pub asked_at: Timestamp,
    /// When the expert's draft is due.
    pub draft_due_at: Option<Timestamp>,
    /// When the first reply is due.
    pub reply_due_at: Option<Timestamp>,
    /// How the first reply's time is found.
    pub why: Vec<TraceStep>,
}

/// What a policy as typed would promise; none while it can't be read.
pub fn preview(app: &App, actor: Actor, form: &PolicyForm) -> Result<Option<Preview>, Error> {
    actor.may(Action::ChangeSettings)?;
    let known = Known::of(&app.settings());
    let policy = form.raw(&mut Problems::default()).and_then(|raw| Policy::try_from(raw).ok());
    let read = policy.zip(known.calendars.get(form.calendar.trim()));
    Ok(read.map(|(policy, calendar)| {
        let now = app.now();
        let rule = policy.rule(TargetKind::FirstReply);
        let later = rule.map(|rule| moments(rule, calendar, now)).unwrap_or_default();
        let asked = std::iter::once(now).chain(later);
        let time_zone = calendar.time_zone_name().to_owned();
        Preview {
            time_zone,
            moments: asked.map(|asked_at| moment(&policy, calendar, asked_at, now)).collect(),
        }
    }))
}

fn moment(policy: &Policy, calendar: &Calendar, asked_at: Timestamp, now: Timestamp) -> Moment {
    // A calendar that has run out promises nothing; the explanation says so.
    let due = |kind| {
        policy.promise(calendar, kind, asked_at, &[]).ok().flatten().and_then(|promise| promise.due_at)
    };
    let why = policy.rule(TargetKind::FirstReply).map(|rule| explain(calendar, rule, asked_at, &[]));
    Moment {
        is_now: asked_at == now,
        asked_at,
        draft_due_at: due(TargetKind::Draft),
        reply_due_at: due(TargetKind::FirstReply),
        why: why.unwrap_or_default(),
    }
}

/// Moments at which the answer changes: just before a rule ends and when it has ended, when a day begins and shortly
/// before it ends, and once on a day on which nobody works.
fn moments(rule: &TargetRule, calendar: &Calendar, now: Timestamp) -> Vec<Timestamp> {
    let today = now.to_zoned(calendar.time_zone().clone()).date();
    let ahead = || (1..=DAYS_AHEAD).filter_map(|days| today.checked_add(days.days()).ok());
    let open = ahead().find(|date| !calendar.hours_on(*date).is_closed());
    let closed = ahead().find(|date| calendar.hours_on(*date).is_closed());
    let mut moments = Vec::new();
    if let Some(date) = open {
        match rule {
            TargetRule::Cutoff { rules } => {
                let changes = rules.rules().iter().map(|rule| rule.before);
                for change in changes.filter(|before| *before < TimeOfDay::END_OF_DAY) {
                    let change = instant(calendar, date, change);
                    moments.extend(change.map(|at| at - SignedDuration::from_mins(1)));
                    moments.extend(change);
                }
            }
            TargetRule::WorkingTime { .. } => {
                let hours = calendar.hours_on(date);
                let start = hours.intervals().first().map(|interval| interval.start());
                moments.extend(start.and_then(|start| instant(calendar, date, start)));
                let end = hours.last_end().and_then(|end| instant(calendar, date, end));
                moments.extend(end.map(|end| end - SHORTLY));
            }
        }
    }
    let morning = TimeOfDay::new(10, 0);
    moments.extend(closed.zip(morning).and_then(|(date, time)| instant(calendar, date, time)));
    moments
}

fn instant(calendar: &Calendar, date: Date, time: TimeOfDay) -> Option<Timestamp> {
    let start = date.to_zoned(calendar.time_zone().clone()).ok()?;
    let at = start.datetime().checked_add(i64::from(time.minutes()).minutes()).ok()?;
    calendar.time_zone().to_timestamp(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(rule: &str) -> Vec<String> {
        let week = r#"{"time_zone": "Europe/Paris", "week": {"mon": [["09:00", "18:00"]], "tue": [["09:00", "18:00"]]}}"#;
        let (calendar, rule) = (serde_json::from_str(week).unwrap(), serde_json::from_str(rule).unwrap());
        // A Monday, 10:00 in Paris.
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        moments(&rule, &calendar, now).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_cutoff_is_tried_before_and_at_its_hour_and_on_a_closed_day() {
        let rules = r#"[{"before": "12:00", "due": "17:00", "working_days": 0}, {"before": "24:00", "due": "12:00", "working_days": 1}]"#;
        let moments = asked(&format!(r#"{{"kind": "cutoff", "rules": {rules}}}"#));
        assert_eq!(moments, ["2026-11-24T10:59:00Z", "2026-11-24T11:00:00Z", "2026-11-25T09:00:00Z"]);
    }

    #[test]
    fn working_time_is_tried_when_the_day_begins_and_when_it_ends() {
        let moments = asked(r#"{"kind": "working_time", "minutes": 240}"#);
        assert_eq!(moments, ["2026-11-24T08:00:00Z", "2026-11-24T16:30:00Z", "2026-11-25T09:00:00Z"]);
    }
}
