//! The optional sentence model behind `routing.encoder`: a folder with `config.json`, `tokenizer.json` and
//! `model.safetensors`, as sentence models are published. Nothing is fetched; what can't be used is said before the desk
//! listens. Only a binary built with the feature `encoder` can read one.

#[cfg(feature = "encoder")]
mod bert;
#[cfg(feature = "encoder")]
mod folder;
#[cfg(feature = "encoder")]
mod sentence;
#[cfg(all(test, feature = "encoder"))]
mod tests;

use std::{path::Path, sync::Arc};

use souffleur_routing::Encoder;

use crate::Error;

/// Reads the model of a folder.
#[cfg(feature = "encoder")]
pub(crate) fn open(folder: &Path) -> Result<Arc<dyn Encoder>, Error> {
    let model = sentence::Sentence::open(folder)?;
    tracing::info!(folder = %folder.display(), id = ?model.id(), "the router reads with a sentence model");
    Ok(Arc::new(model))
}

/// Says that this binary can't.
#[cfg(not(feature = "encoder"))]
pub(crate) fn open(folder: &Path) -> Result<Arc<dyn Encoder>, Error> {
    Err(Error::usage(
        format!("the sentence model in {} can't be read: this binary was built without it", folder.display()),
        "Take a binary built with `--features encoder`, or leave the setting routing.encoder empty.",
    ))
}
