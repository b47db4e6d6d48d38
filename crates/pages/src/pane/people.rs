//! Who holds a question and why, and whom it could go to instead.

use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::assignment::{Assignment, DecidedBy};
use souffleur_core::id::UserId;
use souffleur_core::permission::{AccessScope, Action};
use souffleur_core::question::Status;
use souffleur_core::{
    explanation::{ExpertPart, Explanation, Reason, SimilarPart, WhyNot},
    presence::Presence,
};
use souffleur_question::question::Colleague;

use super::history::name;
use super::parts::{PartLine, Person, ScoreLine, SimilarLine, Why};

/// So many others are one key away.
const RUNNERS: usize = 3;
/// So many words are shown of those that spoke for a topic.
const TERMS: usize = 4;

/// Why the present holder holds it.
pub(super) fn why(view: &QuestionView, settings: &Settings, reader: Actor) -> Option<Why> {
    let last = view.assignments.last()?;
    let told = last.explanation.as_ref().filter(|_| is_routers(last));
    let note = told.filter(|_| last.assignee.expert().is_none()).and_then(note);
    Some(Why {
        decided_by: last.decided_by.as_str(),
        by: last.by.user().map(|user| name(view, settings, user)),
        note,
        person_reason: last.reason.as_ref().map(ToString::to_string),
        terms: told.map(terms).unwrap_or_default(),
        topic: told.and_then(topic),
        confidence: told.map(|explanation| explanation.confidence),
        since: told.and_then(Explanation::since_correction).and_then(|past| past.corrected_at),
        similar: told.map(|told| similar(told, settings, reader)).unwrap_or_default(),
        scores: last.explanation.as_ref().map(|told| scores(told, view, settings)).unwrap_or_default(),
        opened_at: last.opened_at,
        unopened: last.opened_at.is_none()
            && last.assignee.expert().is_some()
            && matches!(view.question.status, Status::New | Status::Assigned),
        at: last.at,
    })
}

/// Past questions like it. An expert's own may be among them, and the others are not theirs to open.
fn similar(told: &Explanation, settings: &Settings, reader: Actor) -> Vec<SimilarLine> {
    let opens = reader.reach(Action::ReadQuestions) == AccessScope::Everything;
    let line = |past: &SimilarPart| SimilarLine {
        number: past.number,
        href: opens.then(|| format!("/questions/{}", past.question)),
        topic: settings.topic(past.topic).map(|topic| topic.name.to_string()),
        likeness: past.likeness,
        corrected: past.corrected_at.is_some(),
    };
    told.similar.iter().map(line).collect()
}

/// Who got it and who came next, with what their scores are made of.
fn scores(told: &Explanation, view: &QuestionView, settings: &Settings) -> Vec<ScoreLine> {
    let line = |part: &ExpertPart| ScoreLine {
        name: name(view, settings, part.user),
        chosen: part.why_not.is_none(),
        stands_in_for: part.stands_in_for.map(|absent| name(view, settings, absent)),
        why_not: part.why_not.map(why_not),
        parts: part
            .parts
            .iter()
            .filter(|part| part.value != 0.0)
            .map(|part| PartLine { kind: part.kind.as_str(), value: part.value })
            .collect(),
        score: part.score,
    };
    told.expert.iter().chain(told.others.iter().take(RUNNERS)).map(line).collect()
}

/// A rule needs no words of the text, and a person is not asked how sure they were.
fn is_routers(assignment: &Assignment) -> bool {
    matches!(assignment.decided_by, DecidedBy::Router | DecidedBy::Fallback | DecidedBy::Expert)
}

fn note(explanation: &Explanation) -> Option<&'static str> {
    match explanation.reason {
        Reason::Unsure => Some("unsure"),
        Reason::Unfamiliar => Some("unfamiliar"),
        Reason::NobodyKnows => Some("nobody_knows"),
        Reason::NobodyFree => Some("nobody_free"),
        Reason::RuleMatched | Reason::BestExpert => None,
    }
}

fn terms(explanation: &Explanation) -> Vec<String> {
    let words = explanation.text.iter().flat_map(|text| &text.words);
    // The little words weigh a little too, and tell a person nothing.
    let words = words.filter(|word| word.value > 0.0 && word.word.chars().count() > 3);
    words.take(TERMS).map(|word| word.word.clone()).collect()
}

fn topic(explanation: &Explanation) -> Option<String> {
    let told = explanation.text.as_ref().map(|text| text.topic);
    let topics = &explanation.topics;
    topics
        .iter()
        .find(|part| Some(part.topic) == told)
        .or_else(|| topics.first())
        .map(|part| part.name.clone())
}

/// Whom the router would have chosen next, as they are now; without the one who holds it.
pub(super) fn runners(view: &QuestionView, settings: &Settings, everybody: &[Colleague]) -> Vec<Person> {
    let told = view.assignments.iter().rev().find_map(|assignment| assignment.explanation.as_ref());
    let Some(told) = told else { return vec![] };
    let holder = view.question.assignee.expert();
    let candidates = told.expert.iter().chain(&told.others).filter(|part| Some(part.user) != holder);
    // Where the router was not sure, only those who could take it are worth a key.
    let unsure = told.expert.is_none();
    let candidates = candidates.filter(|part| {
        !unsure || !matches!(part.why_not, Some(WhyNot::Away | WhyNot::Full | WhyNot::Unknown))
    });
    let people = candidates.filter_map(|part| {
        let colleague = everybody.iter().find(|one| one.id == part.user)?;
        Some(Person { why_not: part.why_not.map(why_not), ..person(colleague, settings) })
    });
    people.take(RUNNERS).collect()
}

/// Colleagues as the select lists them, without one.
pub(super) fn people(settings: &Settings, everybody: &[Colleague], without: Option<UserId>) -> Vec<Person> {
    let others = everybody.iter().filter(|colleague| Some(colleague.id) != without);
    others.map(|colleague| person(colleague, settings)).collect()
}

fn person(colleague: &Colleague, settings: &Settings) -> Person {
    let (presence, back_at) = match colleague.presence {
        Presence::Here => ("here", None),
        Presence::Away { .. } => ("away", None),
        Presence::OutsideHours { back_at } => ("outside_hours", Some(back_at)),
    };
    let topics = colleague.topics.iter().filter_map(|id| settings.topic(*id));
    Person {
        id: colleague.id.to_string(),
        name: colleague.name.to_string(),
        topics: topics.map(|topic| topic.name.to_string()).collect(),
        open: colleague.open,
        capacity: colleague.capacity,
        presence,
        back_at,
        why_not: None,
    }
}

const fn why_not(reason: WhyNot) -> &'static str {
    match reason {
        WhyNot::Away => "away",
        WhyNot::Full => "full",
        WhyNot::KnowsLess => "knows_less",
        WhyNot::LowerScore => "lower_score",
        WhyNot::Unsure => "unsure",
        WhyNot::Unknown => "unknown",
    }
}
