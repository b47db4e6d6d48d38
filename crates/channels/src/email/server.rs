//! The address of a mail server: where it is, how the connection is encrypted, and who signs in.

use std::fmt;

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::TlsParameters,
    extension::ClientId,
};
use percent_encoding::percent_decode_str;
use url::Url;

/// How a connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tls {
    /// From the first byte.
    Wrapped,
    /// By STARTTLS, or not at all used.
    Required,
    /// By STARTTLS where the server offers it.
    Opportunistic,
    /// Not.
    None,
}

/// A mail server.
pub(super) struct MailServer {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: Tls,
    pub(super) hello: ClientId,
    pub(super) credentials: Option<Credentials>,
}

impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Why the address of a mail server can't be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum AddressError {
    #[error(transparent)]
    Url(#[from] url::ParseError),
    #[error("no host")]
    NoHost,
    #[error("neither smtp nor smtps, or an unknown tls parameter")]
    Scheme,
    #[error(transparent)]
    Utf8(#[from] std::str::Utf8Error),
}

impl MailServer {
    /// The ways of signing in that are tried.
    pub(super) const MECHANISMS: &'static [Mechanism] = &[Mechanism::Plain, Mechanism::Login];

    /// Reads `smtp[s]://[user:password@]host[:port][/hello-name][?tls=required|opportunistic]`.
    pub(super) fn parse(text: &str) -> Result<Self, AddressError> {
        let url = Url::parse(text)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(AddressError::NoHost)?.to_owned();
        let tls = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
        let (tls, port) = match (url.scheme(), tls.as_deref()) {
            ("smtps", _) => (Tls::Wrapped, 465),
            ("smtp", None) => (Tls::None, 25),
            ("smtp", Some("required")) => (Tls::Required, 587),
            ("smtp", Some("opportunistic")) => (Tls::Opportunistic, 587),
            _ => return Err(AddressError::Scheme),
        };
        let hello = Some(url.path().trim_matches('/')).filter(|name| !name.is_empty());
        let hello = hello.map_or_else(ClientId::default, |name| ClientId::Domain(name.to_owned()));
        let decode = |text: &str| percent_decode_str(text).decode_utf8().map(String::from);
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(decode(url.username())?, decode(password)?)),
            None => None,
        };
        Ok(Self { host, port: url.port().unwrap_or(port), tls, hello, credentials })
    }

    pub(super) fn tls_parameters(&self) -> Result<TlsParameters, Error> {
        TlsParameters::new(self.host.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_port_encryption_and_log_in() {
        let read = |text: &str| {
            let server = MailServer::parse(text).unwrap();
            (server.host, server.port, server.tls, server.credentials)
        };
        let login = Some(Credentials::new("me".to_owned(), "p@ss".to_owned()));
        assert_eq!(read("smtps://me:p%40ss@a.test"), ("a.test".to_owned(), 465, Tls::Wrapped, login));
        assert_eq!(read("smtp://a.test?tls=required"), ("a.test".to_owned(), 587, Tls::Required, None));
        assert_eq!(read("smtp://a.test:2525"), ("a.test".to_owned(), 2525, Tls::None, None));
    }
}
