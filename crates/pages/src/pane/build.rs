//! From everything the house knows about a question to what its page shows.

use jiff::Timestamp;
use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::draft::DraftState;
use souffleur_core::event::EventKind;
use souffleur_core::id::{DraftId, EventId, MessageId};
use souffleur_core::message::{Author, MessageKind};
use souffleur_core::permission::Action;
use souffleur_core::question::{Status, Visibility};
use souffleur_question::question::{Colleague, waits_for_first_look};
use souffleur_web::page::FieldErrors;
use souffleur_web::page::files::FileLink;

use super::around::RelatedQuestions;
use super::colleague::{callable, cards};
use super::context::{Pane, Permissions, PossibleSteps, ReplyForm, Waiting};
use super::fields::Fields;
use super::history::{changes, history, name};
use super::parts::{CustomerCard, DraftCard, Entry, Named, NoteCard};
use super::sent::sent;
use super::{people, promise};
use crate::choices::topics;
use crate::delivery::DeliveryRow;
use crate::inbox_filter::Filter;
use crate::snooze_time::proposals;

/// How an address says that a reply is written without a draft.
pub(crate) const WITHOUT: &str = "none";
/// How much of a question's text stands in for a title.
const HEADING: usize = 90;

/// Who reads, and what they had seen before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// Who.
    pub(crate) actor: Actor,
    /// When.
    pub(crate) now: Timestamp,
    /// The list beside the question.
    pub(crate) filter: &'a Filter,
    /// The line of the history up to which a form that is still open was made.
    pub(crate) seen: Option<EventId>,
    /// The draft that the reply is to be made from.
    pub(crate) draft: Wanted,
}

/// Which draft a reply is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The newest that waits.
    Newest,
    /// This one.
    This(DraftId),
    /// None: somebody writes without.
    Without,
}

impl Wanted {
    /// The one that an open form has.
    pub(crate) fn of(draft: Option<DraftId>) -> Self {
        draft.map_or(Self::Without, Self::This)
    }
}

/// Builds the page of a question.
pub(crate) fn build(
    view: &QuestionView,
    settings: &Settings,
    everybody: &[Colleague],
    reader: Reader<'_>,
) -> Pane {
    let question = &view.question;
    let (id, status) = (question.id.to_string(), question.status);
    let may = may(reader.actor);
    let promises = promise::promises(view, settings, reader.now);
    let reply = (may.reply && status != Status::Hidden).then(|| reply(view, settings, reader.draft));
    let newest = view.events.last().map(|event| event.id.to_string()).unwrap_or_default();
    let seen = reader.seen.map_or(newest, |seen| seen.to_string());
    let draft = reply.as_ref().and_then(|reply| reply.draft_id.as_deref()).unwrap_or(WITHOUT);
    Pane {
        number: question.number,
        version: question.version,
        live: format!("/questions/{id}?{}&seen={seen}&draft={draft}", reader.filter.query()),
        seen,
        back: reader.filter.query(),
        back_href: reader.filter.at("/inbox"),
        heading: heading(view),
        subject: question.subject.as_ref().map(ToString::to_string),
        status: status.as_str(),
        hidden_reason: question.hidden_reason.as_ref().map(ToString::to_string),
        held_back: waits_for_first_look(view),
        public_href: (question.visibility == Visibility::Public && !waits_for_first_look(view))
            .then(|| format!("/wall/{}", question.number)),
        channel: question.channel.to_string(),
        language: question.language.code(),
        asked_at: question.asked_at,
        customer: customer(view),
        voice: view.voice.name.to_string(),
        topic: view
            .topic
            .as_ref()
            .map(|topic| Named { id: topic.id.to_string(), name: topic.name.to_string() }),
        holder: question.assignee.expert().map(|user| name(view, settings, user)),
        why: people::why(view, settings, reader.actor),
        runners: people::runners(view, settings, everybody),
        experts: people::people(settings, everybody, question.assignee.expert()),
        topics: topics(settings),
        due: promise::reply_due(&promises),
        draft_due: promise::draft_due(&promises),
        owed: promise::is_reply_pending(view),
        waiting: waiting(view),
        snoozed_until: question.snoozed_until.filter(|until| *until > reader.now),
        snooze: proposals(view, settings, reader.now),
        thread: thread(view, settings),
        share_link: None,
        earlier_drafts: view
            .drafts
            .iter()
            .filter(|(draft, _)| draft.body.is_some())
            .count()
            .saturating_sub(1),
        drafts: drafts(view, settings, reader.filter, reply.as_ref()),
        sent: sent(view, settings, reader.actor),
        asks: cards(view, settings),
        callable: callable(view, settings, reader.actor),
        ask_action: format!("/questions/{id}/ask-colleague"),
        take_path: format!("/questions/{id}?{}&take=", reader.filter.query()),
        beside: None,
        around: RelatedQuestions::of(view, settings, reader.filter, reader.now),
        notes: notes(view, settings),
        note_action: format!("/questions/{id}/note"),
        promises,
        history: history(view, settings),
        may,
        can: PossibleSteps { wait: status.is_open() && waiting(view).is_none(), ..can(status) },
        reply,
        scheduled: None,
        writing: vec![],
        looking: vec![],
        unsent_at: None,
        draft: None,
        news: false,
        changes: reader.seen.map(|seen| changes(view, settings, seen, reader.actor)).unwrap_or_default(),
        stale: false,
        problem: None,
        forms: Fields {
            topic: question.topic.map(|topic| topic.to_string()).unwrap_or_default(),
            tags: view
                .customer
                .tags
                .iter()
                .map(souffleur_core::text::Key::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            ..Fields::default()
        },
        errors: FieldErrors::none(),
        opened: None,
        id,
    }
}

fn may(actor: Actor) -> Permissions {
    let everywhere = |action| actor.may(action).is_ok();
    Permissions {
        reply: everywhere(Action::Reply),
        assign: everywhere(Action::Assign),
        note: everywhere(Action::Note),
        status: everywhere(Action::ChangeStatus),
        relate: everywhere(Action::Relate),
    }
}

const fn can(status: Status) -> PossibleSteps {
    PossibleSteps {
        assign: status.is_open(),
        close: status.closed().is_ok(),
        hide: status.hidden().is_ok(),
        reopen: !status.is_open(),
        draft: status.is_open(),
        wait: status.is_open(),
        snooze: status.is_open(),
    }
}

fn waiting(view: &QuestionView) -> Option<Waiting> {
    let open = view.pauses.iter().find(|pause| pause.until.is_none())?;
    Some(Waiting { since: open.from, reason: open.reason.as_ref().map(ToString::to_string) })
}

fn heading(view: &QuestionView) -> String {
    let first = || view.thread.first().map(|message| message.body.excerpt(HEADING));
    view.question.subject.as_ref().map(ToString::to_string).or_else(first).unwrap_or_default()
}

fn customer(view: &QuestionView) -> CustomerCard {
    CustomerCard {
        name: view.customer.name.to_string(),
        email: view.customer.email.as_ref().map(ToString::to_string),
        handle: view.customer.handle.as_ref().map(ToString::to_string),
        tags: view.customer.tags.iter().map(ToString::to_string).collect(),
    }
}

fn thread(view: &QuestionView, settings: &Settings) -> Vec<Entry> {
    let entry = |message: &souffleur_core::message::Message| {
        let (from, name) = match message.author {
            Author::Customer => ("customer", view.customer.name.to_string()),
            Author::Voice(voice) => {
                let voice = settings.voice(voice).unwrap_or(&view.voice);
                ("voice", voice.name.to_string())
            }
        };
        Entry {
            anchor: format!("m-{}", message.id),
            from,
            name,
            text: message.body.to_string(),
            at: message.at,
            channel: (message.author == Author::Customer).then(|| view.question.channel.to_string()),
            holding: message.weight == MessageKind::Holding,
            files: sent_with(view, message.id),
            asked_in: asked_in(view, message.id),
            splits: splits(view, message).then(|| message.id.to_string()),
            delivery: view
                .deliveries
                .iter()
                .find(|one| one.message == Some(message.id))
                .map(DeliveryRow::from),
        }
    };
    view.thread.iter().map(entry).collect()
}

/// The number of the question that a message was said in, where that was merged into this one.
fn asked_in(view: &QuestionView, message: MessageId) -> Option<String> {
    let question = view.elsewhere.get(&message)?;
    let row = view.related.iter().map(|one| &one.row).find(|row| row.id == *question)?;
    Some(format!("#{}", row.number))
}

/// Whether a message may become a question of its own: the customer's, not the first, and not one that did before.
fn splits(view: &QuestionView, message: &souffleur_core::message::Message) -> bool {
    let first = view.thread.iter().find(|one| !view.elsewhere.contains_key(&one.id));
    let before = |event: &souffleur_core::event::Event| matches!(event.what, EventKind::SplitOff { message: known, .. } if known == message.id);
    message.author == Author::Customer
        && first.is_some_and(|first| first.id != message.id)
        && !view.elsewhere.contains_key(&message.id)
        && !view.events.iter().any(before)
}

/// What the editor begins with: the draft that was asked for, or the newest that waits.
fn reply(view: &QuestionView, settings: &Settings, wanted: Wanted) -> ReplyForm {
    let mut usable = view.drafts.iter().rev().map(|(draft, _)| draft).filter(|draft| draft.body.is_some());
    let draft = match wanted {
        Wanted::Newest => usable.find(|draft| draft.state == DraftState::Submitted),
        Wanted::This(id) => usable.find(|draft| draft.id == id && draft.state != DraftState::Used),
        Wanted::Without => None,
    };
    let Some(draft) = draft else { return ReplyForm::default() };
    ReplyForm {
        body: draft.body.as_ref().map(ToString::to_string).unwrap_or_default(),
        draft_id: Some(draft.id.to_string()),
        draft_by: Some(name(view, settings, draft.author)),
        draft_version: draft.version,
        ..ReplyForm::default()
    }
}

fn drafts(
    view: &QuestionView,
    settings: &Settings,
    filter: &Filter,
    reply: Option<&ReplyForm>,
) -> Vec<DraftCard> {
    let waiting = view.drafts.iter().rev().find(|(draft, _)| draft.state == DraftState::Submitted);
    let written = view.drafts.iter().rev().find(|(draft, _)| draft.body.is_some());
    let card = |draft: &souffleur_core::draft::Draft| {
        let id = draft.id.to_string();
        DraftCard {
            author: name(view, settings, draft.author),
            text: draft.body.as_ref().map(ToString::to_string).unwrap_or_default(),
            files: drafted_with(view, draft.id),
            at: draft.at,
            state: draft.state.as_str(),
            version: draft.version,
            remark: draft.remark.as_ref().map(ToString::to_string),
            in_editor: reply.is_some_and(|reply| reply.draft_id.as_ref() == Some(&id)),
            returnable: waiting.is_some_and(|(waiting, _)| waiting.id == draft.id),
            leading: written.is_some_and(|(leading, _)| leading.id == draft.id),
            use_href: format!("/questions/{}?{}&draft={id}", view.question.id, filter.query()),
            id,
        }
    };
    let (open, holder) = (view.question.status.is_open(), view.question.assignee.expert());
    // Nobody waits for a draft on what is done, nor for that of an expert whom the question has left.
    let awaited = |draft: &souffleur_core::draft::Draft| open && holder == Some(draft.author);
    let shown = view.drafts.iter().rev().map(|(draft, _)| draft);
    shown.filter(|draft| draft.state != DraftState::Requested || awaited(draft)).map(card).collect()
}

fn sent_with(view: &QuestionView, message: MessageId) -> Vec<FileLink> {
    let own = view.files.iter().filter(|sent| sent.message == message);
    let question = view.elsewhere.get(&message).copied().unwrap_or(view.question.id);
    own.map(|sent| FileLink::of(question, &sent.file)).collect()
}

/// The files of a draft's newest version.
pub(crate) fn drafted_with(view: &QuestionView, draft: DraftId) -> Vec<FileLink> {
    let own = view.draft_files.get(&draft).into_iter().flatten();
    own.map(|file| FileLink::of(view.question.id, file)).collect()
}

fn notes(view: &QuestionView, settings: &Settings) -> Vec<NoteCard> {
    let mut cards = Vec::new();
    for note in &view.notes {
        let author = name(view, settings, note.author);
        cards.push(NoteCard { author, text: note.body.to_string(), at: note.at });
    }
    cards
}
