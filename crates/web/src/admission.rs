//! What the head of a request decides before a byte of its body is read: whether its address or program may write now,
//! whether the thread that it writes to is there, and whether there is room for one more form with files.

use axum::extract::{FromRequestParts as _, Request};
use axum::http::Method;
use souffleur_app::access::known_link;
use souffleur_core::question::Token;

use crate::access::Admission;
use crate::auth::Caller;
use crate::caps::UploadPermit;
use crate::error::{Failure, FailureKind};
use crate::extract::{ClientIp, multipart};
use crate::request_context::RequestContext;
use crate::route_kind::RouteKind;
use crate::state::Web;

/// Admits a request, with the room that its files take until it is answered. A page's form that comes too often is let
/// through without its files: it is shown again, so that nothing typed is lost.
pub(crate) async fn admit(
    admission: Admission,
    kind: RouteKind,
    caller: &Caller,
    request: Request,
) -> Result<(Request, Option<UploadPermit>), Failure> {
    let files = multipart::is_multipart(request.headers()) && request.method() != Method::GET;
    if admission == Admission::Free && !files {
        return Ok((request, None));
    }
    let web = request.extensions().get::<Web>().cloned().ok_or_else(|| Failure::new(FailureKind::Forged))?;
    let (mut parts, body) = request.into_parts();
    let Ok(ClientIp(from)) = ClientIp::from_request_parts(&mut parts, &web).await;
    if admission != Admission::Free
        && let Err(failure) = count(&web, caller, from)
    {
        match parts.extensions.get_mut::<RequestContext>().filter(|_| kind == RouteKind::Page) {
            Some(request_context) => request_context.limited = Some(failure),
            None => return Err(failure),
        }
    }
    if admission == Admission::CountedInThread && files {
        // What stands between the last two slashes.
        let token = parts.uri.path().rsplit('/').nth(1).and_then(Token::parse);
        known_link(&web.app, &token.ok_or_else(Failure::not_found)?).await?;
    }
    let upload = if files { Some(web.concurrency.upload(from, caller)?) } else { None };
    Ok((Request::from_parts(parts, body), upload))
}

/// Counts a message of a stranger or a program.
fn count(web: &Web, caller: &Caller, from: std::net::IpAddr) -> Result<(), Failure> {
    match caller {
        Caller::Nobody => web.limits.ask(from),
        Caller::Program(program) => program.token().map_or(Ok(()), |id| web.limits.program(id)),
        Caller::Staff(_) => Ok(()),
    }
}
