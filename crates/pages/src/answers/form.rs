//! An answer in its form: new, or changed.

use axum::http::StatusCode;
use serde::Serialize;
use souffleur_app::{Error, Settings};
use souffleur_core::id::AnswerId;
use souffleur_question::answer::{self, AnswerForm};
use souffleur_render::{FlashKind, Template};
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{FieldErrors, PageContext, PageResult, SelectOption, core_language};

/// The form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AnswerPage {
    /// Which one; none for a new one.
    id: Option<String>,
    /// What is typed.
    form: AnswerForm,
    /// What is wrong with it.
    errors: FieldErrors,
    /// What it can be about.
    topics: Vec<SelectOption>,
    /// Who can keep it right.
    owners: Vec<SelectOption>,
    /// Whether somebody else has changed it meanwhile.
    stale: bool,
}

impl Template for AnswerPage {
    const NAME: &'static str = "page/answers/form.html";

    fn samples() -> Vec<Self> {
        let fields = ["topic", "owner", "review_on", "title_fr", "body_fr", "title_en", "body_en"];
        let choice = || vec![SelectOption { value: "x".to_owned(), label: "Livraison".to_owned() }];
        let new = Self {
            id: None,
            form: AnswerForm::default(),
            errors: FieldErrors::none(),
            topics: choice(),
            owners: choice(),
            stale: false,
        };
        let form = AnswerForm { title_fr: "Retours".to_owned(), is_public: true, ..AnswerForm::default() };
        let id = Some(uuid::Uuid::nil().to_string());
        let wrong = Self { id, form, errors: FieldErrors::sample(&fields), stale: true, ..new.clone() };
        vec![new, wrong]
    }
}

impl AnswerPage {
    fn new(id: Option<AnswerId>, form: AnswerForm, errors: FieldErrors, settings: &Settings) -> Self {
        let topic = |topic: &souffleur_core::topic::Topic| SelectOption {
            value: topic.key.to_string(),
            label: topic.name.to_string(),
        };
        let owner = |user: &souffleur_core::user::User| SelectOption {
            value: user.email.to_string(),
            label: user.name.to_string(),
        };
        Self {
            id: id.map(|id| id.to_string()),
            form,
            errors,
            topics: settings.topics.iter().map(topic).collect(),
            owners: settings.users.iter().filter(|user| user.active).map(owner).collect(),
            stale: false,
        }
    }
}

/// Shows the form of a new one.
pub(super) async fn blank(context: PageContext) -> PageResult {
    let settings = context.app().settings();
    let page = AnswerPage::new(None, AnswerForm::default(), FieldErrors::none(), &settings);
    context.show(&page)
}

/// Shows the form of one.
pub(super) async fn edit(context: PageContext, Path(id): Path<AnswerId>) -> PageResult {
    let view = answer::get(context.app(), context.actor(), id, core_language(context.language())).await?;
    let settings = context.app().settings();
    context.show(&AnswerPage::new(Some(id), view.form, FieldErrors::none(), &settings))
}

/// Adds one.
pub(super) async fn add(context: PageContext, Form(form): Form<AnswerForm>) -> PageResult {
    save(context, None, form).await
}

/// Changes one.
pub(super) async fn change(
    context: PageContext,
    Path(id): Path<AnswerId>,
    Form(form): Form<AnswerForm>,
) -> PageResult {
    save(context, Some(id), form).await
}

async fn save(context: PageContext, id: Option<AnswerId>, form: AnswerForm) -> PageResult {
    let settings = context.app().settings();
    match answer::save(context.app(), context.actor(), id, &form).await {
        Ok(_) => context.flash(FlashKind::Success, "answers-saved", &[]).redirect("/answers"),
        Err(Error::Stale { current }) => {
            // What was typed stays; saved once more, it takes the place of the other's.
            let form = AnswerForm { version: current.to_string(), ..form };
            let page = AnswerPage::new(id, form, FieldErrors::none(), &settings);
            context.show_as(StatusCode::CONFLICT, &AnswerPage { stale: true, ..page })
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            context.refuse(&AnswerPage::new(id, form, errors, &settings))
        }
    }
}
