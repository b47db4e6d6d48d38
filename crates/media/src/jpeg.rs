//! JPEG: segments, then the picture. What the picture is made of stays; EXIF, XMP, IPTC, profiles and comments go, but for
//! which way up it is: without that, every second photo of a telephone would lie on its side.

use crate::{bytes::Bytes, orientation, pixels::check_pixels, refusal::Refusal};

const MARK: u8 = 0xFF;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const EXIF: u8 = 0xE1;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Bytes(bytes);
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(rest.take(2)?);
    let upright_at = out.len();
    let mut orientation = None;
    let (mut has_frame, mut has_scan) = (false, false);
    loop {
        let marker = marker(&mut rest)?;
        if marker == END {
            break;
        }
        let length = usize::from(rest.big_u16()?).checked_sub(2).ok_or(Refusal::Damaged)?;
        let data = rest.take(length)?;
        if marker == EXIF {
            orientation = orientation.or_else(|| orientation::read(data));
        }
        if !is_kept(marker, data) {
            continue;
        }
        if is_frame(marker) {
            if has_frame {
                return Err(Refusal::Damaged);
            }
            check_frame(data)?;
            has_frame = true;
        }
        segment(&mut out, marker, data)?;
        if marker == SCAN {
            if !has_frame {
                return Err(Refusal::Damaged);
            }
            has_scan = true;
            out.extend_from_slice(scan(&mut rest)?);
        }
    }
    if !has_scan {
        return Err(Refusal::Damaged);
    }
    out.extend_from_slice(&[MARK, END]);
    if let Some(orientation) = orientation.filter(|turned| (2..=8).contains(turned)) {
        let mut turned = Vec::new();
        segment(&mut turned, EXIF, &orientation::write(orientation))?;
        out.splice(upright_at..upright_at, turned);
    }
    Ok(out)
}

/// The next marker; any number of filling bytes may stand before it.
fn marker(rest: &mut Bytes<'_>) -> Result<u8, Refusal> {
    if rest.byte()? != MARK {
        return Err(Refusal::Damaged);
    }
    loop {
        match rest.byte()? {
            MARK => {}
            0 => return Err(Refusal::Damaged),
            marker => return Ok(marker),
        }
    }
}

/// Whether a segment opens the frame: the sizes and parts of the picture.
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF)
}

fn check_frame(data: &[u8]) -> Result<(), Refusal> {
    let mut frame = Bytes(data);
    frame.take(1)?;
    let (height, width) = (frame.big_u16()?, frame.big_u16()?);
    check_pixels(width, height).map(drop)
}

/// Tables, the frame and scans stay where they are as long as they have to be; of what applications add, how the pixels are
/// shaped and how the colours are coded.
fn is_kept(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xE0 => data.starts_with(b"JFIF\0") && data.len() == 14 && data[12..] == [0, 0],
        0xEE => data.starts_with(b"Adobe") && data.len() == 12,
        0xDB => are_quantizers(data),
        0xC4 => are_codes(data),
        0xCC => data.len().is_multiple_of(2) && data.len() <= 64,
        0xDD | 0xDC => data.len() == 2,
        SCAN => data.len() == 4 + 2 * usize::from(data.first().copied().unwrap_or_default()),
        _ if is_frame(marker) => data.len() == 6 + 3 * usize::from(data.get(5).copied().unwrap_or_default()),
        _ => false,
    }
}

/// Quantization tables: a byte for number and precision, 64 values.
fn are_quantizers(mut data: &[u8]) -> bool {
    while let Some((head, rest)) = data.split_first() {
        let Some(rest) = rest.get(if head >> 4 == 0 { 64 } else { 128 }..) else { return false };
        data = rest;
    }
    true
}

/// Huffman tables: a byte for class and number, 16 counts, the values that they count.
fn are_codes(mut data: &[u8]) -> bool {
    while !data.is_empty() {
        let Some(counts) = data.get(1..17) else { return false };
        let values: usize = counts.iter().map(|count| usize::from(*count)).sum();
        let Some(rest) = data.get(17 + values..) else { return false };
        data = rest;
    }
    true
}

fn segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) -> Result<(), Refusal> {
    let length = u16::try_from(data.len() + 2).map_err(|_| Refusal::Damaged)?;
    out.extend_from_slice(&[MARK, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(data);
    Ok(())
}

/// The coded picture up to the next marker that is none of its own.
fn scan<'a>(rest: &mut Bytes<'a>) -> Result<&'a [u8], Refusal> {
    let whole = rest.0;
    let is_next = |at: &usize| {
        let next = whole.get(at + 1).copied().unwrap_or_default();
        !matches!(next, 0 | MARK | 0xD0..=0xD7)
    };
    let end = memchr::memchr_iter(MARK, whole).find(is_next).ok_or(Refusal::Damaged)?;
    rest.take(end)
}
