//! Files that people send along: what they are is read from their bytes, what names somebody in them is gone before anybody
//! can fetch them, and who fetches one may see what it came with.

use jiff::SignedDuration;
use souffleur_core::question::{Question, Token};
use souffleur_tests::{
    harness::{
        Letter, Page, TestDesk, Visitor,
        files::{document_by, photo_by},
        story::SIZES,
    },
    on_both,
};

on_both!(
    a_file_goes_from_the_wings_to_the_customer_only_with_the_reply,
    what_a_customer_sends_is_seen_by_who_may_see_the_question,
    what_is_no_image_and_no_document_is_refused_and_the_rest_is_kept,
    a_reply_that_is_taken_back_keeps_its_files,
    what_nobody_sent_is_swept,
);

const EXPERT: &str = "Lea Bernard";

fn links(page: &Page) -> Vec<String> {
    page.all(".files a", "href")
}

async fn draft(desk: &TestDesk, place: &str) {
    let lea = desk.signed_in("lea").await;
    let (action, document) = (format!("{place}/draft"), document_by(EXPERT));
    let page = lea.get(place).await.is(200);
    let files = [("Lea-Bernard.pdf", document.as_slice())];
    lea.send(&page, &action, &[("body", "Voyez **le guide**.")], &files).await.is(303);
}

async fn a_file_goes_from_the_wings_to_the_customer_only_with_the_reply(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    draft(&desk, &format!("/desk/{}", asked.id)).await;
    let (place, reply) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let thread = format!("/q/{}", asked.token.as_str());
    let customer = desk.visitor();
    assert!(links(&customer.get(&thread).await).is_empty());

    let camille = desk.signed_in("camille").await;
    let page = camille.get(&place).await.is(200);
    page.says("le guide").says("Lea-Bernard.pdf");
    let staff = links(&page).remove(0);
    camille.get(&staff).await.is(200);
    // Another expert's question is nobody else's to look into; nor is it the public's.
    desk.signed_in("karim").await.get(&staff).await.is(404);
    customer.get(&staff).await.is(303);
    camille.submit(&page, &reply, &[("undo", "")]).await.is(303);

    let shown = customer.get(&thread).await;
    assert_eq!(shown.words(".message-voice strong"), ["le guide"]);
    let link = links(&shown).remove(0);
    let file = customer.get(&link).await.is(200);
    let header = |name| file.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("cache-control"), "private, max-age=31536000, immutable");
    let name = format!("{}-1.pdf", asked.number);
    assert!(header("content-disposition").contains(&name), "{}", header("content-disposition"));
    for text in [&file.html, &shown.html, &format!("{:?}", file.headers)] {
        assert!(!text.contains("Bernard"), "{text}");
    }
    desk.settle().await;
    let letters = desk.letters_to("marie");
    let answers: Vec<_> = letters.iter().map(Letter::everything).collect();
    let letter = answers.iter().find(|letter| letter.contains("le guide")).unwrap();
    assert!(letter.contains(&link) && letter.contains(&name) && !letter.contains("**"), "{letter}");
}

async fn question_behind(desk: &TestDesk, link: &str) -> Question {
    let token = Token::parse(link.trim_start_matches("/q/")).unwrap();
    desk.app.store().read().question_by_token(&token).await.unwrap().unwrap()
}

async fn what_a_customer_sends_is_seen_by_who_may_see_the_question(desk: TestDesk) {
    let customer = desk.visitor();
    let form = customer.get("/ask").await;
    let photo = photo_by("Zoe Marchand");
    let typed = [("body", SIZES), ("name", "Zoé"), ("public", "")];
    let asked = customer.send(&form, "/ask", &typed, &[("IMG_1.exe", photo.as_slice())]).await.is(303);
    let thread = customer.follow(&asked).await;
    let link = links(&thread).remove(0);
    let file = customer.get(&link).await.is(200);
    assert_eq!(file.headers["content-type"], "image/png");
    assert!(!file.html.contains("Marchand"));
    // The same form twice asks once, files and all.
    customer.send(&form, "/ask", &typed, &[("IMG_1.exe", photo.as_slice())]).await.leads_to(asked.location());

    // A private question's file is not on the wall, and a thread's link fetches nothing of another thread.
    let number = question_behind(&desk, asked.location()).await.number;
    let id = link.rsplit('/').next().unwrap();
    customer.get(&format!("/wall/{number}/files/{id}")).await.is(404);
    let other = desk.ask(SIZES).await;
    customer.get(&format!("/q/{}/files/{id}", other.token.as_str())).await.is(404);

    // On the wall, it is everybody's, until the question is hidden.
    let typed = [("body", SIZES), ("name", "Zoé"), ("public", "true")];
    let form = customer.get("/ask").await;
    let asked = customer.send(&form, "/ask", &typed, &[("b.png", photo.as_slice())]).await.is(303);
    let own = links(&customer.follow(&asked).await).remove(0);
    let question = question_behind(&desk, asked.location()).await;
    let wall = format!("/wall/{}/files/{}", question.number, own.rsplit('/').next().unwrap());
    desk.visitor().get(&wall).await.is(200);
    let reason = "Propos injurieux".to_owned();
    souffleur_app::question::hide(&desk.app, desk.actor("camille"), question.id, reason, None).await.unwrap();
    desk.visitor().get(&wall).await.is(404);
}

async fn what_is_no_image_and_no_document_is_refused_and_the_rest_is_kept(desk: TestDesk) {
    let customer = desk.visitor();
    let form = customer.get("/ask").await;
    let photo = photo_by("Zoe");
    let typed = [("body", SIZES), ("name", "")];
    // The name is missing: what was chosen need not be chosen again.
    let refused = customer.send(&form, "/ask", &typed, &[("a.png", photo.as_slice())]).await.is(422);
    assert!(refused.form("/ask").iter().any(|(name, _)| name == "kept"));
    for bad in [&b"<svg onload=alert(1)>"[..], b"MZ\x90\0", b"%PDF-1.4 nothing", &photo[..50]] {
        let again = customer.send(&refused, "/ask", &[("name", "Zoé")], &[("a.png", bad)]).await.is(422);
        assert!(!again.error_at("files").is_empty());
    }
    let many: Vec<_> = (0..5).map(|_| ("a.png", photo.as_slice())).collect();
    let again = customer.send(&refused, "/ask", &[("name", "Zoé")], &many).await.is(422);
    assert!(again.error_at("files").contains('5'));
    let large = [photo.clone(), vec![0; 10 * 1024 * 1024]].concat();
    let again = customer.send(&refused, "/ask", &[("name", "Zoé")], &[("a.png", &large)]).await.is(422);
    assert!(again.error_at("files").contains("10"));
    let asked = customer.submit(&again, "/ask", &[("name", "Zoé")]).await.is(303);
    assert_eq!(links(&customer.follow(&asked).await).len(), 1);

    // A seal of one's own making opens nothing.
    let forged = "eyJoYXNoIjoiMCJ9.AAAA";
    let form = customer.get("/ask").await;
    let asked =
        customer.submit(&form, "/ask", &[("body", SIZES), ("name", "Zoé"), ("kept", forged)]).await.is(303);
    assert!(links(&customer.follow(&asked).await).is_empty());
    // Where no files belong, none are read.
    let page = customer.get("/sign-in").await;
    customer.send(&page, "/sign-in", &[], &[("a.png", photo.as_slice())]).await.is(415);
}

async fn a_reply_that_is_taken_back_keeps_its_files(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let (place, reply) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let camille: Visitor = desk.signed_in("camille").await;
    let page = camille.get(&place).await.is(200);
    let photo = photo_by("Camille");
    camille.send(&page, &reply, &[("body", "Voici.")], &[("plan.png", photo.as_slice())]).await.is(303);
    camille.fill(&place, &format!("{place}/recall"), &[]).await.is(303);
    let again = camille.get(&place).await.is(200);
    assert_eq!(again.form(&reply).iter().filter(|(name, _)| name == "kept").count(), 1);
    camille.submit(&again, &reply, &[]).await.is(303);
    desk.undo_passes().await;
    let shown = desk.visitor().get(&format!("/q/{}", asked.token.as_str())).await;
    assert_eq!(links(&shown).len(), 1);
}

async fn what_nobody_sent_is_swept(desk: TestDesk) {
    let vault = &desk.app.config().attachments.vault;
    let customer = desk.visitor();
    let form = customer.get("/ask").await;
    let photo = photo_by("Zoe");
    customer.send(&form, "/ask", &[("body", "")], &[("a.png", photo.as_slice())]).await.is(422);
    draft(&desk, &format!("/desk/{}", desk.ask_for("lea", SIZES).await.id)).await;
    assert_eq!(vault.list().unwrap().len(), 2);
    desk.clock.advance(SignedDuration::from_hours(47));
    souffleur_app::jobs::tidy::pass(&desk.app).await.unwrap();
    assert_eq!(vault.list().unwrap().len(), 2, "who wavers may still send it");
    desk.clock.advance(SignedDuration::from_hours(2));
    souffleur_app::jobs::tidy::pass(&desk.app).await.unwrap();
    assert_eq!(vault.list().unwrap().len(), 1, "a draft's file stays");
    let verified = desk.app.store().verify_with(vault).await.unwrap();
    assert_eq!((verified.files, verified.wrong_files), (1, vec![]));
}
