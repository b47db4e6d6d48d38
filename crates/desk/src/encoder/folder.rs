//! The files of a sentence model: found, whole, and of a kind that can be computed here.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};
use souffleur_routing::EncoderId;

use crate::Error;

/// The shape of the model.
const SHAPE: &str = "config.json";
/// How text becomes tokens.
const TOKENS: &str = "tokenizer.json";
/// What was learned.
const WEIGHTS: &str = "model.safetensors";
/// How the vectors of the tokens become one; where it is missing, by their mean.
const POOLING: &str = "1_Pooling/config.json";

/// A vector is made of two layers, and none longer than [`EncoderId::MOST`] is taken.
const WIDEST: usize = EncoderId::MOST as usize / 2;

/// The files as bytes, with what the small ones say.
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) shape: Shape,
    pub(super) by_first: bool,
    pub(super) config: Vec<u8>,
    pub(super) tokens: Vec<u8>,
    pub(super) weights: Vec<u8>,
}

/// What `config.json` says of a transformer.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Shape {
    pub(super) model_type: String,
    pub(super) hidden_size: usize,
    pub(super) num_hidden_layers: usize,
    pub(super) num_attention_heads: usize,
    pub(super) intermediate_size: usize,
    pub(super) max_position_embeddings: usize,
    pub(super) vocab_size: usize,
    #[serde(default = "two")]
    pub(super) type_vocab_size: usize,
    #[serde(default = "tiny")]
    pub(super) layer_norm_eps: f64,
    pub(super) hidden_act: String,
    #[serde(default)]
    pub(super) pad_token_id: usize,
    #[serde(default = "absolute")]
    position_embedding_type: String,
}

fn two() -> usize {
    2
}

fn tiny() -> f64 {
    1e-12
}

fn absolute() -> String {
    "absolute".to_owned()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Pooling {
    pooling_mode_cls_token: bool,
    pooling_mode_mean_tokens: bool,
}

impl Folder {
    /// Reads the files of a folder.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        if !path.is_dir() {
            let what = format!("there is no folder {} to read a sentence model from", path.display());
            return Err(Error::failed(what, ADVICE));
        }
        let config = file(path, SHAPE)?;
        let shape: Shape = parse(path, SHAPE, &config)?;
        shape.check().map_err(|what| Error::Content { path: path.join(SHAPE), what })?;
        let pooling = match fs::read(path.join(POOLING)) {
            Ok(bytes) => parse(path, POOLING, &bytes)?,
            Err(_) => Pooling { pooling_mode_mean_tokens: true, ..Pooling::default() },
        };
        if pooling.pooling_mode_cls_token == pooling.pooling_mode_mean_tokens {
            let what =
                "the vectors of tokens can be pooled by their mean or by the first one only".to_owned();
            return Err(Error::Content { path: path.join(POOLING), what });
        }
        let (tokens, weights) = (file(path, TOKENS)?, file(path, WEIGHTS)?);
        let by_first = pooling.pooling_mode_cls_token;
        Ok(Self { path: path.to_owned(), shape, by_first, config, tokens, weights })
    }

    /// What is wrong with the weights.
    pub(super) fn bad_weights(&self, why: impl std::fmt::Display) -> Error {
        let what = format!("cut short, damaged or of another model: {why}");
        Error::Content { path: self.path.join(WEIGHTS), what }
    }

    /// What is wrong with the tokens.
    pub(super) fn bad_tokens(&self, why: impl std::fmt::Display) -> Error {
        Error::Content {
            path: self.path.join(TOKENS),
            what: format!("not a tokenizer that can be used: {why}"),
        }
    }
}

const ADVICE: &str = "Name a folder with config.json, tokenizer.json and model.safetensors in routing.encoder, or leave it \
                      empty.";

fn file(folder: &Path, name: &str) -> Result<Vec<u8>, Error> {
    let path = folder.join(name);
    fs::read(&path).map_err(|error| {
        Error::because(format!("{} of the sentence model can't be read", path.display()), error)
            .advise(ADVICE)
    })
}

fn parse<T: DeserializeOwned>(folder: &Path, name: &str, bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|error| Error::Content {
        path: folder.join(name),
        what: format!("not the description of a model that can be used: {error}"),
    })
}

impl Shape {
    /// Whether places are counted from behind the padding's number, as `RoBERTa` and its kin do.
    pub(super) fn first_place(&self) -> usize {
        if self.model_type == "bert" { 0 } else { self.pad_token_id + 1 }
    }

    fn check(&self) -> Result<(), String> {
        if !["bert", "roberta", "xlm-roberta", "camembert"].contains(&self.model_type.as_str()) {
            return Err(format!(
                "a model of the kind {:?}; only bert, roberta, xlm-roberta and camembert can be computed",
                self.model_type
            ));
        }
        if self.position_embedding_type != "absolute" {
            return Err("only absolute places of tokens can be computed".to_owned());
        }
        let heads = self.num_attention_heads;
        let whole = heads > 0 && self.hidden_size > 0 && self.hidden_size.is_multiple_of(heads);
        if !whole || self.first_place() + 2 >= self.max_position_embeddings || self.hidden_size > WIDEST {
            return Err("sizes that do not belong together".to_owned());
        }
        Ok(())
    }
}
