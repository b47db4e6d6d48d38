//! Stories with people in them, over HTTP, on both databases: what the desk promises to those who use it.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "scenario/alerts.rs"]
mod alerts;
#[path = "scenario/answers.rs"]
mod answers;
#[path = "scenario/attachments.rs"]
mod attachments;
#[path = "scenario/away.rs"]
mod away;
#[path = "scenario/backup/mod.rs"]
mod backup;
#[path = "scenario/colleague.rs"]
mod colleague;
#[path = "scenario/delivery.rs"]
mod delivery;
#[path = "scenario/demo.rs"]
mod demo;
#[path = "scenario/expired_form.rs"]
mod expired_form;
#[path = "scenario/five_minutes.rs"]
mod five_minutes;
#[path = "scenario/follow_up.rs"]
mod follow_up;
#[path = "scenario/identity.rs"]
mod identity;
#[path = "scenario/inbox.rs"]
mod inbox;
#[path = "scenario/last.rs"]
mod last;
#[path = "scenario/live.rs"]
mod live;
#[path = "scenario/merge.rs"]
mod merge;
#[path = "scenario/objectives.rs"]
mod objectives;
#[path = "scenario/placing.rs"]
mod placing;
#[path = "scenario/promise.rs"]
mod promise;
#[path = "scenario/related.rs"]
mod related;
#[path = "scenario/report.rs"]
mod report;
#[path = "scenario/restart.rs"]
mod restart;
#[path = "scenario/routing.rs"]
mod routing;
#[path = "scenario/same.rs"]
mod same;
#[path = "scenario/schedule.rs"]
mod schedule;
#[path = "scenario/search.rs"]
mod search;
#[path = "scenario/sent_to_all.rs"]
mod sent_to_all;
#[path = "scenario/settings.rs"]
mod settings;
#[path = "scenario/sharing.rs"]
mod sharing;
#[path = "scenario/stage.rs"]
mod stage;
#[path = "scenario/thread_link.rs"]
mod thread_link;
#[path = "scenario/trouble.rs"]
mod trouble;
#[path = "scenario/unsent.rs"]
mod unsent;
#[path = "scenario/waiting.rs"]
mod waiting;
#[path = "scenario/watch.rs"]
mod watch;
