//! Questions to the shop, and who gets them.

use souffleur_core::{
    assignment::DecidedBy,
    channel::Channel,
    explanation::{Explanation, Reason, WhyNot},
    language::Language,
    presence::Presence,
    question::Assignee,
    rule::RuleConditions,
    text::{Key, Name},
};

use crate::desk::{Desk, LEA, LIVRAISON, MARC, PAIEMENT, PRODUITS, ZOE, at, topic_id, user};

const PARCEL: &str = "Bonjour, où est mon colis ? Le suivi ne bouge plus depuis trois jours.";

fn assignee(id: u128) -> Assignee {
    Assignee::Expert(user(id))
}

#[test]
fn on_the_first_day_the_description_of_a_topic_is_enough() {
    let decision = Desk::new().ask(PARCEL);
    assert_eq!(decision.assignee, assignee(LEA));
    assert_eq!(decision.topic, Some(topic_id(LIVRAISON)));
    assert_eq!(decision.decided_by, DecidedBy::Router);
    let summary = decision.explanation.summary();
    assert!(summary.starts_with("'suivi', 'colis'") || summary.starts_with("'colis', 'suivi'"), "{summary}");
    assert!(summary.contains("→ Livraison, 0.") && summary.ends_with("; 3 open of 8"), "{summary}");
    assert_eq!(decision.explanation.text.expect("a topic").language, Some(Language::Fr));
}

#[test]
fn typing_errors_and_accents_do_not_matter() {
    let desk = Desk::new();
    for text in [
        "ou est mon coli",
        "MON COLIS N’EST PAS LIVRE",
        "transporteurs injoignables",
        "J’attends une livraision",
    ] {
        assert_eq!(desk.ask(text).topic, Some(topic_id(LIVRAISON)), "{text}");
    }
    assert_eq!(desk.ask("on ne m'a pas remboursé").assignee, assignee(MARC));
}

#[test]
fn a_rule_may_look_at_what_the_house_calls_a_customer() {
    let vip = || Key::parse("vip").expect("a tag");
    let when = RuleConditions { tag: Some(vip()), ..RuleConditions::default() };
    let holds = |when: &RuleConditions, tags: &[Key]| when.hold(&Channel::Web, None, PARCEL, None, tags);
    assert!(holds(&when, &[Key::parse("press").expect("a tag"), vip()]) && !holds(&when, &[]));
    let both = RuleConditions { channel: Some(Channel::Email), ..when };
    assert!(!holds(&both, &[vip()]), "all that are given must hold");
}

#[test]
fn a_rule_goes_before_what_was_learned() {
    let mut desk = Desk::new();
    let facture =
        RuleConditions { subject_contains: Name::parse("facture").ok(), ..RuleConditions::default() };
    desk.rule(2, facture.clone(), LEA);
    desk.rule(1, RuleConditions { channel: Some(Channel::Email), ..facture }, ZOE);
    let by_web = desk.ask_by(&Channel::Web, Some("Ma Facture"), PARCEL);
    assert_eq!(
        (by_web.assignee, by_web.decided_by, by_web.confidence),
        (assignee(LEA), DecidedBy::Rule, 1.0)
    );
    assert_eq!(by_web.explanation.reason, Reason::RuleMatched);
    assert!(
        by_web.explanation.summary().starts_with("rule → Livraison, 1.00"),
        "{}",
        by_web.explanation.summary()
    );
    let by_mail = desk.ask_by(&Channel::Email, Some("Ma Facture"), PARCEL);
    assert_eq!(by_mail.assignee, assignee(ZOE), "the lower position goes first");
    assert_eq!(desk.ask_by(&Channel::Email, None, PARCEL).decided_by, DecidedBy::Router);
}

#[test]
fn a_rule_for_somebody_away_is_passed_over_and_says_so() {
    let mut desk = Desk::new();
    desk.rule(1, RuleConditions { language: Some(Language::Fr), ..RuleConditions::default() }, MARC);
    desk.rule(2, RuleConditions { language: Some(Language::En), ..RuleConditions::default() }, ZOE);
    desk.rule(
        3,
        RuleConditions { body_contains: Name::parse("colis").ok(), ..RuleConditions::default() },
        99,
    );
    desk.expert(MARC).presence = Presence::Away { until: None };
    let decision = desk.ask(PARCEL);
    assert_eq!(decision.assignee, assignee(LEA));
    let passed: Vec<_> = decision.explanation.rules.iter().map(|rule| rule.why_not).collect();
    assert_eq!(passed, [Some(WhyNot::Away), Some(WhyNot::Unknown)]);
}

#[test]
fn a_rule_without_any_condition_takes_nothing() {
    let mut desk = Desk::new();
    desk.rule(1, RuleConditions::default(), MARC);
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA));
}

#[test]
fn who_is_full_or_away_gets_nothing_while_another_knows() {
    let mut desk = Desk::new();
    desk.expert(LEA).open = 8;
    let decision = desk.ask(PARCEL);
    assert_eq!(decision.assignee, assignee(ZOE));
    let lea =
        decision.explanation.others.iter().find(|other| other.user == user(LEA)).expect("Léa is a candidate");
    assert_eq!(lea.why_not, Some(WhyNot::Full));
    desk.expert(ZOE).presence = Presence::Away { until: Some(at("2026-03-20T08:00:00Z")) };
    let nobody = desk.ask(PARCEL);
    assert_eq!((nobody.assignee, nobody.decided_by), (Assignee::CommunityManager, DecidedBy::Fallback));
    assert_eq!(nobody.explanation.reason, Reason::NobodyFree);
    assert_eq!(nobody.topic, Some(topic_id(LIVRAISON)), "it is clear what it is about all the same");
    assert!(nobody.explanation.candidates().all(|other| other.user == user(MARC)));
}

#[test]
fn the_less_loaded_of_two_who_know_is_chosen() {
    let mut desk = Desk::new();
    desk.expert(LEA).open = 7;
    desk.expert(ZOE).open = 0;
    assert_eq!(desk.ask(PARCEL).assignee, assignee(ZOE));
    desk.expert(LEA).open = 0;
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA), "who knows it best, where room is equal");
}

#[test]
fn who_is_back_in_time_goes_before_who_is_not() {
    let mut desk = Desk::new();
    desk.expert(LEA).presence = Presence::OutsideHours { back_at: at("2026-03-13T08:00:00Z") };
    desk.expert(ZOE).presence = Presence::OutsideHours { back_at: at("2026-03-12T13:00:00Z") };
    assert_eq!(desk.ask(PARCEL).assignee, assignee(ZOE));
    desk.expert(ZOE).presence = Presence::Away { until: None };
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA), "the question waits for her morning");
}

#[test]
fn a_deputy_takes_over_from_who_is_not_there_before_the_draft_is_due() {
    let mut desk = Desk::new();
    desk.expert(LEA).deputy = Some(user(MARC));
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA), "she is here");
    desk.expert(LEA).presence = Presence::Away { until: Some(at("2026-03-12T13:00:00Z")) };
    desk.expert(ZOE).topics = vec![topic_id(PRODUITS)];
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA), "she is back in time");
    for presence in
        [Presence::Away { until: None }, Presence::OutsideHours { back_at: at("2026-03-13T08:00:00Z") }]
    {
        desk.expert(LEA).presence = presence;
        let decision = desk.ask(PARCEL);
        assert_eq!((decision.assignee, decision.topic), (assignee(MARC), Some(topic_id(LIVRAISON))));
        let marc = decision.explanation.expert.expect("Marc");
        assert_eq!(marc.stands_in_for, Some(user(LEA)));
    }
    desk.expert(MARC).presence = Presence::Away { until: None };
    desk.expert(MARC).deputy = Some(user(ZOE));
    assert_eq!(desk.ask(PARCEL).assignee, assignee(ZOE), "the deputy's deputy");
    desk.expert(ZOE).open = 8;
    assert_eq!(
        desk.ask(PARCEL).assignee,
        assignee(LEA),
        "nobody who stands in has room: it waits for her morning"
    );
    desk.expert(LEA).presence = Presence::Away { until: None };
    desk.expert(ZOE).deputy = Some(user(LEA));
    desk.expert(ZOE).presence = Presence::Away { until: None };
    assert_eq!(desk.ask(PARCEL).assignee, Assignee::CommunityManager, "a circle of absent people");
}

#[test]
fn a_rule_for_somebody_away_is_kept_by_their_deputy() {
    let mut desk = Desk::new();
    desk.rule(1, RuleConditions { language: Some(Language::Fr), ..RuleConditions::default() }, MARC);
    desk.expert(MARC).presence = Presence::Away { until: None };
    desk.expert(MARC).deputy = Some(user(ZOE));
    let decision = desk.ask(PARCEL);
    assert_eq!((decision.assignee, decision.decided_by), (assignee(ZOE), DecidedBy::Rule));
    assert_eq!(decision.explanation.expert.and_then(|part| part.stands_in_for), Some(user(MARC)));
}

#[test]
fn of_equals_who_answered_longest_ago_is_next() {
    let mut desk = Desk::new();
    desk.expert(ZOE).topics = vec![topic_id(LIVRAISON), topic_id(PAIEMENT)];
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA), "the older account");
    desk.expert(LEA).last_answered_at = Some(at("2026-03-12T08:00:00Z"));
    assert_eq!(desk.ask(PARCEL).assignee, assignee(ZOE));
    desk.expert(ZOE).last_answered_at = Some(at("2026-03-12T08:30:00Z"));
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA));
    desk.expert(ZOE).answered_customer = vec![(topic_id(LIVRAISON), at("2026-02-12T08:30:00Z"))];
    assert_eq!(desk.ask(PARCEL).assignee, assignee(ZOE), "the customer knows her way of answering");
}

#[test]
fn what_is_unlike_anything_stays_with_the_community_manager() {
    let desk = Desk::new();
    for text in ["", "🙂🙃", "\0", "Где моя посылка", "xyzzy plugh quux"] {
        let decision = desk.ask(text);
        assert_eq!(decision.assignee, Assignee::CommunityManager, "{text:?}");
        assert_eq!((decision.explanation.reason, decision.topic), (Reason::Unfamiliar, None), "{text:?}");
        assert_eq!(decision.explanation.candidates().count(), 3, "{text:?}");
    }
}

#[test]
fn what_could_be_anybodys_stays_with_the_community_manager() {
    let mut desk = Desk::new();
    desk.settings.unsure_below = 0.999;
    let decision = desk.ask(PARCEL);
    assert_eq!(
        (decision.assignee, decision.explanation.reason),
        (Assignee::CommunityManager, Reason::Unsure)
    );
    let first = decision.explanation.candidates().next().expect("three of them");
    assert_eq!((first.user, first.why_not), (user(LEA), Some(WhyNot::Unsure)));
}

#[test]
fn a_topic_without_expert_and_a_desk_without_anybody() {
    let mut desk = Desk::new();
    desk.experts.clear();
    assert_eq!(desk.ask(PARCEL).explanation.reason, Reason::NobodyKnows);
    let mut desk = Desk::new();
    for expert in &mut desk.experts {
        expert.topics.retain(|topic| *topic == topic_id(PAIEMENT));
    }
    let decision = desk.ask(PARCEL);
    assert_eq!(decision.assignee, Assignee::CommunityManager);
    desk.topics.clear();
    let decision = desk.ask(PARCEL);
    assert_eq!((decision.explanation.reason, decision.topic), (Reason::NobodyKnows, None));
}

#[test]
fn a_topic_no_longer_in_use_gets_nothing() {
    let mut desk = Desk::new();
    desk.topics.retain(|topic| topic.id != topic_id(LIVRAISON));
    let decision = desk.ask(PARCEL);
    assert!(decision.explanation.topics.iter().all(|part| part.topic != topic_id(LIVRAISON)));
}

#[test]
fn one_correction_turns_the_very_next_question() {
    let mut desk = Desk::new();
    let text = "La fermeture éclair de ma valise est arrivée cassée";
    desk.model.learn(text, topic_id(PAIEMENT), 2.0);
    let decision = desk.ask(text);
    assert_eq!(decision.topic, Some(topic_id(PAIEMENT)));
    assert_eq!((decision.explanation.model.examples, decision.explanation.model.corrections), (1, 1));
}

#[test]
fn a_topic_first_met_in_a_correction_is_learned() {
    let mut desk = Desk::new();
    desk.topics.push(crate::desk::topic(4, "Emploi", "Candidature"));
    desk.experts.push(crate::desk::expert(14, &[4]));
    desk.model.learn("Je cherche un stage chez vous", topic_id(4), 1.0);
    assert_eq!(desk.ask("Bonjour, je cherche un stage chez vous").assignee, assignee(14));
    assert_eq!(desk.ask(PARCEL).assignee, assignee(LEA), "and nothing else is forgotten");
}

#[test]
fn an_explanation_survives_storage() {
    let decision = Desk::new().ask(PARCEL);
    let stored = serde_json::to_string(&decision.explanation).expect("JSON");
    let read: Explanation = serde_json::from_str(&stored).expect("an explanation");
    assert_eq!(read, decision.explanation);
    assert!(stored.len() < 4_000, "{} bytes", stored.len());
}
