//! A text as the words a router should see: the same word however it was typed. Case, accents, ligatures and the
//! elisions of French (l', d', qu') make no difference; each word remembers where in the text it stood, so that an
//! explanation can quote it.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// So many characters of a text are read: what follows in a long letter is quotation and signature more often than question.
pub const MAX_READ_CHARS: usize = 600;

/// Prefixes that French writes onto the next word; they carry no subject.
const ELISIONS: [&str; 13] =
    ["l", "d", "j", "n", "s", "t", "c", "m", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// The folded words of one text.
#[derive(Debug, Default)]
pub struct FoldedWords {
    /// Every word between two spaces: ` carte  grise `. Pads are part of the character n-grams.
    letters: Vec<char>,
    spans: Vec<WordSpan>,
}

#[derive(Debug, Clone, Copy)]
struct WordSpan {
    /// The word with its pads in `letters`.
    start: usize,
    end: usize,
    /// The word as written, in bytes of the text.
    from: usize,
    to: usize,
}

impl FoldedWords {
    /// Reads the first [`MAX_READ_CHARS`] characters of a text.
    pub fn of(text: &str) -> Self {
        Self::within(text, MAX_READ_CHARS)
    }

    /// Reads so many characters of a text.
    pub fn within(text: &str, characters: usize) -> Self {
        let mut words = Self::default();
        let mut open: Option<(usize, usize)> = None;
        let mut end = 0;
        for (at, letter) in text.char_indices().take(characters) {
            end = at;
            if letter.is_alphanumeric() {
                open.get_or_insert_with(|| words.begin(at));
                words.fold(letter);
            } else if is_transparent(letter) {
                // Part of the letter before it.
            } else if is_apostrophe(letter) {
                open = open.filter(|(start, _)| !words.drop_elision(*start));
            } else {
                words.finish(open.take(), at);
            }
            end += letter.len_utf8();
        }
        words.finish(open, end);
        words
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The folded word, a space on either side.
    pub fn padded(&self, word: usize) -> &[char] {
        let span = self.spans[word];
        &self.letters[span.start..span.end]
    }

    /// The folded word.
    pub fn bare(&self, word: usize) -> &[char] {
        let padded = self.padded(word);
        &padded[1..padded.len() - 1]
    }

    /// The word as it stands in the text it was read from.
    pub fn as_written<'t>(&self, word: usize, text: &'t str) -> &'t str {
        let span = self.spans[word];
        text.get(span.from..span.to).unwrap_or_default()
    }

    /// Where it stands in the text, in bytes.
    pub fn place(&self, word: usize) -> std::ops::Range<usize> {
        self.spans[word].from..self.spans[word].to
    }

    fn begin(&mut self, at: usize) -> (usize, usize) {
        self.letters.push(' ');
        (self.letters.len() - 1, at)
    }

    /// Appends the plain letters that a letter is made of.
    fn fold(&mut self, letter: char) {
        if letter.is_ascii() {
            self.letters.push(letter.to_ascii_lowercase());
            return;
        }
        decompose_compatible(letter, |part| match part {
            'œ' | 'Œ' => self.letters.extend(['o', 'e']),
            'æ' | 'Æ' => self.letters.extend(['a', 'e']),
            'ß' | 'ẞ' => self.letters.extend(['s', 's']),
            'ø' | 'Ø' => self.letters.push('o'),
            _ if is_combining_mark(part) => {}
            _ => self.letters.extend(part.to_lowercase().filter(|letter| letter.is_alphanumeric())),
        });
    }

    /// Takes back `l` before an apostrophe. Any other word goes on through it: don't is `dont`.
    fn drop_elision(&mut self, start: usize) -> bool {
        let word = &self.letters[start + 1..];
        let elided = ELISIONS.iter().any(|elision| elision.chars().eq(word.iter().copied()));
        if elided {
            self.letters.truncate(start);
        }
        elided
    }

    fn finish(&mut self, open: Option<(usize, usize)>, to: usize) {
        let Some((start, from)) = open else { return };
        if self.letters.len() == start + 1 {
            self.letters.truncate(start);
            return;
        }
        self.letters.push(' ');
        self.spans.push(WordSpan { start, end: self.letters.len(), from, to });
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

/// Marks that belong to the letter before them, and characters without width.
fn is_transparent(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
        || (!letter.is_ascii() && is_combining_mark(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Vec<String> {
        let words = FoldedWords::of(text);
        (0..words.len()).map(|word| words.bare(word).iter().collect()).collect()
    }

    #[test]
    fn the_same_word_however_it_is_typed() {
        assert_eq!(bare("L’été, l'ÉTÉ & l'e\u{301}te\u{301} !"), ["ete", "ete", "ete"]);
        assert_eq!(bare("Qu'est-ce qu’un cœur ?"), ["est", "ce", "un", "coeur"]);
        assert_eq!(bare("I don't know, card's lost"), ["i", "dont", "know", "cards", "lost"]);
        assert_eq!(bare("aujourd'hui ﬁn"), ["aujourdhui", "fin"]);
    }

    #[test]
    fn nothing_to_read_is_no_word() {
        for text in ["", "  \n", "🙂🙃", "\0", "''", "l'", "\u{301}", "— ! ?"] {
            assert_eq!(bare(text), Vec::<String>::new(), "{text:?}");
        }
    }

    #[test]
    fn a_word_is_quoted_as_it_was_written() {
        let text = "Où est l’Hôtel ?";
        let words = FoldedWords::of(text);
        let written: Vec<_> = (0..words.len()).map(|word| words.as_written(word, text)).collect();
        assert_eq!(written, ["Où", "est", "Hôtel"]);
    }

    #[test]
    fn a_long_letter_is_read_from_its_beginning() {
        assert_eq!(bare(&"mot ".repeat(50_000)).len(), MAX_READ_CHARS / 4);
    }
}
