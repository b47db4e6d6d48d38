//! What the parameters of addresses name.

use souffleur_web::route::Route;

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A question, by its id.
    Question,
    /// A public question, by its number.
    WallNumber,
    /// A question, by its number, for staff.
    Number,
    /// The other question of a link.
    LinkedNumber,
    /// A file in a question, for staff.
    StaffFile,
    /// A file in a thread or on the wall.
    PublicFile,
    /// A customer's link.
    Thread,
    /// The secret of a letter that proves an address.
    Verification,
    /// The secret of an invitation.
    Invitation,
    Answer,
    Session,
    SavedView,
    Delivery,
    Objective,
    ReportLink,
    /// The secret of a link to a report.
    ReportSecret,
    Pause,
    Topic,
    User,
    Rule,
    /// A version of what the router learned.
    Model,
    Calendar,
    Policy,
    Voice,
    Program,
    /// No id: a language, an asset.
    Word,
}

/// Routes that answer an id of nothing with something else than 404: a redirect to the page that says it, whatever the id; a
/// form that can't be taken as it is, whatever the id; a number that is typed into a field.
pub(crate) const NO_404: [&str; 6] = [
    "alerts-read",
    "question",
    "desk-question",
    "answers-change",
    "settings-policies-last-month-of",
    "unlink",
];

/// Routes after which somebody else may hold the question.
pub(crate) const PASSES_ON: [&str; 5] =
    ["question-assign", "question-topic", "desk-hand-over", "desk-decline", "assign-question"];

/// Routes that name a draft of the scene's question beside it: with another question it is as good as none.
pub(crate) const NAMES_A_DRAFT: [&str; 2] = ["question-compare", "question-return-draft"];

/// The parameters of a route, by their places between the slashes.
pub(crate) fn parameters(route: &Route) -> impl Iterator<Item = (usize, &str)> {
    let parts = route.path.split('/').enumerate();
    parts.filter_map(|(place, part)| Some((place, part.strip_prefix('{')?.strip_suffix('}')?)))
}

/// What a parameter names.
pub(crate) fn of(route: &Route, place: usize, name: &str) -> Kind {
    let before: Vec<&str> = route.path.split('/').take(place).filter(|part| !part.is_empty()).collect();
    let before = before.join("/");
    match (before.trim_start_matches("api/v1/"), name) {
        ("questions" | "desk" | "alerts/questions", "id") => Kind::Question,
        ("questions/{id}/files", "hash") => Kind::StaffFile,
        ("questions/{id}/links", "number") => Kind::LinkedNumber,
        ("q/{token}/files" | "wall/{number}/files", "id") => Kind::PublicFile,
        ("q" | "threads", "token") => Kind::Thread,
        ("wall", "number") => Kind::WallNumber,
        ("reports/ledger", "number") => Kind::Number,
        ("verify", "token") => Kind::Verification,
        ("invitation", "token") => Kind::Invitation,
        ("answers", "id") => Kind::Answer,
        ("profile/sessions", "id") => Kind::Session,
        ("inbox/views", "id") => Kind::SavedView,
        ("deliveries", "id") => Kind::Delivery,
        ("reports/objectives", "id") => Kind::Objective,
        ("reports/share", "id") => Kind::ReportLink,
        ("shared", "secret") => Kind::ReportSecret,
        ("reports/pauses" | "pauses", "id") => Kind::Pause,
        ("settings/topics", "id") => Kind::Topic,
        ("settings/experts" | "settings/users", "id") => Kind::User,
        ("settings/rules", "id") => Kind::Rule,
        ("settings/model", "version") => Kind::Model,
        ("settings/calendars" | "calendars", "id") => Kind::Calendar,
        ("settings/policies", "id") => Kind::Policy,
        ("settings/voices", "id") => Kind::Voice,
        ("settings/programs", "id") => Kind::Program,
        ("language", "tag") | ("assets", "hash") | ("assets/{hash}", "*path") => Kind::Word,
        _ => panic!("{route}: say in kind::of what {{{name}}} names, and in Things::of whose there are"),
    }
}
