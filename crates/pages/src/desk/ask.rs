//! POST /desk/{id}/ask-colleague, and the list of what one was asked oneself.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::question::{ask_colleague, asks};
use souffleur_core::id::QuestionId;
use souffleur_core::permission::Action;
use souffleur_render::{FlashKind, sample_now};
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::load::{Place, own_path};
use super::open::refused;
use crate::question::{Fields, Which, names};

/// A question of another that one was asked about.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AskRow {
    /// Where one writes beside its draft.
    pub(crate) href: String,
    /// Its number.
    pub(crate) number: i64,
    /// What it is called.
    pub(crate) title: String,
    /// Who asked.
    pub(crate) by: String,
    /// What.
    pub(crate) request: String,
    /// When.
    pub(crate) asked_at: Timestamp,
    /// Whether it is open beside the list.
    pub(crate) current: bool,
}

impl AskRow {
    /// What the reader was asked and has not written on.
    pub(super) async fn load(
        stage: &Stage,
        place: Place,
        open: Option<QuestionId>,
    ) -> Result<Vec<Self>, Failure> {
        // The list is also there for who lends the voice, who sees everything without being asked.
        if stage.actor().may(Action::DraftBeside).is_err() {
            return Ok(vec![]);
        }
        let settings = stage.app().settings();
        let called = |id| settings.user(id).map(|user| user.name.to_string()).unwrap_or_default();
        let lines = asks(stage.app(), stage.actor()).await?.into_iter();
        Ok(lines
            .map(|line| Self {
                href: place.at(&own_path(line.question)),
                number: line.number,
                title: line.title,
                by: called(line.asked_by),
                request: line.request,
                asked_at: line.asked_at,
                current: open == Some(line.question),
            })
            .collect())
    }

    /// For samples.
    pub(crate) fn samples() -> Vec<Self> {
        let row = |number, current| Self {
            href: "/desk/01936f00-0000-7000-8000-000000001042?view=draft".to_owned(),
            number,
            title: "Où est mon <colis> ?".to_owned(),
            by: "Léa Bernard".to_owned(),
            request: "@karim Quel délai pour la Corse ?".to_owned(),
            asked_at: sample_now(),
            current,
        };
        vec![row(1042, false), row(1043, true)]
    }
}

/// Asks the colleagues whom the sentence mentions.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    match ask_colleague(stage.app(), stage.actor(), id, &fields.ask).await {
        Err(error) => refused(stage, id, Which::Ask, fields, error).await,
        Ok(asked) => {
            let path = Place::carried(&fields.back).at(&own_path(id));
            stage.flash(FlashKind::Success, "question-asked", &[("names", &names(&asked))]).go(&path)
        }
    }
}
