//! Access tokens and seals, made and checked with the desk's signing key.

use jiff::{Timestamp, ToSpan as _};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use souffleur_core::id::{SessionId, UserId};
use subtle::ConstantTimeEq as _;

use crate::error::Failure;

/// How long an access token is good for. After that the refresh token makes a new one.
pub const ACCESS_MINUTES: i64 = 15;

/// What an access token says. The role is not in it: it is read from the settings, so that a change holds at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who.
    pub sub: UserId,
    /// In which session.
    pub sid: SessionId,
    /// Since when, in seconds.
    pub iat: i64,
    /// Until when, in seconds.
    pub exp: i64,
}

/// The desk's signing key, ready for use: taking it apart for every request would cost more than the check itself.
pub struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    header: Header,
    validation: Validation,
}

impl Keys {
    /// Keys from the desk's secret.
    pub fn new(secret: &[u8]) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        // The library would ask the machine's clock; `read` asks the injected one.
        validation.validate_exp = false;
        validation.required_spec_claims.clear();
        Self {
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
            header: Header::new(Algorithm::HS256),
            validation,
        }
    }

    /// A new access token.
    pub fn issue(&self, user: UserId, session: SessionId, now: Timestamp) -> Result<String, Failure> {
        let exp = now.saturating_add(ACCESS_MINUTES.minutes()).unwrap_or(now).as_second();
        let claims = Claims { sub: user, sid: session, iat: now.as_second(), exp };
        jsonwebtoken::encode(&self.header, &claims, &self.encoding).map_err(|error| Failure::internal(&error))
    }

    /// What an access token says, if we made it and it is still good.
    pub fn read(&self, token: &str, now: Timestamp) -> Option<Claims> {
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decoding, &self.validation).ok()?.claims;
        (now.as_second() < claims.exp).then_some(claims)
    }

    /// A seal that only this desk can put on a text, for one purpose.
    pub fn seal(&self, purpose: &str, text: &str) -> String {
        // A colon never occurs in what a token's signature covers, so a seal is good for nothing else.
        let sealed = format!("{purpose}:{text}");
        jsonwebtoken::crypto::sign(sealed.as_bytes(), &self.encoding, Algorithm::HS256).unwrap_or_default()
    }

    /// Whether a seal is ours; takes as long for a wrong one as for a right one.
    pub fn is_sealed(&self, purpose: &str, text: &str, seal: &str) -> bool {
        let expected = self.seal(purpose, text);
        !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(seal.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use souffleur_core::Id;
    use uuid::Uuid;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T10:00:00Z".parse().unwrap()
    }

    fn token(keys: &Keys) -> String {
        keys.issue(Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)), now()).unwrap()
    }

    #[test]
    fn a_token_is_good_for_a_quarter_of_an_hour() {
        let keys = Keys::new(b"secret");
        let token = token(&keys);
        let read = |minutes: i64| keys.read(&token, now() + minutes.minutes());
        assert_eq!(read(14).map(|claims| claims.sub), Some(Id::new(Uuid::from_u128(1))));
        assert_eq!(read(15), None);
    }

    #[test]
    fn a_forged_token_is_nobodys() {
        let keys = Keys::new(b"secret");
        assert_eq!(keys.read(&token(&Keys::new(b"other")), now()), None);
        assert_eq!(keys.read("", now()), None);
        assert_eq!(keys.read("a.b.c", now()), None);
        // {"alg":"none"} with our own claims.
        let good = token(&keys);
        let claims = good.split('.').nth(1).unwrap();
        assert_eq!(keys.read(&format!("eyJhbGciOiJub25lIn0.{claims}."), now()), None);
        let mut changed = good.clone().into_bytes();
        let last = changed.len() - 10;
        changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
        assert_eq!(keys.read(std::str::from_utf8(&changed).unwrap(), now()), None);
    }

    #[test]
    fn a_seal_is_good_for_one_text_and_one_purpose() {
        let keys = Keys::new(b"secret");
        let seal = keys.seal("csrf", "one");
        assert!(keys.is_sealed("csrf", "one", &seal));
        assert!(!keys.is_sealed("csrf", "two", &seal));
        assert!(!keys.is_sealed("other", "one", &seal));
        assert!(!keys.is_sealed("csrf", "one", ""));
    }
}
