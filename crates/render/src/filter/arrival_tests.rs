//! What is typed is what arrives, on the page and in the text part of a letter.

use proptest::prelude::*;

use super::testing::render;

fn html(text: &str) -> String {
    render("{{ text | markdown }}", text)
}

/// The words that a reader sees, one line a line.
fn shown(text: &str) -> String {
    let mut page = html(text).replace("<br />\n", "\n").replace('\n', "\u{1}");
    while let Some((before, rest)) = page.split_once('<') {
        page = format!("{before}{}", rest.split_once('>').expect("a tag ends").1);
    }
    let page = page.replace('\u{1}', "\n").replace('\u{a0}', " ");
    let page = page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    page.replace("&#x27;", "'").replace("&#x2F;", "/").replace("&amp;", "&")
}

fn plain(text: &str) -> String {
    render("{{ text | plain | safe }}", text)
}

#[test]
fn what_is_typed_is_what_arrives() {
    for typed in [
        "120*60*40 cm",
        "Cher*es client*es",
        "https://x.fr/_foo_/bar",
        "https://x.fr/*foo*/bar_(b)?a=1&copy=2",
        r"C:\Users\_temp",
        r"\\serveur\_partage\*.txt",
        "Cordialement\n--\nJulie",
        "Bonjour,\n===",
        "Bonjour,\n---\n- - -\n***\n* * *\n___",
        "un\n    quatre espaces\n  deux",
        "R&amp;D &copy; &#233; <b>x</b> <!-- x --> </p>",
        "2026. Une année",
        "1) un\n2) deux\n+ trois",
        "01. un",
        "a\n[1]: https://x.fr\n[voir][1] [x] ![y]",
        "```\ncode\n```\n`l`été` ~~5~~ ~10 €~",
        "5 * 4 * 3 = 60, prix* et conditions*, *hors taxes, a_b_c, snake_case_",
        "| a | b |\n|---|---|",
        "#1149 et C#\n#",
        ">:( a < b > c",
        "-5 °C\n-\n*\n+",
        r"a\b \o/ fin\",
        "[a](javascript:x) [b](c) [](https://x.fr",
    ] {
        assert_eq!(shown(typed).replace("\n\n", "\n"), typed.replace("\n\n", "\n"), "on the page");
        assert_eq!(plain(typed).replace("\n\n", "\n"), typed.replace("\n\n", "\n"), "in a letter");
    }
    assert_eq!(plain("> a\n> b\nc\n\n> d\n> > e"), "> a\n> b\n\nc\n\n> d\n>\n>> e");
    assert_eq!(html("> a\n> b\nc"), "<blockquote>\n<p>a<br />\nb</p>\n</blockquote>\n<p>c</p>");
    assert_eq!(
        html("Voici :\n- un\n  - deux\n- trois\nFin"),
        "<p>Voici :</p>\n<ul>\n<li>un\n<ul>\n<li>deux</li>\n</ul>\n</li>\n<li>trois</li>\n</ul>\n<p>Fin</p>"
    );
    assert_eq!(plain("1. un\n\n3. trois\n1. un"), "1. un\n\n3. trois\n\n1. un");
    assert!(shown("1. un\n\n3. trois").ends_with("3. trois"), "a number is never counted anew");
    assert_eq!(plain("1. un\n   suite\n2. deux\n\nFin"), "1. un\n   suite\n2. deux\n\nFin");
}

#[test]
fn addresses_are_found_before_emphasis() {
    let link = |url: &str| format!("<a href=\"{url}\" rel=\"nofollow noopener\">{url}</a>");
    assert_eq!(
        html("**https://x.fr/_a_/*b**"),
        format!("<p><strong>{}</strong></p>", link("https://x.fr/_a_/*b"))
    );
    assert_eq!(
        html("[Https://x.fr], (https://x.fr/[1])"),
        format!("<p>[{}], ({})</p>", link("Https://x.fr"), link("https://x.fr/[1]"))
    );
    assert_eq!(html("https://x.fr\u{200b}."), format!("<p>{}\u{200b}.</p>", link("https://x.fr")));
}

#[test]
fn escaped_values_stay_as_they_are() {
    assert_eq!(
        shown(r"Bonjour \*\*Bob\*\* \<b\> a\_b \[x\]\(y\) \# \& \|,"),
        "Bonjour **Bob** <b> a_b [x]\\(y\\) # & |,"
    );
}

#[test]
fn long_texts_of_signs_are_read_quickly() {
    for signs in [
        "[",
        "*a ",
        "> ",
        ">",
        "\\",
        "<",
        "(",
        "[a](",
        "https://a)",
        "- ",
        "_*",
        "ahttp://",
        "  - a\n",
        "1. a\n",
    ] {
        let text = signs.repeat(20_000 / signs.len());
        let begun = std::time::Instant::now();
        html(&text);
        plain(&text);
        assert!(begun.elapsed().as_millis() < 2_000, "{signs}: {:?}", begun.elapsed());
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

proptest! {
    /// No sign of the subset can form in these texts; white space is what a page shows of it.
    #[test]
    fn text_without_marks_arrives_as_typed(
        typed in r#"([a-zé&;"'$%^=+`~|{}(,!?:.@/ ]|\n|&amp;|&#38;|\\n|www\.|https://|--|==|[a-z][*_-][a-z]){0,40}"#
    ) {
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            lines.filter(|line| !line.is_empty()).collect()
        };
        prop_assume!(!typed.lines().any(|line| line.trim_start().starts_with("- ")));
        prop_assert_eq!(lines(&shown(&typed)), lines(&typed));
        prop_assert_eq!(lines(&plain(&typed)), lines(&typed));
    }

    /// With marks, too, no word is lost, and a letter says what the page says.
    #[test]
    fn no_word_is_lost(typed in r"([a-z]{1,3}|[*_`~<>#\[\]()!|\\ -]|\n|    |> |- |\*\*|[0-9]{1,2}\. ){0,40}") {
        let numberless = |text: &str| -> Vec<String> {
            words(text).into_iter().filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned).collect()
        };
        prop_assert_eq!(numberless(&shown(&typed)), numberless(&typed));
        prop_assert_eq!(numberless(&plain(&typed)), numberless(&typed));
        let plain = plain(&typed);
        prop_assert_eq!(words(&plain), words(&typed), "numbers of lists, too");
    }
}
