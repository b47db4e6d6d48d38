//! The checksum of stored models and of an encoder's files.

/// FNV-1a over eight bytes at a time: it guards against accidents, not against malice.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    let chunks = bytes.chunks_exact(8);
    let tail = chunks.remainder().iter().fold(bytes.len() as u64, |sum, byte| mix(sum, u64::from(*byte)));
    chunks.fold(mix(0xcbf2_9ce4_8422_2325, tail), |sum, chunk| {
        mix(sum, chunk.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)))
    })
}
