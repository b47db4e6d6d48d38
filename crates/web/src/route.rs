//! THE table: every path of the desk with its method and who may call it.
//!
//! A route can't be added without saying who may call it, and what is said is what `guard` enforces
//! before the handler runs. The access test walks the same rows.

use std::collections::{BTreeSet, HashSet};
use std::fmt;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::path::PathItem;
use utoipa::openapi::{Components, OpenApi, RefOr, Schema};
use utoipa_axum::router::UtoipaMethodRouter;

use crate::access::{Access, Admission, RoutePolicy};
use crate::csrf::FormPolicy;
use crate::guard::guarded;
use crate::route_kind::RouteKind;
use crate::state::Web;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: String,
    /// What kind of answer it gives.
    pub kind: RouteKind,
    /// Who may call it.
    pub access: Access,
    /// Rate limit that its requests count against.
    pub admission: Admission,
    /// Whether files may come with its form.
    pub files: bool,
    /// What it is called in the access test and the `OpenAPI` document.
    pub name: String,
}

impl Route {
    /// Whether it is a form in which a customer writes, whose words are kept when its token is no longer good. The
    /// handler must ask [`crate::page::PageContext::is_unproven`] before it does anything.
    pub fn is_customers_form(&self) -> bool {
        self.files && self.access == Access::Public && self.kind == RouteKind::Page
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Rows with their handlers, on the way to becoming a router.
#[derive(Default)]
pub struct Routes {
    router: Router<Web>,
    table: Vec<Route>,
    openapi: OpenApi,
    /// Names of schemas that two different types registered: one would describe the other's answers.
    collisions: BTreeSet<String>,
}

impl Routes {
    /// No routes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a path that is read.
    #[must_use]
    pub fn get<H, T>(self, path: &str, policy: impl Into<RoutePolicy>, name: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(Method::GET, path, policy.into(), name, on(MethodFilter::GET, handler))
    }

    /// Adds a path that is written to.
    #[must_use]
    pub fn post<H, T>(self, path: &str, policy: impl Into<RoutePolicy>, name: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.add(Method::POST, path, policy.into(), name, on(MethodFilter::POST, handler))
    }

    /// Adds a path that is written to with a form that may bring files.
    #[must_use]
    pub fn post_files<H, T>(self, path: &str, policy: impl Into<RoutePolicy>, name: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        self.insert(Method::POST, path, policy.into(), name, on(MethodFilter::POST, handler), true)
    }

    /// Adds a call of the API, as its `#[utoipa::path]` describes it.
    #[must_use]
    pub fn api(
        self,
        policy: impl Into<RoutePolicy>,
        (schemas, paths, router): UtoipaMethodRouter<Web>,
    ) -> Self {
        let (mut all, policy) = (self, policy.into());
        for (path, item) in paths.paths {
            for (method, name) in operations(&item) {
                all = all.add(method, &path, policy, &name, router.clone());
            }
            match all.openapi.paths.paths.get_mut(&path) {
                Some(known) => known.merge_operations(item),
                None => drop(all.openapi.paths.paths.insert(path, item)),
            }
        }
        all.register(schemas);
        all
    }

    /// Adds all routes of a place.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.table.extend(other.table);
        self.collisions.extend(other.collisions);
        if let Some(components) = &other.openapi.components {
            self.register(components.schemas.clone());
        }
        self.openapi.merge(other.openapi);
        self
    }

    /// The rows.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    /// What the rows of the API say about themselves.
    pub fn openapi(&self) -> &OpenApi {
        &self.openapi
    }

    /// The router; all rows are guarded.
    pub fn into_router(self) -> Router<Web> {
        debug_assert!(self.duplicate().is_none(), "{:?} is there twice", self.duplicate());
        self.router
    }

    /// A row or a name that is there twice.
    pub fn duplicate(&self) -> Option<&Route> {
        let (mut rows, mut names) = (HashSet::new(), HashSet::new());
        self.table.iter().find(|row| !rows.insert(row.to_string()) || !names.insert(&row.name))
    }

    /// Names of schemas that two different types registered.
    pub fn schema_collisions(&self) -> &BTreeSet<String> {
        &self.collisions
    }

    /// Adds schemas by name, and notes names that already stand for something else.
    fn register(&mut self, schemas: impl IntoIterator<Item = (String, RefOr<Schema>)>) {
        let known = &mut self.openapi.components.get_or_insert_with(Components::new).schemas;
        for (name, schema) in schemas {
            if known.get(&name).is_some_and(|known| *known != schema) {
                self.collisions.insert(name);
            } else {
                known.insert(name, schema);
            }
        }
    }

    fn add(
        self,
        method: Method,
        path: &str,
        policy: RoutePolicy,
        name: &str,
        handler: MethodRouter<Web>,
    ) -> Self {
        self.insert(method, path, policy, name, handler, false)
    }

    fn insert(
        mut self,
        method: Method,
        path: &str,
        policy: RoutePolicy,
        name: &str,
        handler: MethodRouter<Web>,
        files: bool,
    ) -> Self {
        let (kind, name) = (RouteKind::of(path), name.to_owned());
        let RoutePolicy { access, admission } = policy;
        let route = Route { method, path: path.to_owned(), kind, access, admission, files, name };
        let form = FormPolicy { kind, files, customers: route.is_customers_form() };
        let guarded = guarded(handler, policy, form);
        self.router = self.router.route(path, guarded);
        self.table.push(route);
        self
    }
}

/// The operations that a path of the `OpenAPI` document has; each call of the API describes exactly one.
fn operations(item: &PathItem) -> impl Iterator<Item = (Method, String)> {
    let of = |method, operation: &Option<utoipa::openapi::path::Operation>| {
        let operation = operation.as_ref()?;
        Some((method, operation.operation_id.clone().unwrap_or_default()))
    };
    [
        of(Method::GET, &item.get),
        of(Method::POST, &item.post),
        of(Method::PUT, &item.put),
        of(Method::PATCH, &item.patch),
        of(Method::DELETE, &item.delete),
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use utoipa::openapi::schema::{ObjectBuilder, Type};

    use super::*;

    #[test]
    fn two_types_that_share_the_name_of_a_schema_are_found() {
        let schema = |kind: Type| RefOr::T(Schema::Object(ObjectBuilder::new().schema_type(kind).build()));
        let mut routes = Routes::new();
        routes
            .register([("RowJson".to_owned(), schema(Type::String)), ("A".to_owned(), schema(Type::String))]);
        let mut other = Routes::new();
        other.register([
            ("RowJson".to_owned(), schema(Type::Integer)),
            ("A".to_owned(), schema(Type::String)),
        ]);
        assert_eq!(routes.merge(other).schema_collisions(), &BTreeSet::from(["RowJson".to_owned()]));
    }
}
