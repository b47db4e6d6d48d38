//! Answers with a file that somebody sent along.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, Response};
use souffleur_app::attachment::Fetched;

/// A file runs nothing, loads nothing, and is no page of ours.
const POLICY: &str = "default-src 'none'; sandbox";
/// A file of a thread is for who may read the thread: no cache keeps it for whoever comes after them.
const PRIVATE: &str = "no-store";
/// What is behind the address of a file on the wall never changes, but the question may be hidden.
pub const ON_THE_WALL: &str = "private, max-age=3600";

/// Answers with a file. Images may stand in our pages; a document is saved, and opened by what people trust with it.
pub fn answer(Fetched { file, bytes }: Fetched) -> axum::response::Response {
    let place = if file.media.is_image() { "inline" } else { "attachment" };
    let disposition = format!(
        "{place}; filename=\"{}\"; filename*=UTF-8''{}",
        ascii(file.name.as_str()),
        percent(file.name.as_str())
    );
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.media.content_type()));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(PRIVATE));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, disposition);
    }
    response
}

/// The name for programs that know no other letters.
fn ascii(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_graphic() && c != '"' && c != '\\' || c == ' ' { c } else { '_' })
        .collect()
}

/// The name as RFC 8187 writes it.
fn percent(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use souffleur_core::attachment::{FileName, Media};

    use super::*;

    #[test]
    fn any_name_makes_a_header() {
        let name = FileName::of("été \"rouge\" 日本.png", Media::Png);
        assert_eq!(
            (ascii(name.as_str()).as_str(), percent("é.png").as_str()),
            ("_t_ rouge __.png", "%C3%A9.png")
        );
    }
}
