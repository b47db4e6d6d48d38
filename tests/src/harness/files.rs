//! Files that name somebody wherever there is a place for it, as programs write them.

use std::fmt::Write as _;

use data_encoding::BASE64;

/// One red pixel.
const PIXEL: &[u8] =
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
/// Where the first chunk of a PNG ends.
const HEAD: usize = 33;

/// A picture by somebody.
pub fn photo_by(name: &str) -> Vec<u8> {
    let mut png = BASE64.decode(PIXEL).expect("a picture");
    let text = [b"Author\0", name.as_bytes()].concat();
    let length = u32::try_from(text.len()).expect("a short name").to_be_bytes();
    png.splice(HEAD..HEAD, [&length[..], b"tEXt", &text, &[0; 4]].concat());
    png
}

/// A document by somebody.
pub fn document_by(name: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>".to_owned(),
        format!("<< /Author ({name}) /Title (Guide by {name}) >>"),
    ];
    let (mut text, mut places) = ("%PDF-1.4\n".to_owned(), Vec::new());
    for (index, object) in objects.iter().enumerate() {
        places.push(text.len());
        let _ = write!(text, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = text.len();
    text.push_str("xref\n0 5\n0000000000 65535 f \n");
    text.extend(places.iter().map(|place| format!("{place:010} 00000 n \n")));
    let _ = write!(text, "trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n");
    text.into_bytes()
}

/// A form with files, as a browser sends it: what to call its content, and the content.
pub fn parcel(fields: &[(String, String)], files: &[(&str, &[u8])]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----of-a-browser-without-script";
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: text/html\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}
