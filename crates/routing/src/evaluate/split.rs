//! Which rows teach and which test.

use std::collections::BTreeMap;

use super::LabelledText;
use crate::rng::SeededRng;

/// The part each row belongs to: shuffled, and dealt out label by label, so that each part has its share of each.
pub(super) fn deal(rows: &[LabelledText], parts: usize, seed: u64) -> Vec<usize> {
    let mut part_of = vec![0; rows.len()];
    let mut next = 0;
    for members in by_label(rows, seed).values() {
        for row in members {
            part_of[*row] = next % parts;
            next += 1;
        }
    }
    part_of
}

/// At most `few` rows of each label, drawn at random.
pub(super) fn draw<'a>(rows: &[&'a LabelledText], few: usize, seed: u64) -> Vec<&'a LabelledText> {
    let mut shuffled = rows.to_vec();
    SeededRng::new(seed).shuffle(&mut shuffled);
    let mut drawn: BTreeMap<&str, usize> = BTreeMap::new();
    shuffled.retain(|row| {
        let count = drawn.entry(row.label.as_str()).or_default();
        *count += 1;
        *count <= few
    });
    shuffled
}

fn by_label(rows: &[LabelledText], seed: u64) -> BTreeMap<&str, Vec<usize>> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    SeededRng::new(seed).shuffle(&mut order);
    let mut labels: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in order {
        labels.entry(rows[row].label.as_str()).or_default().push(row);
    }
    labels
}
