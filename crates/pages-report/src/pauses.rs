//! The pauses of the house: in a crisis or an outage, promises of working time are not counted. Who begins one says
//! why, and everybody who reads the reports sees it.

use jiff::SignedDuration;
use serde::Serialize;
use souffleur_admin::settings::pause::{self, PauseForm};
use souffleur_app::view::PauseView;
use souffleur_core::id::PauseId;
use souffleur_core::permission::Action;
use souffleur_render::{FlashKind, Template, sample_now};
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

const PATH: &str = "/reports/pauses";

/// A topic that can pause.
#[derive(Debug, Clone, Serialize)]
struct SelectOption {
    value: String,
    label: String,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PausesPage {
    /// Whether its reader may begin and end pauses.
    may_pause: bool,
    /// The topics.
    topics: Vec<SelectOption>,
    /// The pauses of the last year, the newest first.
    pauses: Vec<PauseView>,
    form: PauseForm,
    errors: FieldErrors,
}

impl PausesPage {
    async fn load(context: &PageContext, form: PauseForm, errors: FieldErrors) -> Result<Self, Failure> {
        let topics = context.app().settings();
        let topics = topics.topics.iter();
        let choice = |topic: &souffleur_core::topic::Topic| SelectOption {
            value: topic.key.to_string(),
            label: topic.name.to_string(),
        };
        Ok(Self {
            may_pause: context.actor().may(Action::PauseHouse).is_ok(),
            topics: topics.map(choice).collect(),
            pauses: pause::list(context.app(), context.actor()).await?,
            form,
            errors,
        })
    }
}

/// Shows them.
pub(super) async fn show(context: PageContext) -> PageResult {
    let page = PausesPage::load(&context, PauseForm::default(), FieldErrors::none()).await?;
    context.show(&page)
}

/// Begins one.
pub(super) async fn begin(context: PageContext, Form(form): Form<PauseForm>) -> PageResult {
    match pause::begin(context.app(), context.actor(), form.clone()).await {
        Ok(_) => context.flash(FlashKind::Success, "report-pause-begun", &[]).redirect(PATH),
        Err(error) => {
            let errors = context.field_errors(error)?;
            let page = PausesPage::load(&context, form, errors).await?;
            context.refuse(&page)
        }
    }
}

/// Ends one.
pub(super) async fn end(context: PageContext, Path(id): Path<PauseId>) -> PageResult {
    pause::end(context.app(), context.actor(), id).await?;
    context.flash(FlashKind::Success, "report-pause-ended", &[]).redirect(PATH)
}

/// For samples: one that lasts, and one that has ended.
pub(super) fn samples() -> Vec<PauseView> {
    let pause = |scope: &str, name: Option<&str>, until| PauseView {
        id: PauseId::new(uuid::Uuid::nil()),
        scope: scope.to_owned(),
        name: name.map(str::to_owned),
        from: sample_now() - SignedDuration::from_hours(3),
        until,
        reason: "Panne du transporteur <national>".to_owned(),
        by: Some("Camille Moreau".to_owned()),
        ended_by: until.map(|_| "Nadia Petit".to_owned()),
    };
    vec![
        pause("desk", None, None),
        pause("topic", Some("Livraison"), Some(sample_now())),
        pause("channel", Some("mastodon"), Some(sample_now())),
    ]
}

impl Template for PausesPage {
    const NAME: &'static str = "page/report/pauses.html";

    fn samples() -> Vec<Self> {
        let page = |may_pause, pauses, errors| Self {
            may_pause,
            topics: vec![SelectOption { value: "delivery".to_owned(), label: "Livraison".to_owned() }],
            pauses,
            form: PauseForm { reason: "Panne".to_owned(), ..PauseForm::default() },
            errors,
        };
        vec![
            page(true, vec![], FieldErrors::none()),
            page(false, samples(), FieldErrors::none()),
            page(true, samples(), FieldErrors::sample(&["reason", "topic", "channel"])),
        ]
    }
}
