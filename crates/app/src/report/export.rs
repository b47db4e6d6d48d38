//! The report as a file: a line a promise, so that a spreadsheet can count for itself.

use jiff::Timestamp;
use souffleur_core::{Actor, permission::Action};

use super::{
    cut::CellState,
    figures::first_reply_seconds,
    period::{Period, zone},
    sla::load,
};
use crate::{app::App, error::Error};

const HEADER: [&str; 12] = [
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
];

/// Every promise of a period.
pub async fn sla_csv(app: &App, actor: Actor, period: Period) -> Result<String, Error> {
    actor.may(Action::ReadReports)?;
    let (settings, now) = (app.settings(), app.now());
    let zone = zone(&settings);
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(HEADER).map_err(Error::internal)?;
    let instant = |at: Option<Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
    for row in load(app, period, &zone).await? {
        let expert = row.expert.and_then(|id| settings.user(id)).map(|user| user.name.to_string());
        let topic = row.topic.and_then(|id| settings.topic(id)).map(|topic| topic.name.to_string());
        let record = [
            row.number.to_string(),
            row.kind.as_str().to_owned(),
            CellState::of(&row, now).as_str().to_owned(),
            row.set_at.to_zoned(zone.clone()).date().to_string(),
            row.set_at.to_string(),
            instant(row.due_at),
            instant(row.met_at),
            first_reply_seconds(&row).map(|seconds| seconds.to_string()).unwrap_or_default(),
            guarded(expert.unwrap_or_default()),
            guarded(topic.unwrap_or_default()),
            guarded(row.channel.to_string()),
            if row.house_paused { "yes" } else { "no" }.to_owned(),
        ];
        file.write_record(record).map_err(Error::internal)?;
    }
    let bytes = file.into_inner().map_err(|error| Error::internal(error.into_error()))?;
    String::from_utf8(bytes).map_err(Error::internal)
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
