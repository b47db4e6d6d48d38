//! Calendars: the hours and the zone that promises are counted in. Each change is a version of its own; what was
//! promised under an older one keeps it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
};
use souffleur_core::{Actor, id::CalendarId, permission::Action, text::Key};
use souffleur_sla::{Calendar, RawCalendar, TargetKind, TargetRule};
use souffleur_store::StoredCalendar;

use super::{
    change::{Change, Outcome},
    hours, ical,
};

/// A calendar as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarView {
    /// Its id, through all its versions.
    pub id: CalendarId,
    /// Its short name in files.
    pub key: String,
    /// Which version this is.
    pub version: i32,
    /// An IANA name.
    pub time_zone: String,
    /// The hours of each day, `mon` to `sun`.
    pub week: Vec<(String, String)>,
    /// The hours of each date that differs; none for a closed one.
    pub exceptions: Vec<(Date, String)>,
    /// The country or region whose public holidays are kept.
    pub holidays: Option<String>,
    /// The policies and people that are counted in it.
    pub used_by: Vec<String>,
    /// The dates that differ, as the form has them.
    exceptions_text: String,
}

/// A calendar as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarForm {
    /// Lower-case letters, digits, `-` and `_`; only a new calendar chooses it.
    pub key: String,
    /// An IANA name such as `Europe/Paris`.
    pub time_zone: String,
    /// `09:00-12:30, 14:00-18:00`; empty for a closed day.
    pub mon: String,
    /// As Monday's.
    pub tue: String,
    /// As Monday's.
    pub wed: String,
    /// As Monday's.
    pub thu: String,
    /// As Monday's.
    pub fri: String,
    /// As Monday's.
    pub sat: String,
    /// As Monday's.
    pub sun: String,
    /// A line each: `2026-12-25 closed`, `2026-12-24 09:00-13:00`.
    pub exceptions: String,
    /// The country or region whose public holidays are kept, such as `FR-57`; empty for none.
    pub holidays: String,
    /// An iCalendar file, as text: what it closes becomes exceptions.
    pub closures: String,
}

impl CalendarForm {
    fn days(&self) -> [(&'static str, &str); 7] {
        let Self { mon, tue, wed, thu, fri, sat, sun, .. } = self;
        [("mon", mon), ("tue", tue), ("wed", wed), ("thu", thu), ("fri", fri), ("sat", sat), ("sun", sun)]
    }

    fn raw(&self) -> RawCalendar {
        RawCalendar {
            time_zone: self.time_zone.trim().to_owned(),
            week: self.days().map(|(day, text)| (day.to_owned(), hours::read(text))).into(),
            exceptions: hours::read_exceptions(&self.exceptions),
            holidays: Some(self.holidays.trim().to_owned()).filter(|code| !code.is_empty()),
        }
    }
}

impl CalendarView {
    fn of(stored: &StoredCalendar, settings: &Settings) -> Self {
        let calendar = &stored.calendar;
        let policies = settings.policies.iter().filter(|policy| policy.calendar == stored.id);
        let people = settings.users.iter().filter(|user| user.expertise.calendar == Some(stored.id));
        let exception = |(date, hours): (&Date, &_)| (*date, hours::write(hours));
        Self {
            id: stored.id,
            key: stored.key.to_string(),
            version: stored.version,
            time_zone: calendar.time_zone_name().to_owned(),
            week: hours::write_week(calendar),
            exceptions: calendar.exceptions().iter().map(exception).collect(),
            holidays: calendar.holidays().map(|region| region.to_string()),
            used_by: policies
                .map(|policy| policy.key.to_string())
                .chain(people.map(|user| user.name.to_string()))
                .collect(),
            exceptions_text: hours::write_exceptions(calendar),
        }
    }

    /// The form that leaves it as it is.
    pub fn form(&self) -> CalendarForm {
        let day = |key: &str| {
            let found = self.week.iter().find(|(day, _)| day == key);
            found.map(|(_, hours)| hours.clone()).unwrap_or_default()
        };
        CalendarForm {
            key: self.key.clone(),
            time_zone: self.time_zone.clone(),
            mon: day("mon"),
            tue: day("tue"),
            wed: day("wed"),
            thu: day("thu"),
            fri: day("fri"),
            sat: day("sat"),
            sun: day("sun"),
            exceptions: self.exceptions_text.clone(),
            holidays: self.holidays.clone().unwrap_or_default(),
            closures: String::new(),
        }
    }
}

/// Every calendar, by key.
#[expect(clippy::unused_async, reason = "every thing is asked for alike, whether it is in memory or not")]
pub async fn list(app: &App, actor: Actor) -> Result<Vec<CalendarView>, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    Ok(settings.calendars.iter().map(|stored| CalendarView::of(stored, &settings)).collect())
}

/// One calendar, as it is now.
#[expect(clippy::unused_async, reason = "every thing is asked for alike, whether it is in memory or not")]
pub async fn get(app: &App, actor: Actor, id: CalendarId) -> Result<CalendarView, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    settings.calendar(id).map(|stored| CalendarView::of(stored, &settings)).ok_or(Error::NotFound)
}

/// Adds a calendar, or a version of one.
pub async fn save(
    app: &App,
    actor: Actor,
    id: Option<CalendarId>,
    form: CalendarForm,
) -> Result<CalendarId, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let key = problems.take("key", Key::parse(&form.key));
    let calendar = Calendar::try_from(form.raw()).map_err(|invalid| {
        let (field, problem) = hours::locate(&invalid);
        problems.note(&field, problem);
    });
    if let Some(date) = hours::repeated_date(&form.exceptions) {
        problems.note("exceptions", Problem::DateTwice { date });
    }
    let calendar = calendar.and_then(|calendar| {
        let closed = ical::close(&calendar, &form.closures, app.now());
        problems.take("closures", closed).ok_or(())
    });
    problems.check()?;
    // A problem was noted where either could not be read.
    let (key, calendar) = key.zip(calendar.ok()).ok_or(Error::NotFound)?;
    let mut change = Change::begin(app, actor).await?;
    check_reach(&change, id, &calendar)?;
    let (id, _) = put(&mut change, id, &key, calendar).await?;
    change.commit().await?;
    Ok(id)
}

/// Makes a calendar as it is wanted; `id` says which, or none for a new one.
pub(super) async fn put(
    change: &mut Change,
    id: Option<CalendarId>,
    key: &Key,
    calendar: Calendar,
) -> Result<(CalendarId, Outcome), Error> {
    let (id, outcome) = match id {
        None if change.settings.calendars.iter().any(|stored| stored.key == *key) => {
            return Err(Error::Taken { field: "key" });
        }
        None => {
            let new =
                StoredCalendar { id: change.app.id(change.now), key: key.clone(), version: 1, calendar };
            change.tx.insert_calendar(&new, change.now).await?;
            let id = new.id;
            change.settings.calendars.push(new);
            (id, Outcome::Added)
        }
        Some(id) => {
            let current = change.settings.calendars.iter_mut().find(|stored| stored.id == id);
            let current = current.ok_or(Error::NotFound)?;
            if current.key != *key {
                return Err(Error::invalid("key", Problem::KeyKept));
            }
            if current.calendar == calendar {
                (id, Outcome::Unchanged)
            } else {
                current.version = change.tx.save_calendar(id, &calendar, change.now).await?;
                current.calendar = calendar;
                change.tx.recount_stale().await?;
                (id, Outcome::Changed)
            }
        }
    };
    change.note_outcome("calendar", key, outcome);
    Ok((id, outcome))
}

/// A calendar that a policy is counted in must leave it something to keep.
fn check_reach(change: &Change, id: Option<CalendarId>, calendar: &Calendar) -> Result<(), Error> {
    let policies = change.settings.policies.iter().filter(|policy| Some(policy.calendar) == id);
    for stored in policies {
        for kind in TargetKind::ALL {
            if let Some(due) = stored.policy.rule(kind).and_then(|rule| unreachable(rule, calendar)) {
                let problem = Problem::Unreachable { due, policy: Some(stored.key.to_string()) };
                return Err(Error::invalid("mon", problem));
            }
        }
    }
    Ok(())
}

/// The time of a rule that no day of a calendar ever reaches.
pub(super) fn unreachable(rule: &TargetRule, calendar: &Calendar) -> Option<souffleur_sla::TimeOfDay> {
    match rule {
        TargetRule::Cutoff { rules } => {
            rules.rules().iter().map(|rule| rule.due).find(|due| !calendar.reaches(*due))
        }
        TargetRule::WorkingTime { .. } => None,
    }
}
