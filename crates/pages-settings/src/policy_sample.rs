//! What a policy promises, for samples.

use jiff::Timestamp;
use serde_json::json;
use souffleur_admin::settings::preview::Moment;
use souffleur_sla::{Calendar, TargetRule, due_at, explain};

use super::resource::sample;

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
