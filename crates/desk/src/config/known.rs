//! The names that can be set, read from the defaults themselves, so that the list can't go stale.

use toml::{Table, Value};

use super::DEFAULTS;

/// A setting's dotted path, such as `mail.smtp_url`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) path: String,
}

impl Known {
    /// The variable that sets it: `SOUFFLEUR_MAIL_SMTP_URL`.
    pub(super) fn variable(&self) -> String {
        format!("{PREFIX}{}", self.path.replace('.', "_").to_uppercase())
    }
}

/// What every variable of the desk starts with.
pub(super) const PREFIX: &str = "SOUFFLEUR_";

/// Variables that are no settings: the file to read settings from.
pub(super) const CONFIG_VARIABLE: &str = "SOUFFLEUR_CONFIG";

/// Every setting.
#[expect(clippy::expect_used, reason = "the defaults are compiled in, and a test parses them")]
pub(super) fn all() -> Vec<Known> {
    let table: Table = DEFAULTS.parse().expect("the defaults are TOML");
    paths(&table).into_iter().map(|path| Known { path }).collect()
}

/// The dotted paths of all values in a table.
pub(super) fn paths(table: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in table {
        match value {
            Value::Table(inner) if !inner.is_empty() => {
                found.extend(paths(inner).into_iter().map(|path| format!("{name}.{path}")));
            }
            _ => found.push(name.clone()),
        }
    }
    found
}

/// The name most like a mistyped one, if any is like it at all.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |name: &str| edits(&typed.to_lowercase(), &name.to_lowercase());
    names
        .map(|name| (distance(name), name))
        .filter(|(edits, name)| *edits <= name.len() / 3 + 1)
        .min()
        .map(|(_, name)| name)
}

/// How many letters must be added, dropped or changed to make one word of another.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in to.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_settings_share_a_variable() {
        let mut variables: Vec<_> = all().iter().map(Known::variable).collect();
        assert!(variables.contains(&"SOUFFLEUR_MAIL_SMTP_URL".to_owned()));
        variables.sort();
        let count = variables.len();
        variables.dedup();
        assert_eq!(variables.len(), count);
    }

    #[test]
    fn a_slip_is_recognised_and_nonsense_is_not() {
        let names = || ["listen", "public_url", "mail.smtp_url"].into_iter();
        assert_eq!(nearest("lisen", names()), Some("listen"));
        assert_eq!(nearest("mail.smtpurl", names()), Some("mail.smtp_url"));
        assert_eq!(nearest("colour", names()), None);
    }
}
