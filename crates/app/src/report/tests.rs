//! The identity of the figures, on every cut, whatever happened.

use std::cell::RefCell;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;
use souffleur_core::{
    Actor,
    channel::Channel,
    id::{QuestionId, TargetId, TopicId, UserId},
};
use souffleur_sla::TargetKind;
use souffleur_store::{TargetState, read::ReportRow};
use uuid::Uuid;

use super::{sla::cut, *};
use crate::{
    error::Error,
    intake::{Ask, AskCustomer, ask},
    snapshot::Settings,
    testing::{Desk, START},
};

fn row(number: i64, state: usize, hours: [i64; 3], who: u128) -> ReportRow {
    let at = |hours: i64| START + SignedDuration::from_hours(hours);
    let [set, due, met] = hours;
    let state = TargetState::ALL[state];
    let replied = matches!(state, TargetState::Met | TargetState::Breached) && met < 40;
    ReportRow {
        target: TargetId::new(Uuid::from_u128(u128::from(number.unsigned_abs()))),
        question: QuestionId::new(Uuid::from_u128(1)),
        number,
        kind: if number % 3 == 0 { TargetKind::NextReply } else { TargetKind::FirstReply },
        state,
        set_at: at(set),
        due_at: (due > 0).then(|| at(set + due)),
        met_at: replied.then(|| at(set + met)),
        expert: (!who.is_multiple_of(3)).then(|| UserId::new(Uuid::from_u128(who))),
        topic: (!who.is_multiple_of(4)).then(|| TopicId::new(Uuid::from_u128(who))),
        channel: if who.is_multiple_of(2) { Channel::Web } else { Channel::Email },
        house_paused: false,
    }
}

fn rows() -> impl Strategy<Value = Vec<ReportRow>> {
    let one = (0..4_usize, [0..150_i64, 0..48, 0..48], 0..9_u128);
    prop::collection::vec(one, 0..60).prop_map(|rows| {
        rows.into_iter()
            .zip(1..)
            .map(|((state, hours, who), number)| row(number, state, hours, who))
            .collect()
    })
}

thread_local! {
    /// A report asks the settings for names only, so one desk does for every case.
    static SETTINGS: RefCell<Option<std::sync::Arc<Settings>>> = const { RefCell::new(None) };
}

fn settings() -> std::sync::Arc<Settings> {
    SETTINGS.with_borrow_mut(|settings| {
        let open = || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { Desk::empty().await.app.settings() })
        };
        std::sync::Arc::clone(settings.get_or_insert_with(open))
    })
}

proptest! {
    #[test]
    fn figures_add_up_on_every_cut(rows in rows(), looked in 0..200_i64) {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let now: Timestamp = START + SignedDuration::from_hours(looked);
        let period = Period::parse("2025-11-24", "2025-12-02").unwrap();
        let total = Figures::of(&rows, now);
        prop_assert_eq!(total.received, rows.len() as u64);
        for group_by in GroupBy::ALL {
            let cut = cut(&rows, period, group_by, &zone, &settings(), now);
            let sum = |of: fn(&Figures) -> u64| cut.iter().map(|row| of(&row.figures)).sum::<u64>();
            prop_assert_eq!(sum(|figures| figures.received), total.received);
            prop_assert_eq!(sum(|figures| figures.breached), total.breached);
            for row in &cut {
                let Figures { received, met, breached, pending, no_reply_needed, .. } = row.figures;
                prop_assert_eq!(received, met + breached + pending + no_reply_needed);
                let cells = [
                    (None, received),
                    (Some(CellState::Met), met),
                    (Some(CellState::Breached), breached),
                    (Some(CellState::Pending), pending),
                    (Some(CellState::NoReplyNeeded), no_reply_needed),
                ];
                for (state, number) in cells {
                    let cell = Cell { period, group_by, key: Some(row.key.clone()), state };
                    let behind = rows.iter().filter(|row| cell.holds(row, &zone, now)).count();
                    prop_assert_eq!(behind as u64, number);
                }
            }
        }
    }
}

#[tokio::test]
async fn every_number_leads_to_its_questions() {
    let desk = Desk::set_up().await;
    for body in
        ["Quelle taille choisir ?", "Où est mon colis, le suivi a du retard ?", "Vendez-vous des tracteurs ?"]
    {
        let customer = AskCustomer { name: "=Zoé".to_owned(), ..AskCustomer::default() };
        ask(&desk.app, Actor::Customer, Ask { body: body.to_owned(), customer, ..Ask::default() })
            .await
            .unwrap();
        desk.clock.pass(SignedDuration::from_hours(14));
    }
    let (app, supervisor) = (&desk.app, desk.actor("sup"));
    let period = default_period(app);
    for group_by in GroupBy::ALL {
        let report = sla(app, supervisor, period, group_by).await.unwrap();
        assert_eq!(report.time_zone, "Europe/Paris");
        assert_eq!((report.total.received, report.total.breached), (3, 2), "{report:?}");
        for row in &report.rows {
            for state in [None, Some(CellState::Breached), Some(CellState::Pending)] {
                let cell = Cell { period, group_by, key: Some(row.key.clone()), state };
                let figure = match state {
                    None => row.figures.received,
                    Some(CellState::Breached) => row.figures.breached,
                    Some(_) => row.figures.pending,
                };
                let lines = sla_questions(app, supervisor, cell).await.unwrap();
                assert_eq!(lines.len() as u64, figure, "{group_by:?} {}", row.key);
            }
        }
    }
    let csv = sla_csv(app, supervisor, period).await.unwrap();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(csv.starts_with("number,promise,state,day,"));
    for local in ["lea", "admin"] {
        assert!(matches!(sla(app, desk.actor(local), period, GroupBy::Day).await, Err(Error::Forbidden)));
    }
}
