//! The lists inside a question as JSON: messages, drafts, notes, promises, events.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use souffleur_app::view::{DraftVersion, Note, QuestionView, Target};
use souffleur_core::Actor;
use souffleur_core::draft::Draft;
use souffleur_core::event::{Event, EventKind};
use souffleur_core::id::{DraftId, EventId, MessageId, NoteId, TargetId, UserId};
use souffleur_core::message::{Author, Message, MessageKind};
use utoipa::ToSchema;

use super::file::FileOut;

/// What the customer or the voice said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageOut {
    #[schema(value_type = uuid::Uuid)]
    id: MessageId,
    /// `customer` or `voice`.
    author: &'static str,
    name: String,
    body: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// When the channel says that it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    channel_at: Option<Timestamp>,
    /// Whether it only asked for patience.
    holding: bool,
    /// What came with it.
    files: Vec<FileOut>,
}

impl MessageOut {
    pub(super) fn of(message: &Message, view: &QuestionView) -> Self {
        let (author, name) = match message.author {
            Author::Customer => ("customer", view.customer.name.to_string()),
            Author::Voice(_) => ("voice", view.voice.name.to_string()),
        };
        let sent = view.files.iter().filter(|sent| sent.message == message.id);
        Self {
            id: message.id,
            author,
            name,
            body: message.body.to_string(),
            at: message.at,
            channel_at: message.channel_at,
            holding: message.weight == MessageKind::Holding,
            files: sent.map(|sent| FileOut::of(view.question.id, &sent.file)).collect(),
        }
    }
}

/// A proposed answer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftOut {
    #[schema(value_type = uuid::Uuid)]
    id: DraftId,
    #[schema(value_type = uuid::Uuid)]
    author_id: UserId,
    author_name: Option<String>,
    /// `requested`, `submitted`, `returned` or `used`.
    state: &'static str,
    /// Which version this is; 0 while it was only asked for.
    version: i32,
    /// What it says; null while it was only asked for.
    body: Option<String>,
    /// What the community manager said when sending it back.
    remark: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// The files of this version.
    files: Vec<FileOut>,
    /// All versions, the first one first.
    versions: Vec<DraftVersionOut>,
}

/// One version of a draft.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftVersionOut {
    version: i32,
    body: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl DraftOut {
    pub(super) fn of(draft: &Draft, versions: &[DraftVersion], view: &QuestionView) -> Self {
        let version = |one: &DraftVersion| DraftVersionOut {
            version: one.version,
            body: one.body.to_string(),
            at: one.at,
        };
        let files = view.draft_files.get(&draft.id).into_iter().flatten();
        Self {
            id: draft.id,
            author_id: draft.author,
            author_name: view.name(draft.author).map(ToString::to_string),
            state: draft.state.as_str(),
            version: draft.version,
            body: draft.body.as_ref().map(ToString::to_string),
            remark: draft.remark.as_ref().map(ToString::to_string),
            at: draft.at,
            files: files.map(|file| FileOut::of(view.question.id, file)).collect(),
            versions: versions.iter().map(version).collect(),
        }
    }
}

/// A remark for colleagues.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NoteOut {
    #[schema(value_type = uuid::Uuid)]
    id: NoteId,
    #[schema(value_type = uuid::Uuid)]
    author_id: UserId,
    author_name: Option<String>,
    body: String,
    #[schema(value_type = Vec<uuid::Uuid>)]
    mentions: Vec<UserId>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl NoteOut {
    pub(super) fn of(note: &Note, view: &QuestionView) -> Self {
        Self {
            id: note.id,
            author_id: note.author,
            author_name: view.name(note.author).map(ToString::to_string),
            body: note.body.to_string(),
            mentions: note.mentions.clone(),
            at: note.at,
        }
    }
}

/// A promise and how it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TargetOut {
    #[schema(value_type = uuid::Uuid)]
    id: TargetId,
    /// `draft`, `first_reply`, `next_reply` or `close`.
    kind: &'static str,
    #[schema(value_type = String, format = DateTime)]
    set_at: Timestamp,
    /// Null while the desk waits for the customer.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// `pending`, `met`, `breached` or `no_reply_needed`.
    state: &'static str,
    #[schema(value_type = Option<String>, format = DateTime)]
    met_at: Option<Timestamp>,
    /// Why no reply is needed, where that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl TargetOut {
    pub(super) fn of(target: &Target) -> Self {
        Self {
            id: target.id,
            kind: target.kind.as_str(),
            set_at: target.set_at,
            due_at: target.due_at,
            state: target.state.as_str(),
            met_at: target.met_at,
            reason: target.reason.as_ref().map(ToString::to_string),
        }
    }
}

/// One line of the history. Its other fields depend on `kind`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EventOut {
    #[schema(value_type = uuid::Uuid)]
    id: EventId,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: ActorOut,
    #[serde(flatten)]
    #[schema(value_type = Object)]
    what: Map<String, Value>,
}

/// Who did it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActorOut {
    #[serde(flatten)]
    #[schema(value_type = Object)]
    actor: Actor,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl EventOut {
    pub(super) fn of(event: &Event, view: &QuestionView) -> Self {
        let name = event.by.user().and_then(|user| view.name(user)).map(ToString::to_string);
        Self { id: event.id, at: event.at, by: ActorOut { actor: event.by, name }, what: fields(&event.what) }
    }
}

/// The fields of a kind of event beside those of every line.
fn fields(what: &EventKind) -> Map<String, Value> {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(what) else { return Map::new() };
    // `by` of a line is who did it; here it is the expert who had not opened the question, and one object can't have both.
    if let Some(expert) = fields.remove("by") {
        fields.insert("unread_by".to_owned(), expert);
    }
    fields
}

#[cfg(test)]
mod tests {
    use souffleur_core::id::TargetId;

    use super::*;

    #[test]
    fn the_fields_of_a_kind_never_take_the_place_of_those_of_the_line() {
        let expert = UserId::new(uuid::Uuid::from_u128(7));
        let line = EventOut {
            id: EventId::new(uuid::Uuid::from_u128(1)),
            at: Timestamp::UNIX_EPOCH,
            by: ActorOut { actor: Actor::Desk, name: None },
            what: fields(&EventKind::LeftUnread {
                target: TargetId::new(uuid::Uuid::from_u128(2)),
                by: expert,
            }),
        };
        let json = serde_json::to_string(&line).unwrap();
        assert_eq!(json.matches("\"by\":").count(), 1, "{json}");
        let json: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&json["by"]["is"], &json["unread_by"]), (&"desk".into(), &expert.to_string().into()));
    }
}
