//! People, sessions, invitations, programs, and answers given before.

use souffleur_core::{channel::Channel, permission::Role, user::Expertise};
use souffleur_store::{Answer, ChannelToken, Invitation, Purpose, Session};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    people_come_back,
    a_session_rotates_once,
    an_invitation_opens_once,
    programs_come_back,
    answers_are_remembered,
);

async fn people_come_back(world: World) {
    assert!(!world.store.read().has_users().await.unwrap());
    let house = House::open(&world).await;
    let read = world.store.read();
    assert!(read.has_users().await.unwrap());
    assert_eq!(read.users().await.unwrap(), [house.claire.clone(), house.lea.clone(), house.tom.clone()]);
    assert_eq!(read.user(house.lea.id).await.unwrap(), Some(house.lea.clone()));
    assert_eq!(read.user_by_email(&text("nobody@house.test")).await.unwrap(), None);
    let secret = Some("$argon2id$secret".to_owned());
    assert_eq!(read.credentials(&house.tom.email).await.unwrap(), Some((house.tom.clone(), secret)));

    let mut lea = house.lea.clone();
    (lea.name, lea.role, lea.language) = (text("Léa M."), Role::Supervisor, None);
    lea.expertise = Expertise { topics: vec![house.topics[0].id], ..Expertise::default() };
    lea.active = false;
    let mut tx = world.begin().await;
    tx.save_user(&lea).await.unwrap();
    tx.set_password(lea.id, "$argon2id$other").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.user(lea.id).await.unwrap(), Some(lea.clone()));
    assert_eq!(read.password_hash(lea.id).await.unwrap().as_deref(), Some("$argon2id$other"));
}

async fn a_session_rotates_once(world: World) {
    let house = House::open(&world).await;
    let session = Session {
        id: world.id(),
        user: house.lea.id,
        refresh_hash: [1; 32],
        previous_hash: None,
        created_at: at(0),
        rotated_at: at(0),
        expires_at: at(100),
        revoked_at: None,
    };
    let mut tx = world.begin().await;
    tx.insert_session(&session).await.unwrap();
    assert!(tx.rotate_session(session.id, &[1; 32], &[2; 32], at(5), at(105)).await.unwrap());
    assert!(!tx.rotate_session(session.id, &[1; 32], &[3; 32], at(6), at(106)).await.unwrap(), "used up");
    tx.commit().await.unwrap();
    let rotated = Session {
        refresh_hash: [2; 32],
        previous_hash: Some([1; 32]),
        rotated_at: at(5),
        expires_at: at(105),
        ..session.clone()
    };
    let read = world.store.read();
    assert_eq!(read.session(session.id).await.unwrap(), Some(rotated.clone()));
    for known in [[1; 32], [2; 32]] {
        assert_eq!(read.session_by_refresh(&known).await.unwrap(), Some(rotated.clone()));
    }
    assert_eq!(read.session_by_refresh(&[3; 32]).await.unwrap(), None);

    let mut tx = world.begin().await;
    tx.revoke_sessions_of(house.lea.id, at(7)).await.unwrap();
    tx.revoke_session(session.id, at(8)).await.unwrap();
    assert!(!tx.rotate_session(session.id, &[2; 32], &[4; 32], at(9), at(109)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(read.session(session.id).await.unwrap().unwrap().revoked_at, Some(at(7)));
}

async fn an_invitation_opens_once(world: World) {
    let house = House::open(&world).await;
    let invitation =
        |hash, user, purpose| Invitation { hash, user, purpose, expires_at: at(10), used_at: None };
    let first = invitation([1; 32], None, Purpose::FirstAdministrator);
    let password = invitation([2; 32], Some(house.tom.id), Purpose::Password);
    let mut tx = world.begin().await;
    tx.insert_invitation(&first).await.unwrap();
    tx.insert_invitation(&password).await.unwrap();
    assert_eq!(tx.invitation(&[1; 32]).await.unwrap(), Some(first));
    assert!(!tx.use_invitation(&[2; 32], at(10)).await.unwrap(), "expired");
    assert!(tx.use_invitation(&[2; 32], at(9)).await.unwrap());
    assert!(!tx.use_invitation(&[2; 32], at(9)).await.unwrap(), "used up");
    assert!(!tx.use_invitation(&[3; 32], at(9)).await.unwrap(), "unknown");
    tx.commit().await.unwrap();
    let used = Invitation { used_at: Some(at(9)), ..password };
    assert_eq!(world.store.read().invitation(&[2; 32]).await.unwrap(), Some(used));
}

async fn programs_come_back(world: World) {
    let token = ChannelToken {
        id: world.id(),
        name: text("Pont Mastodon"),
        hash: [5; 32],
        channel: Channel::parse("mastodon").unwrap(),
        created_at: at(0),
        revoked_at: None,
    };
    let mut tx = world.begin().await;
    tx.insert_token(&token).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.token_by_hash(&[5; 32]).await.unwrap(), Some(token.clone()));
    let mut tx = world.begin().await;
    tx.revoke_token(token.id, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.tokens().await.unwrap(), [ChannelToken { revoked_at: Some(at(3)), ..token }]);
}

async fn answers_are_remembered(world: World) {
    let mut tx = world.begin().await;
    assert_eq!(tx.idempotent("token-1", "k").await.unwrap(), None);
    tx.remember("token-1", "k", &[9; 32], r#"{"number":1042}"#, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    let answer = Answer { body_hash: [9; 32], response: r#"{"number":1042}"#.to_owned(), at: at(0) };
    assert_eq!(read.idempotent("token-1", "k").await.unwrap(), Some(answer));
    assert_eq!(read.idempotent("token-2", "k").await.unwrap(), None);
    let mut tx = world.begin().await;
    assert_eq!(tx.forget_answers(at(0)).await.unwrap(), 0);
    assert_eq!(tx.forget_answers(at(1)).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(read.idempotent("token-1", "k").await.unwrap(), None);
}
