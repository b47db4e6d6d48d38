//! Letters by a mail server.

use std::{fmt, time::Duration};

use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor, transport::smtp::Error};

use super::{Letter, MailTransport, SendError, Sending, compose::compose};

/// Which mail server, and how patient to be with it.
#[derive(Clone)]
pub struct SmtpConfig {
    /// `smtps://user:password@host:465`, or `smtp://…?tls=required` for STARTTLS.
    pub url: String,
    /// How long one letter may take.
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
    inner: AsyncSmtpTransport<Tokio1Executor>,
    host: String,
}

impl fmt::Debug for SmtpTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpTransport").field("host", &self.host).finish_non_exhaustive()
    }
}

impl SmtpTransport {
    /// Reads the address; connects only when the first letter goes. Must be called within the runtime.
    pub fn new(config: &SmtpConfig) -> Result<Self, SendError> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.url)
            .map_err(|error| SendError::Refused(format!("the address of the mail server: {error}")))?;
        let host = config.url.rsplit(['@', '/']).next().unwrap_or_default();
        let host = host.split('?').next().unwrap_or_default().to_owned();
        Ok(Self { inner: builder.timeout(Some(config.timeout)).build(), host })
    }
}

impl MailTransport for SmtpTransport {
    fn describe(&self) -> String {
        format!("the mail server {}", self.host)
    }

    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(async move {
            let message = compose(letter)?;
            self.inner.send(message).await.map(|_| ()).map_err(|error| judge(&error))
        })
    }
}

/// A server that says "never" is believed; anything else may pass.
fn judge(error: &Error) -> SendError {
    if error.is_permanent() {
        SendError::Refused(error.to_string())
    } else {
        SendError::NotNow(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(url: &str) -> Result<String, SendError> {
        let config = SmtpConfig { url: url.to_owned(), timeout: Duration::from_secs(5) };
        SmtpTransport::new(&config).map(|transport| transport.describe())
    }

    // The pool of connections is kept by a task, so even a test that connects nowhere needs the runtime.
    #[tokio::test]
    async fn the_password_is_never_told() {
        let url = "smtps://desk:secret@mail.test:465";
        assert_eq!(described(url), Ok("the mail server mail.test:465".to_owned()));
        let config = SmtpConfig { url: url.to_owned(), timeout: Duration::from_secs(5) };
        assert!(!format!("{config:?}").contains("secret"));
    }

    #[tokio::test]
    async fn a_bad_address_is_refused_at_once() {
        assert!(matches!(described("carrier pigeon"), Err(SendError::Refused(_))));
    }
}
