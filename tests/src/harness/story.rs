//! The steps that many stories share. A story takes the door that it is about; for the rest of it these are shorter.

use souffleur_app::view::{QuestionView, Target};
use souffleur_core::{Actor, id::QuestionId};
use souffleur_insight::report::{self, Dimension, Figures, Period, Wanted};
use souffleur_question::{
    intake::{self, Ask, AskCustomer, Asked, FollowUp, FollowedUp, Thread},
    question::{self, Assign, AssignTo, Drafted, Replied},
};
use souffleur_sla::TargetKind;

use super::desk::TestDesk;

/// A question that Léa knows best.
pub const SIZES: &str = "Bonjour, quelle taille choisir ? Le guide des tailles ne dit rien de cette coupe.";
/// A question that Karim knows best.
pub const PARCEL: &str = "Bonjour, où est mon colis ? Le suivi du transporteur annonce un retard.";
/// Where the customer of these stories reads their mail.
pub const CUSTOMER: &str = "marie.dupont@example.org";

/// What a customer sends.
pub fn question(body: &str) -> Ask {
    let customer =
        AskCustomer { name: "Marie Dupont".to_owned(), email: Some(CUSTOMER.to_owned()), handle: None };
    Ask { body: body.to_owned(), customer, ..Ask::default() }
}

impl TestDesk {
    /// A customer asks.
    pub async fn ask(&self, body: &str) -> Asked {
        intake::ask(&self.app, Actor::Customer, question(body)).await.expect("the question is taken in")
    }

    /// A customer asks, and the question goes to somebody of the house.
    pub async fn ask_for(&self, name: &str, body: &str) -> Asked {
        let asked = self.ask(body).await;
        let expert = self.user(name);
        if asked.assignment.as_ref().and_then(|assignment| assignment.expert) != Some(expert) {
            Box::pin(self.assign(asked.id, AssignTo::Expert(expert))).await;
        }
        asked
    }

    /// The community manager gives a question to somebody.
    pub async fn assign(&self, id: QuestionId, to: AssignTo) {
        let assign = Assign { to, reason: None, version: None };
        question::assign(&self.app, self.actor("camille"), id, assign).await.expect("it is assigned");
    }

    /// Somebody of the house hands in a draft.
    pub async fn draft(&self, name: &str, id: QuestionId, body: &str) -> Drafted {
        let drafted = question::draft(&self.app, self.actor(name), id, body.to_owned(), None).await;
        drafted.expect("the draft is handed in")
    }

    /// The customer writes again.
    pub async fn follow_up(&self, asked: &Asked, body: &str) -> FollowedUp {
        let message = FollowUp::new(Thread::Token(asked.token.clone()), body);
        intake::follow_up(&self.app, Actor::Customer, message).await.expect("the message is taken in")
    }

    /// The community manager replies.
    pub async fn reply(&self, id: QuestionId, body: &str) -> Replied {
        let version = self.question(id).await.question.version;
        let reply = question::Reply::new(body, version);
        question::reply(&self.app, self.actor("camille"), id, reply).await.expect("the reply is sent")
    }

    /// A question as the community manager sees it.
    pub async fn question(&self, id: QuestionId) -> QuestionView {
        question::get(&self.app, self.actor("camille"), id).await.expect("the question is there")
    }

    /// The last promise of a kind on a question.
    pub async fn target(&self, id: QuestionId, kind: TargetKind) -> Target {
        let targets = self.question(id).await.targets;
        let found = targets.into_iter().rfind(|target| target.kind == kind);
        found.unwrap_or_else(|| panic!("nothing was promised: {kind:?}"))
    }

    /// The figures of a day.
    pub async fn figures(&self, day: &str) -> Figures {
        let period = Period::parse(day, day).expect("a day");
        let report =
            report::sla(&self.app, self.actor("nadia"), Wanted::questions(period), Dimension::Day, None)
                .await;
        report.expect("the report is made").total
    }
}
