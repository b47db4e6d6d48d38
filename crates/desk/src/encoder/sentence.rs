//! A sentence model: tokens, transformer, one vector a text.

use std::path::Path;

use candle_core::Tensor;
use souffleur_core::routing::{Encoder, EncoderId, READ_CHARS};
use tokenizers::{Tokenizer, TruncationParams};

use super::{bert::Bert, folder::Folder};
use crate::Error;

/// Tokens of a text that are read, at most: time grows with them, and what a question is about stands at its beginning.
const MOST_TOKENS: usize = 128;

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
        let dimensions = u32::try_from(shape.hidden_size).unwrap_or(u32::MAX);
        let id = EncoderId::of(&[&folder.config, &folder.tokens, &folder.weights], dimensions);
        let sentence = Self { tokenizer, bert, by_first: folder.by_first, id };
        match sentence.compute("Où est mon colis ? Where is my parcel?") {
            Ok(Some(_)) => Ok(sentence),
            Ok(None) => Err(folder.bad_weights("it makes no vector of a plain text")),
            Err(error) => Err(folder.bad_weights(error)),
        }
    }

    /// The vector of a text; none where it has no direction.
    fn compute(&self, text: &str) -> Result<Option<Vec<f32>>, Box<dyn std::error::Error + Send + Sync>> {
        let end = text.char_indices().nth(READ_CHARS).map_or(text.len(), |(end, _)| end);
        let tokens = self.tokenizer.encode_fast(&text[..end], true)?;
        let rows = self.bert.forward(tokens.get_ids())?;
        let pooled: Tensor = if self.by_first { rows.get(0)? } else { rows.mean(0)? };
        let mut vector = pooled.to_vec1::<f32>()?;
        let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt();
        if !length.is_normal() {
            return Ok(None);
        }
        for value in &mut vector {
            *value /= length;
        }
        Ok(Some(vector))
    }
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
