//! A value of an objective as people type it: `98.5` percent, or `2:30` hours and minutes.

use souffleur_app::error::Problem;
use souffleur_core::objective::{Measure, WHOLE};

/// A value as it is typed.
pub(super) fn as_typed(measure: Measure, value: i64) -> String {
    match measure {
        Measure::Ratio(_) if value % 100 == 0 => (value / 100).to_string(),
        Measure::Ratio(_) => {
            let text = format!("{}.{:02}", value / 100, value % 100);
            text.trim_end_matches('0').to_owned()
        }
        Measure::Time(..) => format!("{}:{:02}", value / 3600, value / 60 % 60),
    }
}

/// A value in the unit of its measure: ten-thousandths, or seconds.
pub(super) fn value(measure: Measure, typed: &str) -> Result<i64, Problem> {
    let typed = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    match measure {
        Measure::Ratio(_) => {
            hundredths(&typed).filter(|share| (0..=WHOLE).contains(share)).ok_or(Problem::Share)
        }
        Measure::Time(..) => {
            let (hours, minutes) = typed.split_once([':', 'h']).unwrap_or((&typed, ""));
            let minutes = if minutes.trim().is_empty() { "0" } else { minutes };
            let read = |text: &str, most: i64| {
                text.trim().parse::<i64>().ok().filter(|number| (0..=most).contains(number))
            };
            let seconds = read(hours, 10_000).zip(read(minutes, 59));
            let seconds = seconds.map(|(hours, minutes)| hours * 3600 + minutes * 60);
            seconds.filter(|seconds| *seconds > 0).ok_or(Problem::Length)
        }
    }
}

/// A number with at most two decimals, in hundredths: what is typed is what is kept.
fn hundredths(typed: &str) -> Option<i64> {
    let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part = format!("{part:0<2}");
    Some(whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use souffleur_core::metric::{HandlingStage, Ratio, TimeBasis, TimedStage};

    use super::*;

    #[test]
    fn a_value_is_typed_as_people_write_it() {
        let share = Measure::Ratio(Ratio::Kept);
        for (typed, kept) in [("98", 9_800), ("98,5", 9_850), (" 99.95 % ", 9_995), ("100", 10_000), ("0", 0)]
        {
            assert_eq!(value(share, typed), Ok(kept), "{typed}");
        }
        for wrong in ["101", "98.555", "-1", "beaucoup", "1e2"] {
            assert_eq!(value(share, wrong), Err(Problem::Share), "{wrong}");
        }
        let time = Measure::Time(TimedStage { step: HandlingStage::Reply, clock: TimeBasis::Working }, 90);
        for (typed, kept) in [("2:30", 9_000), ("2h30", 9_000), ("4", 14_400), ("0:45", 2_700)] {
            assert_eq!(value(time, typed), Ok(kept), "{typed}");
        }
        for wrong in ["0:00", "2:75", "-2", "tout de suite"] {
            assert_eq!(value(time, wrong), Err(Problem::Length), "{wrong}");
        }
        assert_eq!(as_typed(share, 9_850), "98.5");
        assert_eq!(as_typed(share, 9_995), "99.95");
        assert_eq!(as_typed(time, 9_000), "2:30");
    }
}
