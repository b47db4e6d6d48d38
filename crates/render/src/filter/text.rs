//! Words of people: paragraphs, initials, excerpts. What a customer wrote reaches a page only through here or
//! through Tera's own escaping.

use tera::{Error, Filter, Kwargs, State, TeraResult, Value};

use super::argument::present;

/// `{{ body | paragraphs }}`: plain text as escaped HTML paragraphs whose web addresses are links; with `links=false` they
/// stay text.
pub(super) struct Paragraphs;

impl Filter<&str, TeraResult<String>> for Paragraphs {
    fn call(&self, text: &str, kwargs: Kwargs, state: &State<'_>) -> TeraResult<String> {
        let links = kwargs.get::<bool>("links")?.unwrap_or(true);
        let mut html = String::with_capacity(text.len() + text.len() / 8 + 16);
        for paragraph in text.replace("\r\n", "\n").split("\n\n") {
            let paragraph = paragraph.trim();
            if paragraph.is_empty() {
                continue;
            }
            html.push_str("<p>");
            for (index, line) in paragraph.split('\n').enumerate() {
                if index > 0 {
                    html.push_str("<br>");
                }
                if links {
                    push_linked(&mut html, line.trim_end(), state)?;
                } else {
                    html.push_str(&state.escape(line.trim_end())?);
                }
            }
            html.push_str("</p>");
        }
        Ok(html)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

/// Appends a line, escaped, with its web addresses as links that lend nobody our good name.
fn push_linked(html: &mut String, line: &str, state: &State<'_>) -> TeraResult<()> {
    let mut rest = line;
    while let Some(Place { before, url, after }) = next_url(rest) {
        html.push_str(&state.escape(before)?);
        let url = state.escape(url)?;
        for part in ["<a href=\"", &url, "\" rel=\"nofollow noopener\">", &url, "</a>"] {
            html.push_str(part);
        }
        rest = after;
    }
    html.push_str(&state.escape(rest)?);
    Ok(())
}

/// A web address in a text.
pub(super) struct Place<'a> {
    pub(super) before: &'a str,
    pub(super) url: &'a str,
    pub(super) after: &'a str,
}

/// Splits `text` around its first `http://` or `https://` address.
pub(super) fn next_url(text: &str) -> Option<Place<'_>> {
    let begins = text.bytes().enumerate().filter(|(_, byte)| byte.eq_ignore_ascii_case(&b'h'));
    let is_word_start = |at: &usize| !text[..*at].ends_with(char::is_alphanumeric);
    begins.map(|(at, _)| at).filter(is_word_start).find_map(|at| {
        let url = url_at(text, at)?;
        Some(Place { before: &text[..at], url, after: &text[at + url.len()..] })
    })
}

/// The web address that begins at a place of a text, whatever the case of its scheme.
pub(super) fn url_at(text: &str, at: usize) -> Option<&str> {
    let rest = text.get(at..)?;
    let is_scheme =
        |scheme: &&str| rest.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    let scheme = ["https://", "http://"].into_iter().find(is_scheme)?;
    let url = trim_punctuation(&rest[..rest.find(ends_url).unwrap_or(rest.len())]);
    (url.len() > scheme.len()).then_some(url)
}

/// White space, quotation marks, and characters that nobody sees: a pasted address is often followed by one.
fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An address at the end of a sentence does not own its full stop, nor a bracket it did not open, nor the end of bold.
fn trim_punctuation(mut url: &str) -> &str {
    let foreign = |opening: char, closing: char| {
        url.matches(closing).count().saturating_sub(url.matches(opening).count())
    };
    let mut brackets = [(')', foreign('(', ')')), (']', foreign('[', ']')), ('}', foreign('{', '}'))];
    loop {
        let mut trimmed = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…', '*']);
        for (bracket, count) in brackets.iter_mut().filter(|(_, count)| *count > 0) {
            if let Some(inner) = trimmed.strip_suffix(*bracket) {
                trimmed = inner;
                *count -= 1;
            }
        }
        if trimmed.len() == url.len() {
            return url;
        }
        url = trimmed;
    }
}

/// `{{ "Léa Martin" | initials }}` → `LM`.
pub(super) fn initials(name: &str, _: Kwargs, _: &State<'_>) -> String {
    let mut letters =
        name.split([' ', '-', '.']).filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = letters.next().unwrap_or('?');
    first.to_uppercase().chain(letters.next_back().into_iter().flat_map(char::to_uppercase)).collect()
}

/// `{{ name | tint }}` → 0 to 7: always the same colour for the same person.
pub(super) fn tint(name: &str, _: Kwargs, _: &State<'_>) -> u64 {
    // FNV-1a: stable between releases, unlike the hashers of the standard library.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32) % 8
}

/// `{{ body | excerpt(length=120) }}`: the beginning on one line, cut at a word.
pub(super) fn excerpt(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let length = kwargs.get::<usize>("length")?.unwrap_or(120);
    let Some(value) = present(value)? else { return Ok(String::new()) };
    let text = value.as_str().ok_or_else(|| Error::message("only text has an excerpt"))?;
    let mut excerpt = String::with_capacity(length + 4);
    let mut count = 0;
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        if count + word_length > length {
            if count == 0 {
                excerpt.extend(word.chars().take(length));
            }
            excerpt.push('…');
            break;
        }
        if count > 0 {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
        count += word_length + 1;
    }
    Ok(excerpt)
}

/// `{{ query | urlencode }}`: a value of a query string or a segment of a path.
pub(super) fn urlencode(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    use std::fmt::Write as _;

    let Some(value) = present(value)? else { return Ok(String::new()) };
    let mut encoded = String::new();
    for byte in value.to_string().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    Ok(encoded)
}

#[cfg(test)]
mod tests {
    use super::super::testing::render;

    #[test]
    fn text_becomes_paragraphs() {
        let html = |text| render("{{ text | paragraphs }}", text);
        assert_eq!(
            html("Bonjour,\r\n\r\nun\ndeux \n\n\n\nfin"),
            "<p>Bonjour,</p><p>un<br>deux</p><p>fin</p>"
        );
        assert_eq!(html("  \n "), "");
        assert_eq!(html("<b onclick=\"x\">"), "<p>&lt;b onclick=&quot;x&quot;&gt;</p>");
    }

    #[test]
    fn addresses_become_links() {
        let html = |text| render("{{ text | paragraphs }}", text);
        let link = |url: &str| format!("<a href=\"{url}\" rel=\"nofollow noopener\">{url}</a>");
        assert_eq!(html("voir https://a.fr/x?b=1."), format!("<p>voir {}.</p>", link("https://a.fr/x?b=1")));
        assert_eq!(html("(http://a.fr)"), format!("<p>({})</p>", link("http://a.fr")));
        assert_eq!(html("https://a.fr/é_(b)"), format!("<p>{}</p>", link("https://a.fr/é_(b)")));
        assert_eq!(
            html("https://a.fr/\"><script>"),
            format!("<p>{}&quot;&gt;&lt;script&gt;</p>", link("https://a.fr/"))
        );
        assert_eq!(html("[https://a.fr]"), format!("<p>[{}]</p>", link("https://a.fr")));
        assert_eq!(
            html("({https://a.fr/x(1)[2]}),"),
            format!("<p>({{{}}}),</p>", link("https://a.fr/x(1)[2]"))
        );
        assert_eq!(html("((https://a.fr/b)))"), format!("<p>(({})))</p>", link("https://a.fr/b")));
        assert_eq!(
            html("Https://a.fr HTTP://B.fr"),
            format!("<p>{} {}</p>", link("Https://a.fr"), link("HTTP://B.fr"))
        );
        assert_eq!(html("https://a.fr\u{200b} b"), format!("<p>{}\u{200b} b</p>", link("https://a.fr")));
        assert_eq!(html("https://a.fr))))))))").matches("</a>").count(), 1);
        for plain in ["http://", "xhttp://a", "javascript:alert(1)", "https:// a", "http"] {
            assert_eq!(html(plain), format!("<p>{plain}</p>"));
        }
    }

    #[test]
    fn names_become_initials_and_tints() {
        assert_eq!(render("{{ text | initials }}", "Léa Martin"), "LM");
        assert_eq!(render("{{ text | initials }}", "émile de la Tour"), "ÉT");
        assert_eq!(render("{{ text | initials }}", "Plume"), "P");
        assert_eq!(render("{{ text | initials }}", " "), "?");
        assert_eq!(render("{{ text | tint }}", "Léa"), render("{{ text | tint }}", "Léa"));
    }

    #[test]
    fn excerpts_end_at_a_word() {
        assert_eq!(render("{{ text | excerpt(length=12) }}", "Bonjour,\n où est mon colis"), "Bonjour, où…");
        assert_eq!(render("{{ text | excerpt(length=3) }}", "anticonstitutionnel"), "ant…");
        assert_eq!(render("{{ text | excerpt }}", "court"), "court");
    }

    #[test]
    fn queries_are_encoded() {
        assert_eq!(render("{{ text | urlencode }}", "où & l'a/b"), "o%C3%B9%20%26%20l%27a%2Fb");
    }
}
