//! How well a question fits what is looked for. A rare word says more than a common one, a word in the subject more than
//! one in the wings, the second occurrence less than the first (the saturation of BM25, Robertson & Zaragoza 2009), words
//! close together more than words far apart; of equals, the newer comes first.

use std::collections::HashMap;

use super::{
    document::{Field, tokens},
    lookup::{Any, BEGINS, Lookup},
};

/// Where the second occurrence begins to count less.
const SATURATION: f64 = 1.2;
/// Words that stand in so few tokens are close together.
const CLOSE: usize = 12;
/// What that is worth.
const CLOSENESS: f64 = 0.6;

/// How many questions have a stem, among how many.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    /// Questions by stem.
    pub questions: HashMap<String, i64>,
    /// All questions.
    pub all: i64,
}

impl Rarity {
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
        Some(Field::Wings) => 0.6,
        None => 0.0,
    }
}

/// How well a line fits; more is better. Only what the lookup asks for counts: whether it is all there is the index's to say.
pub fn score(line: &str, lookup: &Lookup, rarity: &Rarity) -> f64 {
    let tokens: Vec<(Option<Field>, &str)> = tokens(line).collect();
    let wanted: Vec<&Any> =
        lookup.all.iter().filter(|any| any.tokens().any(|token| !token.starts_with('_'))).collect();
    let mut total = 0.0;
    let mut places: Vec<Vec<usize>> = Vec::with_capacity(wanted.len());
    for any in &wanted {
        let mut at = Vec::new();
        let mut best: f64 = 0.0;
        for run in &any.0 {
            let found: Vec<usize> = runs(&tokens, run).collect();
            let often: f64 = found.iter().map(|place| worth(tokens[*place].0)).sum();
            let weight: f64 = run.iter().map(|stem| rarity.weight(stem)).sum();
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
    let tokens: Vec<(Option<Field>, &str)> = tokens(line).collect();
    let has = |any: &Any| any.0.iter().any(|run| runs(&tokens, run).next().is_some());
    lookup.all.iter().all(has) && !lookup.none.iter().any(has)
}

/// Whether a token of a line is the one that is looked for, or continues it.
pub(super) fn is_sought(token: &str, sought: &str) -> bool {
    match sought.strip_suffix(BEGINS) {
        Some(beginning) => token.starts_with(beginning),
        None => token == sought,
    }
}

/// Where a run of tokens begins.
fn runs<'a>(tokens: &'a [(Option<Field>, &'a str)], run: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    let is_it = move |window: &[(Option<Field>, &str)]| {
        window.iter().zip(run).all(|((_, token), sought)| is_sought(token, sought))
    };
    let windows = tokens.windows(run.len().max(1)).enumerate();
    windows.filter(move |(_, window)| !run.is_empty() && is_it(window)).map(|(at, _)| at)
}

/// Whether every one of several words stands near one place of the first.
fn are_close(places: &[Vec<usize>]) -> bool {
    let Some((first, others)) = places.split_first().filter(|(_, others)| !others.is_empty()) else {
        return false;
    };
    first.iter().any(|place| others.iter().all(|other| other.iter().any(|at| at.abs_diff(*place) <= CLOSE)))
}
