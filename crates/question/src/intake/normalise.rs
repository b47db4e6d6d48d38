//! From what came to what is kept: every text checked once, and everything that is wrong told at once.

use jiff::Timestamp;
use souffleur_app::error::{Error, Problem, Problems};
use souffleur_channels::html;
use souffleur_core::{
    Actor,
    attachment::Attachment,
    channel::Channel,
    language::Language,
    proof::{AuthorEvidence, SenderProof},
    question::Visibility,
    stopword::detect_language,
    text::{Body, Email, ExternalId, Handle, Key, Name, Subject, TextError},
};

use super::incoming::{Ask, FollowUp, Format, Thread};
use crate::customer_tags::customer_tags;

/// A question that can be kept as it is.
#[derive(Debug, Clone)]
pub(super) struct CleanAsk {
    pub(super) body: Body,
    pub(super) subject: Option<Subject>,
    pub(super) name: Name,
    pub(super) email: Option<Email>,
    pub(super) handle: Option<Handle>,
    pub(super) channel: Channel,
    pub(super) external_id: Option<ExternalId>,
    pub(super) channel_at: Option<Timestamp>,
    pub(super) visibility: Visibility,
    /// What the text itself says, or else what the caller said.
    pub(super) language: Option<Language>,
    /// What the house calls whoever asks.
    pub(super) tags: Vec<Key>,
    pub(super) files: Vec<Attachment>,
}

impl CleanAsk {
    /// How far its sender is known.
    pub(super) fn proof(&self) -> SenderProof {
        SenderProof::of(&self.channel, AuthorEvidence::Carried)
    }
}

/// A later message that can be kept as it is.
#[derive(Debug, Clone)]
pub(super) struct CleanFollowUp {
    pub(super) body: Body,
    pub(super) external_id: Option<ExternalId>,
    pub(super) channel_at: Option<Timestamp>,
    pub(super) files: Vec<Attachment>,
}

/// Checks a question.
pub(super) fn ask(actor: Actor, ask: &Ask) -> Result<CleanAsk, Error> {
    let mut problems = Problems::default();
    let customer = &ask.customer;
    let body = problems.take("body", body(&ask.body, ask.format));
    // A subject is a convenience: line breaks in it, as folded mail headers have, are no reason to refuse a question.
    let subject = ask.subject.as_deref().map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" "));
    let subject = problems.take_optional("subject", subject.as_deref(), Subject::parse);
    let name = problems.take("customer.name", Name::parse(&customer.name));
    let email = problems.take_optional("customer.email", customer.email.as_deref(), Email::parse);
    let handle = problems.take_optional("customer.handle", customer.handle.as_deref(), Handle::parse);
    let channel = problems.take("channel", channel(actor, ask.channel.as_deref()));
    let external_id = problems.take_optional("external_id", ask.external_id.as_deref(), ExternalId::parse);
    if actor == Actor::Customer && external_id.is_some() {
        problems
            .note("external_id", Problem::Other("is the channel's to give: it needs its token".to_owned()));
    }
    let tags = tags(&mut problems, actor, &ask.tags);
    problems.check()?;
    let (Some(body), Some(name), Some(channel)) = (body, name, channel) else {
        return Err(Error::internal("a field without a value and without a problem"));
    };
    Ok(CleanAsk {
        visibility: ask.visibility.unwrap_or_else(|| visibility(&channel)),
        language: detect_language(&body).or(ask.language),
        body,
        subject,
        name,
        email,
        handle,
        channel,
        external_id,
        channel_at: ask.channel_at,
        tags,
        files: ask.files.clone(),
    })
}

/// Checks a later message.
pub(super) fn follow_up(follow_up: &FollowUp) -> Result<CleanFollowUp, Error> {
    let mut problems = Problems::default();
    let body = problems.take("body", body(&follow_up.body, follow_up.format));
    let external_id =
        problems.take_optional("external_id", follow_up.external_id.as_deref(), ExternalId::parse);
    problems.check()?;
    let body = body.ok_or_else(|| Error::internal("a body without a value and without a problem"))?;
    Ok(CleanFollowUp { body, external_id, channel_at: follow_up.channel_at, files: follow_up.files.clone() })
}

/// The message that a thread is named by, checked; none for a thread that is named by its link.
pub(super) fn reference(thread: &Thread) -> Result<Option<(Channel, ExternalId)>, Error> {
    let Thread::External { channel, external_id } = thread else { return Ok(None) };
    let mut problems = Problems::default();
    let channel = problems.take("thread.channel", Channel::parse(channel));
    let external_id = problems.take("thread.external_id", ExternalId::parse(external_id));
    problems.check()?;
    Ok(channel.zip(external_id))
}

fn tags(problems: &mut Problems, actor: Actor, raw: &[String]) -> Vec<Key> {
    if actor == Actor::Customer && !raw.is_empty() {
        problems.note("customer.tags", Problem::Other("are the house's to give".to_owned()));
        return Vec::new();
    }
    customer_tags(problems, "customer.tags", raw)
}

fn body(raw: &str, format: Format) -> Result<Body, TextError> {
    match format {
        Format::Text => Body::parse(raw),
        Format::Html => Body::parse(&html::to_text(raw)?),
    }
}

/// The channel of a question. Who could name one could pass for somebody whom that channel knows, so a stranger names none.
fn channel(actor: Actor, name: Option<&str>) -> Result<Channel, TextError> {
    match (name.map(str::trim).filter(|name| !name.is_empty()), actor) {
        (Some(_), Actor::Customer) => Err(TextError::Form("needs the channel's token")),
        (Some(name), _) => Channel::parse(name),
        (None, Actor::Customer) => Ok(Channel::Web),
        (None, _) => Ok(Channel::Api),
    }
}

/// What was asked in the open is answered in the open; a letter is between two.
fn visibility(channel: &Channel) -> Visibility {
    if *channel == Channel::Email { Visibility::Private } else { Visibility::Public }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::AskCustomer;

    fn asked(body: &str) -> Ask {
        let customer = AskCustomer { name: "Marie".into(), ..AskCustomer::default() };
        Ask { body: body.into(), customer, ..Ask::default() }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let mut bad = asked(" ");
        bad.customer.name.clear();
        bad.customer.email = Some("marie".into());
        bad.channel = Some("Face Book".into());
        let Err(Error::Invalid(problems)) = ask(Actor::Customer, &bad) else { panic!("taken") };
        let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["body", "customer.name", "customer.email", "channel"]);
    }

    #[test]
    fn empty_fields_are_not_given_ones() {
        let mut sparse = asked("Où est mon colis ?");
        sparse.customer.email = Some("  ".into());
        sparse.subject = Some(String::new());
        sparse.channel = Some(String::new());
        let clean = ask(Actor::Customer, &sparse).unwrap();
        assert_eq!((clean.email, clean.subject, clean.channel), (None, None, Channel::Web));
    }

    #[test]
    fn only_the_words_of_hostile_html_are_kept() {
        let mut hostile = asked("<p>Bonjour <script>alert(1)</script><b onclick=x()>vous</b></p>");
        hostile.format = Format::Html;
        let clean = ask(Actor::Customer, &hostile).unwrap();
        assert!(clean.body.contains("vous"));
        assert!(!clean.body.contains("alert") && !clean.body.contains('<'), "{}", clean.body);
    }

    #[test]
    fn a_letter_is_private_and_a_folded_subject_is_one_line() {
        let mut letter = asked("Bonjour");
        letter.channel = Some("email".into());
        letter.subject = Some("Mon\r\n colis".into());
        let clean = ask(Actor::Desk, &letter).unwrap();
        assert_eq!(clean.visibility, Visibility::Private);
        assert_eq!(clean.subject.as_deref(), Some("Mon colis"));
    }
}
