//! Writes a document anew: the catalog, its pages, and what they reach by the allow-list.

use std::{
    collections::{HashMap, VecDeque},
    mem,
};

use super::{
    Refusal, Stop, annotation,
    index::{Index, Object},
    pages::{Inherited, Pages},
    rules::{Kind, Rule},
    value::{Dict, Value, find, write_name, write_number, write_text},
};

/// Bytes that a document may grow by.
const MAX_GROWTH: usize = 8 * 1024 * 1024;
/// Dictionaries within each other, each reference that is resolved in place counted.
const MAX_DEPTH: u8 = 48;
/// Bytes of all contents, unpacked; they are read one at a time.
const MAX_CONTENTS: usize = 40 * 1024 * 1024;
/// Bytes that are inflated only to find where a stream ends.
const MAX_MEASURED: usize = 64 * 1024 * 1024;
/// The longest name.
const MAX_NAME: usize = 127;
const CATALOG: u32 = 1;
const PAGES: u32 = 2;

pub(super) struct Rewriter<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) stop: Stop<'a>,
    /// Bytes of contents that may still be unpacked.
    pub(super) contents_left: usize,
    /// Bytes that may still be inflated to measure streams.
    pub(super) measures_left: usize,
    out: Vec<u8>,
    most: usize,
    depth: u8,
    /// Where each new object begins; 0 while it is not written.
    offsets: Vec<usize>,
    /// The new numbers of old objects, each as what it is read as.
    known: HashMap<(u32, Kind), u32>,
    waiting: VecDeque<(u32, Kind, u32)>,
    /// The new numbers of pages.
    pages: HashMap<u32, u32>,
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(index: &'a Index<'a>, length: usize, stop: Stop<'a>) -> Self {
        Self {
            index,
            stop,
            contents_left: MAX_CONTENTS,
            measures_left: MAX_MEASURED,
            out: Vec::with_capacity(length),
            most: length + MAX_GROWTH,
            depth: 0,
            offsets: vec![0, 0],
            known: HashMap::new(),
            waiting: VecDeque::new(),
            pages: HashMap::new(),
        }
    }

    /// Writes the whole document.
    pub(super) fn run(mut self) -> Result<Vec<u8>, Refusal> {
        self.out.extend_from_slice(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        let catalog = self.index.get(self.index.root()?)?;
        let catalog = catalog.dict().ok_or(Refusal::Damaged)?;
        let Some(Value::Reference(root)) = find(catalog, b"Pages") else { return Err(Refusal::Damaged) };
        let mut numbers = Vec::new();
        let mut pages = Pages::new(self.index, *root);
        while let Some((page, _)) = pages.next()? {
            let number = self.reserve();
            self.pages.insert(page, number);
            numbers.push(number);
        }
        if numbers.is_empty() {
            return Err(Refusal::Damaged);
        }
        let mut pages = Pages::new(self.index, *root);
        while let Some((page, inherited)) = pages.next()? {
            self.page(page, &inherited)?;
            self.drain()?;
        }
        let mut text = b"<</Type/Pages/Kids[".to_vec();
        for number in &numbers {
            write_reference(*number, &mut text);
            text.push(b' ');
        }
        text.extend_from_slice(b"]/Count ");
        write_number(numbers.len(), &mut text);
        text.extend_from_slice(b">>");
        self.object(PAGES, &text, None)?;
        self.catalog(catalog)?;
        self.drain()?;
        self.finish()
    }

    fn catalog(&mut self, catalog: &Dict<'a>) -> Result<(), Refusal> {
        let mut text = b"<</Type/Catalog/Pages 2 0 R".to_vec();
        if let Value::Text(language) = self.index.entry(catalog, b"Lang")?
            && is_language(&language)
        {
            text.extend_from_slice(b"/Lang");
            write_text(&language, &mut text);
        }
        if let Some(layers) = find(catalog, b"OCProperties") {
            self.entry(b"OCProperties", Rule::One(Kind::LayerProperties), layers, &mut text)?;
        }
        text.extend_from_slice(b">>");
        self.object(CATALOG, &text, None)
    }

    fn page(&mut self, page: u32, inherited: &Inherited<'a>) -> Result<(), Refusal> {
        let Some(number) = self.pages.get(&page).copied() else { return Err(Refusal::Damaged) };
        let Object::Value(Value::Dict(dict)) = self.index.follow(Value::Reference(page))? else {
            return Err(Refusal::Damaged);
        };
        let mut text = b"<</Type/Page/Parent 2 0 R".to_vec();
        for (key, rule) in Kind::Page.table() {
            let above = || inherited.iter().find(|(name, _)| name == key).map(|(_, value)| value);
            if let Some(value) = find(&dict, key).or_else(above) {
                self.entry(key, *rule, value, &mut text)?;
            }
        }
        if let Some(contents) = find(&dict, b"Contents") {
            match contents {
                Value::Reference(_) if matches!(self.index.follow(contents.clone())?, Object::Stream(..)) => {
                    self.entry(b"Contents", Rule::One(Kind::Glyph), contents, &mut text)?;
                }
                _ => {
                    let number = self.reserve();
                    if self.contents(number, contents)? {
                        text.extend_from_slice(b"/Contents ");
                        write_reference(number, &mut text);
                    }
                }
            }
        }
        annotation::write_all(self, &dict, &mut text)?;
        text.extend_from_slice(b">>");
        self.object(number, &text, None)
    }

    /// Writes what pages reach.
    fn drain(&mut self) -> Result<(), Refusal> {
        while let Some((old, kind, new)) = self.waiting.pop_front() {
            self.stop.check()?;
            match self.index.follow(Value::Reference(old))? {
                Object::Stream(dict, raw) => self.stream(new, kind, &dict, raw)?,
                Object::Value(Value::Dict(dict)) => {
                    let mut text = Vec::new();
                    self.dict(kind, &dict, &mut text)?;
                    self.object(new, &text, None)?;
                }
                Object::Value(_) => self.object(new, b"null", None)?,
            }
        }
        Ok(())
    }

    /// A number for an object that is written later.
    pub(super) fn reserve(&mut self) -> u32 {
        self.offsets.push(0);
        u32::try_from(self.offsets.len()).unwrap_or(u32::MAX)
    }

    /// Writes an object; a dictionary with its stream where it has one.
    pub(super) fn object(&mut self, number: u32, text: &[u8], stream: Option<&[u8]>) -> Result<(), Refusal> {
        let place = usize::try_from(number).ok().and_then(|number| self.offsets.get_mut(number - 1));
        *place.ok_or(Refusal::Damaged)? = self.out.len();
        self.check(text.len() + stream.map_or(0, <[u8]>::len))?;
        let out = &mut self.out;
        write_number(number, out);
        out.extend_from_slice(b" 0 obj\n");
        out.extend_from_slice(text);
        if let Some(bytes) = stream {
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(bytes);
            out.extend_from_slice(b"\nendstream");
        }
        out.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    fn check(&self, more: usize) -> Result<(), Refusal> {
        if self.out.len() + more > self.most { Err(Refusal::TooComplex) } else { Ok(()) }
    }

    /// Writes the table of places and the end.
    fn finish(mut self) -> Result<Vec<u8>, Refusal> {
        self.check(self.offsets.len() * 20)?;
        let start = self.out.len();
        let size = self.offsets.len() + 1;
        let mut out = mem::take(&mut self.out);
        out.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
        for offset in &self.offsets {
            let line = match offset {
                0 => "0000000000 00000 f \n".to_owned(),
                offset => format!("{offset:010} 00000 n \n"),
            };
            out.extend_from_slice(line.as_bytes());
        }
        let end = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        out.extend_from_slice(end.as_bytes());
        Ok(out)
    }

    /// Writes what a type of dictionary may hold.
    pub(super) fn dict(&mut self, kind: Kind, dict: &Dict<'a>, text: &mut Vec<u8>) -> Result<(), Refusal> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Refusal::TooComplex);
        }
        self.check(text.len())?;
        text.extend_from_slice(b"<<");
        if kind == Kind::Layer {
            let is_set = &*self.index.name(dict, b"Type")? == b"OCMD";
            text.extend_from_slice(if is_set { b"/Type/OCMD" } else { b"/Type/OCG/Name(Layer)" });
        }
        self.entries(kind, dict, text)?;
        text.extend_from_slice(b">>");
        self.depth -= 1;
        Ok(())
    }

    /// The entries of a dictionary that stay, without its brackets.
    pub(super) fn entries(&mut self, kind: Kind, dict: &Dict<'a>, text: &mut Vec<u8>) -> Result<(), Refusal> {
        for (key, rule) in kind.table() {
            if let Some(value) = find(dict, key) {
                self.entry(key, *rule, value, text)?;
            }
        }
        Ok(())
    }

    fn entry(
        &mut self,
        key: &[u8],
        rule: Rule,
        value: &Value<'a>,
        text: &mut Vec<u8>,
    ) -> Result<(), Refusal> {
        let before = text.len();
        write_name(key, text);
        text.push(b' ');
        if !self.put(rule, value, text)? {
            text.truncate(before);
        }
        Ok(())
    }

    /// Writes a value by its rule. Whether it may stay.
    pub(super) fn put(&mut self, rule: Rule, value: &Value<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
        match rule {
            Rule::One(kind) => return self.one(kind, value, text),
            Rule::ColorSpace => return self.color_space(value, text),
            _ => {}
        }
        let object = self.index.follow(value.clone())?;
        match (rule, &object) {
            (Rule::Number, Object::Value(Value::Number(digits))) => text.extend_from_slice(digits),
            (Rule::Bool, Object::Value(Value::Bool(is))) => {
                text.extend_from_slice(if *is { b"true" } else { b"false" });
            }
            (Rule::Name | Rule::Names | Rule::NameOr(_), Object::Value(Value::Name(name)))
                if name.len() <= MAX_NAME =>
            {
                write_name(name, text);
            }
            (
                Rule::Numbers | Rule::NumbersOr(_),
                Object::Value(value @ (Value::Number(_) | Value::Array(_))),
            ) => {
                return self.numbers(value, text).map(|()| true);
            }
            (Rule::Names | Rule::Differences, Object::Value(Value::Array(values))) => {
                self.names(rule, values, text)?;
            }
            (Rule::Some(kind), Object::Value(Value::Array(values))) => {
                text.push(b'[');
                for value in values {
                    if self.one(kind, value, text)? {
                        text.push(b' ');
                    }
                }
                text.push(b']');
            }
            (Rule::NameOr(kind) | Rule::NumbersOr(kind) | Rule::Some(kind), _) => {
                return self.one(kind, value, text);
            }
            (Rule::Map(_) | Rule::ColorSpaces, Object::Value(Value::Dict(dict))) => {
                let rule = if let Rule::Map(kind) = rule { Rule::One(kind) } else { Rule::ColorSpace };
                text.extend_from_slice(b"<<");
                for (key, value) in dict {
                    self.entry(key, rule, value, text)?;
                }
                text.extend_from_slice(b">>");
            }
            (Rule::CharacterSet, Object::Value(Value::Dict(dict))) => self.character_set(dict, text)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Writes a dictionary where it stands, and a reference to what is an object of its own.
    fn one(&mut self, kind: Kind, value: &Value<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
        let Value::Reference(old) = value else {
            let Some(dict) = value.dict().filter(|_| kind.forms().0) else { return Ok(false) };
            return if self.fits(kind, dict)? {
                self.dict(kind, dict, text).map(|()| true)
            } else {
                Ok(false)
            };
        };
        if let Some(new) = self.known.get(&(*old, kind)) {
            write_reference(*new, text);
            return Ok(true);
        }
        let object = self.index.follow(value.clone())?;
        let (may_be_dict, may_be_stream) = kind.forms();
        let fits = match &object {
            Object::Value(Value::Dict(dict)) => may_be_dict && self.fits(kind, dict)?,
            Object::Stream(dict, _) => may_be_stream && self.fits(kind, dict)?,
            Object::Value(_) => false,
        };
        if fits {
            let new = self.reserve();
            self.known.insert((*old, kind), new);
            self.waiting.push_back((*old, kind, new));
            write_reference(new, text);
        }
        Ok(fits)
    }

    /// Whether a dictionary is of the type that it is taken for, where another one may stand in the same place.
    fn fits(&self, kind: Kind, dict: &Dict<'a>) -> Result<bool, Refusal> {
        Ok(match kind {
            Kind::Layer => matches!(&*self.index.name(dict, b"Type")?, b"OCG" | b"OCMD"),
            Kind::XObject => matches!(&*self.index.name(dict, b"Subtype")?, b"Image" | b"Form"),
            _ => true,
        })
    }

    fn numbers(&mut self, value: &Value<'a>, text: &mut Vec<u8>) -> Result<(), Refusal> {
        match value {
            Value::Number(digits) => text.extend_from_slice(digits),
            Value::Bool(true) => text.extend_from_slice(b"true"),
            Value::Bool(false) => text.extend_from_slice(b"false"),
            Value::Array(values) => {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err(Refusal::TooComplex);
                }
                self.check(text.len())?;
                text.push(b'[');
                for value in values {
                    let value = self.index.resolve(value.clone())?;
                    self.numbers(&value, text)?;
                    text.push(b' ');
                }
                text.push(b']');
                self.depth -= 1;
            }
            _ => text.extend_from_slice(b"null"),
        }
        Ok(())
    }

    fn names(&self, rule: Rule, values: &[Value<'a>], text: &mut Vec<u8>) -> Result<(), Refusal> {
        text.push(b'[');
        for value in values {
            match self.index.resolve(value.clone())? {
                Value::Name(name) if name.len() <= MAX_NAME => write_name(&name, text),
                Value::Number(digits) if rule == Rule::Differences => text.extend_from_slice(digits),
                _ => {}
            }
            text.push(b' ');
        }
        text.push(b']');
        Ok(())
    }

    fn character_set(&self, dict: &Dict<'a>, text: &mut Vec<u8>) -> Result<(), Refusal> {
        const KNOWN: [&[u8]; 8] =
            [b"Identity", b"UCS", b"Japan1", b"GB1", b"CNS1", b"Korea1", b"KR", b"Japan2"];
        let ordering = match self.index.entry(dict, b"Ordering")? {
            Value::Text(ordering) if KNOWN.contains(&ordering.as_slice()) => ordering,
            _ => b"Identity".to_vec(),
        };
        let supplement = self.index.entry(dict, b"Supplement")?.integer().unwrap_or_default();
        text.extend_from_slice(b"<</Registry(Adobe)/Ordering");
        write_text(&ordering, text);
        text.extend_from_slice(b"/Supplement ");
        write_number(supplement, text);
        text.extend_from_slice(b">>");
        Ok(())
    }

    /// The new number of a page.
    pub(super) fn page_number(&self, old: u32) -> Option<u32> {
        self.pages.get(&old).copied()
    }
}

/// Whether a text says a language and nothing else: `fr`, `fr-FR`.
fn is_language(text: &[u8]) -> bool {
    let mut parts = text.split(|byte| *byte == b'-');
    let is_part =
        |part: &[u8], most| (2..=most).contains(&part.len()) && part.iter().all(u8::is_ascii_alphabetic);
    parts.next().is_some_and(|part| is_part(part, 3))
        && parts.next().is_none_or(|part| is_part(part, 2))
        && parts.next().is_none()
}

pub(super) fn write_reference(number: u32, text: &mut Vec<u8>) {
    write_number(number, text);
    text.extend_from_slice(b" 0 R");
}
