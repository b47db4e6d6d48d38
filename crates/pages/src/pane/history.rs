//! The history in words: who did what, and what promises did by themselves.

use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::event::{Event, EventKind};
use souffleur_core::id::{EventId, UserId};
use souffleur_core::question::Status;
use souffleur_sla::{EscalationTarget, TargetKind};

use super::parts::HistoryLine;

/// The whole history, newest first.
pub(super) fn history(view: &QuestionView, settings: &Settings) -> Vec<HistoryLine> {
    view.events.iter().rev().map(|event| line(view, settings, event)).collect()
}

/// What others did since a line of the history, oldest first. Promises that began or ended with it go without saying.
pub(super) fn changes(
    view: &QuestionView,
    settings: &Settings,
    seen: EventId,
    reader: Actor,
) -> Vec<HistoryLine> {
    let news = view.events.iter().filter(|event| event.id > seen && event.by.user() != reader.user());
    news.filter(|event| !is_clockwork(&event.what)).map(|event| line(view, settings, event)).collect()
}

fn is_clockwork(what: &EventKind) -> bool {
    matches!(
        what,
        EventKind::TargetSet { .. }
            | EventKind::TargetMet { .. }
            | EventKind::TargetWarned { .. }
            | EventKind::TargetNear { .. }
            | EventKind::TargetMoved { .. }
            | EventKind::NoReplyNeeded { .. }
    )
}

fn line(view: &QuestionView, settings: &Settings, event: &Event) -> HistoryLine {
    let (who, by) = match event.by {
        Actor::Customer => (Some(view.customer.name.to_string()), None),
        Actor::Desk => (None, Some("desk")),
        Actor::Program { .. } => (None, Some("program")),
        Actor::Staff { id, .. } => (Some(name(view, settings, id)), None),
    };
    let plain = HistoryLine { at: event.at, who, by, ..HistoryLine::default() };
    let alone = || HistoryLine { who: None, by: None, ..plain.clone() };
    let about = |key, user| HistoryLine { key, name: Some(name(view, settings, user)), ..plain.clone() };
    match &event.what {
        EventKind::Asked { .. } => HistoryLine { key: "asked", ..plain },
        EventKind::FollowedUp { .. } => HistoryLine { key: "followed_up", ..plain },
        EventKind::Assigned { to, .. } => match to.expert() {
            Some(expert) => about("assigned", expert),
            None => HistoryLine { key: "assigned_managers", ..plain },
        },
        EventKind::DraftSubmitted { version, .. } => {
            HistoryLine { key: "draft_submitted", version: Some(*version), ..plain }
        }
        EventKind::DraftReturned { remark, .. } => {
            HistoryLine { key: "draft_returned", reason: remark.as_ref().map(ToString::to_string), ..plain }
        }
        EventKind::Replied { draft: None, .. } => HistoryLine { key: "replied", ..plain },
        EventKind::Replied { unchanged: true, .. } => HistoryLine { key: "replied_unchanged", ..plain },
        EventKind::Replied { .. } => HistoryLine { key: "replied_draft", ..plain },
        EventKind::HoldingSent { .. } => HistoryLine { key: "held", ..plain },
        EventKind::ReplyScheduled { leaves_at } => {
            HistoryLine { key: "reply_scheduled", due_at: Some(*leaves_at), ..plain }
        }
        EventKind::ReplyRecalled => HistoryLine { key: "reply_recalled", ..plain },
        EventKind::ReplyStopped { why } => {
            HistoryLine { key: "reply_stopped", why: Some(why.as_str()), ..alone() }
        }
        EventKind::Snoozed { until } => HistoryLine { key: "snoozed", due_at: Some(*until), ..plain },
        EventKind::SnoozeEnded => HistoryLine { key: "woke", ..plain },
        EventKind::LeftUnread { by, .. } => {
            HistoryLine { key: "left_unread", name: Some(name(view, settings, *by)), ..alone() }
        }
        EventKind::NoteAdded { .. } => HistoryLine { key: "noted", ..plain },
        EventKind::ColleagueAsked { colleague } => about("colleague_asked", *colleague),
        EventKind::SideDraftWritten => HistoryLine { key: "side_draft_written", ..plain },
        EventKind::StatusChanged { to, reason, .. } => {
            let key = match to {
                Status::Closed => "closed",
                Status::Hidden => "hidden",
                _ => "reopened",
            };
            HistoryLine { key, reason: reason.as_ref().map(ToString::to_string), ..plain }
        }
        EventKind::TopicChanged { to, .. } => {
            let topic = settings.topic(*to).map(|topic| topic.name.to_string());
            HistoryLine { key: "topic_changed", name: topic, ..plain }
        }
        EventKind::TargetSet { promise, due_at, .. } => {
            let key = if due_at.is_some() { "target_set" } else { "target_set_open" };
            HistoryLine { key, promise: promised(promise), due_at: *due_at, ..alone() }
        }
        EventKind::TargetMet { promise, .. } => {
            HistoryLine { key: "target_met", promise: promised(promise), ..alone() }
        }
        EventKind::TargetWarned { promise, share, .. } => {
            HistoryLine { key: "target_warned", promise: promised(promise), share: Some(*share), ..alone() }
        }
        EventKind::TargetBreached { promise, .. } => {
            HistoryLine { key: "target_breached", promise: promised(promise), ..alone() }
        }
        EventKind::NoReplyNeeded { promise, .. } => {
            HistoryLine { key: "no_reply_needed", promise: promised(promise), ..alone() }
        }
        EventKind::TargetMoved { promise, from, to, why, .. } => {
            let key = match (from, to) {
                (_, None) => "target_stopped",
                (None, Some(_)) => "target_goes_on",
                _ => "target_moved",
            };
            let (promise, why) = (promised(promise), Some(why.as_str()));
            HistoryLine { key, promise, was_due_at: *from, due_at: *to, why, ..alone() }
        }
        EventKind::TargetNear { promise, minutes, .. } => {
            HistoryLine { key: "target_near", promise: promised(promise), minutes: Some(*minutes), ..alone() }
        }
        EventKind::Escalated { promise, rung, told, reassigned, .. } => {
            let names: Vec<_> = told.iter().map(|user| name(view, settings, *user)).collect();
            let key = if *reassigned { "escalated_given" } else { "escalated" };
            let why =
                EscalationTarget::ALL.into_iter().map(EscalationTarget::as_str).find(|known| known == rung);
            HistoryLine { key, promise: promised(promise), name: Some(names.join(", ")), why, ..alone() }
        }
        EventKind::Paused { reason, .. } => {
            HistoryLine { key: "paused", reason: reason.as_ref().map(ToString::to_string), ..plain }
        }
        EventKind::Resumed { .. } => HistoryLine { key: "resumed", ..plain },
        EventKind::CustomerTagged { tags, .. } => {
            let tags: Vec<_> = tags.iter().map(ToString::to_string).collect();
            let key = if tags.is_empty() { "untagged" } else { "tagged" };
            HistoryLine { key, name: Some(tags.join(", ")), ..plain }
        }
        what => about_sender(what, plain),
    }
}

/// A line about who asked and whether everybody may read it; anything else speaks of another question.
fn about_sender(what: &EventKind, line: HistoryLine) -> HistoryLine {
    match what {
        EventKind::Withheld => HistoryLine { key: "held_back", who: None, by: None, ..line },
        EventKind::Released => HistoryLine { key: "released", ..line },
        EventKind::ConfirmationSent => HistoryLine { key: "confirmation_sent", ..line },
        EventKind::SenderConfirmed => HistoryLine { key: "sender_confirmed", ..line },
        what => beside(what, line),
    }
}

/// A line that speaks of another question; anything else is a change of which no more is said.
fn beside(what: &EventKind, line: HistoryLine) -> HistoryLine {
    let (key, number) = match what {
        EventKind::Followed { number, .. } => ("followed", number),
        EventKind::FollowerAdded { number, .. } => ("led", number),
        // Nobody did that: it follows from what was done to the other.
        EventKind::Unfollowed { number, done: true, .. } => {
            let name = Some(format!("#{number}"));
            return HistoryLine { key: "left_done", name, who: None, by: None, ..line };
        }
        EventKind::Unfollowed { number, .. } => ("left", number),
        EventKind::FollowerRemoved { number, .. } => ("left_by", number),
        EventKind::Linked { number, .. } => ("linked", number),
        EventKind::Unlinked { number, .. } => ("unlinked", number),
        EventKind::Merged { number, .. } => ("merged", number),
        EventKind::MergedIn { number, .. } => ("took_in", number),
        EventKind::Unmerged { number, .. } => ("parted", number),
        EventKind::SplitOff { number, .. } => ("split_off", number),
        EventKind::SplitFrom { number, .. } => ("split_from", number),
        _ => return HistoryLine { key: "changed", ..line },
    };
    HistoryLine { key, name: Some(format!("#{number}")), ..line }
}

/// What somebody of the house is called.
pub(crate) fn name(view: &QuestionView, settings: &Settings, user: UserId) -> String {
    let known = view.name(user).or_else(|| settings.user(user).map(|user| &user.name));
    known.map_or_else(|| "–".to_owned(), ToString::to_string)
}

/// The message key of a promise's name.
fn promised(name: &str) -> Option<&'static str> {
    TargetKind::ALL.into_iter().map(TargetKind::as_str).find(|known| *known == name)
}
