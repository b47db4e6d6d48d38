//! The promises of a question as chips.

use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_sla::TargetKind;

use super::parts::PromiseLine;
use crate::due::Due;
use jiff::Timestamp;

/// Every promise, oldest first.
pub(super) fn promises(view: &QuestionView, settings: &Settings, now: Timestamp) -> Vec<PromiseLine> {
    let line = |index: usize| {
        let target = &view.targets[index];
        let running = |due_at| Due::running(target.kind.as_str(), target.set_at, due_at, now, settings);
        let (state, warn_at) = match (target.state.as_str(), target.due_at) {
            ("met", _) => ("met", None),
            ("breached", Some(_)) if target.met_at.is_none() && view.question.status.is_open() => {
                ("late", None)
            }
            ("breached", _) => ("missed", None),
            ("no_reply_needed", _) => ("no_reply_needed", None),
            (_, Some(due_at)) => (running(due_at).state, running(due_at).warn_at),
            (_, None) => ("paused", None),
        };
        // What ends a draft's promise is for the code to know, and said in its own words.
        let reason = target.reason.as_ref().filter(|_| target.kind != TargetKind::Draft);
        PromiseLine {
            kind: target.kind.as_str(),
            state,
            due_at: target.due_at,
            warn_at,
            met_at: target.met_at,
            reason: reason.map(ToString::to_string),
        }
    };
    (0..view.targets.len()).map(line).collect()
}

/// What stands beside the title: the reply that is owed, or else how the last one went.
pub(super) fn reply_due(promises: &[PromiseLine]) -> Option<Due> {
    let replies = || promises.iter().filter(|line| line.kind.ends_with("reply"));
    let owed = replies().find(|line| is_owed(line));
    owed.or_else(|| replies().next_back().filter(|line| line.state != "no_reply_needed")).map(chip)
}

/// The draft that is owed.
pub(super) fn draft_due(promises: &[PromiseLine]) -> Option<Due> {
    promises.iter().rev().find(|line| line.kind == "draft" && is_owed(line)).map(chip)
}

/// Whether a reply is promised whose time has not come.
pub(super) fn is_reply_pending(view: &QuestionView) -> bool {
    let pending = |kind| matches!(kind, TargetKind::FirstReply | TargetKind::NextReply);
    view.targets.iter().any(|target| pending(target.kind) && target.state.as_str() == "pending")
}

fn is_owed(line: &PromiseLine) -> bool {
    matches!(line.state, "ok" | "warn" | "late" | "paused")
}

fn chip(line: &PromiseLine) -> Due {
    Due { due_at: line.due_at, state: line.state, warn_at: line.warn_at, kind: line.kind }
}
