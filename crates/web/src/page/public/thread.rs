//! One question with its thread: by the customer's own link, where they can write again, and on the wall.

use axum::http::{HeaderValue, header::REFERRER_POLICY};
use serde::{Deserialize, Serialize};
use souffleur_app::{
    intake::{self, FollowUp, Format},
    public,
};
use souffleur_core::{
    question::{Status, Token},
    text::Name,
    voice::Voice,
};
use souffleur_render::{FlashKind, Template, sample_now};

use super::ask::draw;
use crate::{
    error::Failure,
    extract::{ClientIp, Form, Path},
    page::{Answer, FieldErrors, Stage},
};

/// The page of one question.
#[derive(Debug, Serialize)]
pub(super) struct ThreadPage {
    /// The question and its thread.
    pub(super) thread: public::Thread,
    /// What was typed below it.
    pub(super) form: Fields,
    /// What is wrong with it.
    pub(super) errors: FieldErrors,
    /// Whether too many messages came from here, and one has to wait.
    pub(super) wait: bool,
}

impl Template for ThreadPage {
    const NAME: &'static str = "page/public/thread.html";

    fn samples() -> Vec<Self> {
        let page =
            |thread| Self { thread, form: Fields::default(), errors: FieldErrors::none(), wait: false };
        let mut pages: Vec<_> = samples().into_iter().map(page).collect();
        let own = samples().swap_remove(0);
        let own = public::Thread { token: Some("a".repeat(Token::LEN)), ..own };
        pages.push(Self { errors: FieldErrors::sample(&["body"]), wait: true, ..page(own) });
        pages
    }
}

/// Threads as the samples of this place show them: waiting, answered, hidden.
pub(super) fn samples() -> Vec<public::Thread> {
    let name = |name: &str| Name::parse(name).ok();
    let voice =
        name("Sophie").zip(souffleur_core::text::Key::parse("sophie").ok()).and_then(|(name, key)| {
            Some(Voice {
                id: souffleur_core::Id::new(uuid::Uuid::nil()),
                key,
                signature: souffleur_core::text::Remark::parse(&name).ok()?,
                name,
                languages: vec![],
            })
        });
    let Some(voice) = voice else { return vec![] };
    let entry = |by, text: &str| public::Entry {
        id: "1".to_owned(),
        by,
        name: "Sophie".to_owned(),
        body: text.to_owned(),
        at: sample_now(),
        holding: false,
    };
    let thread = |status, entries| public::Thread {
        number: 1042,
        token: None,
        subject: Some("Colis <perdu>".to_owned()),
        status,
        hidden_reason: None,
        language: souffleur_core::Language::Fr,
        customer: "Marie D.".to_owned(),
        voice: (&voice).into(),
        entries,
        asked_at: sample_now(),
        changed_at: sample_now(),
        due_at: Some(sample_now()),
        public: true,
    };
    let asked = || entry(public::EntryBy::Customer, "Où est mon colis ?");
    let answered = vec![asked(), entry(public::EntryBy::Voice, "Il arrive demain.")];
    let reason = Some("Propos injurieux".to_owned());
    vec![
        thread(Status::Assigned, vec![asked()]),
        public::Thread { due_at: None, subject: None, ..thread(Status::Answered, answered) },
        public::Thread { hidden_reason: reason, subject: None, ..thread(Status::Hidden, vec![]) },
    ]
}

/// What the form sends, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    body: String,
    once: String,
}

/// Shows a customer their question.
pub(super) async fn show(stage: Stage, Path(token): Path<Token>) -> Answer {
    let thread = public::thread(stage.app(), &token).await?;
    let form = Fields { once: draw(stage.app()), ..Fields::default() };
    secret(stage.show(&ThreadPage { thread, form, errors: FieldErrors::none(), wait: false }))
}

/// Shows everybody a question of the wall.
pub(super) async fn show_public(stage: Stage, Path(number): Path<i64>) -> Answer {
    let thread = public::by_number(stage.app(), number).await?;
    stage.show(&ThreadPage { thread, form: Fields::default(), errors: FieldErrors::none(), wait: false })
}

/// Takes the customer's next message in.
pub(super) async fn follow_up(
    ClientIp(from): ClientIp,
    stage: Stage,
    Path(token): Path<Token>,
    Form(form): Form<Fields>,
) -> Answer {
    let limited = stage.web.limits.ask(from);
    if let Err(failure) = limited {
        let thread = public::thread(stage.app(), &token).await?;
        let page = ThreadPage { thread, form, errors: FieldErrors::none(), wait: true };
        return secret(stage.show_as(failure.kind().status(), &page).map(|page| failure.retry_on(page)));
    }
    let message = FollowUp {
        thread: intake::Thread::Token(token.clone()),
        body: form.body.clone(),
        format: Format::Text,
        external_id: None,
        channel_at: None,
        idempotency_key: Some(form.once.clone()).filter(|once| !once.is_empty()),
    };
    match intake::follow_up(stage.app(), stage.actor(), message).await {
        Ok(_) => {
            let path = format!("/q/{}", token.as_str());
            stage.flash(FlashKind::Success, "public-followed-up", &[]).go(&path)
        }
        Err(error) => {
            let renewed = matches!(error, souffleur_app::Error::KeyReused);
            let errors = if renewed { FieldErrors::none() } else { stage.field_errors(error)? };
            let once = if renewed { draw(stage.app()) } else { form.once };
            let thread = public::thread(stage.app(), &token).await?;
            let page = ThreadPage { thread, form: Fields { once, ..form }, errors, wait: false };
            secret(stage.refuse(&page))
        }
    }
}

/// The address of this page is its key: no other site may learn it from a link that somebody follows.
fn secret(answer: Answer) -> Result<axum::response::Response, Failure> {
    answer.map(|mut response| {
        response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        response.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
        response
    })
}
