//! Every page renders with every sample in every language.

use souffleur_render::{Engine, Sources};

#[test]
fn every_sample_becomes_a_page() {
    let engine = Engine::new(&Sources::embedded().unwrap(), souffleur_web::asset::url).unwrap();
    let failures = souffleur_pages_public::catalogue().check(&engine);
    let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
