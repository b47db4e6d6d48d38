//! One decision: explicit rules first, then the learned topic, then the choice of the expert. There is always an assignee:
//! where nobody fits, or the router is not sure, the community manager keeps the question and sees why.

use super::{
    classifier::{Model, Prediction},
    deputy::stand_in,
    encoder::ModelInput,
    expert_choice::{rank, unavailable},
    facts::RoutingFacts,
};
use souffleur_core::{
    assignment::DecidedBy,
    explanation::{
        EXPLANATION_FORMAT, ExpertPart, Explanation, Reason, RulePart, TopicPart, WhyNot, rounded,
    },
    id::{TopicId, UserId},
    question::Assignee,
    rule::Rule,
};

/// Who gets a question, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutingDecision {
    /// What it is thought to be about; none where that is too uncertain to say.
    pub topic: Option<TopicId>,
    /// Who holds it from now on.
    pub assignee: Assignee,
    /// A rule, the router, or the fallback.
    pub decided_by: DecidedBy,
    /// The probability that the question is on a topic its expert knows; 1 where a rule says so.
    pub confidence: f64,
    /// Everything that led to it.
    pub explanation: Explanation,
}

/// Topics told in an explanation.
const TOPICS_TOLD: usize = 5;
/// Other candidates told in an explanation.
const OTHERS_TOLD: usize = 6;

/// From here on one expert is likelier than all others together.
const CLEAR: f64 = 0.5;

/// Decides who gets a question.
pub fn route(facts: &RoutingFacts<'_>, model: &Model) -> RoutingDecision {
    let text = facts.question.text();
    let seen = ModelInput { text: &text, meaning: facts.question.meaning };
    let reading = model.read(seen);
    let mut chances = reading.probabilities(|topic| facts.topics.iter().any(|known| known.id == topic));
    chances.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    let mut case = RoutingContext { facts, reading, chances, rules: Vec::new() };
    let verdict = case.by_rule().unwrap_or_else(|| case.by_learning());
    case.decision(verdict, model, seen)
}

/// Everything one decision looks at, and what it noted on the way.
struct RoutingContext<'a> {
    facts: &'a RoutingFacts<'a>,
    reading: Prediction<'a>,
    /// Topics in use with their probabilities, likeliest first.
    chances: Vec<(TopicId, f64)>,
    rules: Vec<RulePart>,
}

/// Outcome of the decision, before the explanation is made.
struct Verdict {
    reason: Reason,
    confidence: f64,
    expert: Option<ExpertPart>,
    others: Vec<ExpertPart>,
}

impl RoutingContext<'_> {
    /// The first rule that applies and whose expert is free. Rules whose expert is not are noted and passed over.
    fn by_rule(&mut self) -> Option<Verdict> {
        let question = &self.facts.question;
        let mut rules: Vec<&Rule> = self.facts.rules.iter().filter(|rule| !rule.when.is_empty()).collect();
        rules.sort_by_key(|rule| (rule.position, rule.id));
        rules.retain(|rule| {
            rule.when.hold(
                question.channel,
                question.subject,
                question.body,
                question.language,
                question.tags,
            )
        });
        for rule in rules {
            let named = self.facts.experts.iter().find(|expert| expert.user == rule.assign_to);
            let why_not = named.map_or(Some(WhyNot::Unknown), |named| unavailable(question, named));
            self.rules.push(RulePart { rule: rule.id, assign_to: rule.assign_to, why_not });
            let Some(named) = named else { continue };
            let taker = match why_not {
                None => Some(named),
                Some(_) => stand_in(self.facts.experts, named, question.draft_due_at)
                    .filter(|deputy| unavailable(question, deputy).is_none()),
            };
            if let Some(taker) = taker {
                return self.ruled(named.user, taker.user);
            }
        }
        None
    }

    /// A rule names somebody, and they or their deputy take the question.
    fn ruled(&self, named: UserId, taker: UserId) -> Option<Verdict> {
        let ranked = rank(&self.facts.question, self.facts.experts, &self.chances);
        let mut expert = ranked.iter().find(|part| part.user == taker)?.clone();
        expert.why_not = None;
        if taker != named {
            expert.stands_in_for = Some(named);
        }
        let others = others(ranked, Some(&expert), WhyNot::LowerScore);
        Some(Verdict { reason: Reason::RuleMatched, confidence: 1.0, expert: Some(expert), others })
    }

    /// The best expert, if there is one and the router is sure enough.
    fn by_learning(&self) -> Verdict {
        let ranked = rank(&self.facts.question, self.facts.experts, &self.chances);
        let likeliest = ranked.iter().map(|part| part.probability).fold(0.0, f64::max);
        let best = ranked.iter().find(|part| part.why_not.is_none()).cloned();
        let settings = &self.facts.settings;
        let confidence = best.as_ref().map_or(likeliest, |part| part.probability);
        let reason = if likeliest <= 0.0 {
            Reason::NobodyKnows
        } else if self.is_unfamiliar(confidence) {
            Reason::Unfamiliar
        } else if confidence < settings.unsure_below {
            Reason::Unsure
        } else if best.is_none() {
            Reason::NobodyFree
        } else {
            Reason::BestExpert
        };
        let expert = best.filter(|_| reason == Reason::BestExpert);
        let beaten = if expert.is_some() { WhyNot::LowerScore } else { WhyNot::Unsure };
        Verdict { reason, confidence, others: others(ranked, expert.as_ref(), beaten), expert }
    }

    /// Whether the text has hardly a known word, or is unlike anything learned. The latter is told by how many topics it
    /// leaves open, which is no doubt about who knows it where one expert has them all.
    fn is_unfamiliar(&self, confidence: f64) -> bool {
        let unlike = self.reading.is_out_of_scope() && confidence < CLEAR;
        unlike || f64::from(self.reading.familiar) < self.facts.settings.unfamiliar_below
    }

    /// Tells the verdict.
    fn decision(self, verdict: Verdict, model: &Model, seen: ModelInput<'_>) -> RoutingDecision {
        let topic = self.topic(&verdict);
        let told = topic.or_else(|| self.chances.first().map(|(topic, _)| *topic));
        let decided_by = match verdict.reason {
            Reason::RuleMatched => DecidedBy::Rule,
            Reason::BestExpert => DecidedBy::Router,
            _ => DecidedBy::Fallback,
        };
        let confidence = rounded(verdict.confidence);
        RoutingDecision {
            topic,
            assignee: Assignee::from(verdict.expert.as_ref().map(|part| part.user)),
            decided_by,
            confidence,
            explanation: Explanation {
                format: EXPLANATION_FORMAT,
                decided_by,
                reason: verdict.reason,
                confidence,
                threshold: self.facts.settings.unsure_below,
                topics: self.topics(told),
                rules: self.rules,
                text: told.and_then(|topic| model.explain(seen, topic)),
                expert: verdict.expert,
                others: verdict.others,
                similar: vec![],
                model: model.info(),
            },
        }
    }

    /// The likeliest topic of the expert who got it; of all topics, where nobody did. Said only when it is familiar
    /// ground and probable enough.
    fn topic(&self, verdict: &Verdict) -> Option<TopicId> {
        let settings = &self.facts.settings;
        let theirs = verdict.expert.as_ref().and_then(|part| part.topic);
        let (likeliest, chance) = *self.chances.first()?;
        match verdict.reason {
            Reason::BestExpert => theirs,
            Reason::Unfamiliar => None,
            _ if f64::from(self.reading.familiar) < settings.unfamiliar_below => None,
            _ => (chance >= settings.unsure_below).then_some(likeliest),
        }
    }

    /// The likeliest topics by name, and the one that is told whatever its place.
    fn topics(&self, told: Option<TopicId>) -> Vec<TopicPart> {
        let named = self.chances.iter().enumerate().filter_map(|(place, (topic, chance))| {
            let name = self.facts.topics.iter().find(|known| known.id == *topic)?.name.as_str().to_owned();
            let part = TopicPart { topic: *topic, name, probability: rounded(*chance) };
            (place < TOPICS_TOLD || told == Some(*topic)).then_some(part)
        });
        named.collect()
    }
}

/// Everybody but the chosen one, best first; who would fit was `beaten` by something.
fn others(mut ranked: Vec<ExpertPart>, chosen: Option<&ExpertPart>, beaten: WhyNot) -> Vec<ExpertPart> {
    ranked.retain(|part| chosen.is_none_or(|chosen| chosen.user != part.user));
    ranked.truncate(OTHERS_TOLD);
    for other in &mut ranked {
        other.why_not.get_or_insert(beaten);
    }
    ranked
}
