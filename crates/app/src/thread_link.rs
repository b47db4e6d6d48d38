//! The customer's link. Its token follows from the question's id and the desk's key, and the database has a fingerprint of
//! it: whoever steals a copy opens no thread. Links made by an earlier key go on working by their fingerprints.

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use sha2::{Digest as _, Sha256};
use souffleur_core::{
    id::QuestionId,
    question::{Token, TokenHash},
};
use souffleur_store::{RenewedLink, Store};

use crate::{App, error::Error, signing_key::SigningKey};

/// Links renewed in one transaction.
const BATCH: u64 = 500;
/// How a link is marked in a letter that waits.
const MARK: &str = "thread-";

impl App {
    /// The unguessable part of a customer's link.
    pub fn thread_token(&self, question: QuestionId) -> Token {
        token(self.signing_key(), question)
    }

    /// The customer's link.
    pub fn thread_url(&self, question: QuestionId) -> String {
        self.url(&format!("/q/{}", self.thread_token(question).as_str()))
    }

    /// What the database has of a token.
    pub fn token_hash(&self, token: &Token) -> TokenHash {
        hash(self.signing_key(), token)
    }

    /// Puts the customer's link into a letter in the place of its mark.
    pub fn with_link(&self, text: &str, question: Option<QuestionId>) -> String {
        match question {
            Some(id) => text.replace(&mark(id), self.thread_token(id).as_str()),
            None => text.to_owned(),
        }
    }
}

/// What stands in a letter for the token of a question, so that no token waits in the outbox.
pub fn mark(question: QuestionId) -> String {
    format!("{MARK}{}", question.raw().simple())
}

/// Gives every question a link by this key.
pub async fn renew(store: &Store, key: &SigningKey) -> Result<(), Error> {
    let (mut after, mut renewed) = (None, 0_u64);
    loop {
        let links = store.read().thread_links(after, BATCH).await?;
        let Some((last, _)) = links.last() else { break };
        after = Some(*last);
        let links = links.into_iter().map(|(question, known)| {
            let earlier = match Token::parse(known.as_stored()) {
                // As earlier releases kept it.
                Some(token) => fingerprint(&token),
                None => known.fingerprint().to_owned(),
            };
            RenewedLink { question, earlier, token: hash(key, &token(key, question)) }
        });
        let links: Vec<_> = links.filter(|link| link.earlier != link.token.fingerprint()).collect();
        let mut tx = store.begin().await?;
        tx.renew_links(&links).await?;
        tx.commit().await?;
        renewed += links.len() as u64;
    }
    if renewed > 0 {
        tracing::info!(
            renewed,
            "customers' links follow from the signing key now; those so far go on working"
        );
    }
    Ok(())
}

/// Keyed twice, as HMAC does, so that nothing can be appended. Who does not have the key can't tell it from any other.
#[expect(clippy::expect_used, reason = "32 bytes are 52 characters of base 32, and a token takes 26 of them")]
fn token(key: &SigningKey, question: QuestionId) -> Token {
    let keyed = |domain: &[u8], of: &[u8]| {
        Sha256::new().chain_update(domain).chain_update(key.bytes()).chain_update(of).finalize()
    };
    let inner = keyed(b"thread inner", question.raw().as_bytes());
    let text = BASE32_NOPAD.encode(&keyed(b"thread outer", &inner)).to_lowercase();
    Token::parse(&text[..Token::LEN]).expect("base 32 makes a token")
}

fn hash(key: &SigningKey, token: &Token) -> TokenHash {
    TokenHash::new(format!("{}.{}", HEXLOWER.encode(&key.hash()[..4]), fingerprint(token)))
}

/// A token has 130 bits of its own, so a fast hash is enough.
fn fingerprint(token: &Token) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_str().as_bytes()))
}
