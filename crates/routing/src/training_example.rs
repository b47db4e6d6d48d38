//! One example as training sees it, and what an error on it costs.

use super::{feature::Features, weights::BIAS};

/// How much an error on one real question costs. Found by cross-validation; anything from 20 to 100 does nearly as well.
pub(super) const COST: f32 = 50.0;

/// One example as training sees it.
#[derive(Debug, Clone)]
pub(super) struct TrainingExample {
    pub(super) features: Features,
    pub(super) topic: usize,
    /// How much an error on it costs; the inverse of how strongly simple models are preferred.
    pub(super) cost: f32,
    /// Whether somebody really asked it.
    pub(super) real: bool,
}

impl TrainingExample {
    /// Whether somebody really asked it: what is only guessed or described does not test a model.
    pub(super) fn is_real(&self) -> bool {
        self.real
    }

    /// Curvature of the dual objective along this example: its cost times its squared length.
    pub(super) fn curvature(&self) -> f32 {
        self.cost * self.square()
    }

    /// The square of its length, the bias included.
    pub(super) fn square(&self) -> f32 {
        self.features.square() + BIAS * BIAS
    }
}
