//! What is measured, and what each metric means; `docs/operations.md` says which are worth an alert.

mod exposition;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use souffleur_app::health::{Count, Counters, Health, Machine, Workload};

use exposition::Exposition;

/// Upper bounds of the duration histogram, in milliseconds; the promises of the benchmark lie between them.
const BOUNDS: [u64; 11] = [1, 2, 5, 10, 30, 50, 100, 250, 500, 1_000, 5_000];

/// One series: a route, a method and a status.
type Series = (String, &'static str, u16);

/// How often a series occurred, and how long it took.
#[derive(Debug, Default, Clone)]
struct Histogram {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// What is counted while the process runs.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<Series, Histogram>>,
    streams: Arc<AtomicI64>,
}

/// A live stream that is open as long as this lives.
#[derive(Debug)]
pub(crate) struct OpenStream(Arc<AtomicI64>);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What was measured for one page of metrics.
pub(crate) struct Measured<'a> {
    pub(crate) machine: &'a Machine,
    /// None where the database does not answer.
    pub(crate) health: Option<&'a Health>,
    pub(crate) work: Option<&'a Workload>,
    pub(crate) counters: &'a Counters,
    /// Whether letters leave for now.
    pub(crate) mail_paused: bool,
    /// Failures of letters by cause and step.
    pub(crate) mail_errors: &'a BTreeMap<(&'static str, &'static str), u64>,
    /// Refused requests by the limit that refused them.
    pub(crate) refused: &'a [(&'static str, u64)],
}

impl Metrics {
    /// Counts a request. `route` is the path of the table, not the one that was typed: there are few of those.
    pub(crate) fn count(&self, route: &str, method: &'static str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = requests.entry((route.to_owned(), method, status)).or_default();
        histogram.count += 1;
        histogram.seconds += took.as_secs_f64();
        for (bound, bucket) in BOUNDS.iter().zip(&mut histogram.buckets) {
            *bucket += u64::from(took <= Duration::from_millis(*bound));
        }
    }

    /// Counts a live stream for as long as the value lives.
    pub(crate) fn open_stream(&self) -> OpenStream {
        self.streams.fetch_add(1, Ordering::Relaxed);
        OpenStream(Arc::clone(&self.streams))
    }

    /// How many live streams are open.
    pub(crate) fn streams(&self) -> i64 {
        self.streams.load(Ordering::Relaxed)
    }

    /// Everything in the text format of Prometheus.
    pub(crate) fn text(&self, measured: &Measured<'_>) -> String {
        let mut page = Exposition::default();
        of_process(&mut page, measured.machine);
        of_database(&mut page, measured.machine, measured.health.is_some());
        measured.work.iter().for_each(|work| of_work(&mut page, work));
        measured.health.iter().for_each(|health| of_health(&mut page, health));
        of_deliveries(&mut page, measured);
        of_jobs(&mut page, measured.machine);
        page.single("souffleur_streams_open", "gauge", "Open live streams.", self.streams());
        let name = "souffleur_rate_limited_total";
        page.begin(name, "counter", "Requests refused with 429, by the limit that refused them.");
        for (limit, refused) in measured.refused {
            page.value(name, &[("limit", limit)], refused);
        }
        let failed = measured.counters.get(Count::SignInFailed);
        let help = "Sign-ins with a wrong address or password.";
        page.single("souffleur_sign_ins_failed_total", "counter", help, failed);
        self.of_requests(&mut page);
        page.finish()
    }

    fn of_requests(&self, page: &mut Exposition) {
        let name = "souffleur_http_request_duration_seconds";
        page.begin(name, "histogram", "Requests by route, method and status, and how long they took.");
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for ((route, method, status), histogram) in &requests {
            let status = status.to_string();
            let labels = [("route", route.as_str()), ("method", method), ("status", &status)];
            let bucket = format!("{name}_bucket");
            let [route, method, status] = labels;
            for (bound, count) in BOUNDS.iter().zip(histogram.buckets) {
                let bound = Duration::from_millis(*bound).as_secs_f64().to_string();
                page.value(&bucket, &[route, method, status, ("le", &bound)], count);
            }
            page.value(&bucket, &[route, method, status, ("le", "+Inf")], histogram.count);
            page.value(&format!("{name}_sum"), &labels, histogram.seconds);
            page.value(&format!("{name}_count"), &labels, histogram.count);
        }
    }
}

/// Seconds since 1970, as Prometheus wants instants.
fn unix(at: Timestamp) -> f64 {
    Duration::from_millis(u64::try_from(at.as_millisecond()).unwrap_or(0)).as_secs_f64()
}

fn of_process(page: &mut Exposition, machine: &Machine) {
    let name = "souffleur_build_info";
    page.begin(name, "gauge", "Always 1; the label is the release that runs.");
    page.value(name, &[("version", machine.version)], 1);
    let help = "When the process started, in seconds since 1970.";
    page.single("souffleur_start_time_seconds", "gauge", help, unix(machine.started_at));
    let help = "How long the process runs, by the monotonic clock.";
    page.single("souffleur_uptime_seconds", "gauge", help, machine.uptime.as_secs());
    if let Some(disk) = machine.disk {
        let help = "Free space for this user on the disk of the data folder.";
        page.single("souffleur_disk_free_bytes", "gauge", help, disk.free);
        page.single("souffleur_disk_size_bytes", "gauge", "Size of the disk of the data folder.", disk.size);
    }
}

fn of_database(page: &mut Exposition, machine: &Machine, answers: bool) {
    let help = "1 while the database answered this request's questions, else 0.";
    page.single("souffleur_database_up", "gauge", help, u8::from(answers));
    let name = "souffleur_database_connections";
    page.begin(name, "gauge", "Connections of this node's pool by their use; on SQLite those that read.");
    page.value(name, &[("state", "in_use")], machine.pool.in_use);
    page.value(name, &[("state", "idle")], machine.pool.idle);
    let help = "The most connections of this node's pool.";
    page.single("souffleur_database_connections_max", "gauge", help, machine.pool.most);
    let store = machine.store;
    page.single("souffleur_transactions_total", "counter", "Transactions kept.", store.transactions);
    page.single(
        "souffleur_commits_total",
        "counter",
        "COMMITs; several transactions may share one.",
        store.commits,
    );
    let help = "Transactions that could not be begun or kept.";
    page.single("souffleur_write_failures_total", "counter", help, store.write_failures);
    if let Some(wal) = machine.wal_bytes {
        page.single("souffleur_wal_bytes", "gauge", "Size of SQLite's write-ahead log.", wal);
    }
}

fn of_work(page: &mut Exposition, work: &Workload) {
    page.begin("souffleur_questions", "gauge", "Questions by status.");
    for (status, count) in &work.questions {
        page.value("souffleur_questions", &[("status", status.as_str())], count);
    }
    page.single("souffleur_questions_late", "gauge", "Open questions whose due time has passed.", work.late);
}

fn of_health(page: &mut Exposition, health: &Health) {
    page.single(
        "souffleur_outbox_waiting",
        "gauge",
        "Outgoing effects not yet delivered.",
        health.outbox_waiting,
    );
    let since = health.outbox_since.map_or(0.0, unix);
    let help = "When the oldest undelivered effect was caused, in seconds since 1970; 0 if none waits.";
    page.single("souffleur_outbox_waiting_since_seconds", "gauge", help, since);
    page.single(
        "souffleur_outbox_given_up",
        "gauge",
        "Outgoing effects that were given up.",
        health.outbox_given_up,
    );
    let help = "How late the next timer is; 0 if it is not.";
    page.single("souffleur_timer_lag_seconds", "gauge", help, health.timer_lag.as_secs_f64());
    let help = "Timers and counts of due times that fail and are tried again by themselves.";
    page.single("souffleur_timers_failing", "gauge", help, health.set_aside);
    let help = "Questions asked or changed since the search index was last brought up to date.";
    page.single("souffleur_search_waiting", "gauge", help, health.search_waiting);
}

fn of_deliveries(page: &mut Exposition, measured: &Measured<'_>) {
    let counters = measured.counters;
    let name = "souffleur_delivery_errors_total";
    page.begin(name, "counter", "Failed attempts to deliver a letter, by what became of it.");
    page.value(name, &[("outcome", "retried")], counters.get(Count::DeliveryFailed));
    page.value(name, &[("outcome", "given_up")], counters.get(Count::DeliveryGivenUp));
    let help =
        "Whether the transport of letters is paused: the mail server is down, silent, or refuses the desk.";
    page.single("souffleur_mail_paused", "gauge", help, u8::from(measured.mail_paused));
    let name = "souffleur_mail_errors_total";
    page.begin(name, "counter", "Failures of letters, by what they are about and the step of SMTP.");
    for ((cause, step), count) in measured.mail_errors {
        page.value(name, &[("cause", cause), ("step", step)], count);
    }
}

fn of_jobs(page: &mut Exposition, machine: &Machine) {
    let name = "souffleur_job_last_success_seconds";
    page.begin(
        name,
        "gauge",
        "When each background job last succeeded, in seconds since 1970; 0 if not yet.",
    );
    for (job, health) in &machine.jobs {
        page.value(name, &[("job", job)], health.last_success.map_or(0.0, unix));
    }
    let name = "souffleur_job_consecutive_failures";
    page.begin(name, "gauge", "Failures of each background job since its last success.");
    for (job, health) in &machine.jobs {
        page.value(name, &[("job", job)], health.consecutive_failures);
    }
    let name = "souffleur_job_failures_total";
    page.begin(name, "counter", "Failures of each background job.");
    for (job, health) in &machine.jobs {
        page.value(name, &[("job", job)], health.failures);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_duration() {
        let metrics = Metrics::default();
        metrics.count("/inbox", "GET", 200, Duration::from_millis(4));
        metrics.count("/inbox", "GET", 200, Duration::from_millis(40));
        let mut page = Exposition::default();
        metrics.of_requests(&mut page);
        let text = page.finish();
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

    #[test]
    fn a_stream_is_counted_while_it_is_open() {
        let metrics = Metrics::default();
        let stream = metrics.open_stream();
        assert_eq!(metrics.streams(), 1);
        drop(stream);
        assert_eq!(metrics.streams(), 0);
    }
}
