//! One run of schemathesis.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::roles::Role;

/// All roles together take no longer.
const BOUND: Duration = Duration::from_mins(3);
const LONG_BOUND: Duration = Duration::from_hours(1);
/// Made-up calls to each operation, beside those that its description leads to.
const EXAMPLES: usize = 4;
const LONG_EXAMPLES: usize = 200;
/// How often an id that exists is put in the place of a made-up one.
const KNOWN: f64 = 0.8;
/// The same for calendars: whenever one changes, every promise that runs by it is counted anew.
const KNOWN_CALENDAR: f64 = 0.1;

/// What is demanded of every answer.
const CHECKS: [&str; 8] = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "missing_required_header",
    "unsupported_method",
];

/// What members of staff don't call here: their session would be over, and a stream has no end. Nobody, customers and programs
/// do, and are refused; `tests/access` and the scenario `live` call both as staff.
const NOT_AS_STAFF: [&str; 2] = ["end-session", "listen"];

pub(crate) struct Run<'a> {
    pub(crate) url: &'a str,
    /// Where its settings and what it remembers are kept.
    pub(crate) folder: &'a Path,
    pub(crate) role: &'a Role,
    /// When the first role's run began.
    pub(crate) started: Instant,
}

impl Run<'_> {
    /// Makes all calls. What is wrong with the answers, if anything.
    pub(crate) fn call(&self) -> Result<(), String> {
        let tool = std::env::var_os("TEST_SCHEMATHESIS").expect("TEST_SCHEMATHESIS: run tests/run");
        let is_long = std::env::var_os("TEST_LONG").is_some();
        let (bound, examples) = if is_long { (LONG_BOUND, LONG_EXAMPLES) } else { (BOUND, EXAMPLES) };
        let left = bound.saturating_sub(self.started.elapsed()).as_secs().max(1).to_string();
        let settings = self.folder.join("schemathesis.toml");
        fs::write(&settings, self.settings()).unwrap();

        let mut command = Command::new("timeout");
        command.arg(&left).arg(tool).arg("--config-file").arg(&settings).arg("run");
        command.arg(format!("{}/api/v1/openapi.json", self.url)).current_dir(self.folder);
        command.args(["--phases", "coverage,fuzzing", "--generation-deterministic", "--continue-on-failure"]);
        command.args(["--no-color", "--workers", "1", "--checks", &CHECKS.join(",")]);
        command.args(["--max-examples", &examples.to_string()]);
        if let Some(token) = &self.role.token {
            command.args(["--header", &format!("Authorization: Bearer {token}")]);
        }
        if self.role.is_staff {
            command.args(NOT_AS_STAFF.iter().flat_map(|name| ["--exclude-operation-id", name]));
        }
        let output = command.output().expect("timeout and schemathesis run");
        if output.status.success() {
            return Ok(());
        }
        if output.status.code() == Some(124) {
            return Err(format!("had {left} s left of the {} s that all roles have", bound.as_secs()));
        }
        Err(format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
    }

    /// Which ids and tokens exist.
    fn settings(&self) -> String {
        let known = &self.role.known;
        let mut text = String::new();
        for (name, values, path, parameter, often) in [
            ("questions", &known.questions, "^/api/v1/questions/", "path.id", KNOWN),
            ("calendars", &known.calendars, "^/api/v1/calendars/", "path.id", KNOWN_CALENDAR),
            ("deliveries", &known.deliveries, "^/api/v1/deliveries/", "path.id", KNOWN),
            ("threads", &known.threads, "^/api/v1/threads/", "path.token", KNOWN),
            ("experts", &known.users, "/assignments$", "body.expert_id", KNOWN),
        ] {
            if !values.is_empty() {
                write!(
                    text,
                    "[dictionaries.{name}]\nvalues = {values:?}\n[[operations]]\ninclude-path-regex = {path:?}\n\
                     parameters = {{ {parameter:?} = {{ dictionary = {name:?}, probability = {often} }} }}\n"
                )
                .unwrap();
            }
        }
        text
    }
}
