//! What a question is about.

use serde::{Deserialize, Serialize};

use crate::{
    id::TopicId,
    text::{Key, Name, Remark},
};

/// A subject the house knows about; experts know topics, and the router tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// Its short name in files.
    pub key: Key,
    /// What staff call it.
    pub name: Name,
    /// Words it is known by: the router's first example of it.
    pub description: Option<Remark>,
}
