//! What the head of a request decides before a byte of its body is read: whether its address or program may write now,
//! whether the thread that it writes to is there, and whether there is room for one more form with files.

use axum::extract::{FromRequestParts as _, Request};
use axum::http::Method;
use souffleur_app::access::known_link;
use souffleur_core::question::Token;

use crate::auth::{Caller, Circumstances};
use crate::caps::Upload;
use crate::error::{Failure, Kind};
use crate::extract::{ClientIp, parcel};
use crate::route::{self, Access, Route};
use crate::state::Web;

/// What a row of the table asks of a request's head, beside the right to call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Nothing.
    Free,
    /// It is counted for its address or program.
    Counted,
    /// So is this one, and its thread must be there.
    CountedInThread,
}

impl Admission {
    /// The admission of a row: every way in which strangers bring messages and files.
    pub(crate) fn of(route: &Route) -> Self {
        if route.method != Method::POST || route.access != Access::Public {
            return Self::Free;
        }
        match route.path.as_str() {
            "/ask" | "/api/v1/questions" => Self::Counted,
            "/q/{token}/messages" | "/api/v1/threads/{token}/messages" => Self::CountedInThread,
            _ => Self::Free,
        }
    }

    /// Admits a request, with the room that its files take until it is answered. A page's form that comes too often is let
    /// through without its files: it is shown again, so that nothing typed is lost.
    pub(crate) async fn admit(
        self,
        kind: route::Kind,
        caller: &Caller,
        request: Request,
    ) -> Result<(Request, Option<Upload>), Failure> {
        let files = parcel::is_parcel(request.headers()) && request.method() != Method::GET;
        if self == Self::Free && !files {
            return Ok((request, None));
        }
        let web = request.extensions().get::<Web>().cloned().ok_or_else(|| Failure::new(Kind::Forged))?;
        let (mut parts, body) = request.into_parts();
        let Ok(ClientIp(from)) = ClientIp::from_request_parts(&mut parts, &web).await;
        if self != Self::Free
            && let Err(failure) = count(&web, caller, from)
        {
            match parts.extensions.get_mut::<Circumstances>().filter(|_| kind == route::Kind::Page) {
                Some(circumstances) => circumstances.limited = Some(failure),
                None => return Err(failure),
            }
        }
        if self == Self::CountedInThread && files {
            // What stands between the last two slashes.
            let token = parts.uri.path().rsplit('/').nth(1).and_then(Token::parse);
            known_link(&web.app, &token.ok_or_else(Failure::not_found)?).await?;
        }
        let upload = if files { Some(web.held.upload(from, caller)?) } else { None };
        Ok((Request::from_parts(parts, body), upload))
    }
}

/// Counts a message of a stranger or a program.
fn count(web: &Web, caller: &Caller, from: std::net::IpAddr) -> Result<(), Failure> {
    match caller {
        Caller::Nobody => web.limits.ask(from),
        Caller::Program(program) => program.token().map_or(Ok(()), |id| web.limits.program(id)),
        Caller::Staff(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_strangers_that_brings_files_is_counted() {
        let routes = route::all();
        let free = routes.table().iter().filter(|row| row.files && row.access == Access::Public);
        let free: Vec<_> =
            free.filter(|row| Admission::of(row) == Admission::Free).map(ToString::to_string).collect();
        assert_eq!(free, Vec::<String>::new());
        let counted = routes.table().iter().filter(|row| Admission::of(row) != Admission::Free);
        assert_eq!(counted.count(), 4);
    }
}
