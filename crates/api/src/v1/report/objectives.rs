//! `GET /reports/objectives`: what the house wants to reach, and where it stands.

use axum::extract::State;
use serde::Serialize;
use souffleur_app::view::Quantity;
use souffleur_insight::report::{self, ObjectiveState, ObjectiveView};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use utoipa::ToSchema;

/// Every objective, those still wanted first, by priority.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ObjectivesJson {
    objectives: Vec<ObjectiveJson>,
    /// The newest line of the history that the figures were made from.
    data_version: Option<String>,
    /// When it was written.
    #[schema(value_type = Option<String>)]
    data_at: Option<jiff::Timestamp>,
}

/// One objective. Its value and its figure are shares from 0 to 1, or seconds.
#[derive(Debug, Serialize, ToSchema)]
struct ObjectiveJson {
    id: String,
    /// The name of its share, or of its step, as in the report.
    metric: &'static str,
    /// The clock of a time: `working` or `real`.
    clock: Option<&'static str>,
    /// How many percent are to be done within that time.
    percent: Option<u8>,
    /// The id of the topic that it is about; null for all questions.
    topic: Option<String>,
    /// `at_least` or `at_most`.
    comparison: &'static str,
    /// What is wanted.
    value: f64,
    /// What is; null where nothing could be measured.
    figure: Option<f64>,
    /// Of how many questions.
    received: u64,
    /// `reached`, `open`, `missed` or `unknown`.
    state: &'static str,
    /// The first day that the figure is counted over.
    #[schema(value_type = String)]
    from: jiff::civil::Date,
    /// The last one.
    #[schema(value_type = String)]
    to: jiff::civil::Date,
    /// Who sees to it.
    owner: String,
    /// By when.
    #[schema(value_type = String)]
    due_on: jiff::civil::Date,
    /// From 1, the first, to 9.
    priority: i32,
    /// Whether it is still wanted.
    active: bool,
}

/// Says what the house wants to reach, and where it stands.
#[utoipa::path(get, path = "/api/v1/reports/objectives", operation_id = "objectives", tag = "report",
    security(("bearer" = [])),
    responses((status = 200, description = "The objectives.", body = ObjectivesJson), Refusals))]
pub(super) async fn objectives(
    State(web): State<Web>,
    current: Signed,
) -> Result<axum::Json<ObjectivesJson>, Failure> {
    let (objectives, version) = report::objectives(&web.app, current.actor()).await?;
    Ok(axum::Json(ObjectivesJson {
        objectives: objectives.into_iter().map(ObjectiveJson::from).collect(),
        data_version: version.event.map(|event| event.to_string()),
        data_at: version.at,
    }))
}

impl From<ObjectiveView> for ObjectiveJson {
    fn from(view: ObjectiveView) -> Self {
        Self {
            id: view.id.to_string(),
            metric: view.metric,
            clock: view.clock,
            percent: view.percent,
            topic: view.topic.map(|topic| topic.id.to_string()),
            comparison: if view.at_least { "at_least" } else { "at_most" },
            value: number(view.wanted),
            figure: view.figure.map(number),
            received: view.received,
            state: match view.state {
                ObjectiveState::Reached => "reached",
                ObjectiveState::Open => "open",
                ObjectiveState::Missed => "missed",
                ObjectiveState::Unknown => "unknown",
            },
            from: view.period.from,
            to: view.period.to,
            owner: view.owner,
            due_on: view.due_on,
            priority: view.priority,
            active: view.active,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds, fewer than 2^52")]
fn number(quantity: Quantity) -> f64 {
    match quantity {
        Quantity::Share(share) => share,
        Quantity::Seconds(seconds) => seconds as f64,
    }
}
