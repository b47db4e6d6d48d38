//! Colleagues who are called by `@` and a name in a text of the house.

use souffleur_core::{id::UserId, user::User};

/// The names after an `@` in a text, in lower case.
pub(super) fn called(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter_map(|word| word.trim_start_matches(['(', '«', '"']).strip_prefix('@'))
        .map(|name| name.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|name| !name.is_empty())
        .collect()
}

/// Everybody active who is mentioned by first name, by full name written together, or by the part before the `@`.
pub(super) fn mentioned(text: &str, users: &[User]) -> Vec<UserId> {
    let called = called(text);
    let is_called = |user: &&User| names(user).iter().any(|name| called.contains(name));
    users.iter().filter(|user| user.active).filter(is_called).map(|user| user.id).collect()
}

/// Whether somebody is called so.
pub(super) fn is_named(user: &User, name: &str) -> bool {
    names(user).iter().any(|known| known == name)
}

/// What somebody is called after an `@` so that nobody else is meant, as far as names go: `léa.bernard`.
pub fn handle(user: &User) -> String {
    user.name.split_whitespace().collect::<Vec<_>>().join(".").to_lowercase()
}

fn names(user: &User) -> [String; 3] {
    let first = user.name.split_whitespace().next().unwrap_or_default().to_lowercase();
    let local = user.email.split('@').next().unwrap_or_default().to_lowercase();
    [first, local, handle(user)]
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
        assert_eq!(handle(&lea), "léa.bernard");
        assert!(is_named(&lea, "léa.bernard") && !is_named(&lea, "bernard"));
    }
}
