//! From an alert to the question that it is about; on the way it counts as read.

use souffleur_app::alert;
use souffleur_core::id::AlertId;

use crate::extract::Path;
use crate::page::{Answer, Stage};

/// Goes to the question.
pub(super) async fn show(stage: Stage, Path(id): Path<AlertId>) -> Answer {
    let path = alert::open(stage.app(), stage.actor(), id).await?;
    stage.go(&path)
}
