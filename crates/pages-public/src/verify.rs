//! GET and POST /verify/{token}: the owner of an address reads what was asked in their name, and confirms that it was them.

use axum::http::HeaderValue;
use jiff::Timestamp;
use serde::Serialize;
use souffleur_core::language::Language;
use souffleur_question::question::{SenderConfirmation, confirm_sender, open_sender_confirmation};
use souffleur_render::{Template, sample_now};
use souffleur_web::extract::{ClientIp, Path};
use souffleur_web::page::{PageContext, PageResult, render_language};

/// The page behind a mailed link.
#[derive(Debug, Clone, Serialize)]
pub(super) struct VerifyPage {
    /// The link's own token, where the form goes.
    token: String,
    /// The number of the question.
    number: String,
    /// What was asked.
    excerpt: String,
    /// The language that it was asked in.
    language: Language,
    /// When.
    asked_at: Timestamp,
    /// The address.
    email: String,
    /// Until when the link is good.
    expires_at: Timestamp,
    /// Whether it was confirmed just now.
    confirmed: bool,
}

impl VerifyPage {
    fn new(token: String, asked: SenderConfirmation, confirmed: bool) -> Self {
        let SenderConfirmation { number, excerpt, asked_at, email, expires_at, language } = asked;
        Self { token, number: number.to_string(), excerpt, language, asked_at, email, expires_at, confirmed }
    }
}

impl Template for VerifyPage {
    const NAME: &'static str = "page/public/verify.html";

    fn samples() -> Vec<Self> {
        let open = Self {
            token: "t".repeat(26),
            number: "1042".to_owned(),
            excerpt: "Bonjour, où est <mon> colis ?".to_owned(),
            language: Language::Fr,
            asked_at: sample_now(),
            email: "zoe.martin@example.org".to_owned(),
            expires_at: sample_now(),
            confirmed: false,
        };
        vec![open.clone(), Self { confirmed: true, ..open }]
    }
}

/// Shows the question and a button. Programs open the links of letters by themselves, so opening confirms nothing.
pub(super) async fn show(context: PageContext, Path(token): Path<String>) -> PageResult {
    let asked = open_sender_confirmation(context.app(), &token).await?;
    answer(context, &VerifyPage::new(token, asked.clone(), false), &asked)
}

/// Confirms.
pub(super) async fn submit(
    ClientIp(from): ClientIp,
    context: PageContext,
    Path(token): Path<String>,
) -> PageResult {
    context.web.limits.ask(from)?;
    let asked = confirm_sender(context.app(), &token).await?;
    answer(context, &VerifyPage::new(token, asked.clone(), true), &asked)
}

fn answer(mut context: PageContext, page: &VerifyPage, asked: &SenderConfirmation) -> PageResult {
    context.frame.scene.locale.language = render_language(asked.language);
    let mut response = context.show(page)?;
    response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(response)
}
