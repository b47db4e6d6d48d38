//! What one may change about oneself: the language of one's pages, and when one is away.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
};
use souffleur_core::{Actor, event::SettingChange, permission::Action, user::User};

use crate::settings::{AbsenceForm, Change, form};

/// What is typed on one's own page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileForm {
    /// `fr`, `en`, or empty for the browser's.
    #[serde(default)]
    pub language: String,
    /// Days away; a line left empty is not one.
    #[serde(default)]
    pub absences: Vec<AbsenceForm>,
    /// A calendar file with further days away, or empty.
    #[serde(default)]
    pub absence_file: String,
}

/// Oneself.
pub async fn profile(app: &App, actor: Actor) -> Result<User, Error> {
    actor.may(Action::ChangeOwnProfile)?;
    let user = actor.user().ok_or(Error::Forbidden)?;
    app.store().read().user(user).await?.ok_or(Error::NotFound)
}

/// Changes one's language and absences.
pub async fn save_profile(app: &App, actor: Actor, profile: ProfileForm) -> Result<(), Error> {
    actor.may(Action::ChangeOwnProfile)?;
    let user = actor.user().ok_or(Error::Forbidden)?;
    let mut problems = Problems::default();
    let language = form::language(&mut problems, "language", &profile.language);
    let mut absences = form::absences(&mut problems, &profile.absences);
    let settings = app.settings();
    let own = settings.user(user).and_then(|user| settings.calendar(user.expertise.calendar?));
    let calendar = own.or_else(|| settings.default_calendar());
    absences.extend(form::absences_of_file(&mut problems, &profile.absence_file, calendar, app.now()));
    form::in_order(&mut absences);
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    let current = change.settings.users.iter().find(|known| known.id == user).cloned();
    let current = current.ok_or(Error::NotFound)?;
    let mut wanted = User { language, ..current.clone() };
    wanted.expertise.absences = absences;
    if wanted != current {
        change.tx.save_user(&wanted).await?;
        if wanted.expertise.absences != current.expertise.absences {
            change.tx.recount_expert(user).await?;
        }
        change.note("user", &wanted.email, SettingChange::Changed);
    }
    change.commit().await
}
