//! A small French shop with three topics and three experts.

use jiff::Timestamp;
use souffleur_core::{
    channel::Channel,
    id::{QuestionId, RuleId, TopicId, UserId},
    presence::Presence,
    rule::{Rule, RuleConditions},
    stopword::detect_language,
    text::{Key, Name, Remark},
    topic::Topic,
};
use souffleur_routing::{
    ExpertFacts, Model, QuestionFacts, RoutingDecision, RoutingFacts, Thresholds, Training, route,
};
use uuid::Uuid;

pub(crate) const LIVRAISON: u128 = 1;
pub(crate) const PAIEMENT: u128 = 2;
pub(crate) const PRODUITS: u128 = 3;
/// Knows deliveries, and payments a little.
pub(crate) const LEA: u128 = 11;
/// Knows payments.
pub(crate) const MARC: u128 = 12;
/// Knows products, and deliveries a little.
pub(crate) const ZOE: u128 = 13;

pub(crate) fn topic_id(id: u128) -> TopicId {
    TopicId::new(Uuid::from_u128(id))
}

pub(crate) fn user(id: u128) -> UserId {
    UserId::new(Uuid::from_u128(id))
}

pub(crate) fn at(instant: &str) -> Timestamp {
    instant.parse().expect("an instant")
}

pub(crate) fn topic(id: u128, name: &str, description: &str) -> Topic {
    Topic {
        id: topic_id(id),
        key: Key::parse(&format!("topic-{id}")).expect("a key"),
        name: Name::parse(name).expect("a name"),
        description: Remark::parse(description).ok(),
    }
}

pub(crate) fn expert(id: u128, topics: &[u128]) -> ExpertFacts {
    ExpertFacts {
        user: user(id),
        topics: topics.iter().copied().map(topic_id).collect(),
        deputy: None,
        capacity: Some(8),
        open: 3,
        presence: Presence::Here,
        last_answered_at: None,
        pressure: 3.0,
        records: vec![],
        answered_customer: vec![],
    }
}

/// Everything the router is told about the shop.
pub(crate) struct Desk {
    pub(crate) topics: Vec<Topic>,
    pub(crate) experts: Vec<ExpertFacts>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) settings: Thresholds,
    pub(crate) model: Model,
}

impl Desk {
    /// The shop on its first day: topics have names and descriptions, and nothing was ever answered.
    pub(crate) fn new() -> Self {
        let topics = vec![
            topic(
                LIVRAISON,
                "Livraison",
                "Colis, suivi, retard, transporteur, adresse de livraison, point relais.",
            ),
            topic(PAIEMENT, "Paiement", "Carte bancaire, facture, remboursement, prélèvement, code promo."),
            topic(
                PRODUITS,
                "Produits",
                "Tailles, matières, entretien, disponibilité, garantie des articles.",
            ),
        ];
        let model = Model::train(&topics, &[], &Training::default());
        let experts = vec![
            expert(LEA, &[LIVRAISON, PAIEMENT]),
            expert(MARC, &[PAIEMENT]),
            expert(ZOE, &[PRODUITS, LIVRAISON]),
        ];
        Self { topics, experts, rules: Vec::new(), settings: Thresholds::default(), model }
    }

    pub(crate) fn expert(&mut self, id: u128) -> &mut ExpertFacts {
        self.experts.iter_mut().find(|expert| expert.user == user(id)).expect("one of the three")
    }

    pub(crate) fn rule(&mut self, position: i32, when: RuleConditions, assign_to: u128) {
        let id = RuleId::new(Uuid::from_u128(100 + self.rules.len() as u128));
        self.rules.push(Rule { id, position, when, assign_to: user(assign_to) });
    }

    pub(crate) fn ask(&self, body: &str) -> RoutingDecision {
        self.ask_by(&Channel::Web, None, body)
    }

    pub(crate) fn ask_by(&self, channel: &Channel, subject: Option<&str>, body: &str) -> RoutingDecision {
        self.ask_as(None, channel, subject, body)
    }

    pub(crate) fn ask_as(
        &self,
        id: Option<QuestionId>,
        channel: &Channel,
        subject: Option<&str>,
        body: &str,
    ) -> RoutingDecision {
        let loaded =
            |expert: &ExpertFacts| ExpertFacts { pressure: f64::from(expert.open), ..expert.clone() };
        let experts: Vec<_> = self.experts.iter().map(loaded).collect();
        let question = QuestionFacts {
            id,
            channel,
            subject,
            body,
            meaning: None,
            tags: &[],
            language: detect_language(body),
            asked_at: at("2026-03-12T09:00:00Z"),
            draft_due_at: Some(at("2026-03-12T14:00:00Z")),
        };
        let facts = RoutingFacts {
            question,
            rules: &self.rules,
            topics: &self.topics,
            experts: &experts,
            settings: self.settings,
        };
        route(&facts, &self.model)
    }
}
