//! POST /questions/{id}/reply and /recall: the voice speaks, at once, in a moment or at an hour of its own, and the next
//! question opens by itself; what has not left can be taken back.

use std::collections::BTreeMap;

use souffleur_core::id::QuestionId;
use souffleur_core::message::MessageKind;
use souffleur_question::question::{self, Leaves, Reply, Sent, SentAlso};
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, MultipartForm, Path};
use souffleur_web::page::{PageContext, PageResult, Undo, files};

use super::open::refused;
use crate::inbox::next;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind, NextPart, Reader, Wanted, also, pane};
use crate::typed_time::{hour, writers_zone};

/// When it leaves, as the form says it; an hour that is none is refused beside its field.
fn leaves(fields: &Fields, context: &PageContext) -> Result<Leaves, souffleur_app::Error> {
    Ok(if fields.leaves == "at" {
        Leaves::At(hour("leaves_at", &fields.leaves_at, &writers_zone(context, &fields.zone))?)
    } else if fields.undo.is_empty() {
        Leaves::Now
    } else {
        Leaves::Soon
    })
}

/// Says to how many it is sent as well, and to whom it is not.
fn say_also(mut context: PageContext, sent: &SentAlso) -> PageContext {
    if sent.sent > 0 {
        context =
            context.flash(FlashKind::Success, "related-sent-also", &[("count", &sent.sent.to_string())]);
    }
    let mut by_reason: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for left in &sent.left_out {
        by_reason.entry(left.why.as_str()).or_default().push(format!("#{}", left.number));
    }
    for (why, numbers) in by_reason {
        let key = format!("related-left-out-{why}");
        context = context.flash(FlashKind::Warning, &key, &[("numbers", &numbers.join(", "))]);
    }
    context
}

/// Sends the reply, or a message that asks for patience.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    form: MultipartForm<Fields>,
) -> PageResult {
    let MultipartForm { mut fields, files } = form;
    let files = match files::take(&context, &mut fields.kept, files).await {
        Ok(files) => files,
        Err(error) => return refused(context, id, FormKind::Reply, fields, error).await,
    };
    let weight = if fields.weight == "holding" { MessageKind::Holding } else { MessageKind::Reply };
    let also = also(&fields.also)?;
    let input = Reply {
        body: fields.body.clone(),
        draft_id: fields.draft()?,
        files,
        version: fields.version(),
        weight,
        confirmed_leaks: !fields.confirmed.is_empty(),
    };
    let sent = match leaves(&fields, &context) {
        Ok(leaves) => question::send(context.app(), context.actor(), id, input, leaves, &also).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(sent) => said(context, id, &fields, weight, &sent).await,
        Err(error) => refused(context, id, FormKind::Reply, fields, error).await,
    }
}

/// Says what became of it, where the work goes on.
async fn said(
    context: PageContext,
    id: QuestionId,
    fields: &Fields,
    weight: MessageKind,
    sent: &Sent,
) -> PageResult {
    let number = question::get(context.app(), context.actor(), id).await?.question.number.to_string();
    let filter = Filter::carried(&fields.back);
    let number = [("number", number.as_str())];
    let context = match (sent, weight) {
        (Sent::Waits { also, .. }, _) if fields.leaves == "at" => {
            say_also(context, also).flash(FlashKind::Success, "question-leaves-later", &number)
        }
        (Sent::Waits { also, leaves_at }, _) => {
            let undo = Undo { question: id, until: *leaves_at, back: fields.back.clone() };
            say_also(context, also).flash_with_undo("question-leaves-soon", &number, undo)
        }
        (Sent::Said(_), MessageKind::Reply) => context.flash(FlashKind::Success, "question-sent", &number),
        (Sent::Said(_), MessageKind::Holding) => context.flash(FlashKind::Success, "question-held", &number),
    };
    match weight {
        MessageKind::Reply => go_on(context, &filter).await,
        MessageKind::Holding => context.redirect(&filter.at(&question_path(id))),
    }
}

/// Opens what is due first: in the page that is open, where its list is the one to go on with.
async fn go_on(context: PageContext, filter: &Filter) -> PageResult {
    let first = filter.first_page();
    if context.is_fragment()
        && *filter == first
        && let Some(id) = next(&context, &first).await?
    {
        let reader = Reader {
            actor: context.actor(),
            now: context.now(),
            filter: &first,
            seen: None,
            draft: Wanted::Newest,
        };
        let q = pane(&context, id, reader).await?;
        return context.show_at(&first.at(&question_path(id)), &NextPart { q });
    }
    context.redirect(&format!("{}&open=next", first.at("/inbox")))
}

/// Takes back what has not left; its text is in the editor again.
pub(super) async fn recall(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    if let Err(error) = question::recall(context.app(), context.actor(), id).await {
        return refused(context, id, FormKind::Recall, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Info, "question-recalled", &[]).redirect(&path)
}
