#![doc = include_str!("../README.md")]

mod arithmetic;
mod calendar;
mod due_error;
mod explain;
mod invalid;
mod policy;
mod share;
mod target;
pub mod timer;
mod trace;
pub mod vectors;

pub use arithmetic::{
    draft_due_at, due_at, elapsed, is_working_at, next_working_instant, share_due_at, warn_at,
};
pub use calendar::{
    Calendar, DayHours, Interval, RawCalendar, RawIntervals, Region, TimeOfDay, Week, weekday_key,
};
pub use due_error::DueError;
pub use explain::{explain, explain_share};
pub use invalid::{Invalid, Problem};
pub use policy::{
    Alarm, AlarmKind, Condition, Conditions, DraftPolicy, Escalation, EscalationAction, EscalationTarget,
    Facts, NotifyBy, Policy, Promise, RawConditions, RawDraft, RawEscalation, RawPolicy, RawWindow, Trigger,
    WatchedTarget, Words,
};
pub use share::Share;
pub use target::{CutoffRule, CutoffTable, Pause, RawCutoffRule, RawTargetRule, TargetKind, TargetRule};
pub use timer::{Engine, Lag, TimerClock, TimerSettings, TimerStore, Wake};
pub use trace::{ClosedBecause, TraceStep};
pub use vectors::check;
