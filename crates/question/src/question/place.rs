//! Presence, deputy and capacity are asked at every assignment, and asked again when they change: a question never stays with
//! somebody away while another expert can take it, and when room is made the oldest waiting question gets it.
//!
//! Who can take a question is decided in one place, [`decide`](crate::routing). Here is what asks it anew: for the questions of
//! whoever is away, for those that wait with the community managers because nobody was free, and for one that is open again.

use std::collections::BTreeSet;

use jiff::Timestamp;
use souffleur_app::{App, error::Error, history::History, promise::owed_reply};
use souffleur_core::{
    Actor,
    assignment::{Assignment, DecidedBy},
    event::{Event, EventKind},
    id::{QuestionId, UserId},
    presence::Presence,
    question::{Question, Status},
};
use souffleur_sla::TargetKind;
use souffleur_store::{
    OutboxItem, Tx,
    read::{InboxQuery, Scope},
};

use super::{handover::Hands, reassign::write, reassignment::ReassignmentContext};
use crate::routing::{everybody, presence_of};

/// Questions of one absent expert that are looked at together.
const AT_ONCE: u32 = 100;
/// The most waiting questions that one pass of the job considers, the oldest first.
pub const MAX_PER_PASS: u64 = 500;
/// The most that a new question lets go before it, the oldest first: whoever asks waits for them.
const MAX_AT_INTAKE: u64 = 20;

/// Gives waiting questions to experts who have become free, the oldest first, and returns how many.
pub async fn place_waiting(app: &App, most: u64) -> Result<u64, Error> {
    let waiting = app.router().waiting();
    if !waiting.begin() {
        return Ok(0);
    }
    let placed = place_oldest(app, most).await;
    if !matches!(placed, Ok((_, 0))) {
        waiting.set();
    }
    placed.map(|(placed, _)| placed)
}

/// The same before a new question takes the room that an older one waits for.
pub(crate) async fn place_older(app: &App) -> Result<u64, Error> {
    Box::pin(place_waiting(app, MAX_AT_INTAKE)).await
}

/// Returns how many were placed, and how many still wait.
async fn place_oldest(app: &App, most: u64) -> Result<(u64, usize), Error> {
    let (settings, reader) = (app.settings(), app.store().read());
    let ids = reader.waiting_for_expert(most).await?;
    let mut placed = 0;
    for id in &ids {
        // Nobody has room: there is nothing to ask the router.
        let experts = everybody(app, &settings, app.now()).await?;
        if !experts.iter().any(|expert| !expert.is_full()) {
            break;
        }
        placed += u64::from(place(app, *id).await?);
    }
    let all_seen = u64::try_from(ids.len()).is_ok_and(|count| count < most);
    let left = ids.len().saturating_sub(usize::try_from(placed).unwrap_or(0));
    Ok((placed, if all_seen { left } else { left.max(1) }))
}

async fn place(app: &App, id: QuestionId) -> Result<bool, Error> {
    let reader = app.store().read();
    let Some(question) = reader.question(id).await?.filter(|question| question.status == Status::New) else {
        return Ok(false);
    };
    let without = declined_by(&reader.assignments_of(id).await?, &reader.events_of(id).await?);
    let case = ReassignmentContext::load(app, &reader, Actor::Desk, question, None).await?;
    let handover = case.give_to_next_best(&without).await?;
    if handover.assignment.assignee.expert().is_none() {
        return Ok(false);
    }
    settled(write(app, Actor::Desk, handover).await)
}

/// Passes on what those hold who are away until after its draft is due, and have not drafted on: to their deputy, another expert,
/// or the community managers, with whom it waits for room. Returns how many questions changed hands.
pub async fn leave_absent(app: &App) -> Result<u64, Error> {
    let (settings, now) = (app.settings(), app.now());
    let mut held = Vec::new();
    for expert in settings.experts() {
        let presence = presence_of(&settings, expert, now);
        if matches!(presence, Presence::Away { .. }) {
            let rows = assigned_to(app, expert.id).await?;
            held.extend(rows.into_iter().map(|(asked_at, id)| (asked_at, id, expert.id, presence)));
        }
    }
    held.sort_by_key(|(asked_at, id, ..)| (*asked_at, *id));
    let mut passed = 0;
    for (_, id, expert, presence) in held {
        passed += u64::from(pass_from(app, id, expert, presence).await?);
    }
    Ok(passed)
}

async fn assigned_to(app: &App, expert: UserId) -> Result<Vec<(Timestamp, QuestionId)>, Error> {
    let mut rows = Vec::new();
    let mut query = InboxQuery {
        statuses: vec![Status::Assigned],
        alone: true,
        ..InboxQuery::new(Scope::Own(expert), AT_ONCE)
    };
    loop {
        let page = app.store().read().inbox(&query).await?;
        rows.extend(page.items.into_iter().map(|row| (row.asked_at, row.id)));
        query.after = page.next;
        if query.after.is_none() {
            return Ok(rows);
        }
    }
}

async fn pass_from(app: &App, id: QuestionId, expert: UserId, presence: Presence) -> Result<bool, Error> {
    let (settings, reader) = (app.settings(), app.store().read());
    let held = |question: &Question| {
        question.assignee.expert() == Some(expert)
            && question.status == Status::Assigned
            && question.lead.is_none()
    };
    let Some(question) = reader.question(id).await?.filter(held) else { return Ok(false) };
    let unmet = reader.unmet_targets(id).await?;
    let draft = unmet.iter().find(|target| target.kind == TargetKind::Draft);
    let due_at = draft.or_else(|| owed_reply(&unmet)).and_then(|target| target.due_at);
    if presence.in_time(due_at) {
        return Ok(false);
    }
    let assignments = reader.assignments_of(id).await?;
    let by_hand = assignments.last().filter(|last| last.decided_by == DecidedBy::CommunityManager);
    let user = settings.user(expert);
    if let Some((last, user)) = by_hand.zip(user)
        && matches!(presence_of(&settings, user, last.at), Presence::Away { .. })
    {
        // A community manager knew, and meant it.
        return Ok(false);
    }
    let mut without = declined_by(&assignments, &reader.events_of(id).await?);
    without.push(expert);
    let case = ReassignmentContext::load(app, &reader, Actor::Desk, question, None).await?;
    settled(write(app, Actor::Desk, case.give_to_next_best(&without).await?).await)
}

/// Passes a question on that is open again, where its expert can't take it now: they are away, or have all that they can take.
/// Returns the letter to whoever gets it; none where it stays.
pub(crate) async fn pass_if_unavailable(
    app: &App,
    tx: &mut Tx,
    history: &mut History,
    question: &mut Question,
) -> Result<Option<Option<OutboxItem>>, Error> {
    let (settings, now) = (app.settings(), history.now());
    let Some(expert) = question.assignee.expert().filter(|_| question.status.is_open()) else {
        return Ok(None);
    };
    let experts = everybody(app, &settings, now).await?;
    let due_at = owed_reply(&tx.unmet_targets(question.id).await?).and_then(|target| target.due_at);
    if experts.iter().any(|facts| facts.user == expert && facts.can_take(due_at)) {
        return Ok(None);
    }
    let case = ReassignmentContext::load(app, tx, Actor::Desk, question.clone(), None).await?;
    let handover = case.give_to_next_best(&[expert]).await?;
    handover.carry_out(&mut Hands { tx, history, question, now }).await?;
    Ok(Some(handover.letter))
}

/// Who had a question and does not get it again by itself: they passed it on, or had not opened it in time.
fn declined_by(assignments: &[Assignment], events: &[Event]) -> Vec<UserId> {
    let passed = assignments.windows(2).filter_map(|pair| {
        let had = pair[0].assignee.expert()?;
        (pair[1].by.user() == Some(had)).then_some(had)
    });
    let unread = events.iter().filter_map(|event| match event.what {
        EventKind::LeftUnread { by, .. } => Some(by),
        _ => None,
    });
    passed.chain(unread).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Somebody else being faster is no failure: the next pass looks again.
fn settled<T>(written: Result<T, Error>) -> Result<bool, Error> {
    match written {
        Ok(_) => Ok(true),
        Err(Error::Stale { .. } | Error::IllegalStep(_) | Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
