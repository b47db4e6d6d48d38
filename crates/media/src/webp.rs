//! WebP: chunks in a RIFF envelope. The picture and its frames stay; EXIF, XMP, profiles and the unknown go.

use crate::{
    bytes::Bytes,
    pixels::{Frames, check_pixels},
    refusal::Refusal,
};

/// Bits of `VP8X` that announce a profile, EXIF and XMP.
const ANNOUNCED: u8 = 0x20 | 0x08 | 0x04;
/// The bit of `VP8X` that announces frames.
const ANIMATED: u8 = 0x02;

pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Bytes(bytes);
    rest.take(4)?;
    let length = usize::try_from(rest.little_u32()?).map_err(|_| Refusal::Damaged)?;
    // What stands behind the envelope is not the picture.
    let mut inside = Bytes(rest.take(length)?);
    inside.take(4)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(b"RIFF\0\0\0\0WEBP");
    let (kind, data) = chunk(&mut inside)?;
    if kind == b"VP8X" {
        let is_animated = head(data, &mut out)?;
        if is_animated {
            frames(inside, &mut out)?;
        } else {
            still(inside, &mut out)?;
        }
    } else {
        check_picture(kind, data)?;
        write(&mut out, kind, data);
    }
    let length = u32::try_from(out.len() - 8).map_err(|_| Refusal::Damaged)?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(out)
}

fn chunk<'a>(rest: &mut Bytes<'a>) -> Result<(&'a [u8], &'a [u8]), Refusal> {
    let kind = rest.take(4)?;
    let length = usize::try_from(rest.little_u32()?).map_err(|_| Refusal::Damaged)?;
    let data = rest.take(length)?;
    if length % 2 == 1 {
        rest.take(1)?;
    }
    Ok((kind, data))
}

fn write(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    out.extend_from_slice(kind);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

/// The head of an extended file: what it holds, and how large it is. Whether it is an animation.
fn head(data: &[u8], out: &mut Vec<u8>) -> Result<bool, Refusal> {
    let mut rest = Bytes(data);
    let flags = rest.byte()?;
    rest.take(3)?;
    let (width, height) = (rest.little_u24()? + 1, rest.little_u24()? + 1);
    check_pixels(width, height)?;
    if !rest.0.is_empty() {
        return Err(Refusal::Damaged);
    }
    let mut kept = data.to_vec();
    kept[0] = flags & !ANNOUNCED & 0x3E;
    kept[1..4].fill(0);
    write(out, b"VP8X", &kept);
    Ok(flags & ANIMATED != 0)
}

/// One picture, with its transparency before it.
fn still(mut rest: Bytes<'_>, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let mut has_alpha = false;
    loop {
        let (kind, data) = chunk(&mut rest)?;
        match kind {
            b"ALPH" if !has_alpha => {
                has_alpha = true;
                write(out, kind, data);
            }
            b"VP8 " | b"VP8L" => {
                check_picture(kind, data)?;
                write(out, kind, data);
                return Ok(());
            }
            _ => {}
        }
    }
}

/// An animation: how it is played, then frames.
fn frames(mut rest: Bytes<'_>, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let (mut frames, mut is_played) = (Frames::default(), false);
    while !rest.0.is_empty() {
        let (kind, data) = chunk(&mut rest)?;
        match kind {
            b"ANIM" if data.len() == 6 && !is_played => {
                is_played = true;
                write(out, kind, data);
            }
            b"ANMF" if is_played => {
                let mut frame = Bytes(data);
                let place = frame.take(16)?;
                let mut size = Bytes(&place[6..]);
                let (width, height) = (size.little_u24()? + 1, size.little_u24()? + 1);
                frames.add(check_pixels(width, height)?)?;
                let mut kept = Vec::with_capacity(data.len());
                kept.extend_from_slice(place);
                still(frame, &mut kept)?;
                write(out, kind, &kept);
            }
            _ => {}
        }
    }
    if frames.count > 0 { Ok(()) } else { Err(Refusal::Damaged) }
}

/// The size in a picture's own head.
fn check_picture(kind: &[u8], data: &[u8]) -> Result<(), Refusal> {
    let mut rest = Bytes(data);
    match kind {
        b"VP8 " => {
            rest.take(3)?;
            if rest.take(3)? != [0x9D, 0x01, 0x2A] {
                return Err(Refusal::Damaged);
            }
            let (width, height) = (rest.little_u16()? & 0x3FFF, rest.little_u16()? & 0x3FFF);
            check_pixels(width, height).map(drop)
        }
        b"VP8L" => {
            if rest.byte()? != 0x2F {
                return Err(Refusal::Damaged);
            }
            let bits = rest.little_u32()?;
            check_pixels((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1).map(drop)
        }
        _ => Err(Refusal::Damaged),
    }
}
