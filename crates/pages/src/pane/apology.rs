//! A promise was broken: the reply may begin with a word about that, ready to be taken or left. It is the community
//! manager's to change, like every word of the reply.

use souffleur_core::Language;
use souffleur_render::RenderError;
use souffleur_web::page::{PageContext, usual_apology};

use super::context::Pane;

/// The longest first line that is a greeting and not yet the answer, in characters.
const GREETING: usize = 60;

impl Pane {
    /// Has an apology ready in the customer's language where the reply that is owed is late.
    pub(super) fn propose_apology(
        &mut self,
        context: &PageContext,
        language: Language,
    ) -> Result<(), RenderError> {
        let late = self.due.is_some_and(|due| due.state == "late");
        let (Some(reply), true) = (&mut self.reply, late) else { return Ok(()) };
        let own = context.app().settings().desk.apologies.get(&language).map(ToString::to_string);
        reply.apology = Some(own.map_or_else(|| usual_apology(context, language), Ok)?);
        let draft = reply.draft_id.as_deref().unwrap_or(super::build::WITHOUT);
        reply.apology_href = format!("/questions/{}?{}&draft={draft}&apology=1", self.id, self.back);
        Ok(())
    }

    /// Begins the reply with the apology, for who has no script to do it.
    pub(crate) fn apologise(&mut self) {
        if let Some(reply) = &mut self.reply
            && let Some(apology) = &reply.apology
        {
            reply.body = with_apology(&reply.body, apology);
        }
    }
}

/// The text with the apology after its greeting, or first where it has none; once. The script does the same.
fn with_apology(body: &str, apology: &str) -> String {
    if body.contains(apology) {
        return body.to_owned();
    }
    match body.split_once('\n') {
        Some((greeting, rest))
            if greeting.trim_end().ends_with(',') && greeting.chars().count() <= GREETING =>
        {
            format!("{greeting}\n\n{apology}\n\n{}", rest.trim_start())
        }
        _ if body.trim().is_empty() => format!("{apology}\n\n"),
        _ => format!("{apology}\n\n{body}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_apology;

    #[test]
    fn an_apology_follows_the_greeting_and_comes_once() {
        let sorry = "Pardon du retard.";
        assert_eq!(with_apology("", sorry), "Pardon du retard.\n\n");
        assert_eq!(with_apology("Oui.", sorry), "Pardon du retard.\n\nOui.");
        let greeted = with_apology("Bonjour Marie,\n\nOui.", sorry);
        assert_eq!(greeted, "Bonjour Marie,\n\nPardon du retard.\n\nOui.");
        assert_eq!(with_apology(&greeted, sorry), greeted);
    }
}
