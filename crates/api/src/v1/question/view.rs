//! A question as JSON. What a role may not see is not in it at all.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::App;
use souffleur_app::view::{AssignmentView, QuestionView};
use souffleur_core::Language;
use souffleur_core::explanation::Explanation;
use souffleur_core::id::{AssignmentId, QuestionId, TopicId, UserId};
use souffleur_core::message::Author;
use souffleur_core::permission::Role;
use souffleur_question::question::{proof_in, waits_for_first_look};
use utoipa::ToSchema;

use super::colleague::SideDraftOut;
use super::entry::{DraftOut, EventOut, MessageOut, NoteOut, TargetOut};
use crate::v1::shape::TopicJson;

/// A question with everything that its reader may see.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QuestionJson {
    #[schema(value_type = uuid::Uuid)]
    id: QuestionId,
    number: i64,
    status: &'static str,
    version: i64,
    /// Why it is hidden, as the public reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_reason: Option<String>,
    subject: Option<String>,
    /// What the customer asked first.
    body: String,
    channel: String,
    #[schema(value_type = String)]
    language: Language,
    /// `public` or `private`.
    #[schema(value_type = String)]
    visibility: souffleur_core::question::Visibility,
    topic: Option<TopicJson>,
    customer: CustomerOut,
    voice: VoiceOut,
    /// Whether it is known that the customer asked: false where anybody may have typed their name and address.
    sender_proven: bool,
    /// Whether it is kept off the wall until a community manager has looked at it.
    waits_for_first_look: bool,
    public_url: String,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    /// What everybody may read, oldest first.
    thread: Vec<MessageOut>,
    drafts: Vec<DraftOut>,
    /// What colleagues who were asked wrote beside the drafts.
    side_drafts: Vec<SideDraftOut>,
    notes: Vec<NoteOut>,
    /// Who holds it, and why.
    assignment: Option<AssignmentJson>,
    targets: Vec<TargetOut>,
    /// Everything that happened, oldest first.
    events: Vec<EventOut>,
}

/// Who asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CustomerOut {
    name: String,
    #[serde(flatten)]
    #[schema(value_type = ContactOut)]
    contact: Option<ContactOut>,
}

/// Where customers are reached; absent for experts, who never write to a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactOut {
    email: Option<String>,
    handle: Option<String>,
    /// What the house calls them.
    #[schema(required = false)]
    tags: Vec<String>,
}

/// Who speaks for the house.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VoiceOut {
    key: String,
    name: String,
}

/// Who holds a question, and why.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssignmentJson {
    #[schema(value_type = uuid::Uuid)]
    id: AssignmentId,
    /// Null where the community managers hold it.
    #[schema(value_type = Option<uuid::Uuid>)]
    expert_id: Option<UserId>,
    expert_name: Option<String>,
    #[schema(value_type = Option<uuid::Uuid>)]
    topic_id: Option<TopicId>,
    topic_name: Option<String>,
    /// `rule`, `router`, `fallback`, `community_manager` or `expert`.
    decided_by: &'static str,
    /// Between 0 and 1, where the router decided.
    confidence: Option<f64>,
    /// Everything that led to the decision, where the router decided.
    #[schema(value_type = Option<Object>)]
    explanation: Option<Explanation>,
    /// The same in one line.
    summary: Option<String>,
    /// The reason of the person who decided.
    reason: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// When its expert first looked at the question; null until then.
    #[schema(value_type = Option<String>, format = DateTime)]
    opened_at: Option<Timestamp>,
}

impl From<AssignmentView> for AssignmentJson {
    fn from(view: AssignmentView) -> Self {
        Self {
            id: view.id,
            expert_id: view.expert,
            expert_name: view.expert_name.map(String::from),
            topic_id: view.topic,
            topic_name: view.topic_name.map(String::from),
            decided_by: view.decided_by.as_str(),
            confidence: view.confidence,
            explanation: view.explanation,
            summary: view.summary,
            reason: view.reason.map(String::from),
            at: view.at,
            opened_at: view.opened_at,
        }
    }
}

impl QuestionJson {
    /// A question for a reader.
    pub(super) fn of(app: &App, reader: Role, view: &QuestionView) -> Self {
        let settings = app.settings();
        let first = view.thread.iter().find(|message| message.author == Author::Customer);
        let body = first.map(|message| message.body.to_string()).unwrap_or_default();
        let customer = CustomerOut {
            name: view.customer.name.to_string(),
            contact: (reader != Role::Expert).then(|| ContactOut {
                email: view.customer.email.as_ref().map(ToString::to_string),
                handle: view.customer.handle.as_ref().map(ToString::to_string),
                tags: view.customer.tags.iter().map(ToString::to_string).collect(),
            }),
        };
        let question = &view.question;
        Self {
            id: question.id,
            number: question.number,
            status: question.status.as_str(),
            version: question.version,
            hidden_reason: question.hidden_reason.as_ref().map(ToString::to_string),
            subject: question.subject.as_ref().map(ToString::to_string),
            body,
            channel: question.channel.to_string(),
            language: question.language,
            visibility: question.visibility,
            topic: view.topic.as_ref().map(|topic| TopicJson {
                id: topic.id,
                key: topic.key.to_string(),
                name: topic.name.to_string(),
            }),
            customer,
            voice: VoiceOut { key: view.voice.key.to_string(), name: view.voice.name.to_string() },
            sender_proven: proof_in(view).is_proven(),
            waits_for_first_look: waits_for_first_look(view),
            public_url: app.thread_url(question.id),
            asked_at: question.asked_at,
            thread: view.thread.iter().map(|message| MessageOut::of(message, view)).collect(),
            drafts: view.drafts.iter().map(|(draft, versions)| DraftOut::of(draft, versions, view)).collect(),
            side_drafts: view.side_drafts.iter().map(|side| SideDraftOut::of(side, view)).collect(),
            notes: view.notes.iter().map(|note| NoteOut::of(note, view)).collect(),
            assignment: view.assignments.last().map(|last| AssignmentView::of(last, &settings).into()),
            targets: view.targets.iter().map(TargetOut::of).collect(),
            events: view.events.iter().map(|event| EventOut::of(event, view)).collect(),
        }
    }
}
