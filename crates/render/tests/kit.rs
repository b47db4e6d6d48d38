//! Every component of the kit, rendered once with its usual arguments inside each base, in each language.

use serde::Serialize;
use souffleur_render::{Catalogue, Engine, Frame, Language, Sources, Template, sample_now};

const STAFF: &str = include_str!("kit.html");

/// A page of the staff that uses everything.
#[derive(Serialize)]
struct Kit {
    at: jiff::Timestamp,
    later: jiff::Timestamp,
    missing: Option<String>,
}

impl Template for Kit {
    const NAME: &'static str = "page/kit.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            at: sample_now(),
            later: sample_now() + jiff::SignedDuration::from_hours(27),
            missing: None,
        }]
    }
}

/// The same page as a customer would see it.
#[derive(Serialize)]
struct PublicKit(Kit);

impl Template for PublicKit {
    const NAME: &'static str = "page/kit_public.html";

    fn samples() -> Vec<Self> {
        Kit::samples().into_iter().map(Self).collect()
    }
}

fn engine() -> Engine {
    let mut sources = Sources::embedded().expect("the folders are readable");
    sources.templates.retain(|(name, _)| !name.starts_with("page/") && !name.starts_with("email/"));
    let public = STAFF.replace("base_app.html", "base_public.html");
    sources.templates.push((Kit::NAME.to_owned(), STAFF.to_owned()));
    sources.templates.push((PublicKit::NAME.to_owned(), public));
    Engine::new(&sources, |path| Some(format!("/assets/{path}"))).expect("the templates hold together")
}

#[test]
fn every_component_renders() {
    let catalogue = Catalogue::new().page::<Kit>().page::<PublicKit>();
    let engine = engine();
    let failures = catalogue.check(&engine);
    assert!(
        failures.is_empty(),
        "{}",
        failures.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    );
    assert!(catalogue.unclaimed(&engine).is_empty());
}

#[test]
fn both_languages_have_the_same_keys() {
    let engine = engine();
    let keys = |language| engine.messages(language).keys().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(keys(Language::En), keys(Language::Fr));
}

/// Writes the kit where one can look at it, when `KIT_FOLDER` says where.
#[test]
fn the_kit_can_be_looked_at() {
    let Some(folder) = std::env::var_os("KIT_FOLDER") else { return };
    let engine = engine();
    for language in Language::ALL {
        for (index, frame) in Frame::samples(language).iter().enumerate() {
            let html = engine.render(&Kit::samples()[0], frame).expect("renders");
            let path = std::path::Path::new(&folder).join(format!("kit-{language}-{index}.html"));
            std::fs::write(path, html).expect("is written");
        }
    }
}
