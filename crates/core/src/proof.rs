//! Whether the sender of a question is proven to be who they say. Decided here and nowhere else: merging, joining, what a link
//! shows of another question, and what is mailed to an address all ask this module.

use crate::channel::Channel;

/// How the author of a message was established.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AuthorEvidence {
    /// Typed by whoever wrote: into a form, or into a call that nobody signed.
    Typed,
    /// Said by the program or the person that carries the channel's messages.
    Carried,
    /// Carried, but the channel's own check of the author failed: a mail whose DMARC did not pass.
    Unauthenticated,
    /// Confirmed by a link that was mailed to the address.
    Confirmed,
}

/// How far the sender of a question is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SenderProof {
    /// Anybody can have typed this name and this address.
    Typed,
    /// The owner of the address or handle wrote it.
    Proven,
}

impl SenderProof {
    /// Decides from how a message came and how its author was established.
    #[expect(clippy::match_same_arms, reason = "a table has a row for each way, alike or not")]
    pub const fn of(channel: &Channel, established: AuthorEvidence) -> Self {
        match (channel, established) {
            (_, AuthorEvidence::Confirmed) => Self::Proven,
            (_, AuthorEvidence::Typed | AuthorEvidence::Unauthenticated) => Self::Typed,
            // A program that carries a form carries what was typed into it.
            (Channel::Web | Channel::Api, AuthorEvidence::Carried) => Self::Typed,
            (Channel::Email | Channel::Bridged(_), AuthorEvidence::Carried) => Self::Proven,
        }
    }

    /// Whether the sender is proven.
    pub const fn is_proven(self) -> bool {
        matches!(self, Self::Proven)
    }
}

/// What the link of one question shows of another one of the same customer that it was merged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MergedThreadView {
    /// Nothing.
    Nothing,
    /// What the wall shows: with a first name and an initial.
    AsOnTheWall,
    /// All of it, under the customer's full name; what is written by either link is said in the same thread.
    Whole,
}

impl MergedThreadView {
    /// Decides from the proof of both senders, and whether the wall shows the other question.
    pub const fn of(own: SenderProof, other: SenderProof, other_is_public: bool) -> Self {
        match (own.is_proven() && other.is_proven(), other_is_public) {
            (true, _) => Self::Whole,
            (false, true) => Self::AsOnTheWall,
            (false, false) => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Key;

    const ALL: [AuthorEvidence; 4] = [
        AuthorEvidence::Typed,
        AuthorEvidence::Carried,
        AuthorEvidence::Unauthenticated,
        AuthorEvidence::Confirmed,
    ];

    fn channels() -> [Channel; 4] {
        let bridged = Channel::Bridged(Key::parse("instagram").unwrap());
        [Channel::Web, Channel::Api, Channel::Email, bridged]
    }

    #[test]
    fn what_is_typed_proves_nothing_and_a_confirmed_link_proves_it() {
        for channel in channels() {
            for established in ALL {
                let proven = match established {
                    AuthorEvidence::Confirmed => true,
                    AuthorEvidence::Carried => !matches!(channel, Channel::Web | Channel::Api),
                    AuthorEvidence::Typed | AuthorEvidence::Unauthenticated => false,
                };
                let decided = SenderProof::of(&channel, established);
                assert_eq!(decided.is_proven(), proven, "{channel} {established:?}");
            }
        }
    }

    #[test]
    fn only_two_proven_senders_read_each_other_whole() {
        use SenderProof::{Proven, Typed};
        for (own, other) in [(Typed, Typed), (Typed, Proven), (Proven, Typed)] {
            assert_eq!(MergedThreadView::of(own, other, false), MergedThreadView::Nothing);
            assert_eq!(MergedThreadView::of(own, other, true), MergedThreadView::AsOnTheWall);
        }
        assert_eq!(MergedThreadView::of(Proven, Proven, false), MergedThreadView::Whole);
        assert_eq!(MergedThreadView::of(Proven, Proven, true), MergedThreadView::Whole);
    }
}
