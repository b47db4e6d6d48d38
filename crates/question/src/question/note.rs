//! An internal remark on a question, in which colleagues can be mentioned.

use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    event::EventKind,
    id::{NoteId, QuestionId, UserId},
    permission::Action,
    text::Body,
};
use souffleur_store::Note;

use super::{
    mention::{mentioned, unknown},
    transaction::QuestionTx,
};

/// The remark that was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Its id.
    pub note: NoteId,
    /// Whom it mentions.
    pub mentions: Vec<UserId>,
    /// Names after an `@` that nobody has: nobody is told.
    #[serde(default)]
    pub unknown: Vec<String>,
}

/// Leaves a remark. `@Léa` and `@lea.bernard` mention whoever is called so.
pub async fn note(app: &App, actor: Actor, id: QuestionId, body: String) -> Result<Noted, Error> {
    actor.may(Action::Note)?;
    let author = actor.user().ok_or(Error::Forbidden)?;
    let body = Body::parse(&body).map_err(|problem| Error::invalid("body", problem))?;
    let settings = app.settings();
    let (mentions, unknown) = (mentioned(&body, &settings.users), unknown(&body, &settings.users));

    let mut opened = QuestionTx::lock(app, actor, Action::Note, id, None).await?;
    let note = Note { id: app.id(opened.now), question: id, author, body, mentions, at: opened.now };
    opened.tx.insert_note(&note).await?;
    opened.history.note(EventKind::NoteAdded { note: note.id, mentions: note.mentions.clone() });
    opened.commit_history().await?;
    Ok(Noted { note: note.id, mentions: note.mentions, unknown })
}
