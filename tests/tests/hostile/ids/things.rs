//! The things that ids name, and whose they are.

use souffleur_admin::user;
use souffleur_core::{Actor, question::Visibility};
use souffleur_question::{delivery, intake, saved_view};
use souffleur_tests::harness::{
    TestDesk, files,
    house::PASSWORD,
    story::{PARCEL, question},
};
use souffleur_web::route::Route;

use super::kind::Kind;
use crate::scene::Scene;

/// Whose a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// A question that this expert holds: the permissions say who reaches it.
    By(&'static str),
    /// This person's alone.
    Person(&'static str),
    /// Everybody's who is let in.
    Open,
    /// The same, but what is done with it may not be possible.
    Loose,
    /// Kept from everybody on this route.
    Nobody,
}

/// Something that exists.
pub(crate) struct Thing {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) held: Held,
}

/// Everything that an id can name.
pub(crate) struct Things {
    pub(crate) scene: Scene,
    /// A private question with a file, of another customer, that Karim holds.
    private: intake::Asked,
    private_hash: String,
    private_file: String,
    /// A draft and a message of the private question.
    private_draft: String,
    private_message: String,
    nadias_view: String,
    leas_session: String,
    karims_session: String,
    delivery: String,
    is_worn: bool,
}

/// An id of nothing.
pub(crate) const NO_ID: &str = "00000000-0000-7000-8000-000000000000";

impl Things {
    pub(crate) async fn put(desk: &TestDesk) -> Self {
        let scene = Scene::set(desk).await;
        let (private, private_hash, private_file) = Box::pin(private_question(desk)).await;
        let view = saved_view::save(&desk.app, desk.actor("nadia"), "Late", "view=late".to_owned(), false);
        let nadias_view = view.await.unwrap().id.to_string();
        let session =
            async |email| user::sign_in(&desk.app, email, PASSWORD).await.unwrap().session.to_string();
        let query = delivery::DeliveryQuery::default();
        let deliveries = delivery::list(&desk.app, desk.actor("camille"), query).await.unwrap();
        Self {
            scene,
            private_draft: desk.draft("karim", private.id, "Il est en route.").await.draft.to_string(),
            private_message: desk.follow_up(&private, "Toujours rien ?").await.message.to_string(),
            private,
            private_hash,
            private_file,
            nadias_view,
            leas_session: session("lea@example.test").await,
            karims_session: session("karim@example.test").await,
            delivery: deliveries.page.items[0].id.to_string(),
            is_worn: false,
        }
    }

    /// A draft of another question than the scene's.
    pub(crate) fn draft_elsewhere(&self) -> &str {
        &self.private_draft
    }

    /// A message of another question than the scene's.
    pub(crate) fn message_elsewhere(&self) -> &str {
        &self.private_message
    }

    /// Something was done with them.
    pub(crate) fn wear_out(&mut self) {
        self.is_worn = true;
    }

    /// Puts others in their place where something was done with them.
    pub(crate) async fn renew_if_worn(&mut self, desk: &TestDesk) {
        if self.is_worn {
            *self = Box::pin(Self::put(desk)).await;
        }
    }

    /// Those of a kind that a route could be called with.
    pub(crate) fn of(&self, kind: Kind, route: &Route) -> Vec<Thing> {
        let one = |name, value: &str, held| Thing { name, value: value.to_owned(), held };
        let (own, other) = (&self.scene.asked, &self.scene.other);
        let private_number = self.private.number.to_string();
        match kind {
            Kind::Question => vec![
                one("Léa's question", &own.id.to_string(), Held::By("lea")),
                one("Karim's question", &other.id.to_string(), Held::By("karim")),
                one("a private question", &self.private.id.to_string(), Held::By("karim")),
            ],
            Kind::WallNumber => {
                let with_file = route.path.ends_with("/files/{id}");
                let held = if with_file { Held::Nobody } else { Held::Open };
                vec![
                    one("a public question", &own.number.to_string(), held),
                    one("a private question", &private_number, Held::Nobody),
                ]
            }
            Kind::Number => vec![one("a private question", &private_number, Held::Open)],
            Kind::LinkedNumber => vec![one("a private question", &private_number, Held::Loose)],
            Kind::StaffFile => vec![one("a file of another question", &self.private_hash, Held::Nobody)],
            Kind::PublicFile => vec![one("a file of another customer", &self.private_file, Held::Nobody)],
            Kind::Thread => {
                let with_file = route.path.ends_with("/files/{id}");
                let held = if with_file { Held::Nobody } else { Held::Open };
                vec![one("a thread", own.token.as_str(), held)]
            }
            Kind::Session => vec![
                one("Léa's session", &self.leas_session, Held::Person("lea")),
                one("Karim's session", &self.karims_session, Held::Person("karim")),
            ],
            Kind::SavedView => vec![
                one("Camille's view", &self.current(route), Held::Person("camille")),
                one("Nadia's view", &self.nadias_view, Held::Person("nadia")),
            ],
            Kind::Delivery => vec![one("a delivery", &self.delivery, Held::Open)],
            // No letter proves an address here, and the router has one version: these open nothing.
            Kind::Verification | Kind::Model => vec![],
            Kind::Word => unreachable!("words are not called with ids"),
            _ => vec![one("the scene's", &self.current(route), Held::Open)],
        }
    }

    /// What the scene puts in the place of a route's id.
    fn current(&self, route: &Route) -> String {
        let path = self.scene.path(route);
        let place = route.path.split('/').position(|part| part.starts_with('{')).unwrap();
        path.split(['/', '?']).nth(place).unwrap().to_owned()
    }

    /// What names nothing and could.
    pub(crate) fn nothing(&self, kind: Kind) -> String {
        match kind {
            Kind::WallNumber | Kind::Number | Kind::LinkedNumber => "987654".to_owned(),
            Kind::Model => "987".to_owned(),
            Kind::StaffFile => "f".repeat(64),
            Kind::Thread => "a".repeat(self.scene.asked.token.as_str().len()),
            Kind::Verification | Kind::Invitation | Kind::ReportSecret => "a".repeat(52),
            _ => NO_ID.to_owned(),
        }
    }

    /// What names nothing and could not.
    pub(crate) fn malformed(kind: Kind) -> &'static [&'static str] {
        match kind {
            Kind::LinkedNumber => &["x", "99999999999999999999", "1.5", "%00"],
            Kind::WallNumber | Kind::Number | Kind::Model => {
                &["x", "-1", "99999999999999999999", "1.5", "%00", "%ff"]
            }
            Kind::Question => {
                &["x", "1", "%00", "%ff", "%27%20or%201=1", "00000000-0000-7000-8000-00000000000g"]
            }
            _ => &["x", "%00", "%ff", "%27"],
        }
    }
}

/// A private question with a picture, that Karim holds; the hash of the picture for staff, and its id for the customer.
async fn private_question(desk: &TestDesk) -> (intake::Asked, String, String) {
    let picture = files::photo_by("Zoé Martin");
    let mut incoming = souffleur_app::attachment::Incoming::for_app(&desk.app).await.unwrap();
    incoming.write(&picture).await.unwrap();
    let upload = incoming.finish("photo.png".to_owned()).await.unwrap();
    let files = souffleur_app::attachment::receive(&desk.app, 0, vec![upload]).await.unwrap();
    let customer = intake::AskCustomer {
        name: "Zoé Martin".to_owned(),
        email: Some("zoe.martin@example.org".to_owned()),
        handle: None,
    };
    let ask = intake::Ask { visibility: Some(Visibility::Private), customer, files, ..question(PARCEL) };
    let private = intake::ask(&desk.app, Actor::Customer, ask).await.unwrap();
    let karim = souffleur_question::question::AssignTo::Expert(desk.user("karim"));
    if private.assignment.as_ref().and_then(|assignment| assignment.expert) != Some(desk.user("karim")) {
        desk.assign(private.id, karim).await;
    }
    let view = desk.question(private.id).await;
    let hash = view.files[0].file.hash.to_string();
    let page = desk.visitor().get(&format!("/q/{}", private.token.as_str())).await.is(200);
    let file = page.all("a.file-image", "href").pop().unwrap();
    (private, hash, file.rsplit('/').next().unwrap().to_owned())
}
