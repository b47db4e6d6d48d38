//! Damaged HTML of mail programs: its text stays within the budget, and no markup survives.

#[path = "../../media/tests/fuzzing/mod.rs"]
mod fuzzing;
#[path = "../../media/tests/weight/mod.rs"]
mod weight;

use souffleur_channels::html::to_text;

#[global_allocator]
static ALLOCATOR: peak_alloc::PeakAlloc = peak_alloc::PeakAlloc;

/// Letters as mail programs write them.
const LETTERS: [&str; 7] = [
    include_str!("fuzz/gmail.html"),
    include_str!("fuzz/outlook.html"),
    include_str!("fuzz/newsletter.html"),
    "<p>Bonjour,</p><p>Où est mon <b>colis</b>&nbsp;? <a href=\"https://x.fr/suivi?n=1\">suivi</a></p>",
    "<ul><li>un<li>deux<ol><li>trois</ol></ul><blockquote><pre>a  b\n c</pre></blockquote>",
    "<script>alert(1)</script><style>p{}</style><img src=x alt=photo onerror=y><svg><title>t</title></svg>",
    "Pas du tout du HTML : 3 < 4 && 5 > 2; &amp; &#x27; &eacute; &unknown;",
];

const WORDS: [&str; 24] = [
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "<td colspan=99999 rowspan=9999>",
    "<a href=\"",
    "\">",
    "</a>",
    "<!--",
    "-->",
    "<p>",
    "<li>",
    "<ol start=99999999>",
    "<blockquote>",
    "<pre>",
    "&#x10ffff;",
    "&#0;",
    "<script>",
    "<style>",
    "<b><i>",
    "</i></b>",
    "\u{e000}",
    "\u{e001}",
    "<template>",
];

#[test]
fn html() {
    fuzzing::attack_text("HTML", &LETTERS, &WORDS, |html| {
        to_text(html).is_ok_and(|text| {
            assert!(!text.contains(['\u{e000}', '\u{e001}', '\0']), "what carries links is gone");
            true
        })
    });
}
