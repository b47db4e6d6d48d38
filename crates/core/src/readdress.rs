//! One text for several people: what was written to one person is sent to another only under that other's own name, and
//! never with anybody else's in it.

use std::collections::BTreeSet;

use crate::leak::fold;

/// A text that was written to one customer, addressed to another: where it calls the one by name, it calls the other.
pub fn readdressed(text: &str, from: &str, to: &str) -> String {
    let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
    let text = replaced(text, from, to);
    replaced(&text, &first(from), &first(to))
}

/// Puts one name in place of another wherever that is a word of its own.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from).filter(|_| from.chars().count() > 1) {
        let (before, found) = rest.split_at(at);
        let after = &found[from.len()..];
        let last = before.chars().next_back().or_else(|| out.chars().next_back());
        let is_word = ends(last) && ends(after.chars().next());
        out.push_str(before);
        out.push_str(if is_word { to } else { from });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The first word of a text that names one of these people, and not the one it is for. A name begins with a capital, or is
/// an address: "petit" is nobody, Monsieur Petit is.
pub fn named<'a>(text: &str, others: impl IntoIterator<Item = &'a str>, own: &str) -> Option<String> {
    let parts = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).chain([name]).map(fold).collect()
    };
    let own = parts(own);
    let mut theirs: BTreeSet<String> = others.into_iter().flat_map(parts).collect();
    theirs.retain(|name| name.chars().count() > 2 && !own.contains(name));
    let address = |c: char| c.is_alphanumeric() || "@._+-".contains(c);
    let whole =
        text.split(|c: char| !address(c)).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words =
        whole.flat_map(|word| std::iter::once(word).chain(word.split(|c: char| !c.is_alphanumeric())));
    let is_name = |word: &&str| word.contains('@') || word.chars().next().is_some_and(char::is_uppercase);
    words.filter(is_name).find(|word| theirs.contains(&fold(word))).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_addressed_anew() {
        let text = "Bonjour Marie,\n\nMarie Dupont, Mariette et la marie.";
        assert_eq!(
            readdressed(text, "Marie Dupont", "Paul Martin"),
            "Bonjour Paul,\n\nPaul Martin, Mariette et la marie."
        );
        assert_eq!(readdressed("à bientôt", "J", "Paul"), "à bientôt");
    }

    #[test]
    fn nobody_else_is_named() {
        let others = ["Marie Petit", "anne.roy@example.test"];
        let named = |text, own| named(text, others, own);
        assert_eq!(named("Chère Madame Petit,", "Paul Roy").as_deref(), Some("Petit"));
        assert_eq!(named("un petit délai", "Paul Roy"), None);
        assert_eq!(named("Bonjour Marie,", "Marie Roux"), None);
        assert_eq!(
            named("voyez anne.roy@example.test", "Marie Petit").as_deref(),
            Some("anne.roy@example.test")
        );
    }
}
