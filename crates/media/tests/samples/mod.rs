//! Files that carry a name in every place that a format has for one, as programs write them or as somebody would hide it.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test takes what it needs")]

pub mod document;
pub mod picture;

use std::{
    fmt::Write as _,
    io::{Read as _, Write as _},
};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// Zeros, deflated, without ever being there.
pub fn deflated_zeros(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    std::io::copy(&mut std::io::repeat(b'0').take(count as u64), &mut encoder).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

pub fn utf16(name: &str) -> Vec<u8> {
    [vec![0xFE, 0xFF], name.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat()
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("memory takes it");
        text
    })
}

/// Whether bytes, or anything deflated in them, carry a name in any of the forms that it is written in.
pub fn carries(bytes: &[u8], name: &str) -> bool {
    let wide = |to: fn(u16) -> [u8; 2]| name.encode_utf16().flat_map(to).collect::<Vec<_>>();
    let forms = [name.as_bytes().to_vec(), wide(u16::to_be_bytes), wide(u16::to_le_bytes)];
    let mut all = forms.to_vec();
    for form in &forms {
        all.push(hex(form).into_bytes());
        all.push(hex(form).to_uppercase().into_bytes());
    }
    let is_in = |bytes: &[u8]| all.iter().any(|form| bytes.windows(form.len()).any(|part| part == form));
    let inflated = |at: usize| {
        let mut out = Vec::new();
        let _ = ZlibDecoder::new(&bytes[at..]).take(4_000_000).read_to_end(&mut out);
        out
    };
    let is_zlib =
        |at: &usize| bytes[*at] == 0x78 && matches!(bytes.get(at + 1), Some(0x01 | 0x5E | 0x9C | 0xDA));
    is_in(bytes) || (0..bytes.len()).filter(is_zlib).any(|at| is_in(&inflated(at)))
}
