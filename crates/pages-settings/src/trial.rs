//! GET /settings/policies/trial: which promise a question would get, and why not another.

use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::trial::{self, Passed, TrialForm, Tried, TriedTarget};
use souffleur_render::{Locale, Template, sample_now};
use souffleur_sla::{Condition, TargetKind};
use souffleur_web::extract::Query;
use souffleur_web::page::{FieldErrors, PageContext, PageResult, SelectOption};

use super::policy_sample::moments;
use super::resource::{sample, sample_id};
use super::section::{Place, Section};
use super::select_options::topics;

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct TrialPage {
    #[serde(flatten)]
    place: Place,
    topics: Vec<SelectOption>,
    form: TrialForm,
    errors: FieldErrors,
    tried: Option<Tried>,
}

/// Shows it.
pub(super) async fn show(mut context: PageContext, Query(form): Query<TrialForm>) -> PageResult {
    let topics = topics(&context.app().settings());
    let place = Section::Policies.into();
    match trial::which(context.app(), context.actor(), &form) {
        Ok(tried) => {
            if let Ok(zone) = jiff::tz::TimeZone::get(&tried.time_zone) {
                context.frame.scene.locale = Locale::new(context.language(), zone);
            }
            context.show(&TrialPage { place, topics, form, errors: FieldErrors::none(), tried: Some(tried) })
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            context.refuse(&TrialPage { place, topics, form, errors, tried: None })
        }
    }
}

impl Template for TrialPage {
    const NAME: &'static str = "page/settings/trial.html";

    fn samples() -> Vec<Self> {
        let page = |tried, errors| Self {
            place: Section::Policies.into(),
            topics: vec![SelectOption::new("sizes", "Tailles")],
            form: TrialForm {
                channel: "email".to_owned(),
                topic: "sizes".to_owned(),
                ..TrialForm::default()
            },
            errors,
            tried,
        };
        let passed = |because| Passed { policy: "vip".to_owned(), because };
        let conditions =
            [Condition::Channel, Condition::Topic, Condition::Language, Condition::Tag, Condition::Asked];
        let target = |kind| TriedTarget {
            kind,
            due_at: (kind != TargetKind::Close).then(sample_now),
            alarms: vec![sample_now()],
            why: moments().into_iter().next().map(|moment| moment.why).unwrap_or_default(),
        };
        let tried = |is_default| Tried {
            asked_at: sample(json!("2025-11-24T10:00:00Z")),
            time_zone: "Europe/Paris".to_owned(),
            policy: "house".to_owned(),
            policy_id: sample_id(),
            is_default,
            passed: conditions.map(passed).into(),
            targets: TargetKind::ALL.map(target).into(),
        };
        vec![
            page(Some(tried(true)), FieldErrors::none()),
            page(Some(Tried { passed: vec![], ..tried(false) }), FieldErrors::none()),
            page(None, FieldErrors::sample(&["channel", "topic", "language", "tag", "asked_at"])),
        ]
    }
}
