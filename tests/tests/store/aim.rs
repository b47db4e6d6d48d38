//! Objectives and links to reports: what is stored comes back, a version that was not seen overwrites nothing, and a link is
//! revoked once.

use souffleur_core::{
    Id,
    metric::{HandlingStage, Ratio, TimeBasis, TimedStage},
    objective::{Comparison, Measure, Objective},
};
use souffleur_store::{Error, ReportLink};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(objectives_are_kept_and_versioned, links_are_found_by_their_fingerprint, readers_are_chosen);

fn objective(house: &House, index: u128, priority: i32) -> Objective {
    Objective {
        id: Id::new(uuid::Uuid::from_u128(index)),
        measure: Measure::Ratio(Ratio::Kept),
        topic: Some(house.topics[0].id),
        comparison: Comparison::AtLeast,
        value: 9_800,
        owner: house.lea.id,
        due_on: jiff::civil::date(2027, 6, 30),
        priority,
        active: true,
        version: 1,
    }
}

async fn objectives_are_kept_and_versioned(world: World) {
    let house = House::open(&world).await;
    let (second, first) = (objective(&house, 1, 2), objective(&house, 2, 1));
    let mut tx = world.begin().await;
    tx.insert_objective(&second, at(0)).await.unwrap();
    tx.insert_objective(&first, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.read().objectives().await.unwrap(), [first.clone(), second.clone()]);
    let measure = Measure::Time(TimedStage { step: HandlingStage::Reply, clock: TimeBasis::Working }, 90);
    let changed = Objective {
        measure,
        topic: None,
        comparison: Comparison::AtMost,
        value: 7_200,
        owner: house.tom.id,
        active: false,
        ..first.clone()
    };
    let mut tx = world.begin().await;
    assert_eq!(tx.save_objective(&changed, 1, at(1)).await.unwrap(), 2);
    tx.commit().await.unwrap();
    let kept = world.store.read().objectives().await.unwrap();
    assert_eq!(kept[0], Objective { version: 2, ..changed });
    let mut tx = world.begin().await;
    let stale = tx.save_objective(&first, 1, at(2)).await.unwrap_err();
    assert!(matches!(stale, Error::Stale { current: 2 }), "{stale}");
    let gone = tx.save_objective(&objective(&house, 9, 1), 1, at(2)).await.unwrap_err();
    assert!(matches!(gone, Error::Missing(_)), "{gone}");
}

async fn links_are_found_by_their_fingerprint(world: World) {
    let house = House::open(&world).await;
    let link = ReportLink {
        id: Id::new(uuid::Uuid::from_u128(1)),
        hash: [7; 32],
        name: text("Direction"),
        filter: "from=2026-11-20&to=2026-11-25".to_owned(),
        rolling_days: Some(6),
        made_by: house.lea.id,
        made_at: at(0),
        last_used_at: None,
        used: 0,
        revoked_at: None,
        revoked_by: None,
    };
    let mut tx = world.begin().await;
    tx.insert_report_link(&link).await.unwrap();
    tx.report_link_used(link.id, at(5)).await.unwrap();
    tx.commit().await.unwrap();
    let used = ReportLink { used: 1, last_used_at: Some(at(5)), ..link };
    assert_eq!(world.store.read().report_link_by_hash(&[7; 32]).await.unwrap(), Some(used.clone()));
    assert_eq!(world.store.read().report_link_by_hash(&[8; 32]).await.unwrap(), None);
    let mut tx = world.begin().await;
    assert!(tx.revoke_report_link(used.id, house.tom.id, at(6)).await.unwrap());
    assert!(!tx.revoke_report_link(used.id, house.lea.id, at(7)).await.unwrap(), "once");
    tx.commit().await.unwrap();
    let revoked = ReportLink { revoked_at: Some(at(6)), revoked_by: Some(house.tom.id), ..used };
    assert_eq!(world.store.read().report_links().await.unwrap(), [revoked]);
}

async fn readers_are_chosen(world: World) {
    let house = House::open(&world).await;
    let choose = async |readers: &[souffleur_core::id::UserId]| {
        let mut tx = world.begin().await;
        tx.choose_report_readers(readers, house.lea.id, at(0)).await.unwrap();
        tx.commit().await.unwrap();
        world.store.read().report_readers().await.unwrap()
    };
    let mut both = vec![house.lea.id, house.tom.id];
    both.sort_unstable();
    assert_eq!(choose(&both).await, both);
    assert_eq!(choose(&[house.tom.id]).await, [house.tom.id]);
    assert_eq!(choose(&[]).await, []);
}
