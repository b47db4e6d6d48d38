//! Secrets that the desk hands out once and then knows only by their fingerprint.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest as _, Sha256};
use souffleur_core::id::SessionId;
use souffleur_store::Hash;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{entropy::Entropy, secret::fingerprint};

/// A refresh token: the session it belongs to, and a secret that is good for one use.
///
/// The next one follows from this one and the desk's key. So two tabs that refresh at the same moment get the same
/// answer; and because every token names its session, one that was used before is known for what it is.
pub(super) struct RefreshToken {
    pub(super) session: SessionId,
    secret: String,
}

impl RefreshToken {
    /// The first of a session.
    pub(super) fn first(session: SessionId, entropy: &dyn Entropy) -> Self {
        Self { session, secret: entropy.secret() }
    }

    /// Reads what a browser or a program sent.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (session, secret) = text.split_once('.')?;
        let plain =
            secret.len() == 52 && secret.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let session = Uuid::try_parse(session).ok().filter(|_| plain)?;
        Some(Self { session: SessionId::new(session), secret: secret.to_owned() })
    }

    /// What the browser or program is given.
    pub(super) fn text(&self) -> String {
        format!("{}.{}", self.session.raw().simple(), self.secret)
    }

    /// What the desk keeps.
    pub(super) fn fingerprint(&self) -> Hash {
        fingerprint(&self.secret)
    }

    /// Whether this is the token with a fingerprint.
    pub(super) fn is(&self, fingerprint: &Hash) -> bool {
        self.fingerprint().ct_eq(fingerprint).into()
    }

    /// The one that replaces it. Who does not have the key cannot tell it from any other.
    pub(super) fn next(&self, key: &[u8]) -> Self {
        // Keyed twice, as HMAC does, so that nothing can be appended.
        let inner = Sha256::new()
            .chain_update(b"refresh inner")
            .chain_update(key)
            .chain_update(self.session.raw().as_bytes())
            .chain_update(self.secret.as_bytes())
            .finalize();
        let outer =
            Sha256::new().chain_update(b"refresh outer").chain_update(key).chain_update(inner).finalize();
        Self { session: self.session, secret: BASE32_NOPAD.encode(&outer).to_lowercase() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Zeros;
    impl Entropy for Zeros {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0);
        }
    }

    #[test]
    fn a_token_names_its_session_and_its_successor() {
        let first = RefreshToken::first(SessionId::new(Uuid::from_u128(7)), &Zeros);
        let read = RefreshToken::parse(&first.text()).unwrap();
        assert_eq!(read.session, first.session);
        assert!(read.is(&first.fingerprint()));
        let next = first.next(b"key");
        assert_eq!(next.text(), read.next(b"key").text(), "two tabs get the same");
        assert!(!next.is(&first.fingerprint()));
        assert_ne!(next.text(), first.next(b"another key").text());
        assert!(RefreshToken::parse(&next.text()).is_some());
    }

    #[test]
    fn anything_else_is_nobodys() {
        for text in ["", ".", "x.y", "00000000000000000000000000000007.short", "é"] {
            assert!(RefreshToken::parse(text).is_none(), "{text}");
        }
    }
}
