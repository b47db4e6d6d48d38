//! GET /inbox/list: the list alone, as a live update asks for it.

use axum::http::HeaderMap;
use souffleur_core::id::QuestionId;
use souffleur_web::extract::Query;
use souffleur_web::page::{PageContext, PageResult};

use super::load::Listing;
use super::page::ListPart;
use crate::inbox_filter::Filter;

/// Shows the list again.
pub(super) async fn refresh(
    context: PageContext,
    Query(filter): Query<Filter>,
    headers: HeaderMap,
) -> PageResult {
    let list = Listing::load(&context, &filter, open_beside(&headers)).await?.list;
    context.show(&ListPart { list })
}

/// The question that is open beside the list. The address of the page says it, which changes while the list stays.
pub(crate) fn open_beside(headers: &HeaderMap) -> Option<QuestionId> {
    let address = headers.get("hx-current-url")?.to_str().ok()?;
    let path = address.split(['?', '#']).next()?;
    path.rsplit('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn the_address_says_what_is_open() {
        let id = "01a20969-5009-7e96-a4c1-d386b81ad1ad";
        let open = |address: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("hx-current-url", HeaderValue::from_str(address).unwrap());
            open_beside(&headers).map(|id| id.to_string())
        };
        assert_eq!(open(&format!("https://desk.example/questions/{id}?view=open#m-1")).as_deref(), Some(id));
        assert_eq!(open(&format!("https://desk.example/desk/{id}")).as_deref(), Some(id));
        assert_eq!(open("https://desk.example/inbox?view=open"), None);
        assert_eq!(open_beside(&HeaderMap::new()), None);
    }
}
