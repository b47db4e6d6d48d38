//! What a template expects, as a type beside the code that fills it.

use jiff::Timestamp;
use serde::Serialize;

/// The context of one page or fragment of a page.
///
/// Its fields are the variables of the template; `frame`, `language` and `now` come from the [`crate::Frame`].
pub trait Template: Serialize + Sized {
    /// The template's file, relative to `templates/`: `page/inbox/list.html`.
    const NAME: &'static str;

    /// Contexts that show every shape the template takes: empty, full, with errors. The templates test renders
    /// each in every language.
    fn samples() -> Vec<Self>;
}

/// The context of a letter: a folder with `subject.txt`, `body.txt` and `body.html`.
pub trait Letter: Serialize + Sized {
    /// The letter's folder, relative to `templates/`: `email/reply`.
    const FOLDER: &'static str;

    /// Contexts that show every shape the letter takes.
    fn samples() -> Vec<Self>;
}

/// A letter ready for the post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedLetter {
    /// One line.
    pub subject: String,
    /// The plain text body.
    pub text: String,
    /// The HTML body.
    pub html: String,
}

/// The instant at which samples take place: a Monday morning in November, an hour and five minutes before noon
/// in Paris.
pub fn sample_now() -> Timestamp {
    Timestamp::constant(1_763_978_100, 0)
}
