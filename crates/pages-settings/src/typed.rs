//! A form as a use case takes it, read from a page: `first_reply.rules[1].due` is the name of the field, of its place
//! in the form, and of what is wrong with it.
//!
//! The form's own default says what each place holds: a tick that was not sent is no tick, a name that repeats is a
//! list. A field that the form has no place for is refused: passed over, it would be lost without a word.

use axum::extract::{FromRequest, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use souffleur_web::csrf;
use souffleur_web::error::Failure;
use souffleur_web::extract::Form;

/// Rows that a list may have; a page offers two more than there are.
const MOST_ROWS: usize = 200;

/// The fields of a form, as typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed<T>(pub(super) T);

impl<T, S> FromRequest<S> for Typed<T>
where
    T: Default + Serialize + DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, state).await?;
        read(&fields)
            .map(Self)
            .map_err(|error| Failure::malformed(format!("the form can't be read: {error}")))
    }
}

fn read<T: Default + Serialize + DeserializeOwned>(fields: &[(String, String)]) -> Result<T, String> {
    let mut form = serde_json::to_value(T::default()).map_err(|error| error.to_string())?;
    untick(&mut form);
    for (name, text) in fields.iter().filter(|(name, _)| name != csrf::FIELD) {
        if !steps(name).is_some_and(|steps| put(&mut form, &steps, text, false)) {
            return Err(format!("it has no field “{name}”"));
        }
    }
    drop_empty_rows(&mut form);
    serde_json::from_value(form).map_err(|error| error.to_string())
}

/// A step on the way to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Field(&'a str),
    Row(usize),
}

/// The way that a name describes; none if it describes no way.
fn steps(name: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in name.split('.') {
        let mut pieces = part.split('[');
        steps.push(Step::Field(pieces.next().filter(|field| !field.is_empty())?));
        for row in pieces {
            let row = row.strip_suffix(']')?.parse().ok().filter(|row| *row < MOST_ROWS)?;
            steps.push(Step::Row(row));
        }
    }
    Some(steps)
}

/// Puts a text where it belongs, and says whether there is such a place. In a new row, about which the default says
/// nothing, every field is a text.
fn put(place: &mut Value, steps: &[Step<'_>], text: &str, free: bool) -> bool {
    match (steps, place) {
        ([], Value::Bool(ticked)) => *ticked = !text.is_empty(),
        ([], Value::String(typed)) => text.clone_into(typed),
        ([], Value::Array(list)) if list.len() < MOST_ROWS => list.push(Value::from(text)),
        ([], empty @ Value::Null) if free => *empty = Value::from(text),
        ([Step::Field(name), rest @ ..], Value::Object(fields)) => {
            if free {
                return put(fields.entry(*name).or_insert(Value::Null), rest, text, true);
            }
            return fields.get_mut(*name).is_some_and(|inner| put(inner, rest, text, false));
        }
        ([Step::Row(row), rest @ ..], Value::Array(list)) => {
            if list.len() <= *row {
                list.resize(row + 1, Value::Object(Map::new()));
            }
            return put(&mut list[*row], rest, text, true);
        }
        _ => return false,
    }
    true
}

fn untick(value: &mut Value) {
    match value {
        Value::Bool(ticked) => *ticked = false,
        Value::Object(fields) => fields.values_mut().for_each(untick),
        _ => {}
    }
}

/// A row in which nothing was typed is none: the page offers some that may stay empty. Without them, a row has the
/// same number in the form, in what is wrong with it, and on the page that comes back.
fn drop_empty_rows(value: &mut Value) {
    match value {
        Value::Array(rows) => rows.retain(|row| !is_blank(row)),
        Value::Object(fields) => fields.values_mut().for_each(drop_empty_rows),
        _ => {}
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().is_empty(),
        Value::Object(fields) => fields.values().all(is_blank),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use souffleur_admin::settings::calendar::CalendarForm;
    use souffleur_admin::settings::desk::DeskForm;
    use souffleur_admin::settings::policy::PolicyForm;
    use souffleur_admin::settings::user::UserForm;

    use super::*;

    fn typed<T: Default + Serialize + DeserializeOwned>(fields: &[(&str, &str)]) -> T {
        let fields: Vec<_> =
            fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        read(&fields).unwrap()
    }

    #[test]
    fn names_lead_to_their_places() {
        let form: PolicyForm = typed(&[
            ("key", "house"),
            ("first_reply.kind", "cutoff"),
            ("first_reply.rules[0].before", "12:00"),
            ("first_reply.rules[0].due", "17:00"),
            ("first_reply.rules[1].before", ""),
            ("first_reply.rules[1].due", " "),
            ("first_reply.rules[2].before", "24:00"),
            ("is_default", "true"),
        ]);
        assert_eq!(
            (form.key.as_str(), form.first_reply.kind.as_str(), form.is_default),
            ("house", "cutoff", true)
        );
        let rules: Vec<_> = form.first_reply.rules.iter().map(|rule| rule.before.as_str()).collect();
        assert_eq!(rules, ["12:00", "24:00"]);
        assert!(form.close.kind.is_empty());
    }

    #[test]
    fn what_was_not_ticked_is_not_and_lists_repeat() {
        let form: UserForm =
            typed(&[("topics", "sizes"), ("topics", ""), ("topics", "delivery"), ("name", "Léa")]);
        assert_eq!(form.topics, ["sizes", "delivery"]);
        assert!(!form.active);
        assert!(typed::<UserForm>(&[("active", "true")]).active);
    }

    #[test]
    fn names_that_lead_nowhere_are_refused() {
        for name in [
            "",
            ".",
            "[0]",
            "absences[x].from",
            "absences[999999999].from",
            "name.first",
            "active[0]",
            "nmae",
        ] {
            let refused = read::<UserForm>(&[(name.to_owned(), "x".to_owned())]);
            assert_eq!(refused.unwrap_err(), format!("it has no field “{name}”"));
        }
        assert_eq!(typed::<UserForm>(&[("csrf", "x")]), UserForm { active: false, ..UserForm::default() });
    }

    /// Whatever the pages of the settings offer to be typed is read.
    #[test]
    fn every_form_has_a_place_for_its_optional_fields() {
        let file: CalendarForm = typed(&[("closures", "BEGIN:VCALENDAR")]);
        assert_eq!(file.closures, "BEGIN:VCALENDAR");
        let desk: DeskForm = typed(&[("apologies.fr", "Pardon.")]);
        assert_eq!(desk.apologies["fr"], "Pardon.");
    }
}
