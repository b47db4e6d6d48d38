//! Copies that are damaged, cut short or of another release, or made of a desk with damaged files or under load.

use std::{fs, path::Path};

use super::{INCOMPLETE, LIMITS, Place, Told, ask, furnished, name_of, path, send_files};
use crate::{program, size::rounds};

#[tokio::test]
async fn a_damaged_attachment_is_named_and_the_rest_is_copied() {
    let place = furnished().await;
    let damaged = place.attachments().remove(0);
    fs::write(&damaged, "other bytes").unwrap();
    let named = name_of(&damaged);
    place.back_up().ends(INCOMPLETE).says(&named).says("damaged");
    // The copy itself is whole, and says again what it lacks.
    place.check(&place.copy()).ends(INCOMPLETE).says(&named);
    restores_the_rest(&place, &named);
}

#[tokio::test]
async fn a_missing_attachment_ends_no_backup() {
    let place = furnished().await;
    let missing = place.attachments().remove(0);
    fs::remove_file(&missing).unwrap();
    let named = name_of(&missing);
    place.back_up().ends(INCOMPLETE).says(&named).says("missing");
    place.check(&place.copy()).ends(INCOMPLETE).says(&named);
    restores_the_rest(&place, &named);
}

/// Everything but one file comes back, and that one is named.
#[track_caller]
fn restores_the_rest(place: &Place, named: &str) {
    let other = Place::new();
    other.restore(&place.copy()).ends(INCOMPLETE).says(named);
    assert_eq!(other.attachments().len(), 1);
    other.run(&["verify"]).ends(1).says("2 questions").says(named).says("1 disagreement");
}

#[tokio::test]
async fn a_whole_copy_is_checked_without_being_restored() {
    let place = furnished().await;
    place.back_up().ends(0);
    let before = fs::read(place.copy()).unwrap();
    place.check(&place.copy()).ends(0).says("2 files");
    assert_eq!(fs::read(place.copy()).unwrap(), before);
    let other = Place::new();
    other.restore(&place.copy()).ends(0);
    other.run(&["verify"]).ends(0).says("2 questions").says("2 files");
}

#[tokio::test]
async fn a_copy_that_was_cut_short_is_known_and_gives_back_what_it_has() {
    let place = furnished().await;
    place.back_up().ends(0);
    let whole = fs::read(place.copy()).unwrap();
    let cut = place.at("cut");
    // Without its last line nothing is lost but the proof that nothing is.
    fs::write(&cut, &whole[..whole.len() - 2]).unwrap();
    place.check(&cut).ends(INCOMPLETE).says("cut short");
    for length in [0, 5, 40, 4_096, whole.len() / 2] {
        fs::write(&cut, &whole[..length]).unwrap();
        let told = place.check(&cut);
        assert!([1, INCOMPLETE].contains(&told.code), "{length}: {}", told.said);
        let other = Place::new();
        let restored = other.restore(&cut);
        assert_eq!(restored.code, told.code, "{length}: {}", restored.said);
        assert_eq!(other.at("data/souffleur.sqlite3").exists(), told.code == INCOMPLETE, "{length}");
    }
}

#[tokio::test]
async fn what_stands_behind_a_copy_is_told() {
    let place = furnished().await;
    place.back_up().ends(0);
    let long = place.at("long");
    fs::write(&long, [fs::read(place.copy()).unwrap().as_slice(), b"garbage"].concat()).unwrap();
    place.check(&long).ends(INCOMPLETE).says("7 bytes");
    let other = Place::new();
    other.restore(&long).ends(INCOMPLETE).says("7 bytes");
    other.run(&["verify"]).ends(0);
}

#[tokio::test]
async fn a_flipped_byte_anywhere_is_found_and_named() {
    let place = furnished().await;
    place.back_up().ends(0);
    let whole = fs::read(place.copy()).unwrap();
    let mut seed: u64 = 0x5006_ff1e;
    for round in 0..rounds(20, 500) {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The frame is a small part of a copy; each third round hits it.
        let wide = if round % 3 == 0 { 300 } else { whole.len() as u64 };
        let back = round % 2 == 0;
        let at = usize::try_from((seed >> 33) % wide).unwrap();
        let at = if back { whole.len() - 1 - at } else { at };
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (seed >> 61);
        let damaged = place.at("flipped");
        fs::write(&damaged, &flipped).unwrap();
        let told = place.check(&damaged);
        assert!([1, INCOMPLETE].contains(&told.code), "byte {at}: {}", told.said);
        let named = ["database", "attachment", "byte", "no copy", "newer", "cut short"];
        assert!(named.iter().any(|word| told.said.contains(word)), "byte {at}: {}", told.said);
    }
}

#[tokio::test]
async fn a_copy_under_load_is_whole_and_has_what_was_acknowledged_before_it() {
    let place = Place::new();
    let desk = place.serve(&[LIMITS]).await;
    ask(&desk, "La première").await;
    let mut asked = 1;
    for round in 0..rounds(2, 30) {
        let copy = place.at(&format!("copy-{round}"));
        let (folder, file) = (place.0.path().to_owned(), copy.clone());
        let copying = tokio::task::spawn_blocking(move || {
            Told::of(&program().run(&folder, &["backup", path(&file)], &[]))
        });
        let before = asked;
        while !copying.is_finished() {
            ask(&desk, "Une de plus").await;
            send_files(&desk, &format!("Zoé {asked}")).await;
            asked += 2;
        }
        copying.await.unwrap().ends(0);
        place.check(&copy).ends(0);
        let other = Place::new();
        other.restore(&copy).ends(0);
        let verified = other.run(&["verify"]).ends(0).said;
        let questions: i64 = verified.split(' ').next().unwrap().parse().unwrap();
        assert!((before..=asked).contains(&questions), "{before} ≤ {questions} ≤ {asked}");
    }
}

#[tokio::test]
async fn a_copy_of_a_newer_release_is_refused_and_an_older_one_taken() {
    let place = furnished().await;
    place.back_up().ends(0);
    let newer = place.at("newer");
    fs::write(&newer, b"SOUFFLEUR COPY 2\n\x01\x02").unwrap();
    place.check(&newer).ends(1).says("newer release");
    // A database alone, as older releases copied it: without checksums, and still of use.
    let older = place.at("older");
    alone(&place.at("data/souffleur.sqlite3"), &older).await;
    place.check(&older).ends(INCOMPLETE).says("no checksums");
    let other = Place::new();
    other.restore(&older).ends(INCOMPLETE);
    other.run(&["verify"]).ends(1).says("2 questions").says("2 disagreements");
}

/// A database alone in a file.
async fn alone(database: &Path, into: &Path) {
    use sea_orm::ConnectionTrait as _;
    let url = format!("sqlite:{}", database.display());
    let connection = sea_orm::Database::connect(url).await.unwrap();
    connection.execute_unprepared(&format!("VACUUM INTO '{}'", into.display())).await.unwrap();
    connection.close().await.unwrap();
}
