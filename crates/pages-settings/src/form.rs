//! The form of a section: empty for a new thing, filled for one that is there, and as typed when it can't be taken.

use serde::Serialize;
use souffleur_app::settings::closures;
use souffleur_render::{FlashKind, Template};
use souffleur_web::error::Failure;
use souffleur_web::extract::Path;
use souffleur_web::page::{Answer, FieldErrors, Stage};

use super::section::Place;
use super::thing::Thing;
use super::typed::Typed;

/// The page around a form.
#[derive(Debug, Serialize)]
#[serde(bound = "")]
pub(super) struct FormPage<T: Thing> {
    #[serde(flatten)]
    place: Place,
    id: Option<T::Id>,
    /// What the thing is called, as long as it is.
    title: Option<String>,
    view: Option<T::View>,
    form: T::Form,
    beside: T::Beside,
    errors: FieldErrors,
}

impl<T: Thing> Template for FormPage<T> {
    const NAME: &'static str = T::FORM;

    fn samples() -> Vec<Self> {
        let page = |view: Option<T::View>, errors| {
            let mut form = view.as_ref().map(T::form).unwrap_or_default();
            let title = view.is_some().then(|| T::name(&form));
            T::spare(&mut form);
            let id = view.is_some().then(T::id_sample);
            Self { place: T::SECTION.into(), id, title, view, form, beside: T::beside_sample(), errors }
        };
        let mut pages: Vec<_> =
            T::views().into_iter().map(|view| page(Some(view), FieldErrors::none())).collect();
        pages.push(page(None, FieldErrors::none()));
        pages.push(page(T::views().pop(), T::errors()));
        pages
    }
}

/// Shows the form of a new thing.
pub(super) async fn blank<T: Thing>(mut stage: Stage) -> Answer {
    let form = T::blank(&stage);
    let page = page::<T>(&mut stage, None, form, FieldErrors::none()).await?;
    stage.show(&page)
}

/// Shows the form of a thing.
pub(super) async fn edit<T: Thing>(mut stage: Stage, Path(id): Path<T::Id>) -> Answer {
    let form = T::form(&T::get(stage.app(), stage.actor(), id).await?);
    let page = page::<T>(&mut stage, Some(id), form, FieldErrors::none()).await?;
    stage.show(&page)
}

/// Adds a thing.
pub(super) async fn add<T: Thing>(stage: Stage, Typed(form): Typed<T::Form>) -> Answer {
    save::<T>(stage, None, form).await
}

/// Changes a thing.
pub(super) async fn change<T: Thing>(
    stage: Stage,
    Path(id): Path<T::Id>,
    Typed(form): Typed<T::Form>,
) -> Answer {
    save::<T>(stage, Some(id), form).await
}

async fn save<T: Thing>(mut stage: Stage, id: Option<T::Id>, form: T::Form) -> Answer {
    match T::save(stage.app(), stage.actor(), id, form.clone()).await {
        Ok(saved) => {
            let said = if id.is_some() { "settings-saved" } else { "settings-added" };
            let name = T::name(&form);
            let left_out = closures::left_out(stage.app(), T::file(&form).unwrap_or_default());
            stage
                .flash(FlashKind::Success, said, &[("name", name.trim())])
                .flash_left_out(&left_out)
                .go(&T::next(saved))
        }
        Err(error) => {
            let errors = stage.field_errors(error)?;
            let page = page::<T>(&mut stage, id, form, errors).await?;
            stage.refuse(&page)
        }
    }
}

/// The page with a form as it is, whether it was read from a thing or typed.
async fn page<T: Thing>(
    stage: &mut Stage,
    id: Option<T::Id>,
    mut form: T::Form,
    errors: FieldErrors,
) -> Result<FormPage<T>, Failure> {
    let view = match id {
        Some(id) => Some(T::get(stage.app(), stage.actor(), id).await?),
        None => None,
    };
    let title = view.as_ref().map(|view| T::name(&T::form(view)));
    let beside = T::beside(stage, &form)?;
    T::dress(stage, &beside);
    T::spare(&mut form);
    Ok(FormPage { place: T::SECTION.into(), id, title, view, form, beside, errors })
}
