//! The desk itself: its name, its languages, and how sure the router has to be.

use std::collections::BTreeMap;

use serde::Serialize;
use souffleur_admin::settings::desk::{self, DeskForm};
use souffleur_core::Language;
use souffleur_render::{FlashKind, RenderError, Template};
use souffleur_web::page::{FieldErrors, PageContext, PageResult, usual_apology};
use souffleur_web::route::Routes;

use super::section::{Place, Section};
use super::typed::Typed;

/// The desk's page.
#[derive(Debug, Serialize)]
pub(super) struct DeskPage {
    #[serde(flatten)]
    place: Place,
    form: DeskForm,
    /// The usual words, by language: what is said where nothing is typed.
    apologies: BTreeMap<&'static str, String>,
    errors: FieldErrors,
}

impl DeskPage {
    /// With a select for each language there is.
    fn new(mut form: DeskForm, apologies: BTreeMap<&'static str, String>, errors: FieldErrors) -> Self {
        form.languages.resize(Language::ALL.len(), String::new());
        Self { place: Section::Desk.into(), form, apologies, errors }
    }

    fn of(context: &PageContext, form: DeskForm, errors: FieldErrors) -> Result<Self, RenderError> {
        let usual = |language: Language| Ok((language.code(), usual_apology(context, language)?));
        let apologies = Language::ALL.into_iter().map(usual).collect::<Result<_, RenderError>>()?;
        Ok(Self::new(form, apologies, errors))
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
            publishes_rate: true,
            first_look: true,
            apologies: [("fr".to_owned(), "Pardon <du> retard.".to_owned())].into(),
        };
        let wrong = FieldErrors::sample(&[
            "name",
            "languages",
            "routing_threshold",
            "quiet_from",
            "quiet_until",
            "apologies.fr",
            "apologies.en",
        ]);
        let usual = || Language::ALL.map(|language| (language.code(), "Pardon.".to_owned())).into();
        vec![Self::new(form, usual(), FieldErrors::none()), Self::new(DeskForm::default(), usual(), wrong)]
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

async fn show(context: PageContext) -> PageResult {
    let form = desk::get(context.app(), context.actor()).await?.form();
    let page = DeskPage::of(&context, form, FieldErrors::none())?;
    context.show(&page)
}

async fn change(context: PageContext, Typed(form): Typed<DeskForm>) -> PageResult {
    match desk::save(context.app(), context.actor(), form.clone()).await {
        Ok(()) => {
            let path = Section::Desk.path();
            context.flash(FlashKind::Success, "settings-saved", &[("name", form.name.trim())]).redirect(&path)
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let page = DeskPage::of(&context, form, errors)?;
            context.refuse(&page)
        }
    }
}
