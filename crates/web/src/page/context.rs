//! The context of a page: the request's frame, the use cases, and the ways to answer.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{CONTENT_TYPE, LOCATION, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use souffleur_app::{App, FieldError, ICalendarProblem, Problem};
use souffleur_core::Actor;
use souffleur_core::text::TextError;
use souffleur_render::{FlashKind, FluentValue, Frame, Language, RenderError, Template};
use souffleur_search::{SyntaxError, SyntaxErrorKind};

use super::answer::{FieldErrors, PageResult};
use super::flash::{self, PendingFlash, Undo};
use super::{frame, hours};
use crate::auth::{CurrentUser, FLASH, NONCE, SetCookie};
use crate::csrf;
use crate::error::{Failure, FailureKind};
use crate::request_context::RequestContext;
use crate::state::Web;

/// Reasons that one message on the next page carries.
const MAX_REASONS: usize = 5;

/// Context of a page handler. Ask for it first, beside [`crate::auth::Signed`] where somebody must be signed in.
#[derive(Debug)]
pub struct PageContext {
    /// The state of the web.
    pub web: Web,
    /// What surrounds the page.
    pub frame: Frame,
    request_context: RequestContext,
    cookies: Vec<SetCookie>,
    pending: Vec<PendingFlash>,
}

impl FromRequestParts<Web> for PageContext {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<RequestContext>().cloned();
        Ok(Self::new(web.clone(), found.unwrap_or_else(|| RequestContext::anonymous(&parts.uri))))
    }
}

impl PageContext {
    /// The context of a request.
    pub fn new(web: Web, request_context: RequestContext) -> Self {
        let mut frame = frame::frame(&web.app, &request_context);
        let mut cookies = Vec::new();
        frame.csrf = csrf::session_token(&web.keys, &request_context.caller).unwrap_or_else(|| {
            let nonce = request_context.cookies.get(NONCE).map(|nonce| nonce.value().to_owned());
            let nonce = nonce.filter(|nonce| !nonce.is_empty()).unwrap_or_else(|| {
                let nonce = new_nonce(&web.app);
                // The missing picture that a browser asks for on its own would take the page's place.
                if !request_context.beside {
                    cookies.push(SetCookie::kept(&web.config, NONCE, &nonce, web.app.now(), None));
                }
                nonce
            });
            csrf::visitor_token(&web.keys, &nonce)
        });
        if request_context.unproven {
            frame.csrf = csrf::renewed_token(&web.keys, web.app.now());
        }
        Self { web, frame, request_context, cookies, pending: vec![] }
    }

    /// The use cases.
    pub fn app(&self) -> &App {
        &self.web.app
    }

    /// The hour of this page.
    pub fn now(&self) -> Timestamp {
        self.frame.scene.now
    }

    /// The city of the reader's time zone: `Europe/Paris` is "Paris" to a reader.
    pub fn city(&self) -> String {
        let name = self.zone();
        name.rsplit('/').next().unwrap_or(&name).replace('_', " ")
    }

    /// The zone of the clock that the page shows.
    pub fn zone(&self) -> String {
        self.frame.scene.locale.zone.iana_name().unwrap_or("UTC").to_owned()
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.frame.scene.language()
    }

    /// The state of the web.
    pub fn web(&self) -> &Web {
        &self.web
    }

    /// Who acts, as use cases know them.
    pub fn actor(&self) -> Actor {
        self.request_context.caller.actor()
    }

    /// The signed-in person, where a page is for others too.
    pub fn user(&self) -> Option<&Arc<CurrentUser>> {
        self.request_context.caller.staff()
    }

    /// Whether htmx asks for a part of the page and not for all of it.
    pub fn is_fragment(&self) -> bool {
        self.request_context.fragment
    }

    /// Why a customer's form can't be taken now: then it is shown again, and nothing else happens.
    pub fn limited(&self) -> Option<Failure> {
        self.request_context.limited.clone()
    }

    /// Whether a customer's form came without a valid token: then it is shown again, and nothing else happens.
    pub fn is_unproven(&self) -> bool {
        self.request_context.unproven
    }

    /// A sentence in the reader's language, for the few that are not in a template.
    pub fn text(&self, key: &str, arguments: &[(&str, FluentValue<'_>)]) -> Result<String, RenderError> {
        self.web.engine.text(self.language(), key, arguments)
    }

    /// What is wrong with the fields of a form, in the reader's language.
    pub fn errors(&self, fields: &[FieldError]) -> FieldErrors {
        let mut errors = FieldErrors::none();
        for FieldError { field, problem } in fields {
            errors.add(field, self.problem(problem));
        }
        errors
    }

    /// The fields that a use case refused, or the failure that it answered for another reason: taken addresses and
    /// colleagues named in the text stand beside their field as well.
    pub fn field_errors(&self, error: souffleur_app::Error) -> Result<FieldErrors, Failure> {
        let failure = Failure::from(error);
        match failure.kind() {
            FailureKind::Invalid | FailureKind::Taken | FailureKind::NamesInsider => {
                Ok(self.errors(failure.fields()))
            }
            _ => Err(failure),
        }
    }

    fn problem(&self, problem: &Problem) -> String {
        let say = |key: &str, arguments: &[(&str, FluentValue<'_>)]| self.text(key, arguments);
        let number = |n: usize| FluentValue::from(u32::try_from(n).unwrap_or(u32::MAX));
        let sentence = match problem {
            Problem::Text(TextError::TooLong { max, got }) => {
                say("problem-too-long", &[("max", number(*max)), ("got", number(*got))])
            }
            Problem::Text(TextError::Form(reason)) => say(form_problem(reason), &[]),
            Problem::NamesInsider { found } => {
                say("problem-names-insider", &[("found", found.as_str().into())])
            }
            Problem::PeriodTooLong { days } => say("problem-period-too-long", &[("days", (*days).into())]),
            Problem::TooShort { min } => say("problem-too-short", &[("min", number(*min))]),
            Problem::Number { least, most } => {
                say("problem-number", &[("least", (*least).into()), ("most", (*most).into())])
            }
            Problem::Hours { on, problem } => return self.hours_problem(on.as_deref(), problem),
            Problem::Unreachable { due, policy } => say(
                &format!("problem-{}", problem.code()),
                &[("due", due.to_string().into()), ("policy", policy.as_deref().unwrap_or_default().into())],
            ),
            Problem::Shadowed { before } => say("problem-shadowed", &[("before", before.as_str().into())]),
            Problem::ICalendar(wrong) => {
                let (title, reason, most) = match wrong {
                    ICalendarProblem::Date(title) | ICalendarProblem::Repeats(title) => {
                        (title.as_str(), "", 0)
                    }
                    ICalendarProblem::Zone { title, zone: reason }
                    | ICalendarProblem::Twice { title, date: reason } => (title.as_str(), reason.as_str(), 0),
                    ICalendarProblem::Broken(reason) => ("", reason.as_str(), 0),
                    ICalendarProblem::TooMany(most) => ("", "", *most),
                    ICalendarProblem::NotOne | ICalendarProblem::Empty => ("", "", 0),
                };
                let arguments = [("title", title.into()), ("reason", reason.into()), ("most", number(most))];
                say(&format!("problem-{}", problem.code()), &arguments)
            }
            Problem::DateTwice { date } => say("problem-date-twice", &[("date", date.as_str().into())]),
            Problem::UnknownVariable { name } => say("problem-variable", &[("name", name.as_str().into())]),
            Problem::Left { name }
            | Problem::Retired { name }
            | Problem::UnknownMentioned { name }
            | Problem::SeveralMentioned { name } => {
                say(&format!("problem-{}", problem.code()), &[("name", name.as_str().into())])
            }
            Problem::TooLarge { megabytes } => {
                say("problem-file-too-large", &[("megabytes", (*megabytes).into())])
            }
            Problem::FilePixels { megapixels } => {
                let megapixels = i64::try_from(*megapixels).unwrap_or(i64::MAX);
                say("problem-file-pixels", &[("megapixels", megapixels.into())])
            }
            Problem::FileFrames { most } => say("problem-file-frames", &[("most", i64::from(*most).into())]),
            Problem::TooManyFiles { most } => say("problem-files-too-many", &[("most", (*most).into())]),
            Problem::TooMany { most } => say("problem-too-many", &[("most", number(*most))]),
            Problem::NoSuch { name, .. } => say("problem-no-such", &[("name", name.as_str().into())]),
            Problem::Related(wrong) => say(
                &format!("problem-{}", wrong.code()),
                &[("number", format!("#{}", wrong.number()).into())],
            ),
            Problem::Search(wrong) => self.search_problem(problem.code(), wrong),
            Problem::Other(reason) => say("problem-other", &[("reason", reason.as_str().into())]),
            other => say(&format!("problem-{}", other.code()), &[]),
        };
        // A sentence in English is better than none.
        sentence.unwrap_or_else(|_| problem.to_string())
    }

    fn search_problem(&self, code: &str, wrong: &SyntaxError) -> Result<String, RenderError> {
        let (name, value, known) = match &wrong.mistake {
            SyntaxErrorKind::UnknownOperator(name) => (name.as_str(), "", ""),
            SyntaxErrorKind::NoValue(name) => (*name, "", ""),
            SyntaxErrorKind::UnknownValue { operator, value, known } => {
                (*operator, value.as_str(), known.as_str())
            }
            SyntaxErrorKind::Date(value) | SyntaxErrorKind::Number(value) => ("", value.as_str(), ""),
            SyntaxErrorKind::OpenQuote | SyntaxErrorKind::TooLong => ("", "", ""),
        };
        let at = u32::try_from(wrong.at).unwrap_or(u32::MAX);
        let arguments =
            [("at", at.into()), ("name", name.into()), ("value", value.into()), ("known", known.into())];
        self.text(&format!("problem-{code}"), &arguments)
    }

    fn hours_problem(&self, on: Option<&str>, problem: &souffleur_sla::Problem) -> String {
        let said = hours::sentence(problem).and_then(|(key, arguments)| self.text(key, &arguments).ok());
        let said = said.unwrap_or_else(|| problem.to_string());
        let Some(date) = on else { return said };
        let dated = self.text("problem-on-date", &[("date", date.into()), ("problem", said.as_str().into())]);
        dated.unwrap_or(said)
    }

    /// Says how many things wait at a place of the navigation.
    #[must_use]
    pub fn counting(mut self, href: &str, count: u64) -> Self {
        for entry in self.frame.nav.iter_mut().filter(|entry| entry.href == href) {
            entry.count = Some(count);
        }
        self
    }

    /// Sets a cookie with the answer.
    #[must_use]
    pub fn with_cookie(mut self, cookie: SetCookie) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// Says on the next page what this action did.
    #[must_use]
    pub fn flash(mut self, kind: FlashKind, key: &str, arguments: &[(&str, &str)]) -> Self {
        self.pending.push(PendingFlash::new(kind, key, arguments));
        self
    }

    /// Says on the next page which events of a calendar file were left out, and why.
    #[must_use]
    pub fn flash_left_out(self, left_out: &[Problem]) -> Self {
        if left_out.is_empty() {
            return self;
        }
        // What a cookie can carry; the count says how many there are.
        let reasons: Vec<_> =
            left_out.iter().take(MAX_REASONS).map(|problem| self.problem(problem)).collect();
        let (count, reasons) = (left_out.len().to_string(), reasons.join(" "));
        self.flash(FlashKind::Warning, "settings-file-left-out", &[("count", &count), ("reasons", &reasons)])
    }

    /// Says on the next page what this action did, and offers to take it back.
    #[must_use]
    pub fn flash_with_undo(mut self, key: &str, arguments: &[(&str, &str)], undo: Undo) -> Self {
        self.pending.push(PendingFlash::new(FlashKind::Success, key, arguments).with_undo(undo));
        self
    }

    /// Answers with the page.
    pub fn show<T: Template>(self, page: &T) -> PageResult {
        self.show_as(StatusCode::OK, page)
    }

    /// Answers with the page that somebody filled in wrongly: 422, with what they typed and what is wrong with it.
    pub fn refuse<T: Template>(self, page: &T) -> PageResult {
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// Answers with the page under another status.
    pub fn show_as<T: Template>(mut self, status: StatusCode, page: &T) -> PageResult {
        if !self.is_fragment() {
            self.take_flashes();
        }
        let html = self.web.engine.render(page, &self.frame)?;
        Ok(self.answer(status, html))
    }

    /// Answers with a part of the page that stands at another address from now on; what this action did is said with it.
    pub fn show_at<T: Template>(mut self, path: &str, part: &T) -> PageResult {
        self.frame.flashes = flash::said(&self.pending, &self.web.engine, self.language(), self.now());
        let html = self.web.engine.render(part, &self.frame)?;
        let address = HeaderValue::from_str(path).map_err(|error| Failure::internal(&error))?;
        let mut response = self.answer(StatusCode::OK, html);
        response.headers_mut().insert("hx-push-url", address);
        Ok(response)
    }

    /// Sends the reader to another page of ours: 303, or for htmx the header that leaves the page.
    pub fn redirect(mut self, path: &str) -> PageResult {
        if !self.pending.is_empty() {
            let value = flash::write(&self.pending);
            self.cookies.push(SetCookie::kept(&self.web.config, FLASH, &value, self.now(), None));
        }
        let target = HeaderValue::from_str(path).map_err(|error| Failure::internal(&error))?;
        let response = if self.is_fragment() {
            (StatusCode::NO_CONTENT, [("hx-redirect", target)]).into_response()
        } else {
            (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
        };
        Ok(self.finish(response))
    }

    fn take_flashes(&mut self) {
        let Some(cookie) = self.request_context.cookies.get(FLASH) else { return };
        let pending = flash::read(cookie.value());
        self.frame.flashes.extend(flash::said(&pending, &self.web.engine, self.language(), self.now()));
        self.cookies.push(SetCookie::removed(&self.web.config, FLASH, self.now()));
    }

    fn answer(self, status: StatusCode, html: String) -> Response {
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        let vary = HeaderValue::from_static("HX-Request, Accept-Language, Cookie");
        let response = (status, [(CONTENT_TYPE, kind), (VARY, vary)], html).into_response();
        self.finish(response)
    }

    fn finish(self, mut response: Response) -> Response {
        for cookie in self.cookies {
            cookie.set(response.headers_mut());
        }
        response
    }
}

/// The message for a text that is not of the form its kind asks for; the kinds that visitors fill in have their own.
fn form_problem(reason: &str) -> &'static str {
    match reason {
        _ if reason.contains("e-mail") => "problem-email",
        _ if reason.contains("spaces") => "problem-spaces",
        _ if reason.contains("lower-case") => "problem-key",
        _ => "problem-form",
    }
}

fn new_nonce(app: &App) -> String {
    let mut random = [0; 15];
    app.entropy().fill(&mut random);
    BASE32_NOPAD.encode(&random).to_lowercase()
}
