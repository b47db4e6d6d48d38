//! The contents of pages, forms, patterns and glyphs: operators behind their operands. Known operators stay; comments, marked
//! content with its properties, and strings that show nothing go.

use super::{
    filter::Filter,
    value::{Lexer, Value, is_space, write_name, write_plain},
};
use crate::{refusal::Refusal, stop::Stop};

/// Operands of one operator.
const MAX_OPERANDS: usize = 1_024;
/// Operators that show strings.
const SHOWING: &[&[u8]] = &[b"Tj", b"TJ", b"'", b"\""];
/// All other operators that draw.
const DRAWING: &[&[u8]] = &[
    b"w", b"J", b"j", b"M", b"d", b"ri", b"i", b"gs", b"q", b"Q", b"cm", b"m", b"l", b"c", b"v", b"y", b"h",
    b"re", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n", b"W", b"W*", b"BT", b"ET", b"Tc",
    b"Tw", b"Tz", b"TL", b"Tf", b"Tr", b"Ts", b"Td", b"TD", b"Tm", b"T*", b"d0", b"d1", b"CS", b"cs", b"SC",
    b"SCN", b"sc", b"scn", b"G", b"g", b"RG", b"rg", b"K", b"k", b"sh", b"Do",
];
/// The keys of a picture within the contents.
const INLINE: &[&[u8]] = &[
    b"BPC",
    b"BitsPerComponent",
    b"CS",
    b"ColorSpace",
    b"D",
    b"Decode",
    b"DP",
    b"DecodeParms",
    b"F",
    b"Filter",
    b"H",
    b"Height",
    b"IM",
    b"ImageMask",
    b"I",
    b"Interpolate",
    b"W",
    b"Width",
    b"L",
    b"Length",
    b"Intent",
];

/// What is left of contents.
pub(super) struct Washed {
    pub(super) bytes: Vec<u8>,
    /// Whether anything is gone.
    pub(super) is_changed: bool,
}

/// Reads contents through, and copies what draws.
pub(super) fn wash(data: &[u8], stop: Stop<'_>) -> Result<Washed, Refusal> {
    let mut washer = Washer {
        lexer: Lexer::new(data, 0),
        operands: Vec::new(),
        has_text: false,
        has_dict: false,
        marks: Vec::new(),
        washed: Washed { bytes: Vec::with_capacity(data.len() + data.len() / 8), is_changed: false },
    };
    while washer.step()? {
        stop.check()?;
    }
    Ok(washer.washed)
}

struct Washer<'a> {
    lexer: Lexer<'a>,
    /// The operands since the last operator.
    operands: Vec<&'a [u8]>,
    /// Whether there are strings among them.
    has_text: bool,
    /// Whether there are dictionaries among them.
    has_dict: bool,
    /// Which of the open marks were left in.
    marks: Vec<bool>,
    washed: Washed,
}

impl Washer<'_> {
    /// Takes the next operand or operator. Whether there was one.
    fn step(&mut self) -> Result<bool, Refusal> {
        let before = self.lexer.at;
        self.lexer.space();
        self.washed.is_changed |= self.lexer.data[before..self.lexer.at].contains(&b'%');
        let start = self.lexer.at;
        let Some(byte) = self.lexer.peek() else {
            self.washed.is_changed |= !self.operands.is_empty();
            return Ok(false);
        };
        match byte {
            b'/' => drop(self.lexer.name()),
            b'(' | b'<' | b'[' => {
                self.lexer.begin();
                let value = self.lexer.value()?;
                self.look_into(&value);
            }
            b')' | b'>' | b']' | b'{' | b'}' => {
                self.lexer.at += 1;
                self.washed.is_changed = true;
                return Ok(true);
            }
            _ => {
                let word = self.lexer.word();
                let is_number = word.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte));
                if !is_number && !matches!(word, b"true" | b"false" | b"null") {
                    return self.operator(word).map(|()| true);
                }
            }
        }
        self.operands.push(&self.lexer.data[start..self.lexer.at]);
        if self.operands.len() > MAX_OPERANDS { Err(Refusal::TooComplex) } else { Ok(true) }
    }

    fn look_into(&mut self, value: &Value<'_>) {
        match value {
            Value::Text(_) => self.has_text = true,
            Value::Dict(_) => self.has_dict = true,
            Value::Array(values) => values.iter().for_each(|value| self.look_into(value)),
            _ => {}
        }
    }

    fn operator(&mut self, word: &[u8]) -> Result<(), Refusal> {
        let stays = match word {
            b"BI" => return self.picture(),
            // A mark of a layer says what is hidden; all others only describe.
            b"BDC" | b"BMC" => {
                let is_layer = matches!(self.operands.as_slice(), [b"/OC", [b'/', ..]]);
                self.marks.push(is_layer);
                is_layer
            }
            b"EMC" => self.marks.pop().unwrap_or(false),
            _ if SHOWING.contains(&word) => !self.has_dict,
            _ => DRAWING.contains(&word) && !self.has_text && !self.has_dict,
        };
        if stays {
            self.copy(word);
        }
        self.washed.is_changed |= !stays;
        self.forget();
        Ok(())
    }

    fn copy(&mut self, word: &[u8]) {
        for operand in &self.operands {
            let mut rest = *operand;
            // Within an array, comments may stand as well.
            if operand.starts_with(b"[") && operand.contains(&b'%') {
                if let Ok(value) = Lexer::new(operand, 0).value() {
                    write_plain(&value, &mut self.washed.bytes);
                }
                self.washed.is_changed = true;
                rest = b"";
            }
            self.washed.bytes.extend_from_slice(rest);
            self.washed.bytes.push(b' ');
        }
        self.washed.bytes.extend_from_slice(word);
        self.washed.bytes.push(b'\n');
    }

    fn forget(&mut self) {
        self.operands.clear();
        self.has_text = false;
        self.has_dict = false;
    }

    /// A picture within the contents: keys and values, then data up to `EI`.
    fn picture(&mut self) -> Result<(), Refusal> {
        self.washed.is_changed |= !self.operands.is_empty();
        self.forget();
        let mut head = b"BI".to_vec();
        loop {
            self.lexer.begin();
            self.lexer.space();
            if self.lexer.peek() != Some(b'/') {
                break;
            }
            let key = self.lexer.name();
            let value = self.lexer.value()?;
            if matches!(&*key, b"F" | b"Filter") {
                check_filters(&value)?;
            }
            if !INLINE.contains(&&*key) {
                self.washed.is_changed = true;
                continue;
            }
            head.push(b' ');
            write_name(&key, &mut head);
            head.push(b' ');
            write_plain(&value, &mut head);
        }
        if self.lexer.word() != b"ID" {
            return Err(Refusal::Damaged);
        }
        let rest = &self.lexer.data[self.lexer.at..];
        let is_end = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| rest.get(before));
            let after = &rest[at + 2..];
            before.is_some_and(|byte| is_space(*byte))
                && after.first().is_none_or(|byte| is_space(*byte))
                && after.iter().take(10).all(|byte| is_space(*byte) || (b' '..=b'~').contains(byte))
        };
        let end = memchr::memmem::find_iter(rest, b"EI").find(is_end).ok_or(Refusal::Damaged)?;
        let out = &mut self.washed.bytes;
        out.extend_from_slice(&head);
        out.extend_from_slice(b" ID");
        out.extend_from_slice(&rest[..end + 2]);
        out.push(b'\n');
        self.lexer.at += end + 2;
        Ok(())
    }
}

/// Refuses a coding that would have to be rewritten, where it can't be.
fn check_filters(value: &Value<'_>) -> Result<(), Refusal> {
    let check = |value: &Value<'_>| match Filter::parse(value.name().ok_or(Refusal::Damaged)?)? {
        Filter::Jpeg | Filter::Jpeg2000 | Filter::Jbig2 => Err(Refusal::Coding),
        _ => Ok(()),
    };
    if let Value::Array(values) = value { values.iter().try_for_each(check) } else { check(value) }
}

/// A table of characters: words and codes stay, comments and strings go, and names that no standard has.
pub(super) fn wash_character_map(data: &[u8]) -> Result<Vec<u8>, Refusal> {
    const WORDS: &[&[u8]] = &[
        b"findresource",
        b"begin",
        b"end",
        b"dict",
        b"def",
        b"dup",
        b"pop",
        b"currentdict",
        b"defineresource",
        b"usecmap",
        b"begincmap",
        b"endcmap",
        b"begincodespacerange",
        b"endcodespacerange",
        b"beginbfchar",
        b"endbfchar",
        b"beginbfrange",
        b"endbfrange",
        b"begincidchar",
        b"endcidchar",
        b"begincidrange",
        b"endcidrange",
        b"beginnotdefchar",
        b"endnotdefchar",
        b"beginnotdefrange",
        b"endnotdefrange",
        b"true",
        b"false",
    ];
    const NAMES: &[&[u8]] = &[
        b"CIDInit",
        b"ProcSet",
        b"CIDSystemInfo",
        b"Registry",
        b"Ordering",
        b"Supplement",
        b"CMapName",
        b"CMapType",
        b"CMap",
        b"WMode",
        b"CMapVersion",
        b"Identity-H",
        b"Identity-V",
    ];
    const TEXTS: &[&[u8]] = &[b"Adobe", b"UCS", b"Identity"];
    let mut lexer = Lexer::new(data, 0);
    let mut out = Vec::with_capacity(data.len());
    loop {
        lexer.begin();
        lexer.space();
        let Some(byte) = lexer.peek() else { return Ok(out) };
        let start = lexer.at;
        match byte {
            b'/' => {
                let name = lexer.name();
                let is_known = NAMES.contains(&&*name) || name.starts_with(b"Uni") && name.len() <= 24;
                write_name(if is_known { &name } else { b"Adobe-Identity-UCS" }, &mut out);
            }
            b'(' => {
                let text = lexer.literal()?;
                let text = if TEXTS.contains(&text.as_slice()) { text } else { b"UCS".to_vec() };
                write_plain(&Value::Text(text), &mut out);
            }
            b'<' if lexer.starts_with(b"<<") => {
                lexer.at += 2;
                out.extend_from_slice(b"<<");
            }
            b'<' => {
                lexer.hexadecimal()?;
                out.extend_from_slice(&data[start..lexer.at]);
            }
            b'>' | b'[' | b']' => {
                lexer.at += 1;
                out.push(byte);
                if byte == b'>' && lexer.peek() == Some(b'>') {
                    lexer.at += 1;
                    out.push(b'>');
                }
            }
            b')' | b'{' | b'}' => return Err(Refusal::Damaged),
            _ => {
                let word = lexer.word();
                let is_number = word.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte));
                if is_number || WORDS.contains(&word) {
                    out.extend_from_slice(word);
                }
            }
        }
        out.push(b'\n');
    }
}

/// A function as a program: numbers, operators and braces.
pub(super) fn wash_program(data: &[u8]) -> Result<Vec<u8>, Refusal> {
    const LONGEST: usize = 12;
    let mut lexer = Lexer::new(data, 0);
    let mut out = Vec::with_capacity(data.len());
    loop {
        lexer.space();
        match lexer.peek() {
            None => return Ok(out),
            Some(brace @ (b'{' | b'}')) => {
                lexer.at += 1;
                out.push(brace);
            }
            Some(_) => {
                let word = lexer.word();
                let is_plain = word.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
                if word.is_empty() || word.len() > LONGEST || !is_plain {
                    return Err(Refusal::Damaged);
                }
                out.extend_from_slice(word);
            }
        }
        out.push(b' ');
    }
}
