//! The form of a section: empty for a new thing, filled for one that is there, and as typed when it can't be taken.

use serde::Serialize;
use souffleur_admin::settings::closures;
use souffleur_render::{FlashKind, Template};
use souffleur_web::error::Failure;
use souffleur_web::extract::Path;
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::resource::Resource;
use super::section::Place;
use super::typed::Typed;

/// The page around a form.
#[derive(Debug, Serialize)]
#[serde(bound = "")]
pub(super) struct FormPage<T: Resource> {
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

impl<T: Resource> Template for FormPage<T> {
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
pub(super) async fn blank<T: Resource>(mut context: PageContext) -> PageResult {
    let form = T::blank(&context);
    let page = page::<T>(&mut context, None, form, FieldErrors::none()).await?;
    context.show(&page)
}

/// Shows the form of a thing.
pub(super) async fn edit<T: Resource>(mut context: PageContext, Path(id): Path<T::Id>) -> PageResult {
    let form = T::form(&T::get(context.app(), context.actor(), id).await?);
    let page = page::<T>(&mut context, Some(id), form, FieldErrors::none()).await?;
    context.show(&page)
}

/// Adds a thing.
pub(super) async fn add<T: Resource>(context: PageContext, Typed(form): Typed<T::Form>) -> PageResult {
    save::<T>(context, None, form).await
}

/// Changes a thing.
pub(super) async fn change<T: Resource>(
    context: PageContext,
    Path(id): Path<T::Id>,
    Typed(form): Typed<T::Form>,
) -> PageResult {
    save::<T>(context, Some(id), form).await
}

async fn save<T: Resource>(mut context: PageContext, id: Option<T::Id>, form: T::Form) -> PageResult {
    match T::save(context.app(), context.actor(), id, form.clone()).await {
        Ok(saved) => {
            let said = if id.is_some() { "settings-saved" } else { "settings-added" };
            let name = T::name(&form);
            let left_out = closures::left_out(context.app(), T::file(&form));
            context
                .flash(FlashKind::Success, said, &[("name", name.trim())])
                .flash_left_out(&left_out)
                .redirect(&T::next(saved))
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let page = page::<T>(&mut context, id, form, errors).await?;
            context.refuse(&page)
        }
    }
}

/// The page with a form as it is, whether it was read from a thing or typed.
async fn page<T: Resource>(
    context: &mut PageContext,
    id: Option<T::Id>,
    mut form: T::Form,
    errors: FieldErrors,
) -> Result<FormPage<T>, Failure> {
    let view = match id {
        Some(id) => Some(T::get(context.app(), context.actor(), id).await?),
        None => None,
    };
    let title = view.as_ref().map(|view| T::name(&T::form(view)));
    let beside = T::beside(context, &form)?;
    T::prepare(context, &beside);
    T::spare(&mut form);
    Ok(FormPage { place: T::SECTION.into(), id, title, view, form, beside, errors })
}
