//! What the voice says is written in Markdown: shown as HTML that can do nothing but be read, and told as plain text where
//! a letter has only that. Only a [subset](super::subset) of Markdown means anything; the rest arrives as it was typed, HTML
//! too. A picture from elsewhere is a link, and links go to the web or to an address.

use std::fmt::Write as _;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream, html};
use tera::{Filter, Kwargs, State, TeraResult};

use super::{
    subset::{KEPT_SPACE, is_safe, to_commonmark},
    text::{Place, next_url},
};

/// `{{ body | markdown }}`: Markdown as safe HTML.
pub(super) struct Markdown;

impl Filter<&str, TeraResult<String>> for Markdown {
    fn call(&self, text: &str, _: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let mut safe = Safe { state, links: Vec::new(), out: Vec::new() };
        let written = to_commonmark(text);
        for event in events(&written) {
            safe.take(event)?;
        }
        let mut page = String::with_capacity(text.len() + text.len() / 4);
        html::push_html(&mut page, safe.out.into_iter());
        Ok(page.trim_end().replace(KEPT_SPACE, "\u{a0}"))
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, Options::empty()))
}

/// Makes of each event one that can't do harm.
struct Safe<'a, 'state> {
    state: &'a State<'state>,
    /// The links that are open, and whether each is shown as one.
    links: Vec<bool>,
    out: Vec<Event<'a>>,
}

impl<'a> Safe<'a, '_> {
    fn take(&mut self, event: Event<'a>) -> TeraResult<()> {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => self.open(&dest_url)?,
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.links.pop() == Some(true) {
                    self.html("</a>");
                }
            }
            // The page has its own headings; one in a reply is a line that stands out.
            Event::Start(Tag::Heading { .. }) => self.html("<p><strong>"),
            Event::End(TagEnd::Heading(_)) => self.html("</strong></p>\n"),
            Event::Start(Tag::HtmlBlock) => self.out.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.out.push(Event::End(TagEnd::Paragraph)),
            Event::Html(typed) | Event::InlineHtml(typed) => self.out.push(Event::Text(typed)),
            // A line that somebody began is a line.
            Event::SoftBreak => self.out.push(Event::HardBreak),
            Event::Text(text) if self.links.is_empty() => self.text(&text)?,
            other => self.out.push(other),
        }
        Ok(())
    }

    fn open(&mut self, url: &str) -> TeraResult<()> {
        // A link within a link would end the outer one.
        let shown = is_safe(url) && !self.links.contains(&true);
        if shown {
            self.begin(url)?;
        }
        self.links.push(shown);
        Ok(())
    }

    /// Text whose bare web addresses are links.
    fn text(&mut self, text: &str) -> TeraResult<()> {
        let mut rest = text;
        while let Some(Place { before, url, after }) = next_url(rest) {
            self.words(before);
            self.begin(url)?;
            self.words(url);
            self.html("</a>");
            rest = after;
        }
        self.words(rest);
        Ok(())
    }

    fn begin(&mut self, url: &str) -> TeraResult<()> {
        let url = self.state.escape(url)?;
        self.out.push(inline(format!("<a href=\"{url}\" rel=\"nofollow noopener\">")));
        Ok(())
    }

    fn words(&mut self, text: &str) {
        self.out.push(Event::Text(CowStr::from(text.to_owned())));
    }

    fn html(&mut self, tag: &'static str) {
        self.out.push(Event::InlineHtml(CowStr::Borrowed(tag)));
    }
}

fn inline(html: String) -> Event<'static> {
    Event::InlineHtml(CowStr::from(html))
}

/// `{{ body | plain }}`: Markdown as the plain text of a letter. Marks that a reader knows from paper stay.
pub(super) fn plain(text: &str, _: Kwargs, _: &State<'_>) -> String {
    let mut plain = Plain::default();
    let written = to_commonmark(text);
    for event in events(&written) {
        plain.take(event);
    }
    plain.out.trim().replace(KEPT_SPACE, " ")
}

#[derive(Default)]
struct Plain {
    out: String,
    /// The number of the next item of each list that is open; none where items have no number.
    lists: Vec<Option<u64>>,
    /// Where each link goes, and where its words begin.
    links: Vec<(String, usize)>,
    /// Where the words of each quote begin.
    quotes: Vec<usize>,
}

impl Plain {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::List(first)) => {
                self.line();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                self.paragraph();
            }
            Event::Start(Tag::Item) => self.item(),
            Event::End(TagEnd::Item) => self.line(),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.links.push((dest_url.to_string(), self.out.len()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.address(),
            Event::Start(Tag::BlockQuote(_)) => self.quotes.push(self.out.len()),
            Event::End(TagEnd::BlockQuote(_)) => self.quote(),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock) => {
                if self.lists.is_empty() {
                    self.paragraph();
                } else {
                    self.line();
                }
            }
            Event::SoftBreak | Event::HardBreak => self.out.push('\n'),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.out.push_str(&text);
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        self.line();
        self.out.push_str(&"  ".repeat(self.lists.len().saturating_sub(1)));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let _ = write!(self.out, "{number}. ");
                *number += 1;
            }
            _ => self.out.push_str("- "),
        }
    }

    /// Says where a link goes, unless its words do.
    fn address(&mut self) {
        let Some((url, from)) = self.links.pop() else { return };
        let said = self.out[from..].trim();
        if said != url && Some(said) != url.strip_prefix("mailto:") {
            let _ = write!(self.out, " ({url})");
        }
    }

    /// Puts the sign of a quote before each of its lines.
    fn quote(&mut self) {
        let Some(from) = self.quotes.pop() else { return };
        let words = self.out.split_off(from);
        for line in words.trim_end().lines() {
            let space = if line.is_empty() || line.starts_with('>') { "" } else { " " };
            let _ = writeln!(self.out, ">{space}{line}");
        }
        self.paragraph();
    }

    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::render;

    fn html(text: &str) -> String {
        render("{{ text | markdown }}", text)
    }

    #[test]
    fn markdown_becomes_html() {
        assert_eq!(
            html("Bonjour **Marie**,\nle retour est *gratuit*."),
            "<p>Bonjour <strong>Marie</strong>,<br />\nle retour est <em>gratuit</em>.</p>"
        );
        assert_eq!(html("- un\n- deux"), "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>");
        assert_eq!(html("# Retours\n\nIci."), "<p><strong>Retours</strong></p>\n<p>Ici.</p>");
        assert_eq!(html(""), "");
    }

    #[test]
    fn links_are_harmless() {
        let link = "<a href=\"https://a.fr/x_y?b=1&amp;c=2\" rel=\"nofollow noopener\">";
        assert_eq!(html("[ici](https://a.fr/x_y?b=1&c=2)"), format!("<p>{link}ici</a></p>"));
        assert_eq!(
            html("voir https://a.fr/x_y?b=1&c=2."),
            format!("<p>voir {link}https://a.fr/x_y?b=1&amp;c=2</a>.</p>")
        );
        assert_eq!(
            html("![suivi](https://a.fr/x_y?b=1&c=2)"),
            format!("<p>{link}suivi</a></p>"),
            "nothing is fetched from elsewhere"
        );
        for evil in
            ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " JavaScript:alert(1)", "//evil.fr"]
        {
            assert!(!html(&format!("[ici](<{evil}>)")).contains("href"), "{evil}");
        }
    }

    #[test]
    fn html_is_shown_as_it_was_typed() {
        for typed in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<!-- a -->",
            "<b>\n\nfin",
            "`<b>`",
        ] {
            let shown = html(typed);
            assert!(!["<script", "<img", "<!--", "<b>"].iter().any(|tag| shown.contains(tag)), "{shown}");
            assert!(shown.contains("&lt;"), "{shown}");
        }
        assert!(!html("[a](https://a.fr \"\\\" onmouseover=x\")").contains("onmouseover"));
        assert!(html("[a](<https://a.fr/\"onclick=x>)").contains("&quot;onclick"));
    }

    #[test]
    fn letters_have_plain_text() {
        let plain = |text| render("{{ text | plain | safe }}", text);
        assert_eq!(
            plain("Bonjour **Marie**,\n\n1. un\n2. deux\n\nVoir [ici](https://a.fr) <b>"),
            "Bonjour Marie,\n\n1. un\n2. deux\n\nVoir ici (https://a.fr) <b>"
        );
        assert_eq!(plain("https://a.fr/x_y & <https://b.fr>"), "https://a.fr/x_y & https://b.fr");
    }
}
