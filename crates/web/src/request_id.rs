//! The id of a request, and its place in a distributed trace (W3C Trace Context).

use axum::http::{HeaderMap, HeaderValue};
use data_encoding::HEXLOWER;
use souffleur_app::Entropy;

/// The header that carries a request id in and out.
pub(crate) const REQUEST_ID: &str = "x-request-id";
/// The header that says which trace a request belongs to, and the one that answers it.
const TRACEPARENT: &str = "traceparent";
const TRACERESPONSE: &str = "traceresponse";
/// The longest id of somebody else's that is taken over: long enough for a UUID with a prefix.
const MAX_ID: usize = 64;

tokio::task_local! {
    /// The id of the request that this task answers.
    static CURRENT: String;
}

/// The id of the request that is being answered; none outside of one.
pub(crate) fn current_request_id() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Answers a request under its id.
pub(crate) async fn with_request_id<T>(id: String, answer: impl Future<Output = T>) -> T {
    CURRENT.scope(id, answer).await
}

/// The ids of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestIds {
    /// From the edge to the log line and the problem document.
    pub(crate) request: String,
    /// The trace of the caller, or a new one.
    pub(crate) trace: String,
    /// This request's own span.
    pub(crate) span: String,
    /// Whether the caller keeps the trace; none where the caller sent no trace.
    flags: Option<String>,
}

impl RequestIds {
    /// Takes over what the caller sent, if it is sane, and draws the rest.
    pub(crate) fn of(headers: &HeaderMap, entropy: &dyn Entropy) -> Self {
        let mut drawn = [0; 24];
        entropy.fill(&mut drawn);
        let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let parent = text(TRACEPARENT).and_then(traceparent);
        let request = text(REQUEST_ID).filter(|id| is_sane(id)).map(str::to_owned);
        Self {
            request: request.unwrap_or_else(|| hex(&drawn[8..])),
            trace: parent.map_or_else(|| hex(&drawn[8..]), |(trace, _)| trace.to_owned()),
            span: hex(&drawn[..8]),
            flags: parent.map(|(_, flags)| flags.to_owned()),
        }
    }

    /// Tells the caller the id, and the span where they sent a trace.
    pub(crate) fn answer(&self, headers: &mut HeaderMap) {
        if let Ok(id) = HeaderValue::from_str(&self.request) {
            headers.insert(REQUEST_ID, id);
        }
        let Self { trace, span, flags, .. } = self;
        let response = flags.as_ref().and_then(|flags| format!("00-{trace}-{span}-{flags}").parse().ok());
        if let Some(response) = response {
            headers.insert(TRACERESPONSE, response);
        }
    }
}

/// Whether an id can stand in a log line and a header as it is.
fn is_sane(id: &str) -> bool {
    (8..=MAX_ID).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// The trace and the flags of a `traceparent` header of version 00 or later: `00-<32 hex>-<16 hex>-<2 hex>`.
fn traceparent(header: &str) -> Option<(&str, &str)> {
    let hex = |part: &str, length: usize| {
        part.len() == length
            && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let all_zero = |part: &str| part.bytes().all(|byte| byte == b'0');
    let mut parts = header.trim().split('-');
    let (version, trace, parent, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let sound = hex(version, 2) && hex(trace, 32) && hex(parent, 16) && hex(flags, 2);
    // Later versions may have further parts, version 00 has none.
    let ends = version != "ff" && (version != "00" || parts.next().is_none());
    (sound && ends && !all_zero(trace) && !all_zero(parent)).then_some((trace, flags))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.iter_mut().zip(1..).for_each(|(byte, n)| *byte = n);
        }
    }

    fn ids(name: &'static str, value: &str) -> RequestIds {
        let headers = HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())]);
        RequestIds::of(&headers, &Counting)
    }

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn only_a_sane_request_id_is_taken_over() {
        assert_eq!(ids(REQUEST_ID, "edge-0123.45_A").request, "edge-0123.45_A");
        let drawn = ids(REQUEST_ID, "short").request;
        assert_eq!(drawn.len(), 32);
        for wrong in ["", "a b c d e f", "x\"y\"z12345", &"a".repeat(65)] {
            assert_eq!(ids(REQUEST_ID, wrong).request, drawn, "{wrong}");
        }
    }

    #[test]
    fn a_trace_goes_on_and_a_malformed_one_is_begun_anew() {
        let taken = ids(TRACEPARENT, &format!("00-{TRACE}-00f067aa0ba902b7-01"));
        assert_eq!((taken.trace.as_str(), taken.span.as_str()), (TRACE, "0102030405060708"));
        let mut answer = HeaderMap::new();
        taken.answer(&mut answer);
        assert_eq!(answer[TRACERESPONSE], format!("00-{TRACE}-0102030405060708-01"));
        let zero = "0".repeat(32);
        for wrong in [
            format!("00-{zero}-00f067aa0ba902b7-01"),
            format!("00-{TRACE}-0000000000000000-01"),
            format!("00-{}-00f067aa0ba902b7-01", TRACE.to_uppercase()),
            format!("00-{TRACE}-00f067aa0ba902b7-01-more"),
            format!("ff-{TRACE}-00f067aa0ba902b7-01"),
            "nonsense".to_owned(),
        ] {
            let begun = ids(TRACEPARENT, &wrong);
            assert_ne!(begun.trace, TRACE, "{wrong}");
            let mut answer = HeaderMap::new();
            begun.answer(&mut answer);
            assert!(!answer.contains_key(TRACERESPONSE), "{wrong}");
        }
    }
}
