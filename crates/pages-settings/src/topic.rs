//! Topics: what questions are about.

use serde_json::json;
use souffleur_admin::settings::topic::{self, TopicForm, TopicView};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::TopicId;
use souffleur_web::error::Failure;
use souffleur_web::page::{FieldErrors, PageContext};

use super::resource::{ListedResource, Resource, sample, sample_id};
use super::section::Section;

/// What a question is about.
#[derive(Debug)]
pub(super) struct Topic;

impl ListedResource for Topic {
    const SECTION: Section = Section::Topics;
    const LIST: &'static str = "page/settings/topics.html";
    type View = TopicView;

    async fn list(app: &App, actor: Actor) -> Result<Vec<TopicView>, Error> {
        topic::list(app, actor).await
    }

    fn views() -> Vec<TopicView> {
        let view = |name: &str, active, experts: &[&str]| {
            let id = uuid::Uuid::nil();
            let description = "colis, délai & retard";
            sample(json!({
                "id": id, "key": "delivery", "name": name, "description": description, "position": 1,
                "active": active, "experts": experts,
            }))
        };
        vec![
            view("Livraison", true, &["Léa <Bernard>", "Karim Haddad"]),
            view("Cuir", false, &[]),
            view("Tailles", true, &[]),
        ]
    }
}

impl Resource for Topic {
    const FORM: &'static str = "page/settings/topic.html";
    type Id = TopicId;
    type Form = TopicForm;
    type Beside = ();

    async fn get(app: &App, actor: Actor, id: TopicId) -> Result<TopicView, Error> {
        topic::get(app, actor, id).await
    }

    fn form(view: &TopicView) -> TopicForm {
        view.form()
    }

    async fn save(app: &App, actor: Actor, id: Option<TopicId>, form: TopicForm) -> Result<TopicId, Error> {
        topic::save(app, actor, id, form).await
    }

    fn beside(_: &PageContext, _: &TopicForm) -> Result<(), Failure> {
        Ok(())
    }

    fn name(form: &TopicForm) -> String {
        form.name.clone()
    }

    fn beside_sample() {}

    fn errors() -> FieldErrors {
        FieldErrors::sample(&["key", "name", "description", "position"])
    }

    fn id_sample() -> TopicId {
        sample_id()
    }
}
