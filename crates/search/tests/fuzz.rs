//! Damaged queries against damaged texts: the search parser, the index and the excerpts stay within the budget.

#[path = "../../media/tests/fuzzing/mod.rs"]
mod fuzzing;
#[path = "../../media/tests/weight/mod.rs"]
mod weight;

use souffleur_core::language::Language;
use souffleur_search::{
    Document, DocumentFrequency, Field, Lookup, MAX_QUERY_CHARS, Passage, TermKind, excerpt, fits, parse,
    score, sought,
};

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

/// Queries as people type and copy them.
const QUERIES: [&str; 16] = [
    "colis -retour \"carte grise\" de:\"Marie D\" est:retard avant:01/03/2026 #1042 statut:rédigée",
    "\"Marie Dupont\" <Marie.Dupont@Example.org> is:late",
    "mailto:marie@example.org?subject=x mailto:;\u{16}nmarie@example.org",
    "+33 (0)6 12-34-56-78 colis",
    "0032 470/12.34.56 tel:+49-151-23456789",
    "n° 1149 N°1149 № 1149 Réf:AB-12",
    "https://desk.example.test/q/aaaaaaaaaaaaaaaaaaaaaaaaaa",
    "écran 15\" noir « carte grise » “rouge”",
    "请问退款需要多久？ 配送はいつですか",
    "คืนเงิน 환불은 언제 되나요? हिन्दी Привет",
    "l'été d’œuvre aujourd'hui ﬁn naïve_snake ½ x²",
    "topic:livraison expert:moi canal:mail has:note after:2026-11",
    "-colis -\"carte\" -de:marie",
    "🙂 👩‍👧 !! \u{202e}\u{ad}\u{200b}",
    "NEAR(a b) AND NOT * : ^ ' OR 1=1 --",
    "is:late is:open has:draft status:new",
];

const WORDS: [&str; 20] = [
    "\"", "«", "»", "“", "-", ":", "from:", "de:", "avant:", "#", "n° ", "+33 ", "0", "@", "<", "l’", "退款",
    "ｶﾞ", "\u{301}", "ำ",
];

/// Looks for what was typed in what was typed, as the desk would.
fn search(typed: &str) -> bool {
    let passages = [Passage { field: Field::Thread, text: typed }];
    let document = Document::read(Language::Fr, &[], &passages);
    let typed: String = typed.chars().take(MAX_QUERY_CHARS).collect();
    let Ok(query) = parse(&typed) else { return false };
    // Operators are written down in English, which may be longer than what may be typed.
    let written = query.to_string();
    if written.chars().count() <= MAX_QUERY_CHARS {
        assert_eq!(parse(&written), Ok(query.clone()), "written down and read again");
    }
    let mut lookup = Lookup::default();
    for term in query.terms {
        if let TermKind::Word(word) | TermKind::Phrase(word) = &term.what {
            let list = if term.negated { &mut lookup.none } else { &mut lookup.all };
            list.extend(sought(word, !term.negated));
        }
    }
    fits(&document.line, &lookup);
    score(&document.line, &lookup, &DocumentFrequency::default());
    if let Some(parts) = excerpt(&typed, &lookup, 150) {
        assert!(parts.iter().any(|part| part.marked), "an excerpt has what was looked for");
    }
    true
}

#[test]
fn queries() {
    let long = QUERIES.join(" ").repeat(12);
    let corpus: Vec<&str> = QUERIES.into_iter().chain([long.as_str()]).collect();
    fuzzing::attack_text("search", &corpus, &WORDS, search);
}
