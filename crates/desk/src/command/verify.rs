//! `souffleur verify`: everything that is derived, computed again and compared with what is stored.

use std::process::ExitCode;

use crate::{
    Error,
    cli::Common,
    compose,
    console::{self, count},
};

pub(crate) fn run(common: &Common) -> Result<ExitCode, Error> {
    let verified = compose::run(common, async |config| {
        let store = compose::store(&config).await?;
        if !store.schema_is_current().await.map_err(compose::store_error)? {
            return Err(Error::failed("the schema is not up to date", "Run souffleur migrate first."));
        }
        store.verify_with(&compose::attachments(&config).vault).await.map_err(compose::store_error)
    })?;
    for finding in &verified.findings {
        console::tell(format_args!("#{}: {}", finding.number, finding.what));
    }
    for wrong in &verified.wrong_records {
        console::tell(wrong);
    }
    for wrong in &verified.wrong_sums {
        console::tell(wrong);
    }
    for wrong in &verified.wrong_files {
        console::tell(wrong);
    }
    if verified.changes_gone > 0 {
        console::tell(format_args!(
            "{} acknowledged changes are gone from the database, by its high-water mark; docs/reliability.md says what \
             to do",
            verified.changes_gone
        ));
    }
    let disagreements = usize::from(verified.changes_gone > 0)
        + verified.findings.len()
        + verified.wrong_records.len()
        + verified.wrong_sums.len()
        + verified.wrong_files.len();
    console::tell(format_args!(
        "{}, {}, {}, {}, {}: {}",
        count(verified.questions, "question"),
        count(verified.targets, "promise"),
        count(verified.records, "record"),
        count(verified.lines, "line"),
        count(verified.files, "file"),
        count(disagreements as u64, "disagreement")
    ));
    Ok(if disagreements == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
