//! What is known of a request before its handler runs.

use axum::http::{HeaderValue, Uri};
use axum_extra::extract::CookieJar;
use jiff::Timestamp;

use crate::auth::Caller;
use crate::error::Failure;

/// What a page needs to know of its request; kept beside it so that an error page can be made in its place.
#[derive(Debug, Clone)]
pub struct RequestContext {
    /// Who calls.
    pub caller: Caller,
    /// Which page was asked for.
    pub uri: Uri,
    /// The cookies that came along.
    pub cookies: CookieJar,
    /// The languages the browser prefers.
    pub accept_language: Option<HeaderValue>,
    /// Whether htmx asks for a part of the page.
    pub fragment: bool,
    /// Whether a browser asks for something else than a page or a part of one, such as a picture: it shows no form.
    pub beside: bool,
    /// Whether a customer's form came without a valid token: it changes nothing, and is shown again with a fresh one.
    pub unproven: bool,
    /// Why a customer's form can't be taken now, which was decided before it was read: it changes nothing, and is shown
    /// again.
    pub limited: Option<Failure>,
    /// When the request came: what the page shows was read since.
    pub at: Timestamp,
}

impl RequestContext {
    /// Of a request that nobody looked at yet.
    pub(crate) fn anonymous(uri: &Uri) -> Self {
        Self {
            caller: Caller::Nobody,
            uri: uri.clone(),
            cookies: CookieJar::new(),
            accept_language: None,
            fragment: false,
            beside: false,
            unproven: false,
            limited: None,
            at: Timestamp::UNIX_EPOCH,
        }
    }
}
