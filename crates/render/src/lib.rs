#![doc = include_str!("../README.md")]

mod catalogue;
mod engine;
mod error;
mod filter;
mod frame;
mod function;
mod language;
mod messages;
mod scene;
mod sources;
mod template;
mod words;

pub use catalogue::{Catalogue, SampleFailure};
pub use engine::Engine;
pub use error::RenderError;
pub use fluent_bundle::FluentValue;
pub use frame::{Flash, FlashKind, FlashUndo, Frame, FrameHold, FrameUser, NavEntry};
pub use language::{Language, Locale};
pub use messages::Messages;
pub use scene::Scene;
pub use sources::Sources;
pub use template::{Letter, RenderedLetter, Template, sample_now};
