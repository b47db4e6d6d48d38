//! How each language writes numbers, dates and spans of time. Locale data, not sentences: it would come from the
//! CLDR if two languages were worth its weight.

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday};

use crate::Language;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT_MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const SHORT_MONTHS_FR: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const SHORT_WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const SHORT_WEEKDAYS_FR: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

/// How much of a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// `lundi 24 novembre 2025`
    Full,
    /// `24 novembre 2025`
    Long,
    /// `24 nov. 2025`
    Medium,
    /// `lun. 24 nov.`
    Short,
    /// `novembre 2025`
    Month,
}

/// A date in words.
pub(crate) fn date(language: Language, date: Date, style: DateStyle) -> String {
    let year = date.year();
    let month = usize::from(date.month().unsigned_abs()) - 1;
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let (months, short_months, weekdays, short_weekdays) = match language {
        Language::En => (MONTHS_EN, SHORT_MONTHS_EN, WEEKDAYS_EN, SHORT_WEEKDAYS_EN),
        Language::Fr => (MONTHS_FR, SHORT_MONTHS_FR, WEEKDAYS_FR, SHORT_WEEKDAYS_FR),
    };
    // The first of the month is an ordinal in French, and no other day is.
    let day = match (language, date.day()) {
        (Language::Fr, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    };
    match style {
        DateStyle::Full => format!("{} {day} {} {year}", weekdays[weekday], months[month]),
        DateStyle::Long => format!("{day} {} {year}", months[month]),
        DateStyle::Medium => format!("{day} {} {year}", short_months[month]),
        DateStyle::Short => format!("{} {day} {}", short_weekdays[weekday], short_months[month]),
        DateStyle::Month => format!("{} {year}", months[month]),
    }
}

/// "yesterday", "tomorrow": the name of the day next to today.
pub(crate) const fn adjacent_day(language: Language, is_tomorrow: bool) -> &'static str {
    match (language, is_tomorrow) {
        (Language::En, true) => "tomorrow",
        (Language::En, false) => "yesterday",
        (Language::Fr, true) => "demain",
        (Language::Fr, false) => "hier",
    }
}

/// A weekday by its name.
pub(crate) fn weekday(language: Language, weekday: Weekday) -> &'static str {
    let index = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
    match language {
        Language::En => WEEKDAYS_EN[index],
        Language::Fr => WEEKDAYS_FR[index],
    }
}

/// A span without direction, in its two largest units: `2 h 10 min`. `assets/souffleur.js` writes the same.
pub(crate) fn span(language: Language, seconds: u64) -> String {
    let day = match language {
        Language::En => "d",
        Language::Fr => "j",
    };
    let minutes = seconds / 60;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => "< 1\u{a0}min".to_owned(),
        (0, 0, _) => format!("{rest}\u{a0}min"),
        (0, _, 0) => format!("{hours}\u{a0}h"),
        (0, _, _) => format!("{hours}\u{a0}h\u{a0}{rest:02}"),
        (_, 0, _) => format!("{days}\u{a0}{day}"),
        _ => format!("{days}\u{a0}{day}\u{a0}{hours}\u{a0}h"),
    }
}

/// How far `seconds` is from now: behind if negative.
pub(crate) fn relative(language: Language, seconds: i64) -> String {
    let span = span(language, seconds.unsigned_abs());
    match (language, seconds) {
        (Language::En, -59..60) => "just now".to_owned(),
        (Language::Fr, -59..60) => "à l’instant".to_owned(),
        (Language::En, ..0) => format!("{span} ago"),
        (Language::En, _) => format!("in {span}"),
        (Language::Fr, ..0) => format!("il y a {span}"),
        (Language::Fr, _) => format!("dans {span}"),
    }
}

/// A number with so many digits after the separator: `12 345,6` or `12,345.6`.
pub(crate) fn number(language: Language, value: f64, digits: usize) -> String {
    let (thousands, separator) = match language {
        Language::En => (',', '.'),
        Language::Fr => ('\u{202f}', ','),
    };
    let plain = format!("{:.digits$}", value.abs());
    let (integer, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let is_zero = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let mut text = String::with_capacity(plain.len() + 8);
    if value < 0.0 && !is_zero {
        text.push('\u{2212}');
    }
    for (index, digit) in integer.chars().enumerate() {
        if index > 0 && (integer.len() - index).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        let _ = write!(text, "{separator}{fraction}");
    }
    text
}

/// A share of one as a percentage: `83,4 %` or `83.4%`.
pub(crate) fn percent(language: Language, share: f64, digits: usize) -> String {
    let number = number(language, share * 100.0, digits);
    match language {
        Language::En => format!("{number}%"),
        Language::Fr => format!("{number}\u{202f}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{En, Fr};
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(number(Fr, 1234.56, 1), "1\u{202f}234,6");
        assert_eq!(number(En, 1_234_567.0, 0), "1,234,567");
        assert_eq!(number(En, 999.0, 0), "999");
        assert_eq!(number(En, -12.5, 1), "\u{2212}12.5");
        assert_eq!(number(Fr, -0.01, 1), "0,0");
        assert_eq!(percent(Fr, 0.834, 1), "83,4\u{202f}%");
        assert_eq!(percent(En, 1.0, 0), "100%");
    }

    #[test]
    fn dates() {
        let first = jiff::civil::date(2025, 9, 1);
        assert_eq!(date(Fr, first, DateStyle::Full), "lundi 1er septembre 2025");
        assert_eq!(date(En, first, DateStyle::Full), "Monday 1 September 2025");
        assert_eq!(date(Fr, first, DateStyle::Long), "1er septembre 2025");
        assert_eq!(date(Fr, first, DateStyle::Short), "lun. 1er sept.");
        assert_eq!(date(En, jiff::civil::date(2025, 12, 31), DateStyle::Medium), "31 Dec 2025");
    }

    #[test]
    fn spans() {
        let nbsp = |text: &str| text.replace(' ', "\u{a0}");
        assert_eq!(span(Fr, 0), "< 1\u{a0}min");
        assert_eq!(span(Fr, 59 * 60 + 59), nbsp("59 min"));
        assert_eq!(span(Fr, 3600), nbsp("1 h"));
        assert_eq!(span(En, 3600 + 5 * 60), nbsp("1 h 05"));
        assert_eq!(span(Fr, 26 * 3600), nbsp("1 j 2 h"));
        assert_eq!(span(En, 48 * 3600 + 60), nbsp("2 d"));
        assert_eq!(relative(Fr, -300), "il y a 5\u{a0}min");
        assert_eq!(relative(En, 7500), "in 2\u{a0}h\u{a0}05");
        assert_eq!(relative(Fr, 20), "à l’instant");
    }
}
