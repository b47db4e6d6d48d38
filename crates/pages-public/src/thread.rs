//! One question with its thread: by the customer's own link, where they can write again, and on the wall.

use axum::http::{HeaderValue, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use souffleur_core::attachment::Attachment;
use souffleur_core::question::Token;
use souffleur_question::{
    intake::{self, FollowUp},
    public,
};
use souffleur_render::{FlashKind, Template, sample_now};
use souffleur_web::error::Failure;
use souffleur_web::extract::{MultipartForm, Path};
use souffleur_web::page::files::{self, SealedFile};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::ask::draw;
use super::sample::threads;

/// The page of one question.
#[derive(Debug, Serialize)]
pub(super) struct ThreadPage {
    /// The question and its thread.
    pub(super) thread: public::Thread,
    /// By when it is answered, as long as that is ahead.
    pub(super) promise: Option<Timestamp>,
    /// The city by whose clock that is said.
    pub(super) city: String,
    /// The zone of that clock: a browser elsewhere says its own time instead.
    pub(super) zone: String,
    /// What was typed below it.
    pub(super) form: Fields,
    /// The files that came with it.
    pub(super) kept: Vec<SealedFile>,
    /// What is wrong with it.
    pub(super) errors: FieldErrors,
    /// Whether too many messages came from here, and one has to wait.
    pub(super) wait: bool,
    /// Whether the form was too old to be taken, and is to be sent again.
    pub(super) renewed: bool,
}

impl ThreadPage {
    fn new(thread: public::Thread, form: Fields, now: Timestamp, (zone, city): (String, String)) -> Self {
        let promise = ahead(&thread, now);
        let (kept, errors) = (vec![], FieldErrors::none());
        Self { promise, city, zone, thread, form, kept, errors, wait: false, renewed: false }
    }
}

/// When a customer is answered who still waits. Once that time has passed it would promise nothing, so there is none.
pub(super) fn ahead(thread: &public::Thread, now: Timestamp) -> Option<Timestamp> {
    thread.due_at.filter(|due_at| *due_at > now)
}

impl Template for ThreadPage {
    const NAME: &'static str = "page/public/thread.html";

    fn samples() -> Vec<Self> {
        let earlier = sample_now() - SignedDuration::from_hours(1);
        let page = |thread| {
            Self::new(thread, Fields::default(), earlier, ("Europe/Paris".to_owned(), "Paris".to_owned()))
        };
        let late = |thread| Self { promise: None, ..page(thread) };
        let own = public::Thread {
            token: Some("a".repeat(Token::LEN)),
            held_back: true,
            ..threads().swap_remove(0)
        };
        let wrong = Self {
            errors: FieldErrors::sample(&["body", "files"]),
            kept: vec![SealedFile::sample()],
            wait: true,
            renewed: true,
            ..page(own)
        };
        let merged =
            threads().into_iter().take(1).map(|one| public::Thread { goes_on_in: Some(1001), ..one });
        let merged = merged.map(page).collect::<Vec<_>>();
        threads()
            .into_iter()
            .map(page)
            .chain(merged)
            .chain(threads().into_iter().map(late))
            .chain([wrong])
            .collect()
    }
}

/// What the form sends, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    body: String,
    once: String,
    kept: Vec<String>,
}

/// Shows a customer their question.
pub(super) async fn show(context: PageContext, Path(token): Path<Token>) -> PageResult {
    let thread = public::thread(context.app(), &token).await?;
    let form = Fields { once: draw(context.app()), ..Fields::default() };
    let page = ThreadPage::new(thread, form, context.now(), (context.zone(), context.city()));
    secret(context.show(&page))
}

/// Shows everybody a question of the wall.
pub(super) async fn show_public(context: PageContext, Path(number): Path<i64>) -> PageResult {
    let thread = public::by_number(context.app(), number).await?;
    let page = ThreadPage::new(thread, Fields::default(), context.now(), (context.zone(), context.city()));
    context.show(&page)
}

/// Takes the customer's next message in.
pub(super) async fn follow_up(
    context: PageContext,
    Path(token): Path<Token>,
    form: MultipartForm<Fields>,
) -> PageResult {
    let MultipartForm { fields: mut form, files } = form;
    if let Some(failure) = context.limited() {
        let thread = public::thread(context.app(), &token).await?;
        let kept = files::kept(&context, &form.kept);
        let page = ThreadPage {
            kept,
            wait: true,
            ..ThreadPage::new(thread, form, context.now(), (context.zone(), context.city()))
        };
        return secret(context.show_as(failure.kind().status(), &page).map(|page| failure.retry_on(page)));
    }
    let sent = match files::take(&context, &mut form.kept, files).await {
        Ok(_) if context.is_unproven() => return renew(context, &token, form).await,
        Ok(files) => say(&context, &token, &form, files).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(()) => {
            let path = format!("/q/{}", token.as_str());
            context.flash(FlashKind::Success, "public-followed-up", &[]).redirect(&path)
        }
        Err(error) => {
            let renewed = matches!(error, souffleur_app::Error::KeyReused);
            let errors = if renewed { FieldErrors::none() } else { context.field_errors(error)? };
            let once = if renewed { draw(context.app()) } else { form.once };
            let thread = public::thread(context.app(), &token).await?;
            let kept = files::kept(&context, &form.kept);
            let page = ThreadPage {
                kept,
                errors,
                ..ThreadPage::new(
                    thread,
                    Fields { once, ..form },
                    context.now(),
                    (context.zone(), context.city()),
                )
            };
            secret(context.refuse(&page))
        }
    }
}

/// Shows a message again whose form was too old, so that one press sends it.
async fn renew(context: PageContext, token: &Token, form: Fields) -> PageResult {
    let thread = public::thread(context.app(), token).await?;
    let kept = files::kept(&context, &form.kept);
    let page = ThreadPage::new(thread, form, context.now(), (context.zone(), context.city()));
    secret(context.show_as(StatusCode::FORBIDDEN, &ThreadPage { kept, renewed: true, ..page }))
}

async fn say(
    context: &PageContext,
    token: &Token,
    form: &Fields,
    files: Vec<Attachment>,
) -> Result<(), souffleur_app::Error> {
    let message = FollowUp {
        files,
        idempotency_key: Some(form.once.clone()).filter(|once| !once.is_empty()),
        ..FollowUp::new(intake::Thread::Token(token.clone()), form.body.clone())
    };
    intake::follow_up(context.app(), context.actor(), message).await.map(drop)
}

/// The address of this page is its key, so no search engine may keep it; the policy of all our pages keeps it from other
/// sites.
fn secret(answer: PageResult) -> Result<axum::response::Response, Failure> {
    answer.map(|mut response| {
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
        response
    })
}
