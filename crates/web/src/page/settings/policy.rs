//! Policies: what is promised, and a look at what that means for questions of the coming days.

use serde::Serialize;
use serde_json::json;
use souffleur_app::settings::policy::{self, CutoffForm, PolicyForm, PolicyView, TargetForm};
use souffleur_app::settings::preview::{self, Preview};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::PolicyId;
use souffleur_render::Locale;

use super::ahead;
use super::choice::{Choice, calendars};
use super::section::Section;
use super::thing::{self, Listed, Thing, sample, sample_id, spare};
use crate::error::Failure;
use crate::page::{FieldErrors, Stage};
use crate::route::Routes;

/// What is promised.
#[derive(Debug)]
pub(super) struct Policy;

/// What can be chosen, and what would come of it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Beside {
    calendars: Vec<Choice>,
    preview: Option<Preview>,
}

/// The routes of a section that can look ahead as well.
pub(super) fn routes() -> Routes {
    let access = Policy::SECTION.access();
    thing::routes::<Policy>().post("/settings/policies/ahead", access, "settings-policies-ahead", ahead::show)
}

impl Listed for Policy {
    const SECTION: Section = Section::Policies;
    const LIST: &'static str = "page/settings/policies.html";
    type View = PolicyView;

    async fn list(app: &App, actor: Actor) -> Result<Vec<PolicyView>, Error> {
        policy::list(app, actor).await
    }

    fn views() -> Vec<PolicyView> {
        let cutoff = json!({ "kind": "cutoff", "rules": [
            { "before": "12:00", "due": "17:00", "working_days": 0 },
            { "before": "24:00", "due": "12:00", "working_days": 1 },
        ] });
        let hours = json!({ "kind": "working_time", "minutes": 240 });
        let view = |is_default, first, next, close: Option<&serde_json::Value>| {
            let draft = json!({ "share_of_first_reply": 0.6 });
            sample(json!({
                "id": uuid::Uuid::nil(), "key": "house", "version": 2, "is_default": is_default, "calendar_key": "paris",
                "policy": { "first_reply": first, "next_reply": next, "draft": draft, "close": close, "warn_at": [0.5, 0.8] },
            }))
        };
        vec![view(false, &hours, &hours, Some(&cutoff)), view(true, &cutoff, &hours, None)]
    }
}

impl Thing for Policy {
    const FORM: &'static str = "page/settings/policy.html";
    type Id = PolicyId;
    type Form = PolicyForm;
    type Beside = Beside;

    async fn get(app: &App, actor: Actor, id: PolicyId) -> Result<PolicyView, Error> {
        policy::get(app, actor, id).await
    }

    fn form(view: &PolicyView) -> PolicyForm {
        view.form()
    }

    async fn save(
        app: &App,
        actor: Actor,
        id: Option<PolicyId>,
        form: PolicyForm,
    ) -> Result<PolicyId, Error> {
        policy::save(app, actor, id, form).await
    }

    fn beside(stage: &Stage, form: &PolicyForm) -> Result<Beside, Failure> {
        let preview = preview::preview(stage.app(), stage.actor(), form)?;
        Ok(Beside { calendars: calendars(&stage.app().settings()), preview })
    }

    fn name(form: &PolicyForm) -> String {
        form.key.clone()
    }

    /// The promise the house is known for: a start that can be kept or changed.
    fn blank(stage: &Stage) -> PolicyForm {
        let rule = |before: &str, due: &str, days: &str| CutoffForm {
            before: before.to_owned(),
            due: due.to_owned(),
            working_days: days.to_owned(),
        };
        let promise = TargetForm {
            kind: "cutoff".to_owned(),
            rules: vec![rule("12:00", "17:00", "0"), rule("24:00", "12:00", "1")],
            ..TargetForm::default()
        };
        let calendar = stage.app().settings().default_calendar().map(|stored| stored.key.to_string());
        PolicyForm {
            calendar: calendar.unwrap_or_default(),
            first_reply: promise.clone(),
            next_reply: promise,
            draft_share: "60".to_owned(),
            warn_at: "50, 80".to_owned(),
            ..PolicyForm::default()
        }
    }

    fn spare(form: &mut PolicyForm) {
        for target in [&mut form.first_reply, &mut form.next_reply, &mut form.close] {
            spare(&mut target.rules);
        }
    }

    /// Times are read where they are counted.
    fn dress(stage: &mut Stage, beside: &Beside) {
        let zone =
            beside.preview.as_ref().and_then(|preview| jiff::tz::TimeZone::get(&preview.time_zone).ok());
        if let Some(zone) = zone {
            stage.frame.scene.locale = Locale::new(stage.language(), zone);
        }
    }

    fn beside_sample() -> Beside {
        let preview = Some(Preview { time_zone: "Europe/Paris".to_owned(), moments: ahead::moments() });
        Beside { calendars: vec![Choice::new("paris", "paris · Europe/Paris")], preview }
    }

    fn errors() -> FieldErrors {
        let targets = ["first_reply", "next_reply", "close"];
        let parts = [
            "",
            ".kind",
            ".minutes",
            ".rules",
            ".rules[0].before",
            ".rules[1].due",
            ".rules[0].working_days",
        ];
        let names = targets.iter().flat_map(|target| parts.iter().map(move |part| format!("{target}{part}")));
        let names: Vec<_> =
            names.chain(["key", "calendar", "draft_share", "warn_at"].map(str::to_owned)).collect();
        FieldErrors::sample(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn id_sample() -> PolicyId {
        sample_id()
    }
}
