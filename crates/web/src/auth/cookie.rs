//! The desk's cookies: all of them for this host only, out of reach of scripts, and not sent along from elsewhere.
//!
//! Over https their names begin with `__Host-`, so that no neighbouring host and no page over http can set one. Browsers
//! refuse that prefix without TLS: a desk that is reached over http, such as on loopback, uses the bare names.

use std::fmt::Write as _;

use axum::http::{HeaderMap, HeaderValue, header::SET_COOKIE};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use jiff::{SignedDuration, Timestamp};

use crate::config::WebConfig;

/// What names of cookies begin with over https.
const HOST_PREFIX: &str = "__Host-";

/// The cookies of a request by their bare names. Over https only those with the prefix are ours.
pub(crate) fn read(config: &WebConfig, headers: &HeaderMap) -> CookieJar {
    let sent = CookieJar::from_headers(headers);
    if !config.is_https() {
        return sent;
    }
    let own = sent.iter().filter_map(|cookie| {
        let name = cookie.name().strip_prefix(HOST_PREFIX)?;
        Some(Cookie::new(name.to_owned(), cookie.value().to_owned()))
    });
    own.fold(CookieJar::new(), CookieJar::add)
}

/// Holds the access token of a signed-in person.
pub const SESSION: &str = "souffleur_session";
/// Holds the refresh token that makes the next access token.
pub const REFRESH: &str = "souffleur_refresh";
/// Holds what the form token of a visitor is made from who is not signed in.
pub const NONCE: &str = "souffleur_visit";
/// Holds the language a visitor chose.
pub const LANGUAGE: &str = "souffleur_language";
/// Holds what the last action did, until the next page has said it.
pub const FLASH: &str = "souffleur_flash";

/// A cookie to set. Its value is one of our own making: base 32, base 64 or a language, never anybody's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetCookie {
    name: &'static str,
    prefix: &'static str,
    line: String,
}

impl SetCookie {
    /// A cookie to keep: until an instant, or as long as the browser is open.
    pub fn kept(
        config: &WebConfig,
        name: &'static str,
        value: &str,
        now: Timestamp,
        until: Option<Timestamp>,
    ) -> Self {
        let prefix = if config.is_https() { HOST_PREFIX } else { "" };
        Self::line(config, name, prefix, value, now, until)
    }

    fn line(
        config: &WebConfig,
        name: &'static str,
        prefix: &'static str,
        value: &str,
        now: Timestamp,
        until: Option<Timestamp>,
    ) -> Self {
        let mut line = format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax");
        if config.is_https() {
            line.push_str("; Secure");
        }
        if let Some(until) = until {
            let seconds = until.duration_since(now).max(SignedDuration::ZERO).as_secs();
            // Writing to a string can't fail.
            let _ = write!(line, "; Max-Age={seconds}");
        }
        Self { name, prefix, line }
    }

    /// A cookie to forget that a release without the prefix set; none where the desk is reached over http.
    pub fn removed_unprefixed(config: &WebConfig, name: &'static str, now: Timestamp) -> Option<Self> {
        config.is_https().then(|| Self::line(config, name, "", "", now, Some(now)))
    }

    /// A cookie to forget.
    pub fn removed(config: &WebConfig, name: &'static str, now: Timestamp) -> Self {
        Self::kept(config, name, "", now, Some(now))
    }

    /// Puts it into an answer.
    pub fn set(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::from_str(&self.line) {
            headers.append(SET_COOKIE, value);
        }
    }

    /// Puts it into an answer that does not set the same cookie already: a handler that signs in or out has the last
    /// word.
    pub fn set_unless_set(&self, headers: &mut HeaderMap) {
        let prefix = format!("{}{}=", self.prefix, self.name);
        let mut lines = headers.get_all(SET_COOKIE).iter();
        if !lines.any(|line| line.as_bytes().starts_with(prefix.as_bytes())) {
            self.set(headers);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    #[test]
    fn cookies_stay_ours() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let https = WebConfig { public_url: "https://desk.example".to_owned(), ..WebConfig::default() };
        let until = Some(now + 60.seconds());
        let cookie = SetCookie::kept(&https, SESSION, "x", now, until);
        assert_eq!(
            cookie.line,
            "__Host-souffleur_session=x; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60"
        );
        let cookie = SetCookie::kept(&WebConfig::default(), SESSION, "x", now, None);
        assert_eq!(cookie.line, "souffleur_session=x; Path=/; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn over_https_only_prefixed_cookies_are_ours() {
        let https = WebConfig { public_url: "https://desk.example".to_owned(), ..WebConfig::default() };
        let mut headers = HeaderMap::new();
        let sent = "souffleur_session=theirs; __Host-souffleur_refresh=ours";
        headers.insert("cookie", HeaderValue::from_static(sent));
        let jar = read(&https, &headers);
        assert_eq!(jar.get(SESSION).map(Cookie::value), None);
        assert_eq!(jar.get(REFRESH).map(Cookie::value), Some("ours"));
        assert_eq!(read(&WebConfig::default(), &headers).get(SESSION).map(Cookie::value), Some("theirs"));
        // Signing out takes the ones of a release before away as well.
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let old = SetCookie::removed_unprefixed(&https, SESSION, now).unwrap();
        assert!(
            old.line.starts_with("souffleur_session=; ") && old.line.contains("Max-Age=0"),
            "{}",
            old.line
        );
        assert_eq!(SetCookie::removed_unprefixed(&WebConfig::default(), SESSION, now), None);
    }

    #[test]
    fn a_handler_has_the_last_word() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let config = WebConfig::default();
        let mut headers = HeaderMap::new();
        SetCookie::removed(&config, SESSION, now).set(&mut headers);
        SetCookie::kept(&config, SESSION, "x", now, None).set_unless_set(&mut headers);
        SetCookie::kept(&config, REFRESH, "y", now, None).set_unless_set(&mut headers);
        let lines: Vec<_> = headers.get_all(SET_COOKIE).iter().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].to_str().unwrap().contains("Max-Age=0"));
    }
}
