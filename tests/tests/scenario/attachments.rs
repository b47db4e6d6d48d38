//! Files that people send along: what they are is read from their bytes, what names somebody in them is gone before anybody
//! can fetch them, and who fetches one may see what it came with.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use souffleur_core::question::{Question, Token};
use souffleur_question::question::{self, Assign, AssignTo};
use souffleur_tests::{
    harness::{
        Caller, Letter, Page, Reply, TestDesk, Visitor,
        files::{document_by, parcel, photo_by},
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
    a_form_in_which_no_file_was_chosen_is_sent,
    programs_send_and_fetch_files_too,
    what_a_program_should_not_send_is_refused,
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
    assert_eq!(header("cache-control"), "no-store");
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
    desk.app.store().read().question_by_token(&desk.app.token_hash(&token)).await.unwrap().unwrap()
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
    souffleur_question::question::hide(&desk.app, desk.actor("camille"), question.id, reason, None)
        .await
        .unwrap();
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
    souffleur_jobs::tidy::pass(&desk.app).await.unwrap();
    assert_eq!(vault.list().unwrap().len(), 2, "who wavers may still send it");
    desk.clock.advance(SignedDuration::from_hours(2));
    souffleur_jobs::tidy::pass(&desk.app).await.unwrap();
    assert_eq!(vault.list().unwrap().len(), 1, "a draft's file stays");
    let verified = desk.app.store().verify_with(vault).await.unwrap();
    assert_eq!((verified.files, verified.wrong_files), (1, vec![]));
}

/// A program sends JSON with files.
async fn bring(by: &Caller, path: &str, message: &Value, files: &[(&str, &[u8])]) -> Reply {
    let (kind, body) = parcel(&[("message".to_owned(), message.to_string())], files);
    Reply::read(by.request(Method::POST, path).header("content-type", kind).body(body)).await
}

async fn programs_send_and_fetch_files_too(desk: TestDesk) {
    let stranger = desk.stranger();
    let message = json!({"body": SIZES, "customer": {"name": "Zoé"}});
    let photo = photo_by("Zoe Dubois");
    let asked = bring(&stranger, "/api/v1/questions", &message, &[("robe.png", &photo)]).await.is(201);
    let (id, link) = (asked.json["id"].as_str().unwrap(), asked.json["public_url"].as_str().unwrap());
    let token = link.rsplit('/').next().unwrap();
    let again = format!("/api/v1/threads/{token}/messages");
    let document = document_by("Zoe Dubois");
    bring(&stranger, &again, &json!({"body": "Et le ticket."}), &[("ticket.pdf", &document)]).await.is(201);
    stranger.post(&again, &json!({"body": "Sans fichier."})).await.is(201);

    // The expert fetches what the customer sent, cleaned; another expert does not know of it.
    if desk.question(id.parse().unwrap()).await.question.assignee.expert() != Some(desk.user("lea")) {
        let assign = Assign { to: AssignTo::Expert(desk.user("lea")), reason: None, version: None };
        question::assign(&desk.app, desk.actor("camille"), id.parse().unwrap(), assign).await.unwrap();
    }
    let (lea, karim) = (desk.caller("lea").await, desk.caller("karim").await);
    let path = format!("/api/v1/questions/{id}");
    let shown = lea.get(&path).await.is(200);
    let thread = shown.json["thread"].as_array().unwrap();
    let names: Vec<_> = thread.iter().map(|entry| entry["files"][0]["name"].as_str()).collect();
    assert_eq!(names, [Some("robe.png"), Some("ticket.pdf"), None]);
    let file = &thread[0]["files"][0];
    assert_eq!(file["media_type"], "image/png");
    let url = file["url"].as_str().unwrap();
    let fetched = lea.get(url).await.is(200);
    assert_eq!(fetched.header("content-type"), "image/png");
    assert!(!fetched.raw.contains("Dubois"), "what names people is taken out");
    karim.get(url).await.is_problem(404);
    stranger.get(url).await.is_problem(401);
    lea.get(&format!("{path}/files/{}", "0".repeat(64))).await.is_problem(404);

    // A draft with a file, and a reply with that and one more: both under names that tell nothing of who sent them.
    let photo = photo_by("Lea Bernard");
    let drafted =
        bring(&lea, &format!("{path}/drafts"), &json!({"body": "Voici."}), &[("lea-bernard.png", &photo)])
            .await;
    let draft = drafted.is(201).json;
    let camille = desk.caller("camille").await;
    let seen = camille.get(&path).await.is(200).json;
    assert_eq!(seen["drafts"][0]["files"][0]["name"], "lea-bernard.png");
    let reply = json!({"body": "Voici.", "draft_id": draft["id"], "with_draft_files": true, "version": seen["version"]});
    let document = document_by("Lea Bernard");
    bring(&camille, &format!("{path}/replies"), &reply, &[("lea.pdf", &document)]).await.is(201);
    let page = desk.visitor().get(&format!("/q/{token}")).await.is(200);
    assert_eq!(links(&page).len(), 4, "two of hers, two of the voice");
    page.does_not_say("lea-bernard");
    for link in links(&page) {
        let bytes = desk.visitor().get(&link).await.is(200);
        assert!(!bytes.html.contains("Bernard") && !format!("{:?}", bytes.headers).contains("lea"), "{link}");
    }
    let verified = desk.app.store().verify_with(&desk.app.config().attachments.vault).await.unwrap();
    assert_eq!(verified.wrong_files, Vec::<String>::new());
}

async fn what_a_program_should_not_send_is_refused(desk: TestDesk) {
    let stranger = desk.stranger();
    let message = json!({"body": SIZES, "customer": {"name": "Zoé"}});
    let photo = photo_by("Zoe");
    let ask = async |message: &Value, files: &[(&str, &[u8])]| {
        bring(&stranger, "/api/v1/questions", message, files).await
    };
    for bad in [&b"<svg onload=alert(1)>"[..], b"MZ\x90\0", b"%PDF-1.4 nothing", &photo[..50]] {
        ask(&message, &[("a.png", bad)]).await.refuses("files");
    }
    let many: Vec<_> = (0..6).map(|_| ("a.png", photo.as_slice())).collect();
    ask(&message, &many).await.refuses("files");
    let large = [photo.clone(), vec![0; 10 * 1024 * 1024]].concat();
    ask(&message, &[("a.png", &large)]).await.refuses("files");
    // Together more than one message may bring: refused before it is looked at.
    let pad = vec![0; 1024 * 1024];
    let huge: Vec<_> =
        (0..5).map(|_| ("a.png", large.as_slice())).chain([("b.png", pad.as_slice())]).collect();
    ask(&message, &huge).await.is_problem(413);
    ask(&json!({"body": SIZES}), &[("a.png", &photo)]).await.refuses("customer");
    ask(&json!({"body": "x".repeat(70_000), "customer": {"name": "Zoé"}}), &[]).await.is_problem(413);
    ask(&json!([]), &[]).await.is(422);
    // Forms of another make: no message, a field of no meaning, files in a field of their own.
    let send = async |fields: &[(&str, &str)]| {
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (kind, body) = parcel(&fields, &[]);
        let request =
            stranger.request(Method::POST, "/api/v1/questions").header("content-type", kind).body(body);
        Reply::read(request).await
    };
    send(&[]).await.is_problem(400);
    send(&[("message", "nonsense")]).await.is_problem(400);
    send(&[("message", &message.to_string()), ("csrf", "x")]).await.is_problem(400);
    let broken =
        stranger.request(Method::POST, "/api/v1/questions").header("content-type", "multipart/form-data");
    Reply::read(broken.body("x")).await.is_problem(400);
    // Where no files belong, none are read.
    let lea = desk.caller("lea").await;
    let id = desk.ask_for("lea", SIZES).await.id;
    let note = format!("/api/v1/questions/{id}/notes");
    bring(&lea, &note, &json!({"body": "x"}), &[("a.png", &photo)]).await.is_problem(415);
    assert_eq!(desk.rows().await["question"], 1, "nothing was half-stored");
    stranger.post("/api/v1/threads/nobody/messages", &json!({"body": "x"})).await.is_problem(404);
}

/// Browsers send a part without a name and without bytes for it.
async fn a_form_in_which_no_file_was_chosen_is_sent(desk: TestDesk) {
    let visitor = desk.visitor();
    let form = visitor.get("/ask").await;
    visitor.send(&form, "/ask", &[("body", SIZES), ("name", "Zoé")], &[("", &[])]).await.is(303);
}
