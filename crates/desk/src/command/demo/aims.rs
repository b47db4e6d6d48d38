//! What the house of the story wants to reach: figures with an owner and a day, so that the reports have something to show.

use jiff::{Timestamp, ToSpan as _};
use souffleur_admin::settings::objective::{self, ObjectiveForm};
use souffleur_app::App;
use souffleur_core::{Actor, permission::Role};

use crate::Error;

/// A measure, a side, a value, a priority, and days until it is to be reached.
const AIMS: [(&str, &str, &str, &str, i64); 3] = [
    ("rate", "at_least", "95", "1", 120),
    ("to_reply_working_p90", "at_most", "6:00", "2", 60),
    ("unchanged_share", "at_least", "50", "3", 200),
];

/// Sets them, in the name of the supervisor.
pub(super) async fn set(app: &App, now: Timestamp) -> Result<(), Error> {
    let settings = app.settings();
    let Some(owner) = settings.users.iter().find(|user| user.role == Role::Supervisor) else { return Ok(()) };
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    for (measure, comparison, value, priority, days) in AIMS {
        let form = ObjectiveForm {
            measure: measure.to_owned(),
            comparison: comparison.to_owned(),
            value: value.to_owned(),
            priority: priority.to_owned(),
            owner: owner.email.to_string(),
            due_on: today.saturating_add(days.days()).to_string(),
            ..ObjectiveForm::default()
        };
        let by = Actor::Staff { id: owner.id, role: owner.role };
        objective::save(app, by, None, &form).await.map_err(Error::refused)?;
    }
    Ok(())
}
