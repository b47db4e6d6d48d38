//! A small house with everybody in it.

use souffleur_core::{
    actor::Actor,
    language::Language,
    permission::Role,
    topic::Topic,
    user::{Absence, Expertise, User},
    voice::Voice,
};
use souffleur_store::{Desk, Error, StoredCalendar, StoredPolicy, Tx};

use crate::world::{World, at, text};

/// Who and what is there before anybody asks.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) desk: Desk,
    pub(crate) voice: Voice,
    pub(crate) topics: Vec<Topic>,
    pub(crate) lea: User,
    pub(crate) tom: User,
    pub(crate) claire: User,
    pub(crate) calendar: StoredCalendar,
    pub(crate) policy: StoredPolicy,
}

const CALENDAR: &str = r#"{"time_zone":"Europe/Paris","week":{"mon":[["09:00","12:30"],["13:30","18:00"]]},
    "exceptions":{"2026-12-25":[]}}"#;
const POLICY: &str = r#"{"first_reply":{"kind":"cutoff","rules":[{"before":"12:00","due":"17:00","working_days":0},
    {"before":"24:00","due":"12:00","working_days":1}]},"next_reply":{"kind":"working_time","minutes":240},
    "draft":{"share_of_first_reply":0.6},"warn_at":[0.5,0.9]}"#;

impl House {
    /// Makes a house and stores it.
    pub(crate) async fn open(world: &World) -> Self {
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
            position: 1,
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
        let tom = user("tom@house.test", "Tom Roux", Role::Expert);
        let mut lea = user("lea@house.test", "Léa Martin", Role::Expert);
        lea.expertise = Expertise {
            deputy: Some(tom.id),
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
        let desk = Desk {
            name: text("La Maison"),
            languages: vec![Language::Fr, Language::En],
            held: None,
            settings_version: 1,
            routing_threshold: 0.35,
            publishes_rate: false,
            first_look: false,
            quiet_hours: None,
            apologies: [(
                Language::En,
                souffleur_core::text::Remark::parse("We are sorry to be late.").unwrap(),
            )]
            .into(),
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
        for user in [&self.tom, &self.lea, &self.claire] {
            tx.insert_user(user, Some("$argon2id$secret"), at(0)).await?;
        }
        Ok(())
    }

    pub(crate) fn claire(&self) -> Actor {
        staff(&self.claire)
    }
}

pub(crate) fn staff(user: &User) -> Actor {
    Actor::Staff { id: user.id, role: user.role }
}
