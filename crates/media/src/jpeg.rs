//! JPEG: segments, then the picture. What the picture is made of stays; EXIF, XMP, IPTC, profiles and comments go, but for
//! which way up it is: without that, every second photo of a telephone would lie on its side.

use super::{Bytes, orientation};

const MARK: u8 = 0xFF;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const EXIF: u8 = 0xE1;

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = Bytes(bytes);
    let mut out = rest.take(2)?.to_vec();
    let upright_at = out.len();
    let mut orientation = None;
    loop {
        let marker = marker(&mut rest)?;
        if marker == END {
            break;
        }
        let length = usize::from(rest.big_u16()?).checked_sub(2)?;
        let data = rest.take(length)?;
        if marker == EXIF {
            orientation = orientation.or_else(|| orientation::read(data));
        }
        if !is_kept(marker, data) {
            continue;
        }
        segment(&mut out, marker, data)?;
        if marker == SCAN {
            out.extend_from_slice(scan(&mut rest)?);
        }
    }
    out.extend_from_slice(&[MARK, END]);
    if let Some(orientation) = orientation.filter(|turned| (2..=8).contains(turned)) {
        let mut turned = Vec::new();
        segment(&mut turned, EXIF, &orientation::write(orientation))?;
        out.splice(upright_at..upright_at, turned);
    }
    Some(out)
}

/// The next marker; any number of filling bytes may stand before it.
fn marker(rest: &mut Bytes<'_>) -> Option<u8> {
    if rest.byte()? != MARK {
        return None;
    }
    loop {
        match rest.byte()? {
            MARK => {}
            0 => return None,
            marker => return Some(marker),
        }
    }
}

/// Tables, frames and scans stay; of what applications add, how the pixels are shaped and how the colours are coded.
fn is_kept(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xE0 => data.starts_with(b"JFIF\0") && data.len() == 14,
        0xEE => data.starts_with(b"Adobe") && data.len() == 12,
        0xC0..=0xCF | 0xDA..=0xDF => true,
        _ => false,
    }
}

fn segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) -> Option<()> {
    out.extend_from_slice(&[MARK, marker]);
    out.extend_from_slice(&u16::try_from(data.len() + 2).ok()?.to_be_bytes());
    out.extend_from_slice(data);
    Some(())
}

/// The coded picture up to the next marker that is none of its own.
fn scan<'a>(rest: &mut Bytes<'a>) -> Option<&'a [u8]> {
    let whole = rest.0;
    let is_next = |pair: &[u8]| pair[0] == MARK && !matches!(pair[1], 0 | MARK | 0xD0..=0xD7);
    let end = whole.windows(2).position(is_next)?;
    rest.take(end)
}
