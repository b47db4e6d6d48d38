//! A sentence model: tokens, transformer, one vector a text.
//!
//! The last layer was trained to put texts of one meaning side by side, and forgets on the way what tells them apart for another
//! purpose; the layers in the middle still know it (Liu and others, 2019, "Linguistic Knowledge and Transferability of Contextual
//! Representations"). A linear model can make use of both, so the vector of a text is that of the middle beside that of the end,
//! which is twice as long: of few examples it tells more.

use std::path::Path;

use souffleur_core::words::MAX_READ_CHARS;
use souffleur_routing::{Encoder, EncoderId};
use tokenizers::{Tokenizer, TruncationParams};

use super::{bert::Bert, folder::Folder};
use crate::Error;

/// Tokens of a text that are read, at most: time grows with them, and what a question is about stands at its beginning.
const MOST_TOKENS: usize = 128;

/// Part of the identity: vectors that are made of the same files in another way are other vectors.
const MADE_OF: &[u8] = b"1 mean of the middle layer, 2 last layer";

/// How long the vector of the middle layer is beside that of the last one.
const MIDDLE: f32 = 0.5;

/// A sentence model in memory.
#[derive(Debug)]
pub(super) struct Sentence {
    tokenizer: Tokenizer,
    bert: Bert,
    by_first: bool,
    id: EncoderId,
}

impl Sentence {
    /// Reads the model of a folder and tries it out, so that what can't be computed is known now.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let folder = Folder::read(path)?;
        let mut tokenizer =
            Tokenizer::from_bytes(&folder.tokens).map_err(|error| folder.bad_tokens(error))?;
        let shape = &folder.shape;
        let most = MOST_TOKENS.min(shape.max_position_embeddings - shape.first_place());
        let truncation = TruncationParams { max_length: most, ..TruncationParams::default() };
        tokenizer.with_truncation(Some(truncation)).map_err(|error| folder.bad_tokens(error))?;
        tokenizer.with_padding(None);
        if tokenizer.get_vocab_size(true) > shape.vocab_size {
            return Err(folder.bad_tokens("it knows more tokens than the model"));
        }
        let bert = Bert::load(shape, &folder.weights).map_err(|error| folder.bad_weights(error))?;
        let dimensions = u32::try_from(2 * shape.hidden_size).unwrap_or(u32::MAX);
        let id = EncoderId::of(&[&folder.config, &folder.tokens, &folder.weights, MADE_OF], dimensions);
        let sentence = Self { tokenizer, bert, by_first: folder.by_first, id };
        match sentence.compute("Où est mon colis ? Where is my parcel?") {
            Ok(Some(_)) => Ok(sentence),
            Ok(None) => Err(folder.bad_weights("it makes no vector of a plain text")),
            Err(error) => Err(folder.bad_weights(error)),
        }
    }

    /// The vector of a text; none where a layer's has no direction. How the last layer's tokens are pooled is the model's own;
    /// in the middle none of them stands for all yet.
    fn compute(&self, text: &str) -> Result<Option<Vec<f32>>, Box<dyn std::error::Error + Send + Sync>> {
        let end = text.char_indices().nth(MAX_READ_CHARS).map_or(text.len(), |(end, _)| end);
        let tokens = self.tokenizer.encode_fast(&text[..end], true)?;
        let [middle, last] = self.bert.forward(tokens.get_ids())?;
        let last = if self.by_first { last.get(0)? } else { last.mean(0)? };
        let layers = [(middle.mean(0)?.to_vec1()?, MIDDLE), (last.to_vec1()?, 1.0)];
        Ok(beside(&layers))
    }
}

/// The vectors of layers side by side, each of its length beside the others, and one in all.
fn beside(layers: &[(Vec<f32>, f32)]) -> Option<Vec<f32>> {
    let whole = length(layers.iter().map(|(_, share)| *share));
    let mut vector = Vec::with_capacity(layers.iter().map(|(layer, _)| layer.len()).sum());
    for (layer, share) in layers {
        let own = length(layer.iter().copied());
        if !own.is_normal() {
            return None;
        }
        vector.extend(layer.iter().map(|number| number * share / (own * whole)));
    }
    Some(vector)
}

fn length(numbers: impl Iterator<Item = f32>) -> f32 {
    numbers.map(|number| number * number).sum::<f32>().sqrt()
}

impl Encoder for Sentence {
    fn id(&self) -> EncoderId {
        self.id
    }

    fn encode(&self, text: &str) -> Option<Vec<f32>> {
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        self.compute(text).unwrap_or_else(|error| {
            tracing::warn!(%error, "the sentence model could not read a text; its words alone count");
            None
        })
    }
}
