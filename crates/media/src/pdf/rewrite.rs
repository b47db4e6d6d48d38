//! Writes a document anew: the catalog, its pages, and what they reach by the allow-list.

use std::{
    collections::{HashMap, VecDeque},
    mem,
};

use super::{
    index::{Index, Object},
    pages::{Inherited, Pages},
    rules::{Kind, Rule},
    value::{Dict, Value, find, write_number, write_text},
};
use crate::{refusal::Refusal, stop::Stop};

/// Bytes that a document may grow by.
const MAX_GROWTH: usize = 8 * 1024 * 1024;
/// Bytes of all contents, unpacked; they are read one at a time.
const MAX_CONTENTS: usize = 40 * 1024 * 1024;
/// Bytes that are inflated only to find where a stream ends.
const MAX_MEASURED: usize = 64 * 1024 * 1024;
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
    pub(super) depth: u8,
    /// Where each new object begins; 0 while it is not written.
    offsets: Vec<usize>,
    /// The new numbers of old objects, each as what it is read as.
    pub(super) known: HashMap<(u32, Kind), u32>,
    pub(super) waiting: VecDeque<(u32, Kind, u32)>,
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
        self.annotations(&dict, &mut text)?;
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

    /// Refuses to grow beyond the budget.
    pub(super) fn check(&self, more: usize) -> Result<(), Refusal> {
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
