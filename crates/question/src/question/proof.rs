//! Whether the senders of questions are proven: the facts, loaded for the decision of [`souffleur_core::proof`].

use std::collections::HashMap;

use souffleur_app::{error::Error, view::QuestionView};
use souffleur_core::{
    event::EventKind,
    id::QuestionId,
    proof::{AuthorEvidence, MergedThreadView, SenderProof},
    question::{Question, Status, Visibility},
};
use souffleur_store::Reader;

/// How far the sender of each of some questions is known.
pub(crate) async fn proofs(
    reader: &Reader,
    questions: &[&Question],
) -> Result<HashMap<QuestionId, SenderProof>, Error> {
    let ids: Vec<QuestionId> = questions.iter().map(|question| question.id).collect();
    let confirmed = reader.confirmed_senders(&ids).await?;
    // A stranger names no channel, so what is not typed into a form was carried by who carries that channel.
    let proof = |question: &Question| {
        let established = if confirmed.contains(&question.id) {
            AuthorEvidence::Confirmed
        } else {
            AuthorEvidence::Carried
        };
        SenderProof::of(&question.channel, established)
    };
    Ok(questions.iter().map(|question| (question.id, proof(question))).collect())
}

/// How far the sender of a question is known.
pub(crate) async fn sender_proof(reader: &Reader, question: &Question) -> Result<SenderProof, Error> {
    let proofs = proofs(reader, &[question]).await?;
    Ok(proofs.get(&question.id).copied().unwrap_or(SenderProof::Typed))
}

/// How far the sender of a question is known, by its history.
pub fn proof_in(view: &QuestionView) -> SenderProof {
    let confirmed = view.events.iter().any(|event| event.what == EventKind::SenderConfirmed);
    let established = if confirmed { AuthorEvidence::Confirmed } else { AuthorEvidence::Carried };
    SenderProof::of(&view.question.channel, established)
}

/// What the link of a question shows of another one.
pub(crate) async fn shown(
    reader: &Reader,
    own: &Question,
    other: &Question,
) -> Result<MergedThreadView, Error> {
    let proofs = proofs(reader, &[own, other]).await?;
    let proof = |question: &Question| proofs.get(&question.id).copied().unwrap_or(SenderProof::Typed);
    let held_back = reader.held_back(&[other.id]).await?;
    Ok(MergedThreadView::of(proof(own), proof(other), is_public(other) && held_back.is_empty()))
}

/// What the link of a question shows of those that it was merged with.
pub(crate) async fn shown_beside(
    reader: &Reader,
    own: &Question,
) -> Result<(Vec<Question>, HashMap<QuestionId, MergedThreadView>), Error> {
    let mut group = reader.merged_group(own.merged_into.unwrap_or(own.id)).await?;
    group.retain(|other| other.id != own.id);
    if group.is_empty() {
        return Ok((group, HashMap::new()));
    }
    let all: Vec<&Question> = group.iter().chain([own]).collect();
    let proofs = proofs(reader, &all).await?;
    let proof = |question: &Question| proofs.get(&question.id).copied().unwrap_or(SenderProof::Typed);
    let held_back = reader.held_back(&group.iter().map(|other| other.id).collect::<Vec<_>>()).await?;
    let on_the_wall = |other: &Question| is_public(other) && !held_back.contains(&other.id);
    let shown = group
        .iter()
        .map(|other| (other.id, MergedThreadView::of(proof(own), proof(other), on_the_wall(other))));
    let shown = shown.collect();
    Ok((group, shown))
}

/// Whether it is everybody's to read, but for a first look.
fn is_public(question: &Question) -> bool {
    question.visibility == Visibility::Public && question.status != Status::Hidden
}
