//! The layers and their order. Each value remembers where it came from, so that an error can say it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use config::{File, FileFormat, Map, Source, Value, ValueKind};
use toml::Table;

use super::{
    Config, ConfigError, DEFAULTS, Wrong,
    known::{self, CONFIG_VARIABLE, Known, PREFIX},
};

/// The file that is read when none is named and it is there.
const DEFAULT_FILE: &str = "souffleur.toml";

/// What there is to read. Tests bring their own instead of the process's.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// What the command line says, by path.
    pub flags: BTreeMap<&'static str, String>,
    /// The variables.
    pub environment: Environment,
    /// The file named on the command line.
    pub file: Option<PathBuf>,
    /// The folder in which `souffleur.toml` is looked for.
    pub folder: PathBuf,
}

/// Variables by name; those of other programs are passed over.
pub type Environment = BTreeMap<String, String>;

impl Layers {
    /// The layers of this process.
    pub fn of_process(flags: BTreeMap<&'static str, String>, file: Option<PathBuf>) -> Self {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| {
                Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
            })
            .collect();
        Self { flags, environment, file, folder: PathBuf::new() }
    }

    pub(super) fn read(&self) -> Result<Config, ConfigError> {
        let known = known::all();
        let (mut layers, mut wrongs) = (Vec::new(), Vec::new());
        if let Some((path, text)) = self.file_text()? {
            let table: Table = text.parse().map_err(|error: toml::de::Error| ConfigError::NotToml {
                path: path.clone(),
                detail: error.to_string().trim_end().to_owned(),
            })?;
            wrongs.extend(unknown_in_file(&table, &known, &path));
            layers.push(Told::file(&table, &path));
        }
        wrongs.extend(unknown_variables(&self.environment, &known));
        if !wrongs.is_empty() {
            return Err(ConfigError::Wrong(wrongs));
        }
        layers.push(Told::variables(&self.environment, &known));
        layers.push(Told::flags(&self.flags));
        let defaults = config::Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
        let builder = layers.iter().fold(defaults, |builder, layer| builder.add_source(layer.clone()));
        let read = builder.build().and_then(config::Config::try_deserialize);
        read.map_err(|error| wrong_value(&error, &layers))
    }

    fn file_text(&self) -> Result<Option<(PathBuf, String)>, ConfigError> {
        let named = self.file.clone().or_else(|| self.environment.get(CONFIG_VARIABLE).map(PathBuf::from));
        let path = named.clone().unwrap_or_else(|| self.folder.join(DEFAULT_FILE));
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path, text))),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(ConfigError::Unreadable { path, source }),
        }
    }
}

/// Values of one layer, each with its origin.
#[derive(Debug, Clone)]
struct Told(Vec<(String, Value)>);

impl Told {
    fn file(table: &Table, path: &Path) -> Self {
        let origin = path.display().to_string();
        let value = |at: &String| {
            let raw = at.split('.').try_fold(None, |outer: Option<&toml::Value>, name| {
                outer.map_or_else(|| table.get(name), |outer| outer.get(name)).map(Some)
            });
            let kind = match raw.flatten()? {
                toml::Value::Boolean(value) => ValueKind::Boolean(*value),
                toml::Value::Integer(value) => ValueKind::I64(*value),
                toml::Value::Float(value) => ValueKind::Float(*value),
                toml::Value::String(value) => ValueKind::String(value.clone()),
                other => ValueKind::String(other.to_string()),
            };
            Some((at.clone(), Value::new(Some(&origin), kind)))
        };
        Self(known::paths(table).iter().filter_map(value).collect())
    }

    fn variables(environment: &Environment, known: &[Known]) -> Self {
        let value = |known: &Known| {
            let name = known.variable();
            let value = environment.get(&name)?;
            let origin = format!("the variable {name}");
            Some((known.path.clone(), Value::new(Some(&origin), ValueKind::String(value.clone()))))
        };
        Self(known.iter().filter_map(value).collect())
    }

    fn flags(flags: &BTreeMap<&'static str, String>) -> Self {
        let value = |(path, value): (&&'static str, &String)| {
            let origin = format!("the option --{}", path.replace('_', "-"));
            ((*path).to_owned(), Value::new(Some(&origin), ValueKind::String(value.clone())))
        };
        Self(flags.iter().map(value).collect())
    }
}

impl Told {
    fn origin(&self, path: &str) -> Option<String> {
        self.0.iter().find(|(at, _)| at == path).and_then(|(_, value)| value.origin()).map(str::to_owned)
    }
}

impl Source for Told {
    fn clone_into_box(&self) -> Box<dyn Source + Send + Sync> {
        Box::new(self.clone())
    }

    fn collect(&self) -> Result<Map<String, Value>, config::ConfigError> {
        Ok(self.0.iter().cloned().collect())
    }
}

fn unknown_in_file(table: &Table, known: &[Known], path: &Path) -> Vec<Wrong> {
    let names = || known.iter().map(|known| known.path.as_str());
    let unknown = known::paths(table).into_iter().filter(|found| !names().any(|name| name == found));
    // A table of ours that is merely empty sets nothing and harms nothing.
    let unknown = unknown.filter(|found| !names().any(|name| name.starts_with(&format!("{found}."))));
    let wrong = |found: String| Wrong {
        advice: advice(known::nearest(&found, names())),
        what: format!("unknown setting {found}"),
        place: path.display().to_string(),
    };
    unknown.map(wrong).collect()
}

fn unknown_variables(environment: &Environment, known: &[Known]) -> Vec<Wrong> {
    let names: Vec<String> = known.iter().map(Known::variable).chain([CONFIG_VARIABLE.to_owned()]).collect();
    let ours = environment.keys().filter(|name| name.starts_with(PREFIX));
    let wrong = |found: &String| Wrong {
        what: format!("unknown setting {found}"),
        place: "the environment".to_owned(),
        advice: advice(known::nearest(found, names.iter().map(String::as_str))),
    };
    ours.filter(|name| !names.contains(name)).map(wrong).collect()
}

fn advice(nearest: Option<&str>) -> String {
    let all = "docs/configuration.md lists every setting";
    nearest.map_or_else(
        || format!("Remove it; {all}."),
        |name| format!("Did you mean {name}? Else remove it; {all}."),
    )
}

/// A value of the wrong type, in our words rather than the library's.
fn wrong_value(error: &config::ConfigError, layers: &[Told]) -> ConfigError {
    let (what, key, place) = match error {
        config::ConfigError::Type { origin, unexpected, expected, key } => {
            (format!("must be {expected}, not {unexpected},"), key.clone(), origin.clone())
        }
        config::ConfigError::At { error, origin, key } => {
            (format!("can't be taken: {error}"), key.clone(), origin.clone())
        }
        other => (other.to_string(), None, None),
    };
    let key = key.unwrap_or_else(|| "a setting".to_owned());
    let place = place.or_else(|| layers.iter().rev().find_map(|layer| layer.origin(&key)));
    let place = place.unwrap_or_else(|| "the configuration".to_owned());
    let advice = "docs/configuration.md shows the values that each setting takes.".to_owned();
    ConfigError::Wrong(vec![Wrong { what: format!("{key} {what}"), place, advice }])
}
