//! One approved text, sent to each of those who asked the same: a reply of its own to each, by the ordinary way, which can be
//! taken back for as long, is signed by their own voice, calls them by their own name, and meets their own promise.

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    answer::{Variable, filled},
    attachment::Attachment,
    event::What,
    id::QuestionId,
    message::Weight,
    outgoing::Decision,
    permission::Action,
    routing::detect,
    same::{named, readdressed},
    scheduled::ScheduledReply,
    text::Body,
};
use souffleur_store::read::InboxRow;

use crate::{
    answer::{due_word, word},
    app::App,
    error::Error,
    ledger::Ledger,
    question::get,
    view::QuestionView,
};

/// Somebody to whom the text is to be sent as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Also {
    /// Their question.
    pub question: QuestionId,
    /// When its thread was last spoken in, as whoever decides saw it.
    pub seen: Timestamp,
}

/// What is sent as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied<'a> {
    /// The text as it was written, with its variables.
    pub body: &'a str,
    /// The files that go with it.
    pub files: &'a [Attachment],
    /// The community manager has seen whom of the house it names, and means it.
    pub confirmed_leaks: bool,
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentAlso {
    /// How many replies leave beside the first.
    pub sent: usize,
    /// Who gets none of it, and why.
    pub left_out: Vec<LeftOut>,
}

/// Somebody who does not get the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The number of their question.
    pub number: i64,
    /// Why.
    pub why: WhyNot,
}

/// Why somebody does not get a text that was written to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNot {
    /// Something was said in their thread since whoever decided looked at it.
    WroteAgain,
    /// They asked in another language.
    Language,
    /// It names somebody else who asked.
    NamesAnother,
    /// A reply to them waits already.
    Waits,
    /// It is no text any more once it is addressed to them.
    Unusable,
}

impl WhyNot {
    /// The end of its message key.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WroteAgain => "wrote-again",
            Self::Language => "language",
            Self::NamesAnother => "names-another",
            Self::Waits => "waits",
            Self::Unusable => "unusable",
        }
    }
}

/// The text as the one gets it whose question leads. A question that nothing follows has no variables.
pub async fn for_itself(app: &App, actor: Actor, id: QuestionId, body: String) -> Result<String, Error> {
    actor.may(Action::Reply)?;
    if app.store().read().followers(id).await?.is_empty() {
        return Ok(body);
    }
    let view = get(app, actor, id).await?;
    let language = view.question.language;
    Ok(filled(&body, |variable| word(app, &view, language, variable)))
}

/// Decides that each of these gets the text too, at the same instant. All is written down at once, so nothing that was said
/// to be sent is lost; each leaves by itself, and meets its own promise then.
pub async fn send_also(
    app: &App,
    actor: Actor,
    lead: QuestionId,
    text: Copied<'_>,
    also: &[Also],
    leaves_at: Timestamp,
) -> Result<SentAlso, Error> {
    actor.may(Action::Reply)?;
    // Nobody but a community manager gets any further.
    Decision::by(actor)?;
    let view = get(app, actor, lead).await?;
    let (now, mut outcome) = (app.now(), SentAlso::default());
    let mut tx = app.store().begin().await?;
    let followers = tx.followers(lead).await?;
    let crowd = Crowd { app, view: &view, followers: &followers };
    for row in &followers {
        let Some(chosen) = also.iter().find(|also| also.question == row.id) else { continue };
        let body = match crowd.text_for(row, text.body, chosen.seen) {
            Ok(body) => body,
            Err(why) => {
                outcome.left_out.push(LeftOut { number: row.number, why });
                continue;
            }
        };
        // What was stopped before was read by whoever decides anew.
        tx.take_scheduled_reply(row.id).await?;
        let scheduled = ScheduledReply {
            question: row.id,
            by: actor,
            body,
            draft: None,
            files: text.files.to_vec(),
            weight: Weight::Reply,
            version: row.version,
            confirmed_leaks: text.confirmed_leaks,
            decided_at: now,
            leaves_at,
            stopped: None,
        };
        tx.schedule_reply(&scheduled).await?;
        let mut ledger = Ledger::new(app, actor, now, row.id);
        ledger.note(What::ReplyScheduled { leaves_at });
        ledger.append(&mut tx).await?;
        outcome.sent += 1;
    }
    tx.commit().await?;
    Ok(outcome)
}

/// Everybody who asked the same.
struct Crowd<'a> {
    app: &'a App,
    view: &'a QuestionView,
    followers: &'a [InboxRow],
}

impl Crowd<'_> {
    /// The text as one of them gets it.
    fn text_for(&self, row: &InboxRow, text: &str, seen: Timestamp) -> Result<Body, WhyNot> {
        let own = row.customer_name.as_str();
        if row.leaves_at.is_some() {
            return Err(WhyNot::Waits);
        }
        if row.last_message_at.is_some_and(|at| at > seen) {
            return Err(WhyNot::WroteAgain);
        }
        if detect(text).unwrap_or(self.view.question.language) != row.language {
            return Err(WhyNot::Language);
        }
        let settings = self.app.settings();
        let voice = settings.voice(self.view.question.voice).unwrap_or(&self.view.voice);
        let theirs = filled(text, |variable| match variable {
            Variable::Customer => own.to_owned(),
            Variable::Question => format!("#{}", row.number),
            Variable::Voice => voice.name.to_string(),
            Variable::Due => due_word(self.app, row.next_due_at, row.language),
        });
        let theirs = readdressed(&theirs, &self.view.customer.name, own);
        let token = self.view.question.token.as_str();
        if named(&theirs, self.others(row), own).is_some() || theirs.contains(token) {
            return Err(WhyNot::NamesAnother);
        }
        Body::parse(&theirs).map_err(|_| WhyNot::Unusable)
    }

    /// What everybody else who asked is called.
    fn others<'s>(&'s self, row: &'s InboxRow) -> impl Iterator<Item = &'s str> {
        let others = self.followers.iter().filter(|other| other.id != row.id);
        let first = &self.view.customer;
        others
            .map(|other| other.customer_name.as_str())
            .chain([first.name.as_str()])
            .chain(first.email.as_deref())
            .chain(first.handle.as_deref())
    }
}
