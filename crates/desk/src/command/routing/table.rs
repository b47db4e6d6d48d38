//! The CSV files of an evaluation. Columns are found by name; others are passed over.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, de::DeserializeOwned};
use souffleur_core::routing::LabelledText;

use crate::Error;

/// Rows of `id,text,label`.
pub(super) fn rows(path: &Path) -> Result<Vec<LabelledText>, Error> {
    read(path)
}

/// `label,expert`.
pub(super) fn experts(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    #[derive(Deserialize)]
    struct Row {
        label: String,
        expert: String,
    }
    Ok(read::<Row>(path)?.into_iter().map(|row| (row.label, row.expert)).collect())
}

/// `expert,description`.
pub(super) fn descriptions(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    #[derive(Deserialize)]
    struct Row {
        expert: String,
        description: String,
    }
    Ok(read::<Row>(path)?.into_iter().map(|row| (row.expert, row.description)).collect())
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let file = std::fs::File::open(path).map_err(Error::file(path, "read"))?;
    let content = |error: csv::Error| Error::Content { path: path.to_owned(), what: error.to_string() };
    csv::Reader::from_reader(file).deserialize().collect::<Result<_, _>>().map_err(content)
}
