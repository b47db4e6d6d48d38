//! One promise behind a figure, with names a person can read.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::id::QuestionId;
use souffleur_sla::TargetKind;

use souffleur_store::read::ReportLine;

use super::cut::CellState;
use crate::snapshot::Settings;

/// One promise, and the question it was made on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseLine {
    /// The question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// The line above it, or how it begins.
    pub subject: String,
    /// Which promise.
    pub kind: TargetKind,
    /// What became of it.
    pub state: CellState,
    /// When it began to run.
    pub set_at: Timestamp,
    /// When it is broken, or was.
    pub due_at: Option<Timestamp>,
    /// When the reply came.
    pub met_at: Option<Timestamp>,
    /// Who held the question.
    pub expert: Option<String>,
    /// What it is about.
    pub topic: Option<String>,
    /// How it came.
    pub channel: String,
}

impl PromiseLine {
    pub(super) fn of(line: &ReportLine, settings: &Settings, now: Timestamp) -> Self {
        let ReportLine { promise, question } = line;
        let expert = promise.expert.and_then(|id| settings.user(id)).map(|user| user.name.to_string());
        let topic = question.topic.as_ref().map(|(_, _, name)| name.to_string());
        Self {
            question: promise.question,
            number: promise.number,
            subject: question.subject.as_deref().unwrap_or(&question.excerpt).to_owned(),
            kind: promise.kind,
            state: CellState::of(promise, now),
            set_at: promise.set_at,
            due_at: promise.due_at,
            met_at: promise.met_at,
            expert,
            topic,
            channel: promise.channel.to_string(),
        }
    }
}
