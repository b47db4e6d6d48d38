//! Where each object of a document is: found by reading it from front to back, so that the last state of an object counts, no
//! table of places is believed, and everything takes a time in proportion to the file.

use std::{borrow::Cow, cell::Cell, collections::HashMap};

use memchr::memmem;

use super::{
    filter::{steps, undo_all},
    value::{Dict, Lexer, Resolve, Value, find, is_space},
};
use crate::{refusal::Refusal, stop::Stop};

/// Objects of a document, in its object streams as well.
const MAX_OBJECTS: usize = 150_000;
/// Objects and trailers in the document itself, its earlier states counted.
const MAX_HEADS: u32 = 250_000;
/// Bytes of all object streams, unpacked: they are kept while the document is rewritten.
const MAX_PACKED: usize = 20 * 1024 * 1024;
/// References that lead to nothing but references.
const MAX_HOPS: usize = 8;
/// Bytes read again while the document is rewritten, beside twice its own.
const MAX_READ_AGAIN: usize = 16 * 1024 * 1024;
/// The bytes read in objects, in terms of the document's own: pieces that break off are read again.
const MAX_READS: usize = 3;

#[derive(Debug, Clone, Copy)]
enum Place {
    /// In the document itself.
    Plain(usize),
    /// A stream: its dictionary, its bytes and how many they are.
    Stream(usize, usize, usize),
    /// In an object stream.
    Packed(usize, usize),
}

/// An indirect object.
#[derive(Debug, Clone)]
pub(super) enum Object<'a> {
    Value(Value<'a>),
    Stream(Dict<'a>, &'a [u8]),
}

impl<'a> Object<'a> {
    pub(super) const fn dict(&self) -> Option<&Dict<'a>> {
        match self {
            Self::Value(Value::Dict(dict)) | Self::Stream(dict, _) => Some(dict),
            Self::Value(_) => None,
        }
    }
}

/// The objects of a document.
#[derive(Debug)]
pub(super) struct Index<'d> {
    data: &'d [u8],
    places: HashMap<u32, Place>,
    packed: Vec<Vec<u8>>,
    packed_bytes: usize,
    root: Option<u32>,
    is_locked: bool,
    /// The lengths of streams that are objects of their own and stand behind them.
    lengths: Option<HashMap<u32, usize>>,
    reads: usize,
    heads: u32,
    read_again: Cell<usize>,
}

impl Resolve for Index<'_> {
    fn resolve<'v>(&'v self, value: Value<'v>) -> Result<Value<'v>, Refusal> {
        self.resolve(value)
    }
}

impl<'d> Index<'d> {
    /// Reads a document through.
    pub(super) fn read(data: &'d [u8], stop: Stop<'_>) -> Result<Self, Refusal> {
        let mut index = Self {
            data,
            places: HashMap::new(),
            packed: Vec::new(),
            packed_bytes: 0,
            root: None,
            is_locked: false,
            lengths: None,
            reads: 0,
            heads: 0,
            read_again: Cell::new(0),
        };
        let finder = memmem::Finder::new(b"obj");
        let (mut at, mut gap) = (0, 0);
        let mut broken = None;
        while let Some(found) = finder.find(&data[at..]) {
            stop.check()?;
            let keyword = at + found;
            at = keyword + 3;
            let Some((number, start)) = head(data, keyword, gap) else { continue };
            index.head()?;
            index.trailers(gap, start)?;
            gap = at;
            match index.object(number, at) {
                Ok(end) => (at, gap) = (end, end),
                Err(Refusal::Damaged) => {}
                Err(why) => broken = broken.or(Some(why)),
            }
            if index.reads > MAX_READS * data.len() || broken == Some(Refusal::TooComplex) {
                return Err(Refusal::TooComplex);
            }
        }
        index.trailers(gap, data.len())?;
        index.lengths = None;
        match (index.is_locked, broken) {
            (true, _) => Err(Refusal::Locked),
            (_, Some(why)) => Err(why),
            _ => Ok(index),
        }
    }

    /// Counts an object or a trailer.
    const fn head(&mut self) -> Result<(), Refusal> {
        self.heads += 1;
        if self.heads > MAX_HEADS { Err(Refusal::TooComplex) } else { Ok(()) }
    }

    /// Takes note of an object, and says where it ends.
    fn object(&mut self, number: u32, at: usize) -> Result<usize, Refusal> {
        let mut lexer = Lexer::new(self.data, at);
        let value = lexer.value();
        self.reads += lexer.at - at;
        let value = value?;
        let after = lexer.at;
        lexer.space();
        let Value::Dict(dict) = value else {
            self.place(number, Place::Plain(at))?;
            return Ok(after);
        };
        if !lexer.starts_with(b"stream") {
            if find(&dict, b"Type").and_then(Value::name) == Some(b"Catalog") && self.root.is_none() {
                self.root = Some(number);
            }
            self.place(number, Place::Plain(at))?;
            return Ok(after);
        }
        lexer.at += b"stream".len();
        if lexer.peek() == Some(b'\r') {
            lexer.at += 1;
        }
        if lexer.peek() == Some(b'\n') {
            lexer.at += 1;
        }
        let (start, length) = (lexer.at, self.length(&dict, lexer.at)?);
        self.place(number, Place::Stream(at, start, length))?;
        match find(&dict, b"Type").and_then(Value::name) {
            Some(b"XRef") => self.trailer(&dict),
            Some(b"ObjStm") => self.unpack(&dict, &self.data[start..start + length])?,
            _ => {}
        }
        Ok(start + length)
    }

    fn place(&mut self, number: u32, place: Place) -> Result<(), Refusal> {
        self.places.insert(number, place);
        if self.places.len() > MAX_OBJECTS { Err(Refusal::TooComplex) } else { Ok(()) }
    }

    /// How many bytes a stream has: as many as its dictionary says where its end follows, else all before the next end.
    fn length(&mut self, dict: &Dict<'_>, start: usize) -> Result<usize, Refusal> {
        let said = match find(dict, b"Length") {
            Some(Value::Reference(number)) => self.length_of(*number),
            Some(value) => value.integer().and_then(|length| usize::try_from(length).ok()),
            None => None,
        };
        let rest = &self.data[start..];
        if let Some(after) = said.and_then(|length| rest.get(length..)) {
            let space = after.iter().take(3).take_while(|byte| is_space(**byte)).count();
            if after[space..].starts_with(b"endstream") {
                return Ok(rest.len() - after.len());
            }
        }
        let end = memmem::find(rest, b"endstream");
        // A search is work as well, and where objects stand within one another's streams it is done again.
        self.reads += end.unwrap_or(rest.len());
        let end = end.ok_or(Refusal::Damaged)?;
        let data = &rest[..end];
        let data = data.strip_suffix(b"\n").unwrap_or(data);
        Ok(data.strip_suffix(b"\r").unwrap_or(data).len())
    }

    fn length_of(&mut self, number: u32) -> Option<usize> {
        if let Some(Place::Plain(at)) = self.places.get(&number) {
            return Lexer::new(self.data, *at).value().ok()?.integer().and_then(|n| usize::try_from(n).ok());
        }
        let data = self.data;
        self.lengths.get_or_insert_with(|| lengths(data)).get(&number).copied()
    }

    /// Takes note of what stands in an object stream.
    fn unpack(&mut self, dict: &Dict<'_>, raw: &[u8]) -> Result<(), Refusal> {
        self.reads += raw.len();
        let left = MAX_PACKED - self.packed_bytes;
        // The filters of an object stream are direct, as the format demands.
        let bytes = {
            let steps = steps(self, dict)?;
            undo_all(self, &steps, raw, left)?
        };
        self.packed_bytes += bytes.len();
        let first = find(dict, b"First").and_then(Value::integer);
        let first = first.and_then(|first| usize::try_from(first).ok()).ok_or(Refusal::Damaged)?;
        let heads = bytes.get(..first).ok_or(Refusal::Damaged)?;
        let mut lexer = Lexer::new(heads, 0);
        let stream = self.packed.len();
        loop {
            lexer.space();
            let Some(number) = lexer.digits() else { break };
            lexer.space();
            let Some(offset) = lexer.digits().and_then(|offset| usize::try_from(offset).ok()) else { break };
            self.place(number, Place::Packed(stream, first.saturating_add(offset)))?;
        }
        self.packed.push(bytes);
        Ok(())
    }

    /// Reads the trailers between two objects.
    fn trailers(&mut self, from: usize, to: usize) -> Result<(), Refusal> {
        let gap = &self.data[from..to.max(from)];
        for found in memmem::find_iter(gap, b"trailer") {
            self.head()?;
            let at = from + found + b"trailer".len();
            let mut lexer = Lexer::new(self.data, at);
            let value = lexer.value();
            self.reads += lexer.at - at;
            if self.reads > MAX_READS * self.data.len() {
                return Err(Refusal::TooComplex);
            }
            if let Ok(Value::Dict(dict)) = value {
                self.trailer(&dict);
            }
        }
        Ok(())
    }

    fn trailer(&mut self, dict: &Dict<'_>) {
        if let Some(Value::Reference(root)) = find(dict, b"Root") {
            self.root = Some(*root);
        }
        self.is_locked |= !matches!(find(dict, b"Encrypt"), None | Some(Value::Null));
    }

    /// The number of the catalog.
    pub(super) fn root(&self) -> Result<u32, Refusal> {
        let packed = || {
            let numbers = self.places.keys().copied();
            let is_catalog = |number: &u32| {
                let object = self.get(*number).ok();
                let kind = object.as_ref().and_then(Object::dict).and_then(|dict| find(dict, b"Type"));
                kind.and_then(Value::name) == Some(b"Catalog")
            };
            // Only where no trailer is left: the first thousand objects are looked through.
            numbers.take(1_000).filter(is_catalog).max()
        };
        self.root.or_else(packed).ok_or(Refusal::Damaged)
    }

    /// An indirect object; what is not there is null.
    pub(super) fn get<'a>(&'a self, number: u32) -> Result<Object<'a>, Refusal> {
        let value = |data: &'a [u8], at: usize| {
            let mut lexer = Lexer::new(data, at);
            let value = lexer.value();
            let read = self.read_again.get() + lexer.at.saturating_sub(at) + 1;
            self.read_again.set(read);
            match value {
                _ if read > MAX_READ_AGAIN + 2 * self.data.len() => Err(Refusal::TooComplex),
                Err(Refusal::Damaged) => Ok(Value::Null),
                found => found,
            }
        };
        match self.places.get(&number) {
            None => Ok(Object::Value(Value::Null)),
            Some(Place::Plain(at)) => value(self.data, *at).map(Object::Value),
            Some(Place::Packed(stream, at)) => value(&self.packed[*stream], *at).map(Object::Value),
            Some(Place::Stream(at, start, length)) => match value(self.data, *at)? {
                Value::Dict(dict) => Ok(Object::Stream(dict, &self.data[*start..start + length])),
                _ => Err(Refusal::Damaged),
            },
        }
    }

    /// What a value stands for, where it is a reference.
    pub(super) fn follow<'a>(&'a self, value: Value<'a>) -> Result<Object<'a>, Refusal> {
        let mut object = Object::Value(value);
        for _ in 0..MAX_HOPS {
            match object {
                Object::Value(Value::Reference(number)) => object = self.get(number)?,
                found => return Ok(found),
            }
        }
        Ok(Object::Value(Value::Null))
    }

    /// What a value stands for, where that is no stream.
    pub(super) fn resolve<'a>(&'a self, value: Value<'a>) -> Result<Value<'a>, Refusal> {
        Ok(match self.follow(value)? {
            Object::Value(value) => value,
            Object::Stream(..) => Value::Null,
        })
    }

    /// What stands under a key, resolved.
    pub(super) fn entry<'a>(&'a self, dict: &Dict<'a>, key: &[u8]) -> Result<Value<'a>, Refusal> {
        self.resolve(find(dict, key).cloned().unwrap_or(Value::Null))
    }

    /// The name that stands under a key.
    pub(super) fn name<'a>(&'a self, dict: &Dict<'a>, key: &[u8]) -> Result<Cow<'a, [u8]>, Refusal> {
        Ok(if let Value::Name(name) = self.entry(dict, key)? { name } else { Cow::Borrowed(b"") })
    }
}

/// The number of the object whose `obj` stands at `keyword`, and where it begins; not before `from`.
fn head(data: &[u8], keyword: usize, from: usize) -> Option<(u32, usize)> {
    let before = |end: usize, is_part: fn(u8) -> bool| {
        let part = data[from..end].iter().rev().take(12).take_while(|byte| is_part(**byte)).count();
        (part > 0 && part < 12).then(|| end - part)
    };
    let digit = |byte: u8| byte.is_ascii_digit();
    let generation_end = before(keyword, is_space)?;
    let generation = before(generation_end, digit)?;
    let number_end = before(generation, is_space)?;
    let number = before(number_end, digit)?;
    Some((Lexer::new(data, number).digits()?, number))
}

/// Every object that is one whole number.
fn lengths(data: &[u8]) -> HashMap<u32, usize> {
    let mut lengths = HashMap::new();
    for keyword in memmem::find_iter(data, b"obj") {
        let Some((number, _)) = head(data, keyword, 0) else { continue };
        let mut lexer = Lexer::new(data, keyword + 3);
        while lexer.peek().is_some_and(is_space) {
            lexer.at += 1;
        }
        let Some(length) = lexer.digits().and_then(|length| usize::try_from(length).ok()) else { continue };
        let ends = data.get(lexer.at..lexer.at + 10).unwrap_or_default();
        let space = ends.iter().take_while(|byte| is_space(**byte)).count();
        if ends[space..].starts_with(b"endobj") && lengths.len() < MAX_OBJECTS {
            lengths.insert(number, length);
        }
    }
    lengths
}
