//! Searching finds the same on both databases, before a question is indexed and after, and only what one may see.

use jiff::ToSpan as _;
use souffleur_core::{
    draft::{Draft, DraftState},
    id::UserId,
    question::{Assignee, Status},
};
use souffleur_search::{Lookup, deletions, folded, phrase, sought, word};
use souffleur_store::{
    Note,
    read::Scope,
    search::{Facet, SearchQuery, Wanted},
};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    the_same_is_found_indexed_or_not,
    what_changes_is_found_anew,
    filters_narrow_what_is_found,
    an_expert_finds_their_own,
    words_that_are_nearly_right_are_known,
    the_index_is_compared_and_made_anew,
    any_token_is_taken,
    words_inside_text_without_spaces_are_found,
    lines_of_the_release_before_are_indexed_anew,
    the_newest_are_found_however_far_apart,
    a_number_that_comes_late_is_found,
);

async fn index(world: &World) {
    while world.store.index_some(50).await.unwrap().questions > 0 {}
}

fn words(typed: &str) -> Lookup {
    Lookup { all: folded(typed).iter().map(|one| word(one)).collect(), none: vec![] }
}

async fn find(world: &World, scope: Scope, lookup: Lookup, facets: Vec<Facet>) -> Vec<i64> {
    let query = SearchQuery { scope, lookup, facets, newest: 100 };
    let found = world.store.read().search(&query).await.unwrap();
    found.iter().map(|one| one.number).collect()
}

async fn says(world: &World, house: &House, number: i64, body: &str) -> crate::asked::Asked {
    let mut asked = house.asked(world, number, number, 60);
    asked.question.subject = None;
    asked.message.body = text(body);
    asked.commit(world).await;
    asked
}

async fn the_same_is_found_indexed_or_not(world: World) {
    let house = House::open(&world).await;
    says(&world, &house, 1001, "Je voudrais être remboursée de l’écharpe, SVP.").await;
    says(&world, &house, 1002, "Le remboursement n'est pas arrivé ; la carte cadeau non plus").await;
    says(&world, &house, 1003, "My refund never came, nor the gift card").await;
    for _ in 0..2 {
        let all = async |lookup| find(&world, Scope::All, lookup, vec![]).await;
        assert_eq!(all(words("remboursements")).await, [1002, 1001]);
        assert_eq!(all(words("ECHARPE rembourser")).await, [1001]);
        assert_eq!(all(words("refunds")).await, [1003]);
        assert_eq!(all(Lookup { all: vec![phrase("carte cadeau").unwrap()], none: vec![] }).await, [1002]);
        assert_eq!(all(Lookup { all: vec![phrase("cadeau carte").unwrap()], none: vec![] }).await, [0; 0]);
        let none = vec![word("echarpe")];
        assert_eq!(all(Lookup { none: none.clone(), ..words("rembourser") }).await, [1002]);
        assert_eq!(all(Lookup { none, ..Lookup::default() }).await, [1003, 1002]);
        assert_eq!(all(words("marie")).await, [1003, 1002, 1001], "the customer’s name");
        assert_eq!(all(words("robe")).await, [0; 0]);
        index(&world).await;
        let lag = world.store.read().search_lag().await.unwrap();
        assert_eq!(lag.changed, 0);
    }
}

async fn what_changes_is_found_anew(world: World) {
    let house = House::open(&world).await;
    let asked = says(&world, &house, 1001, "Où est mon colis ?").await;
    index(&world).await;
    let draft = Draft {
        id: world.id(),
        question: asked.question.id,
        author: house.lea.id,
        state: DraftState::Submitted,
        version: 1,
        body: Some(text("Le transporteur l'a égaré.")),
        remark: None,
        at: at(3),
    };
    let note = Note {
        id: world.id(),
        question: asked.question.id,
        author: house.claire.id,
        body: text("Geste commercial ?"),
        mentions: vec![],
        at: at(4),
    };
    let mut tx = world.begin().await;
    tx.insert_draft(&draft).await.unwrap();
    tx.insert_note(&note).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        assert_eq!(find(&world, Scope::All, words("transporteur"), vec![]).await, [1001]);
        assert_eq!(find(&world, Scope::All, words("gestes"), vec![]).await, [1001]);
        let noted = vec![Facet::of(Wanted::Noted)];
        assert_eq!(find(&world, Scope::All, words("colis"), noted).await, [1001]);
        index(&world).await;
    }
    let mut tx = world.begin().await;
    tx.save_draft(&Draft { version: 2, body: Some(text("Il est perdu.")), ..draft }).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        assert_eq!(
            find(&world, Scope::All, words("transporteur"), vec![]).await,
            [0; 0],
            "only the last version"
        );
        assert_eq!(find(&world, Scope::All, words("perdu"), vec![]).await, [1001]);
        index(&world).await;
    }
}

async fn filters_narrow_what_is_found(world: World) {
    let house = House::open(&world).await;
    let asked = says(&world, &house, 1001, "Mon colis est en retard").await;
    let mut other = house.asked(&world, 1002, 2, 60);
    other.question.assignee = Assignee::CommunityManager;
    other.question.status = Status::New;
    other.commit(&world).await;
    let filter = async |wanted: Wanted| {
        let of = |negated| vec![Facet { negated, wanted: wanted.clone() }];
        let with = find(&world, Scope::All, words("colis"), of(false)).await;
        (with, find(&world, Scope::All, words("colis"), of(true)).await)
    };
    for _ in 0..2 {
        assert_eq!(filter(Wanted::Status(vec![Status::New])).await, (vec![1002], vec![1001]));
        assert_eq!(filter(Wanted::Nobody).await, (vec![1002], vec![1001]));
        assert_eq!(filter(Wanted::Expert(vec![house.lea.id])).await, (vec![1001], vec![1002]));
        assert_eq!(filter(Wanted::Topic(vec![house.topics[1].id])).await, (vec![], vec![1002, 1001]));
        assert_eq!(filter(Wanted::Number(1001)).await, (vec![1001], vec![1002]));
        let asked_at = asked.question.asked_at;
        let later = other.question.asked_at;
        assert_ne!(later, asked_at);
        let (first, second) = if asked_at < later { (1001, 1002) } else { (1002, 1001) };
        let between = asked_at.max(later);
        assert_eq!(filter(Wanted::Before(between)).await, (vec![first], vec![second]));
        assert_eq!(filter(Wanted::After(between)).await, (vec![second], vec![first]));
        let never = (vec![], vec![1002, 1001]);
        assert_eq!(filter(Wanted::Before(asked_at.min(later))).await, never, "before the first");
        assert_eq!(filter(Wanted::After(between + 3_000.hours())).await, never, "after the last");
        assert_eq!(filter(Wanted::Late(at(30))).await.0, [0; 0]);
        assert_eq!(filter(Wanted::Late(at(61))).await.0, [1002, 1001]);
        index(&world).await;
    }
}

async fn an_expert_finds_their_own(world: World) {
    let house = House::open(&world).await;
    says(&world, &house, 1001, "Mon colis est en retard").await;
    let own = async |user: UserId| find(&world, Scope::Own(user), words("colis"), vec![]).await;
    for _ in 0..2 {
        assert_eq!(own(house.lea.id).await, [1001]);
        assert_eq!(own(house.tom.id).await, [0; 0]);
        index(&world).await;
    }
}

async fn words_that_are_nearly_right_are_known(world: World) {
    let house = House::open(&world).await;
    for number in 1001..=1004 {
        says(&world, &house, number, "Mon remboursement, s’il vous plaît").await;
    }
    index(&world).await;
    let read = world.store.read();
    let near = read.near_words(&deletions("remboursemnet", 2)).await.unwrap();
    assert_eq!((near[0].word.as_str(), near[0].questions), ("remboursement", 4));
    assert!(read.near_words(&deletions("xylophone", 2)).await.unwrap().is_empty());
    let rarity = read.rarity(&["rembours", "xylophon"]).await.unwrap();
    assert_eq!((rarity.questions.get("rembours"), rarity.all), (Some(&4), 4));
}

async fn the_index_is_compared_and_made_anew(world: World) {
    let house = House::open(&world).await;
    for number in 1001..=1003 {
        says(&world, &house, number, "Mon colis").await;
    }
    index(&world).await;
    let wrong = async || {
        let verified = world.store.verify().await.unwrap();
        let about = verified.findings.iter().filter(|finding| finding.what.contains("search"));
        about.map(|finding| finding.number).collect::<Vec<_>>()
    };
    assert_eq!(wrong().await, [0; 0]);
    world.meddle("UPDATE search_text SET line = 'nothing' WHERE number = 1002").await.unwrap();
    assert_eq!(wrong().await, [1002]);
    world.store.forget_index().await.unwrap();
    assert_eq!(find(&world, Scope::All, words("colis"), vec![]).await, [1003, 1002, 1001], "read meanwhile");
    index(&world).await;
    assert_eq!(wrong().await, [0; 0]);
    assert_eq!(find(&world, Scope::All, words("colis"), vec![]).await, [1003, 1002, 1001]);
}

async fn any_token_is_taken(world: World) {
    let house = House::open(&world).await;
    let odd = "O'Neill d\\x 'quoted' \"double\" NEAR(a b) AND NOT हिन्दी 我的包裹 Привет ½ x² naïve_snake *star* a:b ($1)";
    says(&world, &house, 1001, odd).await;
    index(&world).await;
    for typed in [
        "O'Neill",
        "quoted",
        "हिन्दी",
        "我的包裹",
        "привет",
        "NEAR",
        "AND",
        "x²",
        "naïve_snake",
        "' OR 1=1 --",
    ] {
        let found = find(
            &world,
            Scope::All,
            Lookup { all: phrase(typed).into_iter().collect(), none: vec![] },
            vec![],
        )
        .await;
        let expected: &[i64] = if typed.contains("1=1") { &[] } else { &[1001] };
        assert_eq!(found, expected, "{typed}");
    }
}

fn typed(text: &str) -> Lookup {
    Lookup { all: sought(text, true).into_iter().collect(), none: vec![] }
}

async fn words_inside_text_without_spaces_are_found(world: World) {
    let house = House::open(&world).await;
    says(&world, &house, 1001, "请问退款需要多久？我的𠮷野家iPhone手机坏了").await;
    says(&world, &house, 1002, "配送はいつですか。注文番号12345です").await;
    says(&world, &house, 1003, "ฉันต้องการคืนเงินสำหรับคำสั่งซื้อ เสื้อสีแดง").await;
    says(&world, &house, 1004, "Où est mon colis, Numéro 12346 ?").await;
    says(&world, &house, 1005, "这个，个人；환불은 언제 되나요?").await;
    for _ in 0..2 {
        for (sought, found) in [
            ("退款", vec![1001]),
            ("退款需要多久？", vec![1001]),
            ("手机坏", vec![1001]),
            ("iPhone手", vec![1001]),
            ("𠮷野家", vec![1001]),
            ("款", vec![]),
            ("需退款", vec![]),
            ("配送", vec![1002]),
            ("12345", vec![1002]),
            ("号12345", vec![1002]),
            ("1234", vec![1004, 1002]),
            ("は", vec![]),
            ("คืนเงิน", vec![1003]),
            ("สี", vec![1003]),
            ("สำหรับคำสั่ง", vec![1003]),
            ("น", vec![]),
            ("环", vec![]),
            ("这个人", vec![]),
            ("这个，个人", vec![1005]),
            ("환불", vec![1005]),
            ("+32 470 12 34 56", vec![]),
        ] {
            assert_eq!(find(&world, Scope::All, typed(sought), vec![]).await, found, "{sought}");
        }
        let none = typed("退款").all;
        assert_eq!(
            find(&world, Scope::All, Lookup { all: vec![], none }, vec![]).await,
            [1005, 1004, 1003, 1002]
        );
        index(&world).await;
    }
}

async fn lines_of_the_release_before_are_indexed_anew(world: World) {
    let house = House::open(&world).await;
    says(&world, &house, 1001, "请问退款需要多久？").await;
    says(&world, &house, 1002, "Mon colis").await;
    index(&world).await;
    let old = "UPDATE search_text SET line = '_t _g _m 请问退款需要多久 _g _w' WHERE number = 1001";
    world.meddle(old).await.unwrap();
    let step = "DELETE FROM seaql_migrations WHERE version = 'm20261130_000820_bigrams'";
    world.meddle(step).await.unwrap();
    assert_eq!(world.store.migrate().await.unwrap(), 1);
    assert_eq!(world.store.read().search_lag().await.unwrap().changed, 1, "not the other one");
    for _ in 0..2 {
        assert_eq!(find(&world, Scope::All, typed("退款"), vec![]).await, [1001]);
        assert_eq!(find(&world, Scope::All, typed("colis"), vec![]).await, [1002]);
        index(&world).await;
    }
    assert_eq!(world.store.read().search_lag().await.unwrap().changed, 0);
}

/// On PostgreSQL a search goes back span by span.
async fn the_newest_are_found_however_far_apart(world: World) {
    let house = House::open(&world).await;
    let numbers = [1_001, 8_191, 8_192, 20_000, 80_000, 700_000, 1_300_000, 1_300_001];
    for number in numbers {
        says(&world, &house, number, "Mon colis").await;
    }
    index(&world).await;
    let newest = numbers.iter().rev().copied().collect::<Vec<i64>>();
    for wanted in [1, 2, 3, 5, 7, 100] {
        let query = SearchQuery { scope: Scope::All, lookup: words("colis"), facets: vec![], newest: wanted };
        let found = world.store.read().search(&query).await.unwrap();
        let found: Vec<i64> = found.iter().map(|one| one.number).collect();
        assert_eq!(found, newest[..newest.len().min(wanted as usize)]);
    }
    let only = find(&world, Scope::All, words("colis"), vec![Facet::of(Wanted::Number(8_191))]).await;
    assert_eq!(only, [8_191]);
}

/// On PostgreSQL a number may be committed after one that was given out later, or never.
async fn a_number_that_comes_late_is_found(world: World) {
    if !world.is_postgres() {
        return;
    }
    let house = House::open(&world).await;
    says(&world, &house, 1001, "Un colis bleu").await;
    says(&world, &house, 1004, "Un colis rouge").await;
    index(&world).await;
    says(&world, &house, 1002, "Un colis vert").await;
    let all = async || find(&world, Scope::All, words("colis"), vec![]).await;
    assert_eq!(all().await, [1004, 1002, 1001], "before it is indexed");
    index(&world).await;
    assert_eq!(all().await, [1004, 1002, 1001], "and after");
    assert_eq!(world.store.index_some(50).await.unwrap().questions, 0, "once");
}
