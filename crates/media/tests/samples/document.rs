//! Documents.

use super::{deflate, deflated_zeros, hex, picture, utf16};

/// What is drawn on the page of every sample.
pub const DRAWN: &str = "BT /F1 12 Tf 72 700 Td (Bonjour) Tj ET";

/// A document that is written object by object; 1 is the catalog, 2 the pages, 3 the page, 4 its contents.
#[derive(Debug, Clone)]
pub struct Document {
    objects: Vec<Vec<u8>>,
    info: Option<usize>,
}

impl Document {
    /// A page, with more in its catalog and in itself.
    pub fn new(catalog: &str, page: &str) -> Self {
        let mut document = Self { objects: Vec::new(), info: None };
        document.add(&format!("<</Type/Catalog/Pages 2 0 R {catalog}>>"));
        document.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        document.add(&format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R {page}>>"));
        document.stream("", DRAWN.as_bytes());
        document
    }

    pub fn add(&mut self, text: &str) -> usize {
        self.objects.push(text.as_bytes().to_vec());
        self.objects.len()
    }

    pub fn stream(&mut self, dict: &str, bytes: &[u8]) -> usize {
        let head = format!("<<{dict}/Length {}>>\nstream\n", bytes.len());
        self.objects.push([head.as_bytes(), bytes, b"\nendstream"].concat());
        self.objects.len()
    }

    pub fn set(&mut self, number: usize, text: &str) {
        self.objects[number - 1] = text.as_bytes().to_vec();
    }

    pub fn info(&mut self, number: usize) {
        self.info = Some(number);
    }

    pub fn finish(&self) -> Vec<u8> {
        let (mut out, mut places) = (b"%PDF-1.7\n".to_vec(), Vec::new());
        for (index, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out.extend(format!("{} 0 obj\n", index + 1).as_bytes());
            out.extend(object);
            out.extend(b"\nendobj\n");
        }
        let (start, size) = (out.len(), self.objects.len() + 1);
        out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
        for place in places {
            out.extend(format!("{place:010} 00000 n \n").as_bytes());
        }
        let info = self.info.map_or(String::new(), |info| format!("/Info {info} 0 R"));
        let trailer = format!("trailer\n<</Size {size}/Root 1 0 R{info}>>\nstartxref\n{start}\n%%EOF\n");
        out.extend(trailer.as_bytes());
        out
    }
}

/// A document with a picture whose coding is written down in some way.
fn photo(filter: &str, extra: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::new("", "/Resources<</XObject<</Im0 5 0 R>>>>");
    document.set(4, "<</Length 7>>\nstream\n/Im0 Do\nendstream");
    let dict = "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8";
    document.stream(&format!("{dict}{filter}"), bytes);
    for object in extra {
        document.add(object);
    }
    document.finish()
}

fn annotated(annotation: &str) -> Document {
    Document::new("", &format!("/Annots[<</Type/Annot/Rect[0 0 99 99]{annotation}>>]"))
}

/// Every way in which a document carries a name. Each is cleaned, or refused.
pub fn all(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![];
    all.extend(annotations(name));
    all.extend(photos(name));
    all.extend(catalogs(name));
    all.extend(contents(name));
    all
}

fn annotations(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = hex(&utf16(name));
    let mut attached = annotated("/Subtype/FileAttachment/FS 5 0 R");
    attached.add(&format!("<</Type/Filespec/F({name}.txt)/UF<{wide}>/EF<</F 6 0 R>>>>"));
    attached.stream("/Type/EmbeddedFile/Filter/FlateDecode", &deflate(name.as_bytes()));
    let texts = format!("/RC({name})/Subj<{wide}>/T({name})/Contents({name})/NM({name})");
    let mut drawn = annotated(&format!("/Subtype/FreeText{texts}/AP<</N 5 0 R/D 5 0 R>>"));
    drawn.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 9 9 re f");
    let link = format!("/Subtype/Link{texts}/A<</S/URI/URI(https://www.example.fr/aide)>>");
    let user = format!("C:/Users/{name}/guide.pdf");
    let mut script = annotated("/Subtype/Link/A 5 0 R");
    script.add(&format!("<</S 6 0 R/JS({name})/F({user})/Next<</S/Launch/F({user})>>>>"));
    script.add("/JavaScript");
    let mut launch = annotated("/Subtype/Widget/FT/Btn/AA<</U 5 0 R>>/A 5 0 R");
    launch.add(&format!("<</S/Launch/Win<</F({user})>>>>"));
    vec![
        ("attached file", attached.finish()),
        ("texts of a drawing", drawn.finish()),
        ("texts of a link", annotated(&link).finish()),
        ("comment", annotated(&format!("/Subtype/Text{texts}")).finish()),
        ("GoToR", annotated(&format!("/Subtype/Link/A<</S/GoToR/F({user})/D[0/Fit]>>")).finish()),
        ("file:", annotated(&format!("/Subtype/Link/A<</S/URI/URI(file:///{user})>>")).finish()),
        ("mailto:", annotated(&format!("/Subtype/Link/A<</S/URI/URI(mailto:{name}@x.fr)>>")).finish()),
        (
            "user in address",
            annotated(&format!("/Subtype/Link/A<</S/URI/URI(https://{name}@x.fr/)>>")).finish(),
        ),
        ("named destination", annotated(&format!("/Subtype/Link/Dest({name})")).finish()),
        ("JavaScript behind references", script.finish()),
        ("Launch behind a reference", launch.finish()),
    ]
}

fn photos(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let jpeg = picture::jpeg(name);
    let text = |bytes: &[u8]| format!("{}>", hex(bytes)).into_bytes();
    let boxes = [b"\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x1Cxml ", name.as_bytes()].concat();
    let mut profile =
        Document::new("", "/Resources<</ColorSpace<</C0[/ICCBased 5 0 R]>>/XObject<</Im0 6 0 R>>>>");
    let icc = [&[0; 36][..], b"acsp", &[0; 88], b"descdesc", name.as_bytes()].concat();
    profile.stream("/N 3/Filter/FlateDecode", &deflate(&icc));
    let dict = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace[/ICCBased 5 0 R]/BitsPerComponent 8";
    profile.stream(dict, &[1, 2, 3]);
    let mut inline = Document::new("", "");
    let contents = [b"BI /W 8/H 8/CS/G/BPC 8/F/DCT ID ", jpeg.as_slice(), b"\nEI\n"].concat();
    inline.objects[3] =
        [format!("<</Length {}>>\nstream\n", contents.len()).as_bytes(), &contents, b"\nendstream"].concat();
    let comment = [
        &[0, 0, 0, 1, 0x3E, 0, 1, 0, 0, 0][..],
        &[u8::try_from(name.len()).expect("short")],
        name.as_bytes(),
    ]
    .concat();
    vec![
        ("photo", photo("/Filter/DCTDecode", &[], &jpeg)),
        ("photo, filter in an array", photo("/Filter[/DCTDecode]", &[], &jpeg)),
        ("photo, filter by reference", photo("/Filter 6 0 R", &["/DCTDecode"], &jpeg)),
        ("photo, filters by references", photo("/Filter 6 0 R", &["[7 0 R]", "/DCTDecode"], &jpeg)),
        ("photo, deflated", photo("/Filter[/FlateDecode/DCTDecode]", &[], &deflate(&jpeg))),
        ("photo, in digits", photo("/Filter[/ASCIIHexDecode/DCTDecode]", &[], &text(&jpeg))),
        ("photo, twice", photo("/Filter[/AHx/Fl/DCT]", &[], &text(&deflate(&jpeg)))),
        (
            "photo with keys",
            photo(
                &format!("/Filter/DCTDecode/Author({name})/Metadata 6 0 R"),
                &[&format!("({name})")],
                &jpeg,
            ),
        ),
        ("JPEG 2000", photo("/Filter/JPXDecode", &[], &boxes)),
        ("JBIG2", photo("/Filter/JBIG2Decode", &[], &comment)),
        (
            "behind the end of its code",
            photo("/Filter/FlateDecode", &[], &[deflate(&[7; 64]), name.as_bytes().to_vec()].concat()),
        ),
        ("profile", profile.finish()),
        ("photo in contents", inline.finish()),
    ]
}

fn catalogs(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = hex(&utf16(name));
    let with = |catalog: &str, page: &str, objects: &[&str]| {
        let mut document = Document::new(catalog, page);
        for object in objects {
            document.add(object);
        }
        document
    };
    let form = format!("/AcroForm<</Fields[5 0 R]/XFA[(datasets)({name})]/DR<<>>>>");
    let field = format!(
        "<</FT/Tx/T({name})/TU({name})/V<{wide}>/DV({name})/Subtype/Widget/Rect[0 0 9 9]/MK<</CA({name})>>>>"
    );
    let layer = format!(
        "<</Type/OCG/Name({name})/Usage<</CreatorInfo<</Creator({name})/Subtype/Artwork>>/User<</Name({name})>>>>>>"
    );
    let mut info =
        with("/Metadata 6 0 R", "", &[&format!("<</Author({name})/Title<{wide}>/Custom({name})>>")]);
    info.stream("/Type/Metadata/Subtype/XML", name.as_bytes());
    info.info(5);
    let keys = format!(
        "/PieceInfo<</X<</Private({name})>>>>/LastModified(D:2026)/{}(x)/Lic({name})/ID({name})/SeparationInfo<</DeviceColorant({name})>>",
        name.replace(' ', "#20")
    );
    let catalog = format!(
        "/SpiderInfo<</C[<</URL({name})>>]>>/OutputIntents[<</S/GTS_PDFX/Info({name})/OutputCondition({name})>>]/Lang({name})/URI<</Base({name})>>/Threads[<</I<</Author({name})>>>>]/Collection<</D({name})>>"
    );
    let names = format!(
        "/Names<</EmbeddedFiles<</Names[({name})<</EF<<>>>>]>>/Dests<</Names[({name})[3 0 R/Fit]]>>/JavaScript<</Names[({name})<</S/JavaScript/JS({name})>>]>>>>/PageLabels<</Nums[0<</P({name})>>]>>"
    );
    let outline = format!("<</First<</Title({name})>>>>");
    let tree = format!(
        "/MarkInfo<</Marked true>>/StructTreeRoot<</K<</S/P/T({name})/Alt({name})/ActualText<{wide}>>>>>"
    );
    vec![
        ("form", with(&form, "/Annots[5 0 R]", &[&field]).finish()),
        (
            "layer",
            with("/OCProperties<</OCGs[5 0 R]/D<</Name(x)/Creator(y)/OFF[5 0 R]>>>>", "", &[&layer]).finish(),
        ),
        ("info and metadata", info.finish()),
        ("keys of the page", with("", &keys, &[]).finish()),
        ("keys of the catalog", with(&catalog, "", &[]).finish()),
        ("names", with(&names, "", &[]).finish()),
        ("bookmarks", with("/Outlines 5 0 R", "", &[&outline]).finish()),
        ("structure", with(&tree, "", &[]).finish()),
        (
            "script at the start",
            with("/OpenAction 5 0 R/AA 5 0 R", "", &[&format!("<</S 6 0 R/JS({name})>>"), "/JavaScript"])
                .finish(),
        ),
    ]
}

fn contents(name: &str) -> Vec<(&'static str, Vec<u8>)> {
    let wide = hex(&utf16(name));
    let marked = format!(
        "% {name}\n/Span<</ActualText<{wide}>/E({name})>>BDC {DRAWN} EMC /{} BMC EMC ({name}) w\n({name})",
        name.replace(' ', "#20")
    );
    let packed = |contents: &[u8], tail: &[u8]| {
        let mut document = Document::new("", "");
        let bytes = [deflate(contents), tail.to_vec()].concat();
        let head = format!("<</Filter/FlateDecode/Length {}>>\nstream\n", bytes.len());
        document.objects[3] = [head.as_bytes(), &bytes, b"\nendstream"].concat();
        document
    };
    let mut font = Document::new("", "/Resources<</Font<</F1 5 0 R>>>>");
    font.add(&format!(
        "<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/ToUnicode 6 0 R/Author({name})>>"
    ));
    font.stream(
        "",
        format!(
            "% {name}\n/CIDInit /ProcSet findresource begin 1 beginbfchar <01> <0041> endbfchar ({name}) def"
        )
        .as_bytes(),
    );
    let mut old = Document::new("", "");
    let info = old.add(&format!("<</Author({name})>>"));
    old.info(info);
    let mut revised = old.finish();
    revised.extend(b"5 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R/Size 6>>\n%%EOF\n");
    let mut loose = Document::new("", "").finish();
    loose.extend(name.as_bytes());
    let objects = format!("5 0 6 10 <</X 1>>  <</Author({name})>>");
    let mut unseen = Document::new("", "");
    unseen.stream("/Type/ObjStm/N 2/First 9/Filter/FlateDecode", &deflate(objects.as_bytes()));
    vec![
        ("contents", packed(marked.as_bytes(), b"").finish()),
        ("behind contents", packed(DRAWN.as_bytes(), name.as_bytes()).finish()),
        ("font", font.finish()),
        ("earlier revision", revised),
        ("behind the end", loose),
        ("object stream", unseen.finish()),
    ]
}

/// A document whose object streams unpack to so many megabytes.
pub fn heavy(megabytes: usize) -> Vec<u8> {
    let mut document = Document::new("", "");
    let one = deflated_zeros(megabytes.min(16) * 1024 * 1024);
    for _ in 0..megabytes.div_ceil(16) {
        document.stream("/Type/ObjStm/N 1/First 0/Filter/FlateDecode", &one);
    }
    document.finish()
}

/// A document of many objects within one another's streams: each copy of a stream would hold all that follow.
pub fn nested(streams: usize, length: usize) -> Vec<u8> {
    let mut out = Document::new("", "").finish();
    for number in 0..streams {
        out.extend(format!("{} 0 obj\n<</Length {length}>>\nstream\n", number + 10).as_bytes());
    }
    out.extend(vec![b' '; length]);
    out.extend(b"\nendstream\nendobj\n");
    out
}
