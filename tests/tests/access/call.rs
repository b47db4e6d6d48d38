//! Who calls, and one call.

use std::fmt;

use reqwest::{Method, RequestBuilder};
use souffleur_core::permission::Role;
use souffleur_tests::harness::{Caller, TestDesk, Visitor, house::PEOPLE};
use souffleur_web::{route::Route, route_kind::RouteKind};

use crate::scene::Scene;

/// A column of the table: the same person with a browser and with a program.
pub(crate) struct Who {
    pub(crate) name: &'static str,
    pub(crate) role: Option<Role>,
    /// What they are called in the house.
    pub(crate) person: Option<&'static str>,
    browser: Visitor,
    csrf: String,
    caller: Caller,
    /// A program shows its token to pages too.
    pub(crate) is_program: bool,
}

const STAFF: [(&str, &str); 5] = [
    ("administrator", "ada"),
    ("community_manager", "camille"),
    ("expert(own)", "lea"),
    ("expert(other)", "karim"),
    ("supervisor", "nadia"),
];

impl Who {
    pub(crate) async fn everybody(desk: &TestDesk) -> Vec<Self> {
        let mut all = vec![Self::nobody(desk, "nobody", desk.stranger(), false).await];
        for (name, person) in STAFF {
            all.push(Self::staff(desk, name, person).await);
        }
        let program = desk.program("facebook").await;
        all.push(Self::nobody(desk, "program", program, true).await);
        all
    }

    pub(crate) async fn nobody(
        desk: &TestDesk,
        name: &'static str,
        caller: Caller,
        is_program: bool,
    ) -> Self {
        let browser = desk.visitor();
        let csrf = browser.get("/sign-in").await.csrf();
        Self { name, role: None, person: None, browser, csrf, caller, is_program }
    }

    async fn staff(desk: &TestDesk, name: &'static str, person: &'static str) -> Self {
        let browser = desk.signed_in(person).await;
        let csrf = browser.get("/profile").await.csrf();
        let role = PEOPLE.iter().find(|(known, ..)| *known == person).map(|(_, _, role)| *role);
        let caller = desk.caller(person).await;
        Self { name, role, person: Some(person), browser, csrf, caller, is_program: false }
    }

    /// Somebody who can be signed out without anybody else noticing.
    async fn doppelganger(&self, desk: &TestDesk) -> Option<Self> {
        Some(Self::staff(desk, self.name, self.person?).await)
    }

    pub(crate) fn request(&self, route: &Route, scene: &Scene) -> RequestBuilder {
        self.request_at(route, &scene.path(route), scene)
    }

    /// The same at another address than the scene's.
    pub(crate) fn request_at(&self, route: &Route, path: &str, scene: &Scene) -> RequestBuilder {
        if route.kind == RouteKind::Api {
            let request = self.caller.request(route.method.clone(), path);
            return match scene.json(route) {
                Some(body) if route.method != Method::GET => request.json(&body),
                _ => request,
            };
        }
        let method = route.method.clone();
        let mut request = if self.is_program {
            self.caller.request(method, path)
        } else {
            self.browser.request(method, path)
        };
        if route.method != Method::GET {
            let mut fields = scene.form(route);
            fields.push(("csrf".to_owned(), self.csrf.clone()));
            request = request.form(&fields);
        }
        request
    }
}

/// What a route answered.
pub(crate) struct Cell {
    pub(crate) status: u16,
    location: Option<String>,
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        match &self.location {
            Some(location) => write!(f, "→{}", location.split('?').next().unwrap_or_default()),
            None => Ok(()),
        }
    }
}

/// Calls a route. The body is not waited for: a live stream has no end.
pub(crate) async fn answer(desk: &TestDesk, scene: &Scene, who: &Who, route: &Route) -> Cell {
    let ends_the_session = ["sign-out", "end-session"].contains(&route.name.as_str());
    let other = if ends_the_session { who.doppelganger(desk).await } else { None };
    let request = other.as_ref().unwrap_or(who).request(route, scene);
    let answer = request.send().await.expect("an answer");
    let location =
        answer.headers().get("location").map(|value| value.to_str().expect("an address").to_owned());
    Cell { status: answer.status().as_u16(), location }
}
