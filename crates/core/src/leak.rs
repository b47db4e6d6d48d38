//! Reads a reply before it leaves, and says where the text itself names somebody of the house. A name counts as it will be
//! shown: signs of formatting, characters that nobody sees and encodings don't hide it.

mod reading;

use std::collections::HashSet;

use crate::text::{Email, Name};

/// Somebody whom a customer must not meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insider {
    /// Their full name.
    pub name: Name,
    /// Their address.
    pub email: Email,
}

/// A place where a text names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The words as they stand in the text, or as they will be shown.
    pub found: String,
    /// Whom they name.
    pub insider: Name,
}

/// Finds every insider that a text names by address, by the part before the `@`, by full name, first name or surname.
/// Whole words only, whatever the case and the accents; `spared` (the voice's own name, the customer's) is not a leak.
pub fn scan(text: &str, insiders: &[Insider], spared: &[&str]) -> Vec<Leak> {
    let typed = words(text);
    let shown = reading::readings(text);
    let shown: Vec<(&str, String)> = shown.iter().flat_map(|reading| words(reading)).collect();
    let spared: HashSet<String> = spared.iter().flat_map(|name| name_marks(name)).collect();
    let mut leaks: Vec<Leak> = Vec::new();
    for insider in insiders {
        let marks = marks(insider);
        let names = |word: &&(&str, String)| marks.contains(&word.1) && !spared.contains(&word.1);
        let mut seen: HashSet<&str> = HashSet::new();
        for (word, folded) in typed.iter().filter(names) {
            seen.insert(folded);
            note(&mut leaks, word, insider);
        }
        for (word, folded) in shown.iter().filter(names) {
            if seen.insert(folded) {
                note(&mut leaks, word, insider);
            }
        }
    }
    leaks
}

fn note(leaks: &mut Vec<Leak>, word: &str, insider: &Insider) {
    let is_known = leaks.iter().any(|leak| leak.found == word && leak.insider == insider.name);
    if !is_known {
        leaks.push(Leak { found: word.to_owned(), insider: insider.name.clone() });
    }
}

/// The words that name one insider. Particles and initials name nobody.
fn marks(insider: &Insider) -> HashSet<String> {
    let local = insider.email.split('@').next().unwrap_or_default();
    let mut marks = name_marks(&insider.name);
    marks.extend([insider.email.as_str(), local].map(key).into_iter().filter(|mark| is_telling(mark)));
    marks
}

fn is_telling(mark: &str) -> bool {
    mark.chars().count() >= 3
}

/// The words of a name, one by one and run together.
fn name_marks(name: &str) -> HashSet<String> {
    let parts: Vec<String> = name.split(|c: char| c.is_whitespace() || c == '-').map(key).collect();
    let mut marks: HashSet<String> = parts.iter().cloned().collect();
    marks.insert(parts.concat());
    if let [first, .., last] = &parts[..] {
        marks.extend([format!("{first}{last}"), format!("{last}{first}")]);
        // A surname of several words after the first name, and before it.
        let rest = parts[1..].concat();
        marks.extend([format!("{rest}{first}"), format!("{last}{}", parts[..parts.len() - 1].concat())]);
    }
    marks.retain(|mark| is_telling(mark));
    marks
}

/// Words with the characters of an address kept together, and each such word's parts; each also from every apostrophe on.
fn words(text: &str) -> Vec<(&str, String)> {
    let address = |c: char| c.is_alphanumeric() || "@._+-".contains(c) || is_apostrophe(c);
    text.split(|c: char| !address(c))
        .map(|word| word.trim_matches(is_border))
        .flat_map(|word| {
            std::iter::once(word).chain(word.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c)))
        })
        .flat_map(with_elisions)
        .filter(|word| !word.is_empty())
        .map(|word| (word, key(word)))
        .collect()
}

fn is_border(c: char) -> bool {
    !c.is_alphanumeric() || is_apostrophe(c)
}

/// A word, what stands before and after its apostrophes: "d’O’Brien" names O’Brien, "Léa’s" Léa.
fn with_elisions(word: &str) -> impl Iterator<Item = &str> {
    /// A word with more apostrophes is none, and every two of them are tried.
    const MOST: usize = 4;
    let ends: Vec<usize> = std::iter::once(word.len())
        .chain(word.match_indices(is_apostrophe).map(|(at, _)| at))
        .take(MOST)
        .collect();
    let starts = std::iter::once(0)
        .chain(word.match_indices(is_apostrophe).map(|(at, sign)| at + sign.len()))
        .take(MOST);
    let parts: Vec<&str> = starts
        .flat_map(|start| ends.iter().filter_map(move |end| word.get(start..*end)))
        .chain(word.split(is_apostrophe))
        .collect();
    parts.into_iter()
}

/// Signs that stand in a name like O’Brien; some of them are letters to Unicode.
fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '`' | '´' | '′' | '＇' | '\u{2b9}'
            ..='\u{2bf}' | '\u{2c8}' | '\u{55a}' | '\u{a78c}'
    )
}

/// A word without case, accents and apostrophes.
fn key(word: &str) -> String {
    let bare: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
    fold(&bare)
}

/// A word without case and accents.
pub(crate) fn fold(word: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let lea = Insider {
            name: Name::parse("Léa Bernard").unwrap(),
            email: Email::parse("lea.bernard@example.test").unwrap(),
        };
        scan(text, &[lea], &["Sophie"]).into_iter().map(|leak| leak.found).collect()
    }

    #[test]
    fn every_way_of_naming_somebody_is_found() {
        assert_eq!(found("Notre collègue léa a vérifié."), ["léa"]);
        assert_eq!(found("signé : L. BERNARD"), ["BERNARD"]);
        assert!(
            found("écrivez à lea.bernard@example.test.").contains(&"lea.bernard@example.test".to_owned())
        );
        assert_eq!(found("Voyez avec Lea-Marie"), ["Lea"]);
    }

    #[test]
    fn part_of_a_word_names_nobody() {
        assert!(found("Les bernardins lisent Leader ; Sophie aussi.").is_empty());
        assert!(found("100 % des Bernardines, L**e**ader, https://x.test/%20leader&amp;co").is_empty());
    }

    /// Ways of hiding a name × the texts around it.
    #[test]
    fn a_name_is_found_as_it_is_shown() {
        let hidden = [
            "L**é**a",
            "L’’’’’éa",
            "*L*éa",
            "L__é__a",
            r"L\é\a",
            "L`é`a",
            "L~~é~~a",
            "L\u{ad}éa",
            "L\u{200b}éa",
            "L\u{2060}é\u{feff}a",
            "L\u{e0061}éa",
            "L\u{336}é\u{336}a\u{336}",
            "Ｌéａ",
            "𝐋é𝐚",
            "L&#233;a",
            "L&#xE9;a",
            "&#76;&eacute;a",
            "L&amp;eacute;a",
            "L&shy;éa",
            "[L](https://x.test)éa",
            "[L**é**a](https://x.test)",
            "LéaBernard",
            "bernardlea",
            "BERNARDLÉA",
            "L%C3%A9a",
            "[ici](mailto:lea%2Ebernard%40example.test)",
            "mailto:%6c%65%61.%62ernard@example.test",
            "mailto:%256cea%2540example.test",
            "Léa’s",
            "d’Léa",
            "ʼLéaʼ",
        ];
        for name in hidden {
            for text in ["{}", "Voyez avec {}, merci.", "**{}**", "> {}\n> b", "- ({})\n- x"] {
                let text = text.replace("{}", name);
                assert!(!found(&text).is_empty(), "{text:?}");
            }
        }
    }

    #[test]
    fn an_apostrophe_is_one_however_it_is_typed() {
        let insider = Insider {
            name: Name::parse("Siobhán O'Brien").unwrap(),
            email: Email::parse("sob@x.test").unwrap(),
        };
        for text in ["O'Brien", "O’Brien", "OʼBrien", "d’O’Brien", "l'OʻBRIEN’s", "obrien", "SiobhanO’Brien"]
        {
            assert_eq!(scan(text, std::slice::from_ref(&insider), &[]).len(), 1, "{text}");
        }
        assert!(scan("O'Neil, Brien", std::slice::from_ref(&insider), &[]).is_empty());
        assert!(scan("SiobhánO’Brien et OʼBrien", &[insider], &["Siobhán O’Brien"]).is_empty());
    }

    #[test]
    fn long_texts_of_signs_are_read_quickly() {
        for signs in ["'", "a'", "%41", "&", "&#", "[", "](", "[a](b", "%25", "a.", "&amp;"] {
            let begun = std::time::Instant::now();
            found(&signs.repeat(20_000 / signs.len()));
            assert!(begun.elapsed().as_millis() < 2_000, "{signs}: {:?}", begun.elapsed());
        }
    }
}
