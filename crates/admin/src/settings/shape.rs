//! Which keys a desk file may have. Serde stops at the first it does not know; who writes a file wants to hear of all.

use souffleur_app::error::{Error, Problem, Problems};
use toml::{Table, Value};

/// A place in the file: its path with `[]` for each entry of a list, and the keys it may have. What is not listed is
/// not looked into: its own type refuses what it does not know.
const PLACES: [(&str, &[&str]); 12] = [
    ("", &["desk", "voice", "calendar", "sla_policy", "topic", "user", "rule", "objective"]),
    (
        "desk",
        &["name", "languages", "routing_threshold", "quiet_hours", "apology", "publish_rate", "first_look"],
    ),
    ("desk.apology", &["fr", "en"]),
    ("voice[]", &["key", "name", "signature", "languages", "active"]),
    ("calendar[]", &["key", "time_zone", "week", "exceptions", "holidays"]),
    (
        "sla_policy[]",
        &[
            "key",
            "calendar",
            "default",
            "when",
            "first_reply",
            "next_reply",
            "draft",
            "close",
            "warn_at",
            "warn_before",
            "escalation",
        ],
    ),
    ("topic[]", &["key", "name", "description", "active"]),
    (
        "user[]",
        &[
            "email", "name", "role", "language", "voice", "topics", "capacity", "calendar", "deputy",
            "absent", "active",
        ],
    ),
    ("user[].absent[]", &["from", "until"]),
    ("objective[]", &["measure", "topic", "at_least", "at_most", "owner", "due_on", "priority", "active"]),
    ("rule[]", &["when", "assign_to"]),
    ("rule[].when", &["channel", "subject_contains", "body_contains", "language", "tag"]),
];

/// Names every key that means nothing.
pub(super) fn check(file: &Table) -> Result<(), Error> {
    let mut problems = Problems::default();
    walk(file, "", "", &mut problems);
    problems.check()
}

fn walk(table: &Table, place: &str, path: &str, problems: &mut Problems) {
    let Some((_, keys)) = PLACES.iter().find(|(known, _)| *known == place) else { return };
    let joint = if path.is_empty() { "" } else { "." };
    for (key, value) in table {
        let path = format!("{path}{joint}{key}");
        if !keys.contains(&key.as_str()) {
            problems.note(&path, Problem::Other(format!("unknown key; known here: {}", keys.join(", "))));
            continue;
        }
        let place = format!("{place}{joint}{key}");
        match value {
            Value::Table(inner) => walk(inner, &place, &path, problems),
            Value::Array(items) => {
                let tables =
                    items.iter().enumerate().filter_map(|(index, item)| Some((index, item.as_table()?)));
                for (index, inner) in tables {
                    walk(inner, &format!("{place}[]"), &format!("{path}[{index}]"), problems);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unknown_key_is_told_with_its_path() {
        let file = "[desk]\nname = 'x'\nnmae = 'y'\n[[user]]\nemail = 'a'\n[[user]]\nmail = 'b'\nabsent = [{ form = 'x' }]\n\
            [[rule]]\nwhen = { chanel = 'email' }\n[topics]\n";
        let Err(Error::Invalid(errors)) = check(&toml::from_str(file).unwrap()) else { panic!("accepted") };
        let paths: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            paths,
            ["desk.nmae", "rule[0].when.chanel", "topics", "user[1].absent[0].form", "user[1].mail"]
        );
    }
}
