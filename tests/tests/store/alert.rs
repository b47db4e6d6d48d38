//! What people are told comes back to them and to nobody else, and a timer that everybody plans is there once.

use jiff::Timestamp;
use souffleur_core::{
    alert::{AlertChoice, AlertKind, NotifyVia, QuietSetting},
    id::UserId,
};
use souffleur_sla::TargetKind;
use souffleur_store::{Alert, AlertPromise, Seen, TargetState, Timer, TimerKind};

use crate::{
    asked::Asked,
    house::House,
    world::{World, at},
};

on_both!(
    an_alert_is_told_when_it_may_be_and_seen_once,
    a_letter_takes_what_waits_for_it,
    choices_are_kept_and_forgotten,
    a_timer_with_a_key_is_planned_once,
    what_is_owed_before_an_instant_is_listed_in_order,
);

fn alert(world: &World, asked: &Asked, user: UserId, tell_at: Timestamp) -> Alert {
    Alert {
        id: world.id(),
        user,
        kind: AlertKind::PromiseBroken,
        question: Some(asked.question.id),
        target: Some(asked.targets[1].id),
        at: at(60),
        tell_at,
        page: true,
        browser: false,
        mail: true,
        detail: None,
    }
}

async fn an_alert_is_told_when_it_may_be_and_seen_once(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let (now, later) =
        (alert(&world, &asked, house.lea.id, at(61)), alert(&world, &asked, house.lea.id, at(90)));
    let others = alert(&world, &asked, house.tom.id, at(61));
    let mut tx = world.begin().await;
    tx.insert_alerts(&[now.clone(), later.clone(), others.clone()], at(61)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    let told = read.alerts_of(house.lea.id, at(62), 9).await.unwrap();
    assert_eq!(told.iter().map(|line| line.id).collect::<Vec<_>>(), [now.id]);
    let line = &told[0];
    assert_eq!((line.number, line.seen, line.at, line.expert), (Some(1), false, at(60), Some(house.lea.id)));
    let promise =
        AlertPromise { kind: TargetKind::FirstReply, state: TargetState::Pending, due_at: Some(at(60)) };
    assert_eq!(line.promise, Some(promise));
    assert_eq!(read.count_unseen_alerts(house.lea.id, at(95)).await.unwrap(), 2);
    assert_eq!(read.unseen_alerts(house.lea.id, at(95), 9).await.unwrap()[0].id, later.id, "newest first");
    let mut tx = world.begin().await;
    tx.alerts_seen(house.lea.id, Seen::Of(asked.question.id), at(62)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!read.has_unseen_alert(house.lea.id, asked.question.id, at(62)).await.unwrap());
    assert!(read.has_unseen_alert(house.tom.id, asked.question.id, at(62)).await.unwrap(), "somebody else's");
    assert_eq!(
        read.count_unseen_alerts(house.lea.id, at(95)).await.unwrap(),
        1,
        "what was not told is not seen"
    );
    let mut tx = world.begin().await;
    tx.alerts_seen(house.lea.id, Seen::All, at(95)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.count_unseen_alerts(house.lea.id, at(95)).await.unwrap(), 0);
    assert_eq!(read.count_unseen_alerts(house.tom.id, at(95)).await.unwrap(), 1);
}

async fn a_letter_takes_what_waits_for_it(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let alerts = [61, 62, 90].map(|minute| alert(&world, &asked, house.lea.id, at(minute)));
    let tell = Timer {
        id: world.id(),
        due_at: at(62),
        kind: TimerKind::Tell,
        target: None,
        question: None,
        user: Some(house.lea.id),
        key: None,
    };
    let mut tx = world.begin().await;
    tx.insert_alerts(&alerts, at(61)).await.unwrap();
    tx.insert_timers(std::slice::from_ref(&tell)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.waiting_tells().await.unwrap(), [(house.lea.id, at(62))].into());
    // Let go before the next look: what is held would be passed over.
    tx.rollback().await.unwrap();
    let mut tx = world.begin().await;
    let due = tx.claim_timers(at(60), 9).await.unwrap().timers;
    assert_eq!(due.len(), 2, "what is on questions comes first");
    tx.mark_fired(&due.iter().map(|timer| timer.id).collect::<Vec<_>>(), at(62)).await.unwrap();
    assert_eq!(tx.claim_timers(at(62), 9).await.unwrap().timers, [tell]);
    let ids: Vec<_> =
        tx.alerts_to_mail(house.lea.id, at(62)).await.unwrap().iter().map(|line| line.id).collect();
    assert_eq!(ids, [alerts[0].id, alerts[1].id]);
    tx.alerts_mailed(&ids, at(62)).await.unwrap();
    assert_eq!(tx.alerts_to_mail(house.lea.id, at(62)).await.unwrap(), []);
    assert_eq!(tx.last_mailed().await.unwrap(), [(house.lea.id, at(62))].into());
    assert_eq!(tx.forget_alerts(at(100)).await.unwrap(), 2, "what waits for its letter stays");
}

async fn choices_are_kept_and_forgotten(world: World) {
    let house = House::open(&world).await;
    let mut choice = AlertChoice { quiet: QuietSetting::Never, ..AlertChoice::default() };
    for ways in [vec![NotifyVia::Mail, NotifyVia::Browser], vec![]] {
        choice.ways.insert(AlertKind::PromiseBroken, ways);
        let mut tx = world.begin().await;
        tx.save_alert_choice(house.lea.id, &choice).await.unwrap();
        tx.commit().await.unwrap();
        let chosen = world.store.read().alert_choices().await.unwrap();
        assert_eq!(chosen, [(house.lea.id, choice.clone())].into());
    }
    let mut tx = world.begin().await;
    tx.forget_alert_choice(house.lea.id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(world.store.read().alert_choices().await.unwrap().is_empty());
}

async fn a_timer_with_a_key_is_planned_once(world: World) {
    House::open(&world).await;
    let day = "2026-11-23".parse().unwrap();
    let plan = async |minute: i64| {
        let kind = TimerKind::Digest { digest: AlertKind::NoonDigest, day };
        let key = Some("noon:2026-11-23".to_owned());
        let timer =
            Timer { id: world.id(), due_at: at(minute), kind, target: None, question: None, user: None, key };
        let mut tx = world.begin().await;
        tx.plan_timer(&timer).await.unwrap();
        tx.commit().await.unwrap();
        world.store.read().next_timer_due().await.unwrap()
    };
    assert_eq!(plan(10).await, Some(at(10)));
    assert_eq!(plan(5).await, Some(at(5)), "one that waits moves");
    let mut tx = world.begin().await;
    let due = tx.claim_timers(at(5), 9).await.unwrap().timers;
    assert_eq!(due.len(), 1);
    tx.mark_fired(&[due[0].id], at(5)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(plan(20).await, None, "one that has fired does not come back");
}

async fn what_is_owed_before_an_instant_is_listed_in_order(world: World) {
    let house = House::open(&world).await;
    let (second, first) = (house.ask(&world, 1, 0, 60).await, house.ask(&world, 2, 0, 30).await);
    house.ask(&world, 3, 0, 90).await;
    let mut tx = world.begin().await;
    tx.break_targets(&first.targets).await.unwrap();
    tx.commit().await.unwrap();
    let owed = world.store.read().owed_before(at(61), 9).await.unwrap();
    let lines: Vec<_> = owed.iter().map(|line| (line.number, line.kind)).collect();
    // A draft that was broken is the past; a reply that was broken is owed all the more.
    assert_eq!(lines[0], (2, TargetKind::FirstReply));
    assert_eq!(lines[1..].iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(owed[1].due_at, second.targets[0].due_at.unwrap());
    assert_eq!(owed[0].expert, Some(house.lea.id));
}
