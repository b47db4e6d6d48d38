//! GET /promise: how well the house keeps its promise, month by month. Only where the house wants everybody to read it.

use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use jiff::civil::Date;
use serde::Serialize;
use souffleur_insight::report::{PublishedMonth, published_months};
use souffleur_render::Template;
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::page::{PageContext, PageResult};

/// A month.
#[derive(Debug, Clone, Serialize)]
struct Month {
    first_day: Date,
    running: bool,
    met: u64,
    judged: u64,
    rate: Option<f64>,
    /// The share in hundredths of the bar.
    bar: f64,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PromisePage {
    months: Vec<Month>,
    /// Whether the past is still being counted.
    counting: bool,
}

/// Shows it.
pub(super) async fn show(context: PageContext) -> PageResult {
    let months = match published_months(context.app()).await.map_err(Failure::from) {
        Ok(months) => months,
        Err(failure) if failure.kind() == FailureKind::Unavailable => {
            let page = PromisePage { months: vec![], counting: true };
            return context.show_as(StatusCode::SERVICE_UNAVAILABLE, &page);
        }
        Err(failure) => return Err(failure),
    };
    let page = PromisePage { months: months.iter().map(Month::of).collect(), counting: false };
    let mut response = context.show(&page)?;
    // A page that anybody may ask for as often as they like is not to be made anew each time.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"));
    Ok(response)
}

impl Month {
    fn of(month: &PublishedMonth) -> Self {
        let PublishedMonth { month, running, met, judged, rate } = month.clone();
        Self { first_day: month, running, met, judged, rate, bar: rate.unwrap_or_default() * 100.0 }
    }
}

impl Template for PromisePage {
    const NAME: &'static str = "page/public/promise.html";

    fn samples() -> Vec<Self> {
        let month = |number: i8, met: u64| {
            let rate = Some(0.974);
            let running = number == 11;
            Month::of(&PublishedMonth {
                month: jiff::civil::date(2025, number, 1),
                running,
                met,
                judged: 1_240,
                rate,
            })
        };
        vec![
            Self { months: vec![month(11, 1_200), month(10, 1_208)], counting: false },
            Self { months: vec![], counting: false },
            Self { months: vec![], counting: true },
        ]
    }
}
