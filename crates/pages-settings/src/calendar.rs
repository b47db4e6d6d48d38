//! Calendars: the hours and the time zone that promises are counted in.

use jiff::civil::Date;
use jiff::tz;
use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::calendar::{self, CalendarForm, CalendarView};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::CalendarId;
use souffleur_sla::Region;
use souffleur_web::error::Failure;
use souffleur_web::page::{FieldErrors, PageContext};
use souffleur_web::route::Routes;

use super::resource::{ListedResource, Resource, sample, sample_id};
use super::section::Section;
use super::week::{Days, in_a_row};
use super::year;

/// Exceptions to show: enough to see that the next holidays are there.
const UPCOMING: usize = 4;

/// Working hours.
#[derive(Debug)]
pub(super) struct Calendar;

/// A calendar as of today.
#[derive(Debug, Serialize)]
pub(super) struct View {
    #[serde(flatten)]
    calendar: CalendarView,
    /// Days in a row with the same hours.
    hours: Vec<Days>,
    /// The next dates that differ.
    upcoming: Vec<Upcoming>,
}

/// A date that differs; no hours: closed.
#[derive(Debug, Serialize)]
struct Upcoming {
    date: Date,
    hours: String,
}

impl View {
    fn of(calendar: CalendarView, now: jiff::Timestamp) -> Self {
        let zone = tz::TimeZone::get(&calendar.time_zone).unwrap_or(tz::TimeZone::UTC);
        let today = now.to_zoned(zone).date();
        let ahead = calendar.exceptions.iter().filter(|(date, _)| *date >= today);
        let upcoming = ahead.map(|(date, hours)| Upcoming { date: *date, hours: hours.clone() });
        Self { hours: in_a_row(&calendar.week), upcoming: upcoming.take(UPCOMING).collect(), calendar }
    }
}

/// What can be chosen, and what every calendar has.
#[derive(Debug, Serialize)]
pub(super) struct Choices {
    days: [&'static str; 7],
    zones: Vec<String>,
    /// Countries and regions whose public holidays are known, as their messages are called.
    regions: Vec<String>,
}

impl Choices {
    fn all() -> Self {
        Self { days: DAYS, zones: zones(), regions: Region::all().map(|region| region.to_string()).collect() }
    }
}

/// What a weekday is filled in with until somebody knows better.
const OFFICE_HOURS: &str = "09:00-18:00";

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The places of the time zone database; its technical names help nobody.
fn zones() -> Vec<String> {
    let place =
        |name: &String| name.contains('/') && !name.starts_with("Etc/") && !name.starts_with("posix/");
    tz::db().available().map(|name| name.to_string()).filter(place).collect()
}

/// The route of a calendar's year.
pub(super) fn routes() -> Routes {
    let access = Calendar::SECTION.access();
    Routes::new().get("/settings/calendars/{id}/year", access, "settings-calendars-year", year::show)
}

impl ListedResource for Calendar {
    const SECTION: Section = Section::Calendars;
    const LIST: &'static str = "page/settings/calendars.html";
    type View = View;

    async fn list(app: &App, actor: Actor) -> Result<Vec<View>, Error> {
        let now = app.now();
        Ok(calendar::list(app, actor).await?.into_iter().map(|view| View::of(view, now)).collect())
    }

    fn views() -> Vec<View> {
        let week: Vec<_> =
            DAYS.map(|day| (day, if day == "sun" { "" } else { "09:00-12:30, 14:00-18:00" })).into();
        let view = |exceptions, used_by: &[&str]| {
            sample(json!({
                "id": uuid::Uuid::nil(), "key": "paris", "version": 3,
                "time_zone": "Europe/Paris", "week": week, "exceptions": exceptions, "holidays": "FR-57", "used_by": used_by,
                "exceptions_text": "2026-12-24 09:00-13:00\n2026-12-25 closed\n",
            }))
        };
        let ahead = json!([["2026-12-24", "09:00-13:00"], ["2026-12-25", ""]]);
        let now = souffleur_render::sample_now();
        vec![View::of(view(json!([]), &[]), now), View::of(view(ahead, &["house", "Léa <Bernard>"]), now)]
    }
}

impl Resource for Calendar {
    const FORM: &'static str = "page/settings/calendar.html";
    type Id = CalendarId;
    type Form = CalendarForm;
    type Beside = Choices;

    async fn get(app: &App, actor: Actor, id: CalendarId) -> Result<View, Error> {
        Ok(View::of(calendar::get(app, actor, id).await?, app.now()))
    }

    fn form(view: &View) -> CalendarForm {
        view.calendar.form()
    }

    async fn save(
        app: &App,
        actor: Actor,
        id: Option<CalendarId>,
        form: CalendarForm,
    ) -> Result<CalendarId, Error> {
        calendar::save(app, actor, id, form).await
    }

    fn beside(_: &PageContext, _: &CalendarForm) -> Result<Choices, Failure> {
        Ok(Choices::all())
    }

    fn file(form: &CalendarForm) -> &str {
        &form.closures
    }

    fn name(form: &CalendarForm) -> String {
        form.key.clone()
    }

    /// A new calendar is probably in the same place as the one there is, and open on weekdays.
    fn blank(context: &PageContext) -> CalendarForm {
        let settings = context.app().settings();
        let zone = settings.default_calendar().map(|stored| stored.calendar.time_zone_name().to_owned());
        let [mon, tue, wed, thu, fri] = std::array::from_fn(|_| OFFICE_HOURS.to_owned());
        CalendarForm {
            time_zone: zone.unwrap_or_default(),
            mon,
            tue,
            wed,
            thu,
            fri,
            ..CalendarForm::default()
        }
    }

    fn beside_sample() -> Choices {
        Choices { zones: vec!["Europe/Paris".to_owned()], ..Choices::all() }
    }

    fn errors() -> FieldErrors {
        let mut fields = vec!["key", "time_zone", "exceptions", "holidays", "closures"];
        fields.extend(DAYS);
        FieldErrors::sample(&fields)
    }

    fn id_sample() -> CalendarId {
        sample_id()
    }
}
