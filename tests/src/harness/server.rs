//! The desk's program in a process of its own, on a data folder that outlives it: started, killed without warning, started
//! again, and its commands beside it.

use std::{
    fs::{self, File},
    io::Write as _,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use serde_json::{Value, json};

use super::{Caller, eventually};

/// Everybody's password.
pub const PASSWORD: &str = "le souffleur souffle";

/// The program: a binary that can be run on any folder.
///
/// Only a test can name it: `env!("CARGO_BIN_EXE_souffleur_under_test")`.
#[derive(Debug, Clone, Copy)]
pub struct Program<'a>(pub &'a Path);

impl Program<'_> {
    /// Starts `souffleur serve` on `folder/data`, with settings as they are named in `souffleur.toml`
    /// (`mail.smtp_url`). What it writes to standard error is added to `folder/log`.
    pub async fn serve(self, folder: &Path, settings: &[(&str, &str)]) -> Server {
        self.start("serve", folder, settings).await
    }

    /// Starts a command that runs a desk: `serve` or `demo`.
    pub async fn start(self, command: &str, folder: &Path, settings: &[(&str, &str)]) -> Server {
        let ready = folder.join("ready.json");
        drop(fs::remove_file(&ready));
        let log = File::options().create(true).append(true).open(folder.join("log")).expect("a log");
        let mut process = self
            .command(folder, &[command, "--listen", "127.0.0.1:0"], settings)
            .arg("--ready-file")
            .arg(&ready)
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", self.0.display()));
        let said = eventually("the desk listens", async || {
            let ended = process.try_wait().expect("its state is known");
            assert!(ended.is_none(), "the desk ended by itself: {}", log_of(folder));
            serde_json::from_str::<Value>(&fs::read_to_string(&ready).ok()?).ok()
        })
        .await;
        Server { url: said["url"].as_str().expect("an address").to_owned(), ready: said, process }
    }

    /// Runs a command to its end on `folder/data`, such as `&["verify"]`.
    pub fn run(self, folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
        self.command(folder, arguments, settings).output().expect("the program runs")
    }

    /// The same with a line on its standard input, such as a password.
    pub fn run_with(self, folder: &Path, arguments: &[&str], line: &str) -> Output {
        let mut command = self.command(folder, arguments, &[]);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = piped.spawn().expect("the program runs");
        let mut input = running.stdin.take().expect("it listens");
        writeln!(input, "{line}").expect("it takes a line");
        drop(input);
        running.wait_with_output().expect("it ends")
    }

    /// Adds somebody with [`PASSWORD`], with `role` as the command line writes it.
    pub fn employ(self, folder: &Path, email: &str, role: &str) {
        let arguments =
            ["user", "add", email, "--name", "Camille Moreau", "--role", role, "--password-stdin"];
        let mut adding = self
            .command(folder, &arguments, &[])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", self.0.display()));
        let mut input = adding.stdin.take().expect("it listens");
        writeln!(input, "{PASSWORD}").expect("it takes a password");
        drop(input);
        assert!(adding.wait().expect("it ends").success(), "{email} could not be added");
    }

    fn command(self, folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Command {
        let mut command = Command::new(self.0);
        command
            .args(arguments)
            .arg("--data")
            .arg(folder.join("data"))
            // Nobody balances loads over a desk of a test; one that looks at the grace sets it.
            .env(variable("shutdown_grace_seconds"), "0")
            .envs(settings.iter().map(|(name, value)| (variable(name), value)))
            .current_dir(folder);
        command
    }
}

/// A running desk. Dropping it kills it; its data stays.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub url: String,
    /// What it wrote into its ready file.
    pub ready: Value,
    process: Child,
}

impl Server {
    /// A caller who has not signed in.
    pub fn caller(&self) -> Caller {
        Caller::new(&self.url)
    }

    /// A caller who has signed in with [`PASSWORD`].
    pub async fn signed_in(&self, email: &str) -> Caller {
        let caller = self.caller();
        let session = json!({"email": email, "password": PASSWORD});
        let session = caller.post("/api/v1/session", &session).await.is(200).json;
        caller.with_token(session["access_token"].as_str().expect("a token").to_owned())
    }

    /// The process, for signals and `/proc`.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// `kill -9`: no handler runs, no buffer is written.
    pub fn kill(mut self) {
        self.process.kill().expect("it can be killed");
        self.process.wait().expect("it is gone");
    }

    /// Sends a signal by its name, such as `TERM`, `STOP` or `CONT`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.pid().to_string()).status();
        assert!(sent.expect("kill runs").success(), "SIG{name} could not be sent");
    }

    /// Asks it to stop, and waits until it has. Whether it ended with 0.
    pub fn stop(self) -> bool {
        self.signal("TERM");
        self.ended()
    }

    /// Waits until it has ended by itself, or by a signal that it was sent. Whether it ended with 0.
    pub fn ended(mut self) -> bool {
        self.process.wait().expect("it ends").success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What the desk has written to standard error since its folder was made.
pub fn log_of(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_default()
}

/// The variable of a setting.
fn variable(name: &str) -> String {
    format!("SOUFFLEUR_{}", name.replace('.', "_").to_uppercase())
}
