//! Damaged Markdown: as a page and as plain text it stays within the budget, and no tag but those of the subset comes out.

#[path = "../../media/tests/fuzzing/mod.rs"]
mod fuzzing;
#[path = "../../media/tests/weight/mod.rs"]
mod weight;

use serde::Serialize;
use souffleur_render::{Engine, Frame, Language, Locale, Scene, Sources, Template, sample_now};

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

#[derive(Serialize)]
struct Page {
    body: String,
}

impl Template for Page {
    const NAME: &'static str = "page/fuzz.html";

    fn samples() -> Vec<Self> {
        Vec::new()
    }
}

/// Replies as they are written, and what looks like Markdown and is none.
const REPLIES: [&str; 9] = [
    "Bonjour **Marie**,\n\nvoici :\n\n- un\n- deux\n\n> cité\n\nhttps://x.fr/_foo_/bar et [le suivi](https://x.fr/a?b=c&d=e).",
    "120*60*40 cm, Cher*es client*es, C:\\Users\\_temp, a_b_c",
    "-- \nMarie\n\n    quatre espaces\n\n> a\n> b\n\nTitre\n---\n# pas un titre",
    "1. un\n2. deux\n   - trois\n\n* x\n+ y",
    "<b>gras</b> <script>alert(1)</script> <a href=x onclick=y> &amp; &lt; <!-- c -->",
    "![photo](https://x.fr/p.png \"t\") [a](javascript:alert(1)) [b](mailto:a@b.fr) <https://x.fr> <a@b.fr>",
    "```\ncode\n``` `x` ~~~ \\* \\[ ]( )",
    "(https://x.fr/(a)) «https://é.fr/ü» Https://X.FR, a@b.fr; www.x.fr…",
    "مرحبا **بك** 请问退款 [链接](https://x.cn/退款)",
];

const WORDS: [&str; 22] = [
    "**", "*", "_", "[", "](", ")", "> ", "\n- ", "\n1. ", "\n\n", "<", "<!--", "`", "```\n", "https://",
    "mailto:", "![", "\\", "\n    ", "&#0;", "\u{e000}", "\t",
];

#[test]
fn markdown() {
    let sources = Sources {
        templates: vec![(Page::NAME.to_owned(), "{{ body | markdown }}\u{1}{{ body | plain }}".to_owned())],
        messages: vec![
            (Language::En, "en/a.ftl".to_owned(), "hello = Hello".to_owned()),
            (Language::Fr, "fr/a.ftl".to_owned(), "hello = Bonjour".to_owned()),
        ],
    };
    let engine = Engine::new(&sources, |_| None).expect("an engine");
    let zone = jiff::tz::TimeZone::UTC;
    let frame = Frame::new(Scene::new(Locale::new(Language::Fr, zone), sample_now()), "Maison Plume");
    // As long as a reply may be.
    let long = REPLIES.join("\n\n").repeat(20);
    let corpus: Vec<&str> = REPLIES.into_iter().chain([long.as_str()]).collect();
    fuzzing::attack_text("Markdown", &corpus, &WORDS, |text| {
        let body: String = text.chars().take(20_000).collect();
        let shown = engine.render(&Page { body }, &frame).expect("any text is shown");
        let page = shown.rsplit_once('\u{1}').map_or("", |(page, _)| page).to_lowercase();
        for never in ["<script", "<img", "<!--", " onclick=\"", "href=\"javascript", "<h1", "<pre"] {
            assert!(!page.contains(never), "{never} in {page}");
        }
        true
    });
}
