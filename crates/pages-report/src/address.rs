//! What the address of a report says, and the addresses of everything that it leads to: the same report seen otherwise,
//! and the questions behind each number.

use jiff::{ToSpan as _, civil::Date};
use serde::Deserialize;
use souffleur_app::Error;
use souffleur_insight::report::{Cell, Count, Dimension, Period, Promises, Wanted};
use souffleur_web::error::Failure;

/// What the address of a report says, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) group_by: String,
    pub(super) promise: String,
    pub(super) against: String,
    pub(super) against_from: String,
    pub(super) against_to: String,
    /// The cut of the one row that it is about.
    pub(super) of: String,
    /// That row.
    pub(super) of_key: String,
    /// Between the cells of the file: `comma` or `semicolon`; as the reader's language has it where it is not given.
    pub(super) separator: String,
}

/// With what a period is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Against {
    /// Nothing.
    Nothing,
    /// As many days just before.
    Previous,
    /// The same weekdays a year before.
    Year,
    /// Any.
    Days(Period),
}

/// The address of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) place: &'static str,
    /// The secret of the link that it is read by.
    pub(super) shared: Option<String>,
    pub(super) wanted: Wanted,
    pub(super) cut: Dimension,
    pub(super) against: Against,
}

impl Params {
    /// Whether no period is named: then it is the usual one.
    pub(super) fn is_open(&self) -> bool {
        self.from.trim().is_empty() && self.to.trim().is_empty()
    }

    /// The period, the usual one where none is named.
    pub(super) fn period(&self, usual: Period) -> Result<Period, Error> {
        if self.is_open() { Ok(usual) } else { Period::parse(&self.from, &self.to) }
    }

    /// The cut; what is none of ours was not chosen on our page.
    pub(super) fn cut(&self) -> Result<Dimension, Failure> {
        named(&self.group_by, "group_by", Dimension::Day, Dimension::parse)
    }

    /// Which promises of a period.
    pub(super) fn wanted(&self, period: Period) -> Result<Wanted, Failure> {
        let promises = named(&self.promise, "promise", Promises::FirstReply, Promises::parse)?;
        let only = match self.of.as_str() {
            "" => None,
            name => {
                let cut = Dimension::parse(name).ok_or_else(|| unknown("of", name))?;
                Some((cut, self.of_key.clone()))
            }
        };
        Ok(Wanted { period, promises, only })
    }

    /// What it is compared with; its days are wrong as the period's own can be.
    pub(super) fn against(&self) -> Result<Against, Error> {
        match self.against.as_str() {
            "previous" => Ok(Against::Previous),
            "year" => Ok(Against::Year),
            _ if self.against_from.trim().is_empty() && self.against_to.trim().is_empty() => {
                Ok(Against::Nothing)
            }
            _ => Period::parse(&self.against_from, &self.against_to).map(Against::Days).map_err(renamed),
        }
    }
}

fn renamed(error: Error) -> Error {
    let Error::Invalid(mut fields) = error else { return error };
    for field in &mut fields {
        field.field = format!("against_{}", field.field);
    }
    Error::Invalid(fields)
}

fn named<T>(name: &str, field: &str, usual: T, parse: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
    if name.is_empty() { Ok(usual) } else { parse(name).ok_or_else(|| unknown(field, name)) }
}

/// A name that is none of the report's.
pub(super) fn unknown(field: &str, name: &str) -> Failure {
    Failure::malformed(format!("{field}: {name:?} is not one of the report's"))
}

impl Against {
    /// The days of it.
    pub(super) fn period(self, of: Period) -> Option<Period> {
        let length = (of.to - of.from).get_days();
        match self {
            Self::Nothing => None,
            Self::Previous => {
                let to = of.from.saturating_sub(1.day());
                Some(Period { from: to.saturating_sub(i64::from(length).days()), to })
            }
            Self::Year => {
                let back = |day: Date| day.saturating_sub(364.days());
                Some(Period { from: back(of.from), to: back(of.to) })
            }
            Self::Days(period) => Some(period),
        }
    }

    /// The end of its message key.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Previous => "previous",
            Self::Year => "year",
            Self::Days(_) => "days",
        }
    }
}

impl Address {
    /// The plain report on the questions of a period.
    pub(super) fn of(place: &'static str, wanted: Wanted, cut: Dimension, against: Against) -> Self {
        Self { place, shared: None, wanted, cut, against }
    }

    /// The report.
    pub(super) fn report(&self) -> String {
        if let Some(secret) = &self.shared {
            return format!("/shared/{secret}");
        }
        format!("/reports/{}?{}", self.place, self.filter())
    }

    /// What the address of the report says of it.
    pub(super) fn filter(&self) -> String {
        let against = match self.against {
            Against::Nothing => String::new(),
            Against::Days(Period { from, to }) => format!("&against_from={from}&against_to={to}"),
            named => format!("&against={}", named.as_str()),
        };
        format!("{}&group_by={}{against}", self.promises(), self.cut.as_str())
    }

    /// The same promises as a file.
    pub(super) fn csv(&self) -> String {
        format!("/reports/sla.csv?{}", self.promises())
    }

    /// The questions behind a number.
    pub(super) fn cell(&self, key: Option<&str>, count: Count) -> String {
        let parts = [("key", key), ("state", (count != Count::Received).then(|| count.as_str()))];
        let parts: Vec<_> = parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let rest = serde_html_form::to_string(&parts).unwrap_or_default();
        if let Some(secret) = &self.shared {
            // The link says which days and which cut.
            return format!("/shared/{secret}/questions?{rest}");
        }
        let and = if rest.is_empty() { "" } else { "&" };
        format!("/reports/sla/questions?{}&group_by={}{and}{rest}", self.promises(), self.cut.as_str())
    }

    /// The same with another cut.
    pub(super) fn cut_by(&self, cut: Dimension) -> Self {
        Self { cut, ..self.clone() }
    }

    /// The same of other promises.
    pub(super) fn about(&self, wanted: Wanted) -> Self {
        Self { wanted, ..self.clone() }
    }

    /// The same compared with something else.
    pub(super) fn compared(&self, against: Against) -> Self {
        Self { against, ..self.clone() }
    }

    /// The same, about one row only, day by day.
    pub(super) fn on_row(&self, key: &str) -> Self {
        let only = Some((self.cut, key.to_owned()));
        Self { wanted: Wanted { only, ..self.wanted.clone() }, ..self.cut_by(Dimension::Day) }
    }

    /// Which number is meant, for the questions behind it.
    pub(super) fn number(&self, key: Option<String>, count: Count) -> Cell {
        Cell { wanted: self.wanted.clone(), row: key.map(|key| (self.cut, key)), count }
    }

    fn promises(&self) -> String {
        let Wanted { period, promises, only } = &self.wanted;
        let mut said = days(*period);
        if *promises != Promises::FirstReply {
            said.push_str("&promise=");
            said.push_str(promises.as_str());
        }
        if let Some((cut, key)) = only {
            let only = serde_html_form::to_string([("of", cut.as_str()), ("of_key", key)]);
            said.push('&');
            said.push_str(&only.unwrap_or_default());
        }
        said
    }
}

/// The days of a period in an address.
pub(super) fn days(period: Period) -> String {
    format!("from={}&to={}", period.from, period.to)
}

/// The periods one click away, as of a day.
pub(super) fn presets(today: Date) -> [(&'static str, Period); 7] {
    let since = |from| Period { from, to: today };
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    let last_month = today.first_of_month().saturating_sub(1.day());
    [
        ("today", since(today)),
        ("week", since(monday)),
        ("last7", since(today.saturating_sub(6.days()))),
        ("month", since(today.first_of_month())),
        ("last-month", Period { from: last_month.first_of_month(), to: last_month }),
        ("last90", since(today.saturating_sub(89.days()))),
        ("year", since(today.first_of_year())),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_week_begins_on_monday_and_the_month_on_its_first() {
        let sunday = date(2026, 11, 22);
        let [_, week, last7, month, last_month, ..] =
            presets(sunday).map(|(_, period)| period.from.to_string());
        assert_eq!(
            [week, last7, month, last_month],
            ["2026-11-16", "2026-11-16", "2026-11-01", "2026-10-01"].map(str::to_owned)
        );
        assert_eq!(presets(date(2026, 11, 23))[1].1.from, date(2026, 11, 23));
    }

    #[test]
    fn a_number_says_what_it_counts() {
        let period = Period { from: date(2026, 11, 1), to: date(2026, 11, 2) };
        let address = Address::of("sla", Wanted::questions(period), Dimension::Channel, Against::Nothing);
        let rest = "&group_by=channel&key=a+b&state=no_reply_needed";
        let path = address.cell(Some("a b"), Count::NoReplyNeeded);
        assert_eq!(path, format!("/reports/sla/questions?from=2026-11-01&to=2026-11-02{rest}"));
        assert!(address.cut_by(Dimension::Day).cell(None, Count::Received).ends_with("&group_by=day"));
    }

    #[test]
    fn the_days_before_are_as_many_and_the_year_before_has_the_same_weekdays() {
        let week = Period { from: date(2026, 11, 16), to: date(2026, 11, 22) };
        let before = Against::Previous.period(week).unwrap();
        assert_eq!((before.from, before.to), (date(2026, 11, 9), date(2026, 11, 15)));
        let year = Against::Year.period(week).unwrap();
        assert_eq!(year.from.weekday(), week.from.weekday());
    }
}
