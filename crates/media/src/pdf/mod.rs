//! PDF: written anew from its pages. Each type of dictionary has an allow-list; references are resolved before anything is
//! judged, pictures are cleaned as pictures are, contents are read operator by operator, and what no list names is dropped.

mod annotation;
mod content;
mod entry;
mod filter;
mod index;
mod jbig2;
mod pages;
mod rewrite;
mod rules;
mod stream;
mod value;

use crate::{refusal::Refusal, stop::Stop};

pub(super) fn clean(bytes: &[u8], stop: Stop<'_>) -> Result<Vec<u8>, Refusal> {
    let index = index::Index::read(bytes, stop)?;
    rewrite::Rewriter::new(&index, bytes.len(), stop).run()
}
