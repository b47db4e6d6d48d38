//! What figures are counted from: a line for each promise to reply that has ended, and sums of those lines.
//!
//! A promise that runs has no line. So a new question writes nothing here, and intake is as fast as without reports. When
//! something happens that a line tells of, the database marks the question in the same transaction; a job makes its lines
//! anew and puts what differs into the sums. Whoever reads takes the sums, and instead of the marked questions' lines makes
//! these anew as well, together with the promises that run: so figures are exact, however far behind the job is.

mod cell;
mod change;
mod choice;
mod condition;
mod due;
mod fold;
mod life;
mod lines;
mod load;
mod names;
mod row;
mod running;
mod verify;
mod view;

pub use change::LedgerChange;
pub use due::DueSum;
pub use lines::{LedgerCursor, LineQuery};
pub use names::QuestionNames;
pub use view::{LedgerQuery, LedgerView};
