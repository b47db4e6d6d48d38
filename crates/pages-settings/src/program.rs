//! Programs: what carries a channel to and fro through the API. A program's token is shown once, here.

use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::program::{self, ProgramForm, ProgramView};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::TokenId;
use souffleur_render::{FlashKind, Template};
use souffleur_web::extract::Path;
use souffleur_web::page::{FieldErrors, PageContext, PageResult};
use souffleur_web::route::Routes;

use super::list;
use super::resource::{ListedResource, sample};
use super::section::{Place, Section};
use super::typed::Typed;

/// What may use the API.
#[derive(Debug)]
pub(super) struct Program;

impl ListedResource for Program {
    const SECTION: Section = Section::Programs;
    const LIST: &'static str = "page/settings/programs.html";
    type View = ProgramView;

    async fn list(app: &App, actor: Actor) -> Result<Vec<ProgramView>, Error> {
        program::list(app, actor).await
    }

    fn views() -> Vec<ProgramView> {
        let at = souffleur_render::sample_now();
        let view = |name: &str, channel: &str, revoked_at| {
            let id = uuid::Uuid::nil();
            sample(
                json!({ "id": id, "name": name, "channel": channel, "created_at": at, "revoked_at": revoked_at }),
            )
        };
        vec![view("Instagram <bridge>", "instagram", None), view("Ancien pont", "api", Some(at))]
    }
}

/// The routes of this section: a token can be added and withdrawn, not changed.
pub(super) fn routes() -> Routes {
    let access = Program::SECTION.access();
    Routes::new()
        .get("/settings/programs", access, "settings-programs", list::show::<Program>)
        .post("/settings/programs", access, "settings-programs-add", add)
        .get("/settings/programs/new", access, "settings-programs-new", blank)
        .post("/settings/programs/{id}/revoke", access, "settings-programs-revoke", revoke)
}

/// The form of a new program.
#[derive(Debug, Serialize)]
pub(super) struct NewProgram {
    #[serde(flatten)]
    place: Place,
    form: ProgramForm,
    errors: FieldErrors,
}

impl Template for NewProgram {
    const NAME: &'static str = "page/settings/program.html";

    fn samples() -> Vec<Self> {
        let form = ProgramForm { name: "Instagram".to_owned(), channel: "insta gram".to_owned() };
        let page = |form, errors| Self { place: Section::Programs.into(), form, errors };
        vec![
            page(ProgramForm::default(), FieldErrors::none()),
            page(form, FieldErrors::sample(&["name", "channel"])),
        ]
    }
}

/// A token, for the one time that it can be read.
#[derive(Debug, Serialize)]
pub(super) struct Secret {
    #[serde(flatten)]
    place: Place,
    name: String,
    token: String,
    /// Where the program puts its questions.
    address: String,
}

impl Template for Secret {
    const NAME: &'static str = "page/settings/secret.html";

    fn samples() -> Vec<Self> {
        let address = "https://desk.example/api/v1/questions".to_owned();
        let name = "Instagram <bridge>".to_owned();
        vec![Self { place: Section::Programs.into(), name, token: "a".repeat(52), address }]
    }
}

async fn blank(context: PageContext) -> PageResult {
    let errors = FieldErrors::none();
    context.show(&NewProgram { place: Section::Programs.into(), form: ProgramForm::default(), errors })
}

/// Adds a program. Its token is the answer itself: nothing that could be read again later ever holds it.
async fn add(context: PageContext, Typed(form): Typed<ProgramForm>) -> PageResult {
    let place = Section::Programs.into();
    match program::add(context.app(), context.actor(), form.clone()).await {
        Ok(added) => {
            let address = context.app().url("/api/v1/questions");
            context.show(&Secret { place, name: form.name, token: added.secret, address })
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            context.refuse(&NewProgram { place, form, errors })
        }
    }
}

/// Shuts a program out.
async fn revoke(context: PageContext, Path(id): Path<TokenId>) -> PageResult {
    program::revoke(context.app(), context.actor(), id).await?;
    context.flash(FlashKind::Success, "settings-programs-revoked", &[]).redirect(&Program::SECTION.path())
}
