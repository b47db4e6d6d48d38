//! Record of one expert on one topic: drafts sent and how little they were edited, drafts returned, and questions
//! passed on or given to them by name. Older outcomes count less, so that habits may change.
//!
//! A record is a sum that halves in [`HALF_LIFE`]; events may be noted in any order. The same functions note what
//! happens now and what happened when a record is computed again from the history.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use souffleur_core::{
    assignment::DecidedBy,
    id::{TopicId, UserId},
};

/// After so many days, what happened counts half.
const HALF_LIFE: f64 = 90.0;
/// The half-life of what is "lately", in days: it says whose turn it is.
const LATELY: f64 = 7.0;
/// The half-life of a habit, in days.
const HABIT: f64 = 30.0;
/// So many seen drafts weigh as much as what was declared.
const DECLARED: f64 = 6.0;
const DAY: f64 = 86_400_000.0;

/// Sums as of one instant; what is added later is added to what is left of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ExpertRecord {
    /// Drafts that became answers.
    pub sent: f64,
    /// Of these, how much was kept: a draft that was sent word for word counts one, one written anew nothing.
    pub kept: f64,
    /// Questions that a person gave to them by name.
    pub chosen: f64,
    /// Drafts that were sent back.
    pub returned: f64,
    /// Questions that they passed on, or that a person gave to another, within the topic.
    pub passed: f64,
    /// Drafts that became answers, forgotten within days.
    pub lately: f64,
    /// When a draft of theirs last became an answer.
    pub last_sent_at: Option<Timestamp>,
    /// The instant that the sums stand for.
    pub at: Timestamp,
}

/// Outcome of an expert's work on a topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// A draft became an answer; `edit_overlap` is the share of the answer's words that the draft had.
    Sent {
        /// Between 0 and 1.
        edit_overlap: f64,
    },
    /// A draft was sent back.
    Returned,
    /// A question went to another on the same topic.
    Passed,
    /// A person gave them a question.
    Chosen,
}

/// An outcome with its expert, topic and time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// Whose.
    pub expert: UserId,
    /// On what.
    pub topic: TopicId,
    /// What.
    pub deed: Outcome,
    /// When.
    pub at: Timestamp,
}

impl ExpertRecord {
    /// Nothing seen yet.
    pub const fn new(at: Timestamp) -> Self {
        Self {
            sent: 0.0,
            kept: 0.0,
            chosen: 0.0,
            returned: 0.0,
            passed: 0.0,
            lately: 0.0,
            last_sent_at: None,
            at,
        }
    }

    /// The sums as they stand at an instant; one before `at` leaves them.
    #[must_use]
    pub fn as_of(self, now: Timestamp) -> Self {
        let days = days(self.at, now);
        if days <= 0.0 {
            return self;
        }
        let (left, lately) = (halved(days, HALF_LIFE), halved(days, LATELY));
        Self {
            sent: self.sent * left,
            kept: self.kept * left,
            chosen: self.chosen * left,
            returned: self.returned * left,
            passed: self.passed * left,
            lately: self.lately * lately,
            at: now,
            ..self
        }
    }

    /// Adds an outcome.
    pub fn note(&mut self, deed: Outcome, at: Timestamp) {
        *self = self.as_of(at);
        let ago = days(at, self.at);
        let (one, lately) = (halved(ago, HALF_LIFE), halved(ago, LATELY));
        match deed {
            Outcome::Sent { edit_overlap } => {
                self.sent += one;
                self.kept += one * edit_overlap.clamp(0.0, 1.0);
                self.lately += lately;
                self.last_sent_at = self.last_sent_at.max(Some(at));
            }
            Outcome::Returned => self.returned += one,
            Outcome::Passed => self.passed += one,
            Outcome::Chosen => self.chosen += one,
        }
    }

    /// How well they know the topic, between 0 and 1: what was declared, moved towards the share of their outcomes that
    /// speaks for them as these grow in number. `(6 d + kept + chosen) / (6 + sent + chosen + returned + passed)`.
    pub fn skill(&self, declared: f64, now: Timestamp) -> f64 {
        let record = self.as_of(now);
        let seen = record.sent + record.chosen + record.returned + record.passed;
        (DECLARED * declared + record.kept + record.chosen) / (DECLARED + seen)
    }

    /// How much they are in the habit of answering this, between 0 and 1: 1 just after an answer, half a month later.
    pub fn habit(&self, now: Timestamp) -> f64 {
        self.last_sent_at.map_or(0.0, |at| halved(days(at, now).max(0.0), HABIT))
    }

    /// Whether two records say the same, but for what rounding does.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let now = self.at.max(other.at);
        let (left, right) = (self.as_of(now), other.as_of(now));
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-6 * (1.0 + a.abs());
        close(left.sent, right.sent)
            && close(left.kept, right.kept)
            && close(left.chosen, right.chosen)
            && close(left.returned, right.returned)
            && close(left.passed, right.passed)
            && close(left.lately, right.lately)
            && left.last_sent_at == right.last_sent_at
    }
}

/// A reassignment of a question, as evidence of who knows its topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reassignment {
    /// Who held the question, and what it was thought to be about.
    pub from: (Option<UserId>, Option<TopicId>),
    /// Who holds it now, and what it is thought to be about.
    pub to: (Option<UserId>, Option<TopicId>),
    /// What or who decided.
    pub decided_by: DecidedBy,
    /// Whether a person said to whom; who declines leaves that to the router.
    pub named: bool,
    /// When.
    pub at: Timestamp,
}

impl Reassignment {
    /// Observations on both experts that follow from it. Where the topic changed, who held the question was asked the wrong thing, which
    /// says nothing of what they know.
    pub fn observations(&self) -> Vec<Observation> {
        if !matches!(self.decided_by, DecidedBy::CommunityManager | DecidedBy::Expert) {
            return Vec::new();
        }
        let noted = |(expert, topic): (Option<UserId>, Option<TopicId>), deed| {
            Some(Observation { expert: expert?, topic: topic?, deed, at: self.at })
        };
        let moved = self.from.0 != self.to.0;
        let passed = noted(self.from, Outcome::Passed).filter(|_| moved && self.from.1 == self.to.1);
        let chosen = noted(self.to, Outcome::Chosen).filter(|_| moved && self.named);
        passed.into_iter().chain(chosen).collect()
    }
}

/// Share of a reply's words that its draft had, in any order: 1 for a draft sent as it was.
pub fn edit_overlap(draft: &str, reply: &str) -> f64 {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (mut drafted, replied) = (words(draft), words(reply));
    if replied.is_empty() {
        return 0.0;
    }
    drafted.sort_unstable();
    let mut counted = replied.clone();
    counted.sort_unstable();
    let (mut common, mut at) = (0_u32, 0);
    for word in &counted {
        while drafted.get(at).is_some_and(|other| other < word) {
            at += 1;
        }
        if drafted.get(at) == Some(word) {
            common += 1;
            at += 1;
        }
    }
    f64::from(common) / f64::from(u32::try_from(replied.len()).unwrap_or(u32::MAX))
}

/// Days from one instant to another; negative if the other is earlier.
#[expect(clippy::cast_precision_loss, reason = "milliseconds of centuries fit a double")]
fn days(from: Timestamp, to: Timestamp) -> f64 {
    (to.as_millisecond() - from.as_millisecond()) as f64 / DAY
}

fn halved(days: f64, half_life: f64) -> f64 {
    (-days / half_life).exp2()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;

    fn at(day: i64) -> Timestamp {
        "2026-03-01T09:00:00Z".parse::<Timestamp>().unwrap() + (24 * day).hours()
    }

    #[test]
    fn what_was_declared_is_believed_until_something_is_seen() {
        let mut record = ExpertRecord::new(at(0));
        assert!((record.skill(0.9, at(0)) - 0.9).abs() < 1e-9);
        record.note(Outcome::Returned, at(1));
        record.note(Outcome::Passed, at(1));
        assert!(record.skill(0.9, at(1)) < 0.7);
        assert!(record.skill(0.9, at(400)) > 0.87, "and forgiven");
        let mut unheard_of = ExpertRecord::new(at(0));
        for day in 0..6 {
            unheard_of.note(Outcome::Sent { edit_overlap: 1.0 }, at(day));
        }
        assert!((0.45..0.55).contains(&unheard_of.skill(0.0, at(6))));
    }

    #[test]
    fn the_order_of_noting_makes_no_difference() {
        let observations = [
            (Outcome::Sent { edit_overlap: 0.5 }, 3),
            (Outcome::Passed, 9),
            (Outcome::Chosen, 1),
            (Outcome::Returned, 40),
        ];
        let (mut forth, mut back) = (ExpertRecord::new(at(0)), ExpertRecord::new(at(50)));
        for (deed, day) in &observations {
            forth.note(*deed, at(*day));
        }
        for (deed, day) in observations.iter().rev() {
            back.note(*deed, at(*day));
        }
        assert!(forth.agrees_with(&back), "{forth:?} {back:?}");
        back.note(Outcome::Passed, at(50));
        assert!(!forth.agrees_with(&back));
    }

    #[test]
    fn how_much_of_a_draft_was_kept() {
        assert!(
            (edit_overlap("Bonjour, votre colis arrive", "Bonjour, votre colis arrive") - 1.0).abs() < 1e-9
        );
        assert!((edit_overlap("votre colis arrive demain", "votre colis arrive Samedi") - 0.75).abs() < 1e-9);
        assert!(edit_overlap("rien", "tout autre chose") < 1e-9 && edit_overlap("rien", "") < 1e-9);
    }

    #[test]
    fn only_a_person_who_stays_on_the_topic_teaches_who_is_better() {
        let user = |id| Some(UserId::new(uuid::Uuid::from_u128(id)));
        let topic = |id| Some(TopicId::new(uuid::Uuid::from_u128(id)));
        let change = Reassignment {
            from: (user(1), topic(7)),
            to: (user(2), topic(7)),
            decided_by: DecidedBy::CommunityManager,
            named: true,
            at: at(0),
        };
        let observations = |change: Reassignment| {
            change
                .observations()
                .into_iter()
                .map(|noted| (Some(noted.expert), noted.deed))
                .collect::<Vec<_>>()
        };
        assert_eq!(observations(change), [(user(1), Outcome::Passed), (user(2), Outcome::Chosen)]);
        assert_eq!(
            observations(Reassignment { to: (user(2), topic(8)), ..change }),
            [(user(2), Outcome::Chosen)]
        );
        assert_eq!(observations(Reassignment { named: false, ..change }), [(user(1), Outcome::Passed)]);
        assert_eq!(observations(Reassignment { decided_by: DecidedBy::Router, ..change }), []);
        assert_eq!(
            observations(Reassignment { to: (None, topic(7)), ..change }),
            [(user(1), Outcome::Passed)]
        );
    }
}
