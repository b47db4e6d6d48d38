//! PNG: a signature and chunks. Those that make the picture stay; texts, EXIF, times and profiles go.

use crate::{
    bytes::Bytes,
    pixels::{Frames, check_pixels},
    refusal::Refusal,
};

const SIGNATURE: usize = 8;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Bytes(bytes);
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(rest.take(SIGNATURE)?);
    let mut frames = Frames::default();
    let (mut is_first, mut has_data) = (true, false);
    loop {
        let chunk = rest.0;
        let length = usize::try_from(rest.big_u32()?).map_err(|_| Refusal::Damaged)?;
        let kind = rest.take(4)?;
        let data = rest.take(length)?;
        rest.take(4)?;
        if is_first != (kind == b"IHDR") {
            return Err(Refusal::Damaged);
        }
        is_first = false;
        match kind {
            b"IHDR" => check_header(data)?,
            b"fcTL" => frames.add(frame(data)?)?,
            b"IDAT" => has_data = true,
            _ => {}
        }
        if is_kept(kind, data) {
            out.extend_from_slice(&chunk[..chunk.len() - rest.0.len()]);
        } else if kind[0] & 0x20 == 0 {
            // A chunk that a reader must understand, and none does.
            return Err(Refusal::Damaged);
        }
        // What stands behind the end is not the picture.
        if kind == b"IEND" {
            return if has_data { Ok(out) } else { Err(Refusal::Damaged) };
        }
    }
}

fn check_header(data: &[u8]) -> Result<(), Refusal> {
    let mut header = Bytes(data);
    let (width, height) = (header.big_u32()?, header.big_u32()?);
    check_pixels(width, height)?;
    if header.0.len() == 5 { Ok(()) } else { Err(Refusal::Damaged) }
}

/// The pixels of a frame of an animation.
fn frame(data: &[u8]) -> Result<u64, Refusal> {
    let mut frame = Bytes(data);
    frame.take(4)?;
    let (width, height) = (frame.big_u32()?, frame.big_u32()?);
    check_pixels(width, height)
}

/// Whether a chunk makes the picture, its frames or its colours, in the length that it has there.
fn is_kept(kind: &[u8], data: &[u8]) -> bool {
    let length = data.len();
    match kind {
        b"IHDR" | b"IDAT" | b"fdAT" => true,
        b"IEND" => length == 0,
        b"PLTE" => length <= 768 && length.is_multiple_of(3),
        b"tRNS" => length <= 256,
        b"gAMA" => length == 4,
        b"cHRM" => length == 32,
        b"sRGB" => length == 1,
        b"sBIT" => length <= 4,
        b"bKGD" => length <= 6,
        b"pHYs" => length == 9,
        b"acTL" => length == 8,
        b"fcTL" => length == 26,
        _ => false,
    }
}
