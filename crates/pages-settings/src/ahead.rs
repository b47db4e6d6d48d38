//! The look ahead: what a policy would promise, again whenever what it is made from changes on the page.

use serde::Serialize;
use souffleur_admin::settings::policy::PolicyForm;
use souffleur_render::Template;
use souffleur_web::page::{PageContext, PageResult};

use super::policy::{Beside, Policy};
use super::resource::Resource;
use super::typed::Typed;

/// The look ahead alone, when what it is made from was changed on the page.
#[derive(Debug, Serialize)]
pub(super) struct Ahead {
    beside: Beside,
}

impl Template for Ahead {
    const NAME: &'static str = "page/settings/ahead.html";

    fn samples() -> Vec<Self> {
        vec![Self { beside: Beside::default() }, Self { beside: Policy::beside_sample() }]
    }
}

/// What a policy would promise that is being typed.
pub(super) async fn show(mut context: PageContext, Typed(form): Typed<PolicyForm>) -> PageResult {
    let beside = Policy::beside(&context, &form)?;
    Policy::prepare(&mut context, &beside);
    context.show(&Ahead { beside })
}
