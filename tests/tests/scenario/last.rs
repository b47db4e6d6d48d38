//! The last who can reply, administer or speak stays until somebody else can: by page and by file, one after the other and at once.

use souffleur_admin::settings::{self, DeskFile, user::UserForm, voice::VoiceForm};
use souffleur_app::{Error, Problem};
use souffleur_core::{Actor, id::UserId};
use souffleur_tests::{harness::TestDesk, on_both};

on_both!(
    the_last_community_manager_stays_until_another_is_one,
    a_file_may_name_the_successor_anywhere,
    the_page_says_so_beside_the_field,
    of_two_who_remove_each_other_at_once_one_is_left,
    of_two_voices_retired_at_once_one_is_left,
);

async fn change(desk: &TestDesk, user: UserId, change: impl FnOnce(&mut UserForm)) -> Result<UserId, Error> {
    let mut form = settings::user::get(&desk.app, Actor::Desk, user).await?.form();
    change(&mut form);
    settings::user::save(&desk.app, Actor::Desk, Some(user), form).await
}

async fn add(desk: &TestDesk, email: &str, role: &str) -> UserId {
    let form = UserForm {
        email: email.to_owned(),
        name: "Carl Ozanne".to_owned(),
        role: role.to_owned(),
        active: true,
        ..UserForm::default()
    };
    settings::user::save(&desk.app, Actor::Desk, None, form).await.unwrap()
}

fn refused(answer: &Result<UserId, Error>, field: &str, problem: &Problem) {
    let Err(Error::Invalid(errors)) = answer else { panic!("{answer:?}") };
    assert_eq!((errors[0].field.as_str(), &errors[0].problem), (field, problem));
}

async fn the_last_community_manager_stays_until_another_is_one(desk: TestDesk) {
    let camille = desk.user("camille");
    let last = Problem::LastCommunityManager;
    refused(&change(&desk, camille, |form| form.active = false).await, "active", &last);
    refused(&change(&desk, camille, |form| "expert".clone_into(&mut form.role)).await, "role", &last);
    let carl = add(&desk, "carl@example.test", "community_manager").await;
    change(&desk, camille, |form| "supervisor".clone_into(&mut form.role)).await.unwrap();
    refused(&change(&desk, carl, |form| form.active = false).await, "active", &last);
    let ada = desk.user("ada");
    refused(&change(&desk, ada, |form| form.active = false).await, "active", &Problem::LastAdministrator);
}

async fn a_file_may_name_the_successor_anywhere(desk: TestDesk) {
    let off = "[[user]]\nemail = \"cm@example.test\"\nname = \"Camille Moreau\"\nrole = \"supervisor\"\n";
    let apply =
        async |file: &str| settings::apply(&desk.app, Actor::Desk, DeskFile::parse(file).unwrap()).await;
    let Err(Error::Invalid(errors)) = apply(off).await else { panic!("the last one is gone") };
    assert_eq!(errors[0].field, "user[0].role");
    assert_eq!(errors[0].problem, Problem::LastCommunityManager);
    let next =
        "[[user]]\nemail = \"carl@example.test\"\nname = \"Carl Ozanne\"\nrole = \"community_manager\"\n";
    apply(&format!("{off}{next}")).await.unwrap();
    let managers: Vec<_> =
        desk.app.settings().community_managers().map(|user| user.email.to_string()).collect();
    assert_eq!(managers, ["carl@example.test"]);
}

async fn the_page_says_so_beside_the_field(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let place = format!("/settings/users/{}", desk.user("camille"));
    let refused = ada.fill(&place, &place, &[("role", "expert")]).await.is(422);
    let said = refused.error_at("role");
    assert!(said.contains("dernier community manager actif"), "{said}");
}

async fn of_two_who_remove_each_other_at_once_one_is_left(desk: TestDesk) {
    let camille = desk.user("camille");
    let carl = add(&desk, "carl@example.test", "community_manager").await;
    for _ in 0..5 {
        let off = |user| change(&desk, user, |form| form.active = false);
        let (one, two) = tokio::join!(off(camille), off(carl));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(desk.app.settings().community_managers().count(), 1);
        for user in [camille, carl] {
            change(&desk, user, |form| form.active = true).await.unwrap();
        }
    }
}

async fn of_two_voices_retired_at_once_one_is_left(desk: TestDesk) {
    let form = VoiceForm {
        key: "jules".to_owned(),
        name: "Jules".to_owned(),
        languages: vec!["fr".to_owned()],
        ..VoiceForm::default()
    };
    settings::voice::save(&desk.app, Actor::Desk, None, form).await.unwrap();
    let voices = settings::voice::list(&desk.app, Actor::Desk).await.unwrap();
    let off = |place: usize| {
        let form = VoiceForm { active: false, ..voices[place].form() };
        settings::voice::save(&desk.app, Actor::Desk, Some(voices[place].id), form)
    };
    let (one, two) = tokio::join!(off(0), off(1));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
}
