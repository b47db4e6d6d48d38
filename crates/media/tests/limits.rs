//! Budgets: what a file may cost, and the limit that is told to who sends more.

#![expect(clippy::print_stdout, reason = "what each costs")]

mod samples;
mod weight;

use std::sync::atomic::AtomicBool;

use samples::{document, picture};
use souffleur_media::{Refusal, clean, clean_unless};
use weight::{MOST_BYTES, MOST_SECONDS, turn, weigh};

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

#[test]
fn a_picture_has_so_many_pixels_and_an_animation_so_many_frames() {
    let _turn = turn();
    for large in [
        picture::png_of(20_000, 20_000),
        picture::jpeg_of(20_000, 20_000, &[]),
        picture::webp_of(16_384, 16_384),
        picture::gif_of(20_000, 20_000, 1),
    ] {
        assert_eq!(clean(&large), Err(Refusal::TooManyPixels));
    }
    for usual in [
        picture::png_of(8_064, 6_048),
        picture::jpeg_of(8_064, 6_048, &[]),
        picture::webp_of(8_064, 6_048),
        picture::gif_of(800, 600, 100),
        picture::apng(60),
        picture::animated_webp("", 60),
    ] {
        assert!(clean(&usual).is_ok());
    }
    for long in [
        picture::gif_of(1, 1, 1_001),
        picture::gif_of(5_000, 5_000, 9),
        picture::apng(1_001),
        picture::animated_webp("", 1_001),
    ] {
        assert_eq!(clean(&long), Err(Refusal::TooManyFrames));
    }
    assert_eq!(clean(&picture::png_of(0, 1)), Err(Refusal::Damaged));
}

/// Documents that cost their reader far more than they weigh.
fn heavy() -> Vec<(&'static str, Vec<u8>)> {
    let numbers = |count: usize| "1 ".repeat(count);
    let mut list = document::Document::new("", "");
    list.add(&format!("[{}]", numbers(4_500_000)));
    let mut lists = document::Document::new("", "");
    for _ in 0..40 {
        lists.add(&format!("[{}]", numbers(110_000)));
    }
    let mut many = document::Document::new("", "");
    for _ in 0..160_000 {
        many.add("<<>>");
    }
    let deep = format!("/X {}{}", "[".repeat(200_000), "]".repeat(200_000));
    let mut fan = document::Document::new("", "/Resources 5 0 R");
    for number in 6..60 {
        let next = format!("/A<</Resources {number} 0 R>>/B<</Resources<</Font {number} 0 R>>>>");
        fan.add(&format!("<</Font<<{next}>>{next}>>"));
    }
    let mut contents = document::Document::new("", "");
    contents.set(4, "[5 0 R 5 0 R 5 0 R 5 0 R]");
    contents.stream("/Filter/FlateDecode", &samples::deflated_zeros(32 * 1024 * 1024));
    let mut shared = document::Document::new("", &format!("/Annots[{}]", "5 0 R ".repeat(4_000)));
    shared.add(&format!("<</Subtype/Link/Rect[{}]/Dest[3 0 R]>>", numbers(100_000)));
    let unended = [document::Document::new("", "").finish(), b"7 0 obj<<>>stream\n".repeat(500_000)].concat();
    let mut packed = [
        document::Document::new("", "").finish(),
        b"7 0 obj<</Type/ObjStm/Filter/A85>>stream\n".repeat(200_000),
    ]
    .concat();
    packed.extend(b"endstream endobj");
    let open = [document::Document::new("", "").finish(), b"7 0 obj ( ".repeat(900_000)].concat();
    vec![
        ("object streams", document::heavy(1_024)),
        ("streams within streams", document::nested(20_000, 8_000_000)),
        ("a long list", list.finish()),
        ("long lists", lists.finish()),
        ("many objects", many.finish()),
        ("deep lists", document::Document::new("", &deep).finish()),
        ("resources that fan out", fan.finish()),
        ("contents", contents.finish()),
        ("one annotation many times", shared.finish()),
        ("texts that never end", open),
        (
            "digits that never end",
            [document::Document::new("", "").finish(), b"7 0 obj <".repeat(1_000_000)].concat(),
        ),
        ("streams that never end", unended),
        ("object streams within streams", packed),
        ("many words", [document::Document::new("", "").finish(), b"1 0 obj".repeat(1_200_000)].concat()),
        (
            "many trailers",
            [document::Document::new("", "").finish(), b"trailer<<".repeat(1_000_000)].concat(),
        ),
    ]
}

#[test]
fn no_document_costs_more_than_its_budget() {
    let _turn = turn();
    for (what, bytes) in heavy() {
        assert!(bytes.len() <= 10 * 1024 * 1024, "{what}: {}", bytes.len());
        let cost = weigh(|| clean(&bytes));
        println!("{what}: {:.2} s, {} KB, {:?}", cost.seconds, cost.bytes / 1024, cost.value.as_ref().err());
        assert!(cost.bytes <= MOST_BYTES, "{what}: {} MB", cost.bytes / 1024 / 1024);
        assert!(cost.seconds <= MOST_SECONDS, "{what}: {} s", cost.seconds);
        let wrong =
            cost.value.err().is_some_and(|why| !matches!(why, Refusal::TooComplex | Refusal::Damaged));
        assert!(!wrong, "{what}");
    }
}

#[test]
fn object_streams_beyond_the_budget_are_refused_with_the_reason() {
    let _turn = turn();
    assert_eq!(clean(&document::heavy(1_024)), Err(Refusal::TooComplex));
    assert!(clean(&document::heavy(8)).is_ok());
}

#[test]
fn a_picture_in_a_document_has_the_same_limit() {
    let _turn = turn();
    let mut document = document::Document::new("", "/Resources<</XObject<</Im0 5 0 R>>>>");
    document.stream("/Subtype/Image/Width 20000/Height 6 0 R/Filter/FlateDecode", b"");
    document.add("20000");
    assert_eq!(clean(&document.finish()), Err(Refusal::TooManyPixels));
}

#[test]
fn cleaning_stops_when_it_is_told_to() {
    let _turn = turn();
    let stop = AtomicBool::new(true);
    assert_eq!(clean_unless(&document::Document::new("", "").finish(), &stop), Err(Refusal::Stopped));
    assert_eq!(clean_unless(&picture::gif_of(1, 1, 1), &stop), Err(Refusal::Stopped));
}
