//! Streams, each by what it holds: pictures, contents, tables of characters, programs, plain data. And color spaces, whose
//! profiles are replaced by the plain spaces that they refine.

use std::{borrow::Cow, io::Write as _};

use flate2::{Compression, write::ZlibEncoder};

use super::{
    content,
    filter::{Filter, Step, deflated_length, leading_text, steps, undo, undo_all},
    index::Object,
    jbig2,
    rewrite::Rewriter,
    rules::{Kind, Rule},
    value::{Dict, Value, find, write_name, write_number, write_text},
};
use crate::{jpeg, pixels::check_pixels, refusal::Refusal};

/// Bytes of one page's contents, unpacked.
const MAX_CONTENT: usize = 12 * 1024 * 1024;
/// Bytes of one table of characters or one program, unpacked.
const MAX_TABLE: usize = 4 * 1024 * 1024;
/// Bytes of a table that colors are picked from: 256 of four components.
const MAX_PALETTE: usize = 1_024;
/// Color spaces within each other.
const MAX_SPACES: u8 = 6;

/// Data with the filters that are left on it.
struct Coded<'s, 'a> {
    bytes: Cow<'s, [u8]>,
    steps: &'s [Step<'a>],
}

impl<'a> Rewriter<'a> {
    /// Writes a stream as what it is read as.
    pub(super) fn stream(
        &mut self,
        number: u32,
        kind: Kind,
        dict: &Dict<'a>,
        raw: &'a [u8],
    ) -> Result<(), Refusal> {
        let kind = match kind {
            Kind::XObject if &*self.index.name(dict, b"Subtype")? == b"Image" => Kind::Image,
            Kind::XObject => Kind::Form,
            kind => kind,
        };
        // What is kept in another file is no part of this one.
        if matches!(find(dict, b"F"), Some(found) if !matches!(found, Value::Null)) {
            return self.object(number, b"null", None);
        }
        let steps = steps(self.index, dict)?;
        let mut text = Vec::new();
        self.entries(kind, dict, &mut text)?;
        let is_program =
            kind == Kind::Function && self.index.entry(dict, b"FunctionType")?.integer() == Some(4);
        match kind {
            Kind::Image => self.image(number, dict, &steps, raw, text),
            Kind::Form | Kind::Glyph | Kind::Pattern => {
                let most = MAX_CONTENT.min(self.contents_left);
                let bytes = undo_all(self.index, &steps, raw, most)?;
                self.contents_left -= bytes.len();
                let washed = content::wash(&bytes, self.stop)?;
                if washed.is_changed {
                    drop(bytes);
                    return self.deflated(number, text, &washed.bytes);
                }
                drop(washed);
                self.data(number, &steps, raw, text, Some(&bytes))
            }
            Kind::CharacterMap | Kind::Encoding => {
                let bytes = undo_all(self.index, &steps, raw, MAX_TABLE)?;
                match content::wash_character_map(&bytes) {
                    Ok(washed) => self.deflated(number, text, &washed),
                    Err(_) => self.object(number, b"null", None),
                }
            }
            Kind::Function if is_program => {
                let bytes = undo_all(self.index, &steps, raw, MAX_TABLE)?;
                self.deflated(number, text, &content::wash_program(&bytes)?)
            }
            Kind::Palette => {
                let bytes = undo_all(self.index, &steps, raw, MAX_TABLE)?;
                self.deflated(number, text, &bytes[..bytes.len().min(MAX_PALETTE)])
            }
            Kind::Jbig2Globals => {
                let bytes = undo_all(self.index, &steps, raw, MAX_TABLE)?;
                self.deflated(number, text, &jbig2::clean(&bytes)?)
            }
            _ => self.data(number, &steps, raw, text, None),
        }
    }

    /// The contents of a page that stand in several streams. Whether there are any.
    pub(super) fn contents(&mut self, number: u32, value: &Value<'a>) -> Result<bool, Refusal> {
        let Value::Array(parts) = self.index.resolve(value.clone())? else { return Ok(false) };
        let mut bytes = Vec::new();
        for part in parts {
            if let Object::Stream(dict, raw) = self.index.follow(part)? {
                let steps = steps(self.index, &dict)?;
                let left = MAX_CONTENT.min(self.contents_left).saturating_sub(bytes.len());
                bytes.extend(undo_all(self.index, &steps, raw, left)?);
                bytes.push(b'\n');
            }
        }
        self.contents_left = self.contents_left.saturating_sub(bytes.len());
        let washed = content::wash(&bytes, self.stop)?;
        drop(bytes);
        self.deflated(number, Vec::new(), &washed.bytes)?;
        Ok(true)
    }

    fn image(
        &mut self,
        number: u32,
        dict: &Dict<'a>,
        steps: &[Step<'a>],
        raw: &'a [u8],
        mut text: Vec<u8>,
    ) -> Result<(), Refusal> {
        let side = |value: Value<'a>| value.integer().and_then(|side| u32::try_from(side).ok()).unwrap_or(0);
        let (width, height) = (self.index.entry(dict, b"Width")?, self.index.entry(dict, b"Height")?);
        check_pixels(side(width), side(height))?;
        let coded = self.without_leading_text(steps, raw)?;
        let [(filter, _), rest @ ..] = coded.steps else {
            return self.data(number, steps, raw, text, None);
        };
        if rest.is_empty() {
            let cleaned = match filter {
                Filter::Jpeg => jpeg::clean(&coded.bytes)?,
                Filter::Jbig2 => jbig2::clean(&coded.bytes)?,
                Filter::Jpeg2000 => return Err(Refusal::Coding),
                _ => return self.data(number, steps, raw, text, None),
            };
            drop(coded.bytes);
            self.filters(coded.steps, &mut text)?;
            return self.write(number, text, &cleaned);
        }
        self.data(number, steps, raw, text, None)
    }

    fn without_leading_text<'s>(
        &self,
        steps: &'s [Step<'a>],
        raw: &'s [u8],
    ) -> Result<Coded<'s, 'a>, Refusal> {
        let leading = leading_text(steps);
        if leading == 0 {
            return Ok(Coded { bytes: raw.into(), steps });
        }
        let mut bytes = undo(self.index, &steps[0], raw, MAX_CONTENT)?;
        for step in &steps[1..leading] {
            bytes = undo(self.index, step, &bytes, MAX_CONTENT)?;
        }
        Ok(Coded { bytes: bytes.into(), steps: &steps[leading..] })
    }

    /// Data that is copied as it is coded, up to the end of its code.
    fn data(
        &mut self,
        number: u32,
        steps: &[Step<'a>],
        raw: &[u8],
        mut text: Vec<u8>,
        plain: Option<&[u8]>,
    ) -> Result<(), Refusal> {
        let coded = self.without_leading_text(steps, raw)?;
        let mut bytes = &*coded.bytes;
        match coded.steps {
            [(Filter::Flate, _)] => match deflated_length(bytes, &mut self.measures_left) {
                Some(length) => bytes = &bytes[..length],
                // Contents that break off are written again as far as they go.
                None => {
                    if let Some(plain) = plain {
                        return self.deflated(number, text, plain);
                    }
                }
            },
            [] | [(Filter::Fax | Filter::RunLength | Filter::Lzw, _)] => {}
            _ => return Err(Refusal::Coding),
        }
        self.filters(coded.steps, &mut text)?;
        self.write(number, text, bytes)
    }

    fn filters(&mut self, steps: &[Step<'a>], text: &mut Vec<u8>) -> Result<(), Refusal> {
        if let [(filter, parameters)] = steps {
            text.extend_from_slice(b"/Filter");
            write_name(filter.name(), text);
            if !parameters.is_empty() {
                text.extend_from_slice(b"/DecodeParms");
                self.dict(Kind::FilterParameters, parameters, text)?;
            }
        }
        Ok(())
    }

    fn deflated(&mut self, number: u32, mut text: Vec<u8>, bytes: &[u8]) -> Result<(), Refusal> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
        text.extend_from_slice(b"/Filter/FlateDecode");
        self.write(number, text, &packed.map_err(|_| Refusal::Damaged)?)
    }

    fn write(&mut self, number: u32, entries: Vec<u8>, bytes: &[u8]) -> Result<(), Refusal> {
        let mut text = b"<<".to_vec();
        text.extend(entries);
        text.extend_from_slice(b"/Length ");
        write_number(bytes.len(), &mut text);
        text.extend_from_slice(b">>");
        self.object(number, &text, Some(bytes))
    }

    /// Writes a color space. Whether it may stay.
    pub(super) fn color_space(&mut self, value: &Value<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
        self.space(value, text, MAX_SPACES)
    }

    fn space(&mut self, value: &Value<'a>, text: &mut Vec<u8>, depth: u8) -> Result<bool, Refusal> {
        let depth = depth.checked_sub(1).ok_or(Refusal::TooComplex)?;
        let parts = match self.index.resolve(value.clone())? {
            Value::Name(name) => {
                write_name(&name, text);
                return Ok(true);
            }
            Value::Array(parts) => parts,
            _ => return Ok(false),
        };
        let Some(kind) = parts.first().cloned() else { return Ok(false) };
        let Value::Name(kind) = self.index.resolve(kind)? else { return Ok(false) };
        let before = text.len();
        let is_whole = match (&*kind, &parts[1..]) {
            (b"ICCBased", [profile, ..]) => return self.profile(profile, text),
            (b"CalGray" | b"CalRGB" | b"Lab", [calibration, ..]) => {
                text.push(b'[');
                write_name(&kind, text);
                let Value::Dict(dict) = self.index.resolve(calibration.clone())? else { return Ok(false) };
                self.dict(Kind::Calibration, &dict, text)?;
                true
            }
            (b"Pattern", [base]) => {
                text.extend_from_slice(b"[/Pattern ");
                self.space(base, text, depth)?
            }
            (b"Indexed" | b"I", [base, most, table]) => {
                text.extend_from_slice(b"[/Indexed ");
                self.space(base, text, depth)? && {
                    text.push(b' ');
                    self.put(Rule::Number, most, text)? && self.palette(table, text)?
                }
            }
            (b"Separation", [name, base, tint]) => {
                text.extend_from_slice(b"[/Separation");
                self.colorants(std::slice::from_ref(name), text)?;
                text.push(b' ');
                self.tinted(base, tint, text, depth)?
            }
            (b"DeviceN", [names, base, tint, ..]) => {
                let Value::Array(names) = self.index.resolve(names.clone())? else { return Ok(false) };
                text.extend_from_slice(b"[/DeviceN[");
                self.colorants(&names, text)?;
                text.push(b']');
                self.tinted(base, tint, text, depth)?
            }
            (_, []) => {
                write_name(&kind, text);
                return Ok(true);
            }
            _ => false,
        };
        if is_whole {
            text.push(b']');
        } else {
            text.truncate(before);
        }
        Ok(is_whole)
    }

    fn tinted(
        &mut self,
        base: &Value<'a>,
        tint: &Value<'a>,
        text: &mut Vec<u8>,
        depth: u8,
    ) -> Result<bool, Refusal> {
        let has_base = self.space(base, text, depth)?;
        text.push(b' ');
        Ok(has_base && self.put(Rule::One(Kind::Function), tint, text)?)
    }

    /// The plain color space of as many components as a profile has.
    fn profile(&self, profile: &Value<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
        let Object::Stream(dict, _) = self.index.follow(profile.clone())? else { return Ok(false) };
        let plain: &[u8] = match self.index.entry(&dict, b"N")?.integer() {
            Some(1) => b"/DeviceGray",
            Some(3) => b"/DeviceRGB",
            Some(4) => b"/DeviceCMYK",
            _ => return Ok(false),
        };
        text.extend_from_slice(plain);
        Ok(true)
    }

    fn palette(&mut self, table: &Value<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
        text.push(b' ');
        match self.index.follow(table.clone())? {
            Object::Value(Value::Text(colors)) => {
                write_text(&colors[..colors.len().min(MAX_PALETTE)], text);
                Ok(true)
            }
            Object::Stream(..) => self.put(Rule::One(Kind::Palette), table, text),
            Object::Value(_) => Ok(false),
        }
    }

    /// Inks: those of four-color print by their names, all others by their number.
    fn colorants(&self, names: &[Value<'a>], text: &mut Vec<u8>) -> Result<(), Refusal> {
        const KNOWN: [&[u8]; 6] = [b"Cyan", b"Magenta", b"Yellow", b"Black", b"All", b"None"];
        for (position, name) in names.iter().enumerate() {
            match self.index.resolve(name.clone())? {
                Value::Name(name) if KNOWN.contains(&&*name) => write_name(&name, text),
                _ => write_name(format!("Spot{position}").as_bytes(), text),
            }
        }
        Ok(())
    }
}
