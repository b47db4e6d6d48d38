//! The look ahead: what a policy would promise, again whenever what it is made from changes on the page.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use souffleur_app::settings::policy::PolicyForm;
use souffleur_app::settings::preview::Moment;
use souffleur_render::Template;
use souffleur_sla::{Calendar, TargetRule, due_at, explain};
use souffleur_web::page::{Answer, Stage};

use super::policy::{Beside, Policy};
use super::thing::{Thing, sample};
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
pub(super) async fn show(mut stage: Stage, Typed(form): Typed<PolicyForm>) -> Answer {
    let beside = Policy::beside(&stage, &form)?;
    Policy::dress(&mut stage, &beside);
    stage.show(&Ahead { beside })
}

/// Moments whose explanations have every step there is.
pub(super) fn moments() -> Vec<Moment> {
    let calendar: Calendar = sample(json!({
        "time_zone": "Europe/Paris", "week": { "thu": [["09:00", "18:00"]], "fri": [["09:00", "18:00"]] },
        "exceptions": { "2026-12-24": [["09:00", "13:00"]], "2026-12-25": [] },
    }));
    let cutoff =
        |before: &str, due: &str, days| json!({ "before": before, "due": due, "working_days": days });
    let table =
        |due| json!({ "kind": "cutoff", "rules": [cutoff("12:00", due, 0), cutoff("24:00", due, 1)] });
    let rules = [table("17:00"), table("20:00"), json!({ "kind": "working_time", "minutes": 240 })];
    let asked = ["2026-12-21T10:59:00Z", "2026-12-24T14:00:00Z"].map(|at| sample::<Timestamp>(json!(at)));
    let moment = |rule: &TargetRule, asked_at| Moment {
        is_now: false,
        asked_at,
        draft_due_at: None,
        reply_due_at: due_at(&calendar, rule, asked_at, &[]).ok().flatten(),
        why: explain(&calendar, rule, asked_at, &[]),
    };
    let moments =
        rules.map(sample::<TargetRule>).into_iter().flat_map(|rule| asked.map(|at| moment(&rule, at)));
    moments.enumerate().map(|(index, moment)| Moment { is_now: index == 0, ..moment }).collect()
}
