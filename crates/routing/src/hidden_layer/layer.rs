//! The layer: its weights, the numbers it gives a text, and what each feature contributes through it.

use crate::feature::Features;

/// Units of the layer: 32 know less, 128 no more, measured on 77 topics.
pub(crate) const UNITS: usize = 64;

/// The numbers of one text.
pub(super) type Numbers = [f32; UNITS];

/// A direction: numbers of a vector of length `near::WHOLE`, so that a cosine is whole-number arithmetic, which is several
/// times quicker over thousands of them.
pub(crate) type Direction = [i16; UNITS];

/// The hidden layer, and where known questions lie in the space of its outputs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HiddenLayer {
    /// For each bucket the number of its row counted from 1; 0 where it has none.
    pub(crate) slots: Vec<u32>,
    /// A row of weights a bucket, each the upper half of an `f32`: three digits are enough, at half the memory.
    pub(crate) rows: Vec<[u16; UNITS]>,
    pub(crate) bias: Numbers,
    /// In which directions known questions lie; see [`near`].
    pub(crate) known: Vec<Direction>,
    /// How far off those around each of them lie.
    pub(crate) reach: Vec<f32>,
}

impl HiddenLayer {
    /// Weighted sum of each unit, before the rectifier.
    pub(super) fn sums(&self, features: &Features) -> Numbers {
        let mut sums = self.bias;
        for (bucket, value) in &features.entries {
            let Some(row) = self.row(*bucket) else { continue };
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += value * widen(*weight);
            }
        }
        sums
    }

    fn row(&self, bucket: u32) -> Option<&[u16; UNITS]> {
        self.rows.get((*self.slots.get(bucket as usize)? as usize).checked_sub(1)?)
    }

    /// The features with the layer's output appended: one more block, in the buckets behind those that the layer reads.
    #[expect(clippy::cast_possible_truncation, reason = "buckets are counted in u32 throughout")]
    pub(crate) fn added_to(&self, features: Features) -> Features {
        let sums = self.sums(&features);
        let behind = self.slots.len();
        let mut entries = features.entries.into_vec();
        let active = sums.iter().enumerate().filter(|(_, sum)| **sum > 0.0);
        entries.extend(active.map(|(unit, sum)| ((behind + unit) as u32, *sum)));
        Features { entries: entries.into() }
    }

    /// The numbers that [`HiddenLayer::added_to`] added.
    pub(super) fn numbers(&self, features: &Features) -> Numbers {
        let behind = self.slots.len();
        let start = features.entries.partition_point(|(bucket, _)| (*bucket as usize) < behind);
        let mut numbers = [0.0; UNITS];
        for (bucket, value) in &features.entries[start..] {
            numbers[*bucket as usize - behind] = *value;
        }
        numbers
    }

    /// Attribution of a score through the layer: `weigh` gives the weight of a unit's output. Above zero a rectifier
    /// passes on its input, so each n-gram's part in the active units is exact; the rest is their bias.
    pub(crate) fn told<'g>(
        &'g self,
        features: &'g Features,
        weigh: impl Fn(u32) -> f32,
    ) -> LayerContribution<'g> {
        let numbers = self.numbers(features);
        let mut weights = [0.0; UNITS];
        for (unit, weight) in weights.iter_mut().enumerate().filter(|(unit, _)| numbers[*unit] > 0.0) {
            *weight = u32::try_from(self.slots.len() + unit).map_or(0.0, &weigh);
        }
        LayerContribution { layer: self, weights }
    }
}

/// Contribution of the active units to the score of one topic.
pub(crate) struct LayerContribution<'g> {
    layer: &'g HiddenLayer,
    weights: Numbers,
}

impl LayerContribution<'_> {
    /// Contribution of a feature of this value in this bucket through the units.
    pub(crate) fn through(&self, bucket: u32, value: f32) -> f64 {
        let Some(row) = self.layer.row(bucket) else { return 0.0 };
        let pairs = row.iter().zip(&self.weights);
        f64::from(value) * pairs.map(|(own, weight)| f64::from(widen(*own)) * f64::from(*weight)).sum::<f64>()
    }

    /// The first bucket of the units' outputs.
    pub(crate) fn behind(&self) -> u32 {
        u32::try_from(self.layer.slots.len()).unwrap_or(u32::MAX)
    }

    /// Contribution of the units' bias.
    pub(crate) fn start(&self) -> f64 {
        let pairs = self.layer.bias.iter().zip(&self.weights);
        pairs.map(|(bias, weight)| f64::from(*bias) * f64::from(*weight)).sum()
    }
}

/// The number whose upper half this is.
fn widen(half: u16) -> f32 {
    f32::from_bits(u32::from(half) << 16)
}

/// Whether it is the half of a number.
pub(crate) fn is_finite(half: u16) -> bool {
    widen(half).is_finite()
}

/// The upper half of a number, rounded.
pub(super) fn halve(number: f32) -> u16 {
    (number.to_bits().saturating_add(0x8000) >> 16) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_number_is_near_enough() {
        for number in [0.0_f32, 1.0, -0.3, 1e-6, 123.456, -7e4] {
            let near = widen(halve(number));
            assert!((near - number).abs() <= number.abs() / 256.0, "{number} became {near}");
        }
    }

    #[test]
    fn the_parts_of_a_gist_add_up() {
        let mut bias = [0.0; UNITS];
        (bias[0], bias[1], bias[2]) = (0.5, -9.0, 0.25);
        let rows = vec![[halve(1.0); UNITS], [halve(-0.5); UNITS]];
        let layer = HiddenLayer { slots: vec![0, 1, 2, 0], rows, bias, known: Vec::new(), reach: Vec::new() };
        let text = Features { entries: Box::new([(0, 3.0), (1, 2.0), (2, 1.0)]) };
        let whole = layer.added_to(text);
        let weigh = |bucket: u32| f32::from(u16::try_from(bucket).expect("small")) - 30.0;
        let score: f64 = (whole.entries[3..].iter())
            .map(|(bucket, value)| f64::from(*value) * f64::from(weigh(*bucket)))
            .sum();
        let told = layer.told(&whole, weigh);
        let parts: f64 = (0..3).map(|at| told.through(whole.entries[at].0, whole.entries[at].1)).sum();
        assert!((parts + told.start() - score).abs() < 1e-4, "{parts} and {} make {score}", told.start());
        assert_eq!(whole.entries.len(), 3 + UNITS - 1, "a unit below zero says nothing");
    }
}
