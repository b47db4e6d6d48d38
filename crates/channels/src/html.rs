//! HTML mail to text that is safe to keep and to show: its words, and the addresses behind its links. Nothing of the
//! markup survives, so nothing of it can do harm later.

use html2text::render::TextDecorator;
use souffleur_core::text::{Body, TextError};

/// More markup than this around a question is not mail that a person wrote.
const MAX_BYTES: usize = Body::MAX * 16;
/// A reader's mail program gives up long before; without a bound, a hostile one could make us work for nothing.
const MAX_DEPTH: usize = 200;
/// Wide enough never to break a line of a letter; the reader's window does that.
const WIDTH: usize = 4_000;
/// Private characters that carry a link's address through the rendering, where its words are not known.
const LINK: (char, char) = ('\u{e000}', '\u{e001}');

/// The words of an HTML text. Fails for one that is too large; what is not HTML at all is returned as it is.
pub fn to_text(html: &str) -> Result<String, TextError> {
    if html.len() > MAX_BYTES {
        return Err(TextError::TooLong { max: Body::MAX, got: html.chars().count() });
    }
    if depth(html) > MAX_DEPTH {
        return Err(TextError::Form("must not be HTML nested this deeply"));
    }
    let html: String = html.chars().filter(|&c| c != LINK.0 && c != LINK.1 && c != '\0').collect();
    let config = html2text::config::with_decorator(Plain::default()).raw_mode(true).allow_width_overflow();
    let text = config
        .string_from_read(html.as_bytes(), WIDTH)
        .map_err(|_| TextError::Form("must be HTML that can be read"))?;
    Ok(tidy(&links(&text)))
}

/// The most elements that are open at once, counted without building anything. Elements that HTML lets stay open
/// (`<p>`, `<li>`, `<br>`…) are not counted.
fn depth(html: &str) -> usize {
    const UNCOUNTED: [&str; 16] = [
        "p", "li", "br", "img", "hr", "td", "tr", "th", "dd", "dt", "meta", "link", "input", "option", "col",
        "area",
    ];
    let (mut open, mut most) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let closing = tag.starts_with('/');
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.is_empty() || UNCOUNTED.contains(&name.as_str()) {
            continue;
        }
        open = if closing { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// Puts the address behind a link's words, unless the words are the address.
fn links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once(LINK.0) {
        out.push_str(before);
        let (address, after) = marked.split_once(LINK.1).unwrap_or((marked, ""));
        let bare =
            |text: &str| text.trim_end_matches('/').rsplit("://").next().unwrap_or_default().to_lowercase();
        let said = before.split_whitespace().last().unwrap_or_default();
        if bare(said) != bare(address.trim_start_matches("mailto:")) {
            out.push_str(" (");
            out.push_str(address);
            out.push(')');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// No white space at line ends, at most one empty line between paragraphs.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty <= 1 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

/// Writes text the way a person would in a plain letter.
#[derive(Debug, Clone, Default)]
struct Plain {
    /// The address of the link that is open.
    link: Option<String>,
}

impl TextDecorator for Plain {
    type Annotation = ();

    fn decorate_link_start(&mut self, url: &str) -> (String, ()) {
        let worth = ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        self.link = (worth && !url.contains(char::is_whitespace)).then(|| url.to_owned());
        (String::new(), ())
    }
    fn decorate_link_end(&mut self) -> String {
        self.link.take().map_or_else(String::new, |url| format!("{}{url}{}", LINK.0, LINK.1))
    }
    fn decorate_em_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_em_end(&self) -> String {
        String::new()
    }
    fn decorate_strong_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strong_end(&self) -> String {
        String::new()
    }
    fn decorate_strikeout_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }
    fn decorate_code_start(&self) -> (String, ()) {
        (String::new(), ())
    }
    fn decorate_code_end(&self) -> String {
        String::new()
    }
    fn decorate_preformat_first(&self) {}
    fn decorate_preformat_cont(&self) {}
    fn decorate_image(&mut self, _: &str, title: &str) -> (String, ()) {
        (title.to_owned(), ())
    }
    fn header_prefix(&self, _: usize) -> String {
        String::new()
    }
    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }
    fn unordered_item_prefix(&self) -> String {
        "- ".to_owned()
    }
    fn ordered_item_prefix(&self, number: i64) -> String {
        format!("{number}. ")
    }
    fn make_subblock_decorator(&self) -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        to_text(html).unwrap()
    }

    #[test]
    fn a_letter_keeps_its_words_and_its_shape() {
        let html = "<html><head><title>x</title><style>p{color:red}</style></head><body>\
            <p>Bonjour,</p><p>mon <b>colis</b> n’est <i>pas</i> là&nbsp;!<br>Merci</p>\
            <ul><li>un</li><li>deux</li></ul></body></html>";
        assert_eq!(
            text(html).replace('\u{a0}', " "),
            "Bonjour,\n\nmon colis n’est pas là !\nMerci\n- un\n- deux"
        );
    }

    #[test]
    fn nothing_of_the_markup_survives() {
        let html = "<script>alert('<b>')</script>a<!-- <p>hidden</p> --><iframe src=//x></iframe>\
            <a href=\"javascript:alert(1)\">b</a><svg onload=x><text>c</text></svg>";
        let text = text(html);
        assert!(!text.contains(['<', '>']) && !text.contains("alert") && !text.contains("hidden"), "{text}");
        assert!(text.contains('a') && text.contains('b'));
    }

    #[test]
    fn a_link_says_where_it_leads_once() {
        assert_eq!(text("<a href='https://x.test/1'>suivi</a>."), "suivi (https://x.test/1).");
        assert_eq!(text("<a href='https://x.test/1'>https://x.test/1</a>"), "https://x.test/1");
        assert_eq!(text("<a href='https://x.test/'>x.test</a>"), "x.test");
        assert_eq!(text("<a href='mailto:a@x.test'>a@x.test</a>"), "a@x.test");
    }

    #[test]
    fn what_is_not_html_is_text() {
        assert_eq!(text("3 < 4 et 5 > 4"), "3 < 4 et 5 > 4");
    }

    #[test]
    fn a_hostile_letter_is_refused_or_read_but_never_hangs() {
        assert!(to_text(&"<div>".repeat(50_000)).is_err());
        assert!(to_text(&"x".repeat(MAX_BYTES + 1)).is_err());
        for html in ["<p>", "<li>", "<b></b>", "<table><tr><td>", "<td>", "&amp;", "<br>", "<"] {
            let repeated = html.repeat(MAX_BYTES / html.len() / 4);
            let _ = to_text(&repeated);
        }
    }
}
