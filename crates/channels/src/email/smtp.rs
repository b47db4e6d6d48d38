//! Letters by a mail server, step by step: a failure is judged by the step at which it happened, and no step waits longer
//! than its deadline.

use std::{
    fmt,
    future::Future,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    Message,
    transport::smtp::{
        Error,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailBodyParameter, MailParameter},
        response::Response,
    },
};
use tokio::time::{Instant, timeout_at};

use super::{
    Cause, Letter, MailTransport, SendError, Sending, Step,
    compose::compose,
    server::{MailServer, Tls},
};

/// Connections that are kept for the next letter.
const MAX_IDLE: usize = 4;
/// How long a kept connection may take to say that it is alive.
const NOOP_TIMEOUT: Duration = Duration::from_secs(5);

/// Which mail server, and how patient to be with it.
#[derive(Clone)]
pub struct SmtpConfig {
    /// `smtps://user:password@host:465`, or `smtp://…?tls=required` for STARTTLS.
    pub url: String,
    /// How long one step may take, such as connecting, or the answer to a command.
    pub step_timeout: Duration,
    /// How long one letter may take, all steps together.
    pub timeout: Duration,
}

impl fmt::Debug for SmtpConfig {
    /// The address holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpConfig").field("timeout", &self.timeout).finish_non_exhaustive()
    }
}

/// Hands letters to a mail server, over a few connections that are kept.
pub struct SmtpTransport {
    server: MailServer,
    step_timeout: Duration,
    timeout: Duration,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

impl fmt::Debug for SmtpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpTransport").field("server", &self.server).finish_non_exhaustive()
    }
}

impl SmtpTransport {
    /// Reads the address; connects only when the first letter goes.
    pub fn new(config: &SmtpConfig) -> Result<Self, SendError> {
        let server = MailServer::parse(&config.url)
            .map_err(|error| SendError::new(Cause::TransportRefused, Step::Connect, error))?;
        let (step_timeout, timeout) = (config.step_timeout, config.timeout);
        Ok(Self { server, step_timeout, timeout, idle: Mutex::default() })
    }

    async fn deliver(&self, letter: &Letter) -> Result<String, SendError> {
        let message = compose(letter)?;
        let patience = Patience { step: self.step_timeout, until: Instant::now() + self.timeout };
        let mut connection = match self.kept().await {
            Some(connection) => connection,
            None => self.connect(&patience).await?,
        };
        // A connection on which anything failed is dropped: the next letter gets a new one.
        let reply = hand_over(&mut connection, &patience, &message).await?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MAX_IDLE {
            idle.push(connection);
        }
        Ok(reply)
    }

    /// A connection of an earlier letter that is still alive.
    async fn kept(&self) -> Option<AsyncSmtpConnection> {
        loop {
            let mut connection = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()?;
            if tokio::time::timeout(NOOP_TIMEOUT, connection.test_connected()).await == Ok(true) {
                return Some(connection);
            }
        }
    }

    async fn connect(&self, patience: &Patience) -> Result<AsyncSmtpConnection, SendError> {
        let server = &self.server;
        let wrapped = (server.tls == Tls::Wrapped).then(|| server.tls_parameters()).transpose();
        let wrapped = wrapped.map_err(|error| judge(Step::Connect, &error))?;
        let address = (server.host.as_str(), server.port);
        let opening =
            AsyncSmtpConnection::connect_tokio1(address, Some(patience.step), &server.hello, wrapped, None);
        let mut connection = patience.wait(Step::Connect, opening).await?;
        let starts = match server.tls {
            Tls::Required => true,
            Tls::Opportunistic => connection.can_starttls(),
            Tls::Wrapped | Tls::None => false,
        };
        if starts {
            let parameters = server.tls_parameters().map_err(|error| judge(Step::Connect, &error))?;
            patience.wait(Step::Connect, connection.starttls(parameters, &server.hello)).await?;
        }
        if let Some(credentials) = &server.credentials {
            let signing_in = connection.auth(MailServer::MECHANISMS, credentials);
            patience.wait(Step::Auth, signing_in).await?;
        }
        Ok(connection)
    }
}

impl MailTransport for SmtpTransport {
    fn describe(&self) -> String {
        format!("the mail server {}:{}", self.server.host, self.server.port)
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(self.deliver(letter))
    }
}

/// The deadlines of one letter.
struct Patience {
    step: Duration,
    until: Instant,
}

impl Patience {
    /// Waits for a step, and judges its failure.
    async fn wait<T>(
        &self,
        step: Step,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, SendError> {
        let until = (Instant::now() + self.step).min(self.until);
        match timeout_at(until, work).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(error)) => Err(judge(step, &error)),
            Err(_) => Err(SendError::new(without_reply(step), step, "timeout")),
        }
    }
}

/// Hands a letter over on an open connection, and returns what the server said to it.
async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    patience: &Patience,
    message: &Message,
) -> Result<String, SendError> {
    let (envelope, content) = (message.envelope(), message.formatted());
    let can = |connection: &AsyncSmtpConnection, what| connection.server_info().supports_feature(what);
    let mut parameters = Vec::new();
    let addresses = envelope.from().into_iter().chain(envelope.to());
    if !addresses.map(|one| -> &str { one.as_ref() }).all(str::is_ascii) {
        if !can(connection, Extension::SmtpUtfEight) {
            return Err(SendError::new(Cause::LetterRefused, Step::Utf8, "SMTPUTF8"));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !content.is_ascii() && can(connection, Extension::EightBitMime) {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let sender = Mail::new(envelope.from().cloned(), parameters);
    patience.wait(Step::Sender, connection.command(sender)).await?;
    for to in envelope.to() {
        patience.wait(Step::Recipient, connection.command(Rcpt::new(to.clone(), Vec::new()))).await?;
    }
    patience.wait(Step::Data, connection.command(Data)).await?;
    patience.wait(Step::Content, connection.message(&content)).await.map(|response| words(&response))
}

fn words(response: &Response) -> String {
    let lines: Vec<&str> = response.message().collect();
    format!("{} {}", response.code(), lines.join(" "))
}

/// What a failure is about, by the step and by what the server answered.
fn judge(step: Step, error: &Error) -> SendError {
    let said = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    let Some(code) = error.status() else {
        // What the library itself refuses, such as a server without STARTTLS, no waiting will mend.
        let cause = if error.is_client() { Cause::TransportRefused } else { without_reply(step) };
        return SendError::new(cause, step, said);
    };
    let closing = code.to_string() == "421";
    let about_letter = matches!(step, Step::Recipient | Step::Data | Step::Content) && !closing;
    let cause = match (about_letter, error.is_permanent()) {
        (true, true) => Cause::LetterRefused,
        (true, false) => Cause::LetterDeferred,
        (false, true) => Cause::TransportRefused,
        (false, false) => Cause::TransportDown,
    };
    SendError::new(cause, step, format!("{code} {said}"))
}

/// What a connection that ended or stayed silent means.
const fn without_reply(step: Step) -> Cause {
    match step {
        Step::Content => Cause::Unknown,
        _ => Cause::TransportDown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transport(url: &str) -> Result<SmtpTransport, SendError> {
        let seconds = Duration::from_secs(5);
        SmtpTransport::new(&SmtpConfig { url: url.to_owned(), step_timeout: seconds, timeout: seconds })
    }

    #[test]
    fn the_password_is_never_told() {
        let transport = transport("smtps://desk:s%65cret@mail.test:465").unwrap();
        assert_eq!(transport.describe(), "the mail server mail.test:465");
        assert!(!format!("{transport:?}").contains("secret"));
        let config = SmtpConfig {
            url: "smtp://a:secret@b".to_owned(),
            step_timeout: NOOP_TIMEOUT,
            timeout: NOOP_TIMEOUT,
        };
        assert!(!format!("{config:?}").contains("secret"));
    }

    #[test]
    fn a_bad_address_is_refused_at_once() {
        for bad in ["carrier pigeon", "http://mail.test", "smtp://mail.test?tls=perhaps"] {
            assert_eq!(transport(bad).unwrap_err().cause, Cause::TransportRefused, "{bad}");
        }
    }
}
