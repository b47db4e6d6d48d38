//! Loads one's own question, and answers with it: as a whole page, or alone.

use axum::http::StatusCode;
use souffleur_app::question::unsent;
use souffleur_app::view::QuestionView;
use souffleur_app::{Settings, alert};
use souffleur_core::draft::DraftState;
use souffleur_core::id::{EventId, QuestionId, UserId};
use souffleur_web::error::Failure;
use souffleur_web::page::files::Kept;
use souffleur_web::page::{Answer, Stage};

use super::load::{Page, load};
use super::page::{DeskPage, DeskPane};
use super::place::{Place, own_path};
use crate::inbox_filter::Filter;
use crate::pane::{Can, Fields, May, OwnDraft, Pane, Reader, Refusal, Wanted, Which, beside, build, read};

/// Loads the pane of one's own question.
pub(super) async fn pane(
    stage: &Stage,
    id: QuestionId,
    place: Place,
    seen: Option<EventId>,
) -> Result<Pane, Failure> {
    let (view, everybody) = read(stage, id).await?;
    let settings = stage.app().settings();
    let filter = Filter::default();
    let reader =
        Reader { actor: stage.actor(), now: stage.now(), filter: &filter, seen, draft: Wanted::Without };
    let pane = build(&view, &settings, &everybody, reader);
    let author = stage.actor().user().or(view.question.holder.expert());
    let unsent = unsent(stage.app(), stage.actor(), id).await?;
    let beside = beside(&view, &settings, stage.actor());
    let own = author.filter(|_| beside.is_none());
    // Who was asked sees the question and writes beside its draft; every other step is the holder's.
    let (may, can) = match beside {
        Some(_) => (May::default(), Can { draft: pane.can.draft, ..Can::default() }),
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
        news: alert::is_news(stage.app(), stage.actor(), id).await?,
        draft: own.map(|author| own_draft(stage, &view, &settings, author)),
        // The voice is not an expert's to lend.
        reply: None,
        drafts: vec![],
        earlier_drafts: 0,
        sent: pane.sent.into_iter().filter(|sent| sent.own).collect(),
        ..pane
    };
    pane.go_on(&view, &settings, stage.actor(), &unsent, true);
    pane.say_who_looks(stage, id);
    if let Some(own) = unsent.iter().find(|unsent| Some(unsent.author) == author) {
        pane.go_on_drafting(own);
    }
    Ok(pane)
}

fn own_draft(stage: &Stage, view: &QuestionView, settings: &Settings, author: UserId) -> OwnDraft {
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
    let files = files.map(|file| Kept::of(&stage.web.keys, file)).collect();
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
    stage: Stage,
    id: QuestionId,
    place: Place,
    status: StatusCode,
    question: Pane,
) -> Answer {
    let (list, count) = load(&stage, place, &Page::default(), Some(id)).await?;
    let page = DeskPage { list, q: Some(question) };
    stage.counting("/desk", count).show_as(status, &page)
}

/// Answers with the question alone.
pub(super) fn alone(stage: Stage, status: StatusCode, pane: Pane) -> Answer {
    stage.show_as(status, &DeskPane { q: pane })
}

/// Answers a form that was refused: the question as it is now, the form as it was typed.
pub(super) async fn refused(
    stage: Stage,
    id: QuestionId,
    which: Which,
    fields: Fields,
    error: souffleur_app::Error,
) -> Answer {
    let refusal = Refusal::of(&stage, which, fields, error)?;
    let place = Place::carried(&refusal.fields.back);
    let seen = refusal.fields.seen().filter(|_| refusal.stale);
    let mut pane = Box::pin(pane(&stage, id, place, seen)).await?;
    let status = refusal.status;
    pane.take_back(refusal);
    if stage.is_fragment() {
        alone(stage, status, pane)
    } else {
        Box::pin(whole(stage, id, place, status, pane)).await
    }
}
