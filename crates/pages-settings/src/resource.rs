//! What most sections are: a list of things that can be added and changed. A section says what is its own, the list
//! and the form are the same for all.

use std::fmt::{Debug, Display};

use serde::Serialize;
use serde::de::DeserializeOwned;
use souffleur_app::{App, Error};
use souffleur_core::Actor;
use souffleur_web::error::Failure;
use souffleur_web::page::{FieldErrors, PageContext};

use super::section::Section;

/// A section with a list.
pub(super) trait ListedResource: Debug + Send + Sync + 'static {
    /// Which one.
    const SECTION: Section;
    /// The template of its list.
    const LIST: &'static str;
    /// A thing, as the list shows it.
    type View: Debug + Serialize + Send + Sync;

    /// All of them.
    fn list(app: &App, actor: Actor) -> impl Future<Output = Result<Vec<Self::View>, Error>> + Send;

    /// Some, for the templates test.
    fn views() -> Vec<Self::View>;
}

/// A section whose things are added and changed in a form.
pub(super) trait Resource: ListedResource {
    /// The template of its form.
    const FORM: &'static str;
    /// What tells one from another.
    type Id: Debug + Copy + Display + Serialize + DeserializeOwned + Send + Sync;
    /// What is typed.
    type Form: Debug + Clone + Default + Serialize + DeserializeOwned + Send + Sync;
    /// What the page shows beside what is typed: what can be chosen, what would come of it.
    type Beside: Debug + Serialize + Send + Sync;

    /// One of them.
    fn get(app: &App, actor: Actor, id: Self::Id) -> impl Future<Output = Result<Self::View, Error>> + Send;

    /// The form that leaves it as it is.
    fn form(view: &Self::View) -> Self::Form;

    /// Adds one, or changes one.
    fn save(
        app: &App,
        actor: Actor,
        id: Option<Self::Id>,
        form: Self::Form,
    ) -> impl Future<Output = Result<Self::Id, Error>> + Send;

    /// What stands beside the form.
    fn beside(context: &PageContext, form: &Self::Form) -> Result<Self::Beside, Failure>;

    /// Prepares the page context for what stands beside the form.
    fn prepare(_stage: &mut PageContext, _beside: &Self::Beside) {}

    /// What to call it.
    fn name(form: &Self::Form) -> String;

    /// What a form starts with that is to be a new one.
    fn blank(_stage: &PageContext) -> Self::Form {
        Self::Form::default()
    }

    /// Adds the empty rows in which one more can be typed.
    fn spare(_form: &mut Self::Form) {}

    /// The calendar file that was sent with the form.
    #[expect(clippy::unnecessary_literal_bound, reason = "who has one lends it from the form")]
    fn file(_form: &Self::Form) -> &str {
        ""
    }

    /// Where to go once it is saved.
    fn next(_id: Self::Id) -> String {
        Self::SECTION.path()
    }

    /// What stands beside the form, for the templates test.
    fn beside_sample() -> Self::Beside;

    /// What may be wrong with it, for the templates test.
    fn errors() -> FieldErrors;

    /// An id, for the templates test.
    fn id_sample() -> Self::Id;
}

/// Adds the empty rows that every list of rows ends with: one more can be typed without any script.
pub(super) fn spare<T: Default>(rows: &mut Vec<T>) {
    rows.extend([T::default(), T::default()]);
}

/// A value for the templates test, from how it looks in a context.
#[expect(clippy::expect_used, reason = "only the templates test reads samples, and it should say so")]
pub(super) fn sample<T: DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("a sample has the shape of its type")
}

/// An id for the templates test.
pub(super) fn sample_id<K>() -> souffleur_core::Id<K> {
    souffleur_core::Id::new(uuid::Uuid::nil())
}
