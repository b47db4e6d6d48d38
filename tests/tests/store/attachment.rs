//! The bytes of files: one name for one content, whole or not there, and carried by a backup.

use jiff::{SignedDuration, Timestamp};
use souffleur_store::{Database, Store, Vault, carry, copy, unload};

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

    copy(desk, &place("copy")).await.unwrap();
    assert_eq!(carry(&place("copy"), &vault).await.unwrap(), 1);
    assert_eq!(unload(&place("copy"), &elsewhere, now()).await.unwrap(), 1);
    assert_eq!(elsewhere.list().unwrap().len(), 1);
    let restored = Store::open(&Database::Sqlite(place("copy"))).await.unwrap();
    assert!(restored.schema_is_current().await.unwrap());
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().files, 1);

    // What was damaged or lost is told, and makes no backup that would be worth nothing.
    let (_, path) = elsewhere.list().unwrap().remove(0);
    std::fs::write(&path, b"other bytes").unwrap();
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().wrong_files.len(), 1);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(restored.verify_with(&elsewhere).await.unwrap().wrong_files.len(), 1);
    assert!(carry(&place("copy"), &elsewhere).await.is_err());
}
