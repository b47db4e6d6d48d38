//! One question as its page shows it: the thread, the reply, drafts, reasons, notes and history. The inbox has it beside its
//! list, and so has the drafting desk.

mod apology;
mod around;
mod build;
mod colleague;
mod context;
mod desk_side;
mod fields;
mod history;
mod load;
mod parts;
mod people;
mod promise;
mod sample;
mod schedule;
mod scheduled;
mod sent;
mod writing;

pub(crate) use around::also;
pub(crate) use build::{Reader, WITHOUT, Wanted, build};
pub(crate) use colleague::beside;
pub(crate) use context::{NextPart, Pane, PanePart, Permissions, PossibleSteps};
pub(crate) use desk_side::OwnDraft;
pub(crate) use fields::{Fields, FormKind, Refusal};
pub(crate) use history::name;
pub(crate) use load::{pane, read};
pub(crate) use sent::{Piece, difference};
