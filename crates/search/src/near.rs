//! Words that are nearly the one that was typed. Two words that differ by one letter become alike when one letter is
//! taken from each: so a word of the index is listed under all its spellings without one letter, and a word that nobody
//! knows is looked up under its own, without one letter or two.

use std::collections::BTreeSet;

/// Shorter words have too many neighbours.
const SHORTEST: usize = 4;
/// Longer words are no words.
const MAX_WORD_LENGTH: usize = 24;
/// From so many letters on, two of them may be wrong.
const LONG: usize = 8;

/// A word of the index that is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word, folded.
    pub word: String,
    /// As somebody wrote it.
    pub written: String,
    /// How many questions have it, about.
    pub questions: i64,
}

/// Whether typing errors in a folded word can be put right: it is a word, and not a number or a name of two letters.
pub fn is_correctable(word: &str) -> bool {
    let letters = word.chars().count();
    (SHORTEST..=MAX_WORD_LENGTH).contains(&letters) && word.chars().all(char::is_alphabetic)
}

/// The spellings of a word without `most` letters, and with all, each as a number.
pub fn deletions(word: &str, most: usize) -> Vec<i64> {
    let mut spellings = BTreeSet::from([word.to_owned()]);
    let mut last = spellings.clone();
    for _ in 0..most {
        last = last.iter().flat_map(|spelling| without_one(spelling)).collect();
        spellings.extend(last.iter().cloned());
    }
    spellings.iter().map(|spelling| number(spelling)).collect()
}

fn without_one(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let without = |gone: usize| {
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != gone);
        kept.map(|(_, letter)| letter).collect()
    };
    (0..letters.len()).map(without).collect()
}

/// FNV-1a, 64 bits: stable for ever, as it is stored.
fn number(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash.cast_signed()
}

/// How many letters must be known as wrong for a word to be meant for another one: one, in a long word two.
fn tolerance(word: &str) -> usize {
    if word.chars().count() < LONG { 1 } else { 2 }
}

/// The words among some that are likeliest meant by one that nobody knows, best first: fewest errors, then the commoner.
pub fn nearest(word: &str, among: &[Correction], count: usize) -> Vec<Correction> {
    let most = tolerance(word);
    let mut near: Vec<(usize, &Correction)> = among
        .iter()
        .map(|known| (distance(word, &known.word), known))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_by_key(|(distance, known)| (*distance, -known.questions, known.word.clone()));
    let best = near.first().map_or(0, |(distance, _)| *distance);
    near.into_iter()
        .filter(|(distance, _)| *distance == best)
        .take(count)
        .map(|(_, near)| near.clone())
        .collect()
}

/// The edits between two words: letters added, dropped, changed, or swapped with their neighbour (optimal string
/// alignment).
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for (i, letter) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in right.iter().enumerate() {
            let changed = rows[i][j] + usize::from(letter != other);
            let mut least = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == right[j - 1] && left[i - 1] == *other {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        for (left, right, edits) in [
            ("colis", "colis", 0),
            ("colis", "coils", 1),
            ("colis", "colsi", 1),
            ("colis", "coli", 1),
            ("colis", "collis", 1),
            ("rembours", "renbous", 2),
            ("", "abc", 3),
        ] {
            assert_eq!(distance(left, right), edits, "{left} {right}");
        }
    }

    #[test]
    fn a_word_is_listed_where_its_misspellings_are_looked_up() {
        let listed = deletions("livraison", 1);
        for typed in ["livraisn", "livraisson", "livriason", "livraidon", "ivraison", "livraison"] {
            assert!(deletions(typed, 2).iter().any(|key| listed.contains(key)), "{typed}");
        }
    }

    #[test]
    fn the_commoner_of_equals_is_meant() {
        let near = |word: &str, questions| Correction { word: word.into(), written: word.into(), questions };
        let among = [near("rober", 2), near("robes", 40), near("rouges", 90)];
        let found = nearest("robez", &among, 1);
        assert_eq!(found[0].word, "robes");
        assert!(nearest("xyzzy", &among, 3).is_empty());
    }
}
