//! JBIG2 as documents hold it: segments one after the other. Comments go.

use crate::{bytes::Bytes, refusal::Refusal};

/// The type of segments that extend the format; the only ones known are comments.
const EXTENSION: u8 = 62;

pub(super) fn clean(data: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut rest = Bytes(data);
    let mut out = Vec::with_capacity(data.len());
    while !rest.0.is_empty() {
        let whole = rest.0;
        let number = rest.big_u32()?;
        let flags = rest.byte()?;
        let count = rest.0.first().copied().ok_or(Refusal::Damaged)? >> 5;
        let referred = if count == 7 {
            let count = usize::try_from(rest.big_u32()? & 0x1FFF_FFFF).map_err(|_| Refusal::Damaged)?;
            rest.take(count / 8 + 1)?;
            count
        } else {
            rest.take(1)?;
            count.into()
        };
        let size = if number <= 256 {
            1
        } else if number <= 65_536 {
            2
        } else {
            4
        };
        rest.take(referred.checked_mul(size).ok_or(Refusal::Damaged)?)?;
        rest.take(if flags & 0x40 == 0 { 1 } else { 4 })?;
        let length = rest.big_u32()?;
        if length == u32::MAX {
            // A region that does not say where it ends.
            return Err(Refusal::Coding);
        }
        rest.take(usize::try_from(length).map_err(|_| Refusal::Damaged)?)?;
        if flags & 0x3F != EXTENSION {
            out.extend_from_slice(&whole[..whole.len() - rest.0.len()]);
        }
    }
    Ok(out)
}
