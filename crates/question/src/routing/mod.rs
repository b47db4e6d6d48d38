//! Who gets a question: the facts are gathered here and decided upon in core, and what people correct is taught.

mod decide;
mod learn;
mod presence;

pub use decide::{Asking, explain};
pub(crate) use decide::{decide, everybody, presence_of};
pub use learn::{Lesson, text, weight};
pub(crate) use learn::{implied_topic, teach};
