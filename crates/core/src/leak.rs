//! Reads a reply before it leaves, and says where the text itself names somebody of the house.

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
    /// The words as they stand in the text.
    pub found: String,
    /// Whom they name.
    pub insider: Name,
}

/// Finds every insider that a text names by address, by the part before the `@`, by full name, first name or surname.
/// Whole words only, whatever the case and the accents; `spared` (the voice's own name, the customer's) is not a leak.
pub fn scan(text: &str, insiders: &[Insider], spared: &[&str]) -> Vec<Leak> {
    let words = words(text);
    let spared: Vec<String> = spared.iter().flat_map(|name| name.split_whitespace()).map(fold).collect();
    let mut leaks: Vec<Leak> = Vec::new();
    for insider in insiders {
        let marks = marks(insider);
        let named = words.iter().filter(|(_, folded)| marks.contains(folded) && !spared.contains(folded));
        for (word, _) in named {
            let known = leaks.iter().any(|leak| leak.found == *word && leak.insider == insider.name);
            if !known {
                leaks.push(Leak { found: (*word).to_owned(), insider: insider.name.clone() });
            }
        }
    }
    leaks
}

/// The words that name one insider. Particles and initials name nobody.
fn marks(insider: &Insider) -> Vec<String> {
    let local = insider.email.split('@').next().unwrap_or_default();
    insider
        .name
        .split(|c: char| c.is_whitespace() || c == '-')
        .chain([insider.name.as_str(), insider.email.as_str(), local])
        .map(fold)
        .filter(|mark| mark.chars().count() >= 3)
        .collect()
}

/// Words with the characters of an address kept together, and each such word's parts.
fn words(text: &str) -> Vec<(&str, String)> {
    let address = |c: char| c.is_alphanumeric() || "@._+-".contains(c);
    text.split(|c: char| !address(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .flat_map(|word| std::iter::once(word).chain(word.split(|c: char| !c.is_alphanumeric())))
        .filter(|word| !word.is_empty())
        .map(|word| (word, fold(word)))
        .collect()
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
    }
}
