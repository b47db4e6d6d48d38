//! The small parts of a question's page.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_web::page::files::FileLink;

use crate::delivery::DeliveryRow;

/// A public entry of the thread.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Entry {
    /// Where a link to it points.
    pub(crate) anchor: String,
    /// `customer` or `voice`.
    pub(crate) from: &'static str,
    /// What they are called.
    pub(crate) name: String,
    /// What they said.
    pub(crate) text: String,
    /// When.
    pub(crate) at: Timestamp,
    /// How it came, for the customer's.
    pub(crate) channel: Option<String>,
    /// Whether it only asks for patience.
    pub(crate) holding: bool,
    /// What came with it.
    pub(crate) files: Vec<FileLink>,
    /// The number of the question that it was said in, where that was merged into this one.
    pub(crate) asked_in: Option<String>,
    /// Its id, where it may become a question of its own.
    pub(crate) splits: Option<String>,
    /// The letter that carries it or acknowledges it, with what became of that.
    pub(crate) delivery: Option<DeliveryRow>,
}

/// Draft, internal.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DraftCard {
    /// Its id.
    pub(crate) id: String,
    /// Who wrote it.
    pub(crate) author: String,
    /// What its newest version says; nothing while it is only asked for.
    pub(crate) text: String,
    /// The files of that version.
    pub(crate) files: Vec<FileLink>,
    /// When that was handed in.
    pub(crate) at: Timestamp,
    /// Where it stands.
    pub(crate) state: &'static str,
    /// Which version it is.
    pub(crate) version: i32,
    /// What was said when it was sent back.
    pub(crate) remark: Option<String>,
    /// Whether the editor holds it already.
    pub(crate) in_editor: bool,
    /// Whether it is the one to send back: the newest that waits.
    pub(crate) returnable: bool,
    /// Whether it is the one to look at: the newest that says something.
    pub(crate) leading: bool,
    /// Where the editor is filled with it.
    pub(crate) use_href: String,
}

/// Note, internal.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NoteCard {
    /// Who left it.
    pub(crate) author: String,
    /// What it says.
    pub(crate) text: String,
    /// When.
    pub(crate) at: Timestamp,
}

/// Who asked.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CustomerCard {
    /// Their name.
    pub(crate) name: String,
    /// Their address.
    pub(crate) email: Option<String>,
    /// What they are called on their channel.
    pub(crate) handle: Option<String>,
    /// What the house calls them.
    pub(crate) tags: Vec<String>,
}

/// A thing with an id and a name.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Named {
    /// Its id.
    pub(crate) id: String,
    /// What it is called.
    pub(crate) name: String,
}

/// A colleague whom a question could be given to.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Person {
    /// Their id.
    pub(crate) id: String,
    /// Their name.
    pub(crate) name: String,
    /// What they know, best known first.
    pub(crate) topics: Vec<String>,
    /// Open questions.
    pub(crate) open: u32,
    /// Open questions at most.
    pub(crate) capacity: Option<u32>,
    /// `here`, `away` or `outside_hours`.
    pub(crate) presence: &'static str,
    /// When their working hours begin again.
    pub(crate) back_at: Option<Timestamp>,
    /// Why the router preferred another.
    pub(crate) why_not: Option<&'static str>,
}

/// Why the present holder holds it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Why {
    /// What or who decided.
    pub(crate) decided_by: &'static str,
    /// The person who decided.
    pub(crate) by: Option<String>,
    /// Why no expert got it: the end of a message key.
    pub(crate) note: Option<&'static str>,
    /// The person's own reason.
    pub(crate) person_reason: Option<String>,
    /// The words that spoke for the topic.
    pub(crate) terms: Vec<String>,
    /// The topic they spoke for.
    pub(crate) topic: Option<String>,
    /// How sure the router was.
    pub(crate) confidence: Option<f64>,
    /// When a person last put the router right about a question like this, if that led here.
    pub(crate) since: Option<Timestamp>,
    /// Past questions like it.
    pub(crate) similar: Vec<SimilarLine>,
    /// When who holds it first looked at it.
    pub(crate) opened_at: Option<Timestamp>,
    /// Whether an expert is still to do so.
    pub(crate) unopened: bool,
    /// Who got it and who else was thought of, with what each score is made of.
    pub(crate) scores: Vec<ScoreLine>,
    /// When.
    pub(crate) at: Timestamp,
}

/// A past question like this one.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SimilarLine {
    /// Its number.
    pub(crate) number: i64,
    /// Where it is, for who may see every question.
    pub(crate) href: Option<String>,
    /// What it was about.
    pub(crate) topic: Option<String>,
    /// How like it is.
    pub(crate) likeness: f64,
    /// Whether a person corrected the router about it.
    pub(crate) corrected: bool,
}

/// What somebody's score was made of.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ScoreLine {
    /// Their name.
    pub(crate) name: String,
    /// Whether they got it.
    pub(crate) chosen: bool,
    /// Whom they stood in for.
    pub(crate) stands_in_for: Option<String>,
    /// Why they did not get it.
    pub(crate) why_not: Option<&'static str>,
    /// The parts that are not nothing.
    pub(crate) parts: Vec<PartLine>,
    /// Their sum.
    pub(crate) score: f64,
}

/// One part of a score.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct PartLine {
    /// Which: the end of its message key.
    pub(crate) kind: &'static str,
    /// How much.
    pub(crate) value: f64,
}

/// One promise on the question.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PromiseLine {
    /// Which promise.
    pub(crate) kind: &'static str,
    /// As [`crate::due::Due::state`], or `no_reply_needed`.
    pub(crate) state: &'static str,
    /// When it is due, or was.
    pub(crate) due_at: Option<Timestamp>,
    /// From when on the chip warns.
    pub(crate) warn_at: Option<Timestamp>,
    /// When it was kept, in time or late.
    pub(crate) met_at: Option<Timestamp>,
    /// Why no reply was needed.
    pub(crate) reason: Option<String>,
}

/// One line of the history; the template has the words.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct HistoryLine {
    /// When.
    pub(crate) at: Timestamp,
    /// Who did it; nobody for what promises do by themselves.
    pub(crate) who: Option<String>,
    /// Who did it where it is no person: `desk` or `program`.
    pub(crate) by: Option<&'static str>,
    /// What: the end of its message key.
    pub(crate) key: &'static str,
    /// To whom, or about what.
    pub(crate) name: Option<String>,
    /// Which promise.
    pub(crate) promise: Option<&'static str>,
    /// For when.
    pub(crate) due_at: Option<Timestamp>,
    /// Which version.
    pub(crate) version: Option<i32>,
    /// Which share of its time.
    pub(crate) share: Option<f64>,
    /// When it was due before.
    pub(crate) was_due_at: Option<Timestamp>,
    /// How many minutes were left.
    pub(crate) minutes: Option<u32>,
    /// Why it happened: the end of a message key.
    pub(crate) why: Option<&'static str>,
    /// Why.
    pub(crate) reason: Option<String>,
}
