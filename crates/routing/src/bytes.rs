//! A model as bytes, for the store. The format is versioned and sealed with a checksum: a file of another version, cut
//! short or damaged is refused, and the model in use goes on.

use uuid::Uuid;

use souffleur_core::{explanation::ModelPart, id::TopicId};

use super::{
    calibration::Calibration,
    checksum::checksum,
    classifier::Model,
    encoder::EncoderId,
    feature::{BUCKETS, fingerprint},
    frequency::GramFrequency,
    hidden_layer::{HiddenLayer, UNITS, is_finite},
    neighbours::Neighbours,
    vocabulary::Vocabulary,
    weights::Weights,
};

const MAGIC: &[u8; 4] = b"SFLR";
/// Raise it whenever the layout changes. A change of the features is noticed by their fingerprint.
const VERSION: u32 = 6;

/// Why bytes were refused as a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Something else, or nothing.
    #[error("not a routing model")]
    NotAModel,
    /// Written by another version of the program.
    #[error("a routing model of another version; train it again")]
    OtherVersion,
    /// Cut short or altered.
    #[error("a damaged routing model")]
    Damaged,
}

impl Model {
    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(4 * self.weights.rows.len() + 4 * BUCKETS);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&fingerprint().to_le_bytes());
        let encoder = self.encoder.unwrap_or(EncoderId { fingerprint: 0, dimensions: 0 });
        out.extend_from_slice(&encoder.fingerprint.to_le_bytes());
        out.extend_from_slice(&encoder.dimensions.to_le_bytes());
        for number in [self.info.version, self.info.examples, self.info.corrections] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(&self.calibration.temperature.to_le_bytes());
        out.extend_from_slice(&self.calibration.information.to_le_bytes());
        // Nothing is above 0, so that 1 can stand for none.
        out.extend_from_slice(&self.calibration.settled.unwrap_or(1.0).to_le_bytes());
        put_number(&mut out, self.topics.len() as u64);
        for topic in &self.topics {
            out.extend_from_slice(topic.raw().as_bytes());
        }
        put_number(&mut out, u64::from(self.frequency.texts));
        out.push(u8::from(self.frequency.steep));
        out.push(u8::from(self.layer.is_some()));
        for seen in &self.frequency.seen {
            put_number(&mut out, u64::from(*seen));
        }
        for bits in &self.vocabulary.bits {
            out.extend_from_slice(&bits.to_le_bytes());
        }
        for slot in &self.weights.slots {
            put_number(&mut out, u64::from(*slot));
        }
        put_layer(&mut out, self.layer.as_ref());
        put_neighbours(&mut out, self.neighbours.as_ref());
        put_number(&mut out, self.weights.rows.len() as u64);
        for weight in self.weights.bias.iter().chain(&self.weights.rows) {
            out.extend_from_slice(&weight.to_le_bytes());
        }
        let seal = checksum(&out);
        out.extend_from_slice(&seal.to_le_bytes());
        out
    }

    /// Reads a model that [`Model::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let mut header = Input(&bytes[MAGIC.len()..]);
        if header.array().map(u32::from_le_bytes) != Some(VERSION) {
            return Err(ModelError::OtherVersion);
        }
        if header.array().map(u64::from_le_bytes) != Some(fingerprint()) {
            return Err(ModelError::OtherVersion);
        }
        let body = header.0.len().checked_sub(8).ok_or(ModelError::Damaged)?;
        let sealed = &bytes[..bytes.len() - 8];
        if bytes[sealed.len()..] != checksum(sealed).to_le_bytes() {
            return Err(ModelError::Damaged);
        }
        let mut input = Input(&header.0[..body]);
        input.model().filter(|_| input.0.is_empty()).ok_or(ModelError::Damaged)
    }
}

/// What is left to read.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn model(&mut self) -> Option<Model> {
        let fingerprint = self.long()?;
        let dimensions = self.array().map(u32::from_le_bytes).filter(|length| *length <= EncoderId::MOST)?;
        let encoder = (dimensions > 0).then_some(EncoderId { fingerprint, dimensions });
        let buckets = BUCKETS + dimensions as usize;
        let (version, examples, corrections) = (self.long()?, self.long()?, self.long()?);
        let (temperature, information) =
            (f64::from_le_bytes(self.array()?), f64::from_le_bytes(self.array()?));
        let settled = Some(f64::from_le_bytes(self.array()?)).filter(|settled| *settled <= 0.0);
        let count = usize::try_from(self.number()?).ok()?;
        let topics =
            self.many(count, |input| input.array().map(|raw| TopicId::new(Uuid::from_bytes(raw))))?;
        let texts = u32::try_from(self.number()?).ok()?;
        let (steep, has_gist) = (self.flag()?, self.flag()?);
        let units = if has_gist { UNITS } else { 0 };
        let seen = self.many(BUCKETS, |input| u32::try_from(input.number()?).ok())?;
        let vocabulary = self.many(Vocabulary::LENGTH, Input::long)?;
        let slots = self.many(buckets + units, Self::slot)?;
        let layer = if has_gist { Some(self.layer(buckets)?) } else { None };
        let neighbours = match dimensions {
            0 => None,
            _ => Some(self.neighbours(dimensions as usize, count)?),
        };
        let length = usize::try_from(self.number()?).ok()?;
        let bias = self.many(count, Input::weight)?;
        let rows = self.many(length, Input::weight)?;
        let fits =
            slots.iter().all(|slot| (*slot as usize).checked_mul(count).is_some_and(|end| end <= rows.len()));
        let usable = fits && temperature.is_finite() && temperature > 0.0 && information >= 0.0;
        usable.then(|| Model {
            topics,
            frequency: GramFrequency::restored(seen, texts, steep),
            vocabulary: Vocabulary { bits: vocabulary },
            weights: Weights { topics: count, slots, rows, bias },
            layer,
            neighbours,
            calibration: Calibration { temperature, information, settled },
            encoder,
            info: ModelPart { version, examples, corrections },
        })
    }

    fn layer(&mut self, buckets: usize) -> Option<HiddenLayer> {
        let slots = self.many(buckets, Self::slot)?;
        let count = usize::try_from(self.number()?).ok()?;
        let half = |input: &mut Self| input.array().map(u16::from_le_bytes).filter(|half| is_finite(*half));
        let rows = self.many(count, |input| input.block(half))?;
        let bias = self.block(Self::weight)?;
        let count = usize::try_from(self.number()?).ok()?;
        let known = self.many(count, |input| input.block(|input| input.array().map(i16::from_le_bytes)))?;
        let reach = self.many(count, |input| input.weight().filter(|reach| *reach >= 0.0))?;
        let fits = slots.iter().all(|slot| *slot as usize <= rows.len());
        fits.then_some(HiddenLayer { slots, rows, bias, known, reach })
    }

    fn neighbours(&mut self, dimensions: usize, topics: usize) -> Option<Neighbours> {
        let share = self.weight().filter(|share| *share >= 0.0)?;
        let count = usize::try_from(self.number()?).ok()?;
        let whose = self.many(count, |input| {
            let topic = input.slot().filter(|topic| (*topic as usize) < topics)?;
            Some((topic, input.weight().filter(|weight| *weight > 0.0)?))
        })?;
        let numbers = count.checked_mul(dimensions)?;
        let known = self.many(numbers, |input| input.array().map(i16::from_le_bytes))?;
        Some(Neighbours { share, dimensions, known, whose })
    }

    /// One number a unit.
    fn block<T: Copy + Default>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<[T; UNITS]> {
        let mut block = [T::default(); UNITS];
        for number in &mut block {
            *number = one(self)?;
        }
        Some(block)
    }

    fn slot(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn flag(&mut self) -> Option<bool> {
        self.array().filter(|[flag]| *flag < 2).map(|[flag]| flag == 1)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*head)
    }

    fn long(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn weight(&mut self) -> Option<f32> {
        self.array().map(f32::from_le_bytes).filter(|weight| weight.is_finite())
    }

    /// A number of seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn many<T>(&mut self, count: usize, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        // Nothing takes less than a byte, so a lying count can't ask for memory.
        (count <= self.0.len()).then_some(())?;
        (0..count).map(|_| one(self)).collect()
    }
}

fn put_layer(out: &mut Vec<u8>, layer: Option<&HiddenLayer>) {
    let Some(layer) = layer else { return };
    for slot in &layer.slots {
        put_number(out, u64::from(*slot));
    }
    put_number(out, layer.rows.len() as u64);
    for half in layer.rows.iter().flatten() {
        out.extend_from_slice(&half.to_le_bytes());
    }
    layer.bias.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
    put_number(out, layer.known.len() as u64);
    layer.known.iter().flatten().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
    layer.reach.iter().for_each(|reach| out.extend_from_slice(&reach.to_le_bytes()));
}

fn put_neighbours(out: &mut Vec<u8>, neighbours: Option<&Neighbours>) {
    let Some(neighbours) = neighbours else { return };
    out.extend_from_slice(&neighbours.share.to_le_bytes());
    put_number(out, neighbours.whose.len() as u64);
    for (topic, weight) in &neighbours.whose {
        put_number(out, u64::from(*topic));
        out.extend_from_slice(&weight.to_le_bytes());
    }
    neighbours.known.iter().for_each(|number| out.extend_from_slice(&number.to_le_bytes()));
}

#[expect(clippy::cast_possible_truncation, reason = "seven bits at a time")]
fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
