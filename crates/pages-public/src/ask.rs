//! The ask form: a question, a name, and where the answer may go.

use axum::http::StatusCode;
use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::App;
use souffleur_core::attachment::Attachment;
use souffleur_core::question::Visibility;
use souffleur_question::intake::{self, Ask, AskCustomer};
use souffleur_render::{FlashKind, Template};
use souffleur_web::error::Failure;
use souffleur_web::extract::MultipartForm;
use souffleur_web::page::files::{self, SealedFile};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

/// The form, with what was typed.
#[derive(Debug, Default, Serialize)]
pub(super) struct AskForm {
    /// What was typed.
    pub(super) form: Fields,
    /// The files that came with it.
    pub(super) kept: Vec<SealedFile>,
    /// What is wrong with it.
    pub(super) errors: FieldErrors,
    /// By when a question asked now is answered.
    pub(super) promise: Option<Timestamp>,
    /// Whether the desk sends e-mail.
    pub(super) mails: bool,
    /// Whether too many questions came from here, and one has to wait.
    pub(super) wait: bool,
    /// Whether the form was too old to be taken, and is to be sent again.
    pub(super) renewed: bool,
}

impl Template for AskForm {
    const NAME: &'static str = "page/public/ask.html";

    fn samples() -> Vec<Self> {
        let form = Fields { name: "Marie".to_owned(), public: "true".to_owned(), ..Fields::default() };
        let errors = FieldErrors::sample(&["body", "name", "email", "subject", "files"]);
        let promise = Some(souffleur_render::sample_now());
        vec![
            Self::default(),
            Self {
                form,
                kept: vec![SealedFile::sample()],
                errors,
                promise,
                mails: true,
                wait: true,
                renewed: true,
            },
        ]
    }
}

/// What the form sends, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    subject: String,
    body: String,
    name: String,
    email: String,
    /// Ticked when everybody may read the question.
    public: String,
    /// Drawn with the empty form: sending the same form twice asks once.
    once: String,
    /// The files that came with it before it was refused, under seal.
    kept: Vec<String>,
}

/// Shows the empty form.
pub(super) async fn show(context: PageContext) -> PageResult {
    let form = Fields { once: draw(context.app()), public: "true".to_owned(), ..Fields::default() };
    let page = page(&context, form);
    context.show(&page)
}

/// Takes a question in and shows the customer their thread.
pub(super) async fn submit(context: PageContext, form: MultipartForm<Fields>) -> PageResult {
    let MultipartForm { fields: mut form, files } = form;
    if let Some(failure) = context.limited() {
        let page = AskForm { wait: true, ..page(&context, form) };
        return context.show_as(failure.kind().status(), &page).map(|page| failure.retry_on(page));
    }
    let files = match files::take(&context, &mut form.kept, files).await {
        Ok(files) => files,
        Err(error) => return refuse(context, form, error),
    };
    if context.is_unproven() {
        let page = AskForm { renewed: true, ..page(&context, form) };
        return context.show_as(StatusCode::FORBIDDEN, &page);
    }
    match intake::ask(context.app(), context.actor(), question(&context, &form, files)).await {
        Ok(asked) => {
            let path = format!("/q/{}", asked.token.as_str());
            let by_mail = !form.email.trim().is_empty() && !context.app().config().delivery.sends_mail;
            let asked_key = if by_mail { "public-asked-no-mail" } else { "public-asked" };
            context
                .flash(FlashKind::Success, asked_key, &[("number", &asked.number.to_string())])
                .redirect(&path)
        }
        // The form was sent, changed in another tab and sent again: it is another question, so it needs another name.
        Err(souffleur_app::Error::KeyReused) => {
            let form = Fields { once: draw(context.app()), ..form };
            again(context, form, FieldErrors::none())
        }
        Err(error) => refuse(context, form, error),
    }
}

fn refuse(context: PageContext, form: Fields, error: souffleur_app::Error) -> PageResult {
    let errors =
        context.field_errors(error)?.renamed(|field| field.trim_start_matches("customer.").to_owned());
    again(context, form, errors)
}

fn again(
    context: PageContext,
    form: Fields,
    errors: FieldErrors,
) -> Result<axum::response::Response, Failure> {
    let page = AskForm { errors, ..page(&context, form) };
    context.refuse(&page)
}

/// The form with what was typed, and nothing wrong with it.
fn page(context: &PageContext, form: Fields) -> AskForm {
    let kept = files::kept(context, &form.kept);
    let promise = intake::promised_now(context.app());
    let mails = context.app().config().delivery.sends_mail;
    AskForm { form, kept, promise, mails, ..AskForm::default() }
}

fn question(context: &PageContext, form: &Fields, files: Vec<Attachment>) -> Ask {
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    Ask {
        body: form.body.clone(),
        subject: given(&form.subject),
        customer: AskCustomer { name: form.name.clone(), email: given(&form.email), handle: None },
        visibility: Some(if form.public.is_empty() { Visibility::Private } else { Visibility::Public }),
        language: souffleur_core::Language::from_code(context.language().tag()),
        files,
        idempotency_key: given(&form.once),
        ..Ask::default()
    }
}

/// A name for one form.
pub(super) fn draw(app: &App) -> String {
    let mut random = [0; 15];
    app.entropy().fill(&mut random);
    BASE32_NOPAD.encode(&random).to_lowercase()
}
