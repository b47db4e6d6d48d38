//! Styles, scripts and pictures: embedded, addressed by their content, so that a browser keeps them for ever and
//! still sees every change at once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{LazyLock, OnceLock};

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

use crate::access::Access;
use crate::route::Routes;

/// The path of every asset.
const PATH: &str = "/assets/{hash}/{*path}";

/// One year, the longest that caches honour; the address changes with the content.
const KEEP: &str = "public, max-age=31536000, immutable";

/// Files served under one name, put together in the order of theirs.
const BUNDLES: [(&str, &str); 2] = [("souffleur.css", "style/"), ("souffleur.js", "script/")];

/// The sprite, whose every icon has an address of its own.
const SPRITE: &str = "icons.svg";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../assets"]
struct Files;

static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(assets);
static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(addresses);

/// A file ready to be sent.
struct Asset {
    hash: String,
    content_type: &'static str,
    plain: Bytes,
    /// Made when it is first asked for: a desk that only serves its API never pays for it.
    gzip: OnceLock<Bytes>,
}

/// The address of an asset by its path (`souffleur.css`) or of an icon (`icons.svg#inbox`); none if there is no such
/// thing. This is what templates ask.
pub fn url(path: &str) -> Option<String> {
    ADDRESSES.get(path).cloned()
}

/// The route of assets.
pub(crate) fn routes() -> Routes {
    Routes::new().get(PATH, Access::Public, "asset", serve)
}

/// `GET /assets/{hash}/{path}`.
async fn serve(Path((hash, path)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.get(&path) else { return StatusCode::NOT_FOUND.into_response() };
    if hash != asset.hash {
        // A page from before an update asks for what was there then: what is there now is better than nothing.
        return Redirect::temporary(&address(&asset.hash, &path)).into_response();
    }
    let mut response = asset.answer(&headers);
    let to_all = response.headers_mut();
    to_all.insert(CACHE_CONTROL, HeaderValue::from_static(KEEP));
    to_all.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag()) {
        to_all.insert(ETAG, etag);
    }
    response
}

impl Asset {
    fn new(plain: Bytes, content_type: &'static str) -> Self {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&plain)[..8]);
        Self { hash, content_type, plain, gzip: OnceLock::new() }
    }

    fn etag(&self) -> String {
        format!("\"{}\"", self.hash)
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let known = headers.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
        if known.is_some_and(|tags| tags.contains(&self.etag())) {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        let content_type = [(CONTENT_TYPE, self.content_type)];
        if accepts_gzip(headers) {
            let gzip = self.gzip.get_or_init(|| compress(&self.plain)).clone();
            return (content_type, [(CONTENT_ENCODING, "gzip")], gzip).into_response();
        }
        (content_type, self.plain.clone()).into_response()
    }
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

fn compress(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::best());
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    #[expect(clippy::expect_used, reason = "writing to memory cannot fail")]
    written.expect("memory takes every write").into()
}

/// Every file that has a type, and the bundles.
fn assets() -> HashMap<String, Asset> {
    let mut names: Vec<Cow<'static, str>> = Files::iter().collect();
    names.sort();
    let mut assets = HashMap::new();
    for (bundle, folder) in BUNDLES {
        let parts = names.iter().filter(|name| name.starts_with(folder));
        let content: Vec<u8> =
            parts.filter_map(|name| Files::get(name)).flat_map(|file| lean(&file.data)).collect();
        let content = if bundle.rsplit_once('.').is_some_and(|(_, kind)| kind == "css") {
            tight(&content)
        } else {
            content
        };
        let content = if bundle.ends_with("js") { [STRICT, &content].concat() } else { content };
        if let Some(content_type) = content_type(bundle) {
            assets.insert(bundle.to_owned(), Asset::new(content.into(), content_type));
        }
    }
    let is_part = |name: &str| BUNDLES.iter().any(|(_, folder)| name.starts_with(folder));
    for name in names.iter().filter(|name| !is_part(name)) {
        if let (Some(content_type), Some(file)) = (content_type(name), Files::get(name)) {
            let plain = match file.data {
                Cow::Borrowed(data) => Bytes::from_static(data),
                Cow::Owned(data) => data.into(),
            };
            assets.insert(name.to_string(), Asset::new(plain, content_type));
        }
    }
    assets
}

/// What every script begins with.
const STRICT: &[u8] = b"\"use strict\";";

/// A part of a bundle without the lines that say something to its authors only, and without what lines begin with.
fn lean(part: &[u8]) -> Vec<u8> {
    let (mut kept, mut in_remark) = (Vec::with_capacity(part.len()), false);
    for line in part.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
        let begins =
            line.starts_with(b"/*") && (line.ends_with(b"*/") || !line.windows(2).any(|two| two == b"*/"));
        // The whole bundle is strict, by its first line.
        let remark = in_remark || begins || line.starts_with(b"//") || line == STRICT;
        in_remark = (in_remark || begins) && !line.ends_with(b"*/");
        if !remark && !line.is_empty() {
            kept.extend_from_slice(line);
            kept.push(b'\n');
        }
    }
    kept
}

/// A style sheet without the spaces that only its authors want. Whatever stands in quotation marks is left alone.
fn tight(style: &[u8]) -> Vec<u8> {
    let (mut kept, mut quoted) = (Vec::with_capacity(style.len()), false);
    for &byte in style {
        quoted ^= byte == b'"';
        match (kept.last().copied(), byte) {
            (Some(b'{' | b'}' | b';' | b':' | b',' | b'>'), b' ' | b'\n') if !quoted => {}
            _ if !quoted && is_spare(&kept, byte) => {
                kept.pop();
                kept.push(byte);
            }
            _ => kept.push(byte),
        }
    }
    kept
}

/// Whether the last byte of a style sheet says nothing before the next: a space before a rule, the last semicolon of one, the
/// nought before a point.
fn is_spare(kept: &[u8], next: u8) -> bool {
    match (kept.last(), next) {
        (Some(b' ' | b'\n'), b'{' | b'>') | (Some(b';'), b'}') => true,
        (Some(b'0'), b'.') => kept.iter().rev().nth(1).is_some_and(|before| b" :,(-".contains(before)),
        _ => false,
    }
}

/// What is served and as what; scripts that only prepare assets, licences and explanations are not.
fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

fn address(hash: &str, path: &str) -> String {
    format!("/assets/{hash}/{path}")
}

/// The addresses of the files and of the icons in the sprite.
fn addresses() -> HashMap<String, String> {
    let mut addresses: HashMap<String, String> =
        ASSETS.iter().map(|(path, asset)| (path.clone(), address(&asset.hash, path))).collect();
    if let Some(sprite) = ASSETS.get(SPRITE) {
        let text = String::from_utf8_lossy(&sprite.plain);
        for id in text.split("<symbol id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let icon = format!("{SPRITE}#{id}");
            addresses.insert(icon.clone(), address(&sprite.hash, &icon));
        }
    }
    addresses
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use axum::http::header::LOCATION;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    async fn answer(path: &str, headers: &[(&str, &str)]) -> (StatusCode, HeaderMap, Bytes) {
        let mut request = Request::get(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let router: Router = Router::new().route(PATH, get(serve));
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap())
    }

    #[tokio::test]
    async fn an_asset_is_kept_for_ever_under_its_address() {
        let style = url("souffleur.css").unwrap();
        let (status, headers, plain) = answer(&style, &[]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(headers[CACHE_CONTROL], KEEP);
        assert!(
            plain.starts_with(b":root:not([data-bs-theme]){color-scheme:light dark}"),
            "the first file of the bundle comes first"
        );

        let etag = headers[ETAG].to_str().unwrap();
        let (status, _, body) = answer(&style, &[("if-none-match", etag)]).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));

        let (_, headers, gzip) = answer(&style, &[("accept-encoding", "br, gzip;q=0.8")]).await;
        assert_eq!(headers[CONTENT_ENCODING], "gzip");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*gzip).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain);
        let (_, headers, _) = answer(&style, &[("accept-encoding", "gzip;q=0, br")]).await;
        assert!(!headers.contains_key(CONTENT_ENCODING));
    }

    #[tokio::test]
    async fn an_old_address_leads_to_the_new_one_and_an_unknown_one_nowhere() {
        let (status, headers, _) = answer("/assets/0123456789abcdef/theme.js", &[]).await;
        assert_eq!(status, StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(headers[LOCATION], url("theme.js").unwrap().as_str());
        for path in ["vendor.sh", "README.md", "style/1-tokens.css", "..%2fCargo.toml", "nothing.css"] {
            let (status, _, _) = answer(&format!("/assets/0/{path}"), &[]).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn remarks_stay_at_home() {
        let script = lean(b"// Says hello.\n  let a = `//x`;\n\n  // Why.\n  b(a); // so\n");
        assert_eq!(script, b"let a = `//x`;\nb(a); // so\n");
        assert_eq!(lean(b"/* One, and\n   two. */\n.a { top: 0; }\n"), b".a { top: 0; }\n");
        assert_eq!(lean(b"/* A chip. */\n.chip { /* thin */ top: 0; }\n"), b".chip { /* thin */ top: 0; }\n");
    }

    #[test]
    fn icons_have_addresses_if_the_sprite_has_them() {
        assert!(url("icons.svg#inbox").unwrap().ends_with("/icons.svg#inbox"));
        assert_eq!(url("icons.svg#no-such-icon"), None);
    }

    #[test]
    fn a_style_sheet_is_tight() {
        let style = b"a:hover, p > :first-child {\n  color: red;\n  margin: 0.5rem 10.5px;\n  content: \"; } \";\n}\n@media (width < 9em) { b { c: d; } }\n";
        let tight = String::from_utf8(tight(style)).unwrap();
        let expected = "a:hover,p>:first-child{color:red;margin:.5rem 10.5px;content:\"; } \"}@media (width < 9em){b{c:d}}";
        assert_eq!(tight, expected);
    }

    /// What a first visit downloads beside the page itself stays within the promise of 150 kB, with room for the page.
    #[test]
    fn a_first_visit_is_light() {
        let total: usize = ASSETS.values().map(|asset| compress(&asset.plain).len()).sum();
        assert!(total < 125_000, "{total} bytes of assets");
    }
}
