//! A letter in the form that mail servers want.

use std::time::{Duration, SystemTime};

use lettre::{
    Address, Message,
    message::{
        Mailbox as Box, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

use super::{Cause, Letter, Mailbox, SendError, Step};

/// Writes the headers and the two bodies.
pub(super) fn compose(letter: &Letter) -> Result<Message, SendError> {
    let from = mailbox(&letter.from)?;
    let mut builder = Message::builder()
        .message_id(Some(bracketed(&letter.id)))
        .date(date(letter))
        .from(from.clone())
        .reply_to(from)
        .to(mailbox(&letter.to)?)
        .subject(letter.subject.clone());
    if let Some(last) = letter.thread.last() {
        let references = letter.thread.iter().map(|id| bracketed(id)).collect::<Vec<_>>().join(" ");
        builder = builder.in_reply_to(bracketed(last)).references(references);
    }
    if letter.automatic {
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        builder = builder.raw_header(HeaderValue::new(name, "auto-generated".to_owned()));
    }
    // The boundary follows from the id, so that a repeat is the same letter byte for byte.
    let boundary: String = letter.id.chars().filter(char::is_ascii_alphanumeric).take(60).collect();
    let parts = MultiPart::alternative()
        .boundary(format!("part-{boundary}"))
        .singlepart(SinglePart::plain(letter.text.clone()))
        .singlepart(SinglePart::html(letter.html.clone()));
    builder.multipart(parts).map_err(|error| unusable(&error))
}

fn mailbox(of: &Mailbox) -> Result<Box, SendError> {
    let ascii = of.address.ascii_domain().unwrap_or_else(|| of.address.to_string());
    let address: Address = ascii.parse().map_err(|error| unusable(&error))?;
    Ok(Box::new(Some(of.name.clone()).filter(|name| !name.is_empty()), address))
}

/// A letter that can't be written: its address is older than the check at the door.
fn unusable(error: &dyn std::fmt::Display) -> SendError {
    SendError::new(Cause::LetterRefused, Step::Compose, error)
}

/// An id comes from the desk, or from another mail program; what would break a header is left out.
fn bracketed(id: &str) -> String {
    let id: String = id.chars().filter(|&c| c.is_ascii_graphic() && c != '<' && c != '>').collect();
    format!("<{id}>")
}

fn date(letter: &Letter) -> SystemTime {
    let millis = u64::try_from(letter.at.as_millisecond()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_millis(millis)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use souffleur_core::text::Email;

    use super::*;

    fn letter() -> Letter {
        let mailbox = |name: &str, address: &str| Mailbox {
            name: name.to_owned(),
            address: Email::parse(address).unwrap(),
        };
        Letter {
            id: "0198@desk.test".to_owned(),
            at: Timestamp::constant(1_763_978_100, 0),
            from: mailbox("Sophie", "bonjour@desk.test"),
            to: mailbox("Zoé", "zoe@example.test"),
            subject: "Votre question n° 1042".to_owned(),
            text: "Bonjour Zoé".to_owned(),
            html: "<p>Bonjour Zoé</p>".to_owned(),
            thread: vec!["a@x.test".to_owned(), "b@x.test\r\nBcc: c@x.test".to_owned()],
            automatic: true,
        }
    }

    fn headers(letter: &Letter) -> Vec<String> {
        let bytes = compose(letter).unwrap().formatted();
        let text = String::from_utf8(bytes).unwrap();
        text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").lines().map(str::to_owned).collect()
    }

    #[test]
    fn headers_are_these_and_no_others() {
        assert_eq!(
            headers(&letter()),
            [
                "Message-ID: <0198@desk.test>",
                "Date: Mon, 24 Nov 2025 09:55:00 +0000",
                "From: Sophie <bonjour@desk.test>",
                "Reply-To: Sophie <bonjour@desk.test>",
                "To: =?utf-8?b?Wm/DqQ==?= <zoe@example.test>",
                "Subject: Votre question =?utf-8?b?bsKw?= 1042",
                "In-Reply-To: <b@x.testBcc:c@x.test>",
                "References: <a@x.test> <b@x.testBcc:c@x.test>",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=\"part-0198desktest\"",
            ]
        );
    }

    #[test]
    fn a_domain_with_accents_is_sent_as_punycode() {
        let letter = Letter {
            to: Mailbox { name: String::new(), address: Email::parse("zoe@été.fr").unwrap() },
            ..letter()
        };
        assert!(headers(&letter).contains(&"To: zoe@xn--t-9fab.fr".to_owned()), "{:?}", headers(&letter));
    }

    proptest::proptest! {
        /// What the door takes, the mail library takes.
        #[test]
        fn every_accepted_address_can_be_written(text in "[a-zé.+_'-]{1,12}@[a-z0-9é.-]{1,12}\\.[a-zé-]{1,6}") {
            if let Ok(address) = Email::parse(&text) {
                let to = Mailbox { name: String::new(), address };
                proptest::prop_assert!(compose(&Letter { to, ..letter() }).is_ok(), "{}", text);
            }
        }
    }

    #[test]
    fn a_repeat_is_the_same_letter() {
        assert_eq!(compose(&letter()).unwrap().formatted(), compose(&letter()).unwrap().formatted());
    }
}
