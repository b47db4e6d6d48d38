//! The five minutes of the README in a real browser, with script and styles, as each person meets them.

#[path = "browser/accessible.rs"]
mod accessible;
#[path = "browser/answers.rs"]
mod answers;
#[path = "browser/away.rs"]
mod away;
#[path = "browser/choices.rs"]
mod choices;
#[path = "browser/colleague.rs"]
mod colleague;
#[path = "browser/editing.rs"]
mod editing;
#[path = "browser/files.rs"]
mod files;
#[path = "browser/first.rs"]
mod first;
#[path = "browser/inbox.rs"]
mod inbox;
#[path = "browser/journey.rs"]
mod journey;
#[path = "browser/keyboard.rs"]
mod keyboard;
#[path = "browser/many.rs"]
mod many;
#[path = "browser/narrow.rs"]
mod narrow;
#[path = "browser/notify.rs"]
mod notify;
#[path = "browser/opened.rs"]
mod opened;
#[path = "browser/phone.rs"]
mod phone;
#[path = "browser/proxy.rs"]
mod proxy;
#[path = "browser/replying.rs"]
mod replying;
#[path = "browser/report.rs"]
mod report;
#[path = "browser/same.rs"]
mod same;
#[path = "browser/search.rs"]
mod search;
#[path = "browser/stage.rs"]
mod stage;
#[path = "browser/states.rs"]
mod states;
#[path = "browser/writing.rs"]
mod writing;
