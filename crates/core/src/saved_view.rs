//! Lists of questions that people keep: a folder with filters, under a name of their own.

use serde::{Deserialize, Serialize};

use crate::{
    id::{SavedViewId, UserId},
    text::Name,
};

/// A list that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// Whose it is; only they change or remove it.
    pub owner: UserId,
    /// What they call it.
    pub name: Name,
    /// The folder and its filters, as the address of the list says them.
    pub filter: String,
    /// Whether everybody who reads the inbox has it too.
    pub shared: bool,
}
