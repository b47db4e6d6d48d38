//! What is wrong with hours or with a promise, in the reader's language: the crate that counts them says it in values.

use souffleur_render::FluentValue;
use souffleur_sla::Problem;

/// A message with its arguments.
pub(super) type Sentence<'a> = (&'static str, Vec<(&'static str, FluentValue<'a>)>);

/// The sentence for a problem; none for one that was added since.
pub(super) fn sentence(problem: &Problem) -> Option<Sentence<'_>> {
    let text = |value: &dyn ToString| FluentValue::from(value.to_string());
    Some(match problem {
        Problem::UnknownTimeZone(name) => ("problem-time-zone", vec![("name", name.as_str().into())]),
        Problem::InvalidDate(typed) => ("problem-date-typed", vec![("typed", typed.as_str().into())]),
        Problem::InvalidTime(typed) => ("problem-time", vec![("typed", typed.as_str().into())]),
        Problem::NotAnInterval(_) => ("problem-interval", vec![]),
        Problem::Reversed { start, end } => {
            ("problem-interval-reversed", vec![("start", text(start)), ("end", text(end))])
        }
        Problem::Overlap { first, second } => {
            ("problem-overlap", vec![("first", text(first)), ("second", text(second))])
        }
        Problem::NoWorkingTime => ("problem-no-hours", vec![]),
        Problem::NoRules => ("problem-no-rules", vec![]),
        Problem::NotAscending { previous, before } => {
            ("problem-not-later", vec![("previous", text(previous)), ("before", text(before))])
        }
        Problem::DayNotCovered { last } => ("problem-day-open", vec![("last", text(last))]),
        Problem::DueBeforeAsking { before, due } => {
            ("problem-due-early", vec![("before", text(before)), ("due", text(due))])
        }
        Problem::OutOfRange { least, most, .. } => {
            ("problem-number", vec![("least", (*least).into()), ("most", (*most).into())])
        }
        Problem::NotAShare(_) => ("problem-share", vec![]),
        Problem::WarningTooLate => ("problem-warning-late", vec![]),
        Problem::WarningsNotRising => ("problem-warnings-order", vec![]),
        Problem::UnknownRegion(code) => ("problem-region", vec![("code", code.as_str().into())]),
        Problem::NoTimeOfAsking => ("problem-no-asking", vec![]),
        Problem::EscalationGoesBack { after, .. } => ("problem-ladder-loop", vec![("after", text(after))]),
        Problem::EscalationTooEarly => ("problem-ladder-order", vec![]),
        Problem::NotAnAssignee(_) => ("problem-not-a-holder", vec![]),
        Problem::UnknownWord { known, .. } => ("problem-word", vec![("known", (*known).into())]),
        Problem::LeadsNotFalling => ("problem-leads-order", vec![]),
        _ => return None,
    })
}
