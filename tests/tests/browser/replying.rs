//! From what experts propose to what the customer reads: drafts are compared and put together, go back with a remark, and
//! their author sees what became of them; a reply leaves later, or asks for patience and keeps no promise by it.

use fantoccini::{Locator, key::Key};
use souffleur_app::view::TargetState;
use souffleur_question::question::AssignTo;
use souffleur_sla::TargetKind;
use souffleur_tests::harness::story::{PARCEL, SIZES};

use super::{
    keyboard::{enter, tab_to},
    stage::{click, find, holds, open, press, says, send, sign_in, type_moment, visit},
};

const EDITOR: &str = "textarea[data-key=r]";
const MORE: &str = " Belle journée.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_drafts_are_compared_and_put_together() {
    const LEA: &str = "Prenez du 38.";
    const KARIM: &str = "Prenez du 40, la coupe est ample.";
    let (desk, browser) = open().await;
    let client = &browser.client;
    let asked = desk.ask_for("lea", SIZES).await;
    desk.draft("lea", asked.id, LEA).await;
    desk.assign(asked.id, AssignTo::Expert(desk.user("karim"))).await;
    desk.draft("karim", asked.id, KARIM).await;

    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &format!("/questions/{}", asked.id)).await;
    holds(client, EDITOR, KARIM).await;
    press(client, "c").await;
    says(client, ".beside-editor", "Votre texte est le brouillon de Karim Haddad, mot pour mot").await;
    press(client, "r").await;
    press(client, MORE).await;
    press(client, &char::from(Key::Escape).to_string()).await;
    press(client, "c").await;
    says(client, ".beside-editor ins", MORE.trim()).await;

    // The other draft is compared with what stands in the editor, and comes into it beside the first.
    click(client, "#earlier-1001 > summary").await;
    click(client, "#earlier-1001 [hx-post*=compare]").await;
    says(client, "#earlier-1001 .beside-editor", "le brouillon de Léa Bernard dit à la place").await;
    says(client, "#earlier-1001 del", "38").await;
    says(client, "#earlier-1001 ins", "40").await;
    click(client, "#earlier-1001 [data-insert]").await;
    let both = format!("{LEA}\n\n{KARIM}{MORE}");
    holds(client, EDITOR, &both).await;
    send(client).await;
    says(client, ".flash-undo", "part dans un instant").await;
    desk.undo_passes().await;
    visit(client, &desk, &format!("/q/{}", asked.token.as_str())).await;
    says(client, ".message-voice", LEA).await;
    says(client, ".message-voice", &format!("{KARIM}{MORE}")).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_goes_back_with_a_remark_and_its_author_sees_what_left() {
    const REMARK: &str = "Dites aussi comment échanger.";
    let (desk, browser) = open().await;
    let client = &browser.client;
    let asked = desk.ask_for("lea", SIZES).await;
    let next = desk.ask_for("karim", PARCEL).await;
    desk.draft("lea", asked.id, "Prenez du 38.").await;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &format!("/questions/{}", asked.id)).await;
    find(client, "[data-key=b]").await;
    press(client, "b").await;
    press(client, REMARK).await;
    send(client).await;
    says(client, "main", "Brouillon retourné").await;

    sign_in(&browser, &desk.url, "lea@example.test").await;
    says(client, "#desk-list", "À reprendre").await;
    press(client, "o").await;
    says(client, ".returned", REMARK).await;
    find(client, EDITOR).await;
    press(client, "r").await;
    press(client, " L’échange est gratuit.").await;
    send(client).await;
    says(client, "main", "Brouillon remis").await;

    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &format!("/questions/{}", asked.id)).await;
    holds(client, EDITOR, "Prenez du 38. L’échange est gratuit.").await;
    press(client, "r").await;
    press(client, MORE).await;
    send(client).await;
    // What is due next opens by itself.
    says(client, ".question-number", &format!("#{}", next.number)).await;
    desk.undo_passes().await;
    desk.follow_up(&asked, "Merci beaucoup, c’est parfait !").await;

    sign_in(&browser, &desk.url, "lea@example.test").await;
    visit(client, &desk, &format!("/desk/{}", asked.id)).await;
    says(client, "[id^=sent-]", "Ce que le client a lu").await;
    says(client, "[id^=sent-] ins", MORE.trim()).await;
    tab_to(client, "a[href=\"/desk/figures\"]").await;
    enter(client).await;
    for (state, said) in [("edited", "1"), ("returned", "1"), ("unchanged", "0")] {
        says(client, ".report-tiles", &format!("{}\n{said}", metric(state))).await;
    }
    says(client, ".report-tiles", "Remerciées\n1").await;
    browser.close().await;
}

fn metric(state: &str) -> &'static str {
    match state {
        "edited" => "Brouillon retouché",
        "returned" => "Brouillon renvoyé",
        _ => "Brouillon envoyé tel quel",
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn patience_meets_nothing_and_a_reply_leaves_at_its_hour() {
    const LATER: &str = "Prenez du 38.";
    let (desk, browser) = open().await;
    let client = &browser.client;
    let asked = desk.ask_for("lea", SIZES).await;
    let promise = async || desk.target(asked.id, TargetKind::FirstReply).await.state;
    let place = format!("/questions/{}", asked.id);
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &place).await;
    find(client, EDITOR).await;
    press(client, "r").await;
    press(client, "Nous regardons cela avec l’atelier.").await;
    press(client, &char::from(Key::Escape).to_string()).await;
    press(client, "h").await;
    find(client, "[value=holding]:focus").await;
    assert_eq!(client.find_all(Locator::Css(".flash-undo")).await.unwrap().len(), 0, "not by one letter");
    enter(client).await;
    says(client, ".flash-undo", "part dans un instant").await;
    desk.undo_passes().await;
    says(client, ".thread", "il ne tient pas la promesse").await;
    assert_eq!(promise().await, TargetState::Pending, "asking for patience keeps no promise");

    for leaves in [false, true] {
        visit(client, &desk, &place).await;
        find(client, EDITOR).await;
        press(client, "r").await;
        if !leaves {
            press(client, LATER).await;
        }
        press(client, &char::from(Key::Escape).to_string()).await;
        press(client, "l").await;
        find(client, "[name=leaves_at]:focus").await;
        type_moment(client, "2026-11-23T15:30").await;
        holds(client, "[name=leaves_at]", "2026-11-23T15:30").await;
        enter(client).await;
        says(client, ".flashes", "est programmée").await;
        visit(client, &desk, &place).await;
        says(client, ".scheduled", "15:30").await;
        if !leaves {
            press(client, "z").await;
            says(client, "main", "Réponse reprise. Rien n’a été envoyé").await;
            holds(client, EDITOR, LATER).await;
        }
    }
    assert_eq!((desk.replies().await, promise().await), (1, TargetState::Pending), "it has not left");
    desk.clock.set("2026-11-23T14:30:00Z");
    desk.settle().await;
    says(client, ".thread", LATER).await;
    assert_eq!((desk.replies().await, promise().await), (2, TargetState::Met));
    browser.close().await;
}
