//! What is said first in a reply that comes late.

use souffleur_core::Language;
use souffleur_render::RenderError;

use super::context::PageContext;
use super::frame::render_language;

/// What is said first where the house has no words of its own for it.
pub fn usual_apology(context: &PageContext, language: Language) -> Result<String, RenderError> {
    context.web.engine.text(render_language(language), "question-apology-words", &[])
}
