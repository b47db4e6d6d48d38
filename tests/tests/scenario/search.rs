//! Finding a question again: by the words of anybody on it, with operators, in spite of typing errors, and never more than
//! one may see.

use souffleur_question::question;
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    a_question_is_found_by_what_is_said,
    a_mistake_is_told_beside_the_field,
    an_expert_finds_only_their_own,
    what_was_copied_from_elsewhere_is_found,
    words_inside_text_without_spaces_are_found_and_marked,
    a_correction_names_only_words_that_the_reader_may_read,
    programs_search_as_people_do,
    many_numbers_at_once_are_sought_or_refused,
);

async fn a_question_is_found_by_what_is_said(desk: TestDesk) {
    let parcel = desk.ask_for("karim", PARCEL).await;
    let sizes = desk.ask_for("lea", SIZES).await;
    question::note(&desk.app, desk.actor("camille"), sizes.id, "Voir la cliente fidèle".to_owned())
        .await
        .unwrap();
    let camille = desk.signed_in("camille").await;
    let (sizes, parcel) = (format!("#{}", sizes.number), format!("#{}", parcel.number));
    // At once, and again when the index has caught up.
    for _ in 0..2 {
        for (typed, found, not) in [
            ("guides", &sizes, &parcel),
            ("transporteurs", &parcel, &sizes),
            ("fidele", &sizes, &parcel),
            ("de:dupont taille", &sizes, &parcel),
            ("dupont -colis", &sizes, &parcel),
            ("\"guide des tailles\"", &sizes, &parcel),
            ("expert:léa", &sizes, &parcel),
            (parcel.as_str(), &parcel, &sizes),
            (&parcel[1..], &parcel, &sizes),
        ] {
            let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(200);
            page.says(found).does_not_say(not);
        }
        let page = camille.get_with("/inbox", &[("view", "all"), ("q", "guides")]).await;
        assert!(page.html.contains("<mark>guide</mark>"), "what was looked for is marked");
        desk.settle().await;
    }
    let typo = camille.get_with("/inbox", &[("view", "all"), ("q", "transporteru")]).await.is(200);
    typo.does_not_say("Résultats pour");
}

async fn a_mistake_is_told_beside_the_field(desk: TestDesk) {
    desk.ask(PARCEL).await;
    let camille = desk.signed_in("camille").await;
    for (typed, told) in [
        ("\"colis", "Le guillemet ouvert au caractère 1"),
        ("sujjet:x", "n’est pas connu"),
        ("sujet:licornes", "« licornes » n’existe pas"),
        ("avant:hier", "n’est pas une date"),
        ("est:bleu", "Au choix"),
    ] {
        let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(422);
        page.says(told);
        assert!(page.html.contains(&typed.replace('"', "&quot;")), "what was typed is kept: {typed}");
    }
}

async fn an_expert_finds_only_their_own(desk: TestDesk) {
    let parcel = desk.ask_for("karim", PARCEL).await;
    desk.settle().await;
    let number = format!("#{}", parcel.number);
    let (lea, karim) = (desk.signed_in("lea").await, desk.signed_in("karim").await);
    karim.get_with("/desk", &[("q", "colis")]).await.is(200).says(&number);
    for typed in ["colis", number.as_str(), "expert:karim", "-licorne"] {
        lea.get_with("/desk", &[("q", typed)]).await.is(200).does_not_say(&format!("row-{}", parcel.number));
    }
}

async fn a_correction_names_only_words_that_the_reader_may_read(desk: TestDesk) {
    // A word that stands in two questions can be what was meant.
    for more in ["", " Merci."] {
        desk.ask_for("karim", &format!("Bonjour, le colis du xylophone n’est pas arrivé.{more}")).await;
        desk.ask_for("lea", &format!("{SIZES}{more}")).await;
    }
    desk.settle().await;
    let correction = "search-instead";
    let (lea, karim) = (desk.signed_in("lea").await, desk.signed_in("karim").await);
    karim.get_with("/desk", &[("q", "xylophnoe")]).await.is(200).says("Résultats pour « xylophone »");
    let page = lea.get_with("/desk", &[("q", "xylophnoe")]).await.is(200);
    assert!(!page.html.contains(correction) && !page.html.contains("xylophone"), "{}", page.html);
    // A word is known to the reader only where the reader may read it.
    for typed in ["xylophone", "xylofone"] {
        let page = lea.get_with("/desk", &[("q", typed)]).await.is(200);
        assert!(!page.html.contains(correction), "{typed}");
    }
    lea.get_with("/desk", &[("q", "tialles")]).await.is(200).says("Résultats pour « taille");
}

async fn what_was_copied_from_elsewhere_is_found(desk: TestDesk) {
    let body =
        "Mon numéro : 06 12 34 56 78. En Belgique : +32 470/12.34.56. La commande AB-123456 n’est pas venue.";
    let wanted = desk.ask_for("karim", body).await;
    let other = desk.ask_for("lea", "Bonjour, une carte grise en 06 ou en 12 ?").await;
    let camille = desk.signed_in("camille").await;
    let (found, not) = (format!("row-{}\"", wanted.number), format!("row-{}\"", other.number));
    let link = format!("https://desk.example.test/q/{}", wanted.token.as_str());
    let number = format!("n° {}", wanted.number);
    for _ in 0..2 {
        for typed in [
            "06.12.34.56.78",
            "+33 6 12 34 56 78",
            "tel:0033612345678",
            "0032470123456",
            "+32 (0)470 123 456",
            "AB-1234",
            "Réf:AB-123456",
            "AB-123456\"",
            link.as_str(),
            number.as_str(),
        ] {
            let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(200);
            assert!(page.html.contains(&found) && !page.html.contains(&not), "{typed}: {}", page.html);
        }
        for typed in ["🙂", "!!", "\"?!\"", "de:!!", "https://desk.example.test/q/aaaaaaaaaaaaaaaaaaaaaaaaaa"]
        {
            let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(200);
            assert!(!page.html.contains(&found) && !page.html.contains(&not), "{typed}");
        }
        for typed in [
            "marie.dupont@example.org",
            "\"Autre Nom\" <Marie.Dupont@example.org>",
            "mailto:marie.dupont@example.org",
        ] {
            let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(200);
            assert!(page.html.contains(&found), "{typed}");
        }
        desk.settle().await;
    }
}

async fn words_inside_text_without_spaces_are_found_and_marked(desk: TestDesk) {
    let chinese = desk.ask_for("karim", "请问退款需要多久？我的手机坏了。").await;
    let japanese = desk.ask_for("karim", "配送はいつですか。").await;
    let thai = desk.ask_for("karim", "ฉันต้องการคืนเงินสำหรับคำสั่งซื้อ").await;
    let all = [&chinese, &japanese, &thai].map(|asked| format!("row-{}\"", asked.number));
    let karim = desk.signed_in("karim").await;
    let camille = desk.signed_in("camille").await;
    for _ in 0..2 {
        for (typed, found) in [("退款", 0), ("手机坏了", 0), ("配送", 1), ("คืนเงิน", 2)]
        {
            let mark = format!("<mark>{typed}</mark>");
            let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(200);
            for (row, known) in all.iter().enumerate() {
                assert_eq!(page.html.contains(known), row == found, "{typed}: {}", page.html);
            }
            assert!(page.html.contains(&mark), "{typed}: {}", page.html);
            let page = karim.get_with("/desk", &[("q", typed)]).await.is(200);
            assert!(page.html.contains(&mark), "{typed}: {}", page.html);
        }
        for typed in ["款", "の", "น", "退货"] {
            let page = camille.get_with("/inbox", &[("view", "all"), ("q", typed)]).await.is(200);
            assert!(all.iter().all(|row| !page.html.contains(row)), "{typed}");
        }
        desk.settle().await;
    }
}

async fn programs_search_as_people_do(desk: TestDesk) {
    let parcel = desk.ask_for("karim", PARCEL).await;
    desk.ask_for("lea", SIZES).await;
    desk.settle().await;
    let camille = desk.caller("camille").await;
    let found = camille.get_with("/api/v1/questions", &[("q", "transporteur is:open")]).await.is(200).json;
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(found["items"][0]["number"], parcel.number);
    camille.get_with("/api/v1/questions", &[("q", "\"colis")]).await.refuses("q");
    let first = camille.get_with("/api/v1/questions", &[("q", "dupont"), ("limit", "1")]).await.is(200).json;
    let cursor = first["next_cursor"].as_str().unwrap().to_owned();
    let second = [("q", "dupont"), ("limit", "1"), ("cursor", cursor.as_str())];
    let second = camille.get_with("/api/v1/questions", &second).await.is(200).json;
    assert_ne!(first["items"][0]["number"], second["items"][0]["number"]);
    assert!(second["next_cursor"].is_null());
}

/// Each number stands in texts in hundreds of ways.
async fn many_numbers_at_once_are_sought_or_refused(desk: TestDesk) {
    desk.ask_for("lea", SIZES).await;
    desk.settle().await;
    let numbers: Vec<_> = (10..39).map(|number| format!("+{number}234567890123")).collect();
    let numbers = numbers.join(" ");
    let cm = desk.caller("camille").await;
    let began = std::time::Instant::now();
    cm.get_with("/api/v1/questions", &[("q", &numbers[..numbers.len().min(499)])]).await.is(200);
    assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
}
