//! A small mail server that does at each step what a test tells it, and remembers what it took over. Without TLS.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::AbortHandle,
};

/// A step at which it can be told to behave otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SmtpStep {
    /// The greeting.
    Connect,
    /// EHLO.
    Hello,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA.
    Data,
    /// The end of the letter.
    Content,
}

impl SmtpStep {
    /// Every step, in their order.
    pub const ALL: [Self; 7] =
        [Self::Connect, Self::Hello, Self::Auth, Self::Sender, Self::Recipient, Self::Data, Self::Content];
}

/// What it does at a step instead of going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misbehave {
    /// Answers this line, such as `550 no such mailbox`.
    Say(String),
    /// Answers nothing, and keeps the connection.
    Hang,
    /// Closes the connection.
    Drop,
    /// Takes the letter over, and closes the connection before it says so.
    TakeAndDrop,
}

/// A letter that was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// The envelope's recipient.
    pub to: String,
    /// Its Message-ID, without angle brackets.
    pub id: String,
    /// Everything, as it came.
    pub raw: String,
}

#[derive(Debug, Default)]
struct State {
    script: BTreeMap<SmtpStep, Misbehave>,
    taken: Vec<TakenOver>,
    connections: usize,
    sessions: Vec<AbortHandle>,
}

/// A mail server on a port of its own. Dropping it closes it.
#[derive(Debug)]
pub struct SmtpServer {
    port: u16,
    state: Arc<Mutex<State>>,
    task: AbortHandle,
}

impl SmtpServer {
    /// Opens it.
    pub async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let session = Session { stream: BufReader::new(stream), state: Arc::clone(&shared) };
                // A client that goes away is none of ours.
                let session = tokio::spawn(async move { drop(session.run().await) }).abort_handle();
                let mut state = shared.lock().expect("its state");
                state.connections += 1;
                state.sessions.push(session);
            }
        });
        Self { port, state, task: task.abort_handle() }
    }

    /// Its address, with a name and a password.
    pub fn url(&self) -> String {
        format!("smtp://desk:secret@127.0.0.1:{}", self.port)
    }

    /// From now on, at this step. Connections that were open are closed, so that every step comes again.
    pub fn script(&self, step: SmtpStep, what: Misbehave) {
        let mut state = self.state();
        state.script.insert(step, what);
        for session in state.sessions.drain(..) {
            session.abort();
        }
    }

    /// From now on it takes everything.
    pub fn behave(&self) {
        self.state().script.clear();
    }

    /// The letters that it took over, in their order.
    pub fn taken(&self) -> Vec<TakenOver> {
        self.state().taken.clone()
    }

    /// How often it was called.
    pub fn connections(&self) -> usize {
        self.state().connections
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("its state")
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Session {
    stream: BufReader<TcpStream>,
    state: Arc<Mutex<State>>,
}

/// Whether the conversation goes on after a step.
enum Next {
    GoOn,
    Refused,
}

impl Session {
    async fn run(mut self) -> std::io::Result<()> {
        self.step(SmtpStep::Connect, "220 mail.test").await?;
        let mut to = String::new();
        loop {
            let line = self.line().await?;
            let verb = line.get(..4).unwrap_or_default().to_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    self.step(SmtpStep::Hello, "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN")
                        .await?;
                }
                "AUTH" => {
                    self.step(SmtpStep::Auth, "235 welcome").await?;
                }
                "MAIL" => {
                    self.step(SmtpStep::Sender, "250 sender").await?;
                }
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    self.step(SmtpStep::Recipient, "250 recipient").await?;
                }
                "DATA" => {
                    if matches!(self.step(SmtpStep::Data, "354 go on").await?, Next::GoOn) {
                        self.content(&to).await?;
                    }
                }
                "QUIT" => return self.say("221 bye").await,
                _ => self.say("250 fine").await?,
            }
        }
    }

    async fn content(&mut self, to: &str) -> std::io::Result<()> {
        let mut raw = String::new();
        loop {
            let line = self.line().await?;
            if line == "." {
                break;
            }
            raw.push_str(line.strip_prefix('.').unwrap_or(&line));
            raw.push_str("\r\n");
        }
        let said = self.script(SmtpStep::Content);
        if said.is_none() || said == Some(Misbehave::TakeAndDrop) {
            let id = raw.lines().find_map(|line| line.strip_prefix("Message-ID: "));
            let id = id.unwrap_or_default().trim_matches(['<', '>']).to_owned();
            let taken = TakenOver { to: to.to_owned(), id, raw };
            self.state.lock().expect("its state").taken.push(taken);
        }
        self.step(SmtpStep::Content, "250 taken over").await.map(drop)
    }

    async fn step(&mut self, step: SmtpStep, line: &str) -> std::io::Result<Next> {
        match self.script(step) {
            None => self.say(line).await.map(|()| Next::GoOn),
            Some(Misbehave::Say(line)) => self.say(&line).await.map(|()| Next::Refused),
            Some(Misbehave::Hang) => std::future::pending().await,
            Some(Misbehave::Drop | Misbehave::TakeAndDrop) => {
                Err(std::io::ErrorKind::ConnectionAborted.into())
            }
        }
    }

    fn script(&self, step: SmtpStep) -> Option<Misbehave> {
        self.state.lock().expect("its state").script.get(&step).cloned()
    }

    async fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }

    async fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await
    }
}
