//! Kept answers whose day of review has come, for whoever vouches for them: told in the letter of the morning, and listed
//! with the alerts until they were looked at.

use jiff::civil::Date;
use serde::Serialize;
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor, Language,
    answer::Answer,
    id::{AnswerId, UserId},
    permission::Action,
};

use super::keep::today;

/// An answer that nobody vouches for until its owner looks at it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverdueAnswer {
    /// Which one.
    pub id: AnswerId,
    /// What it is called.
    pub title: String,
    /// The day that has come.
    pub review_on: Date,
}

/// One's own answers that are to be looked at again, what waits longest first.
pub async fn overdue(app: &App, actor: Actor, language: Language) -> Result<Vec<OverdueAnswer>, Error> {
    actor.may(Action::ChangeOwnProfile)?;
    let owner = actor.user().ok_or(Error::Forbidden)?;
    Ok(of_owner(&app.store().read().answers().await?, owner, today(app), language))
}

/// Those of an owner, among all.
pub(crate) fn of_owner(
    answers: &[Answer],
    owner: UserId,
    today: Date,
    language: Language,
) -> Vec<OverdueAnswer> {
    let own = answers.iter().filter(|answer| answer.active && answer.owner == Some(owner));
    let mut due: Vec<OverdueAnswer> = own
        .filter(|answer| answer.is_overdue(today))
        .filter_map(|answer| {
            let title = answer.text(language)?.1.title.to_string();
            Some(OverdueAnswer { id: answer.id, title, review_on: answer.review_on? })
        })
        .collect();
    due.sort_by_key(|answer| (answer.review_on, answer.id));
    due
}
