//! POST /desk/{id}/draft: a draft is handed in, or the next version of it.

use souffleur_app::question::{draft_with, get};
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Parcel, Path};
use souffleur_web::page::{Answer, Stage, files};

use super::open::refused;
use super::place::Place;
use crate::pane::{Fields, Which};

/// Hands it in, and goes back to the list.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, parcel: Parcel<Fields>) -> Answer {
    let Parcel { mut fields, files } = parcel;
    let files = match files::take(&stage, &mut fields.kept, files).await {
        Ok(files) => files,
        Err(error) => return refused(stage, id, Which::Draft, fields, error).await,
    };
    let (body, version) = (fields.body.clone(), Some(fields.version()));
    let handed_in = draft_with(stage.app(), stage.actor(), id, body, files, version).await;
    if let Err(error) = handed_in {
        return refused(stage, id, Which::Draft, fields, error).await;
    }
    let number = get(stage.app(), stage.actor(), id).await?.question.number.to_string();
    let path = Place::carried(&fields.back).at("/desk");
    stage.flash(FlashKind::Success, "desk-handed-in", &[("number", &number)]).go(&path)
}
