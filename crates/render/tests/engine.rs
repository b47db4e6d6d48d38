//! What the engine promises: times of the reader, messages that must exist, letters in three parts, faults found early.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use souffleur_render::{
    Catalogue, Engine, Frame, Language, Letter, Locale, RenderError, Scene, Sources, Template, sample_now,
};

#[derive(Serialize)]
struct Page {
    at: Option<Timestamp>,
    day: &'static str,
    name: String,
}

impl Template for Page {
    const NAME: &'static str = "page/test.html";

    fn samples() -> Vec<Self> {
        vec![page("2025-11-24T16:00:00Z")]
    }
}

#[derive(Serialize)]
struct Reminder {
    name: String,
}

impl Letter for Reminder {
    const FOLDER: &'static str = "email/reminder";

    fn samples() -> Vec<Self> {
        vec![Self { name: "<Léa>".to_owned() }]
    }
}

fn page(at: &str) -> Page {
    Page { at: at.parse().ok(), day: "2025-12-01", name: "<b>".to_owned() }
}

fn sources(template: &str) -> Sources {
    let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    Sources {
        templates: vec![
            own(Page::NAME, template),
            own("email/reminder/subject.txt", "\n  {{ t(key=\"hello\", name=name) }}\n"),
            own("email/reminder/body.txt", "{{ t(key=\"hello\", name=name) }}"),
            own("email/reminder/body.html", "<p>{{ t(key=\"hello\", name=name) }}</p>"),
        ],
        messages: vec![
            (Language::En, "en/a.ftl".to_owned(), "hello = Hello { $name }\nonly = Only".to_owned()),
            (Language::Fr, "fr/a.ftl".to_owned(), "hello = Bonjour { $name }".to_owned()),
        ],
    }
}

fn scene(language: Language, zone: &str) -> Scene {
    Scene::new(Locale::new(language, TimeZone::get(zone).expect("a zone")), sample_now())
}

fn render(template: &str, page: &Page, scene: Scene) -> Result<String, RenderError> {
    let engine = Engine::new(&sources(template), |_| None)?;
    engine.render(page, &Frame::new(scene, "Maison Plume"))
}

#[test]
fn times_are_the_readers() {
    let template =
        "{{ at | when }} / {{ at | time }} / {{ at | datetime }} / {{ at | relative }} / {{ day | date }}";
    let text = |at: &str, language, zone| {
        render(template, &page(at), scene(language, zone)).expect("renders").replace('\u{a0}', " ")
    };
    assert_eq!(
        text("2025-11-24T16:00:00Z", Language::Fr, "Europe/Paris"),
        "17:00 / 17:00 / 24 nov. 2025, 17:00 / dans 6 h 05 / 1er décembre 2025"
    );
    assert_eq!(
        text("2025-11-24T16:00:00Z", Language::En, "Asia/Tokyo"),
        "tomorrow 01:00 / 01:00 / 25 Nov 2025, 01:00 / in 6 h 05 / 1 December 2025"
    );
    assert!(text("2025-11-23T16:00:00Z", Language::Fr, "Europe/Paris").starts_with("hier 17:00 / "));
    assert!(text("2025-11-21T16:00:00Z", Language::Fr, "Europe/Paris").starts_with("ven. 21 nov. 17:00 / "));
    assert!(text("2024-11-21T16:00:00Z", Language::En, "Europe/Paris").starts_with("21 Nov 2024 17:00 / "));
    assert_eq!(text("never", Language::En, "UTC"), "– / – / – / – / 1 December 2025");
}

#[test]
fn the_houses_clock_is_said_where_it_shows_another_hour() {
    let paris = || TimeZone::get("Europe/Paris").expect("a zone");
    let text = |language, zone| {
        let mut scene = scene(language, zone);
        scene.locale = scene.locale.of_house(paris());
        render("{{ at | clocks }}", &page("2025-11-24T16:00:00Z"), scene)
            .expect("renders")
            .replace('\u{a0}', " ")
    };
    assert_eq!(text(Language::Fr, "Europe/Paris"), "24 nov. 2025, 17:00");
    assert_eq!(text(Language::Fr, "Europe/Berlin"), "24 nov. 2025, 17:00");
    assert_eq!(text(Language::En, "Asia/Tokyo"), "25 Nov 2025, 01:00 · 24 Nov 2025, 17:00 (Paris)");
}

#[test]
fn what_people_write_is_escaped_also_through_a_message() {
    let html = render("{{ name }} {{ t(key=\"hello\", name=name) }}", &page(""), scene(Language::En, "UTC"));
    assert_eq!(html.expect("renders"), "&lt;b&gt; Hello &lt;b&gt;");
}

#[test]
fn a_letter_has_three_parts_and_only_one_is_html() {
    let engine = Engine::new(&sources(""), |_| None).expect("holds together");
    let letter = engine.render_letter(&Reminder::samples()[0], &scene(Language::Fr, "UTC")).expect("renders");
    assert_eq!(letter.subject, "Bonjour <Léa>");
    assert_eq!(letter.text, "Bonjour <Léa>");
    assert_eq!(letter.html, "<p>Bonjour &lt;Léa&gt;</p>");
}

#[test]
fn faults_are_found_before_anyone_reads_them() {
    for template in
        ["{{ name", "{{ name | no_such_filter }}", "{{ <no.component /> }}", "{% include \"no.html\" %}"]
    {
        let engine = Engine::new(&sources(template), |_| None);
        assert!(matches!(engine, Err(RenderError::Templates(_))), "{template}");
    }
    for template in
        ["{{ t(key=\"only\") }}", "{{ t(key=\"hello\") }}", "{{ asset(path=\"no.css\") }}", "{{ missing }}"]
    {
        let html = render(template, &page(""), scene(Language::Fr, "UTC"));
        assert!(matches!(html, Err(RenderError::Render { .. })), "{template}");
    }
}

#[test]
fn the_catalogue_finds_what_breaks_the_policy_and_what_nobody_claims() {
    let engine =
        Engine::new(&sources("<p style=\"color:red\">{{ name }}</p>"), |_| None).expect("holds together");
    let catalogue = Catalogue::new().page::<Page>();
    let failures = catalogue.check(&engine);
    assert_eq!(failures.len(), 4, "two languages, two frames");
    assert!(failures[0].to_string().contains("breaks the policy"), "{}", failures[0]);
    assert_eq!(catalogue.unclaimed(&engine).len(), 3);
    let all = catalogue.and(Catalogue::new().letter::<Reminder>());
    assert!(all.unclaimed(&engine).is_empty());
}
