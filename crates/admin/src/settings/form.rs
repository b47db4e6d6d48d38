//! Reading fields that several forms have.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use souffleur_app::error::{Problem, Problems};
use souffleur_core::{Language, user::Absence};
use souffleur_store::StoredCalendar;

use super::ical;

/// Days away, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsenceForm {
    /// The first day, `YYYY-MM-DD`.
    #[serde(default)]
    pub from: String,
    /// The last day.
    #[serde(default)]
    pub until: String,
}

impl From<&Absence> for AbsenceForm {
    fn from(absence: &Absence) -> Self {
        Self { from: absence.from.to_string(), until: absence.until.to_string() }
    }
}

/// A language, or none where nothing was chosen.
pub(crate) fn language(problems: &mut Problems, field: &str, text: &str) -> Option<Language> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let known = Language::ALL.into_iter().find(|language| language.code() == text);
    problems.take(field, known.ok_or_else(|| no_such("language", text)))
}

/// Languages in the order of preference, each once; at least one.
pub(crate) fn languages(problems: &mut Problems, field: &str, texts: &[String]) -> Vec<Language> {
    let mut languages = Vec::new();
    for text in texts {
        let language = language(problems, field, text).filter(|language| !languages.contains(language));
        languages.extend(language);
    }
    if texts.iter().all(|text| text.trim().is_empty()) {
        problems.note(field, Problem::Required);
    }
    languages
}

/// Days away. A line of which nothing was filled in is not one.
pub(crate) fn absences(problems: &mut Problems, lines: &[AbsenceForm]) -> Vec<Absence> {
    let mut absences = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.from.trim().is_empty() && line.until.trim().is_empty() {
            continue;
        }
        let mut date = |end: &str, text: &str| {
            problems.take(
                &format!("absences[{index}].{end}"),
                text.trim().parse::<Date>().map_err(|_| Problem::Date),
            )
        };
        match (date("from", &line.from), date("until", &line.until)) {
            (Some(from), Some(until)) if until < from => {
                problems.note(&format!("absences[{index}].until"), Problem::Reversed);
            }
            (Some(from), Some(until)) => absences.push(Absence { from, until }),
            _ => {}
        }
    }
    in_order(&mut absences);
    absences
}

/// Days away in order, each once.
pub(crate) fn in_order(absences: &mut Vec<Absence>) {
    absences.sort_by_key(|absence| (absence.from, absence.until));
    absences.dedup();
}

/// The days away of a calendar file, counted in the hours of a calendar; none where there is no file.
pub(crate) fn absences_of_file(
    problems: &mut Problems,
    text: &str,
    calendar: Option<&StoredCalendar>,
    now: Timestamp,
) -> Vec<Absence> {
    let away = match calendar {
        Some(stored) => ical::absences(&stored.calendar, text, now),
        None if text.trim().is_empty() => Ok(Vec::new()),
        None => Err(no_such("calendar", "")),
    };
    problems.take("absence_file", away).unwrap_or_default()
}

/// A whole number within bounds, or none where nothing was typed.
pub(crate) fn number(problems: &mut Problems, field: &str, text: &str, least: i64, most: i64) -> Option<i64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let number = text.parse::<i64>().ok().filter(|number| (least..=most).contains(number));
    problems.take(field, number.ok_or(Problem::Number { least, most }))
}

/// A share that was typed in percent; a comma or a point before the decimals.
pub(crate) fn percent(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    text.parse::<f64>().ok().filter(|percent| percent.is_finite()).map(|percent| percent / 100.0)
}

/// A share as it would be typed in percent, to a tenth.
pub(crate) fn typed_percent(share: f64) -> String {
    ((share * 1000.0).round() / 10.0).to_string()
}

/// The problem of a name that names nothing.
pub(crate) fn no_such(what: &'static str, name: &str) -> Problem {
    Problem::NoSuch { what, name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absences_are_dates_in_order() {
        let line = |from: &str, until: &str| AbsenceForm { from: from.to_owned(), until: until.to_owned() };
        let mut problems = Problems::default();
        let good = absences(
            &mut problems,
            &[line("2026-12-28", "2027-01-02"), line(" ", ""), line("2026-05-01", "2026-05-01")],
        );
        assert_eq!(
            good.iter().map(|absence| absence.from.to_string()).collect::<Vec<_>>(),
            ["2026-05-01", "2026-12-28"]
        );
        assert!(problems.check().is_ok());
        let mut problems = Problems::default();
        absences(&mut problems, &[line("2026-05-02", "2026-05-01"), line("soon", "")]);
        let Err(souffleur_app::Error::Invalid(errors)) = problems.check() else { panic!("accepted") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["absences[0].until", "absences[1].from", "absences[1].until"]);
    }

    #[test]
    fn percents_are_typed_in_either_language() {
        assert_eq!(percent(" 62,5 % "), Some(0.625));
        assert_eq!(percent("60"), Some(0.6));
        assert_eq!(percent("most"), None);
    }
}
