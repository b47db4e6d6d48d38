//! A file is fetched, by who may see what it came with: the customer by their link, everybody from the wall, one of the
//! house from a question that they may read.

use souffleur_app::{App, access::sees, attachment::Fetched, error::Error};
use souffleur_core::{
    Actor,
    attachment::{Attachment, Fingerprint},
    id::{AttachmentId, QuestionId},
    permission::Action,
    question::Token,
};
use souffleur_store::read::PublicThread;

use crate::public::merged;

/// A file of the thread behind a customer's own link.
pub async fn of_thread(app: &App, token: &Token, id: AttachmentId) -> Result<Fetched, Error> {
    let thread = merged(&app.store().read(), &app.token_hash(token)).await?;
    fetch(app, shown(thread, id)?).await
}

/// A file of a thread that the wall shows.
pub async fn of_wall(app: &App, number: i64, id: AttachmentId) -> Result<Fetched, Error> {
    let thread = app.store().read().thread_by_number(number).await?.ok_or(Error::NotFound)?;
    fetch(app, shown(thread, id)?).await
}

/// A file of a question, for one of the house: of its thread, its drafts, or the reply that waits.
pub async fn of_question(
    app: &App,
    actor: Actor,
    id: QuestionId,
    hash: &Fingerprint,
) -> Result<Fetched, Error> {
    actor.may(Action::ReadQuestions)?;
    let reader = app.store().read();
    let question = reader.question(id).await?.ok_or(Error::NotFound)?;
    sees(&reader, actor, &question).await?;
    let mut files: Vec<Attachment> = reader.sent_files(id).await?.into_iter().map(|sent| sent.file).collect();
    files.extend(reader.draft_files(id).await?.into_values().flatten());
    if actor.may(Action::Reply).is_ok() {
        files.extend(reader.scheduled_reply(id).await?.into_iter().flat_map(|waiting| waiting.files));
    }
    let file = files.into_iter().find(|file| file.hash == *hash).ok_or(Error::NotFound)?;
    fetch(app, file).await
}

fn shown(thread: PublicThread, id: AttachmentId) -> Result<Attachment, Error> {
    let mut files = thread.messages.into_iter().flat_map(|message| message.files);
    files.find(|sent| sent.id == id).map(|sent| sent.file).ok_or(Error::NotFound)
}

async fn fetch(app: &App, file: Attachment) -> Result<Fetched, Error> {
    let bytes = app.config().attachments.vault.read(&file.hash).await?;
    let bytes = bytes.ok_or_else(|| Error::internal("the bytes of a file are not there"))?;
    Ok(Fetched { file, bytes })
}
