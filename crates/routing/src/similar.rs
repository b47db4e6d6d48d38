//! Past questions that are like a new one. They are found by the words they share, rare words first: an explanation that
//! people can check, independent of what the classifier made of them. Memory is bounded: beyond so many questions the
//! oldest are forgotten.

use std::collections::{HashMap, VecDeque};

use jiff::Timestamp;

use souffleur_core::{
    explanation::{SimilarPart, rounded},
    id::{QuestionId, TopicId},
    words::FoldedWords,
};

use super::feature::letters_hash;

/// Questions that are remembered unless somebody says otherwise: about 10 MB.
pub const DEFAULT_REMEMBERED: usize = 20_000;
/// Different words of a question that are looked at.
const MOST_WORDS: usize = 40;
/// Bits of a word's hash.
const BITS: u32 = 24;
/// A word that stands in more than this share of the questions finds nothing.
const COMMON: f32 = 0.2;
/// The least likeness that is worth showing.
const ALIKE: f32 = 0.25;

/// A past question and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastQuestion {
    /// Which one.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// What it was about in the end.
    pub topic: TopicId,
    /// When a person put the router right about it, if one did.
    pub corrected_at: Option<Timestamp>,
}

/// A past question that is like the one asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimilarQuestion {
    /// Which one.
    pub past: PastQuestion,
    /// How like it is: the cosine of the words of both, rare words weighing more.
    pub likeness: f32,
}

impl From<&SimilarQuestion> for SimilarPart {
    fn from(alike: &SimilarQuestion) -> Self {
        let PastQuestion { question, number, topic, corrected_at } = alike.past;
        Self { question, number, topic, likeness: rounded(f64::from(alike.likeness)), corrected_at }
    }
}

/// The questions that are remembered, by their words.
#[derive(Debug, Clone)]
pub struct SimilarIndex {
    most: usize,
    entries: VecDeque<(PastQuestion, Vec<u32>)>,
    /// How many entries were forgotten: entry `n` of the queue has the place `n + forgotten`.
    forgotten: usize,
    places: HashMap<u32, Vec<usize>>,
    by_question: HashMap<QuestionId, usize>,
}

impl SimilarIndex {
    /// An index of at most so many questions.
    pub fn new(most: usize) -> Self {
        let (entries, places, by_question) = (VecDeque::new(), HashMap::new(), HashMap::new());
        Self { most: most.max(1), entries, forgotten: 0, places, by_question }
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Remembers a question. One that is there already is put right: the later topic holds, and a correction stays one.
    pub fn add(&mut self, past: PastQuestion, text: &str) {
        if let Some(place) = self.by_question.get(&past.question)
            && let Some((known, _)) =
                place.checked_sub(self.forgotten).and_then(|at| self.entries.get_mut(at))
        {
            known.topic = past.topic;
            known.corrected_at = past.corrected_at.or(known.corrected_at);
            return;
        }
        let words = words(text);
        if words.is_empty() {
            return;
        }
        let place = self.forgotten + self.entries.len();
        for word in &words {
            self.places.entry(*word).or_default().push(place);
        }
        self.by_question.insert(past.question, place);
        self.entries.push_back((past, words));
        if self.entries.len() > self.most {
            self.forget_oldest();
        }
    }

    /// The questions most like a text, the likest first.
    pub fn find(&self, text: &str, count: usize) -> Vec<SimilarQuestion> {
        let words = words(text);
        let mut shared: HashMap<usize, f32> = HashMap::new();
        for word in words.iter().filter(|word| !self.is_common(**word)) {
            let weight = self.frequency(*word).powi(2);
            for place in self.places.get(word).into_iter().flatten() {
                *shared.entry(*place).or_default() += weight;
            }
        }
        let own = self.length(&words);
        let alike = shared.into_iter().filter_map(|(place, shared)| {
            let (past, theirs) = self.entries.get(place.checked_sub(self.forgotten)?)?;
            let likeness = shared / (own * self.length(theirs)).max(f32::MIN_POSITIVE);
            (likeness >= ALIKE).then_some(SimilarQuestion { past: *past, likeness: likeness.min(1.0) })
        });
        let mut alike: Vec<SimilarQuestion> = alike.collect();
        alike.sort_by(|left, right| {
            right.likeness.total_cmp(&left.likeness).then_with(|| right.past.number.cmp(&left.past.number))
        });
        alike.truncate(count);
        alike
    }

    /// Forgets one in ten at a time, so that the lists of places are not cleaned for every new question.
    fn forget_oldest(&mut self) {
        let gone = (self.most / 10).max(self.entries.len() - self.most);
        for (past, _) in self.entries.drain(..gone.min(self.entries.len())) {
            self.by_question.remove(&past.question);
        }
        self.forgotten += gone;
        let first = self.forgotten;
        self.places.retain(|_, places| {
            places.retain(|place| *place >= first);
            !places.is_empty()
        });
    }

    fn is_common(&self, word: u32) -> bool {
        let among = self.places.get(&word).map_or(0, Vec::len);
        among > 20 && share(among, self.entries.len()) > COMMON
    }

    fn frequency(&self, word: u32) -> f32 {
        let among = self.places.get(&word).map_or(0, Vec::len);
        -share(among + 1, self.entries.len() + 2).ln()
    }

    fn length(&self, words: &[u32]) -> f32 {
        words.iter().map(|word| self.frequency(*word).powi(2)).sum::<f32>().sqrt()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some ten thousand")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// The different words of a text; a plural or an ending makes no difference in a long word.
fn words(text: &str) -> Vec<u32> {
    const STEM: usize = 6;
    let read = FoldedWords::of(text);
    let mut words: Vec<u32> = (0..read.len())
        .map(|word| read.bare(word))
        .filter(|letters| letters.len() > 2)
        .map(|letters| letters_hash(&letters[..letters.len().min(STEM)], BITS))
        .collect();
    words.sort_unstable();
    words.dedup();
    words.truncate(MOST_WORDS);
    words
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn past(number: u32) -> PastQuestion {
        PastQuestion {
            question: QuestionId::new(Uuid::from_u128(u128::from(number))),
            number: i64::from(number),
            topic: TopicId::new(Uuid::from_u128(1)),
            corrected_at: None,
        }
    }

    #[test]
    fn the_likest_question_is_found_first() {
        let mut index = SimilarIndex::new(100);
        index.add(past(1), "Où est mon colis ? Le livreur n’est pas passé");
        index.add(past(2), "Quelle taille pour cette robe d’été ?");
        index.add(past(3), "Mon colis est arrivé abîmé par le livreur");
        let found = index.find("Le livreur a abîmé mon colis", 2);
        assert_eq!(found.iter().map(|alike| alike.past.number).collect::<Vec<_>>(), [3, 1]);
        assert!(index.find("🙂", 3).is_empty() && index.find("Tout autre chose", 3).is_empty());
    }

    #[test]
    fn memory_is_bounded_and_a_correction_stays_one() {
        let mut index = SimilarIndex::new(50);
        for number in 0..500 {
            index.add(past(number), &format!("question numero{number} mot{number}"));
        }
        assert!(index.len() <= 50);
        assert!(index.places.len() <= 3 * 50);
        let when = Some("2026-03-12T09:00:00Z".parse().unwrap());
        index.add(PastQuestion { corrected_at: when, ..past(499) }, "");
        index.add(past(499), "");
        assert_eq!(index.find("question numero499 mot499", 1)[0].past.corrected_at, when);
    }
}
