//! Damaged and forged files: samples with bytes changed, pieces moved, left out, doubled and grown. Whatever comes, there is no
//! panic, the memory and the time stay within the budget, and what comes out is clean to the cleaner.
//!
//! The short form takes seconds; `TEST_LONG=1` takes ten minutes for each format, or as many seconds as `TEST_SECONDS` says.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "figures; a test that can't go on fails")]

mod samples;
mod weight;

use std::{
    env,
    time::{Duration, Instant},
};

use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, TestRunner},
};
use samples::{document, picture};
use souffleur_media::clean;
use weight::{MOST_BYTES, MOST_SECONDS, turn, weigh};

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

const NAME: &str = "Karim Benali";

/// One change of a file; places are shares of its length.
#[derive(Debug, Clone)]
enum Change {
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

const WORDS: [&[u8]; 24] = [
    b"1 0 obj",
    b"endobj",
    b"stream\n",
    b"endstream",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"5 0 R",
    b"3 0 R",
    b"/Kids",
    b"/Filter",
    b"/FlateDecode",
    b"/Length 9999999",
    b"/Type/ObjStm",
    b"trailer",
    b"BI ",
    b" ID ",
    b"\nEI\n",
    b"\xFF\xD8",
    b"IDAT",
    b"ANMF",
];

fn change() -> impl Strategy<Value = Change> {
    let bytes = || proptest::collection::vec(any::<u8>(), 1..8);
    prop_oneof![
        (any::<u16>(), bytes()).prop_map(|(at, bytes)| Change::Set(at, bytes)),
        (any::<u16>(), bytes()).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<u16>(), 1..=64_u8).prop_map(|(at, count)| Change::Remove(at, count)),
        (any::<u16>(), any::<u16>(), 1..400_u16).prop_map(|(from, to, count)| Change::Copy(from, to, count)),
        (any::<u16>(), 1..=200_u8, 1..2_000_u16)
            .prop_map(|(at, count, times)| Change::Repeat(at, count, times)),
        (any::<u16>(), any::<u32>()).prop_map(|(at, number)| Change::Number(at, number)),
        (any::<u16>(), 0..WORDS.len()).prop_map(|(at, word)| Change::Word(at, word)),
        any::<u16>().prop_map(Change::Cut),
    ]
}

fn apply(file: &mut Vec<u8>, change: &Change) {
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
        Change::Word(at, word) => drop(file.splice(place(*at)..place(*at), WORDS[*word].to_vec())),
        Change::Cut(at) => file.truncate(place(*at)),
    }
}

/// How long each format is tried.
fn time() -> Duration {
    let seconds = |name: &str| env::var(name).ok()?.parse().ok();
    let long = env::var_os("TEST_LONG").is_some();
    Duration::from_secs(seconds("TEST_SECONDS").unwrap_or(if long { 600 } else { 2 }))
}

fn attack(what: &str, corpus: &[Vec<u8>]) {
    let _turn = turn();
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let cases = (0..corpus.len(), proptest::collection::vec(change(), 1..8));
    let end = Instant::now() + time();
    let (mut count, mut accepted, mut bytes, mut seconds) = (0_u64, 0_u64, 0, 0.0_f64);
    while Instant::now() < end {
        let (index, changes) = cases.new_tree(&mut runner).unwrap().current();
        let mut file = corpus[index].clone();
        for change in &changes {
            apply(&mut file, change);
        }
        let cost = weigh(|| clean(&file));
        let case = || format!("{what} {index} {changes:?}");
        assert!(cost.bytes <= MOST_BYTES, "{} bytes: {}", cost.bytes, case());
        assert!(cost.seconds <= MOST_SECONDS, "{} s: {}", cost.seconds, case());
        (bytes, seconds) = (bytes.max(cost.bytes), seconds.max(cost.seconds));
        if let Ok((format, cleaned)) = cost.value {
            let again = clean(&cleaned).unwrap_or_else(|error| panic!("{error} the second time: {}", case()));
            assert_eq!(again.0, format, "{}", case());
            accepted += 1;
        }
        count += 1;
    }
    println!("{what}: {count} files, {accepted} accepted, at most {} KB and {seconds:.3} s", bytes / 1024);
}

fn only(kind: &str) -> Vec<Vec<u8>> {
    let all = picture::all(NAME).into_iter();
    all.filter(|(what, _)| what.ends_with(kind)).map(|(_, bytes)| bytes).collect()
}

#[test]
fn documents() {
    let mut corpus: Vec<_> = document::all(NAME).into_iter().map(|(_, bytes)| bytes).collect();
    corpus.push(document::heavy(1));
    attack("PDF", &corpus);
}

#[test]
fn gif() {
    attack("GIF", &[only("gif"), vec![picture::gif_of(300, 200, 3)]].concat());
}

#[test]
fn png() {
    attack("PNG", &[only("png"), vec![picture::apng(3)]].concat());
}

#[test]
fn jpeg() {
    attack("JPEG", &only("jpeg"));
}

#[test]
fn webp() {
    attack("WebP", &only("webp"));
}
