//! GET /reports/sla: the figures of a period.

use jiff::civil::Date;
use souffleur_app::report::{GroupBy, Period, default_period, sla};

use super::page::SlaPage;
use super::period::Params;
use crate::error::Failure;
use crate::extract::Query;
use crate::page::{Answer, Stage};

/// Shows the report; a period that is none comes back with what is wrong beside its field.
pub(super) async fn show(stage: Stage, Query(params): Query<Params>) -> Answer {
    let usual = default_period(stage.app());
    let cut = params.cut().ok_or_else(|| unknown_cut(&params))?;
    let period = if params.is_open() { Ok(usual) } else { Period::parse(&params.from, &params.to) };
    match period {
        Ok(period) => {
            let report = sla(stage.app(), stage.actor(), period, cut).await?;
            stage.show(&SlaPage::of(&report, usual.to))
        }
        Err(error) => {
            let errors = stage.field_errors(error)?;
            // The zone stands on the page whatever the period.
            let today = sla(stage.app(), stage.actor(), only(usual.to), GroupBy::Day).await?;
            let page = SlaPage::refused(params.from, params.to, errors, today.time_zone, usual.to);
            stage.refuse(&page)
        }
    }
}

fn only(day: Date) -> Period {
    Period { from: day, to: day }
}

/// A cut that is none was not chosen on our page.
pub(super) fn unknown_cut(params: &Params) -> Failure {
    Failure::malformed(format!("group_by: {:?} is not day, expert, topic or channel", params.group_by))
}
