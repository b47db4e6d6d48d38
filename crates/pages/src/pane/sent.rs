//! What became of a draft: what the voice said instead, word by word. Community managers and the author see it.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::draft::Draft;
use souffleur_core::event::EventKind;
use souffleur_core::id::{DraftId, MessageId};
use souffleur_core::message::Message;

use super::history::name;

/// A draft beside the reply that was made from it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Sent {
    /// Who wrote the draft.
    pub(crate) author: String,
    /// Whether that is the reader.
    pub(crate) own: bool,
    /// When the reply left.
    pub(crate) at: Timestamp,
    /// Whether it is the draft, word for word.
    pub(crate) unchanged: bool,
    /// The reply, with what the draft said instead.
    pub(crate) pieces: Vec<Piece>,
}

/// Some words of a reply, or of the draft it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Piece {
    /// `same`, `added` or `removed`.
    pub(crate) kind: &'static str,
    /// The words, with the white space around them.
    pub(crate) text: String,
}

/// Every reply that was made from a draft, the newest first.
pub(super) fn sent(view: &QuestionView, settings: &Settings, actor: Actor) -> Vec<Sent> {
    let replied = view.events.iter().rev().filter_map(|event| match event.what {
        EventKind::Replied { message, draft: Some(draft), unchanged } => Some((message, draft, unchanged)),
        _ => None,
    });
    let deadline = Instant::now() + PATIENCE;
    let line = |(message, draft, unchanged)| {
        let (message, draft) = (said(view, message)?, written(view, draft)?);
        let before = draft.body.as_ref().map(ToString::to_string).unwrap_or_default();
        Some(Sent {
            author: name(view, settings, draft.author),
            own: actor.user() == Some(draft.author),
            at: message.at,
            unchanged,
            pieces: difference_until(deadline, &before, &message.body),
        })
    };
    replied.filter_map(line).collect()
}

fn said(view: &QuestionView, id: MessageId) -> Option<&Message> {
    view.thread.iter().find(|message| message.id == id)
}

fn written(view: &QuestionView, id: DraftId) -> Option<&Draft> {
    view.drafts.iter().map(|(draft, _)| draft).find(|draft| draft.id == id)
}

/// How long the texts of one page may be compared, after which what is left counts as replaced.
const PATIENCE: Duration = Duration::from_millis(20);

/// What changed from one text to another, word by word; neighbours of one kind are one piece.
pub(crate) fn difference(before: &str, after: &str) -> Vec<Piece> {
    difference_until(Instant::now() + PATIENCE, before, after)
}

fn difference_until(deadline: Instant, before: &str, after: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::configure().deadline(deadline).diff_words(before, after).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "added",
            ChangeTag::Delete => "removed",
        };
        match pieces.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => pieces.push(Piece { kind, text: change.value().to_owned() }),
        }
    }
    pieces
}

impl Sent {
    /// For samples: one that was changed by a word, and one that was not.
    pub(super) fn samples() -> Vec<Self> {
        let sent = |unchanged, after: &str| Self {
            author: "Léa Bernard".to_owned(),
            own: true,
            at: souffleur_render::sample_now(),
            unchanged,
            pieces: difference("Le retour est gratuit.", after),
        };
        vec![sent(false, "Le retour est offert."), sent(true, "Le retour est gratuit.")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_have_nothing_in_common_are_compared_in_time() {
        const ALPHABET: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
        let letters = |factor: usize| -> String {
            let letter = |n: usize| char::from(ALPHABET[n.wrapping_mul(factor) / 64 % ALPHABET.len()]);
            (0..100_000).flat_map(|n| [letter(n), ' ']).collect()
        };
        let (before, after, begun) = (letters(2_654_435_761), letters(40_503), Instant::now());
        let pieces = difference(&before, &after);
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
        let read: String =
            pieces.iter().filter(|piece| piece.kind != "removed").map(|piece| &*piece.text).collect();
        assert_eq!(read, after, "not a word is lost");
    }

    #[test]
    fn a_difference_reads_as_both_texts() {
        let (before, after) =
            ("Bonjour,\n\nle retour est gratuit.", "Bonjour Marie,\n\nle retour est offert.");
        let pieces = difference(before, after);
        let read = |without: &str| -> String {
            pieces.iter().filter(|piece| piece.kind != without).map(|piece| piece.text.as_str()).collect()
        };
        assert_eq!((read("added").as_str(), read("removed").as_str()), (before, after));
        assert!(pieces.iter().any(|piece| piece.kind == "same"));
        assert!(pieces.windows(2).all(|pair| pair[0].kind != pair[1].kind));
    }

    #[test]
    fn what_is_the_same_is_one_piece() {
        let pieces = difference("Du 38.", "Du 38.");
        assert_eq!(pieces, [Piece { kind: "same", text: "Du 38.".to_owned() }]);
    }
}
