//! Why a question went where it went: typed and without any sentence, stored as JSON with the assignment. Pages put
//! it into French or English; [`Explanation::summary`] is the one line for the API and the command line.
//!
//! An explanation is faithful: the contributions of [`TextPart`] add up to the score of the topic, and the parts of
//! an [`ExpertPart`] to the score of the expert. Numbers are rounded to six decimals before they are added.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    decided_by::DecidedBy,
    id::{QuestionId, RuleId, TopicId, UserId},
    language::Language,
    presence::Presence,
};

/// The one reason behind a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// An explicit rule applied and its expert was free.
    RuleMatched,
    /// This expert had the best score.
    BestExpert,
    /// The best expert would probably be right, but not probably enough.
    Unsure,
    /// The text has hardly a word in common with anything learned.
    Unfamiliar,
    /// Nobody knows the likely topics.
    NobodyKnows,
    /// Those who know the topic are all away or full.
    NobodyFree,
}

/// Everything that led to a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The shape of this record, so that old ones stay readable.
    pub format: u8,
    /// What made the decision.
    pub decided_by: DecidedBy,
    /// Why.
    pub reason: Reason,
    /// The probability that the question is on a topic its expert knows.
    pub confidence: f64,
    /// The confidence under which the community manager keeps a question.
    pub threshold: f64,
    /// The rules that applied, in order: all but the last were passed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RulePart>,
    /// The likeliest topics, best first.
    pub topics: Vec<TopicPart>,
    /// What the text said for the topic; absent while the model knows no topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextPart>,
    /// The expert who got it; absent when the community manager keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expert: Option<ExpertPart>,
    /// The other candidates, best first, each with why not. [`Explanation::candidates`] are one key away.
    pub others: Vec<ExpertPart>,
    /// Past questions like it, the likest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<SimilarPart>,
    /// What the model had learned by then.
    pub model: ModelPart,
}

/// A rule that applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulePart {
    /// Which rule.
    pub rule: RuleId,
    /// Whom it names.
    pub assign_to: UserId,
    /// Why it was passed over, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_not: Option<WhyNot>,
}

/// One candidate topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TopicPart {
    /// Which topic.
    pub topic: TopicId,
    /// What it was called at the time.
    pub name: String,
    /// How probable it is.
    pub probability: f64,
}

/// How the words of the text speak for one topic: `words` + `rest` + `meaning` + `bias` = `score`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextPart {
    /// The topic they are counted for.
    pub topic: TopicId,
    /// The language the text seems to be in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The words that weigh most, heaviest first; a negative value speaks against the topic.
    pub words: Vec<WordPart>,
    /// All other words together.
    pub rest: f64,
    /// The text as a whole: as the optional encoder understands it, known questions of near meaning included, and what the
    /// bias of the hidden layer; 0 without either.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub meaning: f64,
    /// What the topic gets whatever the text says.
    pub bias: f64,
    /// The topic's score; probabilities are the softmax of scores over `temperature`.
    pub score: f64,
    /// The calibration.
    pub temperature: f64,
    /// The share of the text, by weight of its words, that has been seen before.
    pub familiar: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's shape")]
fn is_nothing(value: &f64) -> bool {
    *value == 0.0
}

/// One word and what it contributes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WordPart {
    /// The word as written.
    pub word: String,
    /// Its contribution to the score.
    pub value: f64,
}

/// One candidate expert: the parts add up to the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpertPart {
    /// Who it is.
    pub user: UserId,
    /// The likeliest of their topics, and its place in their list (1 is best known); absent if they know none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// The place of that topic in their list; 1 is best known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// The colleague they take over for, who is not there before the draft is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_in_for: Option<UserId>,
    /// The probability that the question is on one of their topics.
    pub probability: f64,
    /// Whether they were at their desk.
    pub presence: Presence,
    /// Questions they had open.
    pub open: u32,
    /// How many they take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// What the score is made of.
    pub parts: Vec<ScorePart>,
    /// The sum of the parts.
    pub score: f64,
    /// Why it did not go to them; absent for the one who got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_not: Option<WhyNot>,
}

/// One part of an expert's score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    /// What it stands for.
    pub kind: PartKind,
    /// How much it adds.
    pub value: f64,
}

/// What a part of an expert's score stands for; the module `choice` has the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PartKind {
    /// Says that they know the likely topics.
    Knows,
    /// What the desk has seen of their answers on them, beyond what they say.
    Record,
    /// Answered the like lately.
    Recency,
    /// Is at the desk, or back in time.
    Presence,
    /// Has room.
    Load,
    /// Answered this customer before.
    Customer,
    /// Stands in for somebody who knows more than they do themselves.
    Deputy,
    /// Had less, or more, than an equal share of the answers lately.
    Fairness,
    /// It was their turn, so that nobody is passed over for ever.
    Turn,
}

impl PartKind {
    /// The name in stored explanations, and the end of message keys.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Why a candidate did not get the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// On a declared absence.
    Away,
    /// Has as many open questions as they take.
    Full,
    /// Knows the likely topics not at all, or much less than another.
    KnowsLess,
    /// Another had the better score.
    LowerScore,
    /// Would have got it, but the router was not sure enough.
    Unsure,
    /// Is no expert of the desk any more.
    Unknown,
}

/// A past question like the one asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SimilarPart {
    /// Which one.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// What it was about in the end.
    pub topic: TopicId,
    /// How like it is, between 0 and 1.
    pub likeness: f64,
    /// When a person put the router right about it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected_at: Option<Timestamp>,
}

/// What the model had learned when it decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ModelPart {
    /// The version the store gave it.
    pub version: u64,
    /// Real examples it was trained on, corrections included.
    pub examples: u64,
    /// Examples learned one by one since the last full training.
    pub corrections: u64,
}

/// The shape of an explanation written today.
pub const EXPLANATION_FORMAT: u8 = 2;

/// Six decimals are enough to add up, and keep the stored record short.
pub fn rounded(value: f64) -> f64 {
    let rounded = (value * 1e6).round() / 1e6;
    // No negative zero on a page.
    if rounded == 0.0 { 0.0 } else { rounded }
}

impl ExpertPart {
    /// Adds a part, unless it is nothing.
    pub fn add(&mut self, kind: PartKind, value: f64) {
        let value = rounded(value);
        if value != 0.0 {
            self.parts.push(ScorePart { kind, value });
            self.score = rounded(self.parts.iter().map(|part| part.value).sum());
        }
    }

    /// What of the score says how well somebody would answer, apart from whether they can now.
    pub fn knowledge(&self) -> f64 {
        let personal = |part: &&ScorePart| {
            matches!(part.kind, PartKind::Knows | PartKind::Record | PartKind::Recency | PartKind::Customer)
        };
        self.parts.iter().filter(personal).map(|part| part.value).sum()
    }
}

impl Explanation {
    /// The experts a community manager would hand the question to, best first: those who could take it now.
    pub fn candidates(&self) -> impl Iterator<Item = &ExpertPart> {
        let free =
            |part: &&ExpertPart| !matches!(part.why_not, Some(WhyNot::Away | WhyNot::Full | WhyNot::Unknown));
        self.others.iter().filter(free).take(3)
    }

    /// One line for the API and the command line: `'colis', 'suivi' → Livraison, 0.83; 3 open of 8`.
    pub fn summary(&self) -> String {
        let cause = self.cause();
        let topic = self.told_topic().map_or("?", |topic| topic.name.as_str());
        let head = if cause.is_empty() { topic.to_owned() } else { format!("{cause} → {topic}") };
        let tail = match (&self.expert, self.reason) {
            (Some(expert), _) => match expert.capacity {
                Some(capacity) => format!("{} open of {capacity}", expert.open),
                None => format!("{} open", expert.open),
            },
            (None, Reason::Unsure) => format!("unsure below {:.2}", self.threshold),
            (None, Reason::Unfamiliar) => "unfamiliar".to_owned(),
            (None, Reason::NobodyFree) => "nobody free".to_owned(),
            (None, _) => "nobody knows".to_owned(),
        };
        format!("{head}, {:.2}; {tail}", self.confidence)
    }

    /// The latest correction that this decision follows: of a past question like it, on the topic it was given by.
    pub fn since_correction(&self) -> Option<&SimilarPart> {
        let topic = self.told_topic().map(|part| part.topic);
        let corrected =
            self.similar.iter().filter(|past| past.corrected_at.is_some() && Some(past.topic) == topic);
        corrected.max_by_key(|past| past.corrected_at)
    }

    fn cause(&self) -> String {
        if self.decided_by == DecidedBy::Rule {
            return "rule".to_owned();
        }
        let spoke = |text: &TextPart| {
            let words = text.words.iter().filter(|word| word.value > 0.0).take(3);
            words.map(|word| format!("'{}'", word.word)).collect::<Vec<_>>().join(", ")
        };
        self.text.as_ref().map(spoke).unwrap_or_default()
    }

    /// The topic the text part is about: that of the expert who got it, or else the likeliest.
    fn told_topic(&self) -> Option<&TopicPart> {
        let told = self.text.as_ref().map(|text| text.topic);
        self.topics.iter().find(|part| Some(part.topic) == told).or_else(|| self.topics.first())
    }
}
