//! Records what became of a few effects, and alerts whom it concerns, in one transaction.

use jiff::{SignedDuration, Timestamp};
use souffleur_app::{App, error::Error, health::Count};
use souffleur_channels::email::{Cause, SendError, Step};
use souffleur_core::{alert::AlertKind, delivery::DeliveryState, user::User};
use souffleur_question::alert::{AlertRequest, raise};
use souffleur_store::{Effect, OutboxItem, Trouble, Tx};

use super::{
    super::backoff::later_from,
    outcome::{Delivered, Outcome},
};

/// How long a letter is tried that a server defers, counted from its first failure.
const MAX_FAILING: SignedDuration = SignedDuration::from_hours(5 * 24);
/// How long a letter waits on which the connection ended before anything was sent: others go first.
const AFTER_DROP: SignedDuration = SignedDuration::from_mins(5);

/// What is to be told once the transaction is durable.
#[derive(Default)]
struct ToTell {
    news: Vec<AlertRequest>,
    paused: Option<bool>,
}

/// Records outcomes.
pub(super) async fn record(app: &App, outcomes: &[Outcome], delivered: &mut Delivered) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store().begin().await?;
    let mut tell = ToTell::default();
    for Outcome { item, result } in outcomes {
        match result {
            None => {
                tx.held_back(item.id, app.config().delivery.node, None, None).await?;
                delivered.held += 1;
            }
            Some(Ok(reply)) => {
                let by_file = matches!(item.effect, Effect::Letter(_)) && !app.config().delivery.sends_mail;
                let state = if by_file { DeliveryState::Filed } else { DeliveryState::Done };
                tx.delivered(item.id, state, reply, now).await?;
                works(app, &mut tx, &mut tell, now).await?;
                delivered.sent += 1;
            }
            Some(Err(error)) => failure(app, &mut tx, &mut tell, (item, error), delivered).await?,
        }
    }
    if !tell.news.is_empty() {
        raise(app, &mut tx, &app.settings(), now, &tell.news).await?;
    }
    tx.commit().await?;
    if let Some(paused) = tell.paused {
        app.transport().alerted(paused);
    }
    Ok(())
}

async fn failure(
    app: &App,
    tx: &mut Tx,
    tell: &mut ToTell,
    (item, error): (&OutboxItem, &SendError),
    delivered: &mut Delivered,
) -> Result<(), Error> {
    let (now, node) = (app.now(), app.config().delivery.node);
    let trouble =
        Trouble { cause: error.cause.as_str(), step: error.step.as_str(), reply: error.reply.clone() };
    let since = item.failing_since.unwrap_or(now);
    let is_over = now.duration_since(since) >= MAX_FAILING;
    match error.cause {
        Cause::TransportDown | Cause::TransportRefused => {
            down(app, tx, tell, error).await?;
            let suspect = matches!(error.step, Step::Recipient | Step::Data);
            let next = if suspect { now + AFTER_DROP } else { now };
            tx.held_back(item.id, node, Some(&trouble), Some(next)).await?;
            app.counters().add(Count::DeliveryFailed);
            delivered.held += 1;
        }
        Cause::LetterDeferred | Cause::Unknown if !is_over => {
            let state = if error.cause == Cause::Unknown {
                down(app, tx, tell, error).await?;
                DeliveryState::Unknown
            } else {
                works(app, tx, tell, now).await?;
                DeliveryState::Waiting
            };
            let next = app.jittered(later_from(app.config().delivery.first_retry, item.attempts + 1));
            if !tx.failed(item.id, node, (state, &trouble), since, now + next).await? {
                // Its lease was over while this node was paused: another one has delivered it, or is about to.
                return Ok(());
            }
            tracing::info!(item = %item.id, attempt = item.attempts + 1, %error, "a delivery failed and is tried again");
            app.counters().add(Count::DeliveryFailed);
            delivered.retried += 1;
        }
        Cause::LetterRefused | Cause::LetterDeferred | Cause::Unknown => {
            if error.cause != Cause::Unknown && !matches!(error.step, Step::Compose | Step::Channel) {
                works(app, tx, tell, now).await?;
            }
            if !tx.given_up(item.id, node, &trouble, now).await? {
                return Ok(());
            }
            tracing::error!(item = %item.id, attempt = item.attempts + 1, %error, "a delivery failed");
            app.counters().add(Count::DeliveryGivenUp);
            tell.news.extend(failed_news(app, item, error, now));
            delivered.given_up += 1;
        }
    }
    Ok(())
}

/// The other side speaks with us: the transport works, and who was told otherwise is told so.
async fn works(app: &App, tx: &mut Tx, tell: &mut ToTell, now: Timestamp) -> Result<(), Error> {
    if app.transport().works() && tell.paused != Some(false) {
        if tx.transport_is_alerted().await? {
            tell.news.extend(transport_news(app, AlertKind::MailResumed, None, now));
        }
        tell.paused = Some(false);
    }
    Ok(())
}

/// The transport failed; who has to know is told once.
async fn down(app: &App, tx: &mut Tx, tell: &mut ToTell, error: &SendError) -> Result<(), Error> {
    let (now, first) = (app.now(), app.config().delivery.first_retry);
    if app.transport().failed(now, error, first, |pause| app.jittered(pause)) {
        if !tx.transport_is_alerted().await? {
            tell.news.extend(transport_news(app, AlertKind::MailPaused, Some(error), now));
        }
        tell.paused = Some(true);
    }
    Ok(())
}

fn transport_news(app: &App, kind: AlertKind, error: Option<&SendError>, at: Timestamp) -> Vec<AlertRequest> {
    let detail = error.map(|error| error.reply.clone());
    concerned(app, kind, |to| AlertRequest {
        to: to.id,
        kind,
        question: None,
        target: None,
        at,
        detail: detail.clone(),
    })
}

/// A letter to a customer, or an invitation, is told to the community managers. What is the desk's own to its people only
/// stands in the list: a letter that says that letters fail would fail too.
fn failed_news(app: &App, item: &OutboxItem, error: &SendError, at: Timestamp) -> Vec<AlertRequest> {
    let matters = match &item.effect {
        Effect::Letter(letter) => item.question.is_some() || letter.letter == "invitation",
        Effect::Post(_) => true,
    };
    if !matters {
        return Vec::new();
    }
    let (kind, detail) = (AlertKind::DeliveryFailed, Some(error.reply.clone()));
    let question = match &item.effect {
        Effect::Post(post) => Some(post.question),
        Effect::Letter(_) => item.question,
    };
    concerned(app, kind, |to| AlertRequest {
        to: to.id,
        kind,
        question,
        target: None,
        at,
        detail: detail.clone(),
    })
}

fn concerned(app: &App, kind: AlertKind, news: impl Fn(&User) -> AlertRequest) -> Vec<AlertRequest> {
    let settings = app.settings();
    settings.users.iter().filter(|user| user.active && kind.concerns(user.role)).map(news).collect()
}
