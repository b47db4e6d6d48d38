//! What the router has learned: the versions that are kept, the way back to one of them, and an import that is under way.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_admin::{
    import::ImportProgress,
    model::{roll_back, versions},
};
use souffleur_render::{FlashKind, Template, sample_now};
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};
use souffleur_web::route::Routes;

use super::section::{Place, Section};

/// A model that is kept.
#[derive(Debug, Serialize)]
struct Kept {
    version: i64,
    examples: i64,
    at: Timestamp,
    withdrawn_at: Option<Timestamp>,
    /// Whether it is the one that decides.
    current: bool,
}

/// The page.
#[derive(Debug, Serialize)]
pub(super) struct ModelPage {
    #[serde(flatten)]
    place: Place,
    versions: Vec<Kept>,
    /// What it was trained on, and what it learned since.
    examples: u64,
    corrections: u64,
    import: Option<Import>,
    errors: FieldErrors,
}

/// An import of past questions.
#[derive(Debug, Serialize)]
struct Import {
    rows: u64,
    refused: u64,
    training: bool,
}

impl From<ImportProgress> for Import {
    fn from(progress: ImportProgress) -> Self {
        Self { rows: progress.rows, refused: progress.refused, training: progress.training }
    }
}

impl Template for ModelPage {
    const NAME: &'static str = "page/settings/model.html";

    fn samples() -> Vec<Self> {
        let version = |version, current, withdrawn_at| Kept {
            version,
            examples: 1_204,
            at: sample_now(),
            withdrawn_at,
            current,
        };
        let page = |versions, import| Self {
            place: Section::Model.into(),
            versions,
            examples: 1_207,
            corrections: 3,
            import,
            errors: FieldErrors::none(),
        };
        let import = |training| Some(Import { rows: 12_500, refused: 3, training });
        let versions =
            vec![version(7, false, Some(sample_now())), version(6, true, None), version(5, false, None)];
        let refused =
            Self { errors: FieldErrors::sample(&["version"]), ..page(vec![version(1, true, None)], None) };
        vec![page(vec![], import(true)), page(versions, import(false)), refused]
    }
}

/// The routes of this section.
pub(super) fn routes() -> Routes {
    let access = Section::Model.access();
    Routes::new().get("/settings/model", access, "settings-model", show).post(
        "/settings/model/{version}/use",
        access,
        "settings-model-use",
        go_back,
    )
}

async fn show(context: PageContext) -> PageResult {
    let page = load(&context, FieldErrors::none()).await?;
    context.show(&page)
}

/// What else is to be done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Ticked {
    with_examples: String,
}

async fn go_back(context: PageContext, Path(version): Path<i64>, Form(form): Form<Ticked>) -> PageResult {
    let with_examples = !form.with_examples.is_empty();
    match roll_back(context.app(), context.actor(), version, with_examples).await {
        Ok(aside) => {
            let (version, aside) = (version.to_string(), aside.to_string());
            let said = [("version", version.as_str()), ("aside", aside.as_str())];
            context.flash(FlashKind::Success, "settings-model-used", &said).redirect(&Section::Model.path())
        }
        Err(souffleur_app::Error::IllegalStep(_)) => {
            let mut errors = FieldErrors::none();
            errors.add("version", context.text("settings-model-unusable", &[])?);
            let page = load(&context, errors).await?;
            context.refuse(&page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn load(
    context: &PageContext,
    errors: FieldErrors,
) -> Result<ModelPage, souffleur_web::error::Failure> {
    let kept = versions(context.app(), context.actor()).await?;
    let model = context.app().router().model().info();
    let version = |kept: souffleur_admin::model::ModelVersion| Kept {
        version: kept.version,
        examples: kept.examples,
        at: kept.at,
        withdrawn_at: kept.withdrawn_at,
        current: kept.version.unsigned_abs() == model.version,
    };
    Ok(ModelPage {
        place: Section::Model.into(),
        versions: kept.into_iter().map(version).collect(),
        examples: model.examples,
        corrections: model.corrections,
        import: souffleur_admin::import::import_progress(context.app()).await?.map(Import::from),
        errors,
    })
}
