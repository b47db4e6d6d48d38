//! PDF: what can be reached from its pages stays; the author, the programs, XMP, files within, names on comments and
//! signatures go, and so does everything that would run by itself. It is written anew, so that no earlier state of it is
//! left between the lines. Photos in it are cleaned as photos are.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::{Refusal, jpeg};

/// The most that a table of the document may grow to when it is unpacked; a picture is not unpacked.
const UNPACKED: usize = 64 * 1024 * 1024;
/// How deep things may lie within each other.
const DEEPEST: usize = 64;
/// What is taken out wherever it stands.
const DROPPED: [&[u8]; 12] = [
    b"Metadata",
    b"PieceInfo",
    b"AF",
    b"EmbeddedFiles",
    b"JavaScript",
    b"OpenAction",
    b"AA",
    b"Perms",
    b"DSS",
    b"Collection",
    b"LastModified",
    b"Thumb",
];
/// What of a signature names who signed.
const SIGNED: [&[u8]; 7] =
    [b"Name", b"Contents", b"Cert", b"Reason", b"Location", b"ContactInfo", b"Prop_Build"];
/// Actions that do more than show another place.
const RUN: [&[u8]; 6] = [b"JavaScript", b"Launch", b"SubmitForm", b"ImportData", b"Rendition", b"GoToE"];

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Refusal::Locked,
        _ => Refusal::Damaged,
    })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Refusal::Locked);
    }
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(|_| Refusal::Damaged)?;
    let mut trailer = Dictionary::new();
    trailer.set("Root", root);
    document.trailer = trailer;
    for object in document.objects.values_mut() {
        wash(object, DEEPEST).ok_or(Refusal::Damaged)?;
    }
    let reached = reached(&document, root);
    document.objects.retain(|id, _| reached.contains(id));
    if document.get_pages().is_empty() {
        return Err(Refusal::Damaged);
    }
    let mut out = Vec::with_capacity(bytes.len());
    document.save_to(&mut out).map_err(|_| Refusal::Damaged)?;
    Ok(out)
}

/// Takes out of an object what names somebody or runs by itself.
fn wash(object: &mut Object, deeper: usize) -> Option<()> {
    let deeper = deeper.checked_sub(1)?;
    match object {
        Object::Array(items) => items.iter_mut().try_for_each(|item| wash(item, deeper)),
        Object::Dictionary(dictionary) => wash_dictionary(dictionary, deeper),
        Object::Stream(stream) => {
            wash_dictionary(&mut stream.dict, deeper)?;
            if is_photo(&stream.dict) {
                let photo = jpeg::clean(&stream.content)?;
                stream.set_content(photo);
            }
            Some(())
        }
        _ => Some(()),
    }
}

fn wash_dictionary(dictionary: &mut Dictionary, deeper: usize) -> Option<()> {
    for key in DROPPED {
        dictionary.remove(key);
    }
    if is(dictionary, b"Type", b"Sig") || dictionary.has(b"ByteRange") {
        for key in SIGNED {
            dictionary.remove(key);
        }
    }
    // On a comment, /T is who wrote it; on a field of a form, what the field is called.
    if dictionary.has(b"Rect") && !is(dictionary, b"Subtype", b"Widget") {
        dictionary.remove(b"T");
    }
    if RUN.iter().any(|action| is(dictionary, b"S", action)) {
        dictionary.remove(b"S");
        dictionary.remove(b"JS");
        dictionary.remove(b"F");
    }
    dictionary.iter_mut().try_for_each(|(_, value)| wash(value, deeper))
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
}

/// Whether a stream is a JPEG as it stands.
fn is_photo(dictionary: &Dictionary) -> bool {
    let only = |filter: &Object| match filter {
        Object::Array(filters) if filters.len() == 1 => {
            filters[0].as_name().is_ok_and(|name| name == b"DCTDecode")
        }
        one => one.as_name().is_ok_and(|name| name == b"DCTDecode"),
    };
    dictionary.get(b"Filter").is_ok_and(only)
}

/// Everything that can be reached from the root.
fn reached(document: &Document, root: ObjectId) -> BTreeSet<ObjectId> {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![root]);
    while let Some(id) = waiting.pop() {
        if seen.insert(id)
            && let Some(object) = document.objects.get(&id)
        {
            references(object, &mut waiting);
        }
    }
    seen
}

fn references(object: &Object, into: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => into.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, into)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| references(value, into)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, into)),
        _ => {}
    }
}
