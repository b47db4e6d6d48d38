//! Placeholders of a reply, filled on every way out: at once, later, as a holding message, and to those who asked the same.

use souffleur_app::{
    App,
    error::{Error, Problem},
    promise::owed_reply,
};
use souffleur_core::{
    answer::{Variable, escaped, filled, has_variables, unknown_variable},
    customer::Customer,
    question::Question,
    text::Body,
    voice::Voice,
};
use souffleur_store::Reader;

use crate::placeholder::due_word;

/// The text as its customer gets it. A name between braces that stands for nothing is refused; doubled braces are braces.
pub(super) async fn fill(
    app: &App,
    reader: &Reader,
    question: &Question,
    (customer, voice): (&Customer, &Voice),
    typed: &Body,
) -> Result<Body, Error> {
    known(typed)?;
    let due = if has_variables(typed) {
        owed_reply(&reader.unmet_targets(question.id).await?).and_then(|target| target.due_at)
    } else {
        None
    };
    let text = filled(typed, |variable| match variable {
        Variable::Customer => escaped(&customer.name),
        Variable::Question => format!("#{}", question.number),
        Variable::Voice => escaped(&voice.name),
        Variable::Due => due_word(app, due, question.language),
    });
    Body::parse(&text).map_err(|problem| Error::invalid("body", problem))
}

/// Refuses a name between braces that stands for nothing.
pub(super) fn known(typed: &str) -> Result<(), Error> {
    match unknown_variable(typed) {
        Some(name) => Err(Error::invalid("body", Problem::UnknownVariable { name: name.to_owned() })),
        None => Ok(()),
    }
}
