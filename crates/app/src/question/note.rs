//! An internal remark on a question, in which colleagues can be mentioned.

use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor,
    event::What,
    id::{NoteId, QuestionId, UserId},
    permission::Action,
    text::Body,
    user::User,
};
use souffleur_store::Note;

use super::opened::Opened;
use crate::{app::App, error::Error};

/// The remark that was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Its id.
    pub note: NoteId,
    /// Whom it mentions.
    pub mentions: Vec<UserId>,
}

/// Leaves a remark. `@Léa` and `@lea.bernard` mention whoever is called so.
pub async fn note(app: &App, actor: Actor, id: QuestionId, body: String) -> Result<Noted, Error> {
    actor.may(Action::Note)?;
    let author = actor.user().ok_or(Error::Forbidden)?;
    let body = Body::parse(&body).map_err(|problem| Error::invalid("body", problem))?;
    let mentions = mentioned(&body, &app.settings().users);

    let mut opened = Opened::take(app, actor, Action::Note, id, None).await?;
    let note = Note { id: app.id(opened.now), question: id, author, body, mentions, at: opened.now };
    opened.tx.insert_note(&note).await?;
    opened.ledger.note(What::Noted { note: note.id, mentions: note.mentions.clone() });
    opened.leave().await?;
    Ok(Noted { note: note.id, mentions: note.mentions })
}

/// Everybody active who is mentioned by first name, by full name written together, or by the part before the `@`.
fn mentioned(body: &str, users: &[User]) -> Vec<UserId> {
    let called: Vec<String> = body
        .split_whitespace()
        .filter_map(|word| word.trim_start_matches(['(', '«', '"']).strip_prefix('@'))
        .map(|name| name.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    let is_called = |user: &&User| names(user).iter().any(|name| called.contains(name));
    users.iter().filter(|user| user.active).filter(is_called).map(|user| user.id).collect()
}

fn names(user: &User) -> [String; 3] {
    let first = user.name.split_whitespace().next().unwrap_or_default();
    let local = user.email.split('@').next().unwrap_or_default();
    let together: String = user.name.split_whitespace().collect::<Vec<_>>().join(".");
    [first, local, &together].map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use souffleur_core::{
        permission::Role,
        text::{Email, Name},
        user::Expertise,
    };
    use uuid::Uuid;

    use super::*;

    fn user(number: u128, name: &str, email: &str) -> User {
        User {
            id: UserId::new(Uuid::from_u128(number)),
            email: Email::parse(email).unwrap(),
            name: Name::parse(name).unwrap(),
            role: Role::Expert,
            language: None,
            voice: None,
            active: true,
            expertise: Expertise::default(),
        }
    }

    #[test]
    fn a_colleague_is_mentioned_by_any_of_their_names() {
        let lea = user(1, "Léa Bernard", "lb@example.test");
        let max = user(2, "Max Roy", "max.roy@example.test");
        let users = [lea.clone(), max.clone()];
        assert_eq!(mentioned("@léa, peux-tu voir ?", &users), [lea.id]);
        assert_eq!(mentioned("avis (@LB) ou @max.roy.", &users), [lea.id, max.id]);
        assert!(mentioned("lea@example.test et Max n'ont rien dit @", &users).is_empty());
    }
}
