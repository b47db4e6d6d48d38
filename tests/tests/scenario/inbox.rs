//! What a community manager does with the list itself: puts a question aside for a while, takes one step on many, keeps a
//! list under a name.

use jiff::SignedDuration;
use souffleur_core::{
    event::EventKind,
    id::QuestionId,
    question::{Assignee, Status},
};
use souffleur_jobs::fire_timers;
use souffleur_question::question::{self, Deed, bulk};
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    what_is_snoozed_comes_back_at_its_hour,
    whatever_happens_to_it_brings_it_back,
    nothing_is_snoozed_past_its_promise,
    one_step_is_taken_on_many,
    what_cannot_be_done_to_one_is_told_and_holds_up_no_other,
    a_list_is_kept_with_its_count,
    a_kept_list_is_its_owners,
);

async fn what_is_snoozed_comes_back_at_its_hour(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/snooze", asked.id));
    let until = desk.now() + SignedDuration::from_hours(2);
    camille.fill(&place, &action, &[("until", &until.to_string())]).await.is(303);

    camille.get("/inbox").await.says("En cours 1").says("De côté 1").does_not_say("#1001");
    let aside = camille.get("/inbox?view=snoozed").await;
    assert_eq!(aside.all("[data-item]", "id"), ["row-1001"]);
    camille.get("/inbox?view=all").await.says("#1001");
    // Its expert works on, and sees nothing of it.
    desk.signed_in("lea").await.get("/desk").await.says("#1001");

    desk.clock.advance(SignedDuration::from_hours(2));
    assert_eq!(
        camille.get("/inbox").await.all("[data-item]", "id").len(),
        2,
        "the hour alone brings it back"
    );
    fire_timers::pass(&desk.app).await.unwrap();
    fire_timers::pass(&desk.app).await.unwrap();
    let view = desk.question(asked.id).await;
    let woke: Vec<_> = view.events.iter().filter(|event| event.what == EventKind::SnoozeEnded).collect();
    assert_eq!((woke.len(), woke[0].at), (1, until));
    assert_eq!(view.question.snoozed_until, None);
    let found = desk.app.store().verify().await.unwrap().findings;
    assert!(found.is_empty(), "{found:?}");
}

async fn whatever_happens_to_it_brings_it_back(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/snooze", asked.id));
    let until = (desk.now() + SignedDuration::from_hours(2)).to_string();
    let is_aside =
        async || !camille.get("/inbox").await.all("[data-item]", "id").contains(&"row-1001".to_owned());

    camille.fill(&place, &action, &[("until", &until)]).await.is(303);
    assert!(is_aside().await);
    question::draft(&desk.app, desk.actor("lea"), asked.id, "Prenez du 38.".to_owned(), None).await.unwrap();
    assert!(!is_aside().await, "a draft was handed in");

    camille.fill(&place, &action, &[("until", &until)]).await.is(303);
    desk.follow_up(&asked, "Et pour la largeur ?").await;
    assert!(!is_aside().await, "the customer wrote again");

    camille.fill(&place, &action, &[("until", &until)]).await.is(303);
    camille.fill(&place, &format!("{place}/wake"), &[]).await.is(303);
    assert!(!is_aside().await, "she took it up again");
    // The hours that were chosen before mean nothing any more.
    desk.clock.advance(SignedDuration::from_hours(2));
    fire_timers::pass(&desk.app).await.unwrap();
    let view = desk.question(asked.id).await;
    assert_eq!(view.events.iter().filter(|event| event.what == EventKind::SnoozeEnded).count(), 1);
}

async fn nothing_is_snoozed_past_its_promise(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/snooze", asked.id));
    // Due at 17:00 in Paris.
    for (typed, said) in [
        ("2026-11-23T17:00", "choisissez une heure plus tôt"),
        ("2026-11-23T09:00", "Cette heure est passée"),
        ("soon", "Un jour et une heure"),
    ] {
        camille.fill(&place, &action, &[("until_at", typed)]).await.is(422).says(said);
    }
    camille.fill(&place, &action, &[("until_at", "2026-11-23T16:59")]).await.is(303);
    assert_eq!(
        desk.question(asked.id).await.question.version,
        1,
        "it is no edit that a reply could collide with"
    );
    desk.clock.advance(SignedDuration::from_hours(8));
    camille.get("/inbox?view=late").await.says("#1001");
}

async fn one_step_is_taken_on_many(desk: TestDesk) {
    let (one, two) = (desk.ask_for("lea", SIZES).await, desk.ask_for("karim", PARCEL).await);
    let camille = desk.signed_in("camille").await;
    let page = camille.get("/inbox").await;
    let (one_id, two_id, karim) = (one.id.to_string(), two.id.to_string(), desk.user("karim").to_string());
    let tick = |more: &[(&str, &str)]| {
        let mut fields = page.form("/inbox/bulk");
        fields.extend([("ids".to_owned(), one_id.clone()), ("ids".to_owned(), two_id.clone())]);
        for (name, value) in more {
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        fields
    };
    let done = camille.post("/inbox/bulk", &tick(&[("do", "tag"), ("tag", "VIP")])).await.is(303);
    camille.follow(&done).await.says("C’est fait pour 2 questions.");
    for id in [one.id, two.id] {
        assert_eq!(desk.question(id).await.customer.tags[0].as_str(), "vip");
    }
    camille.post("/inbox/bulk", &tick(&[("do", "assign"), ("to", &karim)])).await.is(303);
    assert_eq!(desk.question(one.id).await.question.assignee, Assignee::Expert(desk.user("karim")));
    let until = (desk.now() + SignedDuration::from_hours(1)).to_string();
    camille.post("/inbox/bulk", &tick(&[("until", &until)])).await.is(303);
    assert!(camille.get("/inbox").await.all("[data-item]", "id").is_empty());

    // While replies are promised, closing says why none is needed.
    let refused = camille.post("/inbox/bulk", &tick(&[("do", "close")])).await.is(303);
    camille.follow(&refused).await.says("#1001, #1002 (2 questions)");
    camille.post("/inbox/bulk", &tick(&[("do", "close"), ("reason", "Doublons")])).await.is(303);
    assert_eq!(desk.question(two.id).await.question.status, Status::Closed);

    desk.signed_in("lea").await.post("/inbox/bulk", &tick(&[("do", "close")])).await.is(403);
    desk.signed_in("nadia").await.post("/inbox/bulk", &tick(&[("do", "close")])).await.is(403);
    assert!(camille.get("/inbox?view=all").await.has_form("/inbox/bulk"));
    assert!(!desk.signed_in("nadia").await.get("/inbox?view=all").await.has_form("/inbox/bulk"));
}

async fn what_cannot_be_done_to_one_is_told_and_holds_up_no_other(desk: TestDesk) {
    let (one, two) = (desk.ask_for("lea", SIZES).await, desk.ask_for("karim", PARCEL).await);
    desk.reply(one.id, "Du 38.").await;
    let to = souffleur_question::question::AssignTo::CommunityManager;
    let unknown = QuestionId::new(uuid::Uuid::nil());
    let deed = Deed::Assign { to, reason: None };
    let done = bulk(&desk.app, desk.actor("camille"), &[one.id, unknown, two.id], &deed).await.unwrap();
    assert_eq!((done.done, done.refused.len(), done.refused[0].0), (1, 1, 1001));
    assert_eq!(desk.question(two.id).await.question.assignee, Assignee::CommunityManager);

    let camille = desk.signed_in("camille").await;
    let mut fields = camille.get("/inbox").await.form("/inbox/bulk");
    fields.push(("do".to_owned(), "close".to_owned()));
    let none = camille.post("/inbox/bulk", &fields).await.is(303);
    camille.follow(&none).await.says("Rien n’a été fait");
    fields.push(("ids".to_owned(), "1042".to_owned()));
    camille.post("/inbox/bulk", &fields).await.is(400);
}

async fn a_list_is_kept_with_its_count(desk: TestDesk) {
    desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    let camille = desk.signed_in("camille").await;
    let lea = desk.user("lea");
    let list = format!("/inbox?view=open&expert={lea}");
    let kept = camille.fill(&list, "/inbox/views", &[("view_name", "Chez Léa")]).await.is(303);
    camille.follow(&kept).await.says("Liste gardée").says("Chez Léa");
    camille.get("/inbox").await.says("Chez Léa 1");
    desk.ask_for("lea", SIZES).await;
    camille.get("/inbox").await.says("Chez Léa 2");

    let refused = camille.fill(&list, "/inbox/views", &[("view_name", " ")]).await.is(422);
    refused.says("Chez Léa");
    // The same name again is the same list, changed.
    camille.fill("/inbox?view=late", "/inbox/views", &[("view_name", "Chez Léa")]).await.is(303);
    camille.get("/inbox").await.says("Chez Léa 0");
}

async fn a_kept_list_is_its_owners(desk: TestDesk) {
    desk.ask_for("lea", SIZES).await;
    let (camille, nadia) = (desk.signed_in("camille").await, desk.signed_in("nadia").await);
    camille.fill("/inbox?view=late", "/inbox/views", &[("view_name", "À moi")]).await.is(303);
    let shared = [("view_name", "À tous"), ("shared", "true")];
    camille.fill("/inbox?view=drafted", "/inbox/views", &shared).await.is(303);
    nadia.get("/inbox").await.says("À tous").does_not_say("À moi");
    let page = camille.get("/inbox?view=drafted").await;
    let remove = page.all("form[action*=\"/remove\"]", "action").remove(0);
    let fields = page.form(&remove);
    let foreign = nadia.get("/inbox").await.form("/inbox/views");
    nadia.post(&remove, &foreign).await.is(404);
    camille.post(&remove, &fields).await.is(303);
    nadia.get("/inbox").await.does_not_say("À tous");
}
