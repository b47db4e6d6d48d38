//! The one list of channel kinds.

use souffleur_core::channel::Channel;

use crate::{ChannelKind, api, bridged, email, web};

/// Every kind of channel.
pub const REGISTRY: &[ChannelKind] = &[web::KIND, email::KIND, api::KIND, bridged::KIND];

/// The kind of a channel. A new variant of [`Channel`] does not compile until it has one.
pub const fn kind_of(channel: &Channel) -> &'static ChannelKind {
    match channel {
        Channel::Web => &web::KIND,
        Channel::Email => &email::KIND,
        Channel::Api => &api::KIND,
        Channel::Bridged(_) => &bridged::KIND,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use souffleur_core::text::{Key, TextError};

    use super::*;
    use crate::{Format, kind::Unreadable};

    #[test]
    fn names_are_unique_and_lead_back_to_the_kind() {
        let names: BTreeSet<_> = REGISTRY.iter().map(|kind| kind.name).collect();
        assert_eq!(names.len(), REGISTRY.len());
        for kind in REGISTRY {
            let channel = match kind.name {
                "bridged" => Channel::Bridged(Key::parse("instagram").unwrap()),
                name => Channel::parse(name).unwrap(),
            };
            assert_eq!(kind_of(&channel), kind);
        }
    }

    #[test]
    fn every_channel_brings_in_text_that_needs_no_second_look() {
        for kind in REGISTRY {
            assert!(!kind.formats.is_empty(), "{}", kind.name);
            for &format in kind.formats {
                let read = |raw: &str| kind.read(raw, format).map(String::from);
                assert_eq!(
                    read("  Où est mon colis ?\r\n "),
                    Ok("Où est mon colis ?".to_owned()),
                    "{}",
                    kind.name
                );
                assert_eq!(read(" \n "), Err(Unreadable::Text(TextError::Empty)), "{}", kind.name);
                let megabyte = read(&"x".repeat(1 << 20));
                assert!(
                    matches!(megabyte, Err(Unreadable::Text(TextError::TooLong { .. }))),
                    "{}",
                    kind.name
                );
            }
            let refused =
                [Format::Text, Format::Html].into_iter().filter(|format| !kind.formats.contains(format));
            for format in refused {
                assert_eq!(kind.read("bonjour", format), Err(Unreadable::Format), "{}", kind.name);
            }
        }
    }

    #[test]
    fn html_leaves_words_only_on_every_channel_that_takes_it() {
        let hostile = "<p onclick=x>Bonjour</p><script>alert(1)</script><img src=x onerror=y>";
        for kind in REGISTRY.iter().filter(|kind| kind.formats.contains(&Format::Html)) {
            assert_eq!(
                kind.read(hostile, Format::Html).map(String::from),
                Ok("Bonjour".to_owned()),
                "{}",
                kind.name
            );
        }
    }
}
