//! Experts: who drafts, on what, how much, and when. The same people as among the users, seen from what they know.

use serde::Serialize;
use serde_json::json;
use souffleur_admin::settings::AbsenceForm;
use souffleur_admin::settings::user::{self, UserForm, UserView};
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_core::id::UserId;
use souffleur_core::permission::Role;
use souffleur_web::error::Failure;
use souffleur_web::page::{FieldErrors, PageContext, SelectOption};

use super::resource::{ListedResource, Resource, sample, sample_id, spare};
use super::section::Section;
use super::select_options::{calendars, experts, topics};

/// Who drafts.
#[derive(Debug)]
pub(super) struct Expert;

/// Somebody who drafts, as of today.
#[derive(Debug, Serialize)]
pub(super) struct View {
    #[serde(flatten)]
    user: UserView,
    /// The last day of an absence that lasts today.
    away_until: Option<jiff::civil::Date>,
    /// Whether they hold as much as they can, or more.
    full: bool,
}

impl View {
    fn of(app: &App, user: UserView) -> Self {
        let settings = app.settings();
        let calendar = settings
            .calendars
            .iter()
            .find(|stored| Some(stored.key.as_str()) == user.calendar_key.as_deref());
        let zone = calendar
            .or_else(|| settings.default_calendar())
            .map(|stored| stored.calendar.time_zone().clone());
        let today = app.now().to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC)).date();
        let away_until =
            user.absences.iter().find(|absence| absence.covers(today)).map(|absence| absence.until);
        let full = user.capacity.is_some_and(|capacity| user.open_questions >= capacity);
        Self { user, away_until, full }
    }
}

/// What can be chosen.
#[derive(Debug, Serialize)]
pub(super) struct Choices {
    topics: Vec<SelectOption>,
    calendars: Vec<SelectOption>,
    deputies: Vec<SelectOption>,
}

impl ListedResource for Expert {
    const SECTION: Section = Section::Experts;
    const LIST: &'static str = "page/settings/experts.html";
    type View = View;

    async fn list(app: &App, actor: Actor) -> Result<Vec<View>, Error> {
        let users = user::experts(app, actor).await?;
        Ok(users.into_iter().map(|user| View::of(app, user)).collect())
    }

    fn views() -> Vec<View> {
        let away = json!([{ "from": "2026-12-24", "until": "2026-12-31" }]);
        let karim = user_sample("Karim Haddad", Role::Expert, &json!([]));
        let lea = user_sample("Léa <Bernard>", Role::Expert, &away);
        vec![
            View {
                user: UserView { capacity: None, topics: vec![], ..karim },
                away_until: None,
                full: false,
            },
            View { user: lea, away_until: Some(jiff::civil::date(2026, 12, 31)), full: true },
        ]
    }
}

/// Somebody, for the templates test.
pub(super) fn user_sample(name: &str, role: Role, absences: &serde_json::Value) -> UserView {
    sample(json!({
        "id": uuid::Uuid::nil(), "email": "lea@example.test", "name": name, "role": role,
        "language": "fr", "voice_key": "sophie", "voice_name": "Sophie", "active": true,
        "topics": [["sizes", "Tailles"], ["delivery", "Livraison"]], "capacity": 12, "calendar_key": "paris",
        "deputy": ["karim@example.test", "Karim Haddad"],
        "absences": absences, "open_questions": 3, "has_password": role != Role::Supervisor,
    }))
}

impl Resource for Expert {
    const FORM: &'static str = "page/settings/expert.html";
    type Id = UserId;
    type Form = UserForm;
    type Beside = Choices;

    async fn get(app: &App, actor: Actor, id: UserId) -> Result<View, Error> {
        Ok(View::of(app, user::get(app, actor, id).await?))
    }

    fn form(view: &View) -> UserForm {
        view.user.form()
    }

    /// What this page does not show stays as it is.
    async fn save(app: &App, actor: Actor, id: Option<UserId>, form: UserForm) -> Result<UserId, Error> {
        let kept = match id {
            Some(id) => user::get(app, actor, id).await?.form(),
            None => UserForm { role: Role::Expert.as_str().to_owned(), ..UserForm::default() },
        };
        let UserForm { email, name, topics, capacity, calendar, deputy, absences, absence_file, .. } = form;
        let form =
            UserForm { email, name, topics, capacity, calendar, deputy, absences, absence_file, ..kept };
        user::save(app, actor, id, form).await
    }

    fn beside(context: &PageContext, form: &UserForm) -> Result<Choices, Failure> {
        let settings = context.app().settings();
        let deputies = experts(&settings, &form.email);
        Ok(Choices { topics: topics(&settings), calendars: calendars(&settings), deputies })
    }

    fn file(form: &UserForm) -> &str {
        &form.absence_file
    }

    fn name(form: &UserForm) -> String {
        form.name.clone()
    }

    fn spare(form: &mut UserForm) {
        spare(&mut form.topics);
        spare::<AbsenceForm>(&mut form.absences);
    }

    fn beside_sample() -> Choices {
        let choice = vec![
            SelectOption::new("sizes", "Tailles <et> coupes"),
            SelectOption::new("delivery", "Livraison"),
        ];
        let calendars = vec![SelectOption::new("paris", "paris · Europe/Paris")];
        Choices {
            topics: choice,
            calendars,
            deputies: vec![SelectOption::new("karim@example.test", "Karim Haddad")],
        }
    }

    fn errors() -> FieldErrors {
        let fields = [
            "name",
            "email",
            "topics",
            "capacity",
            "calendar",
            "deputy",
            "absences[0].from",
            "absences[0].until",
            "absence_file",
        ];
        FieldErrors::sample(&fields)
    }

    fn id_sample() -> UserId {
        sample_id()
    }
}
