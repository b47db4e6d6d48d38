//! A text as its reader sees it: without signs of formatting, invisible characters and encodings.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

use crate::invisible::is_invisible;

/// Something encoded twice is decoded twice; nobody follows a link that needs more.
const MOST_ROUNDS: usize = 3;
/// Bytes of the longest character reference that is read, `ZeroWidthSpace;`.
const LONGEST_REFERENCE: usize = 15;
/// Bytes of the address of a link.
const MAX_TARGET: usize = 2_000;
/// The ends of names of Latin letters with a mark: `&eacute;` is an e.
const MARKS: [&str; 11] =
    ["acute", "grave", "circ", "uml", "cedil", "tilde", "ring", "slash", "caron", "lig", "macr"];

/// What is shown of a text and where its links lead, once as it stands and once decoded.
pub(super) fn readings(text: &str) -> Vec<String> {
    let bare: String = text.nfkd().filter(|c| !is_invisible(*c) && !is_combining_mark(*c)).collect();
    let mut readings = vec![without_formatting(&bare)];
    let mut decoded = bare;
    for _ in 0..MOST_ROUNDS {
        let next = without_percents(&without_references(&decoded));
        let next: String = next.nfkd().filter(|c| !is_invisible(*c) && !is_combining_mark(*c)).collect();
        if next == decoded {
            break;
        }
        readings.push(next.clone());
        readings.push(without_formatting(&next));
        decoded = next;
    }
    readings
}

/// Takes signs of formatting out; where links lead stands at the end.
fn without_formatting(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut targets = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '_', '~', '`', '\\', '[', ']']) {
        shown.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        if sign == b'[' && shown.ends_with('!') {
            shown.pop();
        }
        if sign == b']'
            && let Some((target, after)) = target(rest)
        {
            targets.push('\n');
            targets.push_str(target);
            rest = after;
        }
    }
    shown.push_str(rest);
    shown + &targets
}

/// The address between brackets at the beginning of a text, and what follows it.
fn target(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('(')?;
    let end = inner.bytes().take(MAX_TARGET).position(|byte| byte == b')')?;
    Some((&inner[..end], &inner[end + 1..]))
}

/// Puts characters in place of references such as `&#233;` and `&eacute;`.
fn without_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        match end.and_then(|end| Some((referred(&rest[..end])?, &rest[end + 1..]))) {
            Some((letters, after)) => {
                out.push_str(&letters);
                rest = after;
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// What a character reference stands for; a letter with a mark is the bare letter.
fn referred(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32).map(String::from);
    }
    match name {
        "amp" | "AMP" => return Some("&".to_owned()),
        "shy" | "zwj" | "zwnj" | "lrm" | "rlm" | "ZeroWidthSpace" | "NoBreak" => return Some(String::new()),
        "apos" | "lsquo" | "rsquo" => return Some("'".to_owned()),
        "commat" => return Some("@".to_owned()),
        "period" => return Some(".".to_owned()),
        "percnt" => return Some("%".to_owned()),
        _ => {}
    }
    let letters = MARKS.into_iter().find_map(|mark| name.strip_suffix(mark))?;
    ((1..=2).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .then(|| letters.to_owned())
}

/// Puts characters in place of percent-encoded bytes.
fn without_percents(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let encoded = if *byte == b'%' { digit(at + 1).zip(digit(at + 2)) } else { None };
        if let Some(value) = encoded.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            out.push(value);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
