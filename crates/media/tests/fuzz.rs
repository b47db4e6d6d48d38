//! Damaged and forged files of every format: the budget holds, and what comes out is clean to the cleaner.

mod fuzzing;
mod samples;
mod weight;

use samples::{document, picture};
use souffleur_media::clean;

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

const NAME: &str = "Karim Benali";

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

fn attack(what: &str, corpus: &[Vec<u8>]) {
    fuzzing::attack(what, corpus, &WORDS, clean, |cleaned, case| {
        let Ok((format, cleaned)) = cleaned else { return false };
        let again = clean(&cleaned).unwrap_or_else(|error| panic!("{error} the second time: {}", case()));
        assert_eq!(again.0, format, "{}", case());
        true
    });
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
