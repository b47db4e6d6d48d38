#![doc = include_str!("../README.md")]

mod ahead;
mod audit;
mod calendar;
mod desk;
mod expert;
mod form;
mod health;
mod hold;
mod last_month;
mod list;
mod model;
mod overview;
mod policy;
mod policy_routes;
mod policy_sample;
mod program;
mod resource;
mod resource_routes;
mod rule;
mod section;
mod select_options;
mod topic;
mod trial;
mod typed;
mod user;
mod voice;
mod week;
mod year;

use souffleur_render::Catalogue;
use souffleur_web::route::Routes;

use self::form::FormPage;
use self::list::ListPage;
use self::resource::Resource;
use self::resource_routes::resource_routes;

/// The routes of this place.
pub fn routes() -> Routes {
    Routes::new()
        .merge(overview::routes())
        .merge(resource_routes::<topic::Topic>())
        .merge(resource_routes::<expert::Expert>())
        .merge(rule::routes())
        .merge(model::routes())
        .merge(resource_routes::<calendar::Calendar>())
        .merge(calendar::routes())
        .merge(policy_routes::routes())
        .merge(resource_routes::<voice::Voice>())
        .merge(user::routes())
        .merge(program::routes())
        .merge(desk::routes())
        .merge(hold::routes())
        .merge(audit::routes())
        .merge(health::routes())
}

/// The templates of this place.
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<overview::Overview>()
        .and(pages::<topic::Topic>())
        .and(pages::<expert::Expert>())
        .and(pages::<rule::Rule>())
        .and(pages::<calendar::Calendar>())
        .and(pages::<policy::Policy>())
        .page::<ahead::Ahead>()
        .page::<trial::TrialPage>()
        .page::<last_month::LastMonthPage>()
        .page::<year::YearPage>()
        .and(pages::<voice::Voice>())
        .and(pages::<user::User>())
        .page::<user::Invited>()
        .page::<ListPage<program::Program>>()
        .page::<program::NewProgram>()
        .page::<program::Secret>()
        .page::<desk::DeskPage>()
        .page::<hold::HoldPage>()
        .page::<audit::Audit>()
        .page::<model::ModelPage>()
        .page::<health::HealthPage>()
}

fn pages<T: Resource>() -> Catalogue {
    Catalogue::new().page::<ListPage<T>>().page::<FormPage<T>>()
}
