//! Many more rows than a file has: drawn from it again and again, with typing errors, so that no two are quite the same. For how
//! long a large desk trains, and with how much memory; not for how good it is.

use super::LabelledText;
use crate::rng::SeededRng;

/// One error in so many letters, and one more.
const CLEAN: usize = 40;

/// So many rows, drawn at random from these.
pub(super) fn resample(rows: &[&LabelledText], count: usize, seed: u64) -> Vec<LabelledText> {
    let mut rng = SeededRng::new(seed);
    let count = if rows.is_empty() { 0 } else { count };
    let drawn = (0..count).map(|_| {
        let row = rows[below(&mut rng, rows.len())];
        LabelledText { text: mistyped(&row.text, &mut rng), ..row.clone() }
    });
    drawn.collect()
}

/// The text as somebody in a hurry types it: letters lost, added and swapped.
fn mistyped(text: &str, rng: &mut SeededRng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=letters.len() / CLEAN {
        // The last letter stays: no text loses all of its letters.
        if letters.len() < 2 {
            break;
        }
        let at = below(rng, letters.len() - 1);
        match below(rng, 3) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, char::from(b"etaoinsrhl"[below(rng, 10)])),
            _ => letters.swap(at, at + 1),
        }
    }
    letters.into_iter().collect()
}

#[expect(clippy::cast_possible_truncation, reason = "the remainder is below a length")]
fn below(rng: &mut SeededRng, length: usize) -> usize {
    (rng.next() % length as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_rows_as_asked_each_a_little_off() {
        let row = |id: &str, text: &str| LabelledText {
            id: id.to_owned(),
            text: text.to_owned(),
            label: id.to_owned(),
        };
        let rows = [row("card", "Where is my new card?"), row("x", "x"), row("nothing", "")];
        let drawn = resample(&rows.iter().collect::<Vec<_>>(), 300, 13);
        assert_eq!(drawn.len(), 300);
        for row in &drawn {
            let from = rows.iter().find(|from| from.label == row.label).expect("one of the three");
            let (length, was) = (row.text.chars().count(), from.text.chars().count());
            assert!(length.abs_diff(was) <= 1, "{:?} from {:?}", row.text, from.text);
        }
        let cards = drawn.iter().filter(|row| row.label == "card");
        assert!(cards.clone().count() > 50);
        assert!(cards.filter(|row| row.text != rows[0].text).count() > 50);
        assert!(resample(&[], 5, 13).is_empty());
    }
}
