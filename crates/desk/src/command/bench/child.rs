//! The server as a process of its own: started, watched, and killed without warning, so that what it acknowledged has
//! to be on the disk.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    client::{Connection, get, post},
    fill::{MANAGER, PASSWORD},
};
use crate::{Error, config::Config};

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often one looks whether it has.
const LOOK: Duration = Duration::from_millis(2);

/// A running server; killed when dropped.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
    /// From the start of the process to its first 200.
    pub(super) started_in: Duration,
}

impl Server {
    /// Starts a server over a data folder and waits until it answers.
    pub(super) async fn start(config: &Config) -> Result<Self, Error> {
        // Of a desk on PostgreSQL nothing else has made it.
        fs::create_dir_all(&config.data).map_err(Error::file(&config.data, "made"))?;
        let ready = config.data.join("ready.json");
        let _ = fs::remove_file(&ready);
        let begun = Instant::now();
        let child = command(config, &ready)?.spawn();
        let child = child.map_err(|error| Error::because("the server can't be started", error))?;
        let mut server =
            Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), started_in: Duration::ZERO };
        while begun.elapsed() < PATIENCE {
            if server.child.try_wait().ok().flatten().is_some() {
                return Err(Error::failed(
                    "the server ended before it answered",
                    "Its own words stand above.",
                ));
            }
            if let Some(address) = address(&ready) {
                server.address = address;
                if answers(address).await {
                    server.started_in = begun.elapsed();
                    return Ok(server);
                }
            }
            tokio::time::sleep(LOOK).await;
        }
        Err(Error::failed("the server did not answer in time", ""))
    }

    /// Signs the community manager in; the header that says so.
    pub(super) async fn sign_in(&self) -> Result<String, Error> {
        let failed = |error| Error::because("nobody can sign in", error);
        let mut connection = Connection::open(self.address).await.map_err(failed)?;
        let body = json!({ "email": MANAGER, "password": PASSWORD }).to_string();
        let answer = connection.ask(&post("/api/v1/session", None, &body)).await.map_err(failed)?;
        let session: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let token = session["access_token"].as_str();
        let token = token
            .ok_or_else(|| Error::failed(format!("signing in was answered with {}", answer.status), ""))?;
        Ok(format!("cookie: souffleur_session={token}\r\n"))
    }

    /// Resident memory, in bytes.
    pub(super) fn memory(&self) -> Result<u64, Error> {
        resident(&self.read("status")?)
    }

    /// Processor time spent so far, in ticks of a hundredth of a second.
    pub(super) fn ticks(&self) -> Result<u64, Error> {
        ticks(&self.read("stat")?).ok_or_else(|| Error::failed("the processor time can't be read", ""))
    }

    fn read(&self, name: &str) -> Result<String, Error> {
        let path = PathBuf::from(format!("/proc/{}/{name}", self.child.id()));
        fs::read_to_string(&path).map_err(Error::file(path, "read"))
    }

    /// Kills it as a power cut would.
    pub(super) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

fn resident(status: &str) -> Result<u64, Error> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.map(|kilobytes| kilobytes * 1024).ok_or_else(|| Error::failed("the memory can't be read", ""))
}

/// Processor time that this process has spent, in ticks.
pub(super) fn own_ticks() -> u64 {
    fs::read_to_string("/proc/self/stat").ok().and_then(|stat| ticks(&stat)).unwrap_or_default()
}

/// User and system time; the second field, a name in brackets, may hold anything.
fn ticks(stat: &str) -> Option<u64> {
    let fields: Vec<_> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

fn command(config: &Config, ready: &Path) -> Result<Command, Error> {
    let data = &config.data;
    let own =
        std::env::current_exe().map_err(|error| Error::because("this program can't be found", error))?;
    let mut command = Command::new(own);
    // What the caller's environment says about a desk is not about this one.
    let theirs = std::env::vars_os().map(|(name, _)| name);
    for name in theirs.filter(|name| name.to_string_lossy().starts_with("SOUFFLEUR_")) {
        command.env_remove(name);
    }
    command
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .arg("--ready-file")
        .arg(ready)
        .current_dir(data)
        .env("SOUFFLEUR_LOG_LEVEL", "warn")
        .env("SOUFFLEUR_LIMITS_PROGRAM_PER_MINUTE", "100000000")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    if let Some(url) = config.database_url() {
        command.env("SOUFFLEUR_DATABASE_URL", url);
    }
    Ok(command)
}

fn address(ready: &Path) -> Option<SocketAddr> {
    let text: Value = serde_json::from_slice(&fs::read(ready).ok()?).ok()?;
    text["url"].as_str()?.strip_prefix("http://")?.parse().ok()
}

async fn answers(address: SocketAddr) -> bool {
    let asked: io::Result<u16> = async {
        let mut connection = Connection::open(address).await?;
        Ok(connection.ask(&get("/readyz", "")).await?.status)
    }
    .await;
    asked.is_ok_and(|status| status == 200)
}
