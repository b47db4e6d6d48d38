//! Questions that ask the same: which of them do.

use std::collections::BTreeSet;

use souffleur_core::stopword::is_stopword;

use super::{DocumentFrequency, thread_stems};

/// How alike two questions are that are taken to ask the same: what their words weigh that they share, of what all
/// their words weigh (the geometric mean of both). A rare word weighs more, but not by its square: on the day on which many
/// ask the same, the words of that question are no longer rare.
const MIN_SIMILARITY: f64 = 0.4;
/// Words that they must share, for a single one says little.
const MIN_SHARED_STEMS: usize = 2;

/// What a question asks: the stems of what was said on the stage, as its line in the index has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionStems(BTreeSet<String>);

impl QuestionStems {
    /// Reads the line of a question.
    pub fn read(line: &str) -> Self {
        let telling = |stem: &&str| stem.chars().count() > 2 && !is_stopword(stem);
        Self(thread_stems(line).filter(telling).map(str::to_owned).collect())
    }

    /// The stems.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether another question asks the same.
    pub fn is_duplicate_of(&self, other: &Self, rarity: &DocumentFrequency) -> bool {
        let shared: Vec<&String> = self.0.intersection(&other.0).collect();
        if shared.len() < MIN_SHARED_STEMS {
            return false;
        }
        let weigh = |stems: &mut dyn Iterator<Item = &String>| -> f64 {
            stems.map(|stem| weight(rarity, stem)).sum()
        };
        let both = weigh(&mut shared.into_iter());
        let length = (weigh(&mut self.0.iter()) * weigh(&mut other.0.iter())).sqrt();
        both >= MIN_SIMILARITY * length
    }
}

/// What a word tells. Unlike where one searches, a word that every question has still counts for something: on the day on
/// which all ask the same, that word is the question.
#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn weight(rarity: &DocumentFrequency, stem: &str) -> f64 {
    let with = rarity.questions.get(stem).copied().unwrap_or_default().max(0) as f64;
    let all = (rarity.all.max(0) as f64).max(with);
    (1.0 + (all + 1.0) / (with + 0.5)).ln()
}

/// Puts questions together that ask the same as the first of them. `asked` is in the order in which one may be first; what
/// nobody else asks is left out. The largest group comes first.
pub fn groups<K: Copy>(asked: &[(K, QuestionStems)], rarity: &DocumentFrequency) -> Vec<Vec<K>> {
    let mut taken = vec![false; asked.len()];
    let mut groups = Vec::new();
    for (first, (key, one)) in asked.iter().enumerate() {
        if taken[first] {
            continue;
        }
        let mut group = vec![*key];
        for (at, (key, other)) in asked.iter().enumerate().skip(first + 1) {
            if !taken[at] && one.is_duplicate_of(other, rarity) {
                taken[at] = true;
                group.push(*key);
            }
        }
        if group.len() > 1 {
            groups.push(group);
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

#[cfg(test)]
mod tests {
    use souffleur_core::language::Language;

    use super::*;
    use crate::{Document, Field, Passage};

    fn asked(text: &str) -> QuestionStems {
        let passages = [
            Passage { field: Field::Title, text: "Marie Dupont" },
            Passage { field: Field::Thread, text },
            Passage { field: Field::Internal, text: "un brouillon du colis" },
        ];
        QuestionStems::read(&Document::read(Language::Fr, &["_s_new".to_owned()], &passages).line)
    }

    #[test]
    fn the_same_is_found_in_other_words_and_nothing_else_is() {
        let questions = [
            (1, asked("Bonjour, le site refuse ma carte bancaire au moment du paiement.")),
            (2, asked("Quelle taille choisir pour cette robe ?")),
            (3, asked("Impossible de payer : la carte bancaire est refusée, le paiement échoue.")),
            (4, asked("Ma carte bancaire est refusée pendant le paiement !!")),
            (5, asked("Ma carte de fidélité a disparu.")),
        ];
        assert_eq!(groups(&questions, &DocumentFrequency::default()), [vec![1, 3, 4]]);
        // On the day on which nothing else is asked, too.
        let all = questions[0].1.stems().map(|stem| (stem.to_owned(), 5)).collect();
        let flood = DocumentFrequency { questions: all, all: 5 };
        assert_eq!(groups(&questions, &flood), [vec![1, 3, 4]]);
    }
}
