//! Precedence, and that nothing mistyped is passed over in silence.

use std::{fs, path::PathBuf};

use super::*;

/// A folder of its own with a `souffleur.toml`, gone at the end of the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("souffleur.toml"), text).unwrap();
        Self(folder)
    }

    fn layers(&self) -> Layers {
        Layers { folder: self.0.path().to_owned(), ..Layers::default() }
    }
}

fn variables(pairs: &[(&str, &str)]) -> Environment {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn wrongs(layers: &Layers) -> Vec<Wrong> {
    match Config::load(layers) {
        Err(ConfigError::Wrong(wrongs)) => wrongs,
        other => panic!("expected wrong settings, got {other:?}"),
    }
}

#[test]
fn nothing_said_means_the_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::load(&Layers { folder: folder.path().to_owned(), ..Layers::default() }).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.data, PathBuf::from("data"));
    assert_eq!((config.database_url(), config.ready_file()), (None, None));
    assert_eq!(config.log.format, LogFormat::Auto);
}

#[test]
fn flags_go_before_variables_before_the_file_before_the_defaults() {
    let folder =
        Folder::with("listen = \"127.0.0.1:1\"\ndata = \"from-file\"\n[limits]\nask_per_minute = 3\n");
    let mut layers = folder.layers();
    let of = |layers: &Layers| {
        let config = Config::load(layers).unwrap();
        (config.listen.port(), config.data.display().to_string(), config.limits.ask_per_minute)
    };
    assert_eq!(of(&layers), (1, "from-file".to_owned(), 3));
    layers.environment = variables(&[
        ("SOUFFLEUR_LISTEN", "127.0.0.1:2"),
        ("SOUFFLEUR_DATA", "from-variable"),
        ("SOUFFLEUR_LIMITS_ASK_PER_MINUTE", "4"),
        ("PATH", "/bin"),
    ]);
    assert_eq!(of(&layers), (2, "from-variable".to_owned(), 4));
    layers.flags = [("listen", "127.0.0.1:3".to_owned())].into();
    assert_eq!(of(&layers), (3, "from-variable".to_owned(), 4));
}

#[test]
fn unknown_names_are_refused_with_their_place_and_what_to_do() {
    let folder = Folder::with("lisen = \"127.0.0.1:1\"\n[mail]\nsmtp_url = \"\"\ncolour = 1\n");
    let mut layers = folder.layers();
    layers.environment = variables(&[("SOUFFLEUR_LOGLEVEL", "debug")]);
    let told: Vec<_> = wrongs(&layers).into_iter().map(|wrong| (wrong.to_string(), wrong.advice)).collect();
    let file = folder.0.path().join("souffleur.toml").display().to_string();
    let has = |what: &str, advice: &str| {
        assert!(
            told.iter().any(|(said, to_do)| *said == what && to_do.starts_with(advice)),
            "{what}: {told:?}"
        );
    };
    has(&format!("unknown setting lisen in {file}"), "Did you mean listen?");
    has(&format!("unknown setting mail.colour in {file}"), "");
    has("unknown setting SOUFFLEUR_LOGLEVEL in the environment", "Did you mean SOUFFLEUR_LOG_LEVEL?");
    assert_eq!(told.len(), 3, "{told:?}");
}

#[test]
fn a_value_of_the_wrong_type_says_where_it_stands() {
    let folder = Folder::with("shutdown_seconds = \"soon\"\n");
    let told = wrongs(&folder.layers());
    assert!(told[0].to_string().contains("shutdown_seconds"), "{told:?}");
    assert!(told[0].place.ends_with("souffleur.toml"), "{told:?}");

    let mut layers = Folder::with("").layers();
    layers.environment = variables(&[("SOUFFLEUR_LISTEN", "everywhere")]);
    let told = wrongs(&layers);
    assert!(told[0].to_string().contains("listen"), "{told:?}");
    assert_eq!(told[0].place, "the variable SOUFFLEUR_LISTEN");
}

#[test]
fn values_are_checked_beyond_their_type_all_at_once() {
    let text = "public_url = \"questions.example.com/\"\nshutdown_seconds = 0\ndatabase_url = \"mysql://x\"\n\
                [mail]\nsmtp_url = \"mail.example.com\"\n[log]\nlevel = \"a=b=c\"\n[ops]\ntoken = \"short\"\nlisten = \"here\"\n";
    let told = wrongs(&Folder::with(text).layers());
    let expected = [
        "public_url",
        "shutdown_seconds",
        "database_url",
        "mail.smtp_url",
        "mail.from",
        "log.level",
        "ops.token",
        "ops.listen",
    ];
    for path in expected {
        assert!(told.iter().any(|wrong| wrong.what.starts_with(path)), "{path}: {told:?}");
    }
}

#[test]
fn a_file_that_was_named_must_be_there_and_be_toml() {
    let folder = Folder::with("not toml at all");
    let missing = Layers { file: Some("/nowhere/souffleur.toml".into()), ..Layers::default() };
    assert!(matches!(Config::load(&missing), Err(ConfigError::Unreadable { .. })));
    assert!(matches!(Config::load(&folder.layers()), Err(ConfigError::NotToml { .. })));
    let environment = variables(&[("SOUFFLEUR_CONFIG", "/nowhere/souffleur.toml")]);
    let by_variable = Layers { environment, ..Layers::default() };
    assert!(matches!(Config::load(&by_variable), Err(ConfigError::Unreadable { .. })));
}
