//! What may leave for a customer. The fields are private and the constructors ask for a [`Voice`] and a community
//! manager's [`Decision`], so that text from anywhere else can't be turned into one of these.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    actor::Actor,
    attachment::{Attachment, FileName},
    id::{AttachmentId, MessageId, UserId},
    language::Language,
    message::{Author, Message, MessageKind},
    permission::{AccessScope, Action, Forbidden},
    text::Body,
    voice::Voice,
};

/// A community manager's decision to speak: the capability without which no text leaves. It can be had only from an
/// [`Actor`] whom the permission table lets reply, and is not kept or cloned.
#[derive(Debug)]
pub struct Decision {
    by: UserId,
}

impl Decision {
    /// Takes the decision in the name of a member of staff.
    pub fn by(actor: Actor) -> Result<Self, Forbidden> {
        match (actor.user(), actor.reach(Action::Reply)) {
            (Some(by), AccessScope::Everything) => Ok(Self { by }),
            _ => Err(Forbidden),
        }
    }

    /// Who took it, for the history inside the house.
    pub fn taken_by(&self) -> UserId {
        self.by
    }
}

/// The face of the house, as a customer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    name: String,
    signature: String,
}

impl Face {
    /// What customers call the voice.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line under its letters.
    pub fn signature(&self) -> &str {
        &self.signature
    }
}

impl From<&Voice> for Face {
    fn from(voice: &Voice) -> Self {
        Self { name: voice.name.to_string(), signature: voice.signature.to_string() }
    }
}

/// A file on its way to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    id: AttachmentId,
    file: Attachment,
}

impl Enclosure {
    /// Its id, which its address ends with.
    pub fn id(&self) -> AttachmentId {
        self.id
    }

    /// What it is, under a name that tells nothing of who gave it.
    pub fn file(&self) -> &Attachment {
        &self.file
    }
}

/// A reply on its way to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    message: Message,
    files: Vec<Enclosure>,
    face: Face,
    language: Language,
}

impl Reply {
    /// Lets the voice speak. `id` names the message on every channel; `at` is the desk's time.
    pub fn speak(
        voice: &Voice,
        decision: &Decision,
        id: MessageId,
        body: Body,
        weight: MessageKind,
        language: Language,
        at: Timestamp,
    ) -> Self {
        // The decision is consumed by being asked for: what matters is that nobody gets here without one.
        let Decision { by: _ } = decision;
        let message = Message { id, author: Author::Voice(voice.id), body, at, channel_at: None, weight };
        Self { message, files: Vec::new(), face: voice.into(), language }
    }

    /// Lets files go with it. They lose the names that somebody of the house gave them.
    #[must_use]
    pub fn with(mut self, number: i64, files: impl IntoIterator<Item = (AttachmentId, Attachment)>) -> Self {
        let neutral = |(position, (id, file)): (usize, (AttachmentId, Attachment))| {
            let name = FileName::neutral(number, position + 1, file.media);
            Enclosure { id, file: Attachment { name, ..file } }
        };
        self.files = files.into_iter().enumerate().map(neutral).collect();
        self
    }

    /// The files that go with it.
    pub fn files(&self) -> &[Enclosure] {
        &self.files
    }

    /// The entry of the thread.
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Who speaks.
    pub fn face(&self) -> &Face {
        &self.face
    }

    /// The language it is sent in.
    pub fn language(&self) -> Language {
        self.language
    }
}

/// "We have your question": fixed words around the promise, with no text of anybody's in it but the customer's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    face: Face,
    language: Language,
    due_at: Option<Timestamp>,
}

impl Receipt {
    /// Lets the voice say by when it will answer.
    pub fn of(voice: &Voice, language: Language, due_at: Option<Timestamp>) -> Self {
        Self { face: voice.into(), language, due_at }
    }

    /// Who speaks.
    pub fn face(&self) -> &Face {
        &self.face
    }

    /// The language it is sent in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// By when the customer is answered, where there is a promise.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.due_at
    }
}

/// "Did you ask this?": fixed words around a one-time link, to an address that somebody typed. It has no field for a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    face: Face,
    language: Language,
    number: i64,
    expires_at: Timestamp,
}

impl Confirmation {
    /// Lets the voice ask whether the owner of an address asked a question.
    pub fn of(voice: &Voice, language: Language, number: i64, expires_at: Timestamp) -> Self {
        Self { face: voice.into(), language, number, expires_at }
    }

    /// Who speaks.
    pub fn face(&self) -> &Face {
        &self.face
    }

    /// The language it is sent in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The number of the question.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// Until when the link is good.
    pub fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::permission::Role;

    #[test]
    fn a_decision_is_a_community_managers() {
        let id = UserId::new(Uuid::from_u128(1));
        for role in Role::ALL {
            assert_eq!(Decision::by(Actor::Staff { id, role }).is_ok(), role == Role::CommunityManager);
        }
        assert!(Decision::by(Actor::Customer).is_err());
        assert!(Decision::by(Actor::Desk).is_err(), "the desk itself has nothing to say");
    }
}
