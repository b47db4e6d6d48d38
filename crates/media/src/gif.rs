//! GIF: a screen and blocks. Pictures, their timing and the loop stay; comments and what programs add go.

use super::Bytes;

/// Applications whose block only says how often an animation is played.
const LOOPS: [&[u8; 11]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = Bytes(bytes);
    let head = rest.take(13)?;
    rest.take(table(head[10]))?;
    let mut out = bytes[..bytes.len() - rest.0.len()].to_vec();
    loop {
        let block = rest.0;
        let keep = match rest.byte()? {
            0x3B => {
                out.push(0x3B);
                return Some(out);
            }
            0x2C => {
                let descriptor = rest.take(9)?;
                rest.take(table(descriptor[8]))?;
                // How many bits a code has, then the picture.
                rest.take(1)?;
                skip(&mut rest)?;
                true
            }
            0x21 => extension(&mut rest)?,
            _ => return None,
        };
        if keep {
            out.extend_from_slice(&block[..block.len() - rest.0.len()]);
        }
    }
}

/// Steps over an extension, and says whether it stays.
fn extension(rest: &mut Bytes<'_>) -> Option<bool> {
    let label = rest.byte()?;
    let data = rest.0;
    skip(rest)?;
    Some(match label {
        0xF9 => true,
        0xFF => LOOPS.iter().any(|name| data.get(1..12) == Some(name.as_slice())),
        _ => false,
    })
}

/// How long a table of colours is, by the byte that announces it.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) }
}

/// Steps over pieces of data up to the empty one.
fn skip(rest: &mut Bytes<'_>) -> Option<()> {
    loop {
        let length = rest.byte()?;
        if length == 0 {
            return Some(());
        }
        rest.take(length.into())?;
    }
}
