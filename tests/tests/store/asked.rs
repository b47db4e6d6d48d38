//! Questions put to the house, with everything that comes into being with them.

use jiff::Timestamp;
use souffleur_core::{
    actor::Actor,
    assignment::{Assignment, DecidedBy},
    channel::Channel,
    customer::{Customer, Identity},
    event::{Event, EventKind},
    id::UserId,
    language::Language,
    message::{Author, Message, MessageKind},
    question::{Assignee, Question, Status, TokenHash, Visibility},
};
use souffleur_sla::TargetKind;
use souffleur_store::{Effect, Error, Letter, OutboxItem, Target, TargetState, Timer, TimerKind, Tx};

use crate::{
    house::House,
    world::{World, at, text},
};

/// Everything that comes into being with a question.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) customer: Customer,
    pub(crate) question: Question,
    pub(crate) message: Message,
    pub(crate) assignment: Assignment,
    pub(crate) targets: Vec<Target>,
    pub(crate) timers: Vec<Timer>,
    pub(crate) events: Vec<Event>,
    pub(crate) letter: OutboxItem,
}

impl House {
    /// A question to Léa about delivery, asked and due at these minutes.
    pub(crate) fn asked(&self, world: &World, number: i64, minute: i64, due: i64) -> Asked {
        let id = world.id();
        let (asked_at, due_at) = (at(minute), at(due));
        let customer = Customer {
            id: world.id(),
            name: text("Marie Dupont"),
            email: Some(text(&format!("marie{number}@example.test"))),
            handle: None,
            tags: Vec::new(),
        };
        let question = Question {
            id,
            number,
            token: TokenHash::new(format!("key.{number}")),
            version: 1,
            status: Status::Assigned,
            hidden_reason: None,
            visibility: Visibility::Public,
            channel: Channel::Web,
            external_id: Some(text(&format!("form-{number}"))),
            subject: Some(text("Mon colis")),
            language: Language::Fr,
            topic: Some(self.topics[0].id),
            customer: customer.id,
            voice: self.voice.id,
            assignee: Assignee::Expert(self.lea.id),
            asked_at,
            snoozed_until: None,
            lead: None,
            merged_into: None,
        };
        let message = Message {
            id: world.id(),
            author: Author::Customer,
            body: text("Bonjour,\n\nmon colis n’est pas arrivé."),
            at: asked_at,
            channel_at: Some(at(minute - 1)),
            weight: MessageKind::Reply,
        };
        let assignment = Assignment {
            id: world.id(),
            question: id,
            assignee: question.assignee,
            topic: question.topic,
            decided_by: DecidedBy::Router,
            confidence: Some(0.83),
            explanation: None,
            reason: None,
            by: Actor::Desk,
            at: asked_at,
            opened_at: None,
        };
        let targets = [TargetKind::Draft, TargetKind::FirstReply]
            .map(|kind| self.target(world, &question, kind, due_at));
        let kinds = [TimerKind::Warn { share: 0.9 }, TimerKind::Breach];
        let timers = targets.iter().zip(kinds).map(|(target, kind)| timer(world, target, kind)).collect();
        let events = [EventKind::Asked { message: message.id }, assigned(&assignment)];
        let events = events.map(|what| Event {
            id: world.id(),
            question: Some(id),
            by: Actor::Desk,
            at: asked_at,
            what,
        });
        let letter = receipt(world, &customer, asked_at);
        let (targets, events) = (targets.to_vec(), events.to_vec());
        Asked { customer, question, message, assignment, targets, timers, events, letter }
    }

    /// A promise on a question that runs.
    pub(crate) fn target(
        &self,
        world: &World,
        question: &Question,
        kind: TargetKind,
        due_at: Timestamp,
    ) -> Target {
        Target {
            id: world.id(),
            question: question.id,
            kind,
            state: TargetState::Pending,
            set_at: question.asked_at,
            due_at: Some(due_at),
            met_at: None,
            reason: None,
            expert: question.assignee.expert(),
            policy: (self.policy.id, 1),
            calendar: (self.calendar.id, 1),
        }
    }

    /// Asks and stores a question.
    pub(crate) async fn ask(&self, world: &World, number: i64, minute: i64, due: i64) -> Asked {
        let asked = self.asked(world, number, minute, due);
        asked.commit(world).await;
        asked
    }
}

impl Asked {
    pub(crate) async fn commit(&self, world: &World) {
        let mut tx = world.begin().await;
        self.store(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Writes what an intake writes.
    pub(crate) async fn store(&self, tx: &mut Tx) -> Result<(), Error> {
        let question = &self.question;
        tx.insert_customer(&self.customer, question.asked_at).await?;
        if let Some(email) = &self.customer.email {
            tx.add_identity(self.customer.id, &Identity::Email(email.clone())).await?;
        }
        let due = self.targets.iter().filter_map(|target| target.due_at).min();
        tx.insert_question(question, due).await?;
        let external = question.external_id.as_ref();
        tx.insert_message(question.id, &self.message, &question.channel, external).await?;
        tx.insert_assignment(&self.assignment).await?;
        tx.insert_targets(&self.targets).await?;
        tx.insert_timers(&self.timers).await?;
        tx.append(&self.events).await?;
        tx.enqueue(std::slice::from_ref(&self.letter)).await
    }
}

pub(crate) fn timer(world: &World, target: &Target, kind: TimerKind) -> Timer {
    let due_at = target.due_at.unwrap_or(target.set_at);
    Timer::on(target, world.id(), due_at, kind)
}

fn assigned(assignment: &Assignment) -> EventKind {
    let (to, decided_by) = (assignment.assignee, assignment.decided_by);
    EventKind::Assigned { assignment: assignment.id, from: Some(Assignee::Expert(nobody())), to, decided_by }
}

/// Somebody whom no row names.
fn nobody() -> UserId {
    UserId::new(uuid::Uuid::nil())
}

fn receipt(world: &World, to: &Customer, created_at: Timestamp) -> OutboxItem {
    let letter = Letter {
        letter: "receipt".to_owned(),
        to: to.email.clone().unwrap(),
        from_name: Some("Sophie".to_owned()),
        subject: "Votre question".to_owned(),
        text: "Nous avons bien reçu votre question.".to_owned(),
        html: None,
        message_id: format!("{}@house.test", to.id),
        in_reply_to: None,
        references: vec!["before@house.test".to_owned()],
        thread: None,
    };
    let (question, message, failing_since) = (None, None, None);
    let effect = Effect::Letter(letter);
    OutboxItem { id: world.id(), effect, question, message, attempts: 0, failing_since, created_at }
}
