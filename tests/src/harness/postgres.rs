//! A throw-away PostgreSQL cluster from the distribution's binaries: no service, no password, no port.
//!
//! It listens on a socket in a directory of its own and lives as long as the test process. A small supervising shell
//! waits for its standard input to close, which happens however the process ends, then stops the server and removes
//! the directory; so not even a killed test leaves one behind. PostgreSQL refuses to run as root, so root lends it
//! another user.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use tempfile::TempDir;

/// Whether the server waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As in a house: every commit is synced.
    Synced,
    /// Quick: nothing survives a power cut, which no test makes.
    Quick,
}

/// A running server. Dropping it stops it.
#[derive(Debug)]
pub struct Cluster {
    /// Holds the server's life in its standard input.
    supervisor: Child,
    directory: PathBuf,
    databases: AtomicU32,
    /// Of TCP connections, where it takes any; its socket is named by it too.
    port: Option<u16>,
    options: String,
}

/// Makes, starts, waits, stops and removes; says `ready`, or what went wrong. The interrupt of a terminal goes to the
/// whole group, and is the tests' to handle.
const SUPERVISE: &str = r#"
trap '' INT
cd "$DIRECTORY" || exit 1
if eval "$MAKE" >log 2>&1 &&
   "$BIN/pg_ctl" -D data -w -t 60 -l log -o "$OPTIONS" start >>log 2>&1
then echo ready; else cat log; fi
exec >/dev/null 2>&1
read -r _
"$BIN/pg_ctl" -D data -m immediate stop
cd / && rm -rf "$DIRECTORY"
"#;

/// Makes the files of a new server.
const INITIALIZE: &str = r#""$BIN/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"#;

const OPTIONS: &str = "-c max_connections=400 -c shared_buffers=64MB -c autovacuum=off";
const QUICK: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";

impl Cluster {
    /// The one server of this test process, quick.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| Self::start(Durability::Quick))
    }

    /// Starts a server of one's own; panics with its log if it can't.
    pub fn start(durability: Durability) -> Self {
        Self::make(durability, None, INITIALIZE)
    }

    /// The same, which takes TCP connections too.
    pub fn start_on_tcp(durability: Durability) -> Self {
        Self::make(durability, Some(free_port()), INITIALIZE)
    }

    /// A replica of this server, which takes TCP connections too.
    #[must_use]
    pub fn replica(&self) -> Self {
        let from = self.directory.display();
        let port = self.port.unwrap_or(5432);
        let copy = format!(
            r#""$BIN/pg_basebackup" -D data -R -X stream -c fast --no-sync -h '{from}' -p {port} -U postgres"#
        );
        Self::make(Durability::Synced, Some(free_port()), &copy)
    }

    fn make(durability: Durability, port: Option<u16>, make: &str) -> Self {
        let bin = binaries();
        // The supervisor removes it, for it ends last.
        let directory = TempDir::with_prefix("souffleur-pg-").expect("a temporary directory").keep();
        let user = is_root().then(unprivileged_user);
        if let Some(user) = user {
            run(Command::new("chown").arg(user).arg(&directory));
        }
        let quick = if durability == Durability::Quick { QUICK } else { "" };
        let tcp = match port {
            Some(port) => format!("-c listen_addresses=127.0.0.1 -p {port}"),
            None => "-c listen_addresses=".to_owned(),
        };
        let options = format!("-k '{}' {tcp} {OPTIONS} {quick}", directory.display());
        let mut supervisor = shell(user)
            .arg(SUPERVISE)
            .env("BIN", &bin)
            .env("DIRECTORY", &directory)
            .env("MAKE", make)
            .env("OPTIONS", &options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell to supervise PostgreSQL");
        wait_until_ready(&mut supervisor);
        Self { supervisor, directory, databases: AtomicU32::new(0), port, options }
    }

    /// Stops the server as a crash does: connections break, nothing is finished. Its data stays.
    pub fn crash(&self) {
        self.control("-m immediate stop");
    }

    /// Starts it again after [`Self::crash`].
    pub fn start_again(&self) {
        self.control(r#"-l log -o "$OPTIONS" start"#);
    }

    /// Makes it a replica that nobody has promoted yet; its data and its address stay.
    pub fn demote(&self) {
        self.control("-m fast stop");
        self.run_in_directory("touch data/standby.signal");
        self.start_again();
    }

    /// Makes a replica a server that takes writes.
    pub fn promote(&self) {
        self.control("promote");
    }

    fn control(&self, what: &str) {
        self.run_in_directory(&format!(r#""$BIN/pg_ctl" -D data -w -t 60 {what} >/dev/null 2>&1"#));
    }

    fn run_in_directory(&self, what: &str) {
        let script = format!(r#"cd "$DIRECTORY" && {what}"#);
        let done = shell(is_root().then(unprivileged_user))
            .arg(script)
            .env("BIN", binaries())
            .env("DIRECTORY", &self.directory)
            .env("OPTIONS", &self.options)
            .status();
        assert!(done.expect("a shell runs").success(), "{what}");
    }

    /// What the server has logged so far.
    pub fn log(&self) -> String {
        let log = fs::read(self.directory.join("log")).expect("the log of the server");
        String::from_utf8_lossy(&log).into_owned()
    }

    /// Where it takes TCP connections.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port.expect("a server on TCP"))
    }

    /// The URL of a new, empty database.
    pub fn fresh_database(&self) -> String {
        let name = format!("desk_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let port = self.port.unwrap_or(5432).to_string();
        run(Command::new(binaries().join("createdb")).arg("--host").arg(&self.directory).args([
            "--port",
            &port,
            "--username",
            "postgres",
            "--template",
            "template0",
            &name,
        ]));
        self.url(&name)
    }

    /// Copies a database into a file and that into another database, by the tools and with the words that the commands
    /// `backup` and `restore` name.
    pub fn copy(&self, from: &str, file: &Path, into: &str) {
        let tool = |name: &str| Command::new(binaries().join(name));
        run(tool("pg_dump").args(["--format=custom", "--file"]).arg(file).arg(from));
        run(tool("pg_restore").args(["--clean", "--dbname", into]).arg(file));
    }

    /// The URL of a database by its name.
    pub fn url(&self, database: &str) -> String {
        let port = self.port.map(|port| format!("&port={port}")).unwrap_or_default();
        format!("postgres://postgres@localhost/{database}?host={}{port}", self.directory.display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        // Nothing is left to be done about a supervisor that can't be waited for.
        drop(self.supervisor.wait());
    }
}

fn wait_until_ready(supervisor: &mut Child) {
    let mut output = BufReader::new(supervisor.stdout.take().expect("its output is piped"));
    let mut said = String::new();
    output.read_line(&mut said).expect("the supervisor says something");
    if said.trim() != "ready" {
        drop(supervisor.stdin.take());
        output.read_to_string(&mut said).expect("the supervisor says what went wrong");
        panic!("PostgreSQL does not start:\n{said}");
    }
}

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

/// The newest server of the distribution.
fn binaries() -> PathBuf {
    let versions =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let number = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions.filter(|path| path.join("bin/initdb").exists()).max_by_key(number);
    newest.expect("PostgreSQL is not installed: tests/run says how").join("bin")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("`id` runs");
    id.stdout.trim_ascii() == b"0"
}

/// The user that the distribution made for PostgreSQL, or nobody.
fn unprivileged_user() -> &'static str {
    let there = Command::new("id").arg("postgres").output().expect("`id` runs");
    if there.status.success() { "postgres" } else { "nobody" }
}

fn shell(user: Option<&str>) -> Command {
    let mut command = match user {
        Some(user) => {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", user, "--regid", &group(user), "--clear-groups", "sh"]);
            command
        }
        None => Command::new("sh"),
    };
    command.current_dir(Path::new("/")).arg("-c");
    command
}

fn group(user: &str) -> String {
    let id = Command::new("id").args(["-g", user]).output().expect("`id` runs");
    String::from_utf8_lossy(id.stdout.trim_ascii()).into_owned()
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
