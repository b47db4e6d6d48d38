//! Who works at the desk, and how they come in: a browser that signed in, a program with a token.

use std::sync::OnceLock;

use souffleur_admin::{
    settings::{self, program::ProgramForm},
    user,
};
use souffleur_app::training;
use souffleur_core::{Actor, id::UserId, permission::Role};

use super::{
    desk::TestDesk,
    person::{Caller, Visitor},
};

/// The file that sets the house up; the same that the documentation explains, and an administrator.
pub const HOUSE: &str = concat!(
    include_str!("../../../examples/desk.toml"),
    "\n[[user]]\nemail = \"admin@example.test\"\nname = \"Ada Petitjean\"\nrole = \"administrator\"\n"
);

/// Everybody's password.
pub const PASSWORD: &str = "le souffleur souffle";

/// The people of the house, by what they are called in tests.
pub const PEOPLE: [(&str, &str, Role); 5] = [
    ("camille", "cm@example.test", Role::CommunityManager),
    ("lea", "lea@example.test", Role::Expert),
    ("karim", "karim@example.test", Role::Expert),
    ("nadia", "sup@example.test", Role::Supervisor),
    ("ada", "admin@example.test", Role::Administrator),
];

fn known(name: &str) -> (&'static str, Role) {
    let person = PEOPLE.iter().find(|(known, ..)| *known == name);
    let (_, email, role) = person.unwrap_or_else(|| panic!("nobody is called {name}"));
    (email, *role)
}

impl TestDesk {
    /// Sets the desk up as a file says, lets everybody in the file sign in, and teaches the router its topics.
    pub async fn furnish(&self, file: &str) {
        let file = settings::DeskFile::parse(file).expect("the file is valid");
        settings::apply(&self.app, Actor::Desk, file).await.expect("the file can be applied");
        let everybody: Vec<UserId> = self.app.settings().users.iter().map(|user| user.id).collect();
        let hash = self.hash(everybody[0]).await;
        let mut tx = self.app.store().begin().await.expect("a transaction");
        for user in everybody {
            tx.set_password(user, &hash).await.expect("a password");
        }
        tx.commit().await.expect("passwords are kept");
        training::retrain(&self.app).await.expect("the router learns");
    }

    /// The hash of everybody's password, made once for all desks: it is slow on purpose.
    async fn hash(&self, somebody: UserId) -> String {
        static HASH: OnceLock<String> = OnceLock::new();
        if HASH.get().is_none() {
            user::set_password(&self.app, Actor::Desk, somebody, PASSWORD).await.expect("a good password");
            let hash = self.app.store().read().password_hash(somebody).await.expect("it was kept");
            // Another test may have been faster; any of the hashes will do.
            let _ = HASH.set(hash.expect("a hash"));
        }
        HASH.get().expect("it was made").clone()
    }

    /// The id of somebody of the house.
    pub fn user(&self, name: &str) -> UserId {
        let (email, _) = known(name);
        let settings = self.app.settings();
        let user = settings.users.iter().find(|user| user.email.as_str() == email);
        user.unwrap_or_else(|| panic!("{name} is not there")).id
    }

    /// Somebody of the house, as use cases know them.
    pub fn actor(&self, name: &str) -> Actor {
        Actor::Staff { id: self.user(name), role: known(name).1 }
    }

    /// A browser without script, of nobody in particular.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.url)
    }

    /// A browser without script, of somebody who signed in.
    pub async fn signed_in(&self, name: &str) -> Visitor {
        let visitor = self.visitor();
        visitor.sign_in(known(name).0, PASSWORD).await;
        visitor
    }

    /// A program that calls the API for nobody in particular.
    pub fn stranger(&self) -> Caller {
        Caller::new(&self.url)
    }

    /// A program that calls the API with somebody's token.
    pub async fn caller(&self, name: &str) -> Caller {
        let session = self.session(known(name).0).await;
        let token = session["access_token"].as_str().expect("a token").to_owned();
        self.stranger().with_token(token)
    }

    /// What signing in to the API answers.
    pub async fn session(&self, email: &str) -> serde_json::Value {
        let body = serde_json::json!({"email": email, "password": PASSWORD});
        let answer = self.stranger().post("/api/v1/session", &body).await;
        assert_eq!(answer.status, 200, "{email} signs in: {}", answer.raw);
        answer.json
    }

    /// A program with a token for a channel.
    pub async fn program(&self, channel: &str) -> Caller {
        let form = ProgramForm { name: format!("the {channel} bridge"), channel: channel.to_owned() };
        let new = settings::program::add(&self.app, self.actor("ada"), form).await.expect("a program");
        self.stranger().with_token(new.secret)
    }
}
