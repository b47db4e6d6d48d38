//! People: who works here, what they may do, and what makes some of them experts.

mod last;
mod put;
mod read;

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
    snapshot::Settings,
};
use souffleur_core::{
    Actor, Language,
    id::UserId,
    permission::{Action, Role},
    user::{Absence, User},
};

pub(super) use last::lost;
pub(super) use put::put;
pub(super) use read::{Kept, Wanted, read};

use super::{
    change::Change,
    form::{AbsenceForm, absences_of_file, in_order},
    known::Known,
};

/// Somebody as an administrator sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    /// Their id.
    pub id: UserId,
    /// What they sign in with.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The language of their pages, where they said.
    pub language: Option<Language>,
    /// The key of the voice they lend their hands to.
    pub voice_key: Option<String>,
    /// Its name.
    pub voice_name: Option<String>,
    /// Whether they may sign in and be given questions.
    pub active: bool,
    /// Key and name of the topics they know; the first best.
    pub topics: Vec<(String, String)>,
    /// Open questions at once.
    pub capacity: Option<u32>,
    /// The key of their working hours.
    pub calendar_key: Option<String>,
    /// Address and name of the expert who takes over while they are away.
    #[serde(default)]
    pub deputy: Option<(String, String)>,
    /// When they are away.
    pub absences: Vec<Absence>,
    /// How many open questions they hold.
    pub open_questions: u32,
    /// Whether they have chosen a password yet.
    pub has_password: bool,
}

/// Somebody as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserForm {
    /// What they sign in with.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// A role's name.
    pub role: String,
    /// `fr`, `en`, or empty.
    pub language: String,
    /// A voice's key, or empty.
    pub voice: String,
    /// Topics' keys, the best known first.
    pub topics: Vec<String>,
    /// A number, or empty for no limit.
    pub capacity: String,
    /// A calendar's key, or empty for the desk's.
    pub calendar: String,
    /// The address of the expert who takes over while they are away, or empty.
    pub deputy: String,
    /// Days away; a line left empty is not one.
    pub absences: Vec<AbsenceForm>,
    /// A calendar file with further days away, or empty.
    pub absence_file: String,
    /// Whether they may sign in and be given questions.
    pub active: bool,
}

impl Default for UserForm {
    fn default() -> Self {
        let empty = String::new;
        Self {
            email: empty(),
            name: empty(),
            role: empty(),
            language: empty(),
            voice: empty(),
            topics: Vec::new(),
            capacity: empty(),
            calendar: empty(),
            deputy: empty(),
            absences: Vec::new(),
            absence_file: empty(),
            active: true,
        }
    }
}

impl UserView {
    fn of(user: &User, settings: &Settings, open_questions: u32, has_password: bool) -> Self {
        let voice = user.voice.and_then(|id| settings.voice(id));
        let calendar = user.expertise.calendar.and_then(|id| settings.calendar(id));
        // Who drafts no more is nobody's deputy any more.
        let deputy =
            user.expertise.deputy.filter(|id| settings.may_draft(*id)).and_then(|id| settings.user(id));
        let topics = user.expertise.topics.iter().filter_map(|id| settings.topic(*id));
        Self {
            id: user.id,
            email: user.email.to_string(),
            name: user.name.to_string(),
            role: user.role,
            language: user.language,
            voice_key: voice.map(|voice| voice.key.to_string()),
            voice_name: voice.map(|voice| voice.name.to_string()),
            active: user.active,
            topics: topics.map(|topic| (topic.key.to_string(), topic.name.to_string())).collect(),
            capacity: user.expertise.capacity,
            calendar_key: calendar.map(|calendar| calendar.key.to_string()),
            deputy: deputy.map(|deputy| (deputy.email.to_string(), deputy.name.to_string())),
            absences: user.expertise.absences.clone(),
            open_questions,
            has_password,
        }
    }

    /// The form that leaves them as they are.
    pub fn form(&self) -> UserForm {
        UserForm {
            email: self.email.clone(),
            name: self.name.clone(),
            role: self.role.as_str().to_owned(),
            language: self.language.map(Language::code).unwrap_or_default().to_owned(),
            voice: self.voice_key.clone().unwrap_or_default(),
            topics: self.topics.iter().map(|(key, _)| key.clone()).collect(),
            capacity: self.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
            calendar: self.calendar_key.clone().unwrap_or_default(),
            deputy: self.deputy.as_ref().map(|(email, _)| email.clone()).unwrap_or_default(),
            absences: self.absences.iter().map(AbsenceForm::from).collect(),
            absence_file: String::new(),
            active: self.active,
        }
    }
}

/// Everybody, by name.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<UserView>, Error> {
    actor.may(Action::ManageUsers)?;
    views(app, |_| true).await
}

/// Everybody who is given questions, by name.
pub async fn experts(app: &App, actor: Actor) -> Result<Vec<UserView>, Error> {
    actor.may(Action::ManageUsers)?;
    views(app, |user| user.active && user.role == Role::Expert).await
}

/// Somebody.
pub async fn get(app: &App, actor: Actor, id: UserId) -> Result<UserView, Error> {
    actor.may(Action::ManageUsers)?;
    views(app, |user| user.id == id).await?.pop().ok_or(Error::NotFound)
}

async fn views(app: &App, wanted: impl Fn(&User) -> bool) -> Result<Vec<UserView>, Error> {
    let (settings, reader) = (app.settings(), app.store().read());
    let (load, with_password) = (reader.open_load().await?, reader.users_with_password().await?);
    let view = |user: &User| {
        let open = load.get(&user.id).copied().unwrap_or(0);
        UserView::of(user, &settings, open, with_password.contains(&user.id))
    };
    Ok(settings.users.iter().filter(|user| wanted(user)).map(view).collect())
}

/// Adds somebody, or changes what is known of them.
pub async fn save(app: &App, actor: Actor, id: Option<UserId>, form: UserForm) -> Result<UserId, Error> {
    actor.may(Action::ManageUsers)?;
    let mut problems = Problems::default();
    let settings = app.settings();
    let known = Known::of(&settings);
    let mut wanted = read(&mut problems, &|field| in_form(field), &form, &known);
    let own = settings.calendars.iter().find(|stored| stored.key.as_str() == form.calendar.trim());
    let calendar = own.or_else(|| settings.default_calendar());
    let away = absences_of_file(&mut problems, &form.absence_file, calendar, app.now());
    if let Some(absences) = wanted.as_mut().and_then(|wanted| wanted.absences.as_mut()) {
        absences.extend(away);
        in_order(absences);
    }
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    // A problem was noted where nothing could be read.
    let (id, _) = put(&mut change, id, &wanted.ok_or(Error::NotFound)?).await?;
    change.commit().await?;
    Ok(id)
}

/// The field of the page: topics are chosen in one.
fn in_form(field: &str) -> String {
    if field.starts_with("topics") { "topics".to_owned() } else { field.to_owned() }
}
