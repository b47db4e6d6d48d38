//! What one page shows, read with few statements however many rows there are. Every question starts from its scope:
//! what this person may see.

mod count;
mod inbox;
mod owed;
mod public;
mod related;
mod report;
mod row;
mod view;

pub use count::InboxCounts;
pub use inbox::{InboxQuery, Scope, Sight, Sort};
pub use owed::Owed;
pub use public::{PublicMessage, PublicThread};
pub use related::{Related, Relation};
pub use report::{ReportLine, ReportQuery, ReportRow};
pub use row::InboxRow;
pub use view::QuestionView;
