//! Pauses put in order: sorted, joined where they touch, and without those that last no time.

use jiff::Timestamp;

use crate::Pause;

/// A stretch of real time, in nanoseconds: from its start up to, not including, its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) start: i128,
    pub(super) end: i128,
}

impl Span {
    pub(super) fn len(self) -> i128 {
        self.end - self.start
    }
}

/// Sorts spans and joins those that overlap or touch.
pub(super) fn join(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
}

/// When the desk waits for the customer.
pub(super) struct Pauses(Vec<Span>);

/// The end of a pause that has none yet.
const OPEN: i128 = i128::MAX;

impl Pauses {
    pub(super) fn new(pauses: &[Pause]) -> Self {
        let span = |pause: &Pause| Span {
            start: pause.from.as_nanosecond(),
            end: pause.until.map_or(OPEN, Timestamp::as_nanosecond),
        };
        let mut spans: Vec<_> = pauses.iter().map(span).filter(|span| span.start < span.end).collect();
        join(&mut spans);
        Self(spans)
    }

    /// The start of the pause that has no end yet.
    pub(super) fn open_from(&self) -> Option<i128> {
        self.0.last().filter(|pause| pause.end == OPEN).map(|pause| pause.start)
    }

    /// A span in the parts that are worked (`true`) and paused (`false`), in order.
    pub(super) fn split(&self, span: Span) -> impl Iterator<Item = (Span, bool)> {
        let mut at = span.start;
        let mut pauses = self.0.iter().skip_while(move |pause| pause.end <= at).peekable();
        std::iter::from_fn(move || {
            if at >= span.end {
                return None;
            }
            let start = at;
            match pauses.peek() {
                Some(pause) if pause.start > start => at = pause.start.min(span.end),
                Some(pause) => {
                    at = pause.end.min(span.end);
                    pauses.next();
                    return Some((Span { start, end: at }, false));
                }
                None => at = span.end,
            }
            Some((Span { start, end: at }, true))
        })
    }
}
