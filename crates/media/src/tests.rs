//! Files that name somebody in every place there is for it, and what is left of them.

use lopdf::{Document, Object, Stream, dictionary};
use proptest::prelude::*;

use super::*;

const NAME: &[u8] = b"Karim Benali";

fn has_name(bytes: &[u8]) -> bool {
    let utf16: Vec<u8> = "Karim Benali".encode_utf16().flat_map(u16::to_be_bytes).collect();
    bytes.windows(NAME.len()).any(|part| part == NAME) || bytes.windows(utf16.len()).any(|part| part == utf16)
}

fn png_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &kind, data, b"\0\0\0\0"].concat()
}

fn png() -> Vec<u8> {
    let text = [b"Author\0", NAME].concat();
    let chunks = [
        png_chunk(*b"IHDR", &[0; 13]),
        png_chunk(*b"tEXt", &text),
        png_chunk(*b"eXIf", &text),
        png_chunk(*b"iTXt", &text),
        png_chunk(*b"IDAT", b"pixels"),
        png_chunk(*b"IEND", b""),
        NAME.to_vec(),
    ];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn jpeg_segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], data].concat()
}

fn jpeg() -> Vec<u8> {
    [
        b"\xFF\xD8".to_vec(),
        jpeg_segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        jpeg_segment(0xE1, &[orientation::write(6), NAME.to_vec()].concat()),
        jpeg_segment(0xED, NAME),
        jpeg_segment(0xFE, NAME),
        jpeg_segment(0xDB, b"table"),
        jpeg_segment(0xDA, b"scan"),
        b"pixels\xFF\0more\xFF\xD0more".to_vec(),
        jpeg_segment(0xFE, NAME),
        jpeg_segment(0xDA, b"scan"),
        b"pixels\xFF\xD9".to_vec(),
        NAME.to_vec(),
    ]
    .concat()
}

fn webp() -> Vec<u8> {
    let chunk = |kind: [u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        let pad: &[u8] = if data.len() % 2 == 1 { b"\0" } else { b"" };
        [&kind[..], &length[..], data, pad].concat()
    };
    let body = [
        b"WEBP".to_vec(),
        chunk(*b"VP8X", &[0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        chunk(*b"VP8 ", b"pixel"),
        chunk(*b"EXIF", NAME),
        chunk(*b"XMP ", NAME),
    ]
    .concat();
    [b"RIFF".to_vec(), u32::try_from(body.len()).unwrap().to_le_bytes().to_vec(), body, NAME.to_vec()]
        .concat()
}

fn gif() -> Vec<u8> {
    let comment = [&[0x21, 0xFE, 12][..], NAME, &[0]].concat();
    let xmp = [b"\x21\xFF\x0BXMP DataXMP\x0C", NAME, b"\0"].concat();
    let picture = b"\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0".to_vec();
    let screen = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
    [screen, comment, xmp, b"\x21\xF9\x04\0\0\0\0\0".to_vec(), picture, b"\x3B".to_vec(), NAME.to_vec()]
        .concat()
}

/// A document whose author, comment, attached file and photo all tell a name.
fn pdf() -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let text = || Object::string_literal(NAME.to_vec());
    let info = document.add_object(dictionary! { "Author" => text() });
    let metadata = document.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, NAME.to_vec()));
    let photo = Stream::new(dictionary! { "Type" => "XObject", "Filter" => "DCTDecode" }, jpeg());
    let photo = document.add_object(photo);
    let pages = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im0" => photo } },
        "Annots" => vec![Object::Dictionary(dictionary! {
            "Subtype" => "Text", "Rect" => vec![0.into(), 0.into(), 1.into(), 1.into()], "T" => text(),
        })],
    });
    let kids = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(kids));
    let root = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Metadata" => metadata,
        "Names" => dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![text()] } },
        "OpenAction" => dictionary! { "S" => "JavaScript", "JS" => text() },
    });
    document.trailer.set("Root", root);
    document.trailer.set("Info", info);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn nothing_that_names_somebody_is_left() {
    for (format, bytes) in [
        (Format::Png, png()),
        (Format::Jpeg, jpeg()),
        (Format::Webp, webp()),
        (Format::Gif, gif()),
        (Format::Pdf, pdf()),
    ] {
        assert!(has_name(&bytes), "{format:?}");
        let (found, cleaned) = clean(&bytes).unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert_eq!(found, format);
        assert!(!has_name(&cleaned), "{format:?}");
        // What is clean stays as it is, so one file has one fingerprint.
        let again = clean(&cleaned).unwrap_or_else(|error| panic!("{format:?} again: {error}")).1;
        assert!(!has_name(&again) && (format == Format::Pdf || again == cleaned), "{format:?}");
    }
}

#[test]
fn the_picture_stays() {
    let cleaned = clean(&jpeg()).unwrap().1;
    assert!(cleaned.windows(6).any(|part| part == b"pixels") && cleaned.ends_with(&[0xFF, 0xD9]));
    assert_eq!(orientation::read(&cleaned[6..]), Some(6), "a photo that was turned stays turned");
    let document = Document::load_mem(&clean(&pdf()).unwrap().1).unwrap();
    assert_eq!(document.get_pages().len(), 1);
    assert!(document.trailer.get(b"Info").is_err());
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

#[test]
fn what_is_something_else_or_cut_off_is_refused() {
    assert_eq!(clean(b"<svg onload=alert(1)>").unwrap_err(), Refusal::Format);
    for whole in [png(), jpeg(), webp(), gif()] {
        assert_eq!(clean(&whole[..40.min(whole.len() / 2)]).unwrap_err(), Refusal::Damaged);
    }
    assert_eq!(clean(b"%PDF-1.7\n%nothing").unwrap_err(), Refusal::Damaged);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(kind in 0_usize..4, at in 0_usize..200, bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let mut file = [png(), jpeg(), webp(), gif()][kind].clone();
        let at = at.min(file.len());
        file.splice(at..(at + bytes.len()).min(file.len()), bytes);
        if let Ok((_, cleaned)) = clean(&file) {
            prop_assert!(clean(&cleaned).is_ok());
        }
    }
}
