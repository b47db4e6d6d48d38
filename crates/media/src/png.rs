//! PNG: a signature and chunks. Those that make the picture stay; texts, EXIF, times and profiles go.

use super::Bytes;

const SIGNATURE: usize = 8;
/// What the picture, its frames and its colours are made of.
const KEPT: [&[u8; 4]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = Bytes(bytes);
    let mut out = rest.take(SIGNATURE)?.to_vec();
    loop {
        let chunk = rest.0;
        let length = u32::from_be_bytes(rest.take(4)?.try_into().ok()?);
        let kind = rest.take(4)?;
        // The data, and the checksum that follows it.
        rest.take(usize::try_from(length).ok()?.checked_add(4)?)?;
        if KEPT.iter().any(|kept| kept.as_slice() == kind) {
            out.extend_from_slice(&chunk[..chunk.len() - rest.0.len()]);
        }
        // What stands behind the end is not the picture.
        if kind == b"IEND" {
            return Some(out);
        }
    }
}
