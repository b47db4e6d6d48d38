//! What became of one's own answers, week by week: for the expert who gave them, and for nobody else. Nobody is compared
//! with anybody.

use jiff::{ToSpan as _, civil::Date};
use souffleur_app::snapshot::house_zone;
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    id::UserId,
    metric::{Count, Dimension},
    permission::Action,
};
use souffleur_store::LedgerCursor;

use super::{
    figures::Figures,
    lines::{Behind, behind},
    period::Period,
    version::{DataVersion, version},
    wanted::{Cell, Wanted, open},
};

/// Weeks that the page goes back.
const WEEKS: i64 = 12;

/// One's own figures.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnFigures {
    /// The zone that days are counted in.
    pub time_zone: String,
    /// Week by week, this one first; weeks with nothing in them too.
    pub weeks: Vec<OwnWeek>,
    /// What they were made from.
    pub version: DataVersion,
}

/// One week.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnWeek {
    /// Its Monday.
    pub monday: Date,
    /// Its figures.
    pub figures: Figures,
}

/// What became of one's own answers.
pub async fn own_figures(app: &App, actor: Actor) -> Result<OwnFigures, Error> {
    let own = whose(actor)?;
    let zone = house_zone(&app.settings());
    let today = app.now().to_zoned(zone.clone()).date();
    let this = monday(today);
    let period = Period { from: this.saturating_sub(((WEEKS - 1) * 7).days()), to: today };
    let view = open(app, &[period], app.now()).await?;
    let mut rows = view.rows(&theirs(own, period).query(), Dimension::Week).await?;
    let week = |back: i64| {
        let monday = this.saturating_sub((back * 7).days());
        OwnWeek { monday, figures: rows.remove(&monday.to_string()).unwrap_or_default().into() }
    };
    Ok(OwnFigures {
        weeks: (0..WEEKS).map(week).collect(),
        time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
        version: version(&view),
    })
}

/// The questions behind one of one's own numbers: those of a week.
pub async fn own_questions(
    app: &App,
    actor: Actor,
    week: Date,
    count: Count,
    after: Option<LedgerCursor>,
) -> Result<Behind, Error> {
    let own = whose(actor)?;
    let from = monday(week);
    let period = Period { from, to: from.saturating_add(6.days()) };
    behind(app, &Cell { wanted: theirs(own, period), row: None, count }, after).await
}

fn whose(actor: Actor) -> Result<UserId, Error> {
    actor.may(Action::ReadOwnFigures)?;
    actor.user().ok_or(Error::Forbidden)
}

fn theirs(own: UserId, period: Period) -> Wanted {
    Wanted { only: Some((Dimension::Expert, own.to_string())), ..Wanted::questions(period) }
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}
