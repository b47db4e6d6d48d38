//! Which of the house's two languages a text is in, told by the small words that only one of them has.

use crate::{language::Language, words::FoldedWords};

const FRENCH: &[&str] = &[
    "je", "tu", "il", "elle", "nous", "vous", "ils", "elles", "le", "la", "les", "un", "une", "des", "du",
    "de", "et", "ou", "est", "sont", "suis", "avez", "ai", "ont", "mon", "ma", "mes", "votre", "vos",
    "notre", "son", "sa", "ses", "ce", "cette", "ces", "ne", "pas", "que", "qui", "quoi", "quel", "quelle",
    "quels", "quelles", "quand", "comment", "pourquoi", "combien", "pour", "dans", "sur", "avec", "sans",
    "chez", "par", "au", "aux", "en", "mais", "plus", "bonjour", "merci", "peut", "puis", "faut", "fait",
    "faire", "cela", "ca", "encore", "toujours", "depuis", "si",
];
const ENGLISH: &[&str] = &[
    "i", "you", "he", "she", "it", "we", "they", "the", "a", "an", "and", "or", "is", "are", "am", "was",
    "were", "been", "be", "my", "your", "our", "their", "his", "her", "its", "this", "that", "these",
    "those", "not", "dont", "doesnt", "didnt", "cant", "what", "which", "who", "when", "where", "why", "how",
    "for", "to", "of", "in", "with", "without", "from", "by", "at", "but", "do", "does", "did", "have",
    "has", "had", "can", "could", "would", "should", "will", "hello", "hi", "please", "thanks", "thank",
    "there", "any", "some", "if", "still", "im", "ive",
];

/// Fewer telling words than one in this many are chance.
const ONE_IN: usize = 6;

/// The language of a text; none if it has too few telling words, or as many of either.
pub fn detect_language(text: &str) -> Option<Language> {
    let words = FoldedWords::of(text);
    let (mut french, mut english) = (0, 0);
    for at in 0..words.len() {
        let word = words.bare(at);
        let accented = words.as_written(at, text).chars().any(|letter| "éèêàâçùûîôœÉÈÊÀÇŒ".contains(letter));
        french += usize::from(accented || is_among(FRENCH, word));
        english += usize::from(is_among(ENGLISH, word));
    }
    let language = match french.cmp(&english) {
        std::cmp::Ordering::Greater => Language::Fr,
        std::cmp::Ordering::Less => Language::En,
        std::cmp::Ordering::Equal => return None,
    };
    (french.max(english) * ONE_IN >= words.len()).then_some(language)
}

/// Whether a folded word is one of the small ones that stand in every text.
pub fn is_stopword(word: &str) -> bool {
    FRENCH.contains(&word) || ENGLISH.contains(&word)
}

fn is_among(list: &[&str], word: &[char]) -> bool {
    list.iter().any(|telling| telling.chars().eq(word.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_english_are_told_apart() {
        for text in [
            "Où est mon colis ?",
            "mon colis n'est pas arrivé",
            "Remboursement refusé",
            "C'est quand la livraison",
        ] {
            assert_eq!(detect_language(text), Some(Language::Fr), "{text}");
        }
        for text in ["Where is my parcel?", "card not working", "I can't see the café", "How do I get a visa"]
        {
            assert_eq!(detect_language(text), Some(Language::En), "{text}");
        }
    }

    #[test]
    fn what_tells_nothing_has_no_language() {
        for text in ["", "🙂", "42", "Visa Mastercard", "Где моя посылка?", "我的包裹在哪里"]
        {
            assert_eq!(detect_language(text), None, "{text}");
        }
    }
}
