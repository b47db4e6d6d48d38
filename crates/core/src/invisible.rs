//! Characters that nobody sees: Unicode's `Default_Ignorable_Code_Point`. They hide words from searches and guards, turn the
//! direction of what follows, or make a name of nothing.

use std::borrow::Cow;

/// Joins or parts the letters of scripts that need it, and the parts of an emoji.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
/// The black flag that the tags of a region follow.
const FLAG: char = '\u{1f3f4}';

/// Whether a character shows nothing by itself.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether it changes how the visible character before it looks: variants of a sign, parts of an emoji or a flag, letters
/// of scripts other than Latin.
fn shapes(c: char, before: char) -> bool {
    match c {
        '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{e0100}'..='\u{e01ef}' => {
            !is_invisible(before)
        }
        '\u{e0020}'..='\u{e007f}' => before == FLAG || matches!(before, '\u{e0020}'..='\u{e007e}'),
        _ => JOINERS.contains(&c) && (before >= '\u{590}' && (!is_invisible(before) || before == '\u{fe0f}')),
    }
}

/// The text without what nobody sees; what shapes an emoji or a letter stays.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let before = kept.chars().next_back().filter(|before| !before.is_whitespace());
        if !is_invisible(c) || before.is_some_and(|before| shapes(c, before)) {
            kept.push(c);
        }
    }
    // A joiner at the end joins nothing.
    kept.truncate(kept.trim_end_matches(JOINERS).len());
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_stays() {
        for (typed, kept) in [
            ("L\u{ad}é\u{200b}a\u{2060}", "Léa"),
            ("Léa\u{202e}draB", "LéadraB"),
            ("\u{200b}\u{feff}\u{3164}\u{ad}", ""),
            ("\u{fe0f}\u{200d}", ""),
            ("❤\u{fe0f} 1\u{fe0f}\u{20e3}", "❤\u{fe0f} 1\u{fe0f}\u{20e3}"),
            ("👩\u{200d}👧", "👩\u{200d}👧"),
            ("🏳\u{fe0f}\u{200d}🌈", "🏳\u{fe0f}\u{200d}🌈"),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("x\u{e0067}y\u{200d}z", "xyz"),
        ] {
            assert_eq!(visible(typed), kept, "{typed:?}");
        }
    }
}
