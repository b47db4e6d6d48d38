//! What is sought as it was copied from elsewhere: mail addresses, telephone numbers, numbers of orders.

use super::{
    document::key,
    lookup::{Alternatives, PREFIX_MARK, phrase, run},
};
use souffleur_core::language::Language;

/// Characters of a number from which on its beginning is enough.
const SHORTEST_BEGINNING: usize = 3;
/// Digits of a French telephone number, with its zero.
const NATIONAL: usize = 10;
/// The prefix of France.
const FRANCE: &str = "33";
/// Digits of a telephone number with the prefix of its country.
const SHORTEST_ABROAD: usize = 8;
const LONGEST_ABROAD: usize = 15;

/// What a word that was typed is looked for as; none if there is nothing to find. `beginning` is whether the beginning of a
/// number will do.
pub fn sought(typed: &str, beginning: bool) -> Option<Alternatives> {
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
                last.push(PREFIX_MARK);
                any.add(run);
            }
        }
    }
    Some(any)
}

/// The mail address in a word, without what a mail program writes around it.
pub(super) fn address(word: &str) -> Option<&str> {
    let trim = |text| str::trim_matches(text, |c: char| "<>()[],;.'".contains(c));
    let bare = trim(word);
    let bare = match bare.split_once(':') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => rest,
        _ => bare,
    };
    // What a mail program writes around an address may stand within the link as well.
    let bare = trim(bare.split('?').next().unwrap_or_default());
    let (local, domain) = bare.split_once('@')?;
    let is_one = !local.is_empty() && domain.contains('.') && !domain.contains('@') && !bare.contains(':');
    is_one.then_some(bare)
}

/// A telephone number, however it is spaced: a French one as its ten digits, one of another country, which has to be
/// written with its prefix, as `+` and all of them.
pub(super) fn telephone(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+.-()/".contains(c);
    if !text.chars().all(is_part) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let has_plus = text.trim_start_matches('(').starts_with('+');
    let abroad = if has_plus {
        Some(&*digits).filter(|digits| digits.len() >= SHORTEST_ABROAD)
    } else {
        // The number of an order may begin with two zeros as well.
        digits.strip_prefix("00").filter(|digits| digits.len() >= NATIONAL)
    };
    let national = match abroad {
        Some(number) => match number.strip_prefix(FRANCE) {
            Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
            None if number.len() <= LONGEST_ABROAD && !number.starts_with('0') => {
                return Some(format!("+{number}"));
            }
            None => return None,
        },
        None => digits,
    };
    (national.len() == NATIONAL && national.starts_with('0') && !national.starts_with("00"))
        .then_some(national)
}

/// The ways in which a telephone number stands in texts, as words.
fn spellings(number: &str) -> Vec<Vec<String>> {
    let (country, rest) = match number.strip_prefix('+') {
        Some(digits) => digits.split_at(country_digits(digits)),
        None => (FRANCE, &number[1..]),
    };
    let rest = rest.strip_prefix('0').unwrap_or(rest);
    let prefixes = [country.to_owned(), format!("00{country}")];
    let after = |before: &[&str], groups: &[&str]| -> Vec<String> {
        before.iter().chain(groups).map(|&group| group.to_owned()).collect()
    };
    let mut spellings = Vec::new();
    for prefix in &prefixes {
        spellings.push(vec![format!("{prefix}{rest}")]);
        spellings.push(vec![format!("{prefix}0{rest}")]);
    }
    for groups in groupings(rest) {
        let zero = format!("0{}", groups[0]);
        spellings.push(after(&[&zero], &groups[1..]));
        spellings.push(after(&["0"], &groups));
        for prefix in &prefixes {
            spellings.push(after(&[prefix], &groups));
            spellings.push(after(&[prefix, "0"], &groups));
            spellings.push(after(&[prefix, &zero], &groups[1..]));
        }
    }
    spellings
}

/// The digits of the prefix of a country that a number begins with (ITU-T E.164).
fn country_digits(number: &str) -> usize {
    const TWO: [&str; 44] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
        "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
        "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ];
    match number {
        _ if number.starts_with(['1', '7']) => 1,
        _ if TWO.iter().any(|two| number.starts_with(two)) => 2,
        _ => 3,
    }
}

/// The ways in which digits are grouped: by two to four, the first ones also alone; all of them together, or all but the first
/// group.
fn groupings(digits: &str) -> Vec<Vec<&str>> {
    let mut done = vec![vec![digits]];
    let mut begun: Vec<(Vec<&str>, &str)> = vec![(Vec::new(), digits)];
    while let Some((groups, rest)) = begun.pop() {
        let least = if groups.is_empty() { 1 } else { 2 };
        for length in least..=4_usize.min(rest.len()) {
            let (group, rest) = rest.split_at(length);
            if groups.is_empty() && rest.len() > 4 {
                done.push(vec![group, rest]);
            }
            let groups = [&groups[..], &[group]].concat();
            if rest.is_empty() { done.push(groups) } else { begun.push((groups, rest)) }
        }
    }
    done
}
