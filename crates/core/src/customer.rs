//! Who asks.

use serde::{Deserialize, Serialize};

use crate::{
    channel::Channel,
    id::CustomerId,
    text::{Email, Handle, Key, Name},
};

/// A person who asked at least once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Their id.
    pub id: CustomerId,
    /// How they introduced themselves.
    pub name: Name,
    /// Where mail reaches them, if they said so.
    pub email: Option<Email>,
    /// Their name on the channel they asked from, if it has names.
    pub handle: Option<Handle>,
    /// What the house calls them among itself: `vip`, `press`. Customers never see it.
    pub tags: Vec<Key>,
}

/// One way of recognising a customer: the same handle is the same person.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A mail address is the same person on every channel.
    Email(Email),
    /// A name on a network is a person on that network only.
    Handle(Channel, Handle),
}

impl Identity {
    /// The scope within which the value names one person: `email`, or a channel.
    pub fn scope(&self) -> &str {
        match self {
            Self::Email(_) => "email",
            Self::Handle(channel, _) => channel.as_str(),
        }
    }

    /// The address or name itself.
    pub fn value(&self) -> &str {
        match self {
            Self::Email(email) => email,
            Self::Handle(_, handle) => handle,
        }
    }
}
