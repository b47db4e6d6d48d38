//! Ids × roles: every id that stands in an address or a body, of one's own and of others, of something private, of nothing, and
//! malformed, in the hands of everybody. Whoever may not reach a thing is told the same as if it did not exist, and nothing
//! changes. Routes come from the program's table and bodies from its `OpenAPI` document: one with an id that is not described
//! here fails.

#[path = "ids/answer.rs"]
mod answer;
#[path = "ids/body.rs"]
mod body;
#[path = "ids/kind.rs"]
mod kind;
#[path = "ids/things.rs"]
mod things;

use reqwest::Method;
use souffleur_core::{
    Actor,
    permission::{AccessScope, reach},
};
use souffleur_desk::routes;
use souffleur_tests::harness::TestDesk;
use souffleur_web::{access::Access, route::Route, route_kind::RouteKind as Answers};

use self::{
    answer::Answer,
    kind::Kind,
    things::{Held, Thing, Things},
};
use crate::call::Who;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_opens_to_each_role_what_the_permissions_say() {
    let desk = TestDesk::open().await;
    let mut things = Box::pin(Things::put(&desk)).await;
    let mut everybody = Who::everybody(&desk).await;
    let customer = desk.stranger().with_token(things.scene.other.token.as_str().to_owned());
    everybody.push(Who::nobody(&desk, "customer", customer, false).await);
    let mut wrong = Vec::new();
    for route in routes::all().table().iter().filter(|route| route.path.contains('{')) {
        Box::pin(things.renew_if_worn(&desk)).await;
        for (place, name) in kind::parameters(route) {
            let kind = kind::of(route, place, name);
            if kind == Kind::Word {
                continue;
            }
            let walk = Walk { desk: &desk, route, place, kind };
            wrong.extend(walk.refused(&things, &everybody).await);
            wrong.extend(Box::pin(walk.let_in(&mut things, &everybody)).await);
        }
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
}

/// One parameter of one route.
struct Walk<'a> {
    desk: &'a TestDesk,
    route: &'a Route,
    place: usize,
    kind: Kind,
}

impl Walk<'_> {
    /// Everybody whom a thing is kept from, against the answer for a thing that does not exist. Nothing changes.
    async fn refused(&self, things: &Things, everybody: &[Who]) -> Vec<String> {
        let mut wrong = Vec::new();
        let before = self.desk.rows().await;
        for who in everybody.iter().filter(|who| self.is_called_by(who)) {
            // A first call, whose page shows what an earlier step has to tell its browser.
            self.call(things, who, &things.nothing(self.kind)).await;
            let nothing = self.call(things, who, &things.nothing(self.kind)).await;
            if self.enters(who) && !kind::NO_404.contains(&self.route.name.as_str()) && nothing.status != 404
            {
                wrong.push(self.cell(who, "nothing", &nothing));
            }
            // The guard that keeps somebody out reads no id.
            let tried = if self.enters(who) { usize::MAX } else { 1 };
            for value in Things::malformed(self.kind).iter().take(tried) {
                let answer = self.call(things, who, value).await;
                let expected = if self.enters(who) { 404 } else { nothing.status };
                if answer.status != expected {
                    wrong.push(self.cell(who, &format!("malformed {value:?}"), &answer));
                }
            }
            for thing in things.of(self.kind, self.route) {
                if self.opens(who, &thing) {
                    continue;
                }
                let answer = self.call(things, who, &thing.value).await;
                if let Some(difference) = answer.differs_from(&nothing) {
                    wrong.push(self.cell(who, thing.name, &answer) + ", not as for nothing: " + &difference);
                }
            }
        }
        if self.desk.rows().await != before {
            wrong.push(format!("{}: a refused call changed something", self.route));
        }
        wrong
    }

    /// Everybody to whom a thing is open is neither refused nor told that there is none.
    async fn let_in(&self, things: &mut Things, everybody: &[Who]) -> Vec<String> {
        let mut wrong = Vec::new();
        let before = self.desk.rows().await;
        for who in everybody.iter().filter(|who| self.is_called_by(who)) {
            for thing in things.of(self.kind, self.route) {
                if !self.opens(who, &thing) || thing.held == Held::Loose {
                    continue;
                }
                let answer = self.call(things, who, &thing.value).await;
                let is_refused = [401, 403, 404].contains(&answer.status) || answer.status >= 500;
                if is_refused && !self.names_another_thing() {
                    wrong.push(self.cell(who, thing.name, &answer) + ", though it is open to them");
                }
                let is_gone =
                    self.kind != Kind::Question || kind::PASSES_ON.contains(&self.route.name.as_str());
                if is_gone && self.route.method != Method::GET {
                    things.wear_out();
                    Box::pin(things.renew_if_worn(self.desk)).await;
                }
            }
        }
        if self.desk.rows().await != before {
            things.wear_out();
        }
        wrong
    }

    async fn call(&self, things: &Things, who: &Who, value: &str) -> Answer {
        let path = things.scene.path(self.route);
        let (path, query) =
            path.split_once('?').map_or((path.as_str(), None), |(path, query)| (path, Some(query)));
        let mut parts: Vec<&str> = path.split('/').collect();
        parts[self.place] = value;
        let path = parts.join("/") + &query.map(|query| format!("?{query}")).unwrap_or_default();
        Answer::read(who.request_at(self.route, &path, &things.scene), value).await
    }

    /// Whether the guard before the handler lets somebody in.
    fn enters(&self, who: &Who) -> bool {
        match (self.route.access, who.role) {
            (Access::Public, _) => true,
            (Access::SignedIn, role) => role.is_some(),
            (Access::May(action), Some(role)) => reach(role, action) != AccessScope::Nothing,
            (Access::May(_), None) => false,
        }
    }

    /// Whether a thing is open to somebody on this route.
    fn opens(&self, who: &Who, thing: &Thing) -> bool {
        if !self.enters(who) {
            return false;
        }
        match (thing.held, self.route.access) {
            (Held::Open | Held::Loose, _) => true,
            (Held::Nobody, _) | (Held::By(_), Access::SignedIn | Access::Public) => false,
            (Held::Person(person), _) => who.person == Some(person),
            (Held::By(expert), Access::May(action)) => {
                let holder = souffleur_core::question::Assignee::Expert(self.desk.user(expert));
                self.actor(who).may_on(action, holder).is_ok()
            }
        }
    }

    fn actor(&self, who: &Who) -> Actor {
        who.person.map_or(Actor::Customer, |person| self.desk.actor(person))
    }

    /// Whether the call names something else too, which may be nothing or belong to another question.
    fn names_another_thing(&self) -> bool {
        kind::parameters(self.route).count() > 1 || kind::NAMES_A_DRAFT.contains(&self.route.name.as_str())
    }

    /// A program sends no form of ours, and a customer's token opens no door that is not open to everybody.
    fn is_called_by(&self, who: &Who) -> bool {
        let sends_no_form =
            who.is_program && self.route.kind == Answers::Page && self.route.method != Method::GET;
        let has_nothing_to_show = who.name == "customer" && self.route.access == Access::Public;
        !sends_no_form && !has_nothing_to_show
    }

    fn cell(&self, who: &Who, what: &str, answer: &Answer) -> String {
        format!("{} ({:?}) by {}, {what}: {answer}", self.route, self.kind, who.name)
    }
}
