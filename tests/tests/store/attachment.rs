//! The bytes of files: one name for one content, whole or not there, and carried by a backup.

use jiff::{SignedDuration, Timestamp};
use souffleur_store::{Copied, CopyFault, Database, Store, Vault, check, copy, unpack};

use crate::world::World;

on_both!(what_refers_to_nothing_is_known);

fn now() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

async fn what_refers_to_nothing_is_known(world: World) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(folder.path());
    let hash = vault.keep(b"some bytes".to_vec(), now()).await.unwrap();
    assert!(world.store.read().referenced(&[hash]).await.unwrap().is_empty());
    assert_eq!(world.store.verify_with(&vault).await.unwrap().files, 0);
}

#[tokio::test]
async fn the_same_bytes_are_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(folder.path().join("attachments"));
    assert!(vault.list().unwrap().is_empty(), "a vault that nothing came to has no folder");
    let one = vault.keep(b"some bytes".to_vec(), now()).await.unwrap();
    let later = now() + SignedDuration::from_hours(1);
    let other = vault.clone();
    let again = tokio::spawn(async move { other.keep(b"some bytes".to_vec(), later).await.unwrap() });
    assert_eq!(again.await.unwrap(), one);
    assert_eq!(vault.list().unwrap().len(), 1);
    assert_eq!(vault.read(&one).await.unwrap().as_deref(), Some(&b"some bytes"[..]));
    // Kept again, it is young again: nobody throws it away under who counts on it.
    let between = now() + SignedDuration::from_mins(30);
    assert!(vault.untouched_since(between).await.unwrap().is_empty());
    assert!(!vault.forget(&one, between).await.unwrap());
    let after = later + SignedDuration::from_secs(1);
    assert_eq!(vault.untouched_since(after).await.unwrap(), std::slice::from_ref(&one));
    assert!(vault.forget(&one, after).await.unwrap());
    assert_eq!(vault.read(&one).await.unwrap(), None);
}

#[tokio::test]
async fn a_copy_carries_the_files_it_refers_to() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let world = World::sqlite().await;
    let Database::Sqlite(desk) = &world.database else { panic!("an embedded database") };
    let (vault, elsewhere) = (Vault::new(place("one")), Vault::new(place("two")));
    let hash = vault.keep(b"some bytes".to_vec(), now()).await.unwrap();
    vault.keep(b"nobody's".to_vec(), now()).await.unwrap();
    let draft = "x'00000000000000000000000000000001'";
    let row = format!("({draft}, 1, 0, '{hash}', 'png', 10, 'a.png')");
    world.meddle(&format!("PRAGMA foreign_keys = OFF; INSERT INTO draft_file VALUES {row}")).await.unwrap();
    assert_eq!(world.store.verify_with(&vault).await.unwrap().wrong_files, Vec::<String>::new());

    let copied = copy(desk, &place("copy"), &vault, now()).await.unwrap();
    assert_eq!(copied, Copied { files: 1, ..Copied::default() });
    assert!(check(&place("copy")).await.unwrap().is_whole());
    let contents = unpack(&place("copy"), &place("restored"), &elsewhere, now()).await.unwrap();
    assert!(contents.is_whole() && contents.made_at == Some(now()) && contents.files == 1, "{contents:?}");
    assert_eq!(elsewhere.list().unwrap().len(), 1);
    let restored = Store::open(&Database::Sqlite(place("restored"))).await.unwrap();
    assert!(restored.schema_is_current().await.unwrap());
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().files, 1);

    // What was damaged or lost is told, and the rest is copied. A copy mends a damaged file.
    let (_, path) = elsewhere.list().unwrap().remove(0);
    std::fs::write(&path, b"other bytes").unwrap();
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().wrong_files.len(), 1);
    let damaged = copy(&place("restored"), &place("damaged"), &elsewhere, now()).await.unwrap();
    assert_eq!(damaged, Copied { damaged: vec![hash.clone()], ..Copied::default() });
    unpack(&place("copy"), &place("again"), &elsewhere, now()).await.unwrap();
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().wrong_files, Vec::<String>::new());
    std::fs::remove_file(&path).unwrap();
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().wrong_files.len(), 1);
    let missing = copy(&place("restored"), &place("missing"), &elsewhere, now()).await.unwrap();
    assert_eq!(missing, Copied { missing: vec![hash.clone()], ..Copied::default() });
    assert_eq!(check(&place("missing")).await.unwrap().missing, [hash]);
}

/// Every single byte of a small copy matters, and so does its length.
#[tokio::test]
async fn every_byte_of_a_copy_is_covered() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let world = World::sqlite().await;
    let Database::Sqlite(desk) = &world.database else { panic!("an embedded database") };
    let vault = Vault::new(place("files"));
    copy(desk, &place("copy"), &vault, now()).await.unwrap();
    let whole = std::fs::read(place("copy")).unwrap();
    // The frame, and a sample of the database within it.
    let at = (0..400).chain((400..whole.len() - 300).step_by(40_009)).chain(whole.len() - 300..whole.len());
    for at in at {
        let mut flipped = whole.clone();
        flipped[at] ^= 0x20;
        std::fs::write(place("flipped"), &flipped).unwrap();
        let checked = check(&place("flipped")).await;
        assert!(!checked.is_ok_and(|contents| contents.is_whole()), "byte {at}");
    }
    for length in (0..whole.len()).step_by(70_001).chain(whole.len() - 3..whole.len()) {
        std::fs::write(place("cut"), &whole[..length]).unwrap();
        let checked = check(&place("cut")).await;
        assert!(!checked.is_ok_and(|contents| contents.is_whole()), "length {length}");
    }
    std::fs::write(place("long"), [whole.as_slice(), b"!"].concat()).unwrap();
    assert_eq!(check(&place("long")).await.unwrap().faults, [CopyFault::Trailing(1)]);
}
