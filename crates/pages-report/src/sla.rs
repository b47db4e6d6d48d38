//! GET /reports/sla: the figures of a period. GET /reports/late: where the time of its broken promises went.

use jiff::civil::Date;
use souffleur_insight::report::{Dimension, Period, Wanted, default_period, house_zone, sla};

use souffleur_core::permission::Action;
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::extract::Query;
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::address::{Address, Against, Params};
use super::asked::Asked;
use super::late::LatePage;
use super::page::SlaPage;

/// Shows the report; a period that is none comes back with what is wrong beside its field.
pub(super) async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let today = default_period(context.app()).to;
    match read(&context, &params, "sla")? {
        Ok(address) => match load(&context, &address).await {
            Ok(report) => {
                let share = context.actor().may(Action::ShareReports).is_ok();
                let share = share.then(|| format!("/reports/share?{}", address.filter()));
                context.show(&SlaPage { share, ..SlaPage::of(&address, &report, today) })
            }
            Err(failure) => not_now(context, failure),
        },
        Err(errors) => {
            let page = SlaPage::refused(asked(&context, params, errors, today));
            context.refuse(&page)
        }
    }
}

/// Shows where the time went.
pub(super) async fn late(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let today = default_period(context.app()).to;
    match read(&context, &params, "late")? {
        Ok(address) => match load(&context, &address).await {
            Ok(report) => context.show(&LatePage::of(&address, &report, today)),
            Err(failure) => not_now(context, failure),
        },
        Err(errors) => {
            let page = LatePage::refused(asked(&context, params, errors, today));
            context.refuse(&page)
        }
    }
}

async fn load(
    context: &PageContext,
    address: &Address,
) -> Result<souffleur_insight::report::SlaReport, Failure> {
    let Address { wanted, cut, against, .. } = address;
    let against = against.period(wanted.period);
    Ok(sla(context.app(), context.actor(), wanted.clone(), *cut, against).await?)
}

/// While the past of a desk is being counted there is no report, and no chart that looks like zero.
pub(super) fn not_now(context: PageContext, failure: Failure) -> PageResult {
    if failure.kind() == FailureKind::Unavailable {
        context.show_as(axum::http::StatusCode::SERVICE_UNAVAILABLE, &super::page::Counting {})
    } else {
        Err(failure)
    }
}

/// What the address says; what was typed wrong comes back beside its field.
pub(super) fn read(
    context: &PageContext,
    params: &Params,
    place: &'static str,
) -> Result<Result<Address, FieldErrors>, Failure> {
    let cut = params.cut()?;
    let period = match params.period(default_period(context.app())) {
        Ok(period) => period,
        Err(error) => return context.field_errors(error).map(Err),
    };
    let against = match params.against() {
        Ok(against) => against,
        Err(error) => return context.field_errors(error).map(Err),
    };
    let wanted = params.wanted(period)?;
    // About one row of a cut, the others have nothing to be cut by but days.
    let cut = if wanted.only.is_some() && !cut.is_of_days() { Dimension::Day } else { cut };
    Ok(Ok(Address::of(place, wanted, cut, against)))
}

fn asked(context: &PageContext, params: Params, errors: FieldErrors, today: Date) -> Asked {
    let zone = house_zone(&context.app().settings()).iana_name().unwrap_or("UTC").to_owned();
    let usual = Wanted::questions(Period { from: today, to: today });
    let address = Address::of("sla", usual, Dimension::Day, Against::Nothing);
    Asked::again(&address, params, errors, zone, today)
}
