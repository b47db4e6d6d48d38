//! Loads a question for its page.

use souffleur_app::alert;
use souffleur_app::question::{Colleague, colleagues, get, scheduled, unsent};
use souffleur_app::view::QuestionView;
use souffleur_core::id::QuestionId;
use souffleur_core::scheduled::ScheduledReply;
use souffleur_web::error::Failure;
use souffleur_web::page::Stage;
use souffleur_web::page::files::Kept;

use super::build::{Reader, Wanted, build};
use super::context::Pane;
use super::fields::{Fields, Refusal, Which};

/// A question with everybody it could be given to.
pub(crate) async fn read(stage: &Stage, id: QuestionId) -> Result<(QuestionView, Vec<Colleague>), Failure> {
    let view = get(stage.app(), stage.actor(), id).await?;
    let everybody = match colleagues(stage.app(), stage.actor()).await {
        Ok(everybody) => everybody,
        // Who only reads gives it to nobody.
        Err(souffleur_app::Error::Forbidden) => vec![],
        Err(error) => return Err(error.into()),
    };
    Ok((view, everybody))
}

/// Loads the pane of a question.
pub(crate) async fn pane(stage: &Stage, id: QuestionId, reader: Reader<'_>) -> Result<Pane, Failure> {
    let (view, everybody) = read(stage, id).await?;
    let settings = stage.app().settings();
    let mut pane = build(&view, &settings, &everybody, reader);
    let waiting = if pane.may.reply { scheduled(stage.app(), stage.actor(), id).await? } else { None };
    if let Some(waiting) = &waiting {
        pane.schedule(&view, &settings, waiting);
    }
    let unsent = unsent(stage.app(), stage.actor(), id).await?;
    pane.go_on(&view, &settings, stage.actor(), &unsent, reader.draft != Wanted::Newest);
    pane.enclose(stage, &view, waiting.as_ref());
    pane.say_who_looks(stage, id);
    if pane.scheduled.is_none() {
        pane.propose_apology(stage, view.question.language)?;
    }
    pane.share_link = (!stage.app().config().delivery.sends_mail).then(|| stage.app().thread_url(id));
    pane.news = alert::is_news(stage.app(), stage.actor(), id).await?;
    Ok(pane)
}

impl Pane {
    /// Puts the files beside the reply that it is to go with: those of a reply that did not leave, or of the draft that it is
    /// made from.
    fn enclose(&mut self, stage: &Stage, view: &QuestionView, waiting: Option<&ScheduledReply>) {
        let Some(reply) = &mut self.reply else { return };
        let stopped = waiting.filter(|waiting| waiting.stopped.is_some());
        let draft = || {
            let id = reply.draft_id.as_ref()?.parse().ok()?;
            view.draft_files.get(&id)
        };
        let files = stopped.map(|waiting| &waiting.files).or_else(draft);
        reply.files = files.into_iter().flatten().map(|file| Kept::of(&stage.web.keys, file)).collect();
    }

    /// Puts back what was typed, and says what was wrong with it.
    pub(crate) fn take_back(&mut self, refusal: Refusal) {
        let Refusal { which, fields, kept, errors, leaks, stale, problem, .. } = refusal;
        match (which, &mut self.reply, &mut self.draft) {
            (Which::Reply, Some(reply), _) => {
                reply.body.clone_from(&fields.body);
                reply.files = kept;
                reply.leaks = leaks;
            }
            (Which::Draft, _, Some(draft)) => {
                draft.body.clone_from(&fields.body);
                draft.files = kept;
            }
            _ => {}
        }
        if let (Which::Beside, Some(beside)) = (which, &mut self.beside) {
            beside.body.clone_from(&fields.body);
        }
        self.opened = which.opens();
        self.forms = Fields {
            topic: if which == Which::Topic { fields.topic.clone() } else { self.forms.topic.clone() },
            ..fields
        };
        self.errors = errors;
        self.stale = stale;
        self.problem = problem;
    }
}
