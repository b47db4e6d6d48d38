//! Annotations: links to pages and to the web stay links; what is drawn or filled in on a page stays as it looks, without who
//! did it; comments, files, signatures and everything else go.

use super::{
    index::Object,
    rewrite::{Rewriter, write_reference},
    rules::{Kind, Rule},
    value::{Dict, Value, find, write_text},
};
use crate::refusal::Refusal;

/// Annotations of a page.
const MAX_ANNOTATIONS: usize = 5_000;
/// The longest address.
const MAX_ADDRESS: usize = 2_000;
/// Flags of an annotation that is not shown: invisible, hidden, no view.
const NOT_SHOWN: i64 = 0x01 | 0x02 | 0x20;
/// Annotations that are part of how a page looks.
const DRAWN: [&[u8]; 12] = [
    b"Widget",
    b"FreeText",
    b"Ink",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Square",
    b"Circle",
    b"Line",
    b"Polygon",
    b"PolyLine",
];

impl<'a> Rewriter<'a> {
    /// Writes the annotations of a page that stay.
    pub(super) fn annotations(&mut self, page: &Dict<'a>, text: &mut Vec<u8>) -> Result<(), Refusal> {
        let Value::Array(annotations) = self.index.entry(page, b"Annots")? else { return Ok(()) };
        if annotations.len() > MAX_ANNOTATIONS {
            return Err(Refusal::TooComplex);
        }
        let before = text.len();
        text.extend_from_slice(b"/Annots[");
        let mut count = 0;
        for annotation in annotations {
            let Value::Dict(dict) = self.index.resolve(annotation)? else { continue };
            let mark = text.len();
            if write(self, &dict, text)? {
                count += 1;
            } else {
                text.truncate(mark);
            }
        }
        text.push(b']');
        if count == 0 {
            text.truncate(before);
        }
        Ok(())
    }
}

fn write<'a>(rewriter: &mut Rewriter<'a>, dict: &Dict<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
    let index = rewriter.index;
    let subtype = index.name(dict, b"Subtype")?;
    if index.entry(dict, b"F")?.integer().unwrap_or_default() & NOT_SHOWN != 0 {
        return Ok(false);
    }
    let is_link = &*subtype == b"Link";
    text.extend_from_slice(if is_link { b"<</Subtype/Link/Border[0 0 0]" } else { b"<</Subtype/Square/F 4" });
    text.extend_from_slice(b"/Rect ");
    let Some(place) = find(dict, b"Rect") else { return Ok(false) };
    if !rewriter.put(Rule::Numbers, place, text)? {
        return Ok(false);
    }
    let stays = if is_link {
        link(rewriter, dict, text)?
    } else if DRAWN.contains(&&*subtype)
        && &*index.name(dict, b"FT")? != b"Sig"
        && !is_signed(rewriter, dict)?
    {
        appearance(rewriter, dict, text)?
    } else {
        false
    };
    text.extend_from_slice(b">>");
    Ok(stays)
}

/// Whether a widget shows the signature of its field.
fn is_signed<'a>(rewriter: &Rewriter<'a>, dict: &Dict<'a>) -> Result<bool, Refusal> {
    Ok(match rewriter.index.entry(dict, b"Parent")? {
        Value::Dict(parent) => &*rewriter.index.name(&parent, b"FT")? == b"Sig",
        _ => false,
    })
}

/// How an annotation looks as it is.
fn appearance<'a>(rewriter: &mut Rewriter<'a>, dict: &Dict<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
    let index = rewriter.index;
    let Value::Dict(looks) = index.entry(dict, b"AP")? else { return Ok(false) };
    let Some(normal) = find(&looks, b"N") else { return Ok(false) };
    text.extend_from_slice(b"/AP<</N ");
    let stays = match index.follow(normal.clone())? {
        Object::Stream(..) => rewriter.put(Rule::One(Kind::Form), normal, text)?,
        Object::Value(Value::Dict(states)) => {
            let state = index.name(dict, b"AS")?;
            match find(&states, &state) {
                Some(look) => rewriter.put(Rule::One(Kind::Form), look, text)?,
                None => false,
            }
        }
        Object::Value(_) => false,
    };
    text.extend_from_slice(b">>");
    Ok(stays)
}

fn link<'a>(rewriter: &Rewriter<'a>, dict: &Dict<'a>, text: &mut Vec<u8>) -> Result<bool, Refusal> {
    let index = rewriter.index;
    let target = match index.entry(dict, b"A")? {
        Value::Dict(action) => match &*index.name(&action, b"S")? {
            b"URI" => {
                let Value::Text(address) = index.entry(&action, b"URI")? else { return Ok(false) };
                if !is_public(&address) {
                    return Ok(false);
                }
                text.extend_from_slice(b"/A<</S/URI/URI");
                write_text(&address, text);
                text.extend_from_slice(b">>");
                return Ok(true);
            }
            b"GoTo" => index.entry(&action, b"D")?,
            _ => return Ok(false),
        },
        _ => index.entry(dict, b"Dest")?,
    };
    let Value::Array(target) = target else { return Ok(false) };
    let Some(Value::Reference(page)) = target.first() else { return Ok(false) };
    let Some(page) = rewriter.page_number(*page) else { return Ok(false) };
    text.extend_from_slice(b"/Dest[");
    write_reference(page, text);
    text.extend_from_slice(b"/Fit]");
    Ok(true)
}

/// Whether an address leads to the web and says nothing of who uses it: no mailbox, no user's name, no machine of the house.
fn is_public(address: &[u8]) -> bool {
    let Ok(address) = std::str::from_utf8(address) else { return false };
    let lower = address.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let domain = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    address.len() <= MAX_ADDRESS
        && address.bytes().all(|byte| byte.is_ascii_graphic())
        && host.contains('.')
        && !host.contains('@')
        // A folder of one person, whose name is in the path.
        && !domain.ends_with("-my.sharepoint.com")
}

#[cfg(test)]
mod tests {
    use super::is_public;

    #[test]
    fn an_address_that_names_its_user_is_not_public() {
        for public in ["https://x.example/guide", "http://x.example:8080/?a=b", "HTTPS://X.example"] {
            assert!(is_public(public.as_bytes()), "{public}");
        }
        for named in [
            "https://maison-my.sharepoint.com/personal/lea_bernard",
            "https://maison-my.sharepoint.com:443/personal/lea_bernard",
            "https://maison-my.sharepoint.com./personal/lea_bernard",
            "https://lea.bernard@x.example/",
            "https://lea.bernard:secret@x.example/",
            "https://intranet/lea",
            "mailto:lea@x.example",
            "file:///home/lea/a.pdf",
        ] {
            assert!(!is_public(named.as_bytes()), "{named}");
        }
    }
}
