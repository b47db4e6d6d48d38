//! GET /reports/sla: the figures of a period. GET /reports/late: where the time of its broken promises went.

use jiff::civil::Date;
use souffleur_app::report::{Cut, Period, Wanted, default_period, house_zone, sla};

use souffleur_core::permission::Action;
use souffleur_web::error::{Failure, Kind};
use souffleur_web::extract::Query;
use souffleur_web::page::{Answer, FieldErrors, Stage};

use super::address::{Address, Against, Params};
use super::asked::Asked;
use super::late::LatePage;
use super::page::SlaPage;

/// Shows the report; a period that is none comes back with what is wrong beside its field.
pub(super) async fn show(stage: Stage, Query(params): Query<Params>) -> Answer {
    let today = default_period(stage.app()).to;
    match read(&stage, &params, "sla")? {
        Ok(address) => match load(&stage, &address).await {
            Ok(report) => {
                let share = stage.actor().may(Action::ShareReports).is_ok();
                let share = share.then(|| format!("/reports/share?{}", address.filter()));
                stage.show(&SlaPage { share, ..SlaPage::of(&address, &report, today) })
            }
            Err(failure) => not_now(stage, failure),
        },
        Err(errors) => {
            let page = SlaPage::refused(asked(&stage, params, errors, today));
            stage.refuse(&page)
        }
    }
}

/// Shows where the time went.
pub(super) async fn late(stage: Stage, Query(params): Query<Params>) -> Answer {
    let today = default_period(stage.app()).to;
    match read(&stage, &params, "late")? {
        Ok(address) => match load(&stage, &address).await {
            Ok(report) => stage.show(&LatePage::of(&address, &report, today)),
            Err(failure) => not_now(stage, failure),
        },
        Err(errors) => {
            let page = LatePage::refused(asked(&stage, params, errors, today));
            stage.refuse(&page)
        }
    }
}

async fn load(stage: &Stage, address: &Address) -> Result<souffleur_app::report::SlaReport, Failure> {
    let Address { wanted, cut, against, .. } = address;
    let against = against.period(wanted.period);
    Ok(sla(stage.app(), stage.actor(), wanted.clone(), *cut, against).await?)
}

/// While the past of a desk is being counted there is no report, and no chart that looks like zero.
pub(super) fn not_now(stage: Stage, failure: Failure) -> Answer {
    if failure.kind() == Kind::Unavailable {
        stage.show_as(axum::http::StatusCode::SERVICE_UNAVAILABLE, &super::page::Counting {})
    } else {
        Err(failure)
    }
}

/// What the address says; what was typed wrong comes back beside its field.
pub(super) fn read(
    stage: &Stage,
    params: &Params,
    place: &'static str,
) -> Result<Result<Address, FieldErrors>, Failure> {
    let cut = params.cut()?;
    let period = match params.period(default_period(stage.app())) {
        Ok(period) => period,
        Err(error) => return stage.field_errors(error).map(Err),
    };
    let against = match params.against() {
        Ok(against) => against,
        Err(error) => return stage.field_errors(error).map(Err),
    };
    let wanted = params.wanted(period)?;
    // About one row of a cut, the others have nothing to be cut by but days.
    let cut = if wanted.only.is_some() && !cut.is_of_days() { Cut::Day } else { cut };
    Ok(Ok(Address::of(place, wanted, cut, against)))
}

fn asked(stage: &Stage, params: Params, errors: FieldErrors, today: Date) -> Asked {
    let zone = house_zone(&stage.app().settings()).iana_name().unwrap_or("UTC").to_owned();
    let usual = Wanted::questions(Period { from: today, to: today });
    let address = Address::of("sla", usual, Cut::Day, Against::Nothing);
    Asked::again(&address, params, errors, zone, today)
}
