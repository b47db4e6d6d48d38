//! The desk itself: its name, its languages, and how sure the router has to be.

use serde::Serialize;
use souffleur_app::settings::desk::{self, DeskForm};
use souffleur_core::Language;
use souffleur_render::{FlashKind, Template};

use super::section::{Place, Section};
use super::typed::Typed;
use crate::page::{Answer, FieldErrors, Stage};
use crate::route::Routes;

/// The desk's page.
#[derive(Debug, Serialize)]
pub(super) struct DeskPage {
    #[serde(flatten)]
    place: Place,
    form: DeskForm,
    errors: FieldErrors,
}

impl DeskPage {
    /// With a select for each language there is.
    fn new(mut form: DeskForm, errors: FieldErrors) -> Self {
        form.languages.resize(Language::ALL.len(), String::new());
        Self { place: Section::Desk.into(), form, errors }
    }
}

impl Template for DeskPage {
    const NAME: &'static str = "page/settings/desk.html";

    fn samples() -> Vec<Self> {
        let form = DeskForm {
            name: "Atelier <Sophie>".to_owned(),
            languages: vec!["fr".to_owned(), "en".to_owned()],
            routing_threshold: "35".to_owned(),
            quiet_from: "20:00".to_owned(),
            quiet_until: "07:30".to_owned(),
        };
        let wrong =
            FieldErrors::sample(&["name", "languages", "routing_threshold", "quiet_from", "quiet_until"]);
        vec![Self::new(form, FieldErrors::none()), Self::new(DeskForm::default(), wrong)]
    }
}

/// The routes of this section, which is one page.
pub(super) fn routes() -> Routes {
    let access = Section::Desk.access();
    Routes::new().get("/settings/desk", access, "settings-desk", show).post(
        "/settings/desk",
        access,
        "settings-desk-change",
        change,
    )
}

async fn show(stage: Stage) -> Answer {
    let form = desk::get(stage.app(), stage.actor()).await?.form();
    stage.show(&DeskPage::new(form, FieldErrors::none()))
}

async fn change(stage: Stage, Typed(form): Typed<DeskForm>) -> Answer {
    match desk::save(stage.app(), stage.actor(), form.clone()).await {
        Ok(()) => {
            let path = Section::Desk.path();
            stage.flash(FlashKind::Success, "settings-saved", &[("name", form.name.trim())]).go(&path)
        }
        Err(error) => {
            let errors = stage.field_errors(error)?;
            stage.refuse(&DeskPage::new(form, errors))
        }
    }
}
