//! The allow-list: for each type of dictionary the keys that stay, and what may stand under each. Everything else is dropped.

/// What may stand under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Number,
    Bool,
    /// A name that the format defines, or that a font or a picture goes by.
    Name,
    /// Numbers, in arrays within each other or by themselves.
    Numbers,
    /// Names, in an array or by themselves.
    Names,
    /// Numbers and names of characters.
    Differences,
    /// A dictionary or stream.
    One(Kind),
    /// A name, or a dictionary or stream.
    NameOr(Kind),
    /// Dictionaries or streams in an array, or one by itself.
    Some(Kind),
    /// A dictionary of such, by the names that contents call them.
    Map(Kind),
    /// Numbers, or a stream.
    NumbersOr(Kind),
    ColorSpace,
    /// A dictionary of color spaces.
    ColorSpaces,
    /// Which set of characters a font is made for.
    CharacterSet,
}

/// The types of dictionaries and streams that stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Page,
    Resources,
    Font,
    FontDescriptor,
    FontFile,
    Encoding,
    CharacterMap,
    /// The drawing of one character.
    Glyph,
    GraphicsState,
    SoftMask,
    Pattern,
    Shading,
    Function,
    XObject,
    Image,
    Form,
    Group,
    Layer,
    LayerProperties,
    LayerState,
    Calibration,
    /// A stream of numbers without a dictionary of its own.
    Data,
    /// The table that colours are picked from.
    Palette,
    Jbig2Globals,
    FilterParameters,
}

type Table = &'static [(&'static [u8], Rule)];

const PAGE: Table = &[
    (b"MediaBox", Rule::Numbers),
    (b"CropBox", Rule::Numbers),
    (b"BleedBox", Rule::Numbers),
    (b"TrimBox", Rule::Numbers),
    (b"ArtBox", Rule::Numbers),
    (b"Rotate", Rule::Number),
    (b"UserUnit", Rule::Number),
    (b"Resources", Rule::One(Kind::Resources)),
    (b"Group", Rule::One(Kind::Group)),
];
const RESOURCES: Table = &[
    (b"ExtGState", Rule::Map(Kind::GraphicsState)),
    (b"ColorSpace", Rule::ColorSpaces),
    (b"Pattern", Rule::Map(Kind::Pattern)),
    (b"Shading", Rule::Map(Kind::Shading)),
    (b"XObject", Rule::Map(Kind::XObject)),
    (b"Font", Rule::Map(Kind::Font)),
    (b"Properties", Rule::Map(Kind::Layer)),
    (b"ProcSet", Rule::Names),
];
const FONT: Table = &[
    (b"Type", Rule::Name),
    (b"Subtype", Rule::Name),
    (b"BaseFont", Rule::Name),
    (b"FirstChar", Rule::Number),
    (b"LastChar", Rule::Number),
    (b"Widths", Rule::Numbers),
    (b"FontDescriptor", Rule::One(Kind::FontDescriptor)),
    (b"Encoding", Rule::NameOr(Kind::Encoding)),
    (b"ToUnicode", Rule::NameOr(Kind::CharacterMap)),
    (b"DescendantFonts", Rule::Some(Kind::Font)),
    (b"CIDSystemInfo", Rule::CharacterSet),
    (b"DW", Rule::Number),
    (b"W", Rule::Numbers),
    (b"DW2", Rule::Numbers),
    (b"W2", Rule::Numbers),
    (b"CIDToGIDMap", Rule::NameOr(Kind::Data)),
    (b"FontBBox", Rule::Numbers),
    (b"FontMatrix", Rule::Numbers),
    (b"CharProcs", Rule::Map(Kind::Glyph)),
    (b"Resources", Rule::One(Kind::Resources)),
];
const FONT_DESCRIPTOR: Table = &[
    (b"Type", Rule::Name),
    (b"FontName", Rule::Name),
    (b"FontStretch", Rule::Name),
    (b"FontWeight", Rule::Number),
    (b"Flags", Rule::Number),
    (b"FontBBox", Rule::Numbers),
    (b"ItalicAngle", Rule::Number),
    (b"Ascent", Rule::Number),
    (b"Descent", Rule::Number),
    (b"Leading", Rule::Number),
    (b"CapHeight", Rule::Number),
    (b"XHeight", Rule::Number),
    (b"StemV", Rule::Number),
    (b"StemH", Rule::Number),
    (b"AvgWidth", Rule::Number),
    (b"MaxWidth", Rule::Number),
    (b"MissingWidth", Rule::Number),
    (b"FontFile", Rule::One(Kind::FontFile)),
    (b"FontFile2", Rule::One(Kind::FontFile)),
    (b"FontFile3", Rule::One(Kind::FontFile)),
    (b"CIDSet", Rule::One(Kind::Data)),
];
const FONT_FILE: Table = &[
    (b"Subtype", Rule::Name),
    (b"Length1", Rule::Number),
    (b"Length2", Rule::Number),
    (b"Length3", Rule::Number),
];
const ENCODING: Table = &[
    (b"Type", Rule::Name),
    (b"BaseEncoding", Rule::Name),
    (b"Differences", Rule::Differences),
    (b"CMapName", Rule::Name),
    (b"CIDSystemInfo", Rule::CharacterSet),
    (b"WMode", Rule::Number),
    (b"UseCMap", Rule::Name),
];
const GRAPHICS_STATE: Table = &[
    (b"Type", Rule::Name),
    (b"LW", Rule::Number),
    (b"LC", Rule::Number),
    (b"LJ", Rule::Number),
    (b"ML", Rule::Number),
    (b"D", Rule::Numbers),
    (b"RI", Rule::Name),
    (b"OP", Rule::Bool),
    (b"op", Rule::Bool),
    (b"OPM", Rule::Number),
    (b"FL", Rule::Number),
    (b"SM", Rule::Number),
    (b"SA", Rule::Bool),
    (b"BM", Rule::Names),
    (b"SMask", Rule::NameOr(Kind::SoftMask)),
    (b"CA", Rule::Number),
    (b"ca", Rule::Number),
    (b"AIS", Rule::Bool),
    (b"TK", Rule::Bool),
];
const SOFT_MASK: Table = &[
    (b"Type", Rule::Name),
    (b"S", Rule::Name),
    (b"G", Rule::One(Kind::Form)),
    (b"BC", Rule::Numbers),
    (b"TR", Rule::NameOr(Kind::Function)),
];
const PATTERN: Table = &[
    (b"Type", Rule::Name),
    (b"PatternType", Rule::Number),
    (b"PaintType", Rule::Number),
    (b"TilingType", Rule::Number),
    (b"BBox", Rule::Numbers),
    (b"XStep", Rule::Number),
    (b"YStep", Rule::Number),
    (b"Resources", Rule::One(Kind::Resources)),
    (b"Matrix", Rule::Numbers),
    (b"Shading", Rule::One(Kind::Shading)),
    (b"ExtGState", Rule::One(Kind::GraphicsState)),
];
const SHADING: Table = &[
    (b"ShadingType", Rule::Number),
    (b"ColorSpace", Rule::ColorSpace),
    (b"Background", Rule::Numbers),
    (b"BBox", Rule::Numbers),
    (b"AntiAlias", Rule::Bool),
    (b"Coords", Rule::Numbers),
    (b"Domain", Rule::Numbers),
    (b"Matrix", Rule::Numbers),
    (b"Function", Rule::Some(Kind::Function)),
    (b"Extend", Rule::Numbers),
    (b"BitsPerCoordinate", Rule::Number),
    (b"BitsPerComponent", Rule::Number),
    (b"BitsPerFlag", Rule::Number),
    (b"VerticesPerRow", Rule::Number),
    (b"Decode", Rule::Numbers),
];
const FUNCTION: Table = &[
    (b"FunctionType", Rule::Number),
    (b"Domain", Rule::Numbers),
    (b"Range", Rule::Numbers),
    (b"Size", Rule::Numbers),
    (b"BitsPerSample", Rule::Number),
    (b"Order", Rule::Number),
    (b"Encode", Rule::Numbers),
    (b"Decode", Rule::Numbers),
    (b"C0", Rule::Numbers),
    (b"C1", Rule::Numbers),
    (b"N", Rule::Number),
    (b"Functions", Rule::Some(Kind::Function)),
    (b"Bounds", Rule::Numbers),
];
const IMAGE: Table = &[
    (b"Type", Rule::Name),
    (b"Subtype", Rule::Name),
    (b"Width", Rule::Number),
    (b"Height", Rule::Number),
    (b"ColorSpace", Rule::ColorSpace),
    (b"BitsPerComponent", Rule::Number),
    (b"Intent", Rule::Name),
    (b"ImageMask", Rule::Bool),
    (b"Decode", Rule::Numbers),
    (b"Interpolate", Rule::Bool),
    (b"Mask", Rule::NumbersOr(Kind::Image)),
    (b"SMask", Rule::One(Kind::Image)),
    (b"Matte", Rule::Numbers),
    (b"OC", Rule::One(Kind::Layer)),
];
const FORM: Table = &[
    (b"Type", Rule::Name),
    (b"Subtype", Rule::Name),
    (b"FormType", Rule::Number),
    (b"BBox", Rule::Numbers),
    (b"Matrix", Rule::Numbers),
    (b"Resources", Rule::One(Kind::Resources)),
    (b"Group", Rule::One(Kind::Group)),
    (b"OC", Rule::One(Kind::Layer)),
];
const GROUP: Table = &[
    (b"Type", Rule::Name),
    (b"S", Rule::Name),
    (b"CS", Rule::ColorSpace),
    (b"I", Rule::Bool),
    (b"K", Rule::Bool),
];
/// A set of layers that are shown together; a layer itself has a neutral name and nothing else.
const LAYER: Table = &[(b"OCGs", Rule::Some(Kind::Layer)), (b"P", Rule::Name)];
const LAYER_PROPERTIES: Table = &[(b"OCGs", Rule::Some(Kind::Layer)), (b"D", Rule::One(Kind::LayerState))];
const LAYER_STATE: Table =
    &[(b"BaseState", Rule::Name), (b"ON", Rule::Some(Kind::Layer)), (b"OFF", Rule::Some(Kind::Layer))];
const CALIBRATION: Table = &[
    (b"WhitePoint", Rule::Numbers),
    (b"BlackPoint", Rule::Numbers),
    (b"Gamma", Rule::Numbers),
    (b"Matrix", Rule::Numbers),
    (b"Range", Rule::Numbers),
];
const FILTER_PARAMETERS: Table = &[
    (b"Predictor", Rule::Number),
    (b"Colors", Rule::Number),
    (b"BitsPerComponent", Rule::Number),
    (b"Columns", Rule::Number),
    (b"EarlyChange", Rule::Number),
    (b"K", Rule::Number),
    (b"EndOfLine", Rule::Bool),
    (b"EncodedByteAlign", Rule::Bool),
    (b"Rows", Rule::Number),
    (b"EndOfBlock", Rule::Bool),
    (b"BlackIs1", Rule::Bool),
    (b"DamagedRowsBeforeError", Rule::Number),
    (b"ColorTransform", Rule::Number),
    (b"JBIG2Globals", Rule::One(Kind::Jbig2Globals)),
];

impl Kind {
    /// The keys that stay.
    pub(super) const fn table(self) -> Table {
        match self {
            Self::Page => PAGE,
            Self::Resources => RESOURCES,
            Self::Font => FONT,
            Self::FontDescriptor => FONT_DESCRIPTOR,
            Self::FontFile => FONT_FILE,
            Self::Encoding | Self::CharacterMap => ENCODING,
            Self::GraphicsState => GRAPHICS_STATE,
            Self::SoftMask => SOFT_MASK,
            Self::Pattern => PATTERN,
            Self::Shading => SHADING,
            Self::Function => FUNCTION,
            Self::Image => IMAGE,
            Self::Form => FORM,
            Self::Group => GROUP,
            Self::Layer => LAYER,
            Self::LayerProperties => LAYER_PROPERTIES,
            Self::LayerState => LAYER_STATE,
            Self::Calibration => CALIBRATION,
            Self::FilterParameters => FILTER_PARAMETERS,
            Self::XObject | Self::Glyph | Self::Data | Self::Palette | Self::Jbig2Globals => &[],
        }
    }

    /// Whether such a thing may be a dictionary by itself, and whether it may be a stream.
    pub(super) const fn forms(self) -> (bool, bool) {
        match self {
            Self::Encoding | Self::Pattern | Self::Shading | Self::Function => (true, true),
            Self::FontFile
            | Self::CharacterMap
            | Self::Glyph
            | Self::XObject
            | Self::Image
            | Self::Form
            | Self::Data
            | Self::Palette
            | Self::Jbig2Globals => (false, true),
            _ => (true, false),
        }
    }
}
