//! `GET /calendars`: every calendar with the days that differ from its week.

use axum::extract::State;
use jiff::civil::Date;
use serde::Serialize;
use souffleur_admin::settings::calendar::{self, CalendarView};
use souffleur_core::id::CalendarId;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use utoipa::ToSchema;

use crate::v1::shape::Listed;

/// A calendar.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CalendarJson {
    #[schema(value_type = uuid::Uuid)]
    id: CalendarId,
    /// Its short name.
    key: String,
    /// Counts its changes.
    version: i32,
    /// An IANA name.
    time_zone: String,
    /// The country or region whose public holidays are kept.
    holidays: Option<String>,
    /// The days that differ from their weekday.
    closures: Vec<DayJson>,
}

/// A day that differs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DayJson {
    #[schema(value_type = String)]
    date: Date,
    /// `09:00-13:00`; empty for a closed day.
    hours: String,
}

impl From<CalendarView> for CalendarJson {
    fn from(view: CalendarView) -> Self {
        let CalendarView { id, key, version, time_zone, holidays, exceptions, .. } = view;
        let closures = exceptions.into_iter().map(|(date, hours)| DayJson { date, hours }).collect();
        Self { id, key, version, time_zone, holidays, closures }
    }
}

/// Lists every calendar, by key.
#[utoipa::path(get, path = "/api/v1/calendars", operation_id = "list-calendars", tag = "calendar",
    security(("bearer" = [])),
    responses((status = 200, description = "All of them; there is no further page.", body = Listed<CalendarJson>),
        Refusals))]
pub(super) async fn list_calendars(
    State(web): State<Web>,
    current: Signed,
) -> Result<axum::Json<Listed<CalendarJson>>, Failure> {
    let calendars = calendar::list(&web.app, current.actor()).await?;
    let items = calendars.into_iter().map(CalendarJson::from).collect();
    Ok(axum::Json(Listed { items, next_cursor: None }))
}
