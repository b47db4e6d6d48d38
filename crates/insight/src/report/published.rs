//! How well the house keeps its promise, month by month, for everybody: where the house has decided that everybody may read
//! it. Nothing here is of a person, a topic or a question.

use jiff::{ToSpan as _, civil::Date};
use souffleur_app::snapshot::house_zone;
use souffleur_app::{App, error::Error};
use souffleur_core::metric::{Count, Dimension, Ratio, Tally};

use super::{
    period::Period,
    wanted::{Wanted, open},
};

/// Months that the page goes back.
const MONTHS: i32 = 24;

/// One month.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedMonth {
    /// Its first day.
    pub month: Date,
    /// Whether it is not over yet.
    pub running: bool,
    /// Promises that were kept.
    pub met: u64,
    /// Promises whose time has passed, kept or not.
    pub judged: u64,
    /// The share that was kept.
    pub rate: Option<f64>,
}

/// How the promise was kept in each month that had any, the newest first; none where the house keeps that to itself.
pub async fn published_months(app: &App) -> Result<Vec<PublishedMonth>, Error> {
    let settings = app.settings();
    if !settings.desk.publishes_rate {
        return Err(Error::NotFound);
    }
    let today = app.now().to_zoned(house_zone(&settings)).date();
    let this = today.first_of_month();
    let first = this.saturating_sub((MONTHS - 1).months());
    let period = Period { from: first, to: today };
    let view = open(app, &[period], app.now()).await?;
    let mut months: Vec<(Date, Tally)> = Vec::new();
    for (day, tally) in view.rows(&Wanted::questions(period).query(), Dimension::Day).await? {
        let day: Date = day.parse().map_err(Error::internal)?;
        match months.last_mut().filter(|(month, _)| *month == day.first_of_month()) {
            Some((_, sum)) => sum.merge(&tally),
            None => months.push((day.first_of_month(), tally)),
        }
    }
    let month = |(month, tally): (Date, Tally)| PublishedMonth {
        month,
        running: month == this,
        met: tally.count(Count::Met),
        judged: tally.count(Count::Met) + tally.count(Count::Breached),
        rate: tally.share(Ratio::Kept),
    };
    let mut months: Vec<PublishedMonth> = months.into_iter().map(month).collect();
    months.retain(|month| month.judged > 0);
    months.reverse();
    Ok(months)
}
