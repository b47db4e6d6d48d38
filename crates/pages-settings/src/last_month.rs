//! POST /settings/policies/last-month: what a policy as typed would have done to the last thirty days.

use serde::Serialize;
use souffleur_admin::settings::policy::PolicyForm;
use souffleur_admin::settings::trial::{self, Counts, Differs, LastMonth};
use souffleur_app::view::TargetState;
use souffleur_core::id::PolicyId;
use souffleur_render::{Template, sample_now};
use souffleur_sla::TargetKind;
use souffleur_web::extract::Path;
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::resource::sample_id;
use super::section::{Place, Section};
use super::typed::Typed;

/// The page; on the page of a policy it takes a place of its own.
#[derive(Debug, Serialize)]
pub(super) struct LastMonthPage {
    #[serde(flatten)]
    place: Place,
    /// What came of it; none where what was typed can't be read.
    month: Option<LastMonth>,
}

/// Tries a new policy.
pub(super) async fn add(context: PageContext, Typed(form): Typed<PolicyForm>) -> PageResult {
    look(context, None, form).await
}

/// Tries a change of one.
pub(super) async fn change(
    context: PageContext,
    Path(id): Path<PolicyId>,
    Typed(form): Typed<PolicyForm>,
) -> PageResult {
    look(context, Some(id), form).await
}

async fn look(context: PageContext, id: Option<PolicyId>, form: PolicyForm) -> PageResult {
    let place = Section::Policies.into();
    match trial::last_month(context.app(), context.actor(), id, &form).await {
        Ok(month) => context.show(&LastMonthPage { place, month: Some(month) }),
        Err(error) => {
            // What is wrong is said beside its field when the policy is saved.
            let _: FieldErrors = context.field_errors(error)?;
            context.refuse(&LastMonthPage { place, month: None })
        }
    }
}

impl Template for LastMonthPage {
    const NAME: &'static str = "page/settings/last_month.html";

    fn samples() -> Vec<Self> {
        let differs = |kind, before, after| Differs {
            question: sample_id(),
            number: 1042,
            subject: "Quelle taille <choisir> ?".to_owned(),
            kind,
            set_at: sample_now(),
            met_at: Some(sample_now()),
            due_before: Some(sample_now()),
            due_after: None,
            before,
            after,
            policy: "vip".to_owned(),
        };
        let (met, breached, pending) = (TargetState::Met, TargetState::Breached, TargetState::Pending);
        let month = LastMonth {
            before: Counts { met: 90, breached: 10, pending: 3 },
            after: Counts { met: 80, breached: 21, pending: 2 },
            moved: 40,
            differ: 11,
            questions: vec![
                differs(TargetKind::FirstReply, met, breached),
                differs(TargetKind::NextReply, breached, met),
                differs(TargetKind::NextReply, pending, breached),
            ],
        };
        let page = |month| Self { place: Section::Policies.into(), month };
        vec![page(None), page(Some(LastMonth::default())), page(Some(month))]
    }
}
