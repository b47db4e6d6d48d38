//! Letters as those read them who read HTML, made of the first sample of each.

use jiff::tz::TimeZone;
use souffleur_admin::letter::InvitationLetter;
use souffleur_insight::letter::WeeklyLetter;
use souffleur_question::letter::{
    AlertsLetter, AnswerLetter, DigestLetter, PromiseAtRisk, PromiseBroken, QuestionForYou, ReceiptLetter,
};
use souffleur_render::{Engine, Language, Letter, Locale, Scene, Sources, sample_now};

/// Every letter in a language: what its pictures are called, and the page that it is.
pub fn letters(language: Language) -> Vec<(&'static str, String)> {
    let engine =
        Engine::new(&Sources::embedded().expect("the templates are there"), souffleur_web::asset::url);
    let engine = engine.expect("they can be read");
    let zone = TimeZone::get("Europe/Paris").expect("a zone");
    let scene = Scene::new(Locale::new(language, zone), sample_now());
    let room = Room { engine, scene };
    vec![
        ("letter-receipt", room.page::<ReceiptLetter>()),
        ("letter-answer", room.page::<AnswerLetter>()),
        ("letter-question-for-you", room.page::<QuestionForYou>()),
        ("letter-promise-at-risk", room.page::<PromiseAtRisk>()),
        ("letter-promise-broken", room.page::<PromiseBroken>()),
        ("letter-alerts", room.page::<AlertsLetter>()),
        ("letter-digest", room.page::<DigestLetter>()),
        ("letter-weekly", room.page::<WeeklyLetter>()),
        ("letter-invitation", room.page::<InvitationLetter>()),
    ]
}

/// Where letters are written.
struct Room {
    engine: Engine,
    scene: Scene,
}

impl Room {
    fn page<L: Letter>(&self) -> String {
        let sample = L::samples().into_iter().next().expect("every letter has a sample");
        self.engine.render_letter(&sample, &self.scene).expect("it can be written").html
    }
}
