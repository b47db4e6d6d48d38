//! The Markdown subset of replies, ready answers and the FAQ, rewritten as `CommonMark` that a full parser can't misread:
//! `**bold**`, `*italic*`, `- ` and `1. ` lists, `> ` quotes, `# ` lines that stand out, `[words](https://…)` and
//! `<https://…>`. Everything else is plain text and gets a backslash before each sign, so that it arrives as it was typed.

use std::fmt::Write as _;

use super::text::url_at;

/// Stands for a space at the beginning of a line, which `CommonMark` would drop or read as code. A noncharacter: no text has it.
pub(super) const KEPT_SPACE: char = '\u{fdd0}';
/// Quotes within quotes and lists within lists; what goes deeper is text.
const MAX_DEPTH: usize = 8;
/// Bytes of a link's words: looking for the end of each bracket stays cheap.
const MAX_LABEL: usize = 300;
/// Bytes of a link's address and its title.
const MAX_TARGET: usize = 2_000;
/// What a backslash takes the meaning from; the signs that `souffleur_core::answer::escaped` protects.
const ESCAPABLE: &str = "\\`*_[]<>~&#|";

/// The text as `CommonMark`.
pub(super) fn to_commonmark(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    Blocks { prefix: "", depth: 0, list: Vec::new(), last: Last::Nothing, out: &mut out }.take_all(&lines);
    out
}

/// What the line above belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Text,
    Item,
    Other,
}

/// An open list item: its indentation as typed, where its words begin as written out, and its number.
struct Item {
    typed: usize,
    offset: usize,
    number: Option<u64>,
}

struct Blocks<'a> {
    /// The quotation marks of the quotes around.
    prefix: &'a str,
    depth: usize,
    /// The items that are open, outermost first.
    list: Vec<Item>,
    last: Last,
    out: &'a mut String,
}

impl Blocks<'_> {
    fn take_all(&mut self, lines: &[&str]) {
        let mut at = 0;
        while at < lines.len() {
            let quoted = lines[at..].iter().map_while(|line| quoted(line)).collect::<Vec<_>>();
            if quoted.is_empty() || self.depth == MAX_DEPTH {
                self.line(lines[at]);
                at += 1;
                continue;
            }
            at += quoted.len();
            self.begin(Last::Other, Last::Nothing);
            self.list.clear();
            let prefix = format!("{}> ", self.prefix);
            Blocks {
                prefix: &prefix,
                depth: self.depth + 1,
                list: Vec::new(),
                last: Last::Nothing,
                out: &mut *self.out,
            }
            .take_all(&quoted);
        }
    }

    fn line(&mut self, line: &str) {
        let words = line.trim_start_matches([' ', '\t']);
        let indent: usize =
            line[..line.len() - words.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let words = words.trim_end();
        if words.is_empty() {
            self.blank();
        } else if !self.item(indent, words) {
            self.text(indent, words);
        }
    }

    fn blank(&mut self) {
        self.out.push_str(self.prefix.trim_end());
        self.out.push('\n');
        self.last = Last::Nothing;
    }

    /// Parts the block that begins from the one above, unless both are of the kind that goes on.
    fn begin(&mut self, kind: Last, goes_on: Last) {
        if self.last != Last::Nothing && self.last != goes_on {
            self.blank();
        }
        self.last = kind;
    }

    /// Writes an item of a list; false if the line is none.
    fn item(&mut self, indent: usize, words: &str) -> bool {
        let Some((number, words)) = marked(words) else { return false };
        let mut sibling = None;
        while self.list.last().is_some_and(|item| item.typed >= indent) {
            sibling = self.list.pop();
        }
        // A parser numbers items itself: one that is out of order keeps its number as text.
        let follows = match (number, sibling.and_then(|item| item.number)) {
            (Some(number), Some(before)) => number == before + 1,
            _ => true,
        };
        if !follows || self.list.len() == MAX_DEPTH {
            self.list.clear();
            return false;
        }
        self.begin(Last::Item, Last::Item);
        let offset = self.list.last().map_or(0, |item| item.offset);
        let marker = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let _ = write!(self.out, "{}{}{marker}", self.prefix, " ".repeat(offset));
        self.list.push(Item { typed: indent, offset: offset + marker.len(), number });
        inline(words, true, self.out);
        self.out.push('\n');
        true
    }

    fn text(&mut self, indent: usize, words: &str) {
        // A line below an item belongs to it where it is indented.
        let in_item = self.last == Last::Item && indent > 0 && !self.list.is_empty();
        let heading = words.trim_start_matches('#');
        let level = words.len() - heading.len();
        let is_heading = indent == 0 && (1..=6).contains(&level) && heading.starts_with([' ', '\t']);
        if in_item {
            self.last = Last::Item;
        } else {
            self.list.clear();
            let goes_on = if is_heading { Last::Nothing } else { Last::Text };
            self.begin(if is_heading { Last::Other } else { Last::Text }, goes_on);
        }
        self.out.push_str(self.prefix);
        if is_heading {
            self.out.push_str("# ");
            inline(heading.trim(), true, self.out);
        } else {
            self.out.extend(std::iter::repeat_n(KEPT_SPACE, indent));
            inline(words, true, self.out);
        }
        self.out.push('\n');
    }
}

/// What follows the sign of a quote.
fn quoted(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('>')?;
    if rest.is_empty() || rest.starts_with('>') { Some(rest) } else { rest.strip_prefix(' ') }
}

/// The number and the words of a list item: `- `, `* `, or up to three digits and a full stop.
fn marked(words: &str) -> Option<(Option<u64>, &str)> {
    let (marker, rest) = words.split_once([' ', '\t'])?;
    let rest = rest.trim_start();
    if marker == "-" || marker == "*" {
        // A line of signs is a line that somebody drew.
        let drawn = rest.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
        return (!drawn).then_some((None, rest));
    }
    let digits = marker.strip_suffix('.').filter(|digits| (1..=3).contains(&digits.len()))?;
    let is_plain =
        digits.bytes().all(|digit| digit.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    is_plain.then(|| digits.parse().ok()).flatten().map(|number| (Some(number), rest))
}

/// A piece of a line.
enum Piece {
    /// `CommonMark` already.
    Done(String),
    /// Signs of emphasis, which may open or close it.
    Run { sign: char, length: usize, opens: bool, closes: bool, paired: bool },
}

/// Writes the words of a line. `links` is false within the words of a link.
fn inline(line: &str, links: bool, out: &mut String) {
    let mut pieces = pieces(line, links);
    pair(&mut pieces);
    for piece in pieces {
        match piece {
            Piece::Done(text) => out.push_str(&text),
            Piece::Run { sign, length, paired, .. } => {
                for _ in 0..length {
                    if !paired {
                        out.push('\\');
                    }
                    out.push(sign);
                }
            }
        }
    }
}

fn pieces(line: &str, links: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = String::new();
    let mut before = None;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        let length = if let Some(literal) = literal(line, at, before) {
            escape(literal, &mut done);
            literal.len()
        } else if let Some(escaped) =
            rest.strip_prefix('\\').and_then(|rest| rest.chars().next()).filter(|c| ESCAPABLE.contains(*c))
        {
            escape(escaped.encode_utf8(&mut [0; 4]), &mut done);
            1 + escaped.len_utf8()
        } else if let Some((length, link)) = if links { link(rest) } else { None } {
            done.push_str(&link);
            length
        } else if c == '*' || c == '_' {
            let length = rest.len() - rest.trim_start_matches(c).len();
            pieces.push(Piece::Done(std::mem::take(&mut done)));
            pieces.push(run(c, length, before, rest[length..].chars().next()));
            length
        } else {
            escape(c.encode_utf8(&mut [0; 4]), &mut done);
            c.len_utf8()
        };
        at += length;
        before = line[..at].chars().next_back();
    }
    pieces.push(Piece::Done(done));
    pieces
}

/// Signs of emphasis: they stand at the border of a word, never inside one.
fn run(sign: char, length: usize, before: Option<char>, after: Option<char>) -> Piece {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let fits = length <= if sign == '*' { 3 } else { 2 };
    let opens = fits && !word(before) && !space(after) && !after.is_some_and(|c| ")]},.;:!?»”".contains(c));
    let closes = fits && !word(after) && !space(before) && !before.is_some_and(|c| "([{«“".contains(c));
    Piece::Run { sign, length, opens, closes, paired: false }
}

/// Finds for each closing run the nearest opening one of the same signs; runs between them that found none stay text.
fn pair(pieces: &mut [Piece]) {
    let mut open: Vec<(usize, char, usize)> = Vec::new();
    for at in 0..pieces.len() {
        let Piece::Run { sign, length, opens, closes, .. } = pieces[at] else { continue };
        let partner =
            if closes { open.iter().rposition(|(_, s, l)| (*s, *l) == (sign, length)) } else { None };
        if let Some(partner) = partner {
            let opened = open[partner].0;
            open.truncate(partner);
            for place in [opened, at] {
                if let Piece::Run { paired, .. } = &mut pieces[place] {
                    *paired = true;
                }
            }
        } else if opens {
            open.push((at, sign, length));
        }
    }
}

/// A web address or a path of Windows that begins here: no sign in it means anything.
fn literal(line: &str, at: usize, before: Option<char>) -> Option<&str> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    if let Some(url) = url_at(line, at) {
        return Some(url);
    }
    let rest = &line[at..];
    let letter = |c: char| c.is_ascii_alphanumeric();
    let is_drive = rest.get(1..3) == Some(":\\") && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_share = rest.strip_prefix("\\\\").is_some_and(|host| host.starts_with(letter));
    if !(is_drive || is_share && before.is_none_or(char::is_whitespace)) {
        return None;
    }
    let token = rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())].trim_end_matches('*');
    (is_drive || token[2..].contains('\\')).then_some(token)
}

/// `[words](address)`, `![words](address)` or `<address>` at the beginning of a text: how long it is, and its `CommonMark`.
fn link(rest: &str) -> Option<(usize, String)> {
    if let Some(inner) = rest.strip_prefix('<') {
        let end = inner.find(['<', '>']).filter(|end| inner[*end..].starts_with('>'))?;
        let url = &inner[..end];
        let is_one = is_safe(url) && !url.contains(|c: char| c.is_whitespace() || c.is_control());
        return is_one.then(|| (end + 2, format!("<{url}>")));
    }
    let label = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('[')?;
    let close = closing(label, ('[', ']'), MAX_LABEL)?;
    let target = label[close + 1..].strip_prefix('(')?;
    let end = closing(target, ('(', ')'), MAX_TARGET)?;
    let inside = target[..end].trim();
    let url = match inside.strip_prefix('<') {
        Some(inner) => &inner[..inner.find('>')?],
        // A title after the address is dropped.
        None => inside.split(char::is_whitespace).next()?,
    };
    if !is_safe(url) || label[..close].trim().is_empty() {
        return None;
    }
    let length = (rest.len() - label.len()) + close + 2 + end + 1;
    let mut written = "[".to_owned();
    inline(label[..close].trim(), false, &mut written);
    written.push_str("](<");
    escape(url, &mut written);
    written.push_str(">)");
    Some((length, written))
}

/// Where a bracket that stands before `text` is closed, within `max` bytes. No bracket after a backslash counts.
fn closing(text: &str, (opening, closing): (char, char), max: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < max) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == opening {
            depth += 1;
        } else if c == closing {
            if depth == 0 {
                return Some(at);
            }
            depth -= 1;
        }
    }
    None
}

/// Whether a link may lead there.
pub(super) fn is_safe(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// Writes text that no parser reads anything into.
fn escape(text: &str, out: &mut String) {
    for c in text.chars().filter(|c| *c != KEPT_SPACE) {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
}
