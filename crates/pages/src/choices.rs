//! What people choose from in several places.

use souffleur_app::Settings;
use souffleur_web::page::SelectOption;

/// Everything a question can be about.
pub(crate) fn topics(settings: &Settings) -> Vec<SelectOption> {
    let choice = |topic: &souffleur_core::topic::Topic| SelectOption {
        value: topic.id.to_string(),
        label: topic.name.to_string(),
    };
    settings.topics.iter().map(choice).collect()
}

/// Everybody who can draft.
pub(crate) fn experts(settings: &Settings) -> Vec<SelectOption> {
    let choice = |user: &souffleur_core::user::User| SelectOption {
        value: user.id.to_string(),
        label: user.name.to_string(),
    };
    settings.experts().map(choice).collect()
}
