//! The filters of streams, undone within a budget.

use std::io::Read as _;

use flate2::{Decompress, FlushDecompress, Status, bufread::ZlibDecoder};
use weezl::{BitOrder, LzwStatus};

use super::value::{Dict, Resolve, Value, find, is_space, unhex};
use crate::refusal::Refusal;

/// Filters of one stream after each other.
const MAX_FILTERS: usize = 4;

/// A filter by its full name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    Hex,
    Base85,
    Lzw,
    Flate,
    RunLength,
    Fax,
    Jbig2,
    Jpeg,
    Jpeg2000,
}

impl Filter {
    pub(super) fn parse(name: &[u8]) -> Result<Self, Refusal> {
        Ok(match name {
            b"ASCIIHexDecode" | b"AHx" => Self::Hex,
            b"ASCII85Decode" | b"A85" => Self::Base85,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"CCITTFaxDecode" | b"CCF" => Self::Fax,
            b"JBIG2Decode" => Self::Jbig2,
            b"DCTDecode" | b"DCT" => Self::Jpeg,
            b"JPXDecode" => Self::Jpeg2000,
            b"Crypt" => return Err(Refusal::Locked),
            _ => return Err(Refusal::Coding),
        })
    }

    pub(super) const fn name(self) -> &'static [u8] {
        match self {
            Self::Hex => b"ASCIIHexDecode",
            Self::Base85 => b"ASCII85Decode",
            Self::Lzw => b"LZWDecode",
            Self::Flate => b"FlateDecode",
            Self::RunLength => b"RunLengthDecode",
            Self::Fax => b"CCITTFaxDecode",
            Self::Jbig2 => b"JBIG2Decode",
            Self::Jpeg => b"DCTDecode",
            Self::Jpeg2000 => b"JPXDecode",
        }
    }

    /// Whether it codes pixels and is never undone here.
    const fn is_picture(self) -> bool {
        matches!(self, Self::Fax | Self::Jbig2 | Self::Jpeg | Self::Jpeg2000)
    }
}

/// One step of a stream's coding, with its parameters.
pub(super) type Step<'a> = (Filter, Dict<'a>);

/// The filters of a stream, with every reference resolved.
pub(super) fn steps<'a>(index: &'a impl Resolve, dict: &Dict<'a>) -> Result<Vec<Step<'a>>, Refusal> {
    let list = |keys: [&[u8]; 2]| -> Result<Vec<Value<'a>>, Refusal> {
        let found = keys.into_iter().find_map(|key| find(dict, key)).cloned();
        Ok(match index.resolve(found.unwrap_or(Value::Null))? {
            Value::Array(values) => values,
            Value::Null => Vec::new(),
            value => vec![value],
        })
    };
    let (filters, parameters) = (list([b"Filter", b"F"])?, list([b"DecodeParms", b"DP"])?);
    if filters.len() > MAX_FILTERS {
        return Err(Refusal::TooComplex);
    }
    let mut steps = Vec::with_capacity(filters.len());
    for (position, filter) in filters.into_iter().enumerate() {
        let filter = index.resolve(filter)?;
        let filter = Filter::parse(filter.name().ok_or(Refusal::Damaged)?)?;
        let parameters = parameters.get(position).cloned().unwrap_or(Value::Null);
        let parameters = match index.resolve(parameters)? {
            Value::Dict(dict) => dict,
            _ => Dict::new(),
        };
        steps.push((filter, parameters));
    }
    Ok(steps)
}

/// The bytes of a stream with all its filters undone, at most `most` of them.
pub(super) fn undo_all(
    index: &impl Resolve,
    steps: &[Step<'_>],
    raw: &[u8],
    most: usize,
) -> Result<Vec<u8>, Refusal> {
    let mut bytes = None;
    for step in steps {
        bytes = Some(undo(index, step, bytes.as_deref().unwrap_or(raw), most)?);
    }
    let bytes = bytes.unwrap_or_else(|| raw.to_vec());
    if bytes.len() > most { Err(Refusal::TooComplex) } else { Ok(bytes) }
}

/// Undoes one filter.
pub(super) fn undo(
    index: &impl Resolve,
    (filter, parameters): &Step<'_>,
    raw: &[u8],
    most: usize,
) -> Result<Vec<u8>, Refusal> {
    let number = |key: &[u8], usual: i64| -> Result<usize, Refusal> {
        let value = find(parameters, key).cloned().unwrap_or(Value::Null);
        let number = index.resolve(value)?.integer().unwrap_or(usual);
        usize::try_from(number).map_err(|_| Refusal::Damaged)
    };
    let bytes = match filter {
        Filter::Hex => unhex(raw.split(|byte| *byte == b'>').next().unwrap_or_default())?,
        Filter::Base85 => base85(raw)?,
        Filter::RunLength => run_length(raw, most)?,
        Filter::Flate => inflate(raw, most)?,
        Filter::Lzw => lzw(raw, number(b"EarlyChange", 1)? != 0, most)?,
        _ => return Err(Refusal::Coding),
    };
    let has_predictor = matches!(filter, Filter::Flate | Filter::Lzw) && number(b"Predictor", 1)? > 1;
    if !has_predictor {
        return Ok(bytes);
    }
    if number(b"Predictor", 1)? < 10 {
        return Err(Refusal::Coding);
    }
    let bits = number(b"Colors", 1)?.saturating_mul(number(b"BitsPerComponent", 8)?);
    let row = bits.saturating_mul(number(b"Columns", 1)?).div_ceil(8);
    if row == 0 || row > most {
        return Err(Refusal::Damaged);
    }
    Ok(unpredict(&bytes, row, bits.div_ceil(8)))
}

/// How many leading filters only write bytes as text; they are undone, whatever is done with the rest.
pub(super) fn leading_text(steps: &[Step<'_>]) -> usize {
    let last = steps.iter().position(|(filter, _)| filter.is_picture()).unwrap_or(steps.len());
    let text = |(filter, _): &&Step<'_>| matches!(filter, Filter::Hex | Filter::Base85);
    let leading = steps.iter().take_while(text).count();
    // Before a coded picture, everything is undone.
    if last < steps.len() { last } else { leading }
}

/// Inflates; what breaks off is read as far as it goes, as all readers do.
fn inflate(raw: &[u8], most: usize) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut chunk = vec![0; 64 * 1024];
    let mut source = ZlibDecoder::new(raw).take(limit);
    loop {
        match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            Err(_) if bytes.is_empty() => return Err(Refusal::Damaged),
            Err(_) => break,
        }
    }
    if bytes.len() > most { Err(Refusal::TooComplex) } else { Ok(bytes) }
}

/// How many bytes belong to a deflated stream that inflates to at most `left` bytes, which are counted off.
pub(super) fn deflated_length(raw: &[u8], left: &mut usize) -> Option<usize> {
    let mut state = Decompress::new(true);
    let mut sink = vec![0; 64 * 1024];
    loop {
        let (before_in, before_out) = (state.total_in(), state.total_out());
        let at = usize::try_from(before_in).ok()?;
        let status = state.decompress(raw.get(at..)?, &mut sink, FlushDecompress::None).ok()?;
        *left = left.checked_sub(usize::try_from(state.total_out() - before_out).ok()?)?;
        if status == Status::StreamEnd {
            return usize::try_from(state.total_in()).ok();
        }
        if state.total_in() == before_in && state.total_out() == before_out {
            return None;
        }
    }
}

fn lzw(raw: &[u8], is_early: bool, most: usize) -> Result<Vec<u8>, Refusal> {
    let mut decoder = if is_early {
        weezl::decode::Decoder::with_tiff_size_switch(BitOrder::Msb, 8)
    } else {
        weezl::decode::Decoder::new(BitOrder::Msb, 8)
    };
    let (mut bytes, mut at, mut chunk) = (Vec::new(), 0, vec![0; 64 * 1024]);
    loop {
        let step = decoder.decode_bytes(&raw[at..], &mut chunk);
        at += step.consumed_in;
        bytes.extend_from_slice(&chunk[..step.consumed_out]);
        if bytes.len() > most {
            return Err(Refusal::TooComplex);
        }
        match step.status {
            Ok(LzwStatus::Ok) => {}
            Ok(LzwStatus::Done | LzwStatus::NoProgress) => return Ok(bytes),
            Err(_) => return if bytes.is_empty() { Err(Refusal::Damaged) } else { Ok(bytes) },
        }
    }
}

fn run_length(raw: &[u8], most: usize) -> Result<Vec<u8>, Refusal> {
    let (mut bytes, mut rest) = (Vec::new(), raw);
    while let Some((length, after)) = rest.split_first().filter(|(length, _)| **length != 128) {
        let length = usize::from(*length);
        if length < 128 {
            let (copied, after) = after.split_at_checked(length + 1).ok_or(Refusal::Damaged)?;
            bytes.extend_from_slice(copied);
            rest = after;
        } else {
            let (byte, after) = after.split_first().ok_or(Refusal::Damaged)?;
            bytes.resize(bytes.len() + 257 - length, *byte);
            rest = after;
        }
        if bytes.len() > most {
            return Err(Refusal::TooComplex);
        }
    }
    Ok(bytes)
}

fn base85(raw: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::with_capacity(raw.len() / 5 * 4 + 4);
    let (mut group, mut count) = (0_u64, 0_usize);
    for byte in raw.iter().copied().filter(|byte| !is_space(*byte)) {
        match byte {
            b'~' => break,
            b'z' if count == 0 => bytes.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group * 85 + u64::from(byte - b'!');
                count += 1;
                if count == 5 {
                    let four = u32::try_from(group).map_err(|_| Refusal::Damaged)?;
                    bytes.extend_from_slice(&four.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            _ => return Err(Refusal::Damaged),
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group * 85 + 84;
        }
        let four = u32::try_from(group).map_err(|_| Refusal::Damaged)?;
        bytes.extend_from_slice(&four.to_be_bytes()[..count - 1]);
    }
    Ok(bytes)
}

/// Undoes the predictors of PNG: each row has a byte before it that says which.
fn unpredict(bytes: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut above = vec![0; row];
    for line in bytes.chunks(row + 1) {
        let (kind, line) = (line[0], &line[1..]);
        let mut current = vec![0; row];
        for (at, byte) in line.iter().enumerate() {
            let left = if at >= pixel { current[at - pixel] } else { 0_u8 };
            let corner = if at >= pixel { above[at - pixel] } else { 0_u8 };
            let up = above[at];
            let guess = match kind {
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                4 => paeth(left, up, corner),
                _ => 0,
            };
            current[at] = byte.wrapping_add(guess);
        }
        out.extend_from_slice(&current[..line.len()]);
        above = current;
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let away = |from: u8| (guess - i16::from(from)).abs();
    if away(left) <= away(up) && away(left) <= away(corner) {
        left
    } else if away(up) <= away(corner) {
        up
    } else {
        corner
    }
}
