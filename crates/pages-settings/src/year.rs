//! GET /settings/calendars/{id}/year: a year of a calendar at a glance, and "asked then: due when, and why".

use serde::{Deserialize, Serialize};
use serde_json::json;
use souffleur_admin::settings::trial::{self, Answered, Asked};
use souffleur_admin::settings::year::{self, YEARS, Year};
use souffleur_core::id::CalendarId;
use souffleur_render::{Locale, Template};
use souffleur_sla::{Calendar, weekday_key};
use souffleur_web::extract::{Path, Query};
use souffleur_web::page::{FieldErrors, PageContext, PageResult, SelectOption};

use super::policy_sample::moments;
use super::resource::{sample, sample_id};
use super::section::{Place, Section};
use super::select_options::policies;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct YearPage {
    #[serde(flatten)]
    place: Place,
    id: CalendarId,
    days: [&'static str; 7],
    year: Year,
    before: Option<i16>,
    after: Option<i16>,
    policies: Vec<SelectOption>,
    form: Asked,
    errors: FieldErrors,
    answer: Option<Answered>,
}

/// Which year, and what is asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    year: String,
    policy: String,
    asked_at: String,
}

const DAYS: [jiff::civil::Weekday; 7] = [
    jiff::civil::Weekday::Monday,
    jiff::civil::Weekday::Tuesday,
    jiff::civil::Weekday::Wednesday,
    jiff::civil::Weekday::Thursday,
    jiff::civil::Weekday::Friday,
    jiff::civil::Weekday::Saturday,
    jiff::civil::Weekday::Sunday,
];

impl YearPage {
    fn of(id: CalendarId, year: Year) -> Self {
        let beside = |by: i16| Some(year.year + by).filter(|year| YEARS.contains(year));
        Self {
            place: Section::Calendars.into(),
            id,
            days: DAYS.map(weekday_key),
            before: beside(-1),
            after: beside(1),
            year,
            policies: vec![],
            form: Asked::default(),
            errors: FieldErrors::none(),
            answer: None,
        }
    }
}

/// Shows a year, and answers what is asked.
pub(super) async fn show(
    mut context: PageContext,
    Path(id): Path<CalendarId>,
    Query(params): Query<Params>,
) -> PageResult {
    let wanted = match params.year.trim() {
        "" => None,
        // A year that is none is not found, like one that is too far.
        text => Some(text.parse().unwrap_or(i16::MIN)),
    };
    let year = year::year(context.app(), context.actor(), id, wanted).await?;
    if let Ok(zone) = jiff::tz::TimeZone::get(&year.time_zone) {
        context.frame.scene.locale = Locale::new(context.language(), zone);
    }
    let mut page = YearPage::of(id, year);
    page.policies = policies(&context.app().settings());
    page.form = Asked { policy: params.policy, asked_at: params.asked_at };
    if page.form == Asked::default() {
        return context.show(&page);
    }
    match trial::asked(context.app(), context.actor(), id, &page.form) {
        Ok(answer) => {
            page.answer = Some(answer);
            context.show(&page)
        }
        Err(error) => {
            page.errors = context.field_errors(error)?;
            context.refuse(&page)
        }
    }
}

impl Template for YearPage {
    const NAME: &'static str = "page/settings/year.html";

    fn samples() -> Vec<Self> {
        let calendar: Calendar = sample(json!({
            "time_zone": "Europe/Paris", "week": { "mon": [["09:00", "18:00"]], "fri": [["09:00", "12:00"]] },
            "exceptions": { "2026-12-24": [["09:00", "13:00"]], "2026-12-28": [], "2026-01-02": [["09:00", "10:00"]] },
            "holidays": "FR-57",
        }));
        let today = jiff::civil::date(2026, 11, 23);
        let page = || Self::of(sample_id(), year::look("paris", &calendar, 2026, today));
        let answered = |moment: souffleur_admin::settings::preview::Moment| Self {
            answer: Some(Answered {
                asked_at: moment.asked_at,
                due_at: moment.reply_due_at,
                why: moment.why,
            }),
            policies: vec![SelectOption::new("house", "house")],
            form: Asked { policy: "house".to_owned(), asked_at: "2026-12-24T11:59".to_owned() },
            ..page()
        };
        let mut samples: Vec<Self> = moments().into_iter().map(answered).collect();
        samples.push(page());
        samples.push(Self { errors: FieldErrors::sample(&["policy", "asked_at"]), ..page() });
        samples
    }
}
