//! Proving a typed address: a one-time link is mailed to it, and its owner confirms that they asked the question.

use jiff::{SignedDuration, Timestamp};
use souffleur_app::access::allow;
use souffleur_app::{App, error::Error, history::History, mail::MailContext, secret::fingerprint};
use souffleur_core::{
    Actor, Language, event::EventKind, id::QuestionId, outgoing::Confirmation, permission::Action,
    question::Question,
};
use souffleur_store::AddressCheck;

use super::proof::sender_proof;
use crate::letter::confirmation;

/// How long a link is good.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Characters of the question that its page shows.
const EXCERPT: usize = 600;
/// Links to one question's address within an hour.
const MAX_LINKS_PER_HOUR: usize = 3;

/// What whoever opens a link reads before confirming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderConfirmation {
    /// The number of the question.
    pub number: i64,
    /// What was asked, in short.
    pub excerpt: String,
    /// When.
    pub asked_at: Timestamp,
    /// The address that the link was mailed to.
    pub email: String,
    /// Until when the link is good.
    pub expires_at: Timestamp,
    /// The language of the question.
    pub language: Language,
}

/// Mails a link to the address that was typed with a question. Links that were mailed before open nothing any more.
pub async fn send_sender_confirmation(app: &App, actor: Actor, id: QuestionId) -> Result<(), Error> {
    actor.may(Action::Relate)?;
    let by = actor.user().ok_or(Error::Forbidden)?;
    if !app.config().delivery.sends_mail {
        return Err(Error::IllegalStep("no mail server is set up".to_owned()));
    }
    let reader = app.store().read();
    let question = allow(&reader, actor, Action::Relate, reader.question(id).await?).await?;
    if sender_proof(&reader, &question).await?.is_proven() {
        return Err(Error::IllegalStep("the sender is proven already".to_owned()));
    }
    let missing = || Error::internal("a question without its customer or voice");
    let customer = reader.customer(question.customer).await?.ok_or_else(missing)?;
    let Some(email) = &customer.email else {
        return Err(Error::IllegalStep("the customer gave no address".to_owned()));
    };
    let now = app.now();
    let secret = app.entropy().secret();
    let check = AddressCheck {
        hash: fingerprint(&secret),
        question: id,
        email: email.clone(),
        sent_by: by,
        sent_at: now,
        expires_at: now + LASTS,
        confirmed_at: None,
    };
    let voice = reader.voice(question.voice).await?.ok_or_else(missing)?;
    let link = app.url(&format!("/verify/{secret}"));
    let outgoing = Confirmation::of(&voice, question.language, question.number, check.expires_at);
    let letter = confirmation(&MailContext::of(app, now), &outgoing, email, &link)?;
    let mut tx = app.store().begin().await?;
    // With the question locked, so that of several at once none is counted too late.
    tx.question_for_update(id).await?.ok_or(Error::NotFound)?;
    let is_recent = |check: &AddressCheck| now.duration_since(check.sent_at) < SignedDuration::from_hours(1);
    if tx.address_checks_of(id).await?.into_iter().filter(is_recent).count() >= MAX_LINKS_PER_HOUR {
        return Err(Error::IllegalStep(
            "too many links were mailed to this address within an hour".to_owned(),
        ));
    }
    tx.insert_address_check(&check).await?;
    tx.enqueue(&[letter]).await?;
    let mut history = History::new(app, actor, now, id);
    history.note(EventKind::ConfirmationSent);
    history.append(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// Looks at a link without using it. One that was used, has expired or never was is not found.
pub async fn open_sender_confirmation(app: &App, secret: &str) -> Result<SenderConfirmation, Error> {
    open(app, secret).await.map(|(view, _)| view)
}

/// Confirms that the owner of the address asked the question; of two who do at once, one finds the link used.
pub async fn confirm_sender(app: &App, secret: &str) -> Result<SenderConfirmation, Error> {
    let (view, question) = open(app, secret).await?;
    let now = app.now();
    let mut tx = app.store().begin().await?;
    if !tx.confirm_address(&fingerprint(secret), now).await? {
        return Err(Error::NotFound);
    }
    let mut history = History::new(app, Actor::Customer, now, question.id);
    history.note(EventKind::SenderConfirmed);
    history.append(&mut tx).await?;
    tx.commit().await?;
    Ok(view)
}

async fn open(app: &App, secret: &str) -> Result<(SenderConfirmation, Question), Error> {
    let reader = app.store().read();
    let check = reader.address_check(&fingerprint(secret)).await?;
    let good = |check: &AddressCheck| check.confirmed_at.is_none() && app.now() < check.expires_at;
    let check = check.filter(good).ok_or(Error::NotFound)?;
    let question = reader.question(check.question).await?.ok_or(Error::NotFound)?;
    let customer = reader.customer(question.customer).await?.ok_or(Error::NotFound)?;
    if customer.email.as_ref() != Some(&check.email) {
        return Err(Error::NotFound);
    }
    let first = reader.thread(question.id).await?.into_iter().next().ok_or(Error::NotFound)?;
    let view = SenderConfirmation {
        number: question.number,
        excerpt: first.body.excerpt(EXCERPT),
        asked_at: question.asked_at,
        email: check.email.to_string(),
        expires_at: check.expires_at,
        language: question.language,
    };
    Ok((view, question))
}
