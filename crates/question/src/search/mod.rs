//! Finding questions by what is said on them: what was typed is resolved against the settings, asked of the index, and
//! ranked. The index itself is filled by `souffleur_jobs::index`.

mod correct;
mod find;
mod rank;
mod readable;
mod resolve;
mod show;

pub use correct::Instead;
pub use find::{Found, Hit, find};
pub use rank::MOST_RANKED;
pub use show::Place;
