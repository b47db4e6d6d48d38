//! A letter as its reader's mail program shows it: headers and bodies without their encodings.

use data_encoding::BASE64;

/// A letter that left.
#[derive(Debug, Clone)]
pub struct Letter {
    /// As it went over the wire.
    pub raw: String,
    /// Its headers in order, names in lower case, values decoded.
    pub headers: Vec<(String, String)>,
    /// The plain body.
    pub text: String,
    /// The HTML body.
    pub html: String,
}

impl Letter {
    /// Takes a letter apart.
    pub fn parse(raw: &str) -> Self {
        let raw = raw.replace("\r\n", "\n");
        let (head, body) = raw.split_once("\n\n").expect("a letter has a body");
        let headers = headers(head);
        let mut letter = Self { text: String::new(), html: String::new(), headers, raw: raw.clone() };
        let kind = letter.header("content-type").to_owned();
        let boundary = kind.split("boundary=").nth(1).expect("a letter has two bodies").trim_matches('"');
        for part in body.split(&format!("--{boundary}")) {
            let Some((head, body)) = part.trim_start_matches('\n').split_once("\n\n") else { continue };
            let own = self::headers(head);
            let find =
                |name: &str| own.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
            let text = decoded(body, find("content-transfer-encoding"));
            let slot = if find("content-type").starts_with("text/html") {
                &mut letter.html
            } else {
                &mut letter.text
            };
            slot.push_str(&text);
        }
        letter
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Everything that whoever receives it can find in it, decoded or not.
    pub fn everything(&self) -> String {
        let headers: Vec<_> = self.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        [&headers.join("\n"), &self.text, &self.html, &self.raw].map(String::as_str).join("\n")
    }
}

fn headers(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\n ", " ").replace("\n\t", " ");
    let lines = unfolded.lines().filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.to_lowercase(), words(value.trim()))).collect()
}

/// Decodes `=?utf-8?b?…?=`; the space between two such words is not part of the text.
fn words(value: &str) -> String {
    let (mut text, mut rest, mut was_word) = (String::new(), value, false);
    while let Some((before, after)) = rest.split_once("=?utf-8?b?") {
        if !(was_word && before.trim().is_empty()) {
            text.push_str(before);
        }
        let (word, after) = after.split_once("?=").expect("an encoded word ends");
        text.push_str(&base64(word));
        (rest, was_word) = (after, true);
    }
    text + rest
}

fn decoded(body: &str, encoding: &str) -> String {
    match encoding {
        "base64" => base64(&body.split_whitespace().collect::<String>()),
        "quoted-printable" => quoted_printable(body),
        _ => body.to_owned(),
    }
}

fn base64(text: &str) -> String {
    String::from_utf8(BASE64.decode(text.as_bytes()).expect("base 64")).expect("UTF-8")
}

fn quoted_printable(body: &str) -> String {
    let joined = body.replace("=\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two hexadecimal digits"));
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_undone() {
        let raw = "To: =?utf-8?b?Wm8=?= =?utf-8?b?w6k=?= <zoe@example.test>\r\nContent-Type: multipart/alternative;\r\n \
            boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            =C3=A9t=\r\n=C3=A9\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\n\
            --b--\r\n";
        let letter = Letter::parse(raw);
        assert_eq!(letter.header("to"), "Zoé <zoe@example.test>");
        assert_eq!((letter.text.trim(), letter.html.as_str()), ("été", "<p>"));
    }
}
