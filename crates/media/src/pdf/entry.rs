//! The entries of dictionaries, each by the rule of its key.

use super::{
    index::Object,
    rewrite::{Rewriter, write_reference},
    rules::{Kind, Rule},
    value::{Dict, Value, find, write_name, write_number, write_text},
};
use crate::refusal::Refusal;

/// Dictionaries within each other, each reference that is resolved in place counted.
const MAX_DEPTH: u8 = 48;
/// The longest name.
const MAX_NAME: usize = 127;

impl<'a> Rewriter<'a> {
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

    pub(super) fn entry(
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
}
