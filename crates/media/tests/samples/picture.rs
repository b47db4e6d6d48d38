//! Pictures.

use super::deflate;

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a short chunk").to_be_bytes();
    [&length[..], kind, data, b"\0\0\0\0"].concat()
}

fn png_head(width: u32, height: u32) -> Vec<u8> {
    let data = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &data)].concat()
}

/// A PNG of some size whose pixels are all the same.
pub fn png_of(width: u32, height: u32) -> Vec<u8> {
    [png_head(width, height), chunk(b"IDAT", &deflate(&[0; 4])), chunk(b"IEND", b"")].concat()
}

pub fn png(name: &str) -> Vec<u8> {
    let text = [b"Author\0", name.as_bytes()].concat();
    let mut file = png_head(1, 1);
    for kind in [&b"tEXt"[..], b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"tIME", b"gAMA", b"prVt"] {
        file.extend(chunk(kind, &text));
    }
    file.extend(chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 19, 1]));
    file.extend(chunk(b"IDAT", &deflate(&[0; 4])));
    file.extend(chunk(b"IEND", b""));
    file.extend(name.as_bytes());
    file
}

/// An animated PNG of so many frames.
pub fn apng(frames: u32) -> Vec<u8> {
    let mut file = [png_head(1, 1), chunk(b"acTL", &[0; 8])].concat();
    let control = [&[0; 4][..], &1_u32.to_be_bytes(), &1_u32.to_be_bytes(), &[0; 14]].concat();
    for _ in 0..frames {
        file.extend(chunk(b"fcTL", &control));
    }
    [file, chunk(b"IDAT", &deflate(&[0; 4])), chunk(b"IEND", b"")].concat()
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xFF, marker], &length[..], data].concat()
}

pub fn jpeg_of(width: u16, height: u16, extra: &[Vec<u8>]) -> Vec<u8> {
    let frame = [&[8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat();
    let codes = [&[0][..], &[1], &[0; 15], &[0]].concat();
    [
        vec![0xFF, 0xD8],
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        extra.concat(),
        segment(0xDB, &[0; 65]),
        segment(0xC0, &frame),
        segment(0xC4, &codes),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"pixels\xFF\0more\xFF\xD0more".to_vec(),
        vec![0xFF, 0xD9],
    ]
    .concat()
}

/// EXIF that says which way up a photo is, and who took it.
pub fn exif(orientation: u8, name: &str) -> Vec<u8> {
    let mut data = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    data.extend([orientation, 0, 0, 0, 0, 0, 0]);
    data.extend(name.as_bytes());
    segment(0xE1, &data)
}

pub fn jpeg(name: &str) -> Vec<u8> {
    let name = name.as_bytes();
    let after = |head: &[u8]| [head, name].concat();
    let extra = [
        exif(6, std::str::from_utf8(name).expect("text")),
        segment(0xE1, &after(b"http://ns.adobe.com/xap/1.0/\0")),
        segment(0xE2, &after(b"ICC_PROFILE\0\x01\x01")),
        segment(0xED, &after(b"Photoshop 3.0\0")),
        segment(0xE0, &after(b"JFXX\0")),
        segment(0xFE, name),
        // A table with more in it than a table has.
        segment(0xDB, &after(&[1; 65])),
    ];
    [jpeg_of(8, 8, &extra), name.to_vec()].concat()
}

fn riff_chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a short chunk").to_le_bytes();
    let pad: &[u8] = if data.len() % 2 == 1 { b"\0" } else { b"" };
    [kind, &length[..], data, pad].concat()
}

fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = [b"WEBP".to_vec(), chunks.concat()].concat();
    [b"RIFF".to_vec(), u32::try_from(body.len()).expect("short").to_le_bytes().to_vec(), body].concat()
}

fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    riff_chunk(b"VP8X", &[vec![flags, 0, 0, 0], side(width), side(height)].concat())
}

fn still(width: u16, height: u16) -> Vec<u8> {
    let head = [&[0x30, 1, 0, 0x9D, 1, 0x2A][..], &width.to_le_bytes(), &height.to_le_bytes()].concat();
    riff_chunk(b"VP8 ", &[head, b"pixel".to_vec()].concat())
}

pub fn webp_of(width: u32, height: u32) -> Vec<u8> {
    riff(&[extended(0, width, height), still(1, 1)])
}

pub fn webp(name: &str) -> Vec<u8> {
    let name = name.as_bytes();
    let chunks = [
        extended(0x2C, 1, 1),
        riff_chunk(b"ICCP", name),
        riff_chunk(b"ANIM", name),
        still(1, 1),
        still(1, 1),
        riff_chunk(b"EXIF", name),
        riff_chunk(b"XMP ", name),
        riff_chunk(b"NOTE", name),
    ];
    [riff(&chunks), name.to_vec()].concat()
}

pub fn animated_webp(name: &str, frames: usize) -> Vec<u8> {
    let frame = [vec![0; 16], riff_chunk(b"NOTE", name.as_bytes()), still(1, 1)].concat();
    let mut chunks = vec![extended(0x02, 1, 1), riff_chunk(b"ANIM", &[0; 6])];
    chunks.extend((0..frames).map(|_| riff_chunk(b"ANMF", &frame)));
    riff(&chunks)
}

fn gif_head(width: u16, height: u16) -> Vec<u8> {
    let sides = [width.to_le_bytes(), height.to_le_bytes()].concat();
    [b"GIF89a".to_vec(), sides, b"\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec()].concat()
}

/// A picture of one pixel, with what follows the end of its codes.
fn gif_picture(width: u16, height: u16, after: &[u8]) -> Vec<u8> {
    let sides = [width.to_le_bytes(), height.to_le_bytes()].concat();
    let mut data = vec![0x2C, 0, 0, 0, 0];
    data.extend(sides);
    data.extend(b"\0\x02\x02\x44\x01");
    if !after.is_empty() {
        data.push(u8::try_from(after.len()).expect("short"));
        data.extend(after);
    }
    data.push(0);
    data
}

pub fn gif_of(width: u16, height: u16, frames: usize) -> Vec<u8> {
    let pictures = (0..frames).flat_map(|_| gif_picture(width, height, b""));
    [gif_head(width, height), pictures.collect(), b"\x3B".to_vec()].concat()
}

pub fn gif(name: &str) -> Vec<u8> {
    let name = name.as_bytes();
    let length = [u8::try_from(name.len()).expect("short")];
    let piece = [&length[..], name, &[0]].concat();
    [
        gif_head(1, 1),
        [b"\x21\xFE", &piece[..]].concat(),
        [b"\x21\x01", &piece[..]].concat(),
        [b"\x21\xFF\x0BXMP DataXMP", &piece[..]].concat(),
        // A loop, and a timing, with more in them than they have.
        [b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0", &piece[..]].concat(),
        [b"\x21\xF9\x04\0\x07\0\0", &piece[..]].concat(),
        gif_picture(1, 1, name),
        b"\x3B".to_vec(),
        name.to_vec(),
    ]
    .concat()
}

/// Every picture with a name in it.
pub fn all(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("png", png(name)),
        ("jpeg", jpeg(name)),
        ("webp", webp(name)),
        ("animated webp", animated_webp(name, 2)),
        ("gif", gif(name)),
    ]
}
