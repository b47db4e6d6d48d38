//! What stands after a crash or a restore: changes that are gone, mail on hold, and files that others can't open.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use sea_orm::ConnectionTrait as _;
use serde_json::json;
use souffleur_tests::harness::{Visitor, eventually};

use super::{LIMITS, NO_MAIL, Place, ask, furnished, path};
use crate::{program, size::rounds};

#[tokio::test]
async fn a_desk_that_stands_there_is_kept_beside_the_copy() {
    let place = furnished().await;
    place.back_up().ends(0);
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "Après la copie").await;
    place.run(&["restore", path(&place.copy()), "--replace"]).ends(1).says("already running");
    desk.kill();
    place.restore(&place.copy()).ends(1).says("--replace");
    place.run(&["restore", path(&place.copy()), "--replace"]).ends(0);
    place.run(&["verify"]).ends(0).says("2 questions");
    // With its log, which a kill leaves.
    fs::create_dir(place.at("before")).unwrap();
    for part in ["", "-wal", "-shm"] {
        let name = format!("souffleur.sqlite3{part}");
        let kept = place.at(&format!("data/souffleur.sqlite3.before-restore-1{part}"));
        if kept.exists() {
            fs::copy(kept, place.at("before").join(name)).unwrap();
        }
    }
    let mut verify = std::process::Command::new(program().0);
    let output = verify.args(["verify", "--data"]).arg(place.at("before")).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("3 questions"), "{output:?}");
}

#[tokio::test]
async fn a_log_that_is_gone_after_a_crash_is_counted() {
    let place = Place::new();
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "La première").await;
    assert!(desk.stop());
    let desk = place.serve(&[LIMITS]).await;
    for number in 0..10 {
        ask(&desk, &format!("La {number}ème")).await;
    }
    desk.kill();
    place.run(&["verify"]).ends(0).says("11 questions");
    // All of it is in the file then, and what comes is too little to be copied there while the desk runs: a file whose log is
    // deleted in the middle of that is damaged, which is another matter.
    let behind = place.behind().await;
    behind.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
    behind.close().await.unwrap();
    let desk = place.serve(&[LIMITS]).await;
    for number in 0..5 {
        ask(&desk, &format!("Encore {number}")).await;
    }
    desk.kill();
    fs::remove_file(place.at("data/souffleur.sqlite3-wal")).unwrap();
    drop(fs::remove_file(place.at("data/souffleur.sqlite3-shm")));
    // It blocks nothing, and says it where somebody looks.
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "La vie continue").await;
    assert!(place.log().contains("acknowledged changes are gone"), "{}", place.log());
    assert!(desk.stop());
    let told = place.run(&["verify"]).ends(1).says("acknowledged changes are gone").said;
    let line = told.lines().find(|line| line.contains("acknowledged changes")).unwrap();
    let gone: u64 = line.split(' ').next().unwrap().parse().unwrap();
    // Each question that is gone was three lines of history.
    let verified = told.lines().find(|line| line.contains(" questions, ")).unwrap();
    let there: u64 = verified.split(' ').next().unwrap().parse().unwrap();
    let lost = 17 - there;
    assert!(lost >= 5 && gone == 3 * lost, "{told}");
}

#[tokio::test]
async fn no_loss_is_told_where_there_is_none() {
    let place = Place::new();
    for round in 0..rounds(3, 50) {
        let desk = place.serve(&[LIMITS]).await;
        for number in 0..5 {
            ask(&desk, &format!("{round}, {number}")).await;
        }
        desk.kill();
    }
    place.run(&["verify"]).ends(0);
    assert!(!place.log().contains("are gone"), "{}", place.log());
}

#[tokio::test]
async fn a_restored_desk_sends_nothing_until_it_is_released() {
    for (choice, sends) in [("drop", false), ("send", true)] {
        let place = Place::new();
        let desk = place.serve(&NO_MAIL).await;
        program().employ(place.0.path(), "camille@example.test", "community_manager");
        ask(&desk, "Quelle taille choisir ?").await;
        place.back_up().ends(0);
        desk.kill();

        let other = Place::new();
        other.restore(&place.copy()).ends(0).says("on hold").says("souffleur release");
        let desk = other.serve(&[LIMITS]).await;
        // Intake, reading and answering work.
        ask(&desk, "Et celle-ci ?").await;
        let camille = desk.signed_in("camille@example.test").await;
        let listed = camille.get("/api/v1/questions").await.is(200).json;
        // Not the one whose receipt waits: its answer would take the receipt's place.
        let items = listed["items"].as_array().unwrap();
        let question = items.iter().find(|question| question["number"] == 1002).unwrap();
        let (id, version) = (question["id"].as_str().unwrap(), &question["version"]);
        let reply = json!({"body": "Du 38.", "version": version});
        camille.post(&format!("/api/v1/questions/{id}/replies"), &reply).await.is(201);
        let browser = Visitor::new(&desk.url);
        browser.sign_in("camille@example.test", souffleur_tests::harness::server::PASSWORD).await;
        browser.get("/inbox").await.is(200).says("restauré");
        assert_eq!(other.letters(), 0);
        assert!(other.run(&["release"]).said.contains("--letters"));
        assert_eq!(other.letters(), 0);

        other.run(&["release", "--letters", choice]).ends(0);
        // The answer; and the receipt from before the copy, where it is sent.
        let expected = if sends { 2 } else { 1 };
        eventually("the letters leave", async || (other.letters() >= expected).then_some(())).await;
        assert_eq!(other.letters(), expected, "{choice}");
        browser.get("/inbox").await.is(200).does_not_say("restauré");
        drop(desk);
    }
}

#[tokio::test]
async fn what_a_desk_writes_is_its_own_users_alone() {
    let place = furnished().await;
    place.back_up().ends(0);
    let other = Place::new();
    other.restore(&place.copy()).ends(0);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.copy()), 0o600);
    for data in [place.at("data"), other.at("data")] {
        let mut folders = vec![data];
        while let Some(folder) = folders.pop() {
            assert_eq!(mode(&folder), 0o700, "{}", folder.display());
            for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    assert_eq!(mode(&entry), 0o600, "{}", entry.display());
                }
            }
        }
    }
    // What somebody opened wider is told, with what to do.
    fs::set_permissions(place.at("data"), fs::Permissions::from_mode(0o755)).unwrap();
    drop(place.serve(&[]).await);
    assert!(place.log().contains("chmod"), "{}", place.log());
}

#[tokio::test]
async fn no_key_is_in_a_copy() {
    let place = furnished().await;
    place.back_up().ends(0);
    let key = fs::read(place.at("data/signing.key")).unwrap();
    assert_eq!(key.len(), 32);
    for file in [place.copy(), place.at("data/souffleur.sqlite3")] {
        let bytes = fs::read(&file).unwrap();
        assert!(!bytes.windows(16).any(|window| window == &key[..16]), "{}", file.display());
    }
}
