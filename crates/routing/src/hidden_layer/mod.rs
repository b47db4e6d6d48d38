//! Hidden layer: a few learned features of a text beside its n-grams, trained on the questions of the desk itself.
//!
//! A linear model gives every n-gram one say, whatever stands beside it. A desk with some thousand questions has enough to
//! learn more: a layer of [`UNITS`] units over the same n-grams, each a weighed sum that counts where it is positive
//! (a rectifier). Which weights, [`learn`] finds. The units' numbers are features like any n-gram's, in buckets of their own
//! behind all others, so that the one linear model weighs them, one correction moves their weights at once, and nothing else
//! has to know of them. The layer itself stands still between two trainings.

mod layer;
mod learn;
mod near;

pub(super) use layer::{HiddenLayer, LayerContribution, UNITS, is_finite};
pub(super) use learn::LayerTraining;
