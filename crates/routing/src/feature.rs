//! Words as numbers: which n-grams a text has, hashed into a fixed number of buckets, and how much each weighs.
//!
//! Word n-grams (1 and 2) carry the subject; character n-grams within a word (2 to 5, the pads included) carry it
//! through typing errors, plurals and conjugations; the first letters of a long word stand for its family. Words and
//! characters have buckets of their own and are brought to a fixed length each, so that neither drowns the other. Hashing needs no dictionary: a model is one table of fixed size, and a
//! word never seen before costs nothing to learn.

use souffleur_core::words::FoldedWords;

/// How many bits name a word n-gram.
pub(super) const WORD_BITS: u32 = 16;
const CHAR_BITS: u32 = 16;
const CHAR_GRAMS: std::ops::RangeInclusive<usize> = 2..=5;

/// A word longer than this has its beginning as one more word feature: rembours(er, ement).
const STEM: usize = 5;
/// The length of the word block beside character n-grams of length one; by cross-validation in two languages.
const WORD_LENGTH: f32 = 1.0;

/// The length of the block of an encoder's numbers; by cross-validation.
const MEANING_LENGTH: f32 = 3.0;

/// The buckets of word n-grams come first.
pub(super) const WORD_BUCKETS: u32 = 1 << WORD_BITS;
/// All buckets of n-grams; what an encoder says comes behind them.
pub(super) const BUCKETS: usize = (1 << WORD_BITS) + (1 << CHAR_BITS);

/// One occurrence of an n-gram: its bucket and the words it spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gram {
    pub(super) bucket: u32,
    pub(super) first: u32,
    pub(super) last: u32,
}

/// The features of a text: buckets in ascending order, each once, with what it weighs.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Features {
    pub(super) entries: Box<[(u32, f32)]>,
}

impl Features {
    /// The same text with its meaning: one more block, in the buckets behind all others.
    #[expect(clippy::cast_possible_truncation, reason = "a few thousand dimensions")]
    pub(super) fn with(self, meaning: Option<&[f32]>) -> Self {
        let Some(meaning) = meaning else { return self };
        let mut entries = self.entries.into_vec();
        let place = |at: usize| (BUCKETS + at) as u32;
        let block = meaning.iter().enumerate().map(|(at, value)| (place(at), value * MEANING_LENGTH));
        entries.extend(block);
        Self { entries: entries.into() }
    }

    /// The words alone.
    pub(super) fn without_meaning(&self) -> Self {
        let words = self.entries.partition_point(|(bucket, _)| (*bucket as usize) < BUCKETS);
        Self { entries: self.entries[..words].into() }
    }

    /// The square of the length of the vector.
    pub(super) fn square(&self) -> f32 {
        self.entries.iter().map(|(_, value)| value * value).sum()
    }
}

/// Calls `each` for every n-gram of a text.
#[expect(clippy::cast_possible_truncation, reason = "at most READ_CHARS words")]
pub(super) fn grams(words: &FoldedWords, mut each: impl FnMut(Gram)) {
    for word in 0..words.len() {
        let at = word as u32;
        let single = through(SEED, words.bare(word));
        each(Gram { bucket: fold(single, WORD_BITS), first: at, last: at });
        if word + 1 < words.len() {
            let pair = through(step(single, ' '), words.bare(word + 1));
            each(Gram { bucket: fold(pair, WORD_BITS), first: at, last: at + 1 });
        }
        if words.bare(word).len() > STEM {
            let stem = through(step(SEED, '^'), &words.bare(word)[..STEM]);
            each(Gram { bucket: fold(stem, WORD_BITS), first: at, last: at });
        }
        let padded = words.padded(word);
        for start in 0..padded.len() {
            let mut hash = SEED;
            for (before, letter) in padded[start..].iter().take(*CHAR_GRAMS.end()).enumerate() {
                hash = step(hash, *letter);
                if CHAR_GRAMS.contains(&(before + 1)) {
                    each(Gram { bucket: WORD_BUCKETS + fold(hash, CHAR_BITS), first: at, last: at });
                }
            }
        }
    }
}

/// The hash of some letters, in so many bits.
pub(super) fn letters_hash(letters: &[char], bits: u32) -> u32 {
    fold(through(SEED, letters), bits)
}

fn through(hash: u64, letters: &[char]) -> u64 {
    letters.iter().fold(hash, |hash, letter| step(hash, *letter))
}

/// The buckets of a text in ascending order, with how often each occurs.
pub(super) fn counts(words: &FoldedWords) -> Vec<(u32, u32)> {
    let mut buckets = Vec::with_capacity(256);
    grams(words, |gram| buckets.push(gram.bucket));
    buckets.sort_unstable();
    let mut counts: Vec<(u32, u32)> = Vec::with_capacity(buckets.len());
    for bucket in buckets {
        match counts.last_mut() {
            Some((last, count)) if *last == bucket => *count += 1,
            _ => counts.push((bucket, 1)),
        }
    }
    counts
}

/// Weighs counts: sub-linear in how often, rarer n-grams more, either block of its length.
pub(super) fn weigh(counts: &[(u32, u32)], frequency: impl Fn(u32) -> f32) -> Features {
    let mut entries: Box<[(u32, f32)]> =
        counts.iter().map(|&(bucket, count)| (bucket, sublinear(count) * frequency(bucket))).collect();
    let chars = entries.partition_point(|(bucket, _)| *bucket < WORD_BUCKETS);
    let (words, chars) = entries.split_at_mut(chars);
    normalise(words, WORD_LENGTH);
    normalise(chars, 1.0);
    Features { entries }
}

#[expect(clippy::cast_precision_loss, reason = "counts are below READ_CHARS")]
fn sublinear(count: u32) -> f32 {
    if count == 1 { 1.0 } else { 1.0 + (count as f32).ln() }
}

fn normalise(block: &mut [(u32, f32)], to: f32) {
    let length = block.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, value) in block {
            *value *= to / length;
        }
    }
}

const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;

/// One step of a multiplicative hash; quick, and the same on every machine, as stored models need.
fn step(hash: u64, letter: char) -> u64 {
    (hash.rotate_left(5) ^ u64::from(u32::from(letter))).wrapping_mul(SEED)
}

/// The top bits of a hash are its best mixed.
#[expect(clippy::cast_possible_truncation, reason = "at most 32 bits are left")]
fn fold(hash: u64, bits: u32) -> u32 {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as u32
}

/// A number that changes when the features of a text would: a stored model is of no use to other features.
pub(super) fn fingerprint() -> u64 {
    let mut sum = BUCKETS as u64
        ^ u64::from(WORD_LENGTH.to_bits())
        ^ u64::from(MEANING_LENGTH.to_bits()).rotate_left(32);
    grams(&FoldedWords::of("Où est l’envoi n° 42 ? Don't forget my parcel."), |gram| {
        sum = (sum ^ u64::from(gram.bucket)).wrapping_mul(SEED).rotate_left(7);
    });
    sum
}
