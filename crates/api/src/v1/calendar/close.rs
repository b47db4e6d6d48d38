//! `POST /calendars/{id}/closures`: days that close, days that open again, or a calendar file.

use axum::extract::State;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use souffleur_admin::settings::closures::{self, Closures};
use souffleur_core::id::CalendarId;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use super::list::CalendarJson;

/// What closes. Days that are not named stay as they are.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct CloseJson {
    /// Days that close, or have hours of their own.
    days: Vec<CloseDayJson>,
    /// Days that are as their weekday again.
    #[schema(value_type = Vec<String>)]
    take_back: Vec<Date>,
    /// An iCalendar file: its events close.
    file: String,
}

/// A day that closes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CloseDayJson {
    #[schema(value_type = String)]
    date: Date,
    /// The hours it has instead, `09:00-13:00`; closed where they are not given.
    #[serde(default)]
    hours: String,
}

/// The calendar after days were closed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ClosedJson {
    #[serde(flatten)]
    calendar: CalendarJson,
    /// Why events of the file were left out; the others were taken.
    left_out: Vec<String>,
}

/// Closes days of a calendar, or takes that back. Promises that run move with it.
#[utoipa::path(post, path = "/api/v1/calendars/{id}/closures", operation_id = "close-days", tag = "calendar",
    params(("id" = uuid::Uuid, Path, description = "The calendar.")),
    request_body = CloseJson, security(("bearer" = [])),
    responses((status = 200, description = "The calendar as it is now, and what was left out of the file.", body = ClosedJson), Refusals))]
pub(super) async fn close_days(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<CalendarId>,
    Json(input): Json<CloseJson>,
) -> Result<axum::Json<ClosedJson>, Failure> {
    let days = input.days.into_iter().map(|day| (day.date, day.hours)).collect();
    let left_out = closures::left_out(&web.app, &input.file).iter().map(ToString::to_string).collect();
    let closures = Closures { days, take_back: input.take_back, file: input.file };
    let view = closures::close(&web.app, current.actor(), id, closures).await?;
    Ok(axum::Json(ClosedJson { calendar: view.into(), left_out }))
}
