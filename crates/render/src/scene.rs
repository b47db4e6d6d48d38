//! For whom and when a template is rendered.
//!
//! Tera gives a component only the arguments it is called with, but `t()` and the date filters need the reader's
//! language, zone and hour wherever they stand. Rendering never leaves its thread, so the scene of the rendering
//! under way is kept in a thread-local that only [`Scene::enter`] writes.

use std::cell::RefCell;

use jiff::Timestamp;

use crate::{Language, Locale};

/// The circumstances of one rendering: who reads, and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The reader's language and zone.
    pub locale: Locale,
    /// The hour that "today" and "in 5 min" are counted from.
    pub now: Timestamp,
}

thread_local! {
    static CURRENT: RefCell<Option<Scene>> = const { RefCell::new(None) };
}

impl Scene {
    /// A scene from its parts.
    pub const fn new(locale: Locale, now: Timestamp) -> Self {
        Self { locale, now }
    }

    /// The reader's language.
    pub const fn language(&self) -> Language {
        self.locale.language
    }

    /// Runs `rendering` with this scene as the current one, and puts the former one back whatever happens.
    pub(crate) fn enter<R>(&self, rendering: impl FnOnce() -> R) -> R {
        let _restore = Restore(CURRENT.replace(Some(self.clone())));
        rendering()
    }

    /// Reads the current scene; an error outside a rendering.
    pub(crate) fn with_current<R>(read: impl FnOnce(&Scene) -> tera::TeraResult<R>) -> tera::TeraResult<R> {
        CURRENT.with_borrow(|current| match current {
            Some(scene) => read(scene),
            None => Err(tera::Error::message("no rendering is under way on this thread")),
        })
    }
}

/// Puts the former scene back when dropped.
struct Restore(Option<Scene>);

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}
