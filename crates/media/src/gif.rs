//! GIF: a screen and blocks. Pictures, their timing and the loop stay, each in the form that the format gives it; comments,
//! texts, what programs add and what stands behind the end of a picture's codes go.

use weezl::{BitOrder, LzwStatus, decode::Decoder};

use crate::{
    bytes::Bytes,
    pixels::{Frames, check_pixels},
    refusal::Refusal,
    stop::Stop,
};

/// Applications whose block says how often an animation is played.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];
/// Bytes of pixels that are looked at in one step.
const STEP: usize = 64 * 1024;

pub(super) fn clean(bytes: &[u8], stop: Stop<'_>) -> Result<Vec<u8>, Refusal> {
    let mut rest = Bytes(bytes);
    let mut out = Vec::with_capacity(bytes.len() + 16);
    let head = rest.take(13)?;
    let mut screen = Bytes(&head[6..]);
    check_pixels(screen.little_u16()?, screen.little_u16()?)?;
    out.extend_from_slice(head);
    out.extend_from_slice(rest.take(table(head[10]))?);
    let mut frames = Frames::default();
    loop {
        stop.check()?;
        match rest.byte()? {
            0x3B => {
                out.push(0x3B);
                return if frames.count > 0 { Ok(out) } else { Err(Refusal::Damaged) };
            }
            0x2C => picture(&mut rest, &mut out, &mut frames)?,
            0x21 => extension(&mut rest, &mut out)?,
            _ => return Err(Refusal::Damaged),
        }
    }
}

/// A picture: where it stands, its colours, and its codes up to the one that ends them.
fn picture(rest: &mut Bytes<'_>, out: &mut Vec<u8>, frames: &mut Frames) -> Result<(), Refusal> {
    let descriptor = rest.take(9)?;
    let mut size = Bytes(&descriptor[4..]);
    let pixels = check_pixels(size.little_u16()?, size.little_u16()?)?;
    frames.add(pixels)?;
    out.push(0x2C);
    out.extend_from_slice(descriptor);
    out.extend_from_slice(rest.take(table(descriptor[8]))?);
    let bits = rest.byte()?;
    if !(1..=11).contains(&bits) {
        return Err(Refusal::Damaged);
    }
    out.push(bits);
    let mut decoder = Decoder::new(BitOrder::Lsb, bits);
    let mut left = usize::try_from(pixels).map_err(|_| Refusal::TooManyPixels)?;
    let mut pixels = vec![0; STEP.min(left + 1)];
    let mut is_whole = false;
    loop {
        let length = rest.byte()?;
        let codes = rest.take(length.into())?;
        if length == 0 {
            out.push(0);
            return Ok(());
        }
        if !is_whole {
            let used = decode(&mut decoder, codes, &mut pixels, &mut left, &mut is_whole)?;
            if used > 0 {
                out.push(u8::try_from(used).unwrap_or(length));
                out.extend_from_slice(&codes[..used]);
            }
        }
    }
}

/// How many bytes of one piece belong to the picture.
fn decode(
    decoder: &mut Decoder,
    codes: &[u8],
    pixels: &mut [u8],
    left: &mut usize,
    is_whole: &mut bool,
) -> Result<usize, Refusal> {
    let mut used = 0;
    loop {
        // One pixel more than there are, so that the code that ends them is still read.
        let room = pixels.len().min(*left + 1);
        let step = decoder.decode_bytes(&codes[used..], &mut pixels[..room]);
        used += step.consumed_in;
        let too_many = step.consumed_out > *left;
        *left = left.saturating_sub(step.consumed_out);
        match step.status {
            _ if too_many => *is_whole = true,
            Ok(LzwStatus::Done) => *is_whole = true,
            Ok(LzwStatus::NoProgress) => return Ok(codes.len()),
            Ok(LzwStatus::Ok) if used == codes.len() && step.consumed_out < room => return Ok(used),
            Ok(LzwStatus::Ok) => {}
            Err(_) => return Err(Refusal::Damaged),
        }
        if *is_whole {
            return Ok(used);
        }
    }
}

/// Copies an extension that times a picture or plays an animation again, and steps over any other.
fn extension(rest: &mut Bytes<'_>, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let label = rest.byte()?;
    let mut pieces = Vec::new();
    loop {
        let length = rest.byte()?;
        if length == 0 {
            break;
        }
        let piece = rest.take(length.into())?;
        if pieces.len() < 2 {
            pieces.push(piece);
        }
    }
    match (label, pieces.as_slice()) {
        (0xF9, [timing, ..]) if timing.len() == 4 => {
            out.extend_from_slice(&[0x21, 0xF9, 4]);
            out.extend_from_slice(timing);
            out.push(0);
        }
        (0xFF, [name, [1, low, high], ..]) if LOOPS.contains(name) => {
            out.extend_from_slice(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
            out.extend_from_slice(&[*low, *high, 0]);
        }
        _ => {}
    }
    Ok(())
}

/// How long a table of colours is, by the byte that announces it.
const fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}
