//! The voice replies. Only a community manager's decision makes it speak, and the text is read once more for names of the
//! house before it leaves.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::access::allow;
use souffleur_app::{
    App,
    attachment::check,
    error::{Error, Problem},
    mail::{Correspondent, MailContext},
    promise::{REPLIES, end_wait, meet, waive_draft},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    attachment::Attachment,
    customer::Customer,
    draft::Draft,
    event::EventKind,
    id::{DraftId, MessageId, QuestionId, TopicId, UserId},
    leak,
    message::{Message, MessageKind},
    outgoing::{self, Decision},
    permission::Action,
    question::{Question, Status},
    text::{Body, Email},
};
use souffleur_routing::{Observation, Outcome, edit_overlap};
use souffleur_store::{Effect, ExampleSource, OutboxItem, SentFile};

use super::{
    fill::fill,
    transaction::QuestionTx,
    waiting::{make_way, or_waits},
};
use crate::{
    letter::answer,
    routing::{Lesson, teach, text},
};

/// What a community manager sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What the voice is to say.
    pub body: String,
    /// The draft it was made from.
    pub draft_id: Option<DraftId>,
    /// The files that go with it.
    pub files: Vec<Attachment>,
    /// The version of the question that was read.
    pub version: i64,
    /// Whether it answers, or asks for patience.
    pub weight: MessageKind,
    /// The community manager has seen whom the text names, and means it.
    pub confirmed_leaks: bool,
}

impl Reply {
    /// A text that answers the question in this version of it: from no draft, without files.
    pub fn new(body: impl Into<String>, version: i64) -> Self {
        let (body, weight) = (body.into(), MessageKind::Reply);
        Self { body, draft_id: None, files: vec![], version, weight, confirmed_leaks: false }
    }
}

/// What was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// The message; the other side of the channel drops a repeat by it.
    pub message: MessageId,
    /// The question's version now.
    pub version: i64,
    /// Where it stands now.
    pub status: Status,
}

/// Lets the voice reply, at once; refused while another reply waits on the question.
pub async fn reply(app: &App, actor: Actor, id: QuestionId, input: Reply) -> Result<Replied, Error> {
    let said = speak(app, actor, id, input, Instead::OfStopped).await;
    or_waits(app, id, said).await
}

/// Which reply that waits is consumed by the one that leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instead {
    /// One that was stopped, if there is one.
    OfStopped,
    /// The very one that leaves: if somebody took it back, nothing does.
    OfItself,
}

pub(crate) async fn speak(
    app: &App,
    actor: Actor,
    id: QuestionId,
    input: Reply,
    instead: Instead,
) -> Result<Replied, Error> {
    let speech = Speech::prepare(app, actor, id, &input).await?;
    let mut opened = QuestionTx::lock(app, actor, Action::Reply, id, Some(input.version)).await?;
    opened.forget_unsent().await?;
    match instead {
        Instead::OfStopped => make_way(app, &mut opened.tx, actor, id).await?,
        Instead::OfItself if opened.tx.take_scheduled_reply(id).await? => {}
        Instead::OfItself => return Err(Error::NotFound),
    }
    let message = speech.reply.message();
    let (channel, was) = (opened.question.channel.clone(), opened.question.status);
    opened.tx.insert_message(id, message, &channel, None).await?;
    opened.tx.insert_sent_files(id, &speech.files()).await?;
    // Who answers has looked at it.
    if opened.tx.release_to_wall(id, opened.now).await? {
        opened.history.note(EventKind::Released);
    }
    let used = match input.weight {
        MessageKind::Reply => speech.answer(&mut opened, &input).await?,
        MessageKind::Holding => {
            // A question must not be hidden for the voice to speak, whatever it says.
            was.answered()?;
            opened.history.note(EventKind::HoldingSent { message: message.id });
            None
        }
    };
    if let Some(email) = speech.answers_by_mail() {
        opened.tx.supersede_receipts(id, email, opened.now).await?;
    }
    opened.enqueue(speech.letter.clone());
    let deeds = speech.deeds(used.as_ref(), opened.question.topic, opened.now);
    opened.tx.note_deeds(deeds.as_slice()).await?;
    let lessons = speech.lessons(used.as_ref());
    Lesson::store(&lessons, &mut opened.tx, opened.now).await?;
    let changed = opened.commit().await?;
    if let Some(draft) = used {
        app.router().loads.answered(draft.author, message.at);
    }
    app.router().loads.noted(deeds.as_slice());
    teach(app, &lessons).await;
    Ok(Replied { message: message.id, version: changed.version, status: changed.status })
}

/// A reply that is ready to leave, with the letter that carries it.
pub(super) struct Speech {
    reply: outgoing::Reply,
    letter: Option<OutboxItem>,
    seen: Question,
    first: Message,
    holder: Option<UserId>,
}

impl Speech {
    /// Checks everything that can be checked before the transaction.
    pub(super) async fn prepare(
        app: &App,
        actor: Actor,
        id: QuestionId,
        input: &Reply,
    ) -> Result<Self, Error> {
        actor.may(Action::Reply)?;
        let decision = Decision::by(actor)?;
        check(app, input.files.len())?;
        let typed = Body::parse(&input.body).map_err(|problem| Error::invalid("body", problem))?;
        let (now, settings, reader) = (app.now(), app.settings(), app.store().read());
        let seen = allow(&reader, actor, Action::Reply, reader.question(id).await?).await?;
        if seen.version != input.version {
            return Err(Error::Stale { current: seen.version });
        }
        let missing = || Error::internal("a question without its customer, voice or message");
        let customer = reader.customer(seen.customer).await?.ok_or_else(missing)?;
        let first = reader.thread(id).await?.into_iter().next().ok_or_else(missing)?;
        // A voice that was retired still ends the conversations that it began.
        let voice = match settings.voice(seen.voice) {
            Some(voice) => voice.clone(),
            None => reader.voice(seen.voice).await?.ok_or_else(missing)?,
        };
        let body = fill(app, &reader, &seen, (&customer, &voice), &typed).await?;
        if !input.confirmed_leaks {
            refuse_leaks(&settings, &body, &[&voice.name, &customer.name])?;
        }
        let message = app.id(now);
        let reply =
            outgoing::Reply::speak(&voice, &decision, message, body, input.weight, seen.language, now);
        let files = input.files.iter().map(|file| (app.id(now), file.clone()));
        let reply = reply.with(seen.number, files);
        let letter = letter(app, now, &reply, &customer, &seen, first.id)?;
        let holder = seen.assignee.expert();
        Ok(Self { reply, letter, seen, first, holder })
    }

    /// The customer's address, where the letter answers: a receipt that has not left by now says nothing any more.
    fn answers_by_mail(&self) -> Option<&Email> {
        match &self.letter.as_ref()?.effect {
            Effect::Letter(letter) if self.reply.message().weight == MessageKind::Reply => Some(&letter.to),
            _ => None,
        }
    }

    /// The files that go with it.
    fn files(&self) -> Vec<SentFile> {
        let message = self.reply.message().id;
        let sent = |one: &outgoing::Enclosure| SentFile { id: one.id(), message, file: one.file().clone() };
        self.reply.files().iter().map(sent).collect()
    }

    /// The reply keeps what was promised and uses up the draft that it was made from.
    async fn answer(&self, opened: &mut QuestionTx, input: &Reply) -> Result<Option<Draft>, Error> {
        opened.question.status = opened.question.status.answered()?;
        let used = match input.draft_id {
            Some(draft) => Some(self.use_draft(opened, draft).await?),
            None => None,
        };
        let body = &self.reply.message().body;
        let unchanged = used.as_ref().is_some_and(|draft| draft.body.as_ref() == Some(body));
        let draft = used.as_ref().map(|draft| draft.id);
        opened.history.note(EventKind::Replied { message: self.reply.message().id, draft, unchanged });
        // The message's own time counts for the promise.
        let now = self.reply.message().at;
        let QuestionTx { tx, history, question, app, actor, .. } = opened;
        let unmet = tx.unmet_targets(question.id).await?;
        for target in unmet.iter().filter(|target| REPLIES.contains(&target.kind)) {
            meet(tx, history, target.clone(), now).await?;
        }
        waive_draft(tx, history, &unmet, "answered", now).await?;
        end_wait(app, tx, history, question, *actor, now).await?;
        Ok(used)
    }

    async fn use_draft(&self, opened: &mut QuestionTx, id: DraftId) -> Result<Draft, Error> {
        let draft = opened.tx.draft(id).await?.filter(|draft| draft.question == opened.question.id);
        let draft = draft.ok_or_else(|| Error::invalid("draft_id", Problem::Unknown))?;
        let draft = Draft { state: draft.state.used()?, ..draft };
        opened.tx.save_draft(&draft).await?;
        Ok(draft)
    }

    /// What a used draft says of who wrote it: how much of it was worth keeping.
    fn deeds(&self, used: Option<&Draft>, topic: Option<TopicId>, at: Timestamp) -> Option<Observation> {
        let draft = used?;
        let edit_overlap =
            draft.body.as_ref().map_or(0.0, |body| edit_overlap(body, &self.reply.message().body));
        Some(Observation { expert: draft.author, topic: topic?, deed: Outcome::Sent { edit_overlap }, at })
    }

    /// A draft that was used says that the router, or who corrected it, had been right.
    fn lessons(&self, used: Option<&Draft>) -> Vec<Lesson> {
        let confirmed = used.filter(|draft| Some(draft.author) == self.holder);
        let lesson = |topic| {
            let said = text(self.seen.subject.as_deref(), &self.first.body);
            Lesson::new(ExampleSource::Answered, topic, said, Some(self.seen.id))
        };
        confirmed.and(self.seen.topic).map(lesson).into_iter().collect()
    }
}

fn refuse_leaks(settings: &Arc<Settings>, body: &Body, spared: &[&str]) -> Result<(), Error> {
    let leaks = leak::scan(body, &settings.insiders(), spared);
    if leaks.is_empty() { Ok(()) } else { Err(Error::Leaks(leaks)) }
}

/// The letter that carries a reply to a customer who left an address.
fn letter(
    app: &App,
    now: Timestamp,
    reply: &outgoing::Reply,
    customer: &Customer,
    question: &Question,
    opening: MessageId,
) -> Result<Option<OutboxItem>, Error> {
    let Some(email) = &customer.email else { return Ok(None) };
    let to = Correspondent {
        name: &customer.name,
        email,
        number: question.number,
        question: question.id,
        subject: question.subject.as_deref(),
        opening,
        in_reply_to: question.external_id.as_ref(),
    };
    answer(&MailContext::of(app, now), reply, &to).map(Some)
}
