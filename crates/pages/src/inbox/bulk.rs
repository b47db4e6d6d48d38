//! POST /inbox/bulk: one step on many questions of the list, and what the bar offers for it.

use serde::{Deserialize, Serialize};
use souffleur_app::{Error, Problem, Settings};
use souffleur_core::id::QuestionId;
use souffleur_core::permission::Action;
use souffleur_question::question::{AssignTo, Deed, bulk as all, by_number, together};
use souffleur_render::FlashKind;
use souffleur_web::error::Failure;
use souffleur_web::extract::Form;
use souffleur_web::page::{PageContext, PageResult, SelectOption};

use crate::inbox_filter::{Filter, question_path};
use crate::snooze_time::{Proposal, chosen as snoozed_until, hours as snooze_hours};

/// The numbers that are named where something was refused; there is no room for more.
const NAMED: usize = 12;

/// What the bar offers.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Bulk {
    /// Everybody a question can be given to.
    pub(crate) people: Vec<SelectOption>,
    /// Until when they can be put out of sight with one key.
    pub(crate) hours: Vec<Proposal>,
}

/// The bar, for who may use it.
pub(super) fn bulk(context: &PageContext, settings: &Settings) -> Option<Bulk> {
    let actor = context.actor();
    (actor.may(Action::Assign).is_ok() && actor.may(Action::ChangeStatus).is_ok()).then(|| Bulk {
        people: settings
            .experts()
            .map(|user| SelectOption { value: user.id.to_string(), label: user.name.to_string() })
            .collect(),
        hours: snooze_hours(settings, context.now()),
    })
}

/// The step, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    ids: Vec<String>,
    back: String,
    #[serde(rename = "do")]
    what: String,
    to: String,
    topic: String,
    tag: String,
    reason: String,
    until: String,
    until_at: String,
}

impl Fields {
    fn deed(&self, context: &PageContext) -> Result<Deed, Error> {
        let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let unknown = |field: &'static str| move |_| Error::invalid(field, Problem::Unknown);
        // A button that names an hour is the step.
        let what = if self.until.is_empty() { self.what.as_str() } else { "snooze" };
        Ok(match what {
            "assign" => {
                let to = match self.to.as_str() {
                    "managers" => AssignTo::CommunityManager,
                    expert => AssignTo::Expert(expert.parse().map_err(unknown("to"))?),
                };
                Deed::Assign { to, reason }
            }
            "topic" => Deed::Topic(self.topic.parse().map_err(unknown("topic"))?),
            "tag" => Deed::Tag(self.tag.trim().to_lowercase()),
            "close" => Deed::Close(reason),
            "snooze" => Deed::Snooze(snoozed_until(context, &self.until, &self.until_at, "")?),
            _ => return Err(Error::invalid("do", Problem::OneOf)),
        })
    }

    fn ids(&self) -> Result<Vec<QuestionId>, Failure> {
        let read = |id: &String| id.parse().map_err(|_| Failure::malformed("ids has what is not an id"));
        self.ids.iter().map(read).collect()
    }
}

/// Takes the step, and says how many it was taken on and which it was not.
pub(super) async fn submit(context: PageContext, Form(fields): Form<Fields>) -> PageResult {
    let (ids, path) = (fields.ids()?, Filter::carried(&fields.back).at("/inbox"));
    if fields.what == "together" && fields.until.is_empty() {
        return answer_together(context, &ids, &fields, &path).await;
    }
    let done = match fields.deed(&context) {
        Ok(deed) => all(context.app(), context.actor(), &ids, &deed).await,
        Err(error) => Err(error),
    };
    let done = match done {
        Ok(done) => done,
        Err(error) => {
            let errors = context.field_errors(error)?;
            let sentence = errors.first().unwrap_or_default();
            return context
                .flash(FlashKind::Warning, "inbox-bulk-wrong", &[("why", sentence)])
                .redirect(&path);
        }
    };
    let count = done.done.to_string();
    let context = match done.done {
        0 => context,
        _ => context.flash(FlashKind::Success, "inbox-bulk-done", &[("count", &count)]),
    };
    say_refused(context, done.refused)?.redirect(&path)
}

/// Puts them together, and opens the one that leads.
async fn answer_together(
    context: PageContext,
    ids: &[QuestionId],
    fields: &Fields,
    path: &str,
) -> PageResult {
    let joined = match together(context.app(), context.actor(), ids).await {
        Ok(joined) => joined,
        Err(error) => {
            let errors = context.field_errors(error)?;
            let sentence = errors.first().unwrap_or_default();
            return context
                .flash(FlashKind::Warning, "inbox-bulk-wrong", &[("why", sentence)])
                .redirect(path);
        }
    };
    let lead = by_number(context.app(), context.actor(), joined.lead).await?.question.id;
    let (count, number) = (joined.joined.to_string(), format!("#{}", joined.lead));
    let told = [("count", count.as_str()), ("number", number.as_str())];
    let context = match joined.joined {
        0 => context,
        _ => context.flash(FlashKind::Success, "related-joined", &told),
    };
    let next = Filter::carried(&fields.back).at(&question_path(lead));
    say_refused(context, joined.refused)?.redirect(&next)
}

/// Says which were left as they were, and why the first of them was.
fn say_refused(context: PageContext, refused: Vec<(i64, Error)>) -> Result<PageContext, Failure> {
    let numbers: Vec<_> = refused.iter().take(NAMED).map(|(number, _)| format!("#{number}")).collect();
    let (numbers, count) = (numbers.join(", "), refused.len().to_string());
    let Some((_, why)) = refused.into_iter().next() else { return Ok(context) };
    let why = match context.field_errors(why) {
        Ok(errors) => errors.first().unwrap_or_default().to_owned(),
        Err(_) => context.text("question-no-longer", &[])?,
    };
    let told = [("count", count.as_str()), ("numbers", numbers.as_str()), ("why", why.as_str())];
    Ok(context.flash(FlashKind::Warning, "inbox-bulk-refused", &told))
}

impl Bulk {
    /// For samples.
    pub(crate) fn sample() -> Self {
        let people = vec![SelectOption { value: "1".to_owned(), label: "Léa <Bernard>".to_owned() }];
        Self { people, hours: Proposal::samples() }
    }
}
