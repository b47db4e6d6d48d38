//! Which pictures are taken of the desk: every page of the route table, and what opens on a page when somebody works there.
//!
//! A page that no picture shows is a page that nobody looked at: the architecture test compares this list with the table.

mod desk;
mod inbox;
mod letter;
mod public;
mod report;
mod settings;
mod shot;

pub use letter::letters;
pub use shot::{House, Look, Shot, Step, Who};

/// Paths of the table that answer with a part of a page, a file, or the way to another page.
pub const NO_PAGES: &[&str] = &[
    "/language/{tag}",
    "/alerts/news",
    "/inbox/list",
    "/desk/list",
    "/questions/{id}/files/{hash}",
    "/q/{token}/files/{id}",
    "/wall/{number}/files/{id}",
    "/reports/sla.csv",
    "/feed.atom",
    "/events",
];

/// All pictures, those of one person after another.
pub fn all() -> Vec<Shot> {
    let mut all: Vec<Shot> =
        [public::SHOTS, inbox::SHOTS, desk::SHOTS, report::SHOTS, settings::SHOTS].concat();
    all.sort_by_key(|shot| (shot.house, shot.who));
    all
}
