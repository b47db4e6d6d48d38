//! How well a question fits what is looked for. A rare word says more than a common one, a word in the subject more than
//! one in the wings, the second occurrence less than the first (the saturation of BM25, Robertson & Zaragoza 2009), words
//! close together more than words far apart; of equals, the newer comes first.

use std::collections::HashMap;

use super::{
    document::{Field, tokens},
    lookup::{Alternatives, Lookup, PREFIX_MARK},
};

/// Where the second occurrence begins to count less.
const SATURATION: f64 = 1.2;
/// Words that stand in so few tokens are close together.
const CLOSE: usize = 12;
/// What that is worth.
const CLOSENESS: f64 = 0.6;

/// How many questions have a stem, among how many.
#[derive(Debug, Clone, Default)]
pub struct DocumentFrequency {
    /// Questions by stem.
    pub questions: HashMap<String, i64>,
    /// All questions.
    pub all: i64,
}

impl DocumentFrequency {
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    fn weight(&self, stem: &str) -> f64 {
        let with = self.questions.get(stem).copied().unwrap_or_default().max(0) as f64;
        let all = self.all.max(1) as f64;
        (1.0 + (all - with).max(0.0) / (with + 0.5)).ln()
    }
}

const fn worth(field: Option<Field>) -> f64 {
    match field {
        Some(Field::Title) => 3.0,
        Some(Field::Thread) => 1.0,
        Some(Field::Internal) => 0.6,
        None => 0.0,
    }
}

/// How well a line fits; more is better. Only what the lookup asks for counts: whether it is all there is the index's to say.
pub fn score(line: &str, lookup: &Lookup, rarity: &DocumentFrequency) -> f64 {
    let (fields, words): (Vec<Option<Field>>, Vec<&str>) = tokens(line).unzip();
    let tokens = Tokens::new(words);
    let wanted: Vec<&Alternatives> =
        lookup.all.iter().filter(|any| any.tokens().any(|token| !token.starts_with('_'))).collect();
    let mut total = 0.0;
    let mut places: Vec<Vec<usize>> = Vec::with_capacity(wanted.len());
    for any in &wanted {
        let mut at = Vec::new();
        let mut best: f64 = 0.0;
        for run in &any.0 {
            let found: Vec<usize> = tokens.find(run).collect();
            let often: f64 = found.iter().map(|place| worth(fields[*place])).sum();
            // Marks between words are counted nowhere, and would weigh like the rarest word.
            let words = run.iter().filter(|stem| !stem.starts_with('_'));
            let weight: f64 = words.map(|stem| rarity.weight(stem)).sum();
            best = best.max(weight * often * (SATURATION + 1.0) / (often + SATURATION));
            at.extend(found);
        }
        total += best;
        places.push(at);
    }
    if are_close(&places) { total * (1.0 + CLOSENESS) } else { total }
}

/// Whether a line has everything that must be there and nothing that may not: what the index answers, for a question that
/// is not in it yet.
pub fn fits(line: &str, lookup: &Lookup) -> bool {
    let tokens = Tokens::new(line.split(' ').collect());
    let has = |any: &Alternatives| any.0.iter().any(|run| tokens.find(run).next().is_some());
    lookup.all.iter().all(has) && !lookup.none.iter().any(has)
}

/// Tokens in their order, with the places of each: a telephone number is looked for in some hundred spellings.
pub(super) struct Tokens<'a> {
    tokens: Vec<&'a str>,
    places: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(tokens: Vec<&'a str>) -> Self {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, token) in tokens.iter().enumerate() {
            places.entry(token).or_default().push(at);
        }
        Self { tokens, places }
    }

    /// Where a run of tokens begins.
    pub(super) fn find<'s>(&'s self, run: &'s [String]) -> impl Iterator<Item = usize> + 's {
        let first = run.first().map_or("", String::as_str);
        // Any token may continue the only one of a run.
        let any = if first.ends_with(PREFIX_MARK) { 0..self.tokens.len() } else { 0..0 };
        let known = self.places.get(first).map_or(&[][..], Vec::as_slice).iter().copied();
        known.chain(any).filter(move |at| {
            let window = self.tokens.get(*at..*at + run.len());
            window
                .is_some_and(|window| window.iter().zip(run).all(|(token, sought)| is_sought(token, sought)))
        })
    }
}

/// Whether a token of a line is the one that is looked for, or continues it.
fn is_sought(token: &str, sought: &str) -> bool {
    match sought.strip_suffix(PREFIX_MARK) {
        Some(beginning) => token.starts_with(beginning),
        None => token == sought,
    }
}

/// Whether every one of several words stands near one place of the first.
fn are_close(places: &[Vec<usize>]) -> bool {
    let Some((first, others)) = places.split_first().filter(|(_, others)| !others.is_empty()) else {
        return false;
    };
    first.iter().any(|place| others.iter().all(|other| other.iter().any(|at| at.abs_diff(*place) <= CLOSE)))
}
