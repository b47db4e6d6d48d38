//! "I am away until …": two taps, and routing passes by; what one holds goes to others if one says so.

use souffleur_core::question::{Assignee, Status};
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(who_is_away_is_given_nothing_and_passes_on_what_they_hold, nonsense_is_told_beside_the_day);

async fn who_is_away_is_given_nothing_and_passes_on_what_they_hold(desk: TestDesk) {
    let (first, second) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", SIZES).await);
    let lea = desk.signed_in("lea").await;
    lea.fill(&format!("/desk/{}", second.id), &format!("/desk/{}/draft", second.id), &[("body", "Du 38.")])
        .await
        .is(303);
    // One tap opens the days, the next chooses one.
    let page = lea.get("/desk").await.is(200);
    let days = page.all("form[action=\"/desk/away\"] button[name=until]", "value");
    assert_eq!(days, ["2026-11-23", "2026-11-24", "2026-11-27", "2026-11-30"]);
    lea.submit(&page, "/desk/away", &[("until", "2026-11-27")]).await.leads_to("/desk");
    lea.get("/desk")
        .await
        .says("absent jusqu’au vendredi 27 novembre 2026")
        .says("Une question vous reste confiée");
    let third = desk.ask(SIZES).await;
    let lea_id = desk.user("lea");
    assert_ne!(desk.question(third.id).await.question.assignee, Assignee::Expert(lea_id));

    lea.fill("/desk", "/desk/pass-on", &[]).await.leads_to("/desk");
    assert_ne!(desk.question(first.id).await.question.assignee, Assignee::Expert(lea_id));
    let drafted = desk.question(second.id).await.question;
    assert_eq!(
        (drafted.assignee, drafted.status),
        (Assignee::Expert(lea_id), Status::Drafted),
        "the work is done"
    );

    lea.fill("/desk", "/desk/back", &[]).await.leads_to("/desk");
    let user = desk.app.settings().user(lea_id).cloned().unwrap();
    assert!(user.expertise.absences.is_empty());
    assert!(lea.get("/desk").await.has_form("/desk/away"));
}

async fn nonsense_is_told_beside_the_day(desk: TestDesk) {
    let lea = desk.signed_in("lea").await;
    for day in ["", "hier", "2026-11-22", "2030-01-01"] {
        let refused = lea.fill("/desk", "/desk/away", &[("until_typed", day)]).await.is(422);
        assert!(!refused.error_at("until_typed").is_empty(), "{day}");
    }
}
