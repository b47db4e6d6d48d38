//! Loads one's own question, and answers with it: as a whole page, or alone.

use axum::http::StatusCode;
use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::draft::DraftState;
use souffleur_core::id::{EventId, QuestionId, UserId};
use souffleur_question::alert;
use souffleur_question::question::unsent;
use souffleur_web::error::Failure;
use souffleur_web::page::files::SealedFile;
use souffleur_web::page::{PageContext, PageResult};

use super::load::{Page, load};
use super::page::{DeskPage, DeskPane};
use super::place::{Place, own_path};
use crate::inbox_filter::Filter;
use crate::pane::{
    Fields, FormKind, OwnDraft, Pane, Permissions, PossibleSteps, Reader, Refusal, Wanted, beside, build,
    read,
};

/// Loads the pane of one's own question.
pub(super) async fn pane(
    context: &PageContext,
    id: QuestionId,
    place: Place,
    seen: Option<EventId>,
) -> Result<Pane, Failure> {
    let (view, everybody) = read(context, id).await?;
    let settings = context.app().settings();
    let filter = Filter::default();
    let reader =
        Reader { actor: context.actor(), now: context.now(), filter: &filter, seen, draft: Wanted::Without };
    let pane = build(&view, &settings, &everybody, reader);
    let author = context.actor().user().or(view.question.assignee.expert());
    let unsent = unsent(context.app(), context.actor(), id).await?;
    let beside = beside(&view, &settings, context.actor());
    let own = author.filter(|_| beside.is_none());
    // Who was asked sees the question and writes beside its draft; every other step is the holder's.
    let (may, can) = match beside {
        Some(_) => {
            (Permissions::default(), PossibleSteps { draft: pane.can.draft, ..PossibleSteps::default() })
        }
        None => (pane.may, pane.can),
    };
    let mut pane = Pane {
        may,
        can,
        beside,
        ask_action: format!("/desk/{id}/ask-colleague"),
        take_path: format!("{}&take=", place.at(&own_path(id))),
        back: place.query(),
        back_href: place.at("/desk"),
        live: format!("{}&seen={}", place.at(&own_path(id)), pane.seen),
        note_action: format!("/desk/{id}/note"),
        news: alert::is_news(context.app(), context.actor(), id).await?,
        draft: own.map(|author| own_draft(context, &view, &settings, author)),
        // The voice is not an expert's to lend.
        reply: None,
        drafts: vec![],
        earlier_drafts: 0,
        sent: pane.sent.into_iter().filter(|sent| sent.own).collect(),
        ..pane
    };
    pane.restore_unsent(&view, &settings, context.actor(), &unsent, true);
    pane.set_viewers(context, id);
    if let Some(own) = unsent.iter().find(|unsent| Some(unsent.author) == author) {
        pane.restore_unsent_draft(own);
    }
    Ok(pane)
}

fn own_draft(context: &PageContext, view: &QuestionView, settings: &Settings, author: UserId) -> OwnDraft {
    let name = settings.user(author).map(|user| user.name.to_string()).unwrap_or_default();
    let newest = view.drafts.iter().rev().map(|(draft, _)| draft).find(|draft| draft.author == author);
    let Some(draft) = newest else {
        let at = view.question.asked_at;
        return OwnDraft {
            state: DraftState::Requested.as_str(),
            version: 0,
            body: String::new(),
            files: vec![],
            remark: None,
            at,
            author: name,
        };
    };
    // A draft that was sent is the past; what the customer asks now needs another.
    let again = draft.state == DraftState::Used && view.question.status.is_open();
    let body = draft.body.as_ref().filter(|_| !again).map(ToString::to_string).unwrap_or_default();
    let files = view.draft_files.get(&draft.id).filter(|_| !again).into_iter().flatten();
    let files = files.map(|file| SealedFile::of(&context.web.keys, file)).collect();
    OwnDraft {
        state: if again { DraftState::Requested.as_str() } else { draft.state.as_str() },
        version: if again { 0 } else { draft.version },
        body,
        files,
        remark: draft.remark.as_ref().map(ToString::to_string),
        at: draft.at,
        author: name,
    }
}

/// Answers with the question beside its list.
pub(super) async fn whole(
    context: PageContext,
    id: QuestionId,
    place: Place,
    status: StatusCode,
    question: Pane,
) -> PageResult {
    let (list, count) = load(&context, place, &Page::default(), Some(id)).await?;
    let page = DeskPage { list, q: Some(question) };
    context.counting("/desk", count).show_as(status, &page)
}

/// Answers with the question alone.
pub(super) fn alone(context: PageContext, status: StatusCode, pane: Pane) -> PageResult {
    context.show_as(status, &DeskPane { q: pane })
}

/// Answers a form that was refused: the question as it is now, the form as it was typed.
pub(super) async fn refused(
    context: PageContext,
    id: QuestionId,
    which: FormKind,
    fields: Fields,
    error: souffleur_app::Error,
) -> PageResult {
    let refusal = Refusal::of(&context, which, fields, error)?;
    let place = Place::carried(&refusal.fields.back);
    let seen = refusal.fields.seen().filter(|_| refusal.stale);
    let mut pane = Box::pin(pane(&context, id, place, seen)).await?;
    let status = refusal.status;
    pane.restore_typed(refusal);
    if context.is_fragment() {
        alone(context, status, pane)
    } else {
        Box::pin(whole(context, id, place, status, pane)).await
    }
}
