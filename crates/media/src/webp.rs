//! WebP: chunks in a RIFF envelope. The picture and its frames stay; EXIF, XMP, profiles and the unknown go.

use super::Bytes;

/// Bits of `VP8X` that announce a profile, EXIF and XMP.
const ANNOUNCED: u8 = 0x20 | 0x08 | 0x04;

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = Bytes(bytes);
    let envelope = rest.take(8)?;
    let length = usize::try_from(u32::from_le_bytes(envelope[4..].try_into().ok()?)).ok()?;
    // What stands behind the envelope is not the picture.
    let mut inside = Bytes(rest.take(length)?);
    inside.take(4)?;
    let body = chunks(inside, &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"])?;
    let length = u32::try_from(body.len() + 4).ok()?;
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(b"WEBP");
    out.extend_from_slice(&body);
    Some(out)
}

fn chunks(mut rest: Bytes<'_>, kept: &[&[u8; 4]]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(rest.0.len());
    while !rest.0.is_empty() {
        let kind = rest.take(4)?;
        let length = usize::try_from(u32::from_le_bytes(rest.take(4)?.try_into().ok()?)).ok()?;
        let data = rest.take(length)?;
        if length % 2 == 1 {
            rest.take(1)?;
        }
        if !kept.iter().any(|one| one.as_slice() == kind) {
            continue;
        }
        let mut data = data.to_vec();
        match kind {
            b"VP8X" => *data.first_mut()? &= !ANNOUNCED,
            // A frame: where it stands, then chunks of its own.
            b"ANMF" => {
                let frame = Bytes(data.get(16..)?);
                let inner = chunks(frame, &[b"VP8 ", b"VP8L", b"ALPH"])?;
                data.truncate(16);
                data.extend_from_slice(&inner);
            }
            _ => {}
        }
        out.extend_from_slice(kind);
        out.extend_from_slice(&u32::try_from(data.len()).ok()?.to_le_bytes());
        out.extend_from_slice(&data);
        if data.len() % 2 == 1 {
            out.push(0);
        }
    }
    Some(out)
}
