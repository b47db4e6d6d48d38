//! Explicit routing rules: what the house decided itself goes before what the router learned.

use serde::{Deserialize, Serialize};

use crate::{
    channel::Channel,
    id::{RuleId, UserId},
    invisible::is_invisible,
    language::Language,
    leak::fold,
    text::{Key, Name},
};

/// "When a question looks like this, it is theirs."
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// Its place: rules are tried in ascending order.
    pub position: i32,
    /// When it applies.
    pub when: RuleConditions,
    /// Who gets the question.
    pub assign_to: UserId,
}

/// All that are given must hold. A rule without any condition would take everything and is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleConditions {
    /// The question came by this channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The subject contains this, whatever the case and the accents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_contains: Option<Name>,
    /// The body contains this, whatever the case and the accents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_contains: Option<Name>,
    /// The question is written in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The house calls its customer by this tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<Key>,
}

impl RuleConditions {
    /// Whether no condition is given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a question with these properties meets every condition.
    pub fn hold(
        &self,
        channel: &Channel,
        subject: Option<&str>,
        body: &str,
        language: Option<Language>,
        tags: &[Key],
    ) -> bool {
        let contains = |haystack: &str, needle: &Option<Name>| {
            needle.as_ref().map(|needle| plain(needle)).is_none_or(|needle| {
                // Of nothing but accents nothing is left, which would stand in every text.
                !needle.is_empty() && plain(haystack).contains(&needle)
            })
        };
        self.channel.as_ref().is_none_or(|wanted| wanted == channel)
            && contains(subject.unwrap_or_default(), &self.subject_contains)
            && contains(body, &self.body_contains)
            && self.language.is_none_or(|wanted| language == Some(wanted))
            && self.tag.as_ref().is_none_or(|wanted| tags.contains(wanted))
    }
}

/// A text without case, accents, ligatures and invisible characters, as search reads it; every apostrophe is the same.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in fold(text).chars().filter(|c| !is_invisible(*c)) {
        match c {
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            'ø' => plain.push('o'),
            '’' | '‘' | 'ʼ' | '`' | '´' => plain.push('\''),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_as_search_folds_them() {
        for (wanted, said, holds) in [
            ("remboursé", "JE VEUX ETRE REMBOURSEE", true),
            ("rembourse", "remboursé", true),
            ("cœur", "un COEUR brodé", true),
            ("l'échange", "l’echange", true),
            ("échange", "éch\u{ad}ange", true),
            ("échange", "étrange", false),
            ("\u{301}", "étrange", false),
        ] {
            let name = Name::parse(wanted).ok();
            let channel = Channel::parse("web").unwrap();
            let body = RuleConditions { body_contains: name.clone(), ..RuleConditions::default() };
            assert_eq!(body.hold(&channel, None, said, None, &[]), holds, "{wanted} in {said}");
            let subject = RuleConditions { subject_contains: name, ..RuleConditions::default() };
            assert_eq!(subject.hold(&channel, Some(said), "", None, &[]), holds, "{wanted} in {said}");
        }
    }
}
