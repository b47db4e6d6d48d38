//! Policies: what is promised, and a look at what that means for questions of the coming days.

use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::policy::{self, CutoffForm, PolicyForm, PolicyView, TargetForm};
use souffleur_admin::settings::preview::{self, Preview};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::PolicyId;
use souffleur_render::Locale;
use souffleur_web::error::Failure;
use souffleur_web::page::{FieldErrors, PageContext, SelectOption};

use super::policy_sample::moments;
use super::resource::{ListedResource, Resource, sample, sample_id, spare};
use super::section::Section;
use super::select_options::{calendars, topics};

/// What is promised.
#[derive(Debug)]
pub(super) struct Policy;

const LANGUAGES: [&str; 2] = ["fr", "en"];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// For the templates test: the fields beside the targets.
const MORE: [&str; 20] = [
    "key",
    "calendar",
    "draft_share",
    "return_unread_at",
    "warn_at",
    "warn_before",
    "position",
    "when",
    "when.channel",
    "when.topic",
    "when.language",
    "when.tag",
    "when.days",
    "when.from",
    "when.until",
    "escalation[0].at",
    "escalation[0].before",
    "escalation[0].to",
    "escalation[0].then",
    "escalation[0].of",
];

/// What can be chosen, and what would come of it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Beside {
    calendars: Vec<SelectOption>,
    topics: Vec<SelectOption>,
    languages: [&'static str; 2],
    days: [&'static str; 7],
    preview: Option<Preview>,
}

impl ListedResource for Policy {
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
            let when = if is_default {
                json!({})
            } else {
                json!({ "channel": ["email"], "topic": ["sizes"], "language": ["fr"], "tag": ["vip"],
                    "asked": { "days": ["sat", "sun"], "from": "09:00", "until": "12:00" } })
            };
            let ladder = json!([
                { "at": 0.5, "to": "expert" }, { "before": 60, "to": "deputy", "then": "reassign" },
                { "at": 1.0, "to": "supervisor", "by": "page", "of": "draft" },
            ]);
            sample(json!({
                "id": uuid::Uuid::nil(), "key": "house", "version": 2, "is_default": is_default, "calendar_key": "paris",
                "position": 3, "unreachable": if is_default { None } else { Some("vip") },
                "policy": { "first_reply": first, "next_reply": next, "draft": draft, "close": close, "warn_at": [0.5, 0.8],
                    "warn_before": [60, 15], "when": when, "escalation": ladder },
            }))
        };
        vec![view(false, &hours, &hours, Some(&cutoff)), view(true, &cutoff, &hours, None)]
    }
}

impl Resource for Policy {
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

    fn beside(context: &PageContext, form: &PolicyForm) -> Result<Beside, Failure> {
        let preview = preview::preview(context.app(), context.actor(), form)?;
        let settings = context.app().settings();
        let (calendars, topics) = (calendars(&settings), topics(&settings));
        Ok(Beside { calendars, topics, preview, languages: LANGUAGES, days: DAYS })
    }

    fn name(form: &PolicyForm) -> String {
        form.key.clone()
    }

    /// The promise the house is known for: a start that can be kept or changed.
    fn blank(context: &PageContext) -> PolicyForm {
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
        let calendar = context.app().settings().default_calendar().map(|stored| stored.key.to_string());
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
        spare(&mut form.escalation);
    }

    /// Times are read where they are counted.
    fn prepare(context: &mut PageContext, beside: &Beside) {
        let zone =
            beside.preview.as_ref().and_then(|preview| jiff::tz::TimeZone::get(&preview.time_zone).ok());
        if let Some(zone) = zone {
            context.frame.scene.locale = Locale::new(context.language(), zone);
        }
    }

    fn beside_sample() -> Beside {
        let preview = Some(Preview { time_zone: "Europe/Paris".to_owned(), moments: moments() });
        let calendars = vec![SelectOption::new("paris", "paris · Europe/Paris")];
        let topics = vec![SelectOption::new("sizes", "Tailles"), SelectOption::new("delivery", "Livraison")];
        Beside { calendars, topics, preview, languages: LANGUAGES, days: DAYS }
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
        let names: Vec<_> = names.chain(MORE.map(str::to_owned)).collect();
        FieldErrors::sample(&names.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn id_sample() -> PolicyId {
        sample_id()
    }
}
