//! Templates and sentences: every page and letter renders with every sample in both languages, everything that is
//! there is used, and nothing is said in one language only.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use souffleur_render::{Catalogue, Engine, Language, Sources};

fn engine() -> Engine {
    Engine::new(&Sources::embedded().unwrap(), souffleur_web::asset::url).unwrap()
}

fn catalogue() -> Catalogue {
    souffleur_desk::routes::catalogue()
        .and(souffleur_question::letter::catalogue())
        .and(souffleur_admin::letter::catalogue())
        .and(souffleur_insight::letter::catalogue())
}

fn root() -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).to_owned()
}

/// Every file below a folder with one of these endings, and its text.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let (mut found, mut waiting) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            if path.is_dir() {
                waiting.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "nothing in {folder}");
    found
}

fn templates() -> Vec<(String, String)> {
    files("templates", &[".html", ".txt", ".xml"])
}

/// Crates that say sentences by their keys.
const SPEAKING: [&str; 10] = [
    "web",
    "pages",
    "pages-public",
    "pages-report",
    "pages-settings",
    "app",
    "question",
    "admin",
    "insight",
    "jobs",
];

#[test]
fn every_sample_renders_and_everything_is_used() {
    let engine = engine();
    let failures: Vec<String> = catalogue().check(&engine).iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let unclaimed = catalogue().unclaimed(&engine);
    assert!(unclaimed.is_empty(), "templates that no page or letter answers for: {unclaimed:#?}");

    // What no sample said must at least be said somewhere in the code: flashes, and what is wrong with a field.
    let said: String = SPEAKING.map(|name| joined(files(&format!("crates/{name}/src"), &[".rs"]))).concat();
    let said = said + &joined(templates());
    let mut idle = BTreeSet::new();
    for language in Language::ALL {
        let unused = engine.messages(language).unused().filter(|key| !is_said(key, &said));
        idle.extend(unused.map(|key| format!("{language}: {key}")));
    }
    assert!(idle.is_empty(), "sentences that nobody says: {idle:#?}");
}

fn joined(files: Vec<(String, String)>) -> String {
    files.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

/// Whether a key stands in the code as a whole, or its beginning does where the end is put to it: `"problem-{}"`,
/// `"report-by-" ~ cut.key`.
fn is_said(key: &str, said: &str) -> bool {
    let begins = |at: usize| {
        let beginning = &key[..=at];
        said.contains(&format!("\"{beginning}{{")) || said.contains(&format!("\"{beginning}\" ~"))
    };
    said.contains(&format!("\"{key}\"")) || key.match_indices('-').any(|(at, _)| begins(at))
}

#[test]
fn both_languages_say_the_same_things() {
    let engine = engine();
    let keys = |language| engine.messages(language).keys().map(str::to_owned).collect::<BTreeSet<_>>();
    let (english, french) = (keys(Language::En), keys(Language::Fr));
    assert!(english.len() > 200, "only {} sentences", english.len());
    let only = |these: &BTreeSet<String>, those: &BTreeSet<String>| {
        these.difference(those).cloned().collect::<Vec<_>>()
    };
    assert!(only(&english, &french).is_empty(), "only in English: {:#?}", only(&english, &french));
    assert!(only(&french, &english).is_empty(), "only in French: {:#?}", only(&french, &english));
}

/// Samples may not reach every branch, so every key that is written out is looked up as well.
#[test]
fn every_sentence_that_is_asked_for_is_there() {
    let engine = engine();
    let known: BTreeSet<&str> = engine.messages(Language::Fr).keys().collect();
    let mut missing = BTreeSet::new();
    for (name, text) in templates() {
        // `get(key="…")` looks into a map, not into the sentences.
        let text = text.replace("get(key=", "");
        let asked = text.split("t(key=\"").skip(1).map(|rest| rest.split_once('"').unwrap());
        for (key, _) in asked.filter(|(_, rest)| !rest.trim_start().starts_with('~')) {
            if !known.contains(key) {
                missing.insert(format!("{name}: {key}"));
            }
        }
    }
    for (name, text) in SPEAKING.iter().flat_map(|name| files(&format!("crates/{name}/src"), &[".rs"])) {
        let flashes = text
            .split(".flash(FlashKind::")
            .skip(1)
            .filter_map(|rest| rest.split_once(", \""))
            .filter_map(|(kind, rest)| if kind.contains(',') { None } else { rest.split('"').next() });
        let texts = text.split(".text(\"").skip(1).filter_map(|rest| rest.split('"').next());
        missing.extend(
            flashes.chain(texts).filter(|key| !known.contains(key)).map(|key| format!("{name}: {key}")),
        );
    }
    assert!(missing.is_empty(), "nobody wrote: {missing:#?}");
}

/// The content policy of the pages lets nothing inline through; a letter has to carry its style with it.
#[test]
fn nothing_is_inline() {
    const HANDLERS: [&str; 8] =
        [" onclick", " onchange", " onsubmit", " oninput", " onload", " onkey", " hx-on", " onerror"];
    let mut found = Vec::new();
    for (name, text) in templates() {
        if name.contains("/email/") || name.ends_with("base_letter.html") {
            continue;
        }
        let lower = text.to_lowercase();
        let scripts =
            lower.split("<script").skip(1).filter(|tag| !tag.split('>').next().unwrap().contains("src="));
        found.extend(scripts.map(|_| format!("{name}: a script")));
        found.extend(
            [" style=", "<style", "javascript:"]
                .iter()
                .filter(|part| lower.contains(*part))
                .map(|part| format!("{name}: {part}")),
        );
        found.extend(
            HANDLERS.iter().filter(|part| lower.contains(*part)).map(|part| format!("{name}: {part}")),
        );
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// French puts a space before these signs, and no line may begin with one of them.
#[test]
fn no_line_begins_with_a_sign_in_french() {
    let mut loose = Vec::new();
    for (name, text) in files("locales/fr", &[".ftl"]) {
        let said = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
        for (number, line) in said {
            // `*[other]` and `->` are Fluent's own; what is said stands behind the first sign of equality or the bracket.
            let words = line.split_once(" = ").map_or(line, |(_, words)| words);
            let parts = [" ;", " ?", " !", " »", "« "].iter().any(|sign| words.contains(sign));
            if parts || words.contains(" : ") || words.ends_with(" :") {
                loose.push(format!("{name}:{}: {words}", number + 1));
            }
        }
    }
    assert!(loose.is_empty(), "a no-break space belongs there:\n{}", loose.join("\n"));
}

/// Ends of the names of what people write: what they ask, answer and remark, and what they are called.
const WRITTEN: [&str; 13] = [
    "subject",
    "body",
    "remark",
    "request",
    "excerpt",
    "hidden_reason",
    "who",
    "handle",
    "customer.name",
    "file.name",
    "one.title",
    "risk.title",
    "entry.title",
];

/// Whether what a template prints is something that a person wrote, by its name.
fn is_written(expression: &str) -> bool {
    let name = expression.split(['|', '(']).next().unwrap_or_default().trim();
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || "._?[]".contains(c));
    let name = name.replace('?', "");
    is_name && WRITTEN.iter().any(|end| name == *end || name.ends_with(&format!(".{end}")))
}

/// The places of a page where something that a person wrote stands in no element with `dir="auto"`, in whichever direction
/// the page is written.
fn undirected(text: &str) -> Vec<String> {
    const VOID: [&str; 8] = ["area", "br", "col", "hr", "img", "input", "link", "meta"];
    let (mut open, mut found): (Vec<(String, bool)>, _) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        rest = &rest[at..];
        if let Some((_, after)) = rest.strip_prefix("{#").and_then(|rest| rest.split_once("#}")) {
            rest = after;
        } else if let Some((_, after)) =
            rest.strip_prefix("{% block title %}").and_then(|rest| rest.split_once("{% endblock"))
        {
            // The title of the window is text.
            rest = after;
        } else if let Some((_, after)) = rest.strip_prefix("{%").and_then(|rest| rest.split_once("%}")) {
            rest = after;
        } else if let Some((expression, after)) =
            rest.strip_prefix("{{").and_then(|rest| rest.split_once("}}"))
        {
            let expression = expression.trim_matches(['-', ' ']);
            // A component, whose arguments are printed by itself.
            if !expression.starts_with('<') && is_written(expression) && !open.iter().any(|(_, auto)| *auto) {
                found.push(expression.to_owned());
            }
            rest = after;
        } else if rest.starts_with('<') {
            let end = end_of_tag(rest);
            let tag = &rest[1..end];
            let name: String =
                tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            if tag.starts_with('/') {
                if let Some(at) = open.iter().rposition(|(known, _)| *known == name) {
                    open.truncate(at);
                }
            } else if !name.is_empty() && !tag.ends_with('/') && !VOID.contains(&name.as_str()) {
                // What can have no direction of its own, or needs none.
                let needs_none = ["bdi", "option", "title", "script"].contains(&name.as_str());
                open.push((name, needs_none || tag.contains("dir=\"auto\"")));
            }
            rest = &rest[end..];
        } else {
            rest = &rest[1..];
        }
    }
    found
}

/// Where a tag ends: what a template prints in an attribute may hold any sign.
fn end_of_tag(tag: &str) -> usize {
    let mut at = 0;
    while at < tag.len() {
        let rest = &tag[at..];
        let skip = [("{{", "}}"), ("{%", "%}")].into_iter().find(|(begin, _)| rest.starts_with(begin));
        if let Some((_, end)) = skip {
            at += rest.find(end).map_or(rest.len(), |found| found + end.len());
        } else if rest.starts_with('>') {
            return at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    tag.len()
}

/// An Arabic question on a French page reads from the right, and a French one on an Arabic phone from the left.
#[test]
fn what_people_write_has_its_own_direction() {
    assert_eq!(undirected("<p>{{ q.subject }} <b dir=\"auto\">{{ q.body | plain }}</b></p>"), ["q.subject"]);
    assert_eq!(
        undirected("<p title=\"{{ a > b }}\" dir=\"auto\"><i>{{ body }}</i></p>{{ row.who }}"),
        ["row.who"]
    );
    let mut wrong = Vec::new();
    for (name, text) in files("templates", &[".html"]) {
        // What mail programs show is not asked here.
        if !name.contains("/email/") {
            // The body of a component is a piece of the page that it stands on.
            let is_slot = |what: &String| what == "body" && name.contains("/component/");
            let found = undirected(&text).into_iter().filter(|what| !is_slot(what));
            wrong.extend(found.map(|what| format!("{name}: {what}")));
        }
    }
    assert!(wrong.is_empty(), "no dir=\"auto\" around:\n{}", wrong.join("\n"));
}

/// What a stranger reads or has read aloud is in the language of whoever wrote it.
#[test]
fn what_is_public_says_its_language() {
    for (name, text) in files("templates/page/public", &[".html"]) {
        for (at, _) in text.match_indices("dir=\"auto\"") {
            let tag = &text[text[..at].rfind('<').unwrap_or(0)..];
            let tag = &tag[..end_of_tag(tag)];
            assert!(
                tag.contains("lang=\"") || tag.starts_with("<textarea") || tag.starts_with("<input"),
                "{name}: {tag}"
            );
        }
    }
}
