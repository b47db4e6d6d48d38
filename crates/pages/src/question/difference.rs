//! POST /questions/{id}/compare?draft=…: a draft beside what stands in the editor, word by word, before anything leaves: what
//! one changed of it, or how it differs from the draft that one began with. Without script in a tab of its own; nothing is kept.

use serde::{Deserialize, Serialize};
use souffleur_core::id::{DraftId, QuestionId};
use souffleur_question::question::get;
use souffleur_render::Template;
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path, Query};
use souffleur_web::page::{PageContext, PageResult};
use tokio::task::spawn_blocking;

use crate::pane::name;
use crate::pane::{Piece, difference};

/// Which draft.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Beside {
    draft: String,
}

/// What stands in the editor.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    body: String,
}

/// A draft beside the editor.
#[derive(Debug, Serialize)]
pub(super) struct Difference {
    /// Who wrote the draft.
    author: String,
    /// The number of its question.
    number: i64,
    /// The question.
    id: QuestionId,
    /// Whether both say the same.
    same: bool,
    /// What stands in the editor, with what the draft says instead.
    pieces: Vec<Piece>,
}

/// Shown internally, below the draft.
#[derive(Debug, Serialize)]
pub(super) struct DifferencePart {
    d: Difference,
}

/// A page of its own.
#[derive(Debug, Serialize)]
pub(super) struct DifferencePage {
    d: Difference,
}

impl Difference {
    fn of(author: String, number: i64, id: QuestionId, draft: &str, editor: &str) -> Self {
        // A form sends its lines as the post once did; the last line end is nobody's word.
        let editor = editor.replace("\r\n", "\n");
        let (draft, editor) = (draft.trim_end(), editor.trim_end());
        Self { author, number, id, same: draft == editor, pieces: difference(draft, editor) }
    }

    fn samples() -> Vec<Self> {
        let id = QuestionId::new(uuid::Uuid::nil());
        let of = |editor| Self::of("Léa Bernard".to_owned(), 1042, id, "Le retour est gratuit.", editor);
        vec![of("Le retour est offert <toujours>."), of("Le retour est gratuit.")]
    }
}

impl Template for DifferencePart {
    const NAME: &'static str = "page/question/difference.html";

    fn samples() -> Vec<Self> {
        Difference::samples().into_iter().map(|d| Self { d }).collect()
    }
}

impl Template for DifferencePage {
    const NAME: &'static str = "page/question/difference_page.html";

    fn samples() -> Vec<Self> {
        Difference::samples().into_iter().map(|d| Self { d }).collect()
    }
}

/// Shows it.
pub(super) async fn show(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Query(beside): Query<Beside>,
    Form(Fields { body }): Form<Fields>,
) -> PageResult {
    let view = get(context.app(), context.actor(), id).await?;
    let wanted: DraftId = beside.draft.parse().map_err(|_| Failure::not_found())?;
    let mut drafts = view.drafts.iter().map(|(draft, _)| draft);
    let draft = drafts.find(|draft| draft.id == wanted).ok_or_else(Failure::not_found)?;
    let author = name(&view, &context.app().settings(), draft.author);
    let written = draft.body.as_ref().map(ToString::to_string).unwrap_or_default();
    let number = view.question.number;
    // What is in an editor may be longer than any reply.
    let compared = spawn_blocking(move || Difference::of(author, number, id, &written, &body)).await;
    let d = compared.map_err(|error| Failure::internal(&error))?;
    if context.is_fragment() {
        context.show(&DifferencePart { d })
    } else {
        context.show(&DifferencePage { d })
    }
}
