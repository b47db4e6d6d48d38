//! POST /questions/{id}/reply and /recall: the voice speaks, at once, in a moment or at an hour of its own, and the next
//! question opens by itself; what has not left can be taken back.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use souffleur_app::question::{self, Copied, Reply, SentAlso, UNDO};
use souffleur_core::id::QuestionId;
use souffleur_core::message::Weight;
use souffleur_render::FlashKind;

use super::fields::{Fields, Which};
use super::open::refused;
use crate::extract::{Form, Parcel, Path};
use crate::page::files;
use crate::page::flash::Undo;
use crate::page::inbox::{Filter, question_path};
use crate::page::related::also;
use crate::page::{Answer, Stage};

/// When a reply leaves.
#[derive(Debug, Clone, Copy)]
enum Leaves {
    Now,
    /// When it can be taken back no longer.
    Soon(Timestamp),
    At(Timestamp),
}

impl Leaves {
    /// As the form says it; an hour that is none is refused beside its field.
    fn of(fields: &Fields, stage: &Stage) -> Result<Self, souffleur_app::Error> {
        if fields.leaves == "at" {
            let zone = &stage.frame.scene.locale.zone;
            return Ok(Self::At(hour("leaves_at", &fields.leaves_at, zone)?));
        }
        // An answer that has left leads nobody any more: those who get the same must be sent theirs before it.
        let at_once = fields.undo.is_empty() && fields.also.is_empty();
        Ok(if at_once { Self::Now } else { Self::Soon(stage.now() + UNDO) })
    }
}

/// Says to how many it is sent as well, and to whom it is not.
fn say_also(mut stage: Stage, sent: &SentAlso) -> Stage {
    if sent.sent > 0 {
        stage = stage.flash(FlashKind::Success, "related-sent-also", &[("count", &sent.sent.to_string())]);
    }
    let mut by_reason: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for left in &sent.left_out {
        by_reason.entry(left.why.as_str()).or_default().push(format!("#{}", left.number));
    }
    for (why, numbers) in by_reason {
        let key = format!("related-left-out-{why}");
        stage = stage.flash(FlashKind::Warning, &key, &[("numbers", &numbers.join(", "))]);
    }
    stage
}

/// An hour as the reader's clock has it.
pub(super) fn hour(field: &str, typed: &str, zone: &TimeZone) -> Result<Timestamp, souffleur_app::Error> {
    let at = typed.parse::<DateTime>().and_then(|at| zone.to_timestamp(at));
    at.map_err(|_| souffleur_app::Error::invalid(field, souffleur_app::Problem::Moment))
}

/// Sends the reply, or a message that asks for patience.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, parcel: Parcel<Fields>) -> Answer {
    let Parcel { mut fields, files } = parcel;
    let files = match files::take(&stage, &mut fields.kept, files).await {
        Ok(files) => files,
        Err(error) => return refused(stage, id, Which::Reply, fields, error).await,
    };
    let weight = if fields.weight == "holding" { Weight::Holding } else { Weight::Reply };
    let also = also(&fields.also)?;
    let body = match question::for_itself(stage.app(), stage.actor(), id, fields.body.clone()).await {
        Ok(body) => body,
        Err(error) => return refused(stage, id, Which::Reply, fields, error).await,
    };
    let copies = files.clone();
    let input = Reply {
        body,
        draft_id: fields.draft()?,
        files,
        version: fields.version(),
        weight,
        confirmed_leaks: !fields.confirmed.is_empty(),
    };
    match send(&stage, id, input, &fields).await {
        Ok(leaves @ (Leaves::Soon(at) | Leaves::At(at))) if !also.is_empty() && weight == Weight::Reply => {
            let confirmed_leaks = !fields.confirmed.is_empty();
            let text = Copied { body: &fields.body, files: &copies, confirmed_leaks };
            let sent = question::send_also(stage.app(), stage.actor(), id, text, &also, at).await?;
            said(say_also(stage, &sent), id, &fields, weight, leaves).await
        }
        Ok(leaves) => said(stage, id, &fields, weight, leaves).await,
        Err(error) => refused(stage, id, Which::Reply, fields, error).await,
    }
}

async fn send(
    stage: &Stage,
    id: QuestionId,
    input: Reply,
    fields: &Fields,
) -> Result<Leaves, souffleur_app::Error> {
    let (app, actor, leaves) = (stage.app(), stage.actor(), Leaves::of(fields, stage)?);
    match leaves {
        Leaves::Now => drop(question::reply(app, actor, id, input).await?),
        Leaves::Soon(at) | Leaves::At(at) => drop(question::schedule(app, actor, id, input, at).await?),
    }
    Ok(leaves)
}

/// Says what became of it, where the work goes on.
async fn said(stage: Stage, id: QuestionId, fields: &Fields, weight: Weight, leaves: Leaves) -> Answer {
    let number = question::get(stage.app(), stage.actor(), id).await?.question.number.to_string();
    let filter = Filter::carried(&fields.back);
    let next = match weight {
        Weight::Reply => format!("{}&open=next", filter.first_page().at("/inbox")),
        Weight::Holding => filter.at(&question_path(id)),
    };
    let number = [("number", number.as_str())];
    let stage = match (leaves, weight) {
        (Leaves::Soon(at), _) => stage.flash_with_undo(
            "question-leaves-soon",
            &number,
            Undo { question: id, until: at, back: fields.back.clone() },
        ),
        (Leaves::At(_), _) => stage.flash(FlashKind::Success, "question-leaves-later", &number),
        (Leaves::Now, Weight::Reply) => stage.flash(FlashKind::Success, "question-sent", &number),
        (Leaves::Now, Weight::Holding) => stage.flash(FlashKind::Success, "question-held", &number),
    };
    stage.go(&next)
}

/// Takes back what has not left; its text is in the editor again.
pub(super) async fn recall(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    if let Err(error) = question::recall(stage.app(), stage.actor(), id).await {
        return refused(stage, id, Which::Recall, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Info, "question-recalled", &[]).go(&path)
}
