//! The hold on mail and timers of a desk that was restored from a copy, and its release.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_admin::settings::hold::{self, HoldView, Letters};
use souffleur_app::{Error, FieldError, Problem};
use souffleur_render::{FlashKind, Template, sample_now};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};
use souffleur_web::route::Routes;

use super::section::{Place, Section};
use super::typed::Typed;

/// The address of the page.
const PATH: &str = "/settings/hold";

/// The page of the hold.
#[derive(Debug, Serialize)]
pub(super) struct HoldPage {
    #[serde(flatten)]
    place: Place,
    held: Option<Held>,
    form: ReleaseForm,
    errors: FieldErrors,
}

/// The hold, as the page tells it.
#[derive(Debug, Serialize)]
struct Held {
    since: Timestamp,
    copy_of: Timestamp,
    letters: u64,
    replies: u64,
}

/// What becomes of the letters that wait, as chosen.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReleaseForm {
    letters: String,
}

impl From<HoldView> for Held {
    fn from(HoldView { since, copy_of, letters, replies }: HoldView) -> Self {
        Self { since, copy_of, letters, replies }
    }
}

impl Template for HoldPage {
    const NAME: &'static str = "page/settings/hold.html";

    fn samples() -> Vec<Self> {
        let held = |letters, replies| Held { since: sample_now(), copy_of: sample_now(), letters, replies };
        let page =
            |held, errors| Self { place: Section::Desk.into(), held, form: ReleaseForm::default(), errors };
        vec![
            page(None, FieldErrors::none()),
            page(Some(held(0, 0)), FieldErrors::none()),
            page(Some(held(20, 2)), FieldErrors::sample(&["letters"])),
        ]
    }
}

/// The routes of this page.
pub(super) fn routes() -> Routes {
    let access = Section::Desk.access();
    Routes::new().get(PATH, access, "settings-hold", show).post(PATH, access, "settings-release", release)
}

async fn page(context: &PageContext, form: ReleaseForm, errors: FieldErrors) -> Result<HoldPage, Error> {
    let held = hold::get(context.app()).await?.map(Held::from);
    Ok(HoldPage { place: Section::Desk.into(), held, form, errors })
}

async fn show(context: PageContext) -> PageResult {
    let page = page(&context, ReleaseForm::default(), FieldErrors::none()).await?;
    context.show(&page)
}

async fn release(context: PageContext, Typed(form): Typed<ReleaseForm>) -> PageResult {
    let Some(letters) = Letters::parse(&form.letters) else {
        let missing = FieldError { field: "letters".to_owned(), problem: Problem::Required };
        let errors = context.field_errors(Error::Invalid(vec![missing]))?;
        let page = page(&context, form, errors).await?;
        return context.refuse(&page);
    };
    hold::release(context.app(), context.actor(), letters).await?;
    context.flash(FlashKind::Success, "settings-hold-released", &[]).redirect(&Section::Overview.path())
}
