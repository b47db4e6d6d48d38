//! The CSV files of an evaluation. Columns are found by name; others are passed over.

use std::{collections::BTreeMap, io::Read, path::Path};

use souffleur_routing::LabelledText;

use crate::Error;

/// Rows of `id,text,label`.
pub(super) fn rows(path: &Path) -> Result<Vec<LabelledText>, Error> {
    let rows = columns(path, ["id", "text", "label"])?;
    Ok(rows.into_iter().map(|[id, text, label]| LabelledText { id, text, label }).collect())
}

/// `label,expert`.
pub(super) fn experts(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    pairs(path, ["label", "expert"])
}

/// `expert,description`.
pub(super) fn descriptions(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    pairs(path, ["expert", "description"])
}

fn pairs(path: &Path, names: [&str; 2]) -> Result<BTreeMap<String, String>, Error> {
    Ok(columns(path, names)?.into_iter().map(|[left, right]| (left, right)).collect())
}

fn columns<const N: usize>(path: &Path, names: [&str; N]) -> Result<Vec<[String; N]>, Error> {
    let file = std::fs::File::open(path).map_err(Error::file(path, "read"))?;
    read(file, names).map_err(|what| Error::Content { path: path.to_owned(), what })
}

/// The named columns of every row. What is wrong is told with the line it starts on; a measurement on part of a file
/// would be a figure about something else, so the first error ends it.
fn read<const N: usize>(source: impl Read, names: [&str; N]) -> Result<Vec<[String; N]>, String> {
    let mut reader = csv::Reader::from_reader(source);
    let header = reader.headers().map_err(|error| reason(&error))?;
    let places = names.map(|name| header.iter().position(|column| column.trim() == name));
    if let Some((name, _)) = names.iter().zip(places).find(|(_, place)| place.is_none()) {
        let found = header.iter().collect::<Vec<_>>().join(", ");
        return Err(format!("line 1: there is no column {name:?} among {found:?}"));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| reason(&error))?;
        let row =
            places.map(|place| place.and_then(|place| record.get(place)).unwrap_or_default().to_owned());
        if let Some((name, _)) = names.iter().zip(&row).find(|(_, value)| value.trim().is_empty()) {
            let line = record.position().map_or(0, csv::Position::line);
            return Err(format!("line {line}: {name} is empty"));
        }
        rows.push(row);
    }
    Ok(rows)
}

fn reason(error: &csv::Error) -> String {
    let line = error.position().map_or(1, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => format!("line {line}: not UTF-8 text"),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("line {line}: {len} columns instead of {expected_len}")
        }
        _ => format!("line {line}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["id", "text", "label"];

    #[test]
    fn columns_are_found_by_name_in_any_order() {
        let csv = "\u{feff}label,lang,text,id\ncard,en,\"Where, please, is it?\",1\n";
        let row = ["1", "Where, please, is it?", "card"].map(str::to_owned);
        assert_eq!(read(csv.as_bytes(), NAMES), Ok(vec![row]));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let wrong = |csv: &[u8]| read(csv, NAMES).expect_err("something is wrong");
        assert_eq!(wrong(b"id,body\n1,x\n"), "line 1: there is no column \"text\" among \"id, body\"");
        assert_eq!(wrong(b"id,text,label\n1,\"a\nb\",c\n2,d\n"), "line 4: 2 columns instead of 3");
        assert_eq!(wrong(b"id,text,label\n1,a,b\n2, ,c\n"), "line 3: text is empty");
        assert_eq!(wrong(b"id,text,label\n1,a,b\n2,\xe9t\xe9,c\n"), "line 3: not UTF-8 text");
        assert_eq!(wrong(b""), "line 1: there is no column \"id\" among \"\"");
    }
}
