//! Merged threads: each link shows the thread under its own token, and of the other question what its reader may read.

use souffleur_core::{Actor, question::Visibility};
use souffleur_question::{
    intake::{self, Ask, Asked},
    question::merge,
};
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{CUSTOMER, SIZES, question as asks},
    },
    on_both,
};

on_both!(
    a_stranger_names_no_channel,
    each_link_keeps_its_own_token,
    a_stranger_does_not_write_in_the_other_thread,
    what_an_unproven_sender_asked_in_private_is_not_merged,
    an_address_is_proven_by_a_mailed_link,
    a_program_has_the_link_mailed,
    nobody_gets_the_files_of_another,
);

fn private(body: &str) -> Ask {
    Ask { visibility: Some(Visibility::Private), ..asks(body) }
}

async fn put(desk: &TestDesk, ask: Ask) -> Asked {
    intake::ask(&desk.app, Actor::Customer, ask).await.unwrap()
}

fn link(asked: &Asked) -> String {
    format!("/q/{}", asked.token.as_str())
}

async fn a_stranger_names_no_channel(desk: TestDesk) {
    let before = desk.rows().await;
    for channel in ["api", "web", "email", "instagram", "import"] {
        let body = serde_json::json!({ "body": "Où est ma commande ?", "channel": channel,
            "customer": { "name": "Marie Dupont", "email": CUSTOMER } });
        desk.stranger().post("/api/v1/questions", &body).await.refuses("channel");
    }
    let body = serde_json::json!({ "body": "Où est ma commande ?", "external_id": "m-1",
        "customer": { "name": "Marie Dupont" } });
    desk.stranger().post("/api/v1/questions", &body).await.refuses("external_id");
    assert_eq!(desk.rows().await, before, "nothing is stored");
}

async fn each_link_keeps_its_own_token(desk: TestDesk) {
    // A stranger reads the wall, types the customer's name and address, and waits for a merge.
    let own = put(&desk, asks(SIZES)).await;
    let stranger = put(&desk, asks("Bonjour, toujours pas de réponse pour la taille ?")).await;
    merge(&desk.app, desk.actor("camille"), stranger.id, own.number, None).await.unwrap();
    let page = desk.visitor().get(&link(&stranger)).await.is(200);
    page.says("Le guide des tailles").says("toujours pas de réponse");
    for (reader, other) in [(&stranger, &own), (&own, &stranger)] {
        let page = desk.visitor().get(&link(reader)).await.is(200);
        assert!(!page.html.contains(other.token.as_str()), "the token of the other question stays a secret");
        // What the wall shows of the other is what the wall calls them.
        page.says("Marie D.");
    }
}

async fn a_stranger_does_not_write_in_the_other_thread(desk: TestDesk) {
    let own = put(&desk, asks(SIZES)).await;
    let stranger = put(&desk, asks("Bonjour, toujours pas de réponse pour la taille ?")).await;
    merge(&desk.app, desk.actor("camille"), stranger.id, own.number, None).await.unwrap();
    let followed = desk.follow_up(&stranger, "Envoyez plutôt au 3 rue du Voleur.").await;
    assert_eq!(followed.question, stranger.id, "who proved nothing writes in their own question");
    assert_eq!(desk.question(own.id).await.thread.len(), 1);
    assert_eq!(desk.question(stranger.id).await.question.merged_into, None);
    desk.visitor().get(&format!("/wall/{}", own.number)).await.is(200).does_not_say("Voleur");
}

async fn what_an_unproven_sender_asked_in_private_is_not_merged(desk: TestDesk) {
    // A bridge for mail knows who writes; who typed the same name and address into a form is not known.
    let bridge = desk.program("email").await;
    let mail = serde_json::json!({ "body": "Ma commande 4711 est-elle partie ?", "visibility": "private",
        "customer": { "name": "Marie Dupont", "email": CUSTOMER } });
    let mail = bridge.post("/api/v1/questions", &mail).await.is(201).json;
    for stranger in [private("Ma commande est-elle partie ?"), asks("Ma commande est-elle partie ?")] {
        let stranger = put(&desk, stranger).await;
        let camille = desk.signed_in("camille").await;
        let (place, action) =
            (format!("/questions/{}", stranger.id), format!("/questions/{}/relate", stranger.id));
        let number = mail["number"].to_string();
        let refused = camille.fill(&place, &action, &[("number", &number), ("as", "merge")]).await.is(422);
        refused.says("Adresse non vérifiée");
        desk.visitor().get(&link(&stranger)).await.is(200).does_not_say("4711");
    }
}

async fn an_address_is_proven_by_a_mailed_link(desk: TestDesk) {
    let bridge = desk.program("email").await;
    let mail = serde_json::json!({ "body": "Ma commande 4711 est-elle partie ?", "visibility": "private",
        "customer": { "name": "Marie Dupont", "email": CUSTOMER } });
    let mail = bridge.post("/api/v1/questions", &mail).await.is(201).json;
    let web = put(&desk, private("Et la commande 4712 ?")).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", web.id), format!("/questions/{}/verify", web.id));
    camille.get(&place).await.says("Adresse non vérifiée");
    camille.fill(&place, &action, &[]).await.is(303);
    desk.settle().await;
    let letters = desk.letters_to(CUSTOMER);
    let letter = letters.iter().find(|letter| letter.text.contains("/verify/")).unwrap();
    assert!(!letter.text.contains(web.token.as_str()), "the link of the question goes to nobody unproven");
    let path = letter.text.lines().find_map(|line| line.trim().split_once("/verify/")).unwrap().1;
    let path = format!("/verify/{path}");
    // Opening proves nothing: programs open the links of letters by themselves.
    let owner = desk.visitor();
    let before = desk.rows().await;
    owner.get(&path).await.is(200).says("4712");
    assert_eq!(desk.rows().await, before);
    camille.get(&place).await.says("Adresse non vérifiée");
    owner.fill(&path, &path, &[]).await.is(200);
    camille.get(&place).await.does_not_say("Adresse non vérifiée");
    owner.get(&path).await.is(404);
    // Now both are known to be one person's.
    merge(&desk.app, desk.actor("camille"), web.id, mail["number"].as_i64().unwrap(), None).await.unwrap();
    let page = desk.visitor().get(&link(&web)).await.is(200);
    page.says("4711").says("4712").says("Marie Dupont");
    let older = mail["public_url"].as_str().unwrap().rsplit('/').next().unwrap();
    assert!(!page.html.contains(older));
    let followed = desk.follow_up(&web, "Et la 4713 ?").await;
    assert_eq!(followed.number, mail["number"].as_i64().unwrap());
}

async fn a_program_has_the_link_mailed(desk: TestDesk) {
    let asked = put(&desk, private("Et la commande 4712 ?")).await;
    let own = format!("/api/v1/questions/{}", asked.id);
    let (verify, nothing) = (format!("{own}/verify"), serde_json::json!({}));
    let camille = desk.caller("camille").await;
    assert_eq!(camille.get(&own).await.is(200).json["sender_proven"], false);
    for name in ["lea", "nadia", "ada"] {
        desk.caller(name).await.post(&verify, &nothing).await.is_problem(403);
    }
    camille.post(&verify, &nothing).await.is(204);
    desk.settle().await;
    let letters = desk.letters_to(CUSTOMER);
    let mailed: Vec<_> = letters.iter().filter(|letter| letter.text.contains("/verify/")).collect();
    assert_eq!(mailed.len(), 1);
    let secret = mailed[0].text.split("/verify/").nth(1).unwrap().split_whitespace().next().unwrap();
    let path = format!("/verify/{secret}");
    desk.visitor().fill(&path, &path, &[]).await.is(200);
    assert_eq!(camille.get(&own).await.is(200).json["sender_proven"], true);
    // Who is proven is asked no more, and an address is not asked without end.
    camille.post(&verify, &nothing).await.is_problem(409);
    let other = put(&desk, private("Et la commande 4713 ?")).await;
    let verify = format!("/api/v1/questions/{}/verify", other.id);
    for expected in [204, 204, 204, 409] {
        assert_eq!(camille.post(&verify, &nothing).await.status, expected);
    }
}

async fn nobody_gets_the_files_of_another(desk: TestDesk) {
    // Every public address that a customer's token opens, with the token of another.
    let visitor = desk.visitor();
    let form = visitor.get("/ask").await;
    let picture = souffleur_tests::harness::files::photo_by("Marie Dupont");
    let typed = [("body", SIZES), ("name", "Marie Dupont"), ("email", CUSTOMER), ("public", "")];
    let asked = visitor.send(&form, "/ask", &typed, &[("photo.png", &picture)]).await.is(303);
    let page = visitor.follow(&asked).await;
    let own = page.all("a.file-image", "href").pop().unwrap();
    visitor.get(&own).await.is(200);
    let stranger = put(&desk, asks("Quelle taille choisir pour cette robe ?")).await;
    let id = own.rsplit('/').next().unwrap();
    for path in [format!("{}/files/{id}", link(&stranger)), format!("/wall/1001/files/{id}")] {
        desk.visitor().get(&path).await.is(404);
    }
    desk.visitor().get("/wall/1001").await.is(404);
}
