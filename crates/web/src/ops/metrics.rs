//! What is counted, and how Prometheus is told.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use souffleur_app::health::{Health, Workload};

/// Upper bounds of the duration histogram, in milliseconds; the promises of the benchmark lie between them.
const BOUNDS: [u64; 11] = [1, 2, 5, 10, 30, 50, 100, 250, 500, 1_000, 5_000];

/// One series: a route, a method and a status.
type Series = (String, String, u16);

/// How often a series occurred, and how long it took.
#[derive(Debug, Default, Clone)]
struct Histogram {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// What is counted while the process runs.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Series, Histogram>>,
}

impl Metrics {
    /// Counts a request. `route` is the path of the table, not the one that was typed: there are few of those.
    pub(super) fn count(&self, route: &str, method: &str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = requests.entry((route.to_owned(), method.to_owned(), status)).or_default();
        histogram.count += 1;
        histogram.seconds += took.as_secs_f64();
        for (bound, bucket) in BOUNDS.iter().zip(&mut histogram.buckets) {
            *bucket += u64::from(took <= Duration::from_millis(*bound));
        }
    }

    /// Everything in the text format of Prometheus.
    pub(super) fn text(&self, health: &Health, work: &Workload) -> String {
        let mut text = String::new();
        head(&mut text, "souffleur_questions", "gauge", "Questions by status.");
        for (status, count) in &work.questions {
            line(&mut text, "souffleur_questions", &format!("status=\"{}\"", status.as_str()), *count);
        }
        head(&mut text, "souffleur_questions_late", "gauge", "Open questions whose due time has passed.");
        line(&mut text, "souffleur_questions_late", "", work.late);
        head(&mut text, "souffleur_outbox_waiting", "gauge", "Outgoing effects not yet delivered.");
        line(&mut text, "souffleur_outbox_waiting", "", health.outbox_waiting);
        head(
            &mut text,
            "souffleur_timer_lag_seconds",
            "gauge",
            "How late the next timer is; 0 if it is not.",
        );
        line(&mut text, "souffleur_timer_lag_seconds", "", health.timer_lag.as_secs_f64());
        let failing = "Timers and counts of due times that fail and are tried again by themselves.";
        head(&mut text, "souffleur_timers_failing", "gauge", failing);
        line(&mut text, "souffleur_timers_failing", "", health.set_aside);
        let behind = "Questions asked or changed since the search index was last brought up to date.";
        head(&mut text, "souffleur_search_waiting", "gauge", behind);
        line(&mut text, "souffleur_search_waiting", "", health.search_waiting);
        self.write_requests(&mut text);
        text
    }

    fn write_requests(&self, text: &mut String) {
        let name = "souffleur_http_request_duration_seconds";
        head(text, name, "histogram", "Requests by route, method and status, and how long they took.");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for ((route, method, status), histogram) in &requests {
            let labels = format!("route=\"{}\",method=\"{method}\",status=\"{status}\"", escaped(route));
            for (bound, bucket) in BOUNDS.iter().zip(histogram.buckets) {
                let bound = Duration::from_millis(*bound).as_secs_f64();
                line(text, &format!("{name}_bucket"), &format!("{labels},le=\"{bound}\""), bucket);
            }
            line(text, &format!("{name}_bucket"), &format!("{labels},le=\"+Inf\""), histogram.count);
            line(text, &format!("{name}_sum"), &labels, histogram.seconds);
            line(text, &format!("{name}_count"), &labels, histogram.count);
        }
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    // Writing to a string can't fail.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, name: &str, labels: &str, value: impl std::fmt::Display) {
    let _ = match labels {
        "" => writeln!(text, "{name} {value}"),
        labels => writeln!(text, "{name}{{{labels}}} {value}"),
    };
}

fn escaped(label: &str) -> String {
    label.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_duration() {
        let metrics = Metrics::default();
        metrics.count("/inbox", "GET", 200, Duration::from_millis(4));
        metrics.count("/inbox", "GET", 200, Duration::from_millis(40));
        let mut text = String::new();
        metrics.write_requests(&mut text);
        let labels = "route=\"/inbox\",method=\"GET\",status=\"200\"";
        for (line, count) in
            [("le=\"0.002\"", 0), ("le=\"0.005\"", 1), ("le=\"0.05\"", 2), ("le=\"+Inf\"", 2)]
        {
            let expected =
                format!("souffleur_http_request_duration_seconds_bucket{{{labels},{line}}} {count}\n");
            assert!(text.contains(&expected), "{expected}\n{text}");
        }
        assert!(text.contains(&format!("_count{{{labels}}} 2\n")));
    }
}
