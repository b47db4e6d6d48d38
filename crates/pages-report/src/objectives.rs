//! GET /reports/objectives: what the house wants to reach and where it stands. The form of one, for supervisors and
//! administrators: whoever comes second sees what they typed, and that somebody else was faster.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use souffleur_admin::settings::objective::{self, ObjectiveForm};
use souffleur_app::{Error, Settings};
use souffleur_core::id::ObjectiveId;
use souffleur_core::objective::Measure;
use souffleur_core::permission::Action;
use souffleur_insight::report::{MEASURED_DAYS, ObjectiveView, objectives};
use souffleur_render::{FlashKind, RenderError, Template};
use souffleur_web::error::{Failure, FailureKind};
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{FieldErrors, PageContext, PageResult, SelectOption};

use super::page::Counting;
use super::sample;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ObjectivesPage {
    objectives: Vec<ObjectiveView>,
    /// Those that are given up.
    past: Vec<ObjectiveView>,
    days: i64,
    /// Whether the reader may change them.
    may_set: bool,
    /// Whether the reader may see the questions behind the figures.
    may_read: bool,
    version: Option<String>,
    version_at: Option<Timestamp>,
}

/// The form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ObjectivePage {
    id: Option<String>,
    form: ObjectiveForm,
    errors: FieldErrors,
    measures: Vec<SelectOption>,
    comparisons: Vec<SelectOption>,
    topics: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    /// Whether somebody else has changed it meanwhile.
    stale: bool,
}

/// Shows the list.
pub(super) async fn show(context: PageContext) -> PageResult {
    let (all, version) = match objectives(context.app(), context.actor()).await.map_err(Failure::from) {
        Ok(found) => found,
        Err(failure) if failure.kind() == FailureKind::Unavailable => {
            return context.show_as(StatusCode::SERVICE_UNAVAILABLE, &Counting {});
        }
        Err(failure) => return Err(failure),
    };
    let (objectives, past) = all.into_iter().partition(|objective| objective.active);
    let page = ObjectivesPage {
        objectives,
        past,
        days: MEASURED_DAYS,
        may_set: context.actor().may(Action::SetObjectives).is_ok(),
        may_read: context.actor().may(Action::ReadReports).is_ok(),
        version: version.event.map(|event| event.to_string()),
        version_at: version.at,
    };
    context.show(&page)
}

/// Shows the form of a new one.
pub(super) async fn blank(context: PageContext) -> PageResult {
    let page = ObjectivePage::new(&context, None, ObjectiveForm::default(), FieldErrors::none())?;
    context.show(&page)
}

/// Shows the form of one.
pub(super) async fn edit(context: PageContext, Path(id): Path<ObjectiveId>) -> PageResult {
    let form = objective::get(context.app(), context.actor(), id).await?;
    let page = ObjectivePage::new(&context, Some(id), form, FieldErrors::none())?;
    context.show(&page)
}

/// Adds one.
pub(super) async fn add(context: PageContext, Form(form): Form<ObjectiveForm>) -> PageResult {
    save(context, None, form).await
}

/// Changes one.
pub(super) async fn change(
    context: PageContext,
    Path(id): Path<ObjectiveId>,
    Form(form): Form<ObjectiveForm>,
) -> PageResult {
    save(context, Some(id), form).await
}

async fn save(context: PageContext, id: Option<ObjectiveId>, form: ObjectiveForm) -> PageResult {
    match objective::save(context.app(), context.actor(), id, &form).await {
        Ok(_) => {
            context.flash(FlashKind::Success, "report-objective-saved", &[]).redirect("/reports/objectives")
        }
        Err(Error::Stale { current }) => {
            // What was typed stays; saved once more, it takes the place of the other's.
            let form = ObjectiveForm { version: current.to_string(), ..form };
            let page = ObjectivePage::new(&context, id, form, FieldErrors::none())?;
            context.show_as(StatusCode::CONFLICT, &ObjectivePage { stale: true, ..page })
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let page = ObjectivePage::new(&context, id, form, errors)?;
            context.refuse(&page)
        }
    }
}

impl ObjectivePage {
    fn new(
        context: &PageContext,
        id: Option<ObjectiveId>,
        form: ObjectiveForm,
        errors: FieldErrors,
    ) -> Result<Self, RenderError> {
        let settings = context.app().settings();
        let measures = Measure::all().map(|measure| Ok(choice(measure.name(), said(context, measure)?)));
        let compared = ["at_least", "at_most"].map(|name| {
            let label = context.text(&format!("report-objective-{}", name.replace('_', "-")), &[])?;
            Ok::<_, RenderError>(choice(name.to_owned(), label))
        });
        Ok(Self {
            id: id.map(|id| id.to_string()),
            measures: measures.collect::<Result<_, RenderError>>()?,
            comparisons: compared.into_iter().collect::<Result<_, _>>()?,
            topics: topics(&settings, &form.topic),
            owners: owners(&settings, &form.owner),
            form,
            errors,
            stale: false,
        })
    }
}

/// A measure in words.
fn said(context: &PageContext, measure: Measure) -> Result<String, RenderError> {
    let text = |key: &str| context.text(key, &[]);
    let (metric, clock, percent) = measure.words();
    let metric = text(&format!("metric-{metric}"))?;
    match clock.zip(percent) {
        None => Ok(metric),
        Some((clock, percent)) => {
            let clock = text(&format!("report-clock-{clock}"))?;
            Ok(format!("{metric} · {} · {clock}", text(&format!("report-objective-p{percent}"))?))
        }
    }
}

/// The topics in use, and the one that it was set for.
fn topics(settings: &Settings, chosen: &str) -> Vec<SelectOption> {
    let kept = settings.retired_topics.iter().filter(|topic| topic.key.as_str() == chosen);
    let topics = settings.topics.iter().chain(kept);
    topics.map(|topic| choice(topic.key.to_string(), topic.name.to_string())).collect()
}

/// Who works here, and who it was given to.
fn owners(settings: &Settings, chosen: &str) -> Vec<SelectOption> {
    let users = settings.users.iter().filter(|user| user.active || user.email.as_str() == chosen);
    users.map(|user| choice(user.email.to_string(), user.name.to_string())).collect()
}

fn choice(value: String, label: String) -> SelectOption {
    SelectOption { value, label }
}

impl Template for ObjectivesPage {
    const NAME: &'static str = "page/report/objectives.html";

    fn samples() -> Vec<Self> {
        let version = sample::report(&sample::addresses("sla")[0]).version;
        let full = Self {
            objectives: ObjectiveView::samples(),
            past: ObjectiveView::samples(),
            days: MEASURED_DAYS,
            may_set: true,
            may_read: true,
            version: version.event.map(|event| event.to_string()),
            version_at: version.at,
        };
        let none = Self { objectives: vec![], past: vec![], may_set: false, may_read: false, ..full.clone() };
        let bare = Self { may_set: false, may_read: false, ..full.clone() };
        vec![full, Self { may_set: true, ..none.clone() }, none, bare]
    }
}

impl Template for ObjectivePage {
    const NAME: &'static str = "page/report/objective.html";

    fn samples() -> Vec<Self> {
        let fields = ["measure", "topic", "comparison", "value", "owner", "due_on", "priority"];
        let one = || vec![choice("x".to_owned(), "Livraison <b>".to_owned())];
        let new = Self {
            id: None,
            form: ObjectiveForm::default(),
            errors: FieldErrors::none(),
            measures: one(),
            comparisons: one(),
            topics: one(),
            owners: one(),
            stale: false,
        };
        let id = Some(uuid::Uuid::nil().to_string());
        let form = ObjectiveForm { value: "98".to_owned(), ..ObjectiveForm::default() };
        vec![Self { id, form, errors: FieldErrors::sample(&fields), stale: true, ..new.clone() }, new]
    }
}
