//! What surrounds a page, made from the request: who reads, in which language and time zone, where they can go.

use jiff::tz::TimeZone;
use souffleur_app::{App, Settings, live};
use souffleur_core::permission::{Action, Role};
use souffleur_render::{Frame, FrameHold, FrameUser, Language, Locale, NavEntry, Scene};

use crate::auth::{CurrentUser, LANGUAGE};
use crate::request_context::RequestContext;

/// What every page of the staff listens to, from the place in the history at which it was made: somebody may be told
/// something on any of them.
const STREAM: &str = "/events";

/// Builds the frame of a page; the form token and the flash messages are added by the page context.
pub(crate) fn frame(app: &App, request_context: &RequestContext) -> Frame {
    let settings = app.settings();
    let user = request_context.caller.staff().map(|current| &**current);
    let language = language(request_context, user);
    let locale = Locale::new(language, zone(&settings, user)).of_house(zone(&settings, None));
    let path = request_context.uri.path_and_query().map_or("/", |path| path.as_str());
    Frame {
        path: path.to_owned(),
        user: user.map(|current| FrameUser {
            name: current.user.name.to_string(),
            role: current.user.role.as_str().to_owned(),
        }),
        live: user.map(|_| format!("{STREAM}?from={}", live::position(request_context.at))),
        held: user.and_then(|current| held(current, &settings)),
        nav: user.map(|current| nav(current, request_context.uri.path())).unwrap_or_default(),
        ..Frame::new(Scene::new(locale, app.now()), settings.desk.name.to_string())
    }
}

/// The language that was chosen on a page of this browser, or else what somebody set in their profile, or else what
/// their browser asks for. Signing in and saving the profile end the browser's own choice.
fn language(request_context: &RequestContext, user: Option<&CurrentUser>) -> Language {
    let own = user.and_then(|current| current.user.language).map(render_language);
    let chosen = || Language::from_tag(request_context.cookies.get(LANGUAGE)?.value());
    let asked = || request_context.accept_language.as_ref().and_then(|header| header.to_str().ok());
    chosen().or(own).unwrap_or_else(|| Language::negotiate(asked().unwrap_or_default(), Language::En))
}

/// The language of a reader, as templates know it.
pub fn render_language(language: souffleur_core::Language) -> Language {
    match language {
        souffleur_core::Language::En => Language::En,
        souffleur_core::Language::Fr => Language::Fr,
    }
}

/// The language of a text, as the domain knows it.
pub fn core_language(language: Language) -> souffleur_core::Language {
    match language {
        Language::En => souffleur_core::Language::En,
        Language::Fr => souffleur_core::Language::Fr,
    }
}

/// The zone of somebody's own working hours, or else the desk's.
fn zone(settings: &Settings, user: Option<&CurrentUser>) -> TimeZone {
    let own = user.and_then(|current| current.user.expertise.calendar).and_then(|id| settings.calendar(id));
    let calendar = own.or_else(|| settings.default_calendar());
    calendar.map_or(TimeZone::UTC, |stored| stored.calendar.time_zone().clone())
}

/// The hold that a restored desk is under, for who speaks as the voice, and for who may end it.
fn held(current: &CurrentUser, settings: &Settings) -> Option<FrameHold> {
    let release = current.may(Action::ChangeSettings).then(|| "/settings/hold".to_owned());
    let concerns = release.is_some() || current.may(Action::Reply);
    settings.desk.held.filter(|_| concerns).map(|hold| FrameHold { copy_of: hold.copy_of, release })
}

/// A place, its label, its icon, and what one must be allowed to do there.
type NavItem = (&'static str, &'static str, &'static str, Action);

const NAV_ITEMS: [NavItem; 6] = [
    ("/inbox", "nav-inbox", "inbox", Action::ReadQuestions),
    ("/desk", "nav-desk", "pencil", Action::Draft),
    ("/answers", "nav-answers", "book", Action::KeepAnswers),
    ("/reports/sla", "nav-reports", "chart-bar", Action::ReadReports),
    ("/settings", "nav-settings", "settings", Action::ChangeSettings),
    ("/", "nav-wall", "world-www", Action::Listen),
];

/// The places a person may go to.
fn nav(current: &CurrentUser, path: &str) -> Vec<NavEntry> {
    let expert = current.user.role == Role::Expert;
    // The inbox is everybody's questions, the drafting desk one's own: each has the one that is theirs.
    let belongs = |href: &str| match href {
        "/inbox" => !expert,
        "/desk" => expert,
        _ => true,
    };
    let is_here = |href: &str| match href {
        "/" => path == "/",
        "/inbox" => path.starts_with("/inbox") || path.starts_with("/questions"),
        "/reports/sla" => path.starts_with("/reports"),
        href => path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')),
    };
    let places = NAV_ITEMS.iter().filter(|(href, _, _, action)| belongs(href) && current.may(*action));
    places
        .map(|(href, label, icon, _)| NavEntry {
            href: (*href).to_owned(),
            label: (*label).to_owned(),
            icon: (*icon).to_owned(),
            active: is_here(href),
            count: None,
        })
        .collect()
}

/// Where somebody's day begins.
pub fn home(role: Role) -> &'static str {
    match role {
        Role::Administrator => "/settings",
        Role::CommunityManager => "/inbox",
        Role::Expert => "/desk",
        Role::Supervisor => "/reports/sla",
    }
}
