//! The objects of a PDF document, read from and written to bytes.

use std::borrow::Cow;

use crate::refusal::Refusal;

/// Access to the objects that references name.
pub(super) trait Resolve {
    /// The value itself, a reference followed to what it names.
    fn resolve<'v>(&'v self, value: Value<'v>) -> Result<Value<'v>, Refusal>;
}

/// Levels of arrays and dictionaries within each other.
const MAX_DEPTH: u8 = 40;
/// Values in one object: the widths of every character there is, twice over.
const MAX_VALUES: u32 = 150_000;
/// Digits of a number.
const MAX_DIGITS: usize = 40;

/// The entries of a dictionary, as they stand.
pub(super) type Dict<'a> = Vec<(Cow<'a, [u8]>, Value<'a>)>;

/// A direct object.
#[derive(Debug, Clone)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// Its digits, sign and point.
    Number(&'a [u8]),
    Name(Cow<'a, [u8]>),
    Text(Vec<u8>),
    Array(Vec<Value<'a>>),
    Dict(Dict<'a>),
    /// The number of an indirect object; generations are not told apart.
    Reference(u32),
}

impl<'a> Value<'a> {
    pub(super) fn integer(&self) -> Option<i64> {
        let Value::Number(digits) = self else { return None };
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Value::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn dict(&self) -> Option<&Dict<'a>> {
        if let Value::Dict(dict) = self { Some(dict) } else { None }
    }
}

/// The last value of a key.
pub(super) fn find<'d, 'a>(dict: &'d Dict<'a>, key: &[u8]) -> Option<&'d Value<'a>> {
    dict.iter().rfind(|(name, _)| **name == *key).map(|(_, value)| value)
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

pub(super) const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

pub(super) const fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

/// Reads objects from front to back, within the limits of one object.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    pub(super) data: &'a [u8],
    pub(super) at: usize,
    values: u32,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(data: &'a [u8], at: usize) -> Self {
        Self { data, at, values: 0 }
    }

    /// Begins another object: its values are counted by themselves.
    pub(super) const fn begin(&mut self) {
        self.values = 0;
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    pub(super) fn starts_with(&self, word: &[u8]) -> bool {
        self.data.get(self.at..).is_some_and(|rest| rest.starts_with(word))
    }

    /// Steps over white space and comments.
    pub(super) fn space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let rest = &self.data[self.at..];
                self.at += memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    /// The bytes up to the next white space or delimiter.
    pub(super) fn word(&mut self) -> &'a [u8] {
        let rest = &self.data[self.at.min(self.data.len())..];
        let length = rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A number without sign and point.
    pub(super) fn digits(&mut self) -> Option<u32> {
        let rest = &self.data[self.at.min(self.data.len())..];
        let length =
            rest.iter().take(11).position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len().min(11));
        let number = std::str::from_utf8(&rest[..length]).ok()?.parse().ok()?;
        self.at += length;
        Some(number)
    }

    /// The next value, with the space before it.
    pub(super) fn value(&mut self) -> Result<Value<'a>, Refusal> {
        self.nested(MAX_DEPTH)
    }

    fn nested(&mut self, depth: u8) -> Result<Value<'a>, Refusal> {
        let depth = depth.checked_sub(1).ok_or(Refusal::TooComplex)?;
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Refusal::TooComplex);
        }
        self.space();
        match self.peek().ok_or(Refusal::Damaged)? {
            b'/' => Ok(Value::Name(self.name())),
            b'(' => self.literal().map(Value::Text),
            b'<' if self.starts_with(b"<<") => self.dict(depth).map(Value::Dict),
            b'<' => self.hexadecimal().map(Value::Text),
            b'[' => self.array(depth).map(Value::Array),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            _ => match self.word() {
                b"true" => Ok(Value::Bool(true)),
                b"false" => Ok(Value::Bool(false)),
                b"null" => Ok(Value::Null),
                _ => Err(Refusal::Damaged),
            },
        }
    }

    /// A name, with its `#` codes decoded.
    pub(super) fn name(&mut self) -> Cow<'a, [u8]> {
        self.at += 1;
        let raw = self.word();
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(byte) = raw.get(at) {
            let code = raw.get(at + 1..at + 3).and_then(|two| Some(digit(two[0])? * 16 + digit(two[1])?));
            if let (b'#', Some(code)) = (byte, code) {
                name.push(code);
                at += 3;
            } else {
                name.push(*byte);
                at += 1;
            }
        }
        Cow::Owned(name)
    }

    fn number(&mut self) -> Result<Value<'a>, Refusal> {
        let start = self.at;
        let word = self.word();
        let is_number = word.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.'));
        if !is_number || word.len() > MAX_DIGITS {
            return Err(Refusal::Damaged);
        }
        let after = self.at;
        self.at = start;
        if let Some(number) = self.reference(after) {
            return Ok(Value::Reference(number));
        }
        self.at = after;
        Ok(Value::Number(word))
    }

    /// `12 0 R`, if that is what stands here.
    fn reference(&mut self, after: usize) -> Option<u32> {
        let number = self.digits().filter(|_| self.at == after)?;
        self.space();
        self.digits()?;
        self.space();
        (self.word() == b"R").then_some(number)
    }

    /// A string in parentheses, decoded.
    pub(super) fn literal(&mut self) -> Result<Vec<u8>, Refusal> {
        let (mut text, mut open) = (Vec::new(), 0_u32);
        loop {
            let byte = self.peek().ok_or(Refusal::Damaged)?;
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open > 1 {
                        text.push(byte);
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                    text.push(byte);
                }
                b'\\' => self.escape(&mut text)?,
                _ => text.push(byte),
            }
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Result<(), Refusal> {
        let byte = self.peek().ok_or(Refusal::Damaged)?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    if let Some(next @ b'0'..=b'7') = self.peek() {
                        code = code * 8 + u32::from(next - b'0');
                        self.at += 1;
                    }
                }
                text.push(code.to_le_bytes()[0]);
            }
            other => text.push(other),
        }
        Ok(())
    }

    /// A string in hexadecimal digits, decoded.
    pub(super) fn hexadecimal(&mut self) -> Result<Vec<u8>, Refusal> {
        self.at += 1;
        let rest = &self.data[self.at..];
        // Its end is not sought beyond what can stand in it: a document of nothing but beginnings would be read for each.
        let is_part = |byte: &u8| is_space(*byte) || digit(*byte).is_some();
        let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        self.at += length + 1;
        if rest.get(length) == Some(&b'>') { unhex(&rest[..length]) } else { Err(Refusal::Damaged) }
    }

    fn array(&mut self, depth: u8) -> Result<Vec<Value<'a>>, Refusal> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(values);
            }
            values.push(self.nested(depth)?);
        }
    }

    fn dict(&mut self, depth: u8) -> Result<Dict<'a>, Refusal> {
        self.at += 2;
        let mut entries = Vec::new();
        loop {
            self.space();
            if self.starts_with(b">>") {
                self.at += 2;
                return Ok(entries);
            }
            if self.peek() != Some(b'/') {
                return Err(Refusal::Damaged);
            }
            let key = self.name();
            entries.push((key, self.nested(depth)?));
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Bytes of hexadecimal digits; a last one by itself counts as if a zero followed.
pub(super) fn unhex(text: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::with_capacity(text.len() / 2 + 1);
    let mut high = None;
    for byte in text.iter().filter(|byte| !is_space(**byte)) {
        let digit = digit(*byte).ok_or(Refusal::Damaged)?;
        match high.take() {
            None => high = Some(digit),
            Some(high) => bytes.push(high * 16 + digit),
        }
    }
    bytes.extend(high.map(|high| high * 16));
    Ok(bytes)
}

/// Writes a name with everything but letters, digits and a few signs as `#` codes.
pub(super) fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+,*:@!$&'".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            write_hex(*byte, out);
        }
    }
}

/// Writes a string in hexadecimal digits.
pub(super) fn write_text(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    for byte in text {
        write_hex(*byte, out);
    }
    out.push(b'>');
}

fn write_hex(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

/// Writes a number in decimal digits.
pub(super) fn write_number(number: impl std::fmt::Display, out: &mut Vec<u8>) {
    out.extend_from_slice(number.to_string().as_bytes());
}

/// Writes a value as it is; references have no meaning where this is used, and are written as null.
pub(super) fn write_plain(value: &Value<'_>, out: &mut Vec<u8>) {
    match value {
        Value::Null | Value::Reference(_) => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(digits) => out.extend_from_slice(digits),
        Value::Name(name) => write_name(name, out),
        Value::Text(text) => write_text(text, out),
        Value::Array(values) => {
            out.push(b'[');
            for value in values {
                write_plain(value, out);
                out.push(b' ');
            }
            out.push(b']');
        }
        Value::Dict(dict) => {
            out.extend_from_slice(b"<<");
            for (key, value) in dict {
                write_name(key, out);
                out.push(b' ');
                write_plain(value, out);
            }
            out.extend_from_slice(b">>");
        }
    }
}
