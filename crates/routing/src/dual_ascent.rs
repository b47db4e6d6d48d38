//! One step of dual coordinate ascent, which all learning is made of: move the weights as little as possible so that one example is explained
//! as well as its cost asks for.
//!
//! For softmax regression with squared weights as the price of complexity, that is a problem in as many numbers as
//! there are topics, and it has a nearly closed solution. If `z` are the scores of a text, `q` the square of its
//! length, `c` the cost of its error and `a` the share each topic had after the last visit (the truth alone before the
//! first), the new shares solve `ln a' + c q a' = z + c q a - m` with `m` such that they sum to one: each is a value of
//! the Wright omega function, and `m` is found by Newton's method. Visiting every example in turn until nothing moves
//! is dual coordinate ascent, which has no step size to tune and converges in a dozen rounds; visiting one new example once is
//! the online update, which can't overshoot however surprising the example is.

/// Solves the step. `shares` goes from `a` to `a'`; `delta` becomes `c (a - a')`, by which the weights move.
pub(super) fn dual_ascent_step(
    scores: &[f32],
    curvature: f32,
    cost: f32,
    shares: &mut [f32],
    delta: &mut Vec<f32>,
) {
    delta.clear();
    delta.extend(scores.iter().zip(shares.iter()).map(|(score, share)| score + curvature * share));
    let level = level(delta, curvature);
    for (share, target) in shares.iter_mut().zip(delta.iter_mut()) {
        let settled = omega(*target - level) / curvature;
        *target = cost * (*share - settled);
        *share = settled;
    }
}

/// The `m` for which the omegas sum to `curvature`, less `ln curvature`.
fn level(targets: &[f32], curvature: f32) -> f32 {
    let highest = targets.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    // At least the highest alone takes everything here, so the sum is too large and Newton comes from the steep side.
    let mut level = highest - curvature - curvature.ln();
    for _ in 0..ROUNDS {
        let (mut sum, mut slope) = (0.0_f32, 0.0_f32);
        for target in targets {
            let value = omega(target - level);
            sum += value;
            slope += value / (1.0 + value);
        }
        let step = (sum - curvature) / slope;
        level += step;
        if step.abs() < 1e-4 {
            break;
        }
    }
    level
}

/// Newton's method for a convex falling function gains digits fast; this many rounds are never needed.
const ROUNDS: usize = 12;

/// The `w` with `w + ln w = t`.
fn omega(t: f32) -> f32 {
    if t < -6.0 {
        let small = t.exp();
        return small * (1.0 - small);
    }
    let mut w = if t < 0.5 {
        let e = t.exp();
        e / (1.0 + 0.8 * e)
    } else {
        t - t.ln() * t / (1.0 + t)
    };
    for _ in 0..2 {
        w *= (1.0 + t - w.ln()) / (1.0 + w);
        w = w.max(f32::MIN_POSITIVE);
    }
    w
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn omega_solves_its_equation() {
        for t in (-400_i16..4_000).map(|step| f32::from(step) / 20.0) {
            let w = omega(t);
            assert!((w + w.ln() - t).abs() < 1e-4 * (1.0 + t.abs()), "omega({t}) = {w}");
        }
    }

    #[test]
    fn shares_stay_shares_and_weights_move_towards_the_truth() {
        for curvature in [0.2, 1.0, 80.0, 800.0] {
            for scores in [vec![0.0], vec![0.0; 100], vec![40.0, -40.0, 3.0], vec![-300.0, 250.0]] {
                let mut shares = vec![0.0; scores.len()];
                shares[0] = 1.0;
                let mut delta = Vec::new();
                dual_ascent_step(&scores, curvature, 10.0, &mut shares, &mut delta);
                let sum: f32 = shares.iter().sum();
                assert!((sum - 1.0).abs() < 1e-2, "{shares:?}");
                assert!(delta[0] >= -1e-2 && delta[1..].iter().all(|by| *by <= 1e-6), "{delta:?}");
            }
        }
    }

    #[test]
    fn a_settled_example_stays() {
        let (mut shares, mut delta, mut scores) = (vec![1.0, 0.0, 0.0], Vec::new(), vec![0.5, 1.5, -1.0]);
        for _ in 0..2 {
            dual_ascent_step(&scores, 5.0, 5.0, &mut shares, &mut delta);
            // The weights of a text of length one move its scores by as much.
            scores.iter_mut().zip(&delta).for_each(|(score, by)| *score += by);
        }
        assert!(delta.iter().all(|by| by.abs() < 1e-2), "{delta:?}");
    }
}
