//! Who knows better gets more, nobody is starved, and success does not feed itself.

use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;
use souffleur_core::{
    channel::Channel,
    explanation::PartKind,
    id::{QuestionId, UserId},
    question::Assignee,
};
use souffleur_routing::{ExpertRecord, Outcome};
use uuid::Uuid;

use crate::desk::{Desk, LEA, LIVRAISON, ZOE, at, expert, topic_id, user};

const PARCEL: &str = "Bonjour, où est mon colis ? Le suivi ne bouge plus depuis trois jours.";

fn note(desk: &mut Desk, who: UserId, deed: Outcome, when: Timestamp) {
    let expert = desk.experts.iter_mut().find(|expert| expert.user == who).expect("somebody");
    if expert.records.is_empty() {
        expert.records.push((topic_id(LIVRAISON), ExpertRecord::new(when)));
    }
    expert.records[0].1.note(deed, when);
    if matches!(deed, Outcome::Sent { .. }) {
        expert.last_answered_at = Some(when);
    }
}

/// A desk of people who all answer at once, and how many questions each got.
fn many_days(desk: &mut Desk, questions: u128, kept: impl Fn(UserId) -> f64) -> Vec<u32> {
    let mut got = vec![0; desk.experts.len()];
    for number in 0..questions {
        let id = QuestionId::new(Uuid::from_u128(number << 64 | number.wrapping_mul(0x9e37_79b9)));
        let decision = desk.ask_as(Some(id), &Channel::Web, None, PARCEL);
        let Assignee::Expert(assignee) = decision.assignee else { panic!("nobody: {decision:?}") };
        got[desk.experts.iter().position(|expert| expert.user == assignee).expect("one of them")] += 1;
        let hour = i64::try_from(number).expect("few") - 24 * 14;
        note(
            desk,
            assignee,
            Outcome::Sent { edit_overlap: kept(assignee) },
            at("2026-03-12T08:00:00Z") + (hour / 8).min(0).hours(),
        );
    }
    got
}

fn desk_of(count: u128, places: &[usize]) -> Desk {
    let mut desk = Desk::new();
    desk.experts = (0..count).map(|number| expert(50 + number, &[LIVRAISON])).collect();
    for (expert, place) in desk.experts.iter_mut().zip(places) {
        for other in 0..*place {
            expert.topics.insert(0, topic_id(900 + other as u128));
        }
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, ..ProptestConfig::default() })]

    #[test]
    fn nobody_who_fits_is_starved(places in prop::collection::vec(0_usize..3, 2..5), kept in 0.6_f64..1.0) {
        let mut desk = desk_of(places.len() as u128, &places);
        let got = many_days(&mut desk, 200, |_| kept);
        // One question in twenty is shared among those who would get none.
        let least = 200 / 20 / u32::try_from(2 * places.len()).expect("few");
        prop_assert!(got.iter().all(|count| *count >= least), "{:?} for places {:?}", got, places);
    }

    #[test]
    fn a_head_start_does_not_grow(head in 1_u32..40, count in 2_u128..5) {
        let mut desk = desk_of(count, &[]);
        let first = desk.experts[0].user;
        for _ in 0..head {
            note(&mut desk, first, Outcome::Sent { edit_overlap: 1.0 }, at("2026-03-01T08:00:00Z"));
        }
        let got = many_days(&mut desk, 200, |_| 1.0);
        let fair = 200 / u32::try_from(count).expect("few");
        prop_assert!(got.iter().all(|got| (fair / 2..=2 * fair).contains(got)), "{:?}", got);
    }
}

#[test]
fn who_answers_better_gets_most_of_it_and_the_other_some() {
    let mut desk = desk_of(2, &[]);
    let better = desk.experts[1].user;
    let got = many_days(&mut desk, 200, |who| if who == better { 1.0 } else { 0.2 });
    assert!(got[1] > 3 * got[0] && got[0] >= 2, "{got:?}");
}

#[test]
fn handing_over_within_one_topic_teaches_who_is_better() {
    let mut desk = Desk::new();
    assert_eq!(desk.ask(PARCEL).assignee, Assignee::Expert(user(LEA)));
    for _ in 0..2 {
        note(&mut desk, user(LEA), Outcome::Passed, at("2026-03-12T08:00:00Z"));
        note(&mut desk, user(ZOE), Outcome::Chosen, at("2026-03-12T08:00:00Z"));
    }
    let decision = desk.ask(PARCEL);
    assert_eq!(decision.assignee, Assignee::Expert(user(ZOE)));
    let parts = decision.explanation.expert.expect("Zoé").parts;
    assert!(parts.iter().any(|part| part.kind == PartKind::Record && part.value > 0.0), "{parts:?}");
    desk.expert(LEA).records[0].1 = ExpertRecord::new(at("2026-03-12T08:00:00Z"));
    desk.expert(ZOE).records.clear();
    note(&mut desk, user(LEA), Outcome::Returned, at("2025-01-12T08:00:00Z"));
    assert_eq!(desk.ask(PARCEL).assignee, Assignee::Expert(user(LEA)), "long ago");
}

#[test]
fn who_answered_the_like_lately_is_preferred_to_who_did_long_ago() {
    let mut desk = desk_of(2, &[]);
    let [first, second] = [desk.experts[0].user, desk.experts[1].user];
    note(&mut desk, first, Outcome::Sent { edit_overlap: 1.0 }, at("2025-11-12T08:00:00Z"));
    assert_eq!(desk.ask(PARCEL).assignee, Assignee::Expert(first));
    note(&mut desk, second, Outcome::Sent { edit_overlap: 1.0 }, at("2026-02-12T08:00:00Z"));
    assert_eq!(desk.ask(PARCEL).assignee, Assignee::Expert(second));
}
