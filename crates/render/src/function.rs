//! The functions a template may call: `t`, `asset`, `icon`.

use std::fmt::Write as _;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use tera::{Error, Function, Kwargs, State, Tera, TeraResult, Value};

use crate::messages::Catalog;
use crate::scene::Scene;

/// The sprite that holds the icons.
const SPRITE: &str = "icons.svg";

pub(crate) fn register(
    tera: &mut Tera,
    catalog: &Arc<Catalog>,
    asset_url: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
) {
    let asset_url: Arc<AssetUrl> = Arc::new(asset_url);
    tera.register_function("t", Translate(Arc::clone(catalog)));
    tera.register_function("asset", Asset(Arc::clone(&asset_url)));
    tera.register_function("icon", Icon(asset_url));
}

type AssetUrl = dyn Fn(&str) -> Option<String> + Send + Sync;

/// `{{ t(key="inbox-title", count=3) }}`: a message in the reader's language. It is escaped like any text.
struct Translate(Arc<Catalog>);

impl Function<TeraResult<Value>> for Translate {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
        let key: &str = kwargs.must_get("key")?;
        let messages = Scene::with_current(|scene| Ok(self.0.of(scene.language())))?;
        if let Some(plain) = messages.plain(key).map_err(Error::message)? {
            return Ok(plain);
        }
        let mut arguments = FluentArgs::new();
        for (name, value) in kwargs.iter() {
            if let Some(name) = name.as_str().filter(|name| *name != "key") {
                arguments.set(name, argument(name, value)?);
            }
        }
        messages.format(key, &arguments).map(Value::from).map_err(Error::message)
    }
}

fn argument<'v>(name: &str, value: &'v Value) -> TeraResult<FluentValue<'v>> {
    if value.is_undefined() || value.is_none() {
        return Err(Error::message(format!("`{name}` has no value")));
    }
    let text = || FluentValue::from(value.to_string());
    Ok(match (value.as_str(), value.is_number()) {
        (Some(text), _) => text.into(),
        (None, true) => value.as_f64().map_or_else(text, FluentValue::from),
        (None, false) => text(),
    })
}

/// `{{ asset(path="souffleur.css") }}`: the address of an asset.
struct Asset(Arc<AssetUrl>);

impl Function<TeraResult<String>> for Asset {
    fn call(&self, kwargs: Kwargs, _: &State) -> TeraResult<String> {
        address(&*self.0, kwargs.must_get("path")?)
    }
}

/// `{{ icon(name="inbox") }}`: a picture for the eye only, so it needs words beside it; `label` gives it a name of
/// its own.
struct Icon(Arc<AssetUrl>);

impl Function<TeraResult<String>> for Icon {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        let name: &str = kwargs.must_get("name")?;
        let class: &str = kwargs.get("class")?.unwrap_or_default();
        let url = address(&*self.0, &format!("{SPRITE}#{name}"))?;
        let mut svg = String::with_capacity(96 + url.len());
        svg.push_str("<svg class=\"icon");
        if !class.is_empty() {
            let _ = write!(svg, " {}", state.escape(class)?);
        }
        match kwargs.get::<&str>("label")? {
            Some(label) => {
                let _ = write!(svg, "\" role=\"img\" aria-label=\"{}\">", state.escape(label)?);
            }
            None => svg.push_str("\" aria-hidden=\"true\">"),
        }
        let _ = write!(svg, "<use href=\"{}\"/></svg>", state.escape(&url)?);
        Ok(svg)
    }

    fn is_safe(&self) -> bool {
        true
    }
}

fn address(asset_url: &AssetUrl, path: &str) -> TeraResult<String> {
    asset_url(path).ok_or_else(|| Error::message(format!("no asset `{path}`")))
}
