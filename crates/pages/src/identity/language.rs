//! The language of the pages, for whoever has not set one in their profile. A link and not a form: it changes nothing
//! but what its reader sees.

use axum::extract::State;
use jiff::ToSpan as _;
use serde::Deserialize;
use souffleur_render::Language;
use souffleur_web::Web;
use souffleur_web::auth::{LANGUAGE, SetCookie};
use souffleur_web::error::Failure;
use souffleur_web::extract::{Path, Query};
use souffleur_web::page::{PageContext, PageResult, local_path};

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    next: String,
}

/// Remembers the language and goes back to where one was.
pub(super) async fn choose(
    State(web): State<Web>,
    context: PageContext,
    Path(tag): Path<String>,
    Query(params): Query<Params>,
) -> PageResult {
    let language =
        Language::ALL.into_iter().find(|language| language.tag() == tag).ok_or_else(Failure::not_found)?;
    let now = web.app.now();
    let until = now.saturating_add((365 * 24).hours()).unwrap_or(now);
    let cookie = SetCookie::kept(&web.config, LANGUAGE, language.tag(), now, Some(until));
    context.with_cookie(cookie).redirect(local_path(&params.next).unwrap_or("/"))
}
