//! What is found, and that nothing that can be typed breaks the reading of it.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use souffleur_core::{language::Language, question::Status};

fn line(title: &str, thread: &str) -> String {
    let passages =
        [Passage { field: Field::Title, text: title }, Passage { field: Field::Thread, text: thread }];
    Document::read(Language::Fr, &[key('s', "new")], &passages).line
}

fn lookup(words: &[&str]) -> Lookup {
    Lookup { all: words.iter().map(|typed| word(&folded(typed)[0])).collect(), none: vec![] }
}

#[test]
fn a_word_is_found_in_all_its_forms() {
    for (typed, text) in [
        ("remboursee", "Je voudrais être remboursé"),
        ("remboursement", "je n'ai pas été remboursée de mes achats"),
        ("colis", "MES COLIS"),
        ("livraisons", "la livraison n’est pas venue"),
        ("ete", "une robe d’été"),
        ("été", "une robe d'ete"),
        ("deliveries", "When is my delivery?"),
        ("refunded", "I want a refund"),
        ("oeuvre", "l’œuvre"),
    ] {
        assert!(fits(&line("", text), &lookup(&[typed])), "{typed} in {text}: {}", line("", text));
    }
    assert!(!fits(&line("", "Où est mon colis ?"), &lookup(&["robe"])));
}

fn typed(text: &str) -> Lookup {
    Lookup { all: sought(text, true).into_iter().collect(), none: vec![] }
}

#[test]
fn a_word_inside_a_sentence_without_spaces_is_found() {
    for (sought, text, marked) in [
        ("退款", "请问退款需要多久？", "退款"),
        ("需要多久", "请问退款需要多久？", "需要多久"),
        ("配送", "配送はいつですか", "配送"),
        ("いつ", "配送はいつですか", "いつ"),
        ("คืนเงิน", "ฉันต้องการคืนเงินสำหรับคำสั่งซื้อ", "คืนเงิน"),
        ("สี", "เสื้อสีแดง", "สี"),
        ("サイズ", "このシャツのｻｲｽﾞは？", "ｻｲｽﾞ"),
        ("환불", "환불은 언제 되나요?", "환불"),
        ("iphone", "我的iPhone手机坏了", "iPhone"),
        ("iphone手", "我的iPhone手机坏了", "iPhone手机"),
        ("の15", "今日の15日に", "の15"),
        ("12345", "注文番号12345です", "12345"),
        ("号123", "注文番号12345です", "号12345"),
        ("店", "店 はどこ", "店"),
    ] {
        let line = line("", text);
        assert!(fits(&line, &typed(sought)), "{sought} in {text}: {line}");
        let parts = excerpt(text, &typed(sought), 150).unwrap();
        let shown: String = parts.iter().filter(|part| part.marked).map(|part| part.text.as_str()).collect();
        assert_eq!(shown, marked, "{sought} in {text}");
    }
    for (sought, text) in [
        ("款退", "请问退款需要多久？"),
        ("这个人", "这个，个人"),
        ("款", "请问退款需要多久？"),
        ("は", "配送はいつですか"),
        ("สอ", "เสื้อสีแดง"),
        ("退款多久", "请问退款需要多久？"),
    ] {
        assert!(!fits(&line("", text), &typed(sought)), "{sought} in {text}");
        assert!(excerpt(text, &typed(sought), 150).is_none(), "{sought} in {text}");
    }
}

#[test]
fn an_excerpt_without_spaces_is_cut_and_marked_once() {
    let text = format!("{}请问退款需要多久？{}", "我买了一件衣服".repeat(60), "谢谢你们".repeat(60));
    let parts = excerpt(&text, &typed("退款需要"), 150).unwrap();
    let marked: Vec<&str> = parts.iter().filter(|part| part.marked).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["退款需要"]);
    let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
    assert!(whole.contains("衣服请问退款需要多久") && whole.len() < 300, "{whole}");
}

#[test]
fn a_phrase_does_not_reach_from_one_passage_into_the_next() {
    let both = line("carte grise", "perdue hier");
    let find = |words: &str| Lookup { all: phrase(words).into_iter().collect(), none: vec![] };
    assert!(fits(&both, &find("carte grise")));
    assert!(!fits(&both, &find("grise perdue")));
    assert!(!fits(&both, &find("grise carte")));
}

#[test]
fn what_must_not_be_there_is_not() {
    let none = vec![word("livraison")];
    assert!(!fits(
        &line("", "le colis et la livraison"),
        &Lookup { none: none.clone(), ..lookup(&["colis"]) }
    ));
    assert!(fits(&line("", "le colis"), &Lookup { none, ..Lookup::default() }.or_everything()));
}

#[test]
fn the_subject_and_rare_words_weigh_more() {
    let rarity =
        DocumentFrequency { questions: [("colis".into(), 900), ("broderi".into(), 3)].into(), all: 1_000 };
    let score = |line: &str, words: &[&str]| score(line, &lookup(words), &rarity);
    let (above, below) = (line("broderie", "un colis"), line("colis", "une broderie"));
    assert!(score(&above, &["broderie"]) > score(&below, &["broderie"]));
    assert!(score(&below, &["broderie"]) > score(&below, &["colis"]));
    let near = line("", "ma broderie dans le colis");
    let far = line("", &format!("ma broderie {} dans le colis", "puis ".repeat(40)));
    assert!(score(&near, &["broderie", "colis"]) > score(&far, &["broderie", "colis"]));
}

#[test]
fn an_excerpt_marks_what_was_looked_for() {
    let text = format!(
        "{} Je n’ai pas\nété remboursée de ma robe. {}",
        "Bonjour. ".repeat(40),
        "Merci. ".repeat(40)
    );
    let parts = excerpt(&text, &lookup(&["remboursement", "robe"]), 80).unwrap();
    let marked: Vec<&str> = parts.iter().filter(|part| part.marked).map(|part| part.text.as_str()).collect();
    assert_eq!(marked, ["remboursée", "robe"]);
    let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
    assert!(whole.starts_with("… ") && whole.ends_with(" …") && whole.chars().count() < 160, "{whole}");
    assert!(excerpt("Merci", &lookup(&["robe"]), 80).is_none());
}

#[test]
fn operators_are_read_in_both_languages() {
    let query =
        parse(r#"colis -retour "carte grise" de:"Marie D" est:retard avant:01/03/2026 #1042 statut:rédigée"#)
            .unwrap();
    let said = r#"colis -retour "carte grise" from:"Marie D" is:late before:2026-03-01 #1042 status:drafted"#;
    assert_eq!(query.to_string(), said);
    assert_eq!(query.terms[5].what, TermKind::Before(date(2026, 3, 1)));
    assert_eq!(query.terms[7].what, TermKind::Status(Status::Drafted));
    let words = parse("à 12:30 http://exemple.test/x Bonjour: 🙂 l' !!").unwrap().to_string();
    assert_eq!(words, "à 12:30 http://exemple.test/x Bonjour:");
    assert_eq!(parse("« carte grise »").unwrap().to_string(), "\"carte grise\"");
}

#[test]
fn what_was_copied_is_read() {
    for (typed, read) in [
        ("\"Marie Dupont\" <Marie.Dupont@Example.org>", "Marie.Dupont@Example.org"),
        ("Marie Dupont <marie@example.org> is:late", "marie@example.org is:late"),
        ("mailto:marie@example.org?subject=x", "marie@example.org"),
        ("mailto:;marie@example.org", "marie@example.org"),
        ("<-marie@example.org>", "mailto:-marie@example.org"),
        ("(marie@example.org),", "marie@example.org"),
        ("06 12 34 56 78", "0612345678"),
        ("06.12.34.56.78 colis", "0612345678 colis"),
        ("+33 6 12 34 56 78", "0612345678"),
        ("colis +33 (0)6 12-34-56-78", "colis 0612345678"),
        ("0033612345678", "0612345678"),
        ("tel:+33612345678", "0612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0032 470/12.34.56 colis", "+32470123456 colis"),
        ("(+1) 415-555-2671", "+14155552671"),
        ("tel:+49-151-23456789", "+4915123456789"),
        ("0012345", "0012345"),
        ("06 12 34", "06 12 34"),
        ("n° 1149", "1149"),
        ("N°1149", "1149"),
        ("№ 1149", "1149"),
        ("n° ” 1149", "1149"),
        ("n° n° 1149", "1149"),
        ("n°", "n°"),
        ("Réf:AB-12", "AB-12"),
        ("ref:a:b-12", "a-b-12"),
        ("carte\"", "carte"),
        ("écran 15\" noir", "écran 15 noir"),
        ("carte \" grise", "carte grise"),
    ] {
        let query = parse(typed).unwrap();
        assert_eq!(query.to_string(), read, "{typed}");
        assert_eq!(parse(read).unwrap(), query, "{typed}");
    }
}

#[test]
fn what_was_copied_is_found() {
    for text in [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "+33612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "0033 612345678",
    ] {
        for typed in ["06 12 34 56 78", "+33 6.12.34.56.78", "0612345678", "0033612345678"] {
            let query = parse(typed).unwrap();
            let TermKind::Word(word) = &query.terms[0].what else { panic!("{typed}") };
            let lookup = self::typed(word);
            let line = line("", &format!("Appelez le {text}, merci"));
            assert!(fits(&line, &lookup), "{typed} in {text}");
            let parts = excerpt(&format!("Appelez le {text}, merci"), &lookup, 80).unwrap();
            assert!(parts.iter().any(|part| part.marked));
        }
    }
    for (typed, text, found) in [
        ("+32470123456", "mon numéro : +32 (0)470 12 34 56.", true),
        ("+32 470 12 34 56", "0470/12.34.56", true),
        ("+32 470 12 34 56", "+33 4 70 12 34 57", false),
        ("+1 415 555 2671", "(+1) 415-5552671", true),
        ("0044 20 7946 0958", "+44 (0)20 7946 0958", true),
        ("+352 621 123 456", "00352621123456", true),
        ("Commandes-12", "ma commande 123", true),
        ("AB-12", "commande AB-1234", true),
        ("AB-12", "commande BA-1234", false),
        ("1149", "commande 11492026", true),
        ("492026", "commande 11492026", false),
        ("12", "commande 1234", false),
        ("carte", "cartel", false),
    ] {
        assert_eq!(fits(&line("", text), &self::typed(typed)), found, "{typed} in {text}");
    }
    let mail = sought("Marie.Dupont@example.org", true).unwrap();
    assert!(mail.0.contains(&vec![key('f', "marie.dupont@example.org")]));
    assert_eq!(sought("!!", true), None);
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let wrong = |typed: &str| parse(typed).unwrap_err();
    assert_eq!(wrong("colis \"carte"), SyntaxError { at: 7, mistake: SyntaxErrorKind::OpenQuote });
    assert_eq!(
        wrong("formm:marie"),
        SyntaxError { at: 1, mistake: SyntaxErrorKind::UnknownOperator("formm".into()) }
    );
    assert_eq!(wrong("x topic:"), SyntaxError { at: 3, mistake: SyntaxErrorKind::NoValue("topic") });
    assert_eq!(wrong("after:hier").mistake, SyntaxErrorKind::Date("hier".into()));
    assert!(matches!(wrong("is:blue").mistake, SyntaxErrorKind::UnknownValue { operator: "is", .. }));
    assert!(matches!(wrong("#99999999999999999999").mistake, SyntaxErrorKind::Number(_)));
    assert_eq!(wrong(&"x ".repeat(400)).mistake, SyntaxErrorKind::TooLong);
    assert_eq!(wrong(&"x ".repeat(40)).mistake, SyntaxErrorKind::TooLong);
}

proptest! {
    #[test]
    fn anything_can_be_typed(typed in ".{0,80}") {
        if let Ok(query) = parse(&typed) {
            let again = parse(&query.to_string());
            prop_assert_eq!(again, Ok(query));
        }
    }

    #[test]
    fn operators_of_all_kinds_are_read_again(
        typed in r#"(-?(from|de|topic|is|est|has|avant|after|status|canal|[a-zé]{1,6})?:?("|«|“)?[a-zé0-9# .-]{0,6}("|»|”)? ){0,6}"#
    ) {
        if let Ok(query) = parse(&typed) {
            prop_assert_eq!(parse(&query.to_string()), Ok(query));
        }
    }

    #[test]
    fn a_telephone_number_is_found_in_any_spacing(
        country in prop::sample::select(vec!["33", "32", "1", "49", "352", "216"]),
        rest in "[1-9][0-9]{8}",
        groups in proptest::collection::vec(2..=4_usize, 5),
        first in 1..=4_usize,
        between in prop::sample::select(vec![" ", ".", "-", "/"]),
        before in prop::sample::select(vec!["+", "00"]),
    ) {
        let mut at = first;
        let mut spaced = rest[..first].to_owned();
        for group in groups {
            let end = at + group;
            // Nobody leaves one digit alone at the end.
            let end = if rest.len().saturating_sub(end) < 2 { rest.len() } else { end };
            if at < rest.len() && end - at <= 4 {
                spaced.push_str(between);
                spaced.push_str(&rest[at..end]);
                at = end;
            }
        }
        prop_assume!(at == rest.len());
        let text = format!("Appelez le {before}{country} {spaced}, merci");
        let query = parse(&format!("+{country}{rest}")).unwrap();
        let TermKind::Word(word) = &query.terms[0].what else { panic!("a word") };
        prop_assert!(fits(&line("", &text), &typed(word)), "{word} in {text}");
        let again = parse(&format!("{before}{country}{between}{spaced}")).unwrap();
        prop_assert_eq!(again, query);
    }

    #[test]
    fn what_stands_in_a_text_without_spaces_is_found_and_nothing_else(
        text in "[退款需要多久这个人]{2,30}([，。 a1]{1,2}[退款需要多久这个人]{1,10}){0,2}",
        from in 0..30_usize,
        length in 2..8_usize,
        other in "[退款需要多久这个人]{2,4}",
    ) {
        let line = line("", &text);
        let piece: String = text.chars().skip(from).take(length).collect();
        let is_run = piece.chars().count() > 1 && piece.chars().all(|letter| !"，。 a1".contains(letter));
        if is_run {
            prop_assert!(fits(&line, &typed(&piece)), "{piece} in {text}: {line}");
        }
        prop_assert_eq!(fits(&line, &typed(&other)), text.contains(&other), "{} in {}: {}", other, text, line);
        prop_assert_eq!(excerpt(&text, &typed(&other), 40).is_some(), text.contains(&other));
    }

    #[test]
    fn what_stands_in_a_thai_or_japanese_text_is_found(
        text in "[กคงนมยรลวสหอเแโไาะิีึืุู่้]{4,30}|[あいうえおカキクケコーがぎぐ今日本配送]{4,30}",
        from in 0..30_usize,
        length in 2..8_usize,
    ) {
        let letters: Vec<char> = text.chars().skip(from).take(length).collect();
        // A mark at the beginning belongs to the letter that was cut off.
        let is_mark = |letter: char| "ิีึืุู่้".contains(letter);
        if letters.len() > 1 && !is_mark(letters[0]) && text.find(|letter| !is_mark(letter)) == Some(0) {
            let piece: String = letters.into_iter().collect();
            prop_assert!(fits(&line("", &text), &typed(&piece)), "{piece} in {text}: {}", line("", &text));
        }
    }

    #[test]
    fn any_text_can_be_indexed_found_and_shown(text in ".{0,200}", typed in ".{0,20}") {
        let document = Document::read(Language::En, &[], &[Passage { field: Field::Thread, text: &text }]);
        let lookup = Lookup { all: phrase(&text).into_iter().collect(), none: vec![] };
        prop_assert!(fits(&document.line, &lookup.clone().or_everything()));
        let other = Lookup { all: phrase(&typed).into_iter().collect(), none: vec![] };
        score(&document.line, &other, &DocumentFrequency::default());
        for lookup in [lookup, other] {
            if let Some(parts) = excerpt(&text, &lookup, 40) {
                prop_assert!(parts.iter().any(|part| part.marked));
            }
        }
    }
}
