//! Tables that people bring as CSV: rows by the names in the header, and what is wrong with a row told by its line.
//!
//! Spreadsheets write commas, semicolons or tabs, UTF-8 or UTF-16; all of them are read. A quotation mark that is never closed
//! would turn the rest of a file into one cell, so a row ends with its line where its quotes do not come out even.

mod records;

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use souffleur_app::error::{Error, Problem};

use self::records::{Record, Records};

/// A row that could not be taken. The others were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Its line in the file; the header is line 1.
    pub line: u64,
    /// Why not.
    pub reason: String,
}

/// A table whose columns are found by their names.
pub(crate) struct Table {
    text: String,
    reader: Reader,
    columns: Vec<(&'static str, Option<usize>)>,
    width: usize,
    records: Records,
}

/// One row of a [`Table`].
pub(crate) struct Row<'a> {
    columns: &'a [(&'static str, Option<usize>)],
    cells: Vec<String>,
}

impl Table {
    /// Reads the header. Every required column must be there; columns that nobody asked for are left alone.
    pub(crate) fn open(
        mut source: impl Read,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes).map_err(Error::internal)?;
        let text = decode(bytes).map_err(|why| header(why.to_owned()))?;
        let head = Records::new(b',').next(&text);
        let head = head.map_or("", |head| head.text);
        let separator = separator(head);
        let mut reader = ReaderBuilder::new().delimiter(separator).build();
        let cells = cells(&mut reader, head).map_err(header)?;
        let place = |name: &&'static str| (*name, cells.iter().position(|cell| cell.trim() == *name));
        let columns: Vec<_> = required.iter().chain(optional).map(place).collect();
        if let Some((missing, _)) = columns[..required.len()].iter().find(|(_, place)| place.is_none()) {
            return Err(header(format!("has no column `{missing}`")));
        }
        let mut records = Records::new(separator);
        records.next(&text);
        Ok(Self { reader, columns, width: cells.len(), records, text })
    }

    /// The next row with its line; none at the end. What can't be read as a row at all is an error of that row.
    pub(crate) fn next(&mut self) -> Option<(u64, Result<Row<'_>, String>)> {
        loop {
            let Record { text, line, broken } = self.records.next(&self.text)?;
            if text.trim().is_empty() {
                continue;
            }
            if let Some(broken) = broken {
                return Some((line, Err(broken.to_owned())));
            }
            let cells = match cells(&mut self.reader, text) {
                Ok(cells) => cells,
                Err(why) => return Some((line, Err(why))),
            };
            if cells.iter().skip(self.width).any(|cell| !cell.trim().is_empty()) {
                let (found, wanted) = (cells.len(), self.width);
                return Some((line, Err(format!("has {found} cells where the header has {wanted}"))));
            }
            return Some((line, Ok(Row { columns: &self.columns, cells })));
        }
    }
}

impl Row<'_> {
    /// A cell by the name of its column, trimmed; empty and missing cells are none.
    pub(crate) fn cell(&self, name: &str) -> Option<&str> {
        let place = self.columns.iter().find(|(column, _)| *column == name)?.1?;
        self.cells.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

fn header(what: String) -> Error {
    Error::invalid("header", Problem::Other(what))
}

/// The text of a file in UTF-8, or in UTF-16 with a byte order mark, as spreadsheets write it.
fn decode(bytes: Vec<u8>) -> Result<String, &'static str> {
    const NOT_TEXT: &str = "is not UTF-8 text: save the file as “CSV UTF-8”";
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => {
            let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
            if wrong { Err(NOT_TEXT) } else { Ok(text.into_owned()) }
        }
        None => String::from_utf8(bytes).map_err(|_| NOT_TEXT),
    }
}

/// What stands between the names of the header.
fn separator(header: &str) -> u8 {
    let times = |wanted: u8| header.bytes().filter(|byte| *byte == wanted).count();
    // The first of those that are equally frequent.
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| times(*byte)).unwrap_or(b',')
}

/// The most cells of a row: the columns of a spreadsheet. A row of nothing but separators needs no more memory than its text.
const MAX_CELLS: usize = 16_384;

/// The cells of one row without their quotes. To make a reader for each row would take longer than to read it.
fn cells(reader: &mut Reader, row: &str) -> Result<Vec<String>, String> {
    reader.reset();
    let (mut out, mut ends) = (vec![0; row.len()], vec![0; MAX_CELLS.min(row.len() + 1)]);
    let (mut result, read, written, mut ended) = reader.read_record(row.as_bytes(), &mut out, &mut ends);
    // A second call, with nothing, says that the row has ended.
    if read == row.len() && result != ReadRecordResult::OutputEndsFull {
        let more;
        (result, _, _, more) = reader.read_record(&[], &mut out[written..], &mut ends[ended..]);
        ended += more;
    }
    if result == ReadRecordResult::OutputEndsFull {
        return Err(format!("has more than {MAX_CELLS} cells"));
    }
    debug_assert!(matches!(result, ReadRecordResult::Record | ReadRecordResult::End));
    let mut from = 0;
    let cell = |end: &usize| {
        let cell = String::from_utf8_lossy(&out[from..*end]).into_owned();
        from = *end;
        cell
    };
    Ok(ends[..ended].iter().map(cell).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Result<Vec<String>, String>)> {
        let mut table = Table::open(bytes, &["topic", "body"], &[]).unwrap();
        let mut rows = Vec::new();
        while let Some((line, row)) = table.next() {
            let cells = |row: Row<'_>| {
                ["topic", "body"].map(|name| row.cell(name).unwrap_or_default().to_owned()).to_vec()
            };
            rows.push((line, row.map(cells)));
        }
        rows
    }

    fn fine(line: u64, topic: &str, body: &str) -> (u64, Result<Vec<String>, String>) {
        (line, Ok(vec![topic.to_owned(), body.to_owned()]))
    }

    #[test]
    fn columns_are_found_by_name_whatever_separates_them() {
        let text = "body,topic,more\n\"Où, ?\",colis,x\n  ,colis,\n";
        let expected = [fine(2, "colis", "Où, ?"), fine(3, "colis", "")];
        assert_eq!(rows(text.as_bytes()), expected);
        for separator in [";", "\t"] {
            let text = text.replace(',', separator).replace("Où;", "Où,").replace("Où\t", "Où,");
            assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        }
    }

    #[test]
    fn utf_16_is_read_and_other_bytes_are_refused_with_what_to_do() {
        let text = "topic;body\r\ncolis;Où est-il ?\r\n";
        let little: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert_eq!(rows(&little), [fine(2, "colis", "Où est-il ?")]);
        assert_eq!(rows(&big), [fine(2, "colis", "Où est-il ?")]);
        let latin = Table::open(&b"topic;body\ncolis;O\xf9 ?\n"[..], &["body"], &[]).err().unwrap();
        assert!(latin.to_string().contains("CSV UTF-8"), "{latin}");
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_row_and_no_other() {
        let text = "topic,body\ncolis,\"never closed\ncolis,one\ncolis,\"two, quoted\"\ncolis,three\n";
        let rows = rows(text.as_bytes());
        assert_eq!(rows[0].0, 2, "its own line");
        assert!(rows[0].1.as_ref().unwrap_err().contains("never closed"), "{rows:?}");
        assert_eq!(
            rows[1..],
            [fine(3, "colis", "one"), fine(4, "colis", "two, quoted"), fine(5, "colis", "three")]
        );
    }

    #[test]
    fn a_file_of_nothing_but_open_quotes_is_read_in_one_go() {
        let text = format!("topic,body\n{}", "x\",\"\n".repeat(200_000));
        let rows = rows(text.as_bytes());
        assert_eq!(rows.len(), 200_000);
        assert!(rows.iter().all(|(_, row)| row.is_err()));
    }

    #[test]
    fn a_quoted_cell_may_have_lines_and_doubled_quotes() {
        let text = "topic,body\ncolis,\"one\n\"\"two\"\"\"\ncolis,5\" de large\n";
        assert_eq!(
            rows(text.as_bytes()),
            [fine(2, "colis", "one\n\"two\""), fine(4, "colis", "5\" de large")]
        );
    }

    #[test]
    fn cells_beyond_the_header_are_told() {
        let rows = rows(b"topic,body\ncolis,where, please\ncolis,here,,\n");
        assert_eq!(rows[0].1, Err("has 3 cells where the header has 2".to_owned()));
        assert_eq!(rows[1], fine(3, "colis", "here"));
    }

    #[test]
    fn a_row_has_as_many_cells_as_a_spreadsheet_at_most() {
        let row = |cells: usize| format!("topic,body\ncolis,here{}\ncolis,there\n", ",".repeat(cells - 2));
        assert_eq!(
            rows(row(MAX_CELLS - 1).as_bytes()),
            [fine(2, "colis", "here"), fine(3, "colis", "there")]
        );
        let refused = rows(row(MAX_CELLS + 10).as_bytes());
        assert_eq!(refused[0], (2, Err("has more than 16384 cells".to_owned())));
        assert_eq!(refused[1], fine(3, "colis", "there"));
        let text = format!("topic,body\ncolis,\"{}\"\n", ",".repeat(MAX_CELLS * 2));
        assert_eq!(rows(text.as_bytes())[0], fine(2, "colis", &",".repeat(MAX_CELLS * 2)));
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = Table::open("a,b\n".as_bytes(), &["body"], &[]).err().unwrap();
        assert_eq!(error.to_string(), "header: has no column `body`");
    }
}
