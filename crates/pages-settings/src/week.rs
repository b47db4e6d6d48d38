//! An ordinary week in as few lines as it takes: Monday to Friday is one.

use serde::Serialize;

/// Days in a row with the same hours: `mon` to `fri`, `09:00-18:00`.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Days {
    first: String,
    last: String,
    hours: String,
}

/// Puts days with the same hours together; a closed day is not worth a line.
pub(super) fn in_a_row(week: &[(String, String)]) -> Vec<Days> {
    let mut rows: Vec<Days> = Vec::new();
    let mut before = "";
    for (day, hours) in week {
        match rows.last_mut().filter(|row| row.hours == *hours && row.last == before) {
            Some(row) => row.last.clone_from(day),
            None if hours.is_empty() => {}
            None => rows.push(Days { first: day.clone(), last: day.clone(), hours: hours.clone() }),
        }
        before = day;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_the_same_hours_are_put_together() {
        let week = [
            ("mon", "9-18"),
            ("tue", "9-18"),
            ("wed", ""),
            ("thu", "9-18"),
            ("fri", "9-12"),
            ("sat", ""),
            ("sun", ""),
        ];
        let week: Vec<_> = week.map(|(day, hours)| (day.to_owned(), hours.to_owned())).into();
        let rows = in_a_row(&week);
        let rows: Vec<_> =
            rows.iter().map(|row| (row.first.as_str(), row.last.as_str(), row.hours.as_str())).collect();
        assert_eq!(rows, [("mon", "tue", "9-18"), ("thu", "thu", "9-18"), ("fri", "fri", "9-12")]);
    }
}
