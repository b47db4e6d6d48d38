//! Who takes over for an expert who is not there before a draft is due: their deputy, or their deputy's deputy. A deputy
//! counts as knowing what the absent one knows, so that the question goes where it would have gone, one chair on.

use jiff::Timestamp;

use souffleur_core::{
    explanation::{ExpertPart, PartKind},
    id::UserId,
};

use super::facts::ExpertFacts;

/// The first along an absent expert's line of deputies who is there in time; none where they are there themselves.
pub(super) fn stand_in<'e>(
    experts: &'e [ExpertFacts],
    absent: &ExpertFacts,
    draft_due_at: Option<Timestamp>,
) -> Option<&'e ExpertFacts> {
    if absent.presence.in_time(draft_due_at) {
        return None;
    }
    let mut next = absent.deputy;
    // A circle, which the settings refuse, must not hold up a question.
    for _ in 0..experts.len() {
        let deputy = find(experts, next?)?;
        if deputy.user == absent.user {
            return None;
        }
        if deputy.presence.in_time(draft_due_at) {
            return Some(deputy);
        }
        next = deputy.deputy;
    }
    None
}

/// Lets every deputy count as the one of those they stand in for who would add most to their score.
pub(super) fn credit_deputies(
    experts: &[ExpertFacts],
    parts: &mut [ExpertPart],
    draft_due_at: Option<Timestamp>,
) {
    let lent: Vec<(UserId, ExpertPart)> = experts
        .iter()
        .filter_map(|absent| {
            let deputy = stand_in(experts, absent, draft_due_at)?;
            let part = parts.iter().find(|part| part.user == absent.user)?;
            Some((deputy.user, part.clone()))
        })
        .collect();
    for part in parts {
        let own = part.knowledge();
        let best = lent.iter().filter(|(deputy, _)| *deputy == part.user).map(|(_, absent)| absent);
        let best = best.max_by(|left, right| left.knowledge().total_cmp(&right.knowledge()));
        let Some(absent) = best.filter(|absent| absent.knowledge() > own) else { continue };
        part.add(PartKind::Deputy, absent.knowledge() - own);
        part.stands_in_for = Some(absent.user);
        part.topic = absent.topic;
        part.place = absent.place;
        part.probability = absent.probability.max(part.probability);
    }
}

fn find(experts: &[ExpertFacts], user: UserId) -> Option<&ExpertFacts> {
    experts.iter().find(|expert| expert.user == user)
}
