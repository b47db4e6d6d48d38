//! Reading of binary formats.

use crate::refusal::Refusal;

/// Reads a file from front to back; every step fails where there is not enough left.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(crate) fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Refusal::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, Refusal> {
        self.take(1).map(|taken| taken[0])
    }

    pub(crate) fn big_u16(&mut self) -> Result<u16, Refusal> {
        self.take(2).map(|taken| u16::from_be_bytes([taken[0], taken[1]]))
    }

    pub(crate) fn big_u32(&mut self) -> Result<u32, Refusal> {
        self.take(4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
    }

    pub(crate) fn little_u16(&mut self) -> Result<u16, Refusal> {
        self.take(2).map(|taken| u16::from_le_bytes([taken[0], taken[1]]))
    }

    pub(crate) fn little_u24(&mut self) -> Result<u32, Refusal> {
        self.take(3).map(|three| u32::from_le_bytes([three[0], three[1], three[2], 0]))
    }

    pub(crate) fn little_u32(&mut self) -> Result<u32, Refusal> {
        self.take(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }
}
