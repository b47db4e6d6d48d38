//! Files that come with a message or a draft: what they are, what they are called, and by which fingerprint they are
//! kept. The bytes lie outside the database.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The longest name of a file, in characters.
const NAME: usize = 100;

/// What a file is, as its bytes say.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "snake_case")]
pub enum Media {
    /// A PNG image.
    Png,
    /// A JPEG image.
    #[strum(serialize = "jpg")]
    Jpeg,
    /// A WebP image.
    Webp,
    /// A GIF image.
    Gif,
    /// A PDF document.
    Pdf,
}

impl Media {
    /// Every kind that the desk takes in.
    pub const ALL: [Self; 5] = [Self::Png, Self::Jpeg, Self::Webp, Self::Gif, Self::Pdf];

    /// The name in the schema, and how such a file's name ends.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// What it is called on the wire.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Pdf => "application/pdf",
        }
    }

    /// Whether a page can show it.
    pub const fn is_image(self) -> bool {
        !matches!(self, Self::Pdf)
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// The SHA-256 of a file's bytes, as 64 small hexadecimal digits: the name that it is kept under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of a digest.
    pub fn of(digest: [u8; 32]) -> Self {
        use fmt::Write as _;
        let hex = |mut text: String, byte: u8| {
            let _ = write!(text, "{byte:02x}");
            text
        };
        Self(digest.into_iter().fold(String::with_capacity(64), hex))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text was not a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint")]
pub struct InvalidFingerprint;

impl TryFrom<String> for Fingerprint {
    type Error = InvalidFingerprint;
    fn try_from(text: String) -> Result<Self, InvalidFingerprint> {
        let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(hex) { Ok(Self(text)) } else { Err(InvalidFingerprint) }
    }
}

impl From<Fingerprint> for String {
    fn from(of: Fingerprint) -> Self {
        of.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a file is called: one line without a path, that ends as its bytes say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileName(String);

impl FileName {
    /// Makes a name of what a sender calls a file.
    pub fn of(given: &str, media: Media) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = match last.rsplit_once('.') {
            Some((stem, ending)) if ending.len() <= 5 && !stem.is_empty() => stem,
            _ => last,
        };
        let plain = |c: &char| !c.is_control() && !is_unseen(*c) && !"\"<>:|?*;".contains(*c);
        let stem: String = stem.chars().filter(plain).take(NAME).collect();
        let stem = stem.trim().trim_matches('.');
        let stem = if stem.is_empty() { "file" } else { stem };
        Self(format!("{stem}.{}", media.as_str()))
    }

    /// A name that tells nothing of who gave the file: the question's number, and which of the files it is.
    pub fn neutral(number: i64, position: usize, media: Media) -> Self {
        Self(format!("{number}-{position}.{}", media.as_str()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that reorder or hide others, so that a name reads as another one.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// A file that was taken in: its bytes are kept, and hold nothing that names people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The name of its bytes.
    pub hash: Fingerprint,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub size: u32,
    /// What it is called.
    pub name: FileName,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_by_its_name() {
        assert!(Media::ALL.into_iter().all(|media| Media::parse(media.as_str()) == Some(media)));
    }

    #[test]
    fn a_name_has_no_path_and_no_other_ending() {
        let name = |given| FileName::of(given, Media::Png).0;
        assert_eq!(name("C:\\Users\\karim\\ticket.exe"), "ticket.png");
        assert_eq!(name("../../etc/passwd"), "passwd.png");
        assert_eq!(name("facture n° 12.pdf"), "facture n° 12.png");
        assert_eq!(name("a\r\nSet-Cookie: x\u{202E}gnp"), "aSet-Cookie xgnp.png");
        assert_eq!(
            (name(""), name("..."), name(".png")),
            ("file.png".into(), "file.png".into(), "png.png".into())
        );
        assert_eq!(name(&"é".repeat(500)).chars().count(), NAME + 4);
        assert_eq!(FileName::neutral(1042, 2, Media::Pdf).as_str(), "1042-2.pdf");
    }

    #[test]
    fn a_fingerprint_is_64_digits() {
        let print = Fingerprint::of([0xA0; 32]);
        assert_eq!(print.as_str(), "a0".repeat(32));
        assert_eq!(Fingerprint::try_from(print.to_string()), Ok(print));
        for wrong in ["", "../../../../etc/passwd", &"g".repeat(64), &"A".repeat(64)] {
            assert_eq!(Fingerprint::try_from(wrong.to_owned()), Err(InvalidFingerprint));
        }
    }
}
