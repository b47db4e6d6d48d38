//! What was answered elsewhere before, and who hears of what happens now.

use crate::desk::Desk;
use futures_util::StreamExt as _;
use souffleur_admin::import;
use souffleur_app::live;
use souffleur_core::question::Status;
use souffleur_question::question;

const HISTORY: &str = "asked_at,customer,body,topic,expert,reply,replied_at
2025-03-01T10:00:00Z,zoe@example.test,Le frobulateur est arrivé cassé,parcels,lea.bernard@desk.example,Nous le remplaçons.,2025-03-01T12:00:00Z
2025-03-02 10:00,Paul,Ma froissette est trop large,Tailles,Max Roy,,
2025-03-03T10:00:00Z,Paul,,parcels,,,
hier,Paul,Rien,parcels,,,
2025-03-04T10:00:00Z,Paul,Autre chose,jardin,,,
";

#[tokio::test]
async fn history_is_imported_once_and_teaches() {
    let desk = Desk::new().await;
    let imported = import::import_history(&desk.app, HISTORY.as_bytes(), |_| {}).await.unwrap();
    assert_eq!((imported.imported, imported.repeated, imported.learned), (2, 0, 2));
    let errors: Vec<_> = imported.errors.iter().map(|error| (error.line, error.reason.as_str())).collect();
    assert_eq!(errors[0], (4, "body is empty"));
    assert_eq!(errors[1].0, 5);
    assert_eq!(errors[2], (6, "topic `jardin` is not one of the desk's"));

    let query = question::ListQuery { statuses: vec![Status::Closed], ..Default::default() };
    let page = question::list(&desk.app, desk.lea, query).await.unwrap();
    assert_eq!(page.items.len(), 1, "an expert sees what they answered");
    let view = question::get(&desk.app, desk.lea, page.items[0].id).await.unwrap();
    assert_eq!((view.thread.len(), view.targets.len()), (2, 0), "history counts in no figure");

    let asked = desk.ask("Mon frobulateur fait du bruit").await;
    assert_eq!(asked.assignment.unwrap().expert, desk.lea.user());
    let again = import::import_history(&desk.app, HISTORY.as_bytes(), |_| {}).await.unwrap();
    assert_eq!((again.imported, again.repeated), (0, 2));
    let pages = "topic,title,body\nsizes,Guide,Mesurez la gibousse\n";
    let first = import::import_pages(&desk.app, pages.as_bytes()).await.unwrap();
    let second = import::import_pages(&desk.app, pages.as_bytes()).await.unwrap();
    assert_eq!((first.imported, second.imported, second.repeated), (1, 0, 1));
}

#[tokio::test]
async fn everybody_hears_what_is_theirs_to_hear_and_resumes_where_they_were() {
    let desk = Desk::new().await;
    let mut all = Box::pin(live::subscribe(&desk.app, desk.manager, None).await.unwrap());
    let mut leas = Box::pin(live::subscribe(&desk.app, desk.lea, None).await.unwrap());
    let maxs = live::subscribe(&desk.app, desk.max, None).await.unwrap();
    let asked = desk.ask("Où est mon colis ?").await;
    let first = all.next().await.unwrap();
    assert_eq!((first.kind.as_str(), first.question.unwrap().number), ("asked", asked.number));
    assert_eq!(leas.next().await.unwrap().id, first.id);
    let sizes = desk.ask("Quelle taille choisir pour cette coupe ?").await;
    let heard = Box::pin(maxs).next().await.unwrap();
    assert_eq!(heard.question.unwrap().id, sizes.id, "Max never heard of Léa's");

    let resumed = live::subscribe(&desk.app, desk.manager, Some(live::After::Event(first.id))).await.unwrap();
    let missed: Vec<_> = resumed.take(7).collect().await;
    assert!(missed.iter().all(|event| event.id != first.id));
    assert_eq!(missed.last().unwrap().question.unwrap().id, sizes.id);
}
