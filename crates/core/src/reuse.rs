//! A text that was written to one customer, made ready for another: without its salutation, and with `{customer}` in place of
//! the first one's name, so that nobody reads who else asked.

use std::{collections::BTreeSet, ops::Range};

use crate::{answer::literal, leak::fold};

/// Words that a salutation begins with.
const GREETINGS: [&str; 15] = [
    "bonjour",
    "rebonjour",
    "bonsoir",
    "salut",
    "coucou",
    "hello",
    "hi",
    "hey",
    "dear",
    "cher",
    "chere",
    "chers",
    "cheres",
    "good",
    "re",
];
/// Titles: before a name they are part of it, and a line that begins with one and ends with a comma is a salutation.
const TITLES: [&str; 13] = [
    "madame",
    "monsieur",
    "mademoiselle",
    "mesdames",
    "messieurs",
    "mme",
    "mlle",
    "mr",
    "mrs",
    "ms",
    "miss",
    "m",
    "dr",
];
/// Words that may stand between the names of a salutation.
const BETWEEN: [&str; 12] = [
    "et",
    "and",
    "a",
    "tous",
    "toutes",
    "all",
    "there",
    "again",
    "encore",
    "everyone",
    "morning",
    "afternoon",
];
/// Small words within names.
const PARTICLES: [&str; 15] =
    ["de", "du", "des", "la", "le", "les", "l", "d", "van", "von", "der", "den", "di", "da", "el"];
/// The most words of a salutation.
const MAX_SALUTATION: usize = 10;
/// What stands in place of a name.
const CUSTOMER: &str = "{customer}";
/// What stands in place of an address.
const ELIDED: &str = "…";

/// Whom a text was written to.
#[derive(Debug, Clone, Copy, Default)]
pub struct WrittenTo<'a> {
    /// What they are called.
    pub names: &'a [&'a str],
    /// Their mail address, their name on a network, the token of their link: whatever else names them.
    pub addresses: &'a [&'a str],
}

/// The text for anybody. What looks like a placeholder in it is kept as it was written.
pub fn impersonal(text: &str, to: WrittenTo<'_>) -> String {
    let parts = name_parts(to.names);
    let text = without_addresses(text, to.addresses);
    let text = without_salutation(&text, &parts);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in named(text, &parts) {
        out.push_str(&literal(&text[from..span.start]));
        out.push_str(CUSTOMER);
        from = span.end;
    }
    out.push_str(&literal(&text[from..]));
    out
}

/// The words of names that tell who somebody is, folded.
fn name_parts(names: &[&str]) -> BTreeSet<String> {
    let words = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    words.map(fold).filter(|word| word.chars().count() > 1 && !PARTICLES.contains(&word.as_str())).collect()
}

fn without_addresses(text: &str, addresses: &[&str]) -> String {
    let mut out = text.to_owned();
    for address in addresses.iter().filter(|address| address.chars().count() > 2) {
        let mut rest = std::mem::take(&mut out);
        while let Some(found) = find_in_any_case(&rest, address) {
            out.push_str(&rest[..found.start]);
            out.push_str(ELIDED);
            rest.drain(..found.end);
        }
        out.push_str(&rest);
    }
    out
}

/// Where a text has these words, whatever their case. A letter may be longer in lower case than in upper case.
fn find_in_any_case(text: &str, words: &str) -> Option<Range<usize>> {
    let wanted: Vec<char> = words.chars().flat_map(char::to_lowercase).collect();
    let ends_at = |start: usize| {
        let mut left = &wanted[..];
        for (at, c) in text[start..].char_indices() {
            if left.is_empty() {
                return Some(start + at);
            }
            for lower in c.to_lowercase() {
                left = left.strip_prefix(&[lower])?;
            }
        }
        left.is_empty().then_some(text.len())
    };
    text.char_indices().find_map(|(start, _)| Some(start..ends_at(start)?))
}

/// A word of a text, where it stands.
#[derive(Debug, Clone)]
struct Word<'a> {
    at: Range<usize>,
    text: &'a str,
    folded: String,
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.folded.as_str())
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = &text[from..at];
                words.push(Word { at: from..at, text: word, folded: fold(word) });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// What follows the salutation; all of it where there is none.
fn without_salutation<'a>(text: &'a str, parts: &BTreeSet<String>) -> &'a str {
    let text = text.trim_start();
    let line = text.lines().next().unwrap_or_default();
    let words = words(line);
    let Some(first) = words.first() else { return text };
    let by_title = first.is_one_of(&TITLES);
    if first.at.start != 0 || !(first.is_one_of(&GREETINGS) || by_title) {
        return text;
    }
    let mut end = first.at.end;
    for word in words.iter().skip(1).take(MAX_SALUTATION) {
        let gap = &line[end..word.at.start];
        let joins = gap.chars().all(|c| c.is_whitespace() || "-'’.&".contains(c)) && !gap.contains(" -");
        let abbreviated =
            !gap.contains('.') || line[..end].chars().rev().take_while(|c| c.is_alphanumeric()).count() < 4;
        let addresses = word.is_capital()
            || parts.contains(&word.folded)
            || word.is_one_of(&TITLES)
            || word.is_one_of(&BETWEEN)
            || word.is_one_of(&PARTICLES)
            || word.is_one_of(&GREETINGS);
        if !(joins && abbreviated && addresses) {
            break;
        }
        end = word.at.end;
    }
    let rest = &line[end..];
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ",!.:;—–-".contains(c));
    let closed =
        rest.trim().is_empty() || rest.trim_start().starts_with([',', '!', ':', '—', '–', '-', '.', ';']);
    // "Madame Martin a raison" is a sentence; "Madame, Monsieur," goes on with its next title.
    if by_title && !closed {
        return text;
    }
    let consumed = line.len() - after.len();
    let rest = text[consumed..].trim_start();
    let next = words_begin_salutation(rest);
    if next { without_salutation(rest, parts) } else { rest }
}

/// Whether a text goes on with another title of the same salutation: "Madame, Monsieur,".
fn words_begin_salutation(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let title = line.split(|c: char| !c.is_alphanumeric()).next().map(fold).unwrap_or_default();
    TITLES.contains(&title.as_str()) && line.trim_end().ends_with(',') && line.split_whitespace().count() <= 3
}

/// Where a text names somebody: by a known name, or by a title with a name after it.
fn named(text: &str, parts: &BTreeSet<String>) -> Vec<Range<usize>> {
    let words = words(text);
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let known = |word: &Word<'_>| word.is_capital() && parts.contains(&word.folded);
        let titled = words[at].is_one_of(&TITLES) && is_titled(text, &words, at);
        if !known(&words[at]) && !titled {
            at += 1;
            continue;
        }
        let mut last = if titled { at + 1 } else { at };
        let mut next = last + 1;
        while next < words.len() && joins(text, &words[next - 1], &words[next]) {
            if words[next].is_capital() && (titled || known(&words[next])) {
                last = next;
            } else if !words[next].is_one_of(&PARTICLES) {
                break;
            }
            next += 1;
        }
        spans.push(words[at].at.start..words[last].at.end);
        at = last + 1;
    }
    merged(text, spans)
}

/// Whether a title has a name after it. One letter is a title only with its full stop.
fn is_titled(text: &str, words: &[Word<'_>], at: usize) -> bool {
    let Some(next) = words.get(at + 1) else { return false };
    let gap = &text[words[at].at.end..next.at.start];
    let short = words[at].text.chars().count() == 1;
    let close = gap == " " || gap == ". " || gap == "\u{a0}" || gap == ".\u{a0}";
    words[at].is_capital() && next.is_capital() && close && (!short || gap.starts_with('.'))
}

/// Whether two words belong to one name.
fn joins(text: &str, one: &Word<'_>, next: &Word<'_>) -> bool {
    matches!(&text[one.at.end..next.at.start], " " | "-" | "'" | "’" | "\u{a0}")
}

/// Neighbouring spans with nothing but a space between them are one.
fn merged(text: &str, spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if text[last.end..span.start].trim().is_empty() => last.end = span.end,
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reused(text: &str, name: &str) -> String {
        impersonal(text, WrittenTo { names: &[name], addresses: &["zoe@example.org", "abcdefgh"] })
    }

    #[test]
    fn salutations_go() {
        for (text, rest) in [
            ("Bonjour Zoé,\n\nvotre colis arrive.", "votre colis arrive."),
            ("Bonjour,\nvotre colis arrive.", "votre colis arrive."),
            ("Bonjour Zoé ! Votre colis arrive.", "Votre colis arrive."),
            ("bonjour zoé, votre colis arrive.", "votre colis arrive."),
            ("Chère Madame Martin,\n\nvotre colis arrive.", "votre colis arrive."),
            ("Madame, Monsieur,\n\nvotre colis arrive.", "votre colis arrive."),
            ("Bonsoir Anne-Sophie de La Tour,\nvotre colis arrive.", "votre colis arrive."),
            ("Bonjour Mme. Martin,\nvotre colis arrive.", "votre colis arrive."),
            ("Hi Zoé — your parcel arrives.", "your parcel arrives."),
            ("Hi Zoé - your parcel arrives.", "your parcel arrives."),
            ("Dear Ms Martin,\n\nyour parcel arrives.", "your parcel arrives."),
            ("Good morning Zoé, your parcel arrives.", "your parcel arrives."),
            ("Hello there!\n\nYour parcel arrives.", "Your parcel arrives."),
            ("Bonjour votre colis arrive.", "votre colis arrive."),
        ] {
            assert_eq!(reused(text, "Zoé Martin"), rest, "{text}");
        }
    }

    #[test]
    fn what_is_no_salutation_stays() {
        for text in [
            "Votre colis arrive.",
            "Madame est servie et le colis arrive.",
            "Himalaya, votre colis arrive.",
            "Hiver comme été, le retour est gratuit.",
            "Un petit délai est à prévoir.",
        ] {
            assert_eq!(reused(text, "Zoé Petit"), text);
        }
    }

    #[test]
    fn names_in_the_middle_and_at_the_end_become_a_placeholder() {
        for (text, name, rest) in [
            ("Merci Zoé, il arrive.", "Zoé Martin", "Merci {customer}, il arrive."),
            ("La commande de Zoé Martin part.", "Zoé Martin", "La commande de {customer} part."),
            ("La commande de Mme Martin part.", "Zoé D.", "La commande de {customer} part."),
            ("Merci M. Martin.", "Zoé D.", "Merci {customer}."),
            ("Chez Jean-Pierre Durand-Roy, tout va.", "Jean-Pierre Durand-Roy", "Chez {customer}, tout va."),
            ("Pour Anne de la Tour : oui.", "Anne de la Tour", "Pour {customer} : oui."),
            (
                "Le colis d’Anne arrive.\n\nBonne journée Anne !",
                "Anne Roy",
                "Le colis d’{customer} arrive.\n\nBonne journée {customer} !",
            ),
            ("Thanks again, ZOÉ!", "Zoé Martin", "Thanks again, {customer}!"),
            ("Écrit à Zoe@Example.org hier.", "Zoé Martin", "Écrit à … hier."),
            ("İlk İK : ZOE@EXAMPLE.ORG", "Zoé Martin", "İlk İK : …"),
            ("Voyez /q/abcdefgh svp.", "Zoé Martin", "Voyez /q/… svp."),
            ("Merci Zoé Martin, Zoé !", "Zoé Martin", "Merci {customer}, {customer} !"),
            ("Le code {promo} marche.", "Zoé Martin", "Le code {{promo}} marche."),
        ] {
            assert_eq!(reused(text, name), rest, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_word_of_the_name_is_left(before in "[A-Za-zé ,.!\n'-]{0,30}", after in "[A-Za-zé ,.!\n'-]{0,30}") {
            let text = format!("{before} Zoé Martin {after}");
            let rest = reused(&text, "Zoé Martin");
            for word in words(&rest) {
                prop_assert!(!(word.is_capital() && ["zoe", "martin"].contains(&word.folded.as_str())), "{rest}");
            }
        }
    }
}
