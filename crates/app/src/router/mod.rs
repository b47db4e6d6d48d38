//! The router in memory: the learned model, how busy everybody is, and how both keep up with what happens.

mod learned;
mod load;
mod reader;
mod records;
mod train;
mod waiting;

pub use learned::Router;
pub use load::{Load, Loads};
pub use reader::Meaning;
pub use records::make_records;
pub(crate) use train::{Trained, newest, train};
pub use train::{all_examples, readable};
pub use waiting::Waiting;
