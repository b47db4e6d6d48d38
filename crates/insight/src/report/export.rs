//! The ledger as a file, a line a promise, so that a spreadsheet can count for itself. It is all of one state of the desk, and
//! is made while it is sent: a million lines take no more memory than a thousand, and a slow reader holds nothing up.

use std::sync::Arc;

use futures_util::stream::{self, Stream};
use jiff::{Timestamp, tz::TimeZone};
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::{
    Actor, Language,
    metric::{Count, Dimension, DraftUse, Fact, NONE, Phase},
    permission::Action,
};
use souffleur_store::{LedgerCursor, LedgerView, LineQuery, QuestionNames};

use super::{
    spool::spooled,
    wanted::{Wanted, label, open},
};

/// Lines that are read, and sent, at once.
const BATCH: usize = 2000;

/// The columns. Programs rely on them: add at the end.
const HEADER: [&str; 52] = [
    "number",
    "promise",
    "state",
    "day",
    "set_at",
    "due_at",
    "met_at",
    "first_reply_seconds",
    "expert",
    "topic",
    "channel",
    "house_paused",
    "hour",
    "time_zone",
    "language",
    "policy",
    "policy_version",
    "calendar_version",
    "assigned_at",
    "drafted_at",
    "decided_at",
    "to_assign_working_seconds",
    "to_assign_real_seconds",
    "to_draft_working_seconds",
    "to_draft_real_seconds",
    "to_approve_working_seconds",
    "to_approve_real_seconds",
    "to_reply_working_seconds",
    "to_reply_real_seconds",
    "spent_assignment_seconds",
    "spent_expert_seconds",
    "spent_approval_seconds",
    "spent_sending_seconds",
    "late_because",
    "answered",
    "draft",
    "draft_returned",
    "reopened",
    "held",
    "house_paused_seconds",
    "routing_hit",
    "question_id",
    "promise_id",
    "policy_id",
    "calendar_id",
    "thanked",
    "set_at_local",
    "due_at_local",
    "met_at_local",
    "customer",
    "subject",
    "link",
];

/// The bytes by which a spreadsheet knows that a file is UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// How a file is written: for a program, or for a spreadsheet of some language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvFormat {
    /// Between two cells.
    pub separator: Separator,
    /// Whether it begins with the byte order mark by which a spreadsheet knows that it is UTF-8.
    pub bom: bool,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `,`.
    Comma,
    /// `;`, which spreadsheets expect where the comma stands before decimals.
    Semicolon,
}

impl CsvFormat {
    /// The file as programs take it: commas, and nothing before the header.
    pub const PROGRAM: Self = Self { separator: Separator::Comma, bom: false };

    /// The file that a spreadsheet of a language opens.
    pub const fn spreadsheet(language: Language) -> Self {
        let separator = match language {
            Language::Fr => Separator::Semicolon,
            Language::En => Separator::Comma,
        };
        Self { separator, bom: true }
    }
}

impl Separator {
    /// A separator by its name, `comma` or `semicolon`, or as it is written.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "comma" | "," => Some(Self::Comma),
            "semicolon" | ";" => Some(Self::Semicolon),
            _ => None,
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }
}

/// A file that is being written.
struct Writing {
    view: LedgerView,
    query: LineQuery,
    settings: Arc<Settings>,
    format: CsvFormat,
    /// The address of a question up to its id.
    questions: String,
    after: Option<LedgerCursor>,
    begun: bool,
    done: bool,
}

/// Every promise of a period, in pieces.
pub async fn sla_csv(
    app: &App,
    actor: Actor,
    wanted: Wanted,
    format: CsvFormat,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + Send + use<>, Error> {
    actor.may(Action::ReadReports)?;
    wanted.check(&app.settings())?;
    let settings = app.settings();
    let turn = app.files().acquire_owned().await.map_err(Error::internal)?;
    let view = open(app, &[wanted.period], app.now()).await?;
    let query = LineQuery { query: wanted.query(), count: Count::Received };
    let questions = app.url("/questions/");
    let file = Writing { view, query, settings, format, questions, after: None, begun: false, done: false };
    let pieces = stream::try_unfold(file, |mut file| async move {
        let piece = file.piece().await?;
        Ok(piece.map(|piece| (piece, file)))
    });
    spooled(turn, pieces).await
}

impl Writing {
    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if self.done {
            return Ok(None);
        }
        let mut whole = Vec::with_capacity(BATCH * 600);
        if !self.begun && self.format.bom {
            whole.extend_from_slice(BOM);
        }
        let mut file = csv::WriterBuilder::new().delimiter(self.format.separator.byte()).from_writer(whole);
        if !self.begun {
            file.write_record(HEADER).map_err(Error::internal)?;
            self.begun = true;
        }
        let (facts, next) = self.view.lines(&self.query, self.after, BATCH).await?;
        let questions: Vec<_> = facts.iter().map(|fact| fact.question).collect();
        let about = self.view.question_names(&questions).await?;
        let unknown = QuestionNames::default();
        for fact in &facts {
            let named = Named {
                names: about.get(&fact.question).unwrap_or(&unknown),
                link: format!("{}{}", self.questions, fact.question),
            };
            write(&mut file, fact, &named, &self.settings)?;
        }
        (self.after, self.done) = (next, next.is_none());
        file.into_inner().map(Some).map_err(|error| Error::internal(error.into_error()))
    }
}

/// What a line says of its question beside the figures.
struct Named<'a> {
    names: &'a QuestionNames,
    link: String,
}

fn write(
    file: &mut csv::Writer<Vec<u8>>,
    fact: &Fact,
    named_question: &Named<'_>,
    settings: &Settings,
) -> Result<(), Error> {
    let mut record = csv::ByteRecord::with_capacity(900, HEADER.len());
    let mut put = |cell: &str| record.push_field(cell.as_bytes());
    let instant = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let yes = |yes: bool| if yes { "yes" } else { "no" };
    let named = |cut: Dimension| {
        let key = cut.key(fact);
        let gone = || if key == NONE { String::new() } else { key.clone() };
        guarded(label(cut, &key, settings).unwrap_or_else(gone))
    };
    put(&fact.number.to_string());
    put(if fact.first { "first_reply" } else { "next_reply" });
    put(fact.outcome.as_str());
    put(&fact.day.to_string());
    put(&fact.asked_at.to_string());
    put(&instant(fact.due_at));
    put(&instant(fact.replied_at));
    put(&number(fact.steps[3].filter(|_| fact.first).map(|lapse| lapse.real)));
    put(&named(Dimension::Expert));
    put(&named(Dimension::Topic));
    put(&guarded(fact.channel.to_string()));
    put(yes(fact.house_paused_seconds > 0));
    put(&fact.hour.to_string());
    put(&fact.time_zone);
    put(fact.language.code());
    put(&named(Dimension::Policy));
    put(&fact.policy.1.to_string());
    put(&fact.calendar.1.to_string());
    for at in [fact.assigned_at, fact.drafted_at, fact.decided_at] {
        put(&instant(at));
    }
    for step in fact.steps {
        put(&number(step.map(|lapse| lapse.working)));
        put(&number(step.map(|lapse| lapse.real)));
    }
    for seconds in fact.spent.0 {
        put(&seconds.to_string());
    }
    put(fact.late.map_or("", Phase::as_str));
    put(yes(fact.replied_at.is_some()));
    put(fact.fate.map_or("", DraftUse::as_str));
    for flag in [fact.returned, fact.reopened, fact.held] {
        put(yes(flag));
    }
    put(&fact.house_paused_seconds.to_string());
    put(fact.hit.map_or("", yes));
    put(&fact.question.to_string());
    put(&fact.promise.to_string());
    put(&fact.policy.0.to_string());
    put(&fact.calendar.0.to_string());
    put(yes(fact.thanked));
    let zone = TimeZone::get(&fact.time_zone).ok();
    for at in [Some(fact.asked_at), fact.due_at, fact.replied_at] {
        put(&local(at, zone.as_ref()));
    }
    put(&guarded(named_question.names.customer.clone()));
    put(&guarded(named_question.names.subject.clone().unwrap_or_default()));
    put(&named_question.link);
    file.write_byte_record(&record).map_err(Error::internal)
}

/// An instant on the wall of the zone it was counted in, as spreadsheets read a date and time: `2026-11-23 17:00:00`.
fn local(at: Option<Timestamp>, zone: Option<&TimeZone>) -> String {
    let written =
        |(at, zone): (Timestamp, &TimeZone)| zone.to_datetime(at).strftime("%Y-%m-%d %H:%M:%S").to_string();
    at.zip(zone).map(written).unwrap_or_default()
}

/// A cell that a spreadsheet would take for a formula is marked as text.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_formula_is_only_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(guarded(formula.to_owned()), format!("'{formula}"));
        }
        assert_eq!(guarded("Léa = 1".to_owned()), "Léa = 1");
    }
}
