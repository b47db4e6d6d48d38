//! The pages of a document in their order, each with what it inherits.

use std::{collections::HashSet, rc::Rc};

use super::{
    index::{Index, Object},
    value::{Value, find},
};
use crate::refusal::Refusal;

/// Pages of a document.
const MAX_PAGES: usize = 10_000;
/// What a page has from the nodes above it where it says nothing itself.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// What a page inherits, by key.
pub(super) type Inherited<'a> = Vec<(&'static [u8], Value<'a>)>;

/// A way through the page tree.
pub(super) struct Pages<'a> {
    index: &'a Index<'a>,
    waiting: Vec<(u32, Rc<Inherited<'a>>)>,
    seen: HashSet<u32>,
    count: usize,
}

impl<'a> Pages<'a> {
    pub(super) fn new(index: &'a Index<'a>, root: u32) -> Self {
        Self { index, waiting: vec![(root, Rc::default())], seen: HashSet::new(), count: 0 }
    }

    /// The number of the next page, and what it inherits.
    pub(super) fn next(&mut self) -> Result<Option<(u32, Rc<Inherited<'a>>)>, Refusal> {
        while let Some((number, inherited)) = self.waiting.pop() {
            if !self.seen.insert(number) {
                continue;
            }
            let Object::Value(Value::Dict(node)) = self.index.follow(Value::Reference(number))? else {
                continue;
            };
            let Value::Array(kids) = self.index.entry(&node, b"Kids")? else {
                self.count += 1;
                return if self.count > MAX_PAGES {
                    Err(Refusal::TooComplex)
                } else {
                    Ok(Some((number, inherited)))
                };
            };
            let own: Inherited<'a> =
                INHERITED.into_iter().filter_map(|key| Some((key, find(&node, key)?.clone()))).collect();
            let inherited = if own.is_empty() {
                inherited
            } else {
                let above = inherited.iter().filter(|(key, _)| own.iter().all(|(found, _)| found != key));
                Rc::new(above.cloned().chain(own.iter().cloned()).collect())
            };
            for kid in kids.into_iter().rev() {
                if let Value::Reference(kid) = kid {
                    self.waiting.push((kid, Rc::clone(&inherited)));
                }
            }
        }
        Ok(None)
    }
}
