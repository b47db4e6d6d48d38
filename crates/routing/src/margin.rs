//! The step of the second model: one line a topic between its questions and all others, with the square of how far a
//! question is from its side as the error. For each topic by itself the best step has a closed form (dual coordinate
//! descent for linear support vector machines, Hsieh and others, 2008); all topics take theirs on one visit.

use super::training_example::{COST, TrainingExample};

/// How much an error costs beside one of the softmax model.
const COST_BESIDE: f32 = 1.0;

/// Solves the step. `shares` holds how strongly the example presses on each topic; `delta` becomes that by which the
/// weights move.
pub(super) fn margin(scores: &[f32], case: &TrainingExample, shares: &mut [f32], delta: &mut Vec<f32>) {
    let softness = COST / (2.0 * COST_BESIDE * case.cost);
    let steep = case.square() + softness;
    delta.clear();
    for (topic, (score, share)) in scores.iter().zip(shares).enumerate() {
        let side = if topic == case.topic { 1.0 } else { -1.0 };
        let slope = side * score - 1.0 + softness * *share;
        let pressed = (*share - slope / steep).max(0.0);
        delta.push(side * (pressed - *share));
        *share = pressed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feature::Features;

    #[test]
    fn the_step_leaves_nothing_to_gain_on_its_own_example() {
        let features = Features { entries: Box::new([(1, 0.6), (2, 0.8)]) };
        let case = TrainingExample { features, topic: 1, cost: COST, real: true };
        let (mut shares, mut delta) = (vec![0.0; 3], Vec::new());
        margin(&[0.3, 0.2, -4.0], &case, &mut shares, &mut delta);
        let after = |topic: usize, score: f32| score + delta[topic] * case.square();
        let softness = 1.0 / (2.0 * COST_BESIDE);
        assert!((after(1, 0.2) - 1.0 + softness * shares[1]).abs() < 1e-5);
        assert!((-after(0, 0.3) - 1.0 + softness * shares[0]).abs() < 1e-5);
        assert!(shares[2].abs() < 1e-9, "what is far on its side presses on nothing");
    }
}
