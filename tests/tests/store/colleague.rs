//! Colleagues who were asked come back with what they wrote, and the question's page reads them along with the question.

use souffleur_core::{id::QuestionId, side_draft::SideDraft, user::User};
use souffleur_store::{
    read::Scope,
    search::{Facet, SearchQuery, Wanted},
};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(what_a_colleague_writes_stands_beside_the_draft, who_was_asked_finds_it);

fn asked(house: &House, question: QuestionId, author: &User, second: i64) -> SideDraft {
    SideDraft {
        question,
        author: author.id,
        asked_by: house.lea.id,
        asked_at: at(second),
        request: text("@tom Quel délai ?"),
        body: None,
        at: None,
    }
}

async fn what_a_colleague_writes_stands_beside_the_draft(world: World) {
    let house = House::open(&world).await;
    let question = house.ask(&world, 1, 0, 60).await.question.id;
    let other = house.ask(&world, 2, 0, 60).await.question.id;
    let (tom, claire) = (asked(&house, question, &house.tom, 5), asked(&house, question, &house.claire, 4));
    let mut tx = world.begin().await;
    for one in [&tom, &claire, &asked(&house, other, &house.tom, 3)] {
        tx.ask_colleague(one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.side_drafts_of(question).await.unwrap(), [claire.clone(), tom.clone()]);
    assert_eq!(read.side_draft(question, house.tom.id).await.unwrap(), Some(tom.clone()));
    assert_eq!(read.side_draft(question, house.lea.id).await.unwrap(), None);
    let about = read.asked_about(&[question, other]).await.unwrap();
    assert_eq!((about[&question].len(), about[&other].len()), (2, 1));
    let waiting = async || {
        let lines = world.store.read().asks_of(house.tom.id).await.unwrap();
        lines.into_iter().map(|line| (line.question, line.asked_at)).collect::<Vec<_>>()
    };
    assert_eq!(waiting().await, [(other, at(3)), (question, at(5))]);

    let written = SideDraft { body: Some(text("Cinq jours.")), at: Some(at(6)), ..tom.clone() };
    let stranger = SideDraft { author: house.lea.id, ..written.clone() };
    let mut tx = world.begin().await;
    assert!(tx.write_side_draft(&written).await.unwrap());
    assert!(!tx.write_side_draft(&stranger).await.unwrap(), "nobody asked");
    tx.commit().await.unwrap();
    let view = read.question_view(question).await.unwrap().unwrap();
    assert_eq!(view.side_drafts, [claire.clone(), written.clone()]);
    assert!(view.name(house.tom.id).is_some() && view.name(house.claire.id).is_some());
    assert_eq!(waiting().await, [(other, at(3))]);

    // Asked again: what was written stays, and the line waits again.
    let mut tx = world.begin().await;
    tx.ask_colleague(&asked(&house, question, &house.tom, 9)).await.unwrap();
    tx.commit().await.unwrap();
    let again = SideDraft { asked_at: at(9), ..written };
    assert_eq!(read.side_draft(question, house.tom.id).await.unwrap().as_ref(), Some(&again));
    assert!(again.is_awaited());
    assert_eq!(waiting().await.len(), 2);
}

async fn who_was_asked_finds_it(world: World) {
    let house = House::open(&world).await;
    let question = house.ask(&world, 1, 0, 60).await.question;
    let found = async |user| {
        let query = SearchQuery {
            scope: Scope::Own(user),
            lookup: souffleur_search::Lookup::default(),
            facets: vec![Facet::of(Wanted::Number(question.number))],
            newest: 9,
        };
        world.store.read().search(&query).await.unwrap().len()
    };
    assert_eq!(found(house.tom.id).await, 0);
    let mut tx = world.begin().await;
    tx.ask_colleague(&asked(&house, question.id, &house.tom, 5)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((found(house.tom.id).await, found(house.claire.id).await), (1, 0));
}
