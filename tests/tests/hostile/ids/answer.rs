//! What is compared of two answers: all that a caller could tell them apart by.

use std::{collections::BTreeMap, fmt};

use reqwest::RequestBuilder;

/// An answer without what differs from one to the next by itself.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

/// Headers that differ by themselves.
const OWN: [&str; 4] = ["date", "x-request-id", "set-cookie", "content-length"];

impl Answer {
    /// Sends a request about a thing of this id.
    pub(crate) async fn read(request: RequestBuilder, id: &str) -> Self {
        let answer = request.send().await.expect("an answer");
        let status = answer.status().as_u16();
        let shown = answer.headers().iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
        let shown = shown.map(|(name, value)| (name.to_string(), plain(value.to_str().unwrap(), id)));
        let headers = shown.collect();
        let bytes = answer.bytes().await.expect("a body");
        Self { status, headers, body: plain(&String::from_utf8_lossy(&bytes), id) }
    }

    /// Whether somebody could tell it from another, and by what.
    pub(crate) fn differs_from(&self, other: &Self) -> Option<String> {
        if self.status != other.status {
            return Some(other.status.to_string());
        }
        if self.headers != other.headers {
            return Some(format!("{:?} / {:?}", self.headers, other.headers));
        }
        let mut lines = self.body.lines().zip(other.body.lines()).filter(|(one, two)| one != two);
        let difference = lines.next().map(|(one, two)| format!("{one} / {two}"));
        difference.or_else(|| (self.body.len() != other.body.len()).then(|| "its length".to_owned()))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        self.headers.get("location").map_or(Ok(()), |location| write!(f, "→{location}"))
    }
}

/// A text without the id that was asked for, and without what is drawn anew for each answer: ids of requests, tokens of forms.
fn plain(text: &str, id: &str) -> String {
    let text = if id.is_empty() { text.to_owned() } else { text.replace(id, "{id}") };
    let mut plain = String::with_capacity(text.len());
    for part in
        text.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric() && !"-_.".contains(letter))
    {
        let word = part.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
        let is_drawn = word.len() >= 24 && word.contains(|letter: char| letter.is_ascii_digit());
        plain.push_str(if is_drawn { "{drawn}" } else { part });
    }
    plain
}
