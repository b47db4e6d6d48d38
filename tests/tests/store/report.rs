//! A figure and the list behind it are one filter: they are equal.

use souffleur_core::{channel::Channel, question::Assignee};
use souffleur_sla::TargetKind;
use souffleur_store::{
    Target, TargetState,
    read::{ReportQuery, ReportRow},
};

use crate::{
    house::House,
    world::{World, at},
};

on_both!(figures_and_lists_are_equal);

async fn figures_and_lists_are_equal(world: World) {
    let house = House::open(&world).await;
    let kept = house.ask(&world, 1, 0, 60).await;
    let broken = house.ask(&world, 2, 10, 30).await;
    let mut to_tom = house.asked(&world, 3, 20, 90);
    to_tom.question.assignee = Assignee::Expert(house.tom.id);
    (to_tom.question.topic, to_tom.question.channel) = (None, Channel::Email);
    for target in &mut to_tom.targets {
        target.expert = Some(house.tom.id);
    }
    to_tom.commit(&world).await;
    house.ask(&world, 4, 100, 160).await;
    let mut tx = world.begin().await;
    let met = Target { state: TargetState::Met, met_at: Some(at(50)), ..kept.targets[1].clone() };
    tx.save_target(&met).await.unwrap();
    let again = house.target(&world, &broken.question, TargetKind::NextReply, at(95));
    tx.insert_targets(std::slice::from_ref(&again)).await.unwrap();
    tx.save_target(&Target { state: TargetState::Breached, ..broken.targets[1].clone() }).await.unwrap();
    tx.commit().await.unwrap();

    let period = || ReportQuery::new(at(0), at(100));
    let rows = world.store.read().report_sla(&period()).await.unwrap();
    let expected = ReportRow {
        house_paused: false,
        target: met.id,
        question: kept.question.id,
        number: 1,
        kind: TargetKind::FirstReply,
        state: TargetState::Met,
        set_at: at(0),
        due_at: Some(at(60)),
        met_at: Some(at(50)),
        expert: Some(house.lea.id),
        topic: Some(house.topics[0].id),
        channel: Channel::Web,
    };
    assert_eq!(rows[0], expected);
    let of = |row: &ReportRow| (row.number, row.kind, row.state);
    let (first, next) = (TargetKind::FirstReply, TargetKind::NextReply);
    let shown: Vec<_> = rows.iter().map(of).collect();
    let all = [
        (1, first, TargetState::Met),
        (2, first, TargetState::Breached),
        (2, next, TargetState::Pending),
        (3, first, TargetState::Pending),
    ];
    assert_eq!(shown, all);

    let figures = [
        (period(), 4),
        (ReportQuery { to: at(10), ..period() }, 1),
        (ReportQuery { from: at(10), ..period() }, 3),
        (ReportQuery { states: vec![TargetState::Pending], ..period() }, 2),
        (ReportQuery { states: vec![TargetState::Met, TargetState::Breached], ..period() }, 2),
        (ReportQuery { expert: Some(Some(house.tom.id)), ..period() }, 1),
        (ReportQuery { expert: Some(None), ..period() }, 0),
        (ReportQuery { topic: Some(None), ..period() }, 1),
        (ReportQuery { topic: Some(Some(house.topics[0].id)), ..period() }, 3),
        (ReportQuery { channel: Some(Channel::Email), ..period() }, 1),
        (ReportQuery { kinds: vec![TargetKind::Draft], ..period() }, 3),
    ];
    for (query, figure) in figures {
        let rows = world.store.read().report_sla(&query).await.unwrap();
        assert_eq!(rows.len(), figure, "{query:?}");
        let mut after = None;
        let mut lines = Vec::new();
        loop {
            let page = world.store.read().report_questions(&query, after, 2).await.unwrap();
            assert!(page.items.iter().all(|line| line.question.id == line.promise.question));
            lines.extend(page.items.into_iter().map(|line| line.promise));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(lines, rows, "{query:?}");
    }
}
