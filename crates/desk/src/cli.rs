//! The command line: what can be typed. Each command's own options stand beside the command.

use std::{collections::BTreeMap, path::PathBuf};

use clap::{Args, Parser, Subcommand};

use crate::{
    command::{apply, backup, bench, demo, import, release, restore, routing, search, serve, sla, user},
    config::{Config, ConfigError, Layers},
};

/// A question desk: customers ask, in-house experts draft in the wings, one voice replies.
#[derive(Debug, Parser)]
#[command(name = "souffleur", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command that touches a desk understands.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Common {
    /// The folder with everything the desk keeps [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL database instead of the SQLite file in the data folder
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// The configuration file [default: ./souffleur.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// Where a command that runs the desk listens.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Listening {
    /// The address and port to listen on; port 0 takes any free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<String>,
    /// Write {"url": ...} into this file once the desk listens
    #[arg(long, value_name = "PATH")]
    pub(crate) ready_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the desk
    Serve(serve::Arguments),
    /// Run a desk with sample data and print its log-ins
    Demo(demo::Arguments),
    /// Bring the database's schema up to date
    Migrate,
    /// Write a consistent copy of the database with its files, also while the desk runs
    Backup(backup::Arguments),
    /// Put a copy back in place of the database; mail and timers are on hold then
    Restore(restore::Arguments),
    /// End the hold on mail and timers after a restore
    Release(release::Arguments),
    /// Make a new signing key
    RotateKey,
    /// Recompute everything derived and compare it with what is stored
    Verify,
    /// Make the desk agree with a file such as examples/desk.toml
    Apply(apply::Arguments),
    /// Add people, set passwords, list who is there
    #[command(subcommand)]
    User(user::Command),
    /// Teach the router from past questions or from the house's own pages
    #[command(subcommand)]
    Import(import::Command),
    /// Measure the router, or ask it why
    #[command(subcommand)]
    Routing(routing::Command),
    /// What search knows
    #[command(subcommand)]
    Search(search::Command),
    /// Check the arithmetic of promises, or ask when something is due
    #[command(subcommand)]
    Sla(sla::Command),
    /// Measure this desk on this machine
    Bench(bench::Arguments),
    /// Print the licences of the packages in this program
    Licences,
}

impl Common {
    /// Reads and checks the configuration.
    pub(crate) fn load(&self, listening: Option<&Listening>) -> Result<Config, ConfigError> {
        let mut flags = BTreeMap::new();
        let path = |path: &PathBuf| path.display().to_string();
        let listening = listening.cloned().unwrap_or_default();
        let given = [
            ("data", self.data.as_ref().map(path)),
            ("database_url", self.database_url.clone()),
            ("listen", listening.listen),
            ("ready_file", listening.ready_file.as_ref().map(path)),
        ];
        flags.extend(given.into_iter().filter_map(|(name, value)| Some((name, value?))));
        Config::load(&Layers::of_process(flags, self.config.clone()))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_of_the_contract_is_there() {
        let lines: &[&[&str]] = &[
            &["serve", "--listen", "127.0.0.1:0", "--data", "d", "--database-url", "u", "--ready-file", "r"],
            &["demo", "--listen", "127.0.0.1:0", "--data", "d", "--ready-file", "r"],
            &["migrate"],
            &["backup", "FILE"],
            &["backup", "--check", "FILE"],
            &["restore", "FILE"],
            &["release"],
            &["release", "--letters", "drop"],
            &["rotate-key"],
            &["verify"],
            &["licences"],
            &["apply", "desk.toml"],
            &[
                "user",
                "add",
                "a@b.test",
                "--name",
                "N",
                "--role",
                "expert",
                "--topic",
                "x",
                "--topic",
                "y",
                "--password-stdin",
            ],
            &["user", "password", "a@b.test", "--stdin"],
            &["user", "list"],
            &["import", "history", "h.csv"],
            &["import", "pages", "p.csv"],
            &[
                "routing",
                "evaluate",
                "--train",
                "a",
                "--test",
                "b",
                "--experts",
                "e",
                "--descriptions",
                "d",
                "--few",
                "5",
            ],
            &["routing", "evaluate", "--data", "a", "--folds", "5", "--online", "--json"],
            &["routing", "explain", "Where is my parcel?"],
            &["sla", "check", "v.jsonl"],
            &["sla", "due", "--policy", "house-promise", "--asked-at", "2026-11-23T09:00:00Z"],
            &["bench"],
        ];
        for line in lines {
            let parsed = Cli::try_parse_from([&["souffleur"], *line].concat());
            assert!(parsed.is_ok(), "{line:?}: {}", parsed.unwrap_err());
        }
    }

    #[test]
    fn wrong_usage_exits_2() {
        let lines: &[&[&str]] = &[
            &["dance"],
            &["serve", "--colour", "red"],
            &["backup"],
            &["release", "--letters", "burn"],
            &["user", "add", "a@b.test", "--name", "N"],
            &["user", "add", "a@b.test", "--name", "N", "--role", "king", "--password-stdin"],
            &["routing", "evaluate"],
            &["routing", "evaluate", "--train", "a"],
            &["routing", "evaluate", "--data", "a", "--train", "b", "--test", "c"],
            &["sla", "due", "--policy", "p", "--asked-at", "yesterday"],
        ];
        for line in lines {
            let refused = Cli::try_parse_from([&["souffleur"], *line].concat()).expect_err("wrong usage");
            assert_eq!(refused.exit_code(), 2, "{line:?}: {refused}");
        }
    }
}
