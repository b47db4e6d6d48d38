//! Damaged and forged inputs: a corpus of real ones with bytes changed, pieces moved, left out, doubled and grown. Whatever
//! comes, there is no panic, and the memory above the input and the time stay within the budget.
//!
//! The short form takes seconds; `TEST_LONG=1` takes ten minutes for each kind of input, or as many seconds as `TEST_SECONDS`
//! says. `TEST_LAST_INPUT` names a file that each input is written to before it is tried. Other crates take this file and `weight` by their paths.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test takes what it needs")]
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "figures; a test that can't go on fails")]

use std::{
    env,
    time::{Duration, Instant},
};

use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, TestRunner},
};

use crate::weight::{MOST_BYTES, MOST_SECONDS, turn, weigh};

/// One change of an input; places are shares of its length.
#[derive(Debug, Clone)]
pub enum Change {
    Set(u16, Vec<u8>),
    Insert(u16, Vec<u8>),
    Remove(u16, u8),
    Copy(u16, u16, u16),
    Repeat(u16, u8, u16),
    /// Another number in place of one.
    Number(u16, u32),
    /// A word of the format in some place.
    Word(u16, usize),
    Cut(u16),
}

fn change(words: usize) -> impl Strategy<Value = Change> {
    let bytes = || proptest::collection::vec(any::<u8>(), 1..8);
    prop_oneof![
        (any::<u16>(), bytes()).prop_map(|(at, bytes)| Change::Set(at, bytes)),
        (any::<u16>(), bytes()).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<u16>(), 1..=64_u8).prop_map(|(at, count)| Change::Remove(at, count)),
        (any::<u16>(), any::<u16>(), 1..400_u16).prop_map(|(from, to, count)| Change::Copy(from, to, count)),
        (any::<u16>(), 1..=200_u8, 1..2_000_u16)
            .prop_map(|(at, count, times)| Change::Repeat(at, count, times)),
        (any::<u16>(), any::<u32>()).prop_map(|(at, number)| Change::Number(at, number)),
        (any::<u16>(), 0..words).prop_map(|(at, word)| Change::Word(at, word)),
        any::<u16>().prop_map(Change::Cut),
    ]
}

fn apply(file: &mut Vec<u8>, change: &Change, words: &[&[u8]]) {
    let length = file.len();
    let place = |share: u16| length * usize::from(share) / 65_536;
    match change {
        Change::Set(at, bytes) => {
            let (at, end) = (place(*at), (place(*at) + bytes.len()).min(length));
            file[at..end].copy_from_slice(&bytes[..end - at]);
        }
        Change::Insert(at, bytes) => drop(file.splice(place(*at)..place(*at), bytes.clone())),
        Change::Remove(at, count) => {
            drop(file.drain(place(*at)..(place(*at) + usize::from(*count)).min(length)));
        }
        Change::Copy(from, to, count) => {
            let from = place(*from);
            let piece = file[from..(from + usize::from(*count)).min(length)].to_vec();
            drop(file.splice(place(*to)..place(*to), piece));
        }
        Change::Repeat(at, count, times) => {
            let at = place(*at);
            let piece = file[at..(at + usize::from(*count)).min(length)].repeat((*times).into());
            drop(file.splice(at..at, piece));
        }
        Change::Number(at, number) => {
            let at = place(*at);
            if let Some(start) = file[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) {
                let digits = file[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                drop(file.splice(start..start + digits, number.to_string().into_bytes()));
            }
        }
        Change::Word(at, word) => drop(file.splice(place(*at)..place(*at), words[*word].to_vec())),
        Change::Cut(at) => file.truncate(place(*at)),
    }
}

/// How long each kind of input is tried.
fn time() -> Duration {
    let seconds = |name: &str| env::var(name).ok()?.parse().ok();
    let long = env::var_os("TEST_LONG").is_some();
    Duration::from_secs(seconds("TEST_SECONDS").unwrap_or(if long { 600 } else { 2 }))
}

/// Tries changed inputs until the time is over. `step` is what is weighed, and `accepted` looks at what came of it, and says
/// whether the input was taken.
pub fn attack<T>(
    what: &str,
    corpus: &[Vec<u8>],
    words: &[&[u8]],
    step: impl Fn(&[u8]) -> T,
    accepted: impl Fn(T, &dyn Fn() -> String) -> bool,
) {
    let _turn = turn();
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let cases = (0..corpus.len(), proptest::collection::vec(change(words.len()), 0..8));
    let end = Instant::now() + time();
    let (mut count, mut taken, mut bytes, mut seconds) = (0_u64, 0_u64, 0, 0.0_f64);
    while Instant::now() < end {
        let (index, changes) = cases.new_tree(&mut runner).unwrap().current();
        let mut input = corpus[index].clone();
        for change in &changes {
            apply(&mut input, change, words);
        }
        let case = || format!("{what} {index} {changes:?}");
        // A stack that overflows leaves no other trace.
        if let Some(file) = env::var_os("TEST_LAST_INPUT") {
            std::fs::write(file, &input).unwrap();
        }
        let guard = OnPanic(&case);
        let cost = weigh(|| step(&input));
        std::mem::forget(guard);
        assert!(cost.bytes <= MOST_BYTES, "{} bytes: {}", cost.bytes, case());
        assert!(cost.seconds <= MOST_SECONDS, "{} s: {}", cost.seconds, case());
        (bytes, seconds) = (bytes.max(cost.bytes), seconds.max(cost.seconds));
        taken += u64::from(accepted(cost.value, &case));
        count += 1;
    }
    println!("{what}: {count} inputs, {taken} accepted, at most {} KB and {seconds:.3} s", bytes / 1024);
}

/// Says which input it was that made a step panic.
struct OnPanic<'a>(&'a dyn Fn() -> String);

impl Drop for OnPanic<'_> {
    fn drop(&mut self) {
        println!("panicked: {}", (self.0)());
    }
}

/// As [`attack`], for what reads text: bytes that are none become replacement characters.
pub fn attack_text(what: &str, corpus: &[&str], words: &[&str], step: impl Fn(&str) -> bool) {
    let corpus: Vec<Vec<u8>> = corpus.iter().map(|text| text.as_bytes().to_vec()).collect();
    let words: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).collect();
    attack(what, &corpus, &words, |input| step(&String::from_utf8_lossy(input)), |taken, _| taken);
}
