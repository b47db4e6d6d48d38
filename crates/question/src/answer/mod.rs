//! Answers already given: kept by community managers and administrators, proposed to whoever writes, and, where they say
//! so, read by everybody on the page of answers.

mod faq;
mod form;
mod keep;
mod overdue;

pub use faq::{FaqEntry, faq, like};
pub use form::{AnswerForm, AnswerView};
pub(crate) use keep::today;
pub use keep::{get, list, save, used};
pub(crate) use overdue::of_owner as overdue_of;
pub use overdue::{OverdueAnswer, overdue};

use std::collections::BTreeSet;

use souffleur_core::{Language, stopword::is_stopword};

/// The stems of a text that tell what it is about.
pub(crate) fn telling(text: &str, language: Language) -> BTreeSet<String> {
    let words = souffleur_search::read(text, language).into_iter();
    words
        .filter(|word| word.folded.chars().count() > 2 && !is_stopword(&word.folded))
        .map(|word| word.stem)
        .collect()
}

/// How much of what is asked an answer speaks of: each telling word once, those of its title double.
pub(crate) fn likeness(asked: &BTreeSet<String>, title: &str, body: &str, language: Language) -> usize {
    let shared = |text: &str| telling(text, language).intersection(asked).count();
    shared(title) * 2 + shared(body)
}
