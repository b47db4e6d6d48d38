//! The five minutes of the README in a real browser, with script and styles, as each person meets them.

#[path = "browser/accessible.rs"]
mod accessible;
#[path = "browser/away.rs"]
mod away;
#[path = "browser/colleague.rs"]
mod colleague;
#[path = "browser/editing.rs"]
mod editing;
#[path = "browser/inbox.rs"]
mod inbox;
#[path = "browser/journey.rs"]
mod journey;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/notify.rs"]
mod notify;
#[path = "browser/report.rs"]
mod report;
#[path = "browser/same.rs"]
mod same;
#[path = "browser/stage.rs"]
mod stage;
#[path = "browser/writing.rs"]
mod writing;
