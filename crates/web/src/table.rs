//! The routes and templates of the server itself; pages and calls have their own.

use souffleur_render::Catalogue;

use crate::page::{ErrorFragment, ErrorPage};
use crate::route::Routes;
use crate::{asset, live, ops};

/// Live streams, operations and assets.
pub fn routes() -> Routes {
    live::routes().merge(ops::routes()).merge(asset::routes())
}

/// The templates of refusals.
pub fn catalogue() -> Catalogue {
    Catalogue::new().page::<ErrorPage>().page::<ErrorFragment>()
}
