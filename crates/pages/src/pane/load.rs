//! Loads a question for its page.

use souffleur_app::view::QuestionView;
use souffleur_core::id::QuestionId;
use souffleur_core::scheduled::ScheduledReply;
use souffleur_question::alert;
use souffleur_question::question::{Colleague, colleagues, get, scheduled, unsent};
use souffleur_web::error::Failure;
use souffleur_web::page::PageContext;
use souffleur_web::page::files::SealedFile;

use super::build::{Reader, Wanted, build};
use super::context::Pane;
use super::fields::{Fields, FormKind, Refusal};

/// A question with everybody it could be given to.
pub(crate) async fn read(
    context: &PageContext,
    id: QuestionId,
) -> Result<(QuestionView, Vec<Colleague>), Failure> {
    let view = get(context.app(), context.actor(), id).await?;
    let everybody = match colleagues(context.app(), context.actor()).await {
        Ok(everybody) => everybody,
        // Who only reads gives it to nobody.
        Err(souffleur_app::Error::Forbidden) => vec![],
        Err(error) => return Err(error.into()),
    };
    Ok((view, everybody))
}

/// Loads the pane of a question.
pub(crate) async fn pane(context: &PageContext, id: QuestionId, reader: Reader<'_>) -> Result<Pane, Failure> {
    let (view, everybody) = read(context, id).await?;
    let settings = context.app().settings();
    let mut pane = build(&view, &settings, &everybody, reader);
    let waiting = if pane.may.reply { scheduled(context.app(), context.actor(), id).await? } else { None };
    if let Some(waiting) = &waiting {
        pane.schedule(&view, &settings, waiting);
    }
    let unsent = unsent(context.app(), context.actor(), id).await?;
    pane.restore_unsent(&view, &settings, context.actor(), &unsent, reader.draft != Wanted::Newest);
    pane.attach_files(context, &view, waiting.as_ref());
    pane.set_viewers(context, id);
    if pane.scheduled.is_none() {
        pane.propose_apology(context, view.question.language)?;
    }
    pane.share_link = (!context.app().config().delivery.sends_mail).then(|| context.app().thread_url(id));
    pane.news = alert::is_news(context.app(), context.actor(), id).await?;
    Ok(pane)
}

impl Pane {
    /// Puts the files beside the reply that it is to go with: those of a reply that did not leave, or of the draft that it is
    /// made from.
    fn attach_files(&mut self, context: &PageContext, view: &QuestionView, waiting: Option<&ScheduledReply>) {
        let Some(reply) = &mut self.reply else { return };
        let stopped = waiting.filter(|waiting| waiting.stopped.is_some());
        let draft = || {
            let id = reply.draft_id.as_ref()?.parse().ok()?;
            view.draft_files.get(&id)
        };
        let files = stopped.map(|waiting| &waiting.files).or_else(draft);
        reply.files =
            files.into_iter().flatten().map(|file| SealedFile::of(&context.web.keys, file)).collect();
    }

    /// Puts back what was typed, and says what was wrong with it.
    pub(crate) fn restore_typed(&mut self, refusal: Refusal) {
        let Refusal { which, fields, kept, errors, leaks, stale, problem, .. } = refusal;
        match (which, &mut self.reply, &mut self.draft) {
            (FormKind::Reply, Some(reply), _) => {
                reply.body.clone_from(&fields.body);
                reply.files = kept;
                reply.leaks = leaks;
            }
            (FormKind::Draft, _, Some(draft)) => {
                draft.body.clone_from(&fields.body);
                draft.files = kept;
            }
            _ => {}
        }
        if let (FormKind::Beside, Some(beside)) = (which, &mut self.beside) {
            beside.body.clone_from(&fields.body);
        }
        self.opened = which.opens();
        self.forms = Fields {
            topic: if which == FormKind::Topic { fields.topic.clone() } else { self.forms.topic.clone() },
            ..fields
        };
        self.errors = errors;
        self.stale = stale;
        self.problem = problem;
    }
}
