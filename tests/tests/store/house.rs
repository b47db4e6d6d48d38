//! A small house with everybody in it, and questions put to it.

use jiff::Timestamp;
use souffleur_core::{
    actor::Actor,
    assignment::{Assignment, DecidedBy},
    channel::Channel,
    customer::{Customer, Identity},
    event::{Event, What},
    id::UserId,
    language::Language,
    message::{Author, Message, Weight},
    permission::Role,
    question::{Holder, Question, Status, Token, Visibility},
    topic::Topic,
    user::{Absence, Expertise, User},
    voice::Voice,
};
use souffleur_sla::TargetKind;
use souffleur_store::{
    Desk, Effect, Error, Letter, OutboxItem, StoredCalendar, StoredPolicy, Target, TargetState, Timer,
    TimerKind, Tx,
};

use crate::world::{World, at, text};

/// Who and what is there before anybody asks.
#[derive(Clone)]
pub struct House {
    pub desk: Desk,
    pub voice: Voice,
    pub topics: Vec<Topic>,
    pub lea: User,
    pub tom: User,
    pub claire: User,
    pub calendar: StoredCalendar,
    pub policy: StoredPolicy,
}

/// Everything that comes into being with a question.
#[derive(Clone)]
pub struct Asked {
    pub customer: Customer,
    pub question: Question,
    pub message: Message,
    pub assignment: Assignment,
    pub targets: Vec<Target>,
    pub timers: Vec<Timer>,
    pub events: Vec<Event>,
    pub letter: OutboxItem,
}

const CALENDAR: &str = r#"{"time_zone":"Europe/Paris","week":{"mon":[["09:00","12:30"],["13:30","18:00"]]},
    "exceptions":{"2026-12-25":[]}}"#;
const POLICY: &str = r#"{"first_reply":{"kind":"cutoff","rules":[{"before":"12:00","due":"17:00","working_days":0},
    {"before":"24:00","due":"12:00","working_days":1}]},"next_reply":{"kind":"working_time","minutes":240},
    "draft":{"share_of_first_reply":0.6},"warn_at":[0.5,0.9]}"#;

impl House {
    /// Makes a house and stores it.
    pub async fn open(world: &World) -> Self {
        let house = Self::plan(world);
        let mut tx = world.begin().await;
        house.store(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        house
    }

    fn plan(world: &World) -> Self {
        let voice = Voice {
            id: world.id(),
            key: text("sophie"),
            name: text("Sophie"),
            signature: text("Sophie,\nvotre conseillère"),
            languages: vec![Language::Fr, Language::En],
        };
        let topic = |key, name| Topic {
            id: world.id(),
            key: text(key),
            name: text(name),
            description: Some(text(name)),
        };
        let topics = vec![topic("delivery", "Livraison"), topic("sizes", "Tailles")];
        let calendar = StoredCalendar {
            id: world.id(),
            key: text("house"),
            version: 1,
            calendar: serde_json::from_str(CALENDAR).unwrap(),
        };
        let policy = StoredPolicy {
            id: world.id(),
            key: text("house"),
            is_default: true,
            version: 1,
            calendar: calendar.id,
            policy: serde_json::from_str(POLICY).unwrap(),
        };
        let user = |email, name, role| User {
            id: world.id(),
            email: text(email),
            name: text(name),
            role,
            language: Some(Language::Fr),
            voice: None,
            active: true,
            expertise: Expertise::default(),
        };
        let mut lea = user("lea@house.test", "Léa Martin", Role::Expert);
        lea.expertise = Expertise {
            topics: vec![topics[1].id, topics[0].id],
            capacity: Some(8),
            calendar: Some(calendar.id),
            absences: vec![Absence {
                from: "2026-12-24".parse().unwrap(),
                until: "2027-01-02".parse().unwrap(),
            }],
        };
        let mut claire = user("claire@house.test", "Claire Petit", Role::CommunityManager);
        claire.voice = Some(voice.id);
        let tom = user("tom@house.test", "Tom Roux", Role::Expert);
        let desk = Desk {
            name: text("La Maison"),
            languages: vec![Language::Fr, Language::En],
            signing_key: vec![7; 32],
            settings_version: 1,
            routing_threshold: 0.35,
        };
        Self { desk, voice, topics, lea, tom, claire, calendar, policy }
    }

    async fn store(&self, tx: &mut Tx) -> Result<(), Error> {
        tx.create_desk(&self.desk, at(0)).await?;
        tx.insert_voice(&self.voice).await?;
        for (topic, position) in self.topics.iter().zip(0..) {
            tx.insert_topic(topic, position).await?;
        }
        tx.insert_calendar(&self.calendar, at(0)).await?;
        tx.insert_policy(&self.policy, at(0)).await?;
        for user in [&self.lea, &self.tom, &self.claire] {
            tx.insert_user(user, Some("$argon2id$secret"), at(0)).await?;
        }
        Ok(())
    }

    /// A question to Léa about delivery, asked and due at these minutes.
    pub fn asked(&self, world: &World, number: i64, minute: i64, due: i64) -> Asked {
        let id = world.id();
        let (asked_at, due_at) = (at(minute), at(due));
        let customer = Customer {
            id: world.id(),
            name: text("Marie Dupont"),
            email: Some(text(&format!("marie{number}@example.test"))),
            handle: None,
        };
        let question = Question {
            id,
            number,
            token: token(number),
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
            holder: Holder::Expert(self.lea.id),
            asked_at,
        };
        let message = Message {
            id: world.id(),
            author: Author::Customer,
            body: text("Bonjour,\n\nmon colis n’est pas arrivé."),
            at: asked_at,
            channel_at: Some(at(minute - 1)),
            weight: Weight::Reply,
        };
        let assignment = Assignment {
            id: world.id(),
            question: id,
            holder: question.holder,
            topic: question.topic,
            decided_by: DecidedBy::Router,
            confidence: Some(0.83),
            explanation: None,
            reason: None,
            by: Actor::Desk,
            at: asked_at,
        };
        let targets = [TargetKind::Draft, TargetKind::FirstReply]
            .map(|kind| self.target(world, &question, kind, due_at));
        let kinds = [TimerKind::Warn { share: 0.9 }, TimerKind::Breach];
        let timers = targets.iter().zip(kinds).map(|(target, kind)| timer(world, target, kind)).collect();
        let events = [What::Asked { message: message.id }, assigned(&assignment)];
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
    pub fn target(&self, world: &World, question: &Question, kind: TargetKind, due_at: Timestamp) -> Target {
        Target {
            id: world.id(),
            question: question.id,
            kind,
            state: TargetState::Pending,
            set_at: question.asked_at,
            due_at: Some(due_at),
            met_at: None,
            reason: None,
            expert: question.holder.expert(),
            policy: (self.policy.id, 1),
            calendar: (self.calendar.id, 1),
        }
    }

    /// Asks and stores a question.
    pub async fn ask(&self, world: &World, number: i64, minute: i64, due: i64) -> Asked {
        let asked = self.asked(world, number, minute, due);
        asked.commit(world).await;
        asked
    }

    pub fn claire(&self) -> Actor {
        staff(&self.claire)
    }
}

impl Asked {
    pub async fn commit(&self, world: &World) {
        let mut tx = world.begin().await;
        self.store(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Writes what an intake writes.
    pub async fn store(&self, tx: &mut Tx) -> Result<(), Error> {
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

pub fn staff(user: &User) -> Actor {
    Actor::Staff { id: user.id, role: user.role }
}

pub fn timer(world: &World, target: &Target, kind: TimerKind) -> Timer {
    let due_at = target.due_at.unwrap_or(target.set_at);
    Timer { id: world.id(), due_at, kind, target: target.id, question: target.question }
}

fn assigned(assignment: &Assignment) -> What {
    let (to, decided_by) = (assignment.holder, assignment.decided_by);
    What::Assigned { assignment: assignment.id, from: Some(Holder::Expert(nobody())), to, decided_by }
}

/// Somebody whom no row names.
fn nobody() -> UserId {
    UserId::new(uuid::Uuid::nil())
}

/// A token that spells a number in letters.
fn token(number: i64) -> Token {
    let letters: String =
        format!("{number:026}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
    Token::parse(&letters).unwrap()
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
    };
    OutboxItem { id: world.id(), effect: Effect::Letter(letter), attempts: 0, created_at }
}
