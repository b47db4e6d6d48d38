//! What is sought as it was copied from elsewhere: mail addresses, telephone numbers, numbers of orders.

use super::{
    document::key,
    lookup::{Any, BEGINS, phrase, run},
};
use crate::language::Language;

/// Characters of a number from which on its beginning is enough.
const SHORTEST_BEGINNING: usize = 3;
/// Digits of a French telephone number, with its zero.
const NATIONAL: usize = 10;

/// What a word that was typed is looked for as; none if there is nothing to find. `beginning` is whether the beginning of a
/// number will do.
pub fn sought(typed: &str, beginning: bool) -> Option<Any> {
    let mut any = phrase(typed)?;
    if let Some(address) = address(typed) {
        any.add(vec![key('f', address)]);
    } else if let Some(number) = telephone(typed) {
        for run in spellings(&number) {
            any.add(run);
        }
    } else if beginning && typed.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST_BEGINNING {
        for language in Language::ALL {
            let mut run = run(typed, language);
            if let Some(last) = run.last_mut().filter(|last| last.bytes().any(|byte| byte.is_ascii_digit())) {
                last.push(BEGINS);
                any.add(run);
            }
        }
    }
    Some(any)
}

/// The mail address in a word, without what a mail program writes around it.
pub(super) fn address(word: &str) -> Option<&str> {
    let bare = word.trim_matches(|c: char| "<>()[],;.'".contains(c));
    let bare = match bare.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => rest,
        _ => bare,
    };
    let bare = bare.split('?').next().unwrap_or_default();
    let (local, domain) = bare.split_once('@')?;
    let is_one = !local.is_empty() && domain.contains('.') && !domain.contains('@') && !bare.contains(':');
    is_one.then_some(bare)
}

/// A French telephone number with its ten digits, however it is spaced and with its country's number or without.
pub(super) fn telephone(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+.-()/".contains(c);
    if !text.chars().all(is_part) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let abroad =
        digits.strip_prefix("0033").or_else(|| digits.strip_prefix("33").filter(|_| text.contains('+')));
    let national = match abroad {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits,
    };
    (national.len() == NATIONAL && national.starts_with('0') && !national.starts_with("00"))
        .then_some(national)
}

/// The ways in which a telephone number stands in texts, as words.
fn spellings(national: &str) -> Vec<Vec<String>> {
    let split = |text: &str, lengths: &[usize]| {
        let mut at = 0;
        let part = |length: &usize| {
            let from = at;
            at = (at + length).min(text.len());
            text[from..at].to_owned()
        };
        lengths.iter().map(part).collect::<Vec<_>>()
    };
    let bare = &national[1..];
    let mut spellings = vec![
        vec![national.to_owned()],
        split(national, &[2, 2, 2, 2, 2]),
        split(national, &[4, 3, 3]),
        split(national, &[4, 2, 2, 2]),
        split(national, &[1, 3, 3, 3]),
        split(national, &[2, 3, 3, 2]),
    ];
    for country in ["33", "0033"] {
        spellings.push(vec![format!("{country}{bare}")]);
        spellings.push(vec![format!("{country}{national}")]);
        spellings.extend([vec![bare.to_owned()], vec![national.to_owned()]].map(|rest| after(country, rest)));
        for rest in [
            split(bare, &[1, 2, 2, 2, 2]),
            split(national, &[2, 2, 2, 2, 2]),
            split(national, &[1, 1, 2, 2, 2, 2]),
            split(national, &[1, 9]),
            split(bare, &[3, 3, 3]),
            split(bare, &[3, 2, 2, 2]),
        ] {
            spellings.push(after(country, rest));
        }
    }
    spellings
}

fn after(country: &str, rest: Vec<String>) -> Vec<String> {
    std::iter::once(country.to_owned()).chain(rest).collect()
}
