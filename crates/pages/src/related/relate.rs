//! POST /questions/{id}/relate, /leave, /unlink and /split: what a question has to do with another one, by its number; and what
//! a message of it has to do with it no longer.

use souffleur_app::{Error, Problem};
use souffleur_core::id::QuestionId;
use souffleur_question::intake;
use souffleur_question::question;
use souffleur_render::FlashKind;
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};
use crate::question::refused;

/// What is said of it, and where it goes on.
type Said = (&'static str, Vec<(&'static str, String)>, QuestionId);

/// Answers it with another one, merges the two, or links them.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    match relate(&context, id, &fields).await {
        Ok(said) => say(context, &fields, said),
        Err(error) => refused(context, id, FormKind::Relate, fields, error).await,
    }
}

async fn relate(context: &PageContext, id: QuestionId, fields: &Fields) -> Result<Said, Error> {
    let (app, actor, version) = (context.app(), context.actor(), Some(fields.version()));
    let other = number(&fields.number)?;
    let named = |number: i64| vec![("number", format!("#{number}"))];
    match fields.relation.as_str() {
        "follow" => {
            question::follow(app, actor, id, other, version).await?;
            Ok(("related-follows", named(other), id))
        }
        "merge" => {
            let merged = question::merge(app, actor, id, other, version).await?;
            let mut told = named(merged.number);
            told.push(("merged", format!("#{}", merged.merged)));
            Ok(("related-merged-into", told, merged.into))
        }
        "link" => {
            question::link(app, actor, id, other).await?;
            Ok(("related-linked", named(other), id))
        }
        _ => Err(Error::invalid("number", Problem::OneOf)),
    }
}

/// Lets it be answered by itself.
pub(super) async fn leave(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    match question::leave(context.app(), context.actor(), id, None).await {
        Ok(_) => say(context, &fields, ("related-left", vec![], id)),
        Err(error) => refused(context, id, FormKind::Leave, fields, error).await,
    }
}

/// Removes a link.
pub(super) async fn unlink(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let done = match number(&fields.number) {
        Ok(other) => question::unlink(context.app(), context.actor(), id, other).await.map(|()| other),
        Err(error) => Err(error),
    };
    match done {
        Ok(other) => say(context, &fields, ("related-unlinked", vec![("number", format!("#{other}"))], id)),
        Err(error) => refused(context, id, FormKind::Part, fields, error).await,
    }
}

/// Makes a question of one of its messages, and opens that.
pub(super) async fn split(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let message = fields.message.parse();
    let message = message.map_err(|_| Failure::malformed("message is not the id of a message"))?;
    match intake::split(context.app(), context.actor(), id, message).await {
        Ok(asked) => {
            let told = vec![("number", format!("#{}", asked.number))];
            say(context, &fields, ("related-split-done", told, asked.id))
        }
        Err(error) => refused(context, id, FormKind::Part, fields, error).await,
    }
}

fn say(context: PageContext, fields: &Fields, (key, told, goes_on): Said) -> PageResult {
    let told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let path = Filter::carried(&fields.back).at(&question_path(goes_on));
    context.flash(FlashKind::Success, key, &told).redirect(&path)
}

/// A question's number as people type it: `1042`, `#1042`; none, where it is something else.
fn number(typed: &str) -> Result<i64, souffleur_app::Error> {
    let digits = typed.trim().trim_start_matches('#').trim();
    digits.parse().map_err(|_| souffleur_app::Error::invalid("number", souffleur_app::Problem::Unknown))
}
