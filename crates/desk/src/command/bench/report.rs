//! The figures, for people and for programs, each beside what it must reach.

use serde::Serialize;
use serde_json::Value;

use super::{
    fill::{self, Filled},
    inbox::Inbox,
    intake::Intake,
    reports::Reports,
    search::Search,
    start::Start,
    timers::Timers,
};
use crate::console;

/// What was measured; the rest is absent.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) intake: Option<Intake>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) filled: Option<Filled>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) inbox: Option<Inbox>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<Start>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) timers: Vec<Timers>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) search: Vec<Search>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) reports: Vec<Reports>,
}

impl Report {
    pub(super) fn json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    pub(super) fn tell(&self) {
        if let Some(intake) = &self.intake {
            tell_intake(intake);
        }
        if let Some(filled) = &self.filled {
            console::tell(format_args!(
                "a desk of {} questions, made in {:.1} s",
                filled.questions, filled.seconds
            ));
        }
        if let Some(inbox) = &self.inbox {
            tell_inbox(inbox);
        }
        if let Some(start) = &self.start {
            line(
                "start to first answer, median",
                format!("{:.0} ms", start.first_answer_ms),
                "at most 500 ms",
            );
            line("start to first answer, slowest", format!("{:.0} ms", start.slowest_ms), "");
            let memory = start.idle_memory_bytes / 1_000_000;
            line("resident memory at rest", format!("{memory} MB"), "at most 60 MB");
        }
        self.timers.iter().for_each(tell_timers);
        self.search.iter().for_each(tell_search);
        self.reports.iter().for_each(tell_reports);
    }
}

fn tell_intake(intake: &Intake) {
    let load = &intake.questions;
    console::tell(format_args!("questions over HTTP, {} connections", intake.clients));
    line("  accepted", format!("{:.0}/s", load.per_second), "2,000/s, or the ratio below");
    line("  bare commits on the same disk", format!("{:.0}/s", intake.bare_commits_per_second), "");
    line("  ratio", format!("{:.2}", intake.ratio), "at least 0.8");
    line("  half of them within", format!("{:.1} ms", load.p50_ms), "");
    line("  99 in 100 within", format!("{:.1} ms", load.p99_ms), "at most 50 ms");
    line("  refused", load.refused.to_string(), "0");
    line(
        "  stored after the server was killed",
        format!("{} of {}", intake.stored, load.accepted_in_all),
        "all",
    );
    tell_cpu(intake.server_cpu_seconds, intake.clients_cpu_seconds);
}

fn tell_inbox(inbox: &Inbox) {
    console::tell(format_args!(
        "inbox page of {} questions, {} connections, {} kB",
        inbox.rows,
        inbox.connections,
        inbox.page_bytes / 1000
    ));
    line("  pages", format!("{:.0}/s", inbox.plain.per_second), "at least 800/s");
    line("  half of them within", format!("{:.1} ms", inbox.plain.p50_ms), "");
    line("  99 in 100 within", format!("{:.1} ms", inbox.plain.p99_ms), "at most 30 ms");
    line("  refused", (inbox.plain.refused + inbox.gzip.refused).to_string(), "0");
    line("  pages, compressed", format!("{:.0}/s", inbox.gzip.per_second), "");
    line("  99 in 100 within, compressed", format!("{:.1} ms", inbox.gzip.p99_ms), "");
    tell_cpu(inbox.server_cpu_seconds, inbox.clients_cpu_seconds);
}

fn tell_timers(timers: &Timers) {
    let Timers { database, pending, due, .. } = timers;
    console::tell(format_args!("{due} timers on {database}, while {pending} wait"));
    line("  fired with their effects", format!("{:.0}/s", timers.fired_per_second), "at least 2,000/s");
    line("  start until all overdue had fired", format!("{:.1} s", timers.catch_up_seconds), "at most 10 s");
    line("  due within a minute: half late by", format!("{:.0} ms", timers.p50_late_ms), "");
    line("  99 in 100 late by", format!("{:.0} ms", timers.p99_late_ms), "at most 1,000 ms");
    line("  the latest by", format!("{:.0} ms", timers.max_late_ms), "");
    line("  processor at rest", format!("{:.2} %", timers.idle_cpu_percent), "at most 0.5 %");
    line("  moved with their calendar", format!("{:.1} s", timers.recount_seconds), "");
}

fn tell_search(search: &Search) {
    console::tell(format_args!(
        "search in {} messages of {} questions on {}",
        fill::messages(search.questions),
        search.questions,
        search.database
    ));
    line("  all indexed in", format!("{:.0} s", search.index_seconds), "");
    for asked in &search.asked {
        let took = format!("{:.1} / {:.1} ms", asked.p50_ms, asked.p99_ms);
        line(&format!("  {} ({})", asked.what, asked.found), took, "half / 99 in 100 within 50 ms");
    }
}

fn tell_reports(reports: &Reports) {
    let Reports { database, questions, fill_seconds, fold_seconds, .. } = reports;
    console::tell(format_args!("reports on {questions} questions over two years on {database}"));
    line("  the desk was made in", format!("{fill_seconds:.0} s"), "");
    line("  its past was counted in", format!("{fold_seconds:.0} s"), "");
    for page in &reports.pages {
        let took = format!("{:.1} / {:.1} ms", page.p50_ms, page.p99_ms);
        let what = format!("  {} ({} kB)", page.what, page.bytes / 1000);
        line(&what, took, &format!("half / 99 in 100 within {} ms", page.goal_ms));
    }
    let rows = format!("{:.0}/s", reports.csv_rows_per_second);
    line(&format!("  {} rows as a file", reports.csv_rows), rows, "at least 50,000/s");
    let (before, after) = (reports.memory_bytes / 1_000_000, reports.memory_after_csv_bytes / 1_000_000);
    line("  resident memory before and after it", format!("{before} / {after} MB"), "at most 200 MB");
}

fn tell_cpu(server: f64, clients: f64) {
    line("  processor, server and clients", format!("{server:.1} s and {clients:.1} s"), "");
}

fn line(what: &str, value: impl std::fmt::Display, goal: &str) {
    console::tell(format!("{what:<40}{value:>18}  {goal}").trim_end());
}
