//! Signing in, staying signed in, and the links that let people in.

use jiff::SignedDuration;
use souffleur_admin::{
    settings::{self, AbsenceForm},
    user::{
        AcceptInvitation, InvitationPurpose, ProfileForm, accept_invitation, change_password,
        first_administrator_link, invite, open_invitation, profile, program, refresh, revoke_session,
        save_profile, session_user, sessions, set_password, sign_in,
    },
};
use souffleur_app::error::Error;
use souffleur_core::permission::Role;

use crate::testing::Desk;

const PASSWORD: &str = "une phrase bien longue";

async fn with_password(local: &str) -> Desk {
    let desk = Desk::set_up().await;
    set_password(&desk.app, desk.administrator(), desk.id(local), PASSWORD).await.unwrap();
    desk
}

fn secret(link: &str) -> &str {
    link.strip_prefix("https://desk.test/invitation/").unwrap()
}

#[tokio::test]
async fn who_knows_the_password_comes_in_and_everybody_else_is_told_the_same() {
    let desk = with_password("lea").await;
    let signed_in = sign_in(&desk.app, " LEA@example.test ", PASSWORD).await.unwrap();
    assert_eq!(signed_in.user.id, desk.id("lea"));
    for (email, password) in [
        ("lea@example.test", "une phrase bien longue!"),
        ("nobody@example.test", PASSWORD),
        ("not an address", PASSWORD),
        // Has no password yet.
        ("karim@example.test", ""),
    ] {
        assert!(matches!(sign_in(&desk.app, email, password).await, Err(Error::SignInRefused)), "{email}");
    }
    assert!(!format!("{signed_in:?}").contains(&signed_in.refresh_token));
}

#[tokio::test]
async fn who_left_is_out_at_once() {
    let desk = with_password("lea").await;
    let (app, admin, lea) = (&desk.app, desk.administrator(), desk.id("lea"));
    let signed_in = sign_in(app, "lea@example.test", PASSWORD).await.unwrap();
    assert!(session_user(app, signed_in.session, lea).await.unwrap().is_some());
    assert!(
        session_user(app, signed_in.session, desk.id("karim")).await.unwrap().is_none(),
        "another's session"
    );
    let form = settings::user::get(app, admin, lea).await.unwrap().form();
    settings::user::save(app, admin, Some(lea), settings::user::UserForm { active: false, ..form })
        .await
        .unwrap();
    assert!(session_user(app, signed_in.session, lea).await.unwrap().is_none());
    assert!(matches!(refresh(app, &signed_in.refresh_token).await, Err(Error::SessionEnded)));
    assert!(matches!(sign_in(app, "lea@example.test", PASSWORD).await, Err(Error::SignInRefused)));
}

#[tokio::test]
async fn two_tabs_that_refresh_at_once_are_one_person() {
    let desk = with_password("lea").await;
    let app = &desk.app;
    let first = sign_in(app, "lea@example.test", PASSWORD).await.unwrap();
    let second = refresh(app, &first.refresh_token).await.unwrap();
    assert_ne!(second.refresh_token, first.refresh_token);
    desk.clock.pass(SignedDuration::from_secs(9));
    let other_tab = refresh(app, &first.refresh_token).await.unwrap();
    assert_eq!(other_tab.refresh_token, second.refresh_token);
    assert!(refresh(app, &second.refresh_token).await.is_ok());
}

#[tokio::test]
async fn a_token_used_twice_ends_the_session() {
    let desk = with_password("lea").await;
    let app = &desk.app;
    let first = sign_in(app, "lea@example.test", PASSWORD).await.unwrap();
    let second = refresh(app, &first.refresh_token).await.unwrap();
    desk.clock.pass(SignedDuration::from_mins(1));
    assert!(matches!(refresh(app, &first.refresh_token).await, Err(Error::SessionEnded)));
    assert!(matches!(refresh(app, &second.refresh_token).await, Err(Error::SessionEnded)), "the thief's too");
    assert!(session_user(app, first.session, desk.id("lea")).await.unwrap().is_none());
    for forged in ["", "x", &format!("{}.{}", first.session.raw().simple(), "a".repeat(52))] {
        assert!(matches!(refresh(app, forged).await, Err(Error::SessionEnded)), "{forged}");
    }
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let desk = with_password("lea").await;
    let first = sign_in(&desk.app, "lea@example.test", PASSWORD).await.unwrap();
    desk.clock.pass(SignedDuration::from_hours(14 * 24));
    assert!(matches!(refresh(&desk.app, &first.refresh_token).await, Err(Error::SessionEnded)));
    assert!(session_user(&desk.app, first.session, desk.id("lea")).await.unwrap().is_none());
}

#[tokio::test]
async fn ones_sessions_are_listed_and_ended_by_oneself() {
    let desk = with_password("lea").await;
    let (app, lea) = (&desk.app, desk.actor("lea"));
    let here = sign_in(app, "lea@example.test", PASSWORD).await.unwrap().session;
    desk.clock.pass(SignedDuration::from_mins(1));
    let there = sign_in(app, "lea@example.test", PASSWORD).await.unwrap().session;
    let own = sessions(app, lea, Some(here)).await.unwrap();
    assert_eq!(
        own.iter().map(|session| (session.id, session.current)).collect::<Vec<_>>(),
        [(there, false), (here, true)]
    );
    assert!(matches!(revoke_session(app, desk.actor("karim"), there).await, Err(Error::NotFound)));
    revoke_session(app, lea, there).await.unwrap();
    assert_eq!(sessions(app, lea, None).await.unwrap().len(), 1);
    change_password(app, lea, PASSWORD, "une autre phrase longue", None).await.unwrap();
    assert!(sessions(app, lea, None).await.unwrap().is_empty());
    let wrong = change_password(app, lea, PASSWORD, "encore une autre phrase", None).await.unwrap_err();
    assert_eq!(wrong.to_string(), "current: is not the present password");
}

#[tokio::test]
async fn an_invitation_is_good_once() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let old = invite(app, admin, desk.id("lea")).await.unwrap();
    let invitation = invite(app, admin, desk.id("lea")).await.unwrap();
    assert!(matches!(open_invitation(app, secret(&old.link)).await, Err(Error::NotFound)), "replaced");
    let token = secret(&invitation.link);
    let invited = open_invitation(app, token).await.unwrap();
    assert_eq!((invited.purpose, invited.name.as_deref()), (InvitationPurpose::Join, Some("Léa Bernard")));
    let form =
        |password: &str| AcceptInvitation { password: password.to_owned(), ..AcceptInvitation::default() };
    let short = accept_invitation(app, token, form("court")).await.unwrap_err();
    assert_eq!(short.to_string(), "password: must be at least 10 characters");
    accept_invitation(app, token, form(PASSWORD)).await.unwrap();
    assert!(sign_in(app, "lea@example.test", PASSWORD).await.is_ok());
    assert!(matches!(accept_invitation(app, token, form(PASSWORD)).await, Err(Error::NotFound)));
    let late = invite(app, admin, desk.id("karim")).await.unwrap();
    desk.clock.pass(SignedDuration::from_hours(7 * 24));
    assert!(matches!(open_invitation(app, secret(&late.link)).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn the_first_administrator_comes_by_a_link_and_nobody_after() {
    let desk = Desk::empty().await;
    let app = &desk.app;
    let (one, two) =
        (first_administrator_link(app).await.unwrap(), first_administrator_link(app).await.unwrap());
    let (one, two) = (one.unwrap(), two.unwrap());
    let form = AcceptInvitation {
        name: "Alice".to_owned(),
        email: "alice@example.test".to_owned(),
        password: PASSWORD.to_owned(),
    };
    let empty = accept_invitation(app, secret(&one), AcceptInvitation::default()).await.unwrap_err();
    assert!(empty.to_string().starts_with("name: must not be empty; email: "), "{empty}");
    let signed_in = accept_invitation(app, secret(&one), form.clone()).await.unwrap();
    assert_eq!(signed_in.user.role, Role::Administrator);
    assert!(matches!(accept_invitation(app, secret(&two), form).await, Err(Error::NotFound)));
    assert_eq!(first_administrator_link(app).await.unwrap(), None);
}

#[tokio::test]
async fn one_changes_ones_own_language_and_absences_and_nothing_else() {
    let desk = Desk::set_up().await;
    let (app, karim) = (&desk.app, desk.actor("karim"));
    let before = profile(app, karim).await.unwrap();
    let absences = vec![AbsenceForm { from: "2026-05-01".to_owned(), until: "2026-05-02".to_owned() }];
    save_profile(app, karim, ProfileForm { language: "en".to_owned(), absences, ..ProfileForm::default() })
        .await
        .unwrap();
    let after = profile(app, karim).await.unwrap();
    assert_eq!(after.language, Some(souffleur_core::Language::En));
    assert_eq!(after.expertise.absences.len(), 1);
    assert_eq!(after.expertise.topics, before.expertise.topics);
    let bad = ProfileForm { language: "klingon".to_owned(), ..ProfileForm::default() };
    assert!(save_profile(app, karim, bad).await.is_err());
    // A calendar file adds to the days that are typed; one that is none leaves everything as it was.
    let absences: Vec<_> = after.expertise.absences.iter().map(AbsenceForm::from).collect();
    let week = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Congés\nDTSTART;VALUE=DATE:20251208\n\
                DTEND;VALUE=DATE:20251213\nEND:VEVENT\nEND:VCALENDAR";
    let form = |absence_file: &str| ProfileForm {
        absences: absences.clone(),
        absence_file: absence_file.to_owned(),
        ..ProfileForm::default()
    };
    save_profile(app, karim, form(week)).await.unwrap();
    let away = profile(app, karim).await.unwrap().expertise.absences;
    let away: Vec<_> = away.iter().map(|one| (one.from.to_string(), one.until.to_string())).collect();
    let days = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    assert_eq!(away, [days("2025-12-08", "2025-12-12"), days("2026-05-01", "2026-05-02")]);
    let error = save_profile(app, karim, form("Congés : en août")).await.unwrap_err();
    assert!(error.to_string().starts_with("absence_file: is not an iCalendar file"), "{error}");
    assert_eq!(profile(app, karim).await.unwrap().expertise.absences.len(), 2);
}

#[tokio::test]
async fn a_program_is_known_by_its_token_until_it_is_withdrawn() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let form =
        settings::program::ProgramForm { name: "Instagram".to_owned(), channel: "instagram".to_owned() };
    let new = settings::program::add(app, admin, form).await.unwrap();
    assert_eq!(program(app, &new.secret).await.unwrap().unwrap().channel.as_str(), "instagram");
    assert_eq!(program(app, "guess").await.unwrap(), None);
    settings::program::revoke(app, admin, new.id).await.unwrap();
    assert_eq!(program(app, &new.secret).await.unwrap(), None);
}
