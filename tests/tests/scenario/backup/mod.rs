//! A copy of a desk is the desk: every row of every table, every file, what its pages say of them, and what it does next.

mod life;
mod look;

use souffleur_store::Verified;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(a_copy_is_the_whole_desk);

async fn a_copy_is_the_whole_desk(desk: TestDesk) {
    let life = Box::pin(life::live(&desk)).await;
    let before = desk.content().await;
    // A table that nobody fills here would be forgotten in silence.
    let empty = before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table);
    assert_eq!(
        empty.collect::<Vec<_>>(),
        [""; 0],
        "the life of this desk leaves these empty: fill them in life.rs"
    );

    let copied = desk.copied().await;
    let after = copied.content().await;
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (table, rows) in &before {
        assert_eq!(&after[table], rows, "{table}");
    }
    let verified = sound(&copied).await;
    assert_eq!(sound(&desk).await, verified);
    assert!(verified.lines > 0 && verified.records > 0 && verified.files > 1, "{verified:?}");

    let (here, there) = (look::around(&desk, &life).await, look::around(&copied, &life).await);
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (place, seen) in &here {
        let differs = seen.split(' ').zip(there[place].split(' ')).find(|(one, other)| one != other);
        assert!(&there[place] == seen, "{place}: {differs:?}");
    }

    // It goes on where the other was: the next number, what was scheduled, the letters that wait.
    assert_eq!(copied.ask(SIZES).await.number, desk.ask(SIZES).await.number);
    copied.pass(jiff::SignedDuration::from_hours(3)).await;
    assert!(copied.content().await["scheduled_reply"].is_empty());
    sound(&copied).await;
}

async fn sound(desk: &TestDesk) -> Verified {
    let verified = desk.app.store().verify_with(&desk.vault()).await.unwrap();
    let wrong = [&verified.wrong_sums, &verified.wrong_records, &verified.wrong_files].map(Vec::len);
    assert!(verified.findings.is_empty() && wrong == [0; 3], "{verified:?}");
    verified
}
