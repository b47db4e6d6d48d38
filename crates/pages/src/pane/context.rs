//! What the page of one question shows.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_render::Template;
use souffleur_web::page::files::SealedFile;
use souffleur_web::page::{FieldErrors, SelectOption};

use super::around::RelatedQuestions;
use super::colleague::{AskCard, Beside, Callable};
use super::desk_side::OwnDraft;
use super::fields::Fields;
use super::parts::{CustomerCard, DraftCard, Entry, HistoryLine, Named, NoteCard, Person, PromiseLine, Why};
use super::scheduled::Scheduled;
use super::sent::Sent;
use crate::due::Due;
use crate::snooze_time::Proposal;

/// What the reader is allowed to do; the page shows no door that would not open.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "five doors, each open or shut")]
pub(crate) struct Permissions {
    /// Speak as the voice.
    pub(crate) reply: bool,
    /// Give the question to somebody.
    pub(crate) assign: bool,
    /// Leave a note.
    pub(crate) note: bool,
    /// Close, hide, reopen.
    pub(crate) status: bool,
    /// Say what it has to do with other questions.
    pub(crate) relate: bool,
}

/// What the question's state allows.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "seven steps, each possible or not")]
pub(crate) struct PossibleSteps {
    /// Give it to somebody.
    pub(crate) assign: bool,
    /// Close it.
    pub(crate) close: bool,
    /// Hide it.
    pub(crate) hide: bool,
    /// Reopen it.
    pub(crate) reopen: bool,
    /// Draft on it.
    pub(crate) draft: bool,
    /// Wait for the customer.
    pub(crate) wait: bool,
    /// Put it out of sight.
    pub(crate) snooze: bool,
}

/// The desk waits for the customer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Waiting {
    /// Since when.
    pub(crate) since: Timestamp,
    /// For what.
    pub(crate) reason: Option<String>,
}

/// The reply as it is being written.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct ReplyForm {
    /// The text.
    pub(crate) body: String,
    /// The files that go with it, unless they are unticked.
    pub(crate) files: Vec<SealedFile>,
    /// The draft it is made from.
    pub(crate) draft_id: Option<String>,
    /// Who wrote that.
    pub(crate) draft_by: Option<String>,
    /// Which version of it.
    pub(crate) draft_version: i32,
    /// The words in it that name somebody of the house.
    pub(crate) leaks: Vec<String>,
    /// What to say first where the promise was broken, in the customer's language.
    pub(crate) apology: Option<String>,
    /// Where the editor begins with it, for who has no script.
    pub(crate) apology_href: String,
}

/// One question, as its reader sees it.
#[expect(clippy::struct_excessive_bools, reason = "four facts that have nothing to do with each other")]
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Pane {
    /// Its id.
    pub(crate) id: String,
    /// Its number.
    pub(crate) number: i64,
    /// The version the reader sees, which their next step is decided upon.
    pub(crate) version: i64,
    /// The last line of the history that the reader has seen.
    pub(crate) seen: String,
    /// The list beside it, carried through every form.
    pub(crate) back: String,
    /// Where that list is.
    pub(crate) back_href: String,
    /// Where the page is loaded again from.
    pub(crate) live: String,
    /// The line above it, or how it begins: what the browser's tab says.
    pub(crate) heading: String,
    /// The line above it.
    pub(crate) subject: Option<String>,
    /// Where it stands.
    pub(crate) status: &'static str,
    /// Why it is hidden.
    pub(crate) hidden_reason: Option<String>,
    /// Where everybody reads it.
    pub(crate) public_href: Option<String>,
    /// Whether it is kept off the wall until somebody has looked at it.
    pub(crate) held_back: bool,
    /// How it came.
    pub(crate) channel: String,
    /// The language it is written in.
    pub(crate) language: &'static str,
    /// When it was asked.
    pub(crate) asked_at: Timestamp,
    /// Who asked.
    pub(crate) customer: CustomerCard,
    /// The name of the voice.
    pub(crate) voice: String,
    /// What it is about.
    pub(crate) topic: Option<Named>,
    /// Who holds it; nobody where the community managers do.
    pub(crate) holder: Option<String>,
    /// Why.
    pub(crate) why: Option<Why>,
    /// Whom the router would have chosen next.
    pub(crate) runners: Vec<Person>,
    /// Everybody it can be given to.
    pub(crate) experts: Vec<Person>,
    /// Everything it can be about.
    pub(crate) topics: Vec<SelectOption>,
    /// When the customer is answered.
    pub(crate) due: Option<Due>,
    /// When the draft is due.
    pub(crate) draft_due: Option<Due>,
    /// Whether a reply is promised that has not come.
    pub(crate) owed: bool,
    /// Whether the desk waits for the customer.
    pub(crate) waiting: Option<Waiting>,
    /// Until when the community managers have put it out of their sight.
    pub(crate) snoozed_until: Option<Timestamp>,
    /// Until when it can be put there with one key.
    pub(crate) snooze: Vec<Proposal>,
    /// The customer's own link, where no letter takes it to them.
    pub(crate) share_link: Option<String>,
    /// What everybody reads.
    pub(crate) thread: Vec<Entry>,
    /// The drafts, newest first.
    pub(crate) drafts: Vec<DraftCard>,
    /// What the voice made of them.
    pub(crate) sent: Vec<Sent>,
    /// How many of them only show what was before.
    pub(crate) earlier_drafts: usize,
    /// The colleagues who were asked, and what they wrote.
    pub(crate) asks: Vec<AskCard>,
    /// Whom the reader can ask; nobody where that is not theirs to do.
    pub(crate) callable: Vec<Callable>,
    /// Where they are asked.
    pub(crate) ask_action: String,
    /// Where the editor begins with what a colleague wrote, or with a draft, for who has no script; its id ends it.
    pub(crate) take_path: String,
    /// The reader's own editor, who was asked about what another holds.
    pub(crate) beside: Option<Beside>,
    /// The questions around it.
    pub(crate) around: RelatedQuestions,
    /// The notes.
    pub(crate) notes: Vec<NoteCard>,
    /// Where a new note goes.
    pub(crate) note_action: String,
    /// The promises.
    pub(crate) promises: Vec<PromiseLine>,
    /// The history.
    pub(crate) history: Vec<HistoryLine>,
    /// What the reader is allowed to do.
    pub(crate) may: Permissions,
    /// What the state allows.
    pub(crate) can: PossibleSteps,
    /// The reply, where the reader may reply.
    pub(crate) reply: Option<ReplyForm>,
    /// The reply that waits, or did not leave.
    pub(crate) scheduled: Option<Scheduled>,
    /// Who else is writing on it.
    pub(crate) writing: Vec<String>,
    /// Who else has it open.
    pub(crate) looking: Vec<String>,
    /// When the reader wrote the last word of what they have not sent, where the editor goes on with that.
    pub(crate) unsent_at: Option<Timestamp>,
    /// The reader's own draft, on the drafting desk.
    pub(crate) draft: Option<OwnDraft>,
    /// Whether the reader was told something of it that they had not seen.
    pub(crate) news: bool,
    /// What others changed since the reader looked.
    pub(crate) changes: Vec<HistoryLine>,
    /// Whether that kept the reader's last step from being done.
    pub(crate) stale: bool,
    /// Why it was not done otherwise, as a sentence.
    pub(crate) problem: Option<String>,
    /// What was typed.
    pub(crate) forms: Fields,
    /// What is wrong with it.
    pub(crate) errors: FieldErrors,
    /// Form that it was typed in.
    pub(crate) opened: Option<&'static str>,
}

/// The question alone, for a live update or a refused form.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PanePart {
    /// The question.
    pub(crate) q: Pane,
}

impl Template for PanePart {
    const NAME: &'static str = "page/question/pane.html";

    fn samples() -> Vec<Self> {
        Pane::samples().into_iter().map(|q| Self { q }).collect()
    }
}

/// The question that opens by itself once a reply was sent, in the page that is open; what became of the reply is said above.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NextPart {
    /// The question.
    pub(crate) q: Pane,
}

impl Template for NextPart {
    const NAME: &'static str = "page/question/next.html";

    fn samples() -> Vec<Self> {
        Pane::samples().into_iter().map(|q| Self { q }).collect()
    }
}
