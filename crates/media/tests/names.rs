//! One voice in files: no way that is known of carries a name through.

mod samples;

use lopdf::Document as Read;
use samples::{carries, document, picture};
use souffleur_media::{Format, Refusal, clean, sniff};

const NAME: &str = "Karim Benali";
/// What can't be written anew, and is refused.
const REFUSED: [&str; 2] = ["JPEG 2000", "photo in contents"];

#[test]
fn no_picture_carries_a_name() {
    for (what, bytes) in picture::all(NAME) {
        assert!(carries(&bytes, NAME), "{what}");
        let (format, cleaned) = clean(&bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(!carries(&cleaned, NAME), "{what}: {cleaned:?}");
        assert_eq!(sniff(&cleaned), Some(format), "{what}");
        assert_eq!(clean(&cleaned).unwrap().1, cleaned, "{what}: what is clean stays as it is");
    }
}

#[test]
fn no_document_carries_a_name() {
    for (what, bytes) in document::all(NAME) {
        // In digits of deflated bytes, nobody sees it without undoing both.
        assert!(carries(&bytes, NAME) || what == "photo, twice", "{what}");
        if REFUSED.contains(&what) {
            assert_eq!(clean(&bytes), Err(Refusal::Coding), "{what}");
            continue;
        }
        let cleaned = clean(&bytes).unwrap_or_else(|error| panic!("{what}: {error}")).1;
        assert!(!carries(&cleaned, NAME), "{what}: {}", String::from_utf8_lossy(&cleaned));
        let read = Read::load_mem(&cleaned).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(read.get_pages().len(), 1, "{what}");
        assert!(read.trailer.get(b"Info").is_err(), "{what}");
        let again = clean(&cleaned).unwrap_or_else(|error| panic!("{what} again: {error}")).1;
        assert_eq!(again, cleaned, "{what}: what is clean stays as it is");
    }
}

#[test]
fn the_picture_stays() {
    let cleaned = clean(&picture::jpeg(NAME)).unwrap().1;
    assert!(cleaned.windows(6).any(|part| part == b"pixels") && cleaned.ends_with(&[0xFF, 0xD9]));
    assert!(cleaned.windows(10).any(|part| part == b"\x01\x12\0\x03\0\0\0\x01\0\x06"), "turned as it was");
    let gif = clean(&picture::gif(NAME)).unwrap().1;
    assert!(gif.windows(16).any(|part| part == b"NETSCAPE2.0\x03\x01\x05\0\0"), "{gif:?}");
    assert!(gif.windows(8).any(|part| part == b"\x21\xF9\x04\0\x07\0\0\0"), "{gif:?}");
}

#[test]
fn what_is_drawn_stays() {
    for (what, bytes) in document::all(NAME) {
        let Ok((_, cleaned)) = clean(&bytes) else { continue };
        let read = Read::load_mem(&cleaned).unwrap();
        let page = read.page_iter().next().unwrap();
        let contents = read.get_page_content(page);
        let contents = String::from_utf8_lossy(&contents).into_owned();
        assert!(contents.contains("Bonjour") || contents.contains("/Im0 Do"), "{what}: {contents}");
    }
    let of = |wanted: &str| {
        let all = document::all(NAME).into_iter();
        let bytes = all.filter(|(what, _)| *what == wanted).map(|(_, bytes)| bytes).next().unwrap();
        String::from_utf8_lossy(&clean(&bytes).unwrap().1).into_owned()
    };
    let link = of("texts of a link");
    assert!(link.contains("/S/URI/URI<68747470733A2F2F7777772E6578616D706C652E66722F61696465>"), "{link}");
    let drawn = of("texts of a drawing");
    assert!(drawn.contains("/Subtype/Square") && drawn.contains("/AP<</N "), "{drawn}");
    assert!(of("profile").contains("/ColorSpace /DeviceRGB"));
    let layer = of("layer");
    assert!(
        layer.contains("/OCG/Name(Layer)") && layer.contains("/OFF [") && !layer.contains("Creator"),
        "{layer}"
    );
    assert!(of("font").contains("/ToUnicode "));
}

#[test]
fn what_is_something_else_or_cut_off_is_refused() {
    assert_eq!(clean(b"<svg onload=alert(1)>"), Err(Refusal::Format));
    for (what, whole) in picture::all(NAME) {
        assert_eq!(clean(&whole[..40.min(whole.len() / 2)]), Err(Refusal::Damaged), "{what}");
    }
    for text in ["%PDF-1.7\n%nothing", "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj"] {
        assert_eq!(clean(text.as_bytes()), Err(Refusal::Damaged), "{text}");
    }
    let locked = document::Document::new("", "").finish();
    let locked = String::from_utf8(locked).unwrap().replace("/Root", "/Encrypt<</V 1>>/Root");
    assert_eq!(clean(locked.as_bytes()), Err(Refusal::Locked));
}

#[test]
fn bytes_say_what_they_are() {
    assert_eq!(sniff(b"%PDF-1.7"), Some(Format::Pdf));
    assert_eq!(sniff(b"GIF89a.."), Some(Format::Gif));
    assert_eq!(sniff(b"RIFF\0\0\0\0WEBPVP8 "), Some(Format::Webp));
    for other in [&b"<svg xmlns"[..], b"<html>", b"MZ", b"", b"RIFF\0\0\0\0WAVE", b"PK\x03\x04"] {
        assert_eq!(sniff(other), None);
    }
}
