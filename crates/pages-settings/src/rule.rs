//! Rules: questions that the house itself gives to somebody, before the router is asked.

use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::rule::{self, RuleForm, RuleView};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::RuleId;
use souffleur_render::FlashKind;
use souffleur_web::error::Failure;
use souffleur_web::extract::Path;
use souffleur_web::page::{FieldErrors, PageContext, PageResult, SelectOption};
use souffleur_web::route::Routes;

use super::resource::{ListedResource, Resource, sample, sample_id};
use super::resource_routes::resource_routes;
use super::section::Section;
use super::select_options::holders;

/// When a question looks like this, it is theirs.
#[derive(Debug)]
pub(super) struct Rule;

/// What can be chosen.
#[derive(Debug, Serialize)]
pub(super) struct Choices {
    holders: Vec<SelectOption>,
}

/// The routes of a section whose things can be removed as well.
pub(super) fn routes() -> Routes {
    let access = Rule::SECTION.access();
    resource_routes::<Rule>().post("/settings/rules/{id}/remove", access, "settings-rules-remove", remove)
}

/// Removes a rule.
async fn remove(context: PageContext, Path(id): Path<RuleId>) -> PageResult {
    rule::remove(context.app(), context.actor(), id).await?;
    context.flash(FlashKind::Success, "settings-rules-removed", &[]).redirect(&Rule::SECTION.path())
}

impl ListedResource for Rule {
    const SECTION: Section = Section::Rules;
    const LIST: &'static str = "page/settings/rules.html";
    type View = RuleView;

    async fn list(app: &App, actor: Actor) -> Result<Vec<RuleView>, Error> {
        rule::list(app, actor).await
    }

    fn views() -> Vec<RuleView> {
        let view = |conditions| {
            sample(json!({
                "id": uuid::Uuid::nil(), "position": 1, "conditions": conditions,
                "assign_to": uuid::Uuid::nil(), "assign_to_name": "Camille Moreau",
                "assign_to_email": "cm@example.test",
            }))
        };
        vec![
            view(json!({ "channel": "email", "subject_contains": "presse" })),
            view(json!({ "tag": "vip" })),
            view(json!({ "channel": "instagram", "body_contains": "a < b", "language": "fr" })),
        ]
    }
}

impl Resource for Rule {
    const FORM: &'static str = "page/settings/rule.html";
    type Id = RuleId;
    type Form = RuleForm;
    type Beside = Choices;

    async fn get(app: &App, actor: Actor, id: RuleId) -> Result<RuleView, Error> {
        rule::get(app, actor, id).await
    }

    fn form(view: &RuleView) -> RuleForm {
        view.form()
    }

    async fn save(app: &App, actor: Actor, id: Option<RuleId>, form: RuleForm) -> Result<RuleId, Error> {
        rule::save(app, actor, id, form).await
    }

    fn beside(context: &PageContext, _: &RuleForm) -> Result<Choices, Failure> {
        Ok(Choices { holders: holders(&context.app().settings()) })
    }

    fn name(form: &RuleForm) -> String {
        form.assign_to.clone()
    }

    fn beside_sample() -> Choices {
        Choices { holders: vec![SelectOption::new("cm@example.test", "Camille Moreau")] }
    }

    fn errors() -> FieldErrors {
        FieldErrors::sample(&[
            "position",
            "channel",
            "subject_contains",
            "body_contains",
            "language",
            "tag",
            "assign_to",
        ])
    }

    fn id_sample() -> RuleId {
        sample_id()
    }
}
