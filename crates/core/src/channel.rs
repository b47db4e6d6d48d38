//! Where a question comes from, and what crosses the edge.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Key, TextError};

/// The way a question came in, and the way its reply goes out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Channel {
    /// The ask form of the public pages.
    Web,
    /// E-mail.
    Email,
    /// A program that says no more of itself.
    Api,
    /// A channel that a program carries to and fro through the API: a social network, a shop, a chat.
    Bridged(Key),
}

impl Channel {
    /// The name under which past questions are imported. Nothing comes in by it afterwards.
    pub const IMPORT: &str = "import";

    /// Whether a question was answered before the desk existed.
    pub fn is_import(&self) -> bool {
        self.as_str() == Self::IMPORT
    }

    /// The name it has in the schema, the API and the pages.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Web => "web",
            Self::Email => "email",
            Self::Api => "api",
            Self::Bridged(key) => key.as_str(),
        }
    }

    /// Reads a name; one that is not the desk's own names a bridged channel.
    pub fn parse(name: &str) -> Result<Self, TextError> {
        Ok(match name {
            "web" => Self::Web,
            "email" => Self::Email,
            "api" => Self::Api,
            other => Self::Bridged(Key::parse(other)?),
        })
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl TryFrom<String> for Channel {
    type Error = TextError;
    fn try_from(name: String) -> Result<Self, TextError> {
        Self::parse(&name)
    }
}
impl From<Channel> for String {
    fn from(channel: Channel) -> String {
        channel.as_str().to_owned()
    }
}
