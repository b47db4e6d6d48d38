//! Takes a picture of every page of the desk, at the width of a desktop and of a phone, light and dark.
//!
//! ```sh
//! cargo build --release && cargo run -p souffleur-tests --bin screenshots -- target/release/souffleur gallery en
//! ```
//!
//! Which pages, and in which state, says `souffleur_tests::gallery`. Without more words all of them are taken; further words
//! are names of pictures, and `tall` takes pages as long as they are. `tests/gallery` does all of this in one command.

mod camera;
mod history;
mod prepare;

use std::{collections::BTreeSet, fs, path::PathBuf};

use souffleur_render::Language;
use souffleur_tests::{
    gallery::{self, House, Shot, Who},
    harness::{
        Instance,
        browser::{Browser, Look, forget_visitor},
    },
};

use camera::Camera;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let binary = PathBuf::from(arguments.next().unwrap_or_else(|| "target/release/souffleur".to_owned()));
    let folder = PathBuf::from(arguments.next().unwrap_or_else(|| "gallery".to_owned()));
    let language = if arguments.next().as_deref() == Some("fr") { "fr" } else { "en" };
    let words: BTreeSet<String> = arguments.collect();
    fs::create_dir_all(&folder).expect("the folder can be made");
    let mut shots = gallery::all();
    shots.retain(|shot| is_wanted(shot.name, &words));

    let demo = Instance::demo(&binary).await;
    let browser = Browser::start(Look { language, ..Look::default() }).await;
    let made = prepare::make(&browser.client, &demo).await;
    let letters = gallery::letters(if language == "fr" { Language::Fr } else { Language::En });
    let letters: Vec<_> = letters.into_iter().filter(|(name, _)| is_wanted(name, &words)).collect();
    let mut camera =
        Camera { client: &browser.client, folder, language, tall: words.contains("tall"), missed: vec![] };
    let (now, later): (Vec<Shot>, Vec<Shot>) = shots.into_iter().partition(|shot| shot.house == House::Demo);
    visit(&mut camera, &demo, &now, &made).await;
    drop(demo);
    if !later.is_empty() {
        let house = Instance::new_house(&binary).await;
        visit(&mut camera, &house, &later, &made).await;
    }
    for (name, html) in &letters {
        camera.letter(name, html).await;
    }
    let missed = std::mem::take(&mut camera.missed);
    browser.close().await;
    made.colleague.close().await;
    assert!(missed.is_empty(), "pictures that could not be taken:\n{}", missed.join("\n"));
}

/// Whether a picture is taken this time.
fn is_wanted(name: &str, words: &BTreeSet<String>) -> bool {
    words.contains(name) || words.iter().all(|word| word == "tall")
}

/// Takes the pictures of one house.
async fn visit(camera: &mut Camera<'_>, house: &Instance, shots: &[Shot], made: &prepare::Made) {
    let mut who = Who::Visitor;
    forget_visitor(camera.client, &house.url).await;
    for shot in shots {
        if shot.who != who {
            house.sign_in(camera.client, role(shot.who)).await;
            who = shot.who;
        }
        camera.take(shot, &made.address(&house.url, shot.at)).await;
    }
}

fn role(who: Who) -> &'static str {
    match who {
        Who::Visitor => unreachable!("visitors come first"),
        Who::CommunityManager => "community_manager",
        Who::Expert => "expert",
        Who::Supervisor => "supervisor",
        Who::Administrator => "administrator",
    }
}
