//! Reading tables that people bring: rows by the names in the header, and what is wrong with a row told by its number.

use std::io::Read;

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::error::Error;

/// A row that could not be taken. The others were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Its line in the file; the header is line 1.
    pub line: u64,
    /// Why not.
    pub reason: String,
}

/// A table whose columns are found by their names.
pub(super) struct Table<R> {
    reader: Reader<R>,
    columns: Vec<(&'static str, Option<usize>)>,
    record: StringRecord,
}

/// One row of a [`Table`].
pub(super) struct Row<'a> {
    columns: &'a [(&'static str, Option<usize>)],
    record: &'a StringRecord,
}

impl<R: Read> Table<R> {
    /// Reads the header. Every required column must be there; columns that nobody asked for are left alone.
    pub(super) fn open(
        source: R,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Self, Error> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(source);
        let header = reader.headers().map_err(Error::internal)?.clone();
        let place = |name: &&'static str| {
            // Spreadsheets put a byte order mark before the first name.
            (*name, header.iter().position(|cell| cell.trim_start_matches('\u{feff}').trim() == *name))
        };
        let columns: Vec<_> = required.iter().chain(optional).map(place).collect();
        if let Some((missing, _)) = columns[..required.len()].iter().find(|(_, place)| place.is_none()) {
            return Err(Error::invalid(
                "header",
                crate::Problem::Other(format!("has no column `{missing}`")),
            ));
        }
        Ok(Self { reader, columns, record: StringRecord::new() })
    }

    /// The next row with its line; none at the end. What can't be read as a row at all is an error of that row.
    pub(super) fn next(&mut self) -> Option<(u64, Result<Row<'_>, String>)> {
        let read = self.reader.read_record(&mut self.record);
        let line = self.record.position().map_or(0, csv::Position::line);
        match read {
            Ok(false) => None,
            Ok(true) => Some((line, Ok(Row { columns: &self.columns, record: &self.record }))),
            Err(error) => {
                let line = error.position().map_or(line, csv::Position::line);
                Some((line, Err(error.to_string())))
            }
        }
    }
}

impl<'a> Row<'a> {
    /// A cell by the name of its column, trimmed; empty and missing cells are none.
    pub(super) fn cell(&self, name: &str) -> Option<&'a str> {
        let place = self.columns.iter().find(|(column, _)| *column == name)?.1?;
        self.record.get(place).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_by_the_names_of_their_columns() {
        let text = "\u{feff}body,topic,more\n\"Où, ?\",colis,x\n,  ,\n";
        let mut table = Table::open(text.as_bytes(), &["topic", "body"], &["expert"]).unwrap();
        let (line, row) = table.next().unwrap();
        let row = row.ok().unwrap();
        assert_eq!(
            (line, row.cell("body"), row.cell("topic"), row.cell("expert")),
            (2, Some("Où, ?"), Some("colis"), None)
        );
        assert_eq!(table.next().unwrap().1.ok().unwrap().cell("topic"), None);
        assert!(table.next().is_none());
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = Table::open("a,b\n".as_bytes(), &["body"], &[]).err().unwrap();
        assert_eq!(error.to_string(), "header: has no column `body`");
    }
}
