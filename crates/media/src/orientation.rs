//! Which way up a photo is: the one fact of EXIF that a picture can't be shown without.

const TAG: u16 = 0x0112;
const HEAD: &[u8; 6] = b"Exif\0\0";

/// The orientation in an EXIF segment, if it says one.
pub(super) fn read(segment: &[u8]) -> Option<u8> {
    let tiff = segment.strip_prefix(HEAD)?;
    let big = match tiff.get(..4)? {
        b"MM\0\x2A" => true,
        b"II\x2A\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = tiff.get(at..at + 2)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let long = |at: usize| {
        let four = tiff.get(at..at + 4)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    };
    let first = usize::try_from(long(4)?).ok()?.min(tiff.len());
    let entry = |number: u16| first + 2 + 12 * usize::from(number);
    let found = (0..short(first)?).map(entry).find(|at| short(*at) == Some(TAG))?;
    u8::try_from(short(found + 8)?).ok()
}

/// An EXIF segment that says nothing else.
pub(super) fn write(orientation: u8) -> Vec<u8> {
    let mut segment = HEAD.to_vec();
    segment.extend_from_slice(b"MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for orientation in 1..=8 {
            assert_eq!(read(&write(orientation)), Some(orientation));
        }
        assert_eq!(read(b"Exif\0\0II\x2A\0\xFF\xFF\xFF\xFF"), None);
        assert_eq!(read(b"http://ns.adobe.com/xap/1.0/\0"), None);
    }
}
