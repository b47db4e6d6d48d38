//! What one wants to be told of, by which way, and when to be left in peace.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
};
use souffleur_core::{
    Actor,
    alert::{AlertChoice, AlertKind, NotifyVia, QuietSetting},
    event::SettingChange,
    permission::{Action, Role},
};

use crate::{
    quiet_hours::{hours, quiet_hours},
    settings::Change,
};

/// What is typed on one's own page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AlertForm {
    /// `kind:way`, one for each box that is ticked.
    pub goes: Vec<String>,
    /// `house`, `never` or `hours`.
    pub quiet: String,
    /// When one's own quiet hours begin, `HH:MM`.
    pub quiet_from: String,
    /// When they end.
    pub quiet_until: String,
}

/// One's own choice, and what the house has.
#[derive(Debug, Clone, Serialize)]
pub struct AlertView {
    /// The form that leaves it as it is.
    pub form: AlertForm,
    /// The kinds that one is ever told of.
    pub kinds: Vec<KindForm>,
    /// The house's quiet hours, `HH:MM` each.
    pub house: Option<(String, String)>,
}

/// A kind of alert and the ways it can go.
#[derive(Debug, Clone, Serialize)]
pub struct KindForm {
    /// The kind.
    pub kind: AlertKind,
    /// The ways it can go.
    pub ways: Vec<NotifyVia>,
}

/// What one chose.
pub fn chosen(app: &App, actor: Actor) -> Result<AlertView, Error> {
    let (user, role) = own(actor)?;
    let settings = app.settings();
    let choice = settings.alert_choice(user);
    let goes = kinds(role).flat_map(|kind| ways(kind).map(move |way| (kind, way)));
    let goes = goes.filter(|(kind, way)| choice.is_enabled(*kind, *way)).map(|(kind, way)| name(kind, way));
    let (quiet, own) = match choice.quiet {
        QuietSetting::House => ("house", None),
        QuietSetting::Never => ("never", None),
        QuietSetting::Hours(own) => ("hours", Some(own)),
    };
    let (quiet_from, quiet_until) = own.map(hours).unwrap_or_default();
    Ok(AlertView {
        form: AlertForm { goes: goes.collect(), quiet: quiet.to_owned(), quiet_from, quiet_until },
        kinds: kinds(role).map(|kind| KindForm { kind, ways: ways(kind).collect() }).collect(),
        house: settings.desk.quiet_hours.map(hours),
    })
}

/// Changes what one is told of.
pub async fn choose(app: &App, actor: Actor, form: AlertForm) -> Result<(), Error> {
    let (user, role) = own(actor)?;
    let mut problems = Problems::default();
    let wanted = AlertChoice {
        ways: chosen_ways(&mut problems, role, &form.goes),
        quiet: match form.quiet.as_str() {
            "house" | "" => QuietSetting::House,
            "never" => QuietSetting::Never,
            "hours" => {
                quiet_hours(&mut problems, "quiet_from", "quiet_until", (&form.quiet_from, &form.quiet_until))
                    .map_or(QuietSetting::House, QuietSetting::Hours)
            }
            _ => {
                problems.note("quiet", Problem::Unknown);
                QuietSetting::House
            }
        },
    };
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    let email = change.settings.users.iter().find(|known| known.id == user).map(|known| known.email.clone());
    let email = email.ok_or(Error::NotFound)?;
    if change.settings.alert_choices.get(&user) != Some(&wanted) {
        change.tx.save_alert_choice(user, &wanted).await?;
        change.note("user", &email, SettingChange::Changed);
    }
    change.commit().await
}

fn chosen_ways(
    problems: &mut Problems,
    role: Role,
    ticked: &[String],
) -> std::collections::BTreeMap<AlertKind, Vec<NotifyVia>> {
    let mut chosen: std::collections::BTreeMap<AlertKind, Vec<NotifyVia>> =
        kinds(role).map(|kind| (kind, Vec::new())).collect();
    for text in ticked {
        let known = text
            .split_once(':')
            .and_then(|(kind, way)| Some((AlertKind::parse(kind)?, NotifyVia::parse(way)?)));
        match known.filter(|(kind, way)| kind.supports(*way)) {
            Some((kind, way)) => {
                // What does not concern somebody of this role is no mistake of theirs: the role may have changed.
                if let Some(ways) = chosen.get_mut(&kind).filter(|ways| !ways.contains(&way)) {
                    ways.push(way);
                }
            }
            None => problems.note("goes", Problem::Unknown),
        }
    }
    chosen
}

fn own(actor: Actor) -> Result<(souffleur_core::id::UserId, Role), Error> {
    actor.may(Action::ChangeOwnProfile)?;
    match actor {
        Actor::Staff { id, role } => Ok((id, role)),
        _ => Err(Error::Forbidden),
    }
}

fn kinds(role: Role) -> impl Iterator<Item = AlertKind> {
    AlertKind::ALL.into_iter().filter(move |kind| kind.concerns(role))
}

fn ways(kind: AlertKind) -> impl Iterator<Item = NotifyVia> {
    NotifyVia::ALL.into_iter().filter(move |way| kind.supports(*way))
}

fn name(kind: AlertKind, way: NotifyVia) -> String {
    format!("{}:{}", kind.as_str(), way.as_str())
}
