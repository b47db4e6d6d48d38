//! `GET /questions`: the questions one may see, by due time.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use souffleur_app::Problem;
use souffleur_app::view::InboxRow;
use souffleur_core::id::{QuestionId, TopicId, UserId};
use souffleur_core::question::Status;
use souffleur_question::question::{self, ListQuery, Order};
use souffleur_sla::TargetKind;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Query;
use utoipa::{IntoParams, ToSchema};

use crate::v1::shape::{Listed, PersonJson, TopicJson};

/// Which questions.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Params {
    /// Only those with this status; repeat it, or put commas between several.
    status: Vec<String>,
    /// Only those on this topic, by its id or key.
    topic: Option<String>,
    /// Only those that this expert holds, by id or e-mail address.
    expert: Option<String>,
    /// Only those that came by this channel.
    channel: Option<String>,
    /// Only those in which these words stand, or that fit operators such as `from:dupont is:late "gift card" -return`.
    q: Option<String>,
    /// Only those that are late.
    late: Option<bool>,
    /// `due_at`, `asked_at`, the newest first, or `relevance`; where it is not given, `relevance` with `q`, else `due_at`.
    sort: Option<String>,
    /// At most so many; 50 where it is not given, never more than 200.
    #[param(value_type = Option<u64>)]
    limit: Option<u32>,
    /// Where the last page ended.
    cursor: Option<String>,
}

/// A question in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowJson {
    #[schema(value_type = uuid::Uuid)]
    id: QuestionId,
    number: i64,
    status: &'static str,
    version: i64,
    subject: Option<String>,
    /// How the customer's first message begins.
    excerpt: String,
    channel: String,
    #[schema(value_type = String)]
    language: souffleur_core::Language,
    topic: Option<TopicJson>,
    customer: CustomerName,
    /// The expert who holds it; null where the community managers do.
    expert: Option<PersonJson>,
    #[schema(value_type = String, format = DateTime)]
    asked_at: jiff::Timestamp,
    /// When its thread was last spoken in, by the customer or the voice.
    #[schema(value_type = String, format = DateTime)]
    last_message_at: jiff::Timestamp,
    /// The number of the question that it is answered with; null where it is answered by itself.
    lead: Option<i64>,
    /// How many are answered with it.
    followers: u32,
    /// The promise that is due next; null when none is running.
    next_target: Option<NextTarget>,
}

/// Who asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustomerName {
    name: String,
}

/// The promise that is due next.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NextTarget {
    kind: Option<&'static str>,
    #[schema(value_type = String, format = DateTime)]
    due_at: jiff::Timestamp,
}

/// Lists questions.
#[utoipa::path(get, path = "/api/v1/questions", operation_id = "list-questions", tag = "question", params(Params),
    security(("bearer" = [])),
    responses((status = 200, description = "A page of questions.", body = Listed<RowJson>), Refusals))]
pub(super) async fn list_questions(
    State(web): State<Web>,
    current: Signed,
    Query(params): Query<Params>,
) -> Result<axum::Json<Listed<RowJson>>, Failure> {
    let query = query(&web, params)?;
    let page = question::list(&web.app, current.actor(), query).await?;
    let next_cursor = page.next.map(|cursor| cursor.to_string());
    let items = page.items.into_iter().map(RowJson::from).collect();
    Ok(axum::Json(Listed { items, next_cursor }))
}

fn query(web: &Web, params: Params) -> Result<ListQuery, Failure> {
    let unknown = |field: &str| Failure::invalid(field, Problem::Unknown);
    let names = params.status.iter().flat_map(|names| names.split(',')).map(str::trim);
    let statuses = names
        .filter(|name| !name.is_empty())
        .map(|name| Status::parse(name).ok_or_else(|| unknown("status")));
    let settings = web.app.settings();
    let given = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let topic = given(params.topic).map(|name| {
        let by_key = || settings.topics.iter().find(|topic| topic.key.as_str() == name).map(|topic| topic.id);
        name.parse::<TopicId>().ok().or_else(by_key).ok_or_else(|| unknown("topic"))
    });
    let expert = given(params.expert).map(|name| {
        let by_email = || settings.users.iter().find(|user| user.email.as_str() == name).map(|user| user.id);
        name.parse::<UserId>().ok().or_else(by_email).ok_or_else(|| unknown("expert"))
    });
    let order = match params.sort.as_deref() {
        // What is looked for comes in the order of how well it fits, unless another is wished for.
        None | Some("") if params.q.as_deref().is_some_and(|q| !q.trim().is_empty()) => Order::Relevance,
        None | Some("" | "due_at") => Order::DueAt,
        Some("relevance") => Order::Relevance,
        Some("asked_at") => Order::AskedAt,
        Some(_) => return Err(unknown("sort")),
    };
    Ok(ListQuery {
        statuses: statuses.collect::<Result<_, _>>()?,
        topic: topic.transpose()?,
        expert: expert.transpose()?,
        channel: given(params.channel),
        text: given(params.q),
        late: params.late.unwrap_or(false),
        snoozed: None,
        order,
        after: given(params.cursor),
        limit: params.limit,
    })
}

impl From<InboxRow> for RowJson {
    fn from(row: InboxRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            status: row.status.as_str(),
            version: row.version,
            subject: row.subject.map(|subject| subject.to_string()),
            excerpt: row.excerpt,
            channel: row.channel.to_string(),
            language: row.language,
            topic: row.topic.map(|(id, key, name)| TopicJson { id, key: key.into(), name: name.into() }),
            customer: CustomerName { name: row.customer_name.to_string() },
            expert: row.expert.map(|(id, name)| PersonJson { id, name: name.into() }),
            asked_at: row.asked_at,
            last_message_at: row.last_message_at.unwrap_or(row.asked_at),
            lead: row.lead.map(|(_, number)| number),
            followers: row.followers,
            next_target: row
                .next_due_at
                .map(|due_at| NextTarget { kind: row.next_kind.map(TargetKind::as_str), due_at }),
        }
    }
}
