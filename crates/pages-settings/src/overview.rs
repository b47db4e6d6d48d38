//! The overview: what there is, what is missing, and on a new desk what to do first.

use serde::Serialize;
use souffleur_admin::settings::{audit, program, user};
use souffleur_app::Settings;
use souffleur_core::permission::Role;
use souffleur_render::{FluentValue, RenderError, Template};
use souffleur_web::page::{PageContext, PageResult};
use souffleur_web::route::Routes;

use super::section::{Place, Section};

/// The overview.
#[derive(Debug, Serialize)]
pub(super) struct Overview {
    #[serde(flatten)]
    place: Place,
    /// The first steps, as long as one of them is to be done.
    steps: Vec<Step>,
    cards: Vec<Card>,
}

/// A first step.
#[derive(Debug, Serialize)]
struct Step {
    section: Section,
    path: String,
    done: bool,
}

/// A section, with what there is in it.
#[derive(Debug, Serialize)]
struct Card {
    section: Section,
    path: String,
    icon: &'static str,
    count: Option<usize>,
    /// A finished sentence.
    note: Option<String>,
    /// Whether the sentence says that something is missing.
    warns: bool,
}

impl Template for Overview {
    const NAME: &'static str = "page/settings/overview.html";

    fn samples() -> Vec<Self> {
        let card = |section: Section, count, warns: bool| Card {
            section,
            path: section.path(),
            icon: section.icon(),
            count,
            note: warns.then(|| "2 < 3".to_owned()),
            warns,
        };
        let cards = || Section::all().zip([None, Some(0), Some(12)].into_iter().cycle());
        let overview = |steps, warns| Self {
            place: Section::Overview.into(),
            steps,
            cards: cards().map(|(section, count)| card(section, count, warns)).collect(),
        };
        let steps =
            FIRST.map(|section| Step { section, path: section.path(), done: section == Section::Topics });
        vec![overview(steps.into(), true), overview(vec![], false)]
    }
}

/// The route of the overview.
pub(super) fn routes() -> Routes {
    Routes::new().get("/settings", Section::Overview.access(), "settings", show)
}

async fn show(context: PageContext) -> PageResult {
    let (app, actor) = (context.app(), context.actor());
    let people = user::list(app, actor).await?;
    let programs = program::list(app, actor).await?;
    let last = audit::list(app, actor, None, 1).await?.lines.pop();
    let settings = app.settings();
    let found = Found {
        uninvited: people.iter().filter(|user| user.active && !user.has_password).count(),
        programs: programs.iter().filter(|program| program.revoked_at.is_none()).count(),
        last_change: last.and_then(|line| line.by),
    };
    let cards = Section::all().map(|section| card(&context, &settings, &found, section));
    let cards = cards.collect::<Result<Vec<_>, _>>()?;
    context.show(&Overview { place: Section::Overview.into(), steps: steps(&settings), cards })
}

/// What a new desk needs, in the order in which one thing needs the other.
const FIRST: [Section; 4] = [Section::Topics, Section::Experts, Section::Calendars, Section::Voices];

fn steps(settings: &Settings) -> Vec<Step> {
    let works = |role| settings.users.iter().any(|user| user.active && user.role == role);
    let done = |section| match section {
        Section::Topics => !settings.topics.is_empty(),
        Section::Experts => settings.experts().any(|user| !user.expertise.topics.is_empty()),
        // The desk begins with office hours that nobody has looked at yet.
        Section::Calendars => {
            settings.calendars.iter().any(|stored| stored.version > 1) || settings.calendars.len() > 1
        }
        // A voice needs hands.
        _ => !settings.voices.is_empty() && works(Role::CommunityManager),
    };
    let steps = FIRST.map(|section| Step { section, path: section.path(), done: done(section) });
    // Office hours may be right as they are: they alone keep nobody at the first steps.
    let begun = steps.iter().all(|step| step.done || step.section == Section::Calendars);
    if begun { Vec::new() } else { steps.into() }
}

/// What the settings in memory do not know.
struct Found {
    uninvited: usize,
    programs: usize,
    last_change: Option<String>,
}

fn card(
    context: &PageContext,
    settings: &Settings,
    found: &Found,
    section: Section,
) -> Result<Card, RenderError> {
    let (count, note, warns) = match section {
        Section::Topics => {
            let known = |topic: &&souffleur_core::topic::Topic| {
                settings.experts().any(|user| user.expertise.topics.contains(&topic.id))
            };
            let alone = settings.topics.iter().filter(|topic| !known(topic)).count();
            (Some(settings.topics.len()), some(context, "settings-topics-alone", alone)?, true)
        }
        Section::Experts => {
            let idle = settings.experts().filter(|user| user.expertise.topics.is_empty()).count();
            (Some(settings.experts().count()), some(context, "settings-experts-idle", idle)?, true)
        }
        Section::Rules => (Some(settings.rules.len()), None, false),
        Section::Model | Section::Health => (None, None, false),
        Section::Calendars => {
            let zone = settings.default_calendar().map(|stored| stored.calendar.time_zone_name().to_owned());
            (Some(settings.calendars.len()), zone, false)
        }
        Section::Policies => {
            let default = settings.default_policy().map(|stored| stored.key.to_string());
            let note = default
                .map(|key| context.text("settings-policies-holds", &[("key", key.into())]))
                .transpose()?;
            (Some(settings.policies.len()), note, false)
        }
        Section::Voices => {
            let names: Vec<_> = settings.voices.iter().map(|voice| voice.name.as_str()).collect();
            (Some(settings.voices.len()), Some(names.join(", ")), false)
        }
        Section::Users => {
            let active = settings.users.iter().filter(|user| user.active).count();
            (Some(active), some(context, "settings-users-uninvited", found.uninvited)?, true)
        }
        Section::Programs => (Some(found.programs), None, false),
        Section::Desk | Section::Overview => (None, Some(settings.desk.name.to_string()), false),
        Section::Audit => {
            let by = found.last_change.clone();
            let note =
                by.map(|name| context.text("settings-audit-last", &[("name", name.into())])).transpose()?;
            (None, note, false)
        }
    };
    let warns = warns && note.is_some();
    Ok(Card { section, path: section.path(), icon: section.icon(), count, note, warns })
}

/// A sentence about some, none about nobody.
fn some(context: &PageContext, key: &str, count: usize) -> Result<Option<String>, RenderError> {
    let number = FluentValue::from(u32::try_from(count).unwrap_or(u32::MAX));
    (count > 0).then(|| context.text(key, &[("count", number)])).transpose()
}
