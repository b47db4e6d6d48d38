//! GET /shared/{secret}: a report for whoever has its link, until the link is revoked; and the questions behind each of its
//! numbers, without a word of theirs. Nothing here is about anybody of the house.

use axum::http::{HeaderName, HeaderValue, StatusCode};
use jiff::Timestamp;
use serde::Serialize;
use souffleur_insight::report::{
    Behind, Count, Line, Opened, label, open_link, rolled, shared_questions, shared_report,
};
use souffleur_render::Template;
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::extract::{Path, Query};
use souffleur_web::page::{PageContext, PageResult};

use super::address::{Address, Params};
use super::definition::{Definition, definitions};
use super::figures::Report;
use super::number::Called;
use super::questions::Which;
use super::questions::counted_by;
use super::sample;
use super::sla::read;

/// The report.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SharedPage {
    name: String,
    from: String,
    to: String,
    promise: &'static str,
    group_by: &'static str,
    only: Option<Called>,
    only_cut: &'static str,
    time_zone: String,
    report: Report,
    definitions: Vec<Definition>,
}

/// The questions behind a number.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SharedQuestions {
    name: String,
    back: String,
    group_by: &'static str,
    called: Option<Called>,
    state: &'static str,
    count: u64,
    lines: Vec<Anonymous>,
    next: Option<String>,
}

/// A promise, without a word of it and without anybody.
#[derive(Debug, Clone, Serialize)]
struct Anonymous {
    number: i64,
    kind: &'static str,
    state: &'static str,
    set_at: Timestamp,
    due_at: Option<Timestamp>,
    met_at: Option<Timestamp>,
    channel: String,
}

/// A link that no longer leads anywhere: revoked, or about something that is no longer there.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SharedGone {
    revoked: bool,
}

/// While the past is being counted.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SharedCounting {}

/// Shows the report.
pub(super) async fn show(context: PageContext, Path(secret): Path<String>) -> PageResult {
    let Some((name, address)) = open(&context, secret).await? else { return gone(context, true) };
    let Address { wanted, cut, against, .. } = &address;
    let against = against.period(wanted.period);
    match shared_report(context.app(), wanted.clone(), *cut, against).await.map_err(Failure::from) {
        Ok(report) => {
            let only = wanted.only.as_ref();
            let page = SharedPage {
                name,
                from: wanted.period.from.to_string(),
                to: wanted.period.to.to_string(),
                promise: wanted.promises.as_str(),
                group_by: cut.as_str(),
                only: only.map(|(cut, key)| Called::of(*cut, key, report.only_label.clone())),
                only_cut: only.map_or("", |(cut, _)| cut.as_str()),
                time_zone: report.time_zone.clone(),
                report: Report::of(&address, &report),
                definitions: definitions(),
            };
            context.show(&page).map(unlisted)
        }
        Err(failure) if failure.kind() == FailureKind::Unavailable => {
            context.show_as(StatusCode::SERVICE_UNAVAILABLE, &SharedCounting {})
        }
        // What it was about is no longer known.
        Err(failure) if failure.kind() == FailureKind::Invalid => gone(context, false),
        Err(failure) => Err(failure),
    }
}

/// Shows what is behind a number.
pub(super) async fn questions(
    context: PageContext,
    Path(secret): Path<String>,
    Query(which): Query<Which>,
) -> PageResult {
    let Some((name, address)) = open(&context, secret).await? else { return gone(context, true) };
    let (count, after) = counted_by(&which.state, &which.after)?;
    let key = Some(which.key).filter(|key| !key.is_empty());
    let behind = shared_questions(context.app(), &address.number(key.clone(), count), after).await?;
    let settings = context.app().settings();
    let named = key.as_deref().and_then(|key| label(address.cut, key, &settings));
    let called = key.as_deref().map(|key| Called::of(address.cut, key, named));
    let page = SharedQuestions::of(name, &address, key.as_deref(), called, count, behind);
    context.show(&page).map(unlisted)
}

/// What a secret leads to; nothing where it was revoked.
async fn open(context: &PageContext, secret: String) -> Result<Option<(String, Address)>, Failure> {
    let opened = open_link(context.app(), &secret).await?;
    let Opened::Report { name, filter, rolling_days } = opened else { return Ok(None) };
    let params: Params = serde_html_form::from_str(&filter).map_err(|_| Failure::not_found())?;
    let Ok(mut address) = read(context, &params, "sla")? else { return Err(Failure::not_found()) };
    if let Some(days) = rolling_days {
        address.wanted.period = rolled(context.app(), days);
    }
    address.shared = Some(secret);
    Ok(Some((name, address)))
}

fn gone(context: PageContext, revoked: bool) -> PageResult {
    context.show_as(StatusCode::GONE, &SharedGone { revoked }).map(unlisted)
}

/// No search engine is to know it, and no other site where one came from.
fn unlisted(mut response: axum::response::Response) -> axum::response::Response {
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    response
}

impl SharedQuestions {
    fn of(
        name: String,
        address: &Address,
        key: Option<&str>,
        called: Option<Called>,
        count: Count,
        behind: Behind,
    ) -> Self {
        let here = address.cell(key, count);
        Self {
            name,
            back: address.report(),
            group_by: address.cut.as_str(),
            called,
            state: count.as_str(),
            count: behind.count,
            lines: behind.lines.into_iter().map(Anonymous::of).collect(),
            next: behind.next.map(|next| format!("{here}&after={next}")),
        }
    }
}

impl Anonymous {
    fn of(line: Line) -> Self {
        let fact = line.fact;
        Self {
            number: fact.number,
            kind: if fact.first { "first_reply" } else { "next_reply" },
            state: fact.outcome.as_str(),
            set_at: fact.asked_at,
            due_at: fact.due_at,
            met_at: fact.replied_at,
            channel: fact.channel.to_string(),
        }
    }
}

impl Template for SharedPage {
    const NAME: &'static str = "page/report/shared.html";

    fn samples() -> Vec<Self> {
        let page = |address: Address| {
            let address = Address { shared: Some("ABC".to_owned()), ..address };
            let report = sample::report(&address);
            let only = address.wanted.only.as_ref();
            Self {
                name: "Direction".to_owned(),
                from: address.wanted.period.from.to_string(),
                to: address.wanted.period.to.to_string(),
                promise: address.wanted.promises.as_str(),
                group_by: address.cut.as_str(),
                only: only.map(|(cut, key)| Called::of(*cut, key, None)),
                only_cut: only.map_or("", |(cut, _)| cut.as_str()),
                time_zone: report.time_zone.clone(),
                report: Report::of(&address, &report),
                definitions: definitions(),
            }
        };
        sample::addresses("sla").into_iter().map(page).collect()
    }
}

impl Template for SharedQuestions {
    const NAME: &'static str = "page/report/shared_questions.html";

    fn samples() -> Vec<Self> {
        let line = |index: u128| Line {
            fact: sample::fact(index),
            subject: String::new(),
            expert: None,
            topic: (index.is_multiple_of(2)).then(|| "Livraison".to_owned()),
        };
        let page = |address: Address, lines: u128| {
            let address = Address { shared: Some("ABC".to_owned()), ..address };
            let version = sample::report(&address).version;
            let lines: Vec<Line> = (0..lines).map(line).collect();
            let behind = Behind { count: lines.len() as u64, lines, next: None, version };
            let called = Some(Called::of(address.cut, "none", None));
            Self::of("Direction".to_owned(), &address, Some("none"), called, Count::Met, behind)
        };
        let plain = || sample::addresses("sla").remove(3);
        let more = Self { next: Some("/shared/ABC/questions?after=1".to_owned()), ..page(plain(), 4) };
        vec![page(plain(), 8), page(plain(), 0), more]
    }
}

impl Template for SharedGone {
    const NAME: &'static str = "page/report/shared_gone.html";

    fn samples() -> Vec<Self> {
        vec![Self { revoked: true }, Self { revoked: false }]
    }
}

impl Template for SharedCounting {
    const NAME: &'static str = "page/report/shared_counting.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
