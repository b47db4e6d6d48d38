//! HTML mail to text that is safe to keep and to show: its words, and the addresses behind its links. Nothing of the
//! markup survives, so nothing of it can do harm later.

mod outline;

use std::rc::Rc;

use html2text::{Element, RcDom, render::TextDecorator};
use html5ever::local_name;
use souffleur_core::text::{Body, TextError};

use outline::Bounds;

/// More markup than this around a question is not mail that a person wrote.
const MAX_BYTES: usize = Body::MAX * 16;
/// Mail that people and newsletters write stays far below; a hostile letter would make us work for nothing.
const BOUNDS: Bounds = Bounds { nodes: 20_000, depth: 200 };
/// Wide enough never to break a line of a letter; the reader's window does that.
const WIDTH: usize = 4_000;
/// Private characters that carry a link's address through the rendering, where its words are not known.
const LINK: (char, char) = ('\u{e000}', '\u{e001}');

/// The words of an HTML text. Fails for one that is too large; what is not HTML at all is returned as it is.
pub fn to_text(html: &str) -> Result<String, TextError> {
    if html.len() > MAX_BYTES {
        return Err(TextError::TooLong { max: Body::MAX, got: html.chars().count() });
    }
    let html: String = html.chars().filter(|&c| c != LINK.0 && c != LINK.1 && c != '\0').collect();
    if !outline::is_within(&html, BOUNDS) {
        return Err(TextError::Form("must not be HTML this deep or with this many elements"));
    }
    let text = render(&html).map_err(|_| TextError::Form("must be HTML that can be read"))?;
    Ok(tidy(&links(&text)))
}

fn render(html: &str) -> Result<String, html2text::Error> {
    let config = html2text::config::with_decorator(Plain::default()).raw_mode(true).allow_width_overflow();
    let dom = config.parse_html(html.as_bytes())?;
    forget_spans(&dom);
    let tree = config.dom_to_render_tree(&dom)?;
    config.render_to_string(tree, WIDTH)
}

/// Makes each cell of a table one row high and one column wide. The text is the same, and html2text panics at some spans
/// that overlap.
fn forget_spans(dom: &RcDom) {
    let mut nodes = vec![Rc::clone(&dom.document)];
    while let Some(node) = nodes.pop() {
        if let Element { attrs, .. } = &node.data {
            let is_span = |name| name == local_name!("colspan") || name == local_name!("rowspan");
            attrs.borrow_mut().retain(|attribute| !is_span(attribute.name.local.clone()));
        }
        nodes.extend(node.children.borrow().iter().map(Rc::clone));
    }
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
    fn cells_that_overlap_are_read() {
        let html =
            "<table><tr><td colspan=3 rowspan=9>a<td>b<tr><td colspan=0>c<td rowspan=2 colspan=2>d</table>";
        let text = text(html);
        assert!(["a", "b", "c", "d"].iter().all(|cell| text.contains(cell)), "{text}");
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
