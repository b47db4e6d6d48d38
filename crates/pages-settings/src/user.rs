//! Users: who works here and what they may do.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::user::{self, UserForm, UserView};
use souffleur_admin::user::invite;
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::UserId;
use souffleur_core::permission::Role;
use souffleur_render::{Template, sample_now};
use souffleur_web::error::Failure;
use souffleur_web::extract::Path;
use souffleur_web::page::{FieldErrors, PageContext, PageResult, SelectOption};
use souffleur_web::route::Routes;

use super::expert::user_sample;
use super::resource::{ListedResource, Resource, sample_id};
use super::resource_routes::resource_routes;
use super::section::{Place, Section};
use super::select_options::voices;

/// Who works here.
#[derive(Debug)]
pub(super) struct User;

/// What can be chosen.
#[derive(Debug, Serialize)]
pub(super) struct Choices {
    roles: [Role; 4],
    voices: Vec<SelectOption>,
}

/// The routes of a section whose people can be invited as well.
pub(super) fn routes() -> Routes {
    let access = User::SECTION.access();
    resource_routes::<User>().post("/settings/users/{id}/invite", access, "settings-users-invite", show_link)
}

/// The link with which somebody chooses their password. It is shown once, and sent to them as well.
#[derive(Debug, Serialize)]
pub(super) struct Invited {
    #[serde(flatten)]
    place: Place,
    id: UserId,
    name: String,
    email: String,
    link: String,
    expires_at: Timestamp,
    /// Whether letters leave the machine.
    sends_mail: bool,
}

impl Template for Invited {
    const NAME: &'static str = "page/settings/invited.html";

    fn samples() -> Vec<Self> {
        let sent = Self {
            place: Section::Users.into(),
            id: sample_id(),
            name: "Léa <Bernard>".to_owned(),
            email: "lea@example.test".to_owned(),
            link: format!("https://desk.example/invitation/{}", "a".repeat(52)),
            expires_at: sample_now(),
            sends_mail: true,
        };
        let place = Section::Users.into();
        let (name, email, link) = (sent.name.clone(), sent.email.clone(), sent.link.clone());
        vec![Self { place, name, email, link, sends_mail: false, ..sent }, sent]
    }
}

/// Makes a link for somebody.
async fn show_link(context: PageContext, Path(id): Path<UserId>) -> PageResult {
    let UserView { name, email, .. } = user::get(context.app(), context.actor(), id).await?;
    let invitation = invite(context.app(), context.actor(), id).await?;
    let place = Section::Users.into();
    let sends_mail = context.app().config().delivery.sends_mail;
    let (link, expires_at) = (invitation.link, invitation.expires_at);
    context.show(&Invited { place, id, name, email, link, expires_at, sends_mail })
}

impl ListedResource for User {
    const SECTION: Section = Section::Users;
    const LIST: &'static str = "page/settings/users.html";
    type View = UserView;

    async fn list(app: &App, actor: Actor) -> Result<Vec<UserView>, Error> {
        user::list(app, actor).await
    }

    fn views() -> Vec<UserView> {
        let mut views: Vec<_> = Role::ALL.map(|role| user_sample("Léa <Bernard>", role, &json!([]))).into();
        views.push(UserView { active: false, ..user_sample("Nadia Petit", Role::Supervisor, &json!([])) });
        views
    }
}

impl Resource for User {
    const FORM: &'static str = "page/settings/user.html";
    type Id = UserId;
    type Form = UserForm;
    type Beside = Choices;

    async fn get(app: &App, actor: Actor, id: UserId) -> Result<UserView, Error> {
        user::get(app, actor, id).await
    }

    fn form(view: &UserView) -> UserForm {
        view.form()
    }

    /// What this page does not show stays as it is.
    async fn save(app: &App, actor: Actor, id: Option<UserId>, form: UserForm) -> Result<UserId, Error> {
        let kept = match id {
            Some(id) => user::get(app, actor, id).await?.form(),
            None => UserForm::default(),
        };
        let UserForm { email, name, role, language, voice, active, .. } = form;
        user::save(app, actor, id, UserForm { email, name, role, language, voice, active, ..kept }).await
    }

    fn beside(context: &PageContext, _: &UserForm) -> Result<Choices, Failure> {
        Ok(Choices { roles: Role::ALL, voices: voices(&context.app().settings()) })
    }

    fn name(form: &UserForm) -> String {
        form.name.clone()
    }

    /// Back to the person: their invitation is the next step.
    fn next(id: UserId) -> String {
        format!("{}/{id}", Self::SECTION.path())
    }

    fn beside_sample() -> Choices {
        Choices { roles: Role::ALL, voices: vec![SelectOption::new("sophie", "Sophie")] }
    }

    fn errors() -> FieldErrors {
        FieldErrors::sample(&["name", "email", "role", "language", "voice", "active"])
    }

    fn id_sample() -> UserId {
        sample_id()
    }
}
