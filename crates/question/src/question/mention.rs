//! Colleagues who are called by `@` and a name in a text of the house.

use souffleur_core::{id::UserId, user::User};
use souffleur_search::folded;

/// The names after an `@` in a text, as they are written: `léa`, `lea.bernard`. What stands before the `@` may be any sign but one
/// of a word, so that an address is no mention: `d'@léa`, `@karim,@léa`.
pub(super) fn called(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (place, _) in text.match_indices('@') {
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        if text[..place].chars().next_back().is_some_and(in_word) {
            continue;
        }
        let rest = &text[place + 1..];
        let end = rest.find(|c: char| !in_name(c)).unwrap_or(rest.len());
        let name = rest[..end].trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Signs within a name: a combining accent is none of its letters, and belongs to it.
fn in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '\u{300}'..='\u{36f}')
}

/// The names after an `@` that nobody active has.
pub(super) fn unknown(text: &str, users: &[User]) -> Vec<String> {
    let mut names = called(text);
    names.retain(|name| !users.iter().any(|user| user.active && is_named(user, name)));
    names
}

/// Everybody active who is mentioned by first name, by full name written together, or by the part before the `@`.
pub(super) fn mentioned(text: &str, users: &[User]) -> Vec<UserId> {
    let called = called(text);
    let is_called = |user: &&User| called.iter().any(|name| is_named(user, name));
    users.iter().filter(|user| user.active).filter(is_called).map(|user| user.id).collect()
}

/// Whether somebody is called so, whatever the accents, the case and what joins the parts.
pub(super) fn is_named(user: &User, name: &str) -> bool {
    let name = key(name);
    !name.is_empty() && names(user).iter().any(|known| key(known) == name)
}

fn key(name: &str) -> String {
    folded(name).join(".")
}

/// What somebody is called after an `@` so that nobody else is meant, as far as names go: `léa.bernard`.
pub fn handle(user: &User) -> String {
    user.name.split_whitespace().collect::<Vec<_>>().join(".").to_lowercase()
}

fn names(user: &User) -> [String; 3] {
    let first = user.name.split_whitespace().next().unwrap_or_default().to_owned();
    let local = user.email.split('@').next().unwrap_or_default().to_owned();
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

    #[test]
    fn a_mention_is_understood_however_it_is_written() {
        let lea = user(1, "Léa Bernard", "lb@example.test");
        let karim = user(2, "Karim Haddad", "karim@example.test");
        let jean = user(3, "Jean-Loïc N'Diaye", "jl@example.test");
        let users = [lea.clone(), karim.clone(), jean.clone()];
        for text in [
            "@lea.bernard ?",
            "l'avis d'@léa",
            "l’avis d’@LEA.",
            "@le\u{301}a",
            "(@Léa.Bernard)",
            "@lea_bernard!",
        ] {
            assert_eq!(mentioned(text, &users), [lea.id], "{text}");
            assert!(unknown(text, &users).is_empty(), "{text}");
        }
        assert_eq!(mentioned("@karim,@léa", &users), [lea.id, karim.id]);
        assert_eq!(mentioned("@karim/@léa;@jean-loic", &users), [lea.id, karim.id, jean.id]);
        assert_eq!(unknown("@paul,@léa et moi@karim", &users), ["paul"]);
        assert!(mentioned("lea.bernard@example.test, x_@léa, @", &users).is_empty());
    }
}
