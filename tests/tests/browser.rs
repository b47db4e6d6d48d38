//! The five minutes of the README in a real browser, with script and styles, as each person meets them.

#[path = "browser/journey.rs"]
mod journey;
#[path = "browser/stage.rs"]
mod stage;
#[path = "browser/writing.rs"]
mod writing;
