//! The house's own help pages: weak examples of what each topic is about, for a desk that has no history yet.

use std::{collections::HashSet, io::Read};

use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_app::{router::all_examples, training::retrain};
use souffleur_core::{id::TopicId, text::Body};
use souffleur_question::routing::{Lesson, text};
use souffleur_store::ExampleSource;

use crate::table::{Row, RowError, Table};

/// What became of a file of help pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagesImported {
    /// Pages that are new.
    pub imported: u64,
    /// Pages that are known word for word.
    pub repeated: u64,
    /// Rows that could not be taken.
    pub errors: Vec<RowError>,
}

/// Imports help pages (`topic,title,body`) and trains the router anew.
pub async fn import_pages(app: &App, source: impl Read + Send) -> Result<PagesImported, Error> {
    let settings = app.settings();
    let mut table = Table::open(source, &["topic", "body"], &["title"])?;
    let (examples, _) = all_examples(app.store()).await?;
    let mut known: HashSet<(TopicId, String)> =
        examples.into_iter().map(|example| (example.topic, example.text)).collect();
    let (mut outcome, mut lessons) = (PagesImported::default(), Vec::new());
    while let Some((line, row)) = table.next() {
        match row.and_then(|row| read(&settings, &row)) {
            Ok((topic, said)) if known.insert((topic, said.clone())) => {
                lessons.push(Lesson::new(ExampleSource::Page, topic, said, None));
            }
            Ok(_) => outcome.repeated += 1,
            Err(reason) => outcome.errors.push(RowError { line, reason }),
        }
    }
    if lessons.is_empty() {
        return Ok(outcome);
    }
    let mut tx = app.store().begin().await?;
    Lesson::store(&lessons, &mut tx, app.now()).await?;
    tx.commit().await?;
    outcome.imported = lessons.len() as u64;
    retrain(app).await?;
    Ok(outcome)
}

/// Looks at every row of a file and writes none.
pub fn check_pages(app: &App, source: impl Read) -> Result<Vec<RowError>, Error> {
    let settings = app.settings();
    let mut table = Table::open(source, &["topic", "body"], &["title"])?;
    let mut errors = Vec::new();
    while let Some((line, row)) = table.next() {
        if let Err(reason) = row.and_then(|row| read(&settings, &row).map(drop)) {
            errors.push(RowError { line, reason });
        }
    }
    Ok(errors)
}

fn read(settings: &Settings, row: &Row<'_>) -> Result<(TopicId, String), String> {
    let said = row.cell("topic").ok_or("topic is empty")?;
    let topic =
        settings.topic_called(said).ok_or_else(|| format!("topic `{said}` is not one of the desk's"))?;
    let body =
        Body::parse(row.cell("body").ok_or("body is empty")?).map_err(|error| format!("body {error}"))?;
    Ok((topic.id, text(row.cell("title"), &body)))
}
