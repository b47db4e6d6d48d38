//! "I am away until …", in two taps: from today to a last day, among the days away that the profile keeps. Routing passes
//! by from now on; what one holds stays until one passes it on.

use jiff::civil::Date;
use souffleur_app::{
    App,
    error::{Error, Problem},
    snapshot::zone_of,
};
use souffleur_core::{
    Actor,
    event::SettingChange,
    id::UserId,
    permission::Action,
    user::{Absence, User},
};

use crate::settings::{Change, form};

/// The farthest last day that is chosen in passing.
const FARTHEST: i64 = 366;

/// Where somebody is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whereabouts {
    /// The day, where they work.
    pub today: Date,
    /// The last day away, if they are.
    pub away_until: Option<Date>,
}

/// Where one is today.
pub fn whereabouts(app: &App, actor: Actor) -> Result<Whereabouts, Error> {
    let user = own(actor)?;
    let settings = app.settings();
    let user = settings.user(user).ok_or(Error::NotFound)?;
    let today = app.now().to_zoned(zone_of(&settings, user)).date();
    let covering = user.expertise.absences.iter().filter(|absence| absence.covers(today));
    Ok(Whereabouts { today, away_until: covering.map(|absence| absence.until).max() })
}

/// One is away from today to a last day, `YYYY-MM-DD`.
pub async fn leave(app: &App, actor: Actor, until: &str) -> Result<Date, Error> {
    let today = whereabouts(app, actor)?.today;
    let until: Date = until.trim().parse().map_err(|_| Error::invalid("until", Problem::Date))?;
    if until < today {
        return Err(Error::invalid("until", Problem::Past));
    }
    if i64::from((until - today).get_days()) > FARTHEST {
        return Err(Error::invalid("until", Problem::TooFar));
    }
    change(app, actor, |absences| absences.push(Absence { from: today, until })).await?;
    Ok(until)
}

/// One is back: what covers today ended yesterday.
pub async fn come_back(app: &App, actor: Actor) -> Result<(), Error> {
    let today = whereabouts(app, actor)?.today;
    let yesterday = today.yesterday().map_err(Error::internal)?;
    change(app, actor, |absences| {
        for absence in absences.iter_mut().filter(|absence| absence.covers(today)) {
            absence.until = yesterday;
        }
        absences.retain(|absence| absence.from <= absence.until);
    })
    .await
}

async fn change(app: &App, actor: Actor, edit: impl FnOnce(&mut Vec<Absence>)) -> Result<(), Error> {
    let user = own(actor)?;
    let mut change = Change::begin(app, actor).await?;
    let current = change.settings.users.iter().find(|known| known.id == user).cloned();
    let current = current.ok_or(Error::NotFound)?;
    let mut wanted: User = current.clone();
    edit(&mut wanted.expertise.absences);
    form::in_order(&mut wanted.expertise.absences);
    if wanted != current {
        change.tx.save_user(&wanted).await?;
        change.tx.recount_expert(user).await?;
        change.note("user", &wanted.email, SettingChange::Changed);
    }
    change.commit().await
}

fn own(actor: Actor) -> Result<UserId, Error> {
    actor.may(Action::ChangeOwnProfile)?;
    actor.user().ok_or(Error::Forbidden)
}
