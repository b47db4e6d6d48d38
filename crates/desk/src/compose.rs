//! The one place that names concrete parts: which database, which clock, which randomness, which mail transport.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::SignedDuration;
use souffleur_app::{App, AppConfig, AttachmentConfig, Clock, DeliveryConfig, SystemClock, SystemEntropy};
use souffleur_channels::email::{FolderTransport, MailTransport, SmtpConfig, SmtpTransport};
use souffleur_core::text::Email;
use souffleur_render::{Engine, Sources};
use souffleur_routing::Encoder;
use souffleur_store::{Database, PostgresOptions, Store};
use souffleur_web::{
    Web,
    config::{Allowance, Caps, LimitsConfig, OpsConfig, WebConfig},
};

use crate::{
    Error,
    cli::Common,
    config::{Config, Limits},
    descriptors, encoder, node, private,
};

/// Letters from a desk that has no address of its own.
const NO_ADDRESS: &str = "questions@localhost.localdomain";
/// Where letters go that no server carries, within the data folder.
const MAIL_FOLDER: &str = "mail";
/// The file of the signing key, within the data folder.
const SIGNING_KEY: &str = "signing.key";
/// Where the files are that people send along, within the data folder.
const ATTACHMENTS_FOLDER: &str = "attachments";
/// The most programs ask at once, however many they may ask in a minute.
const PROGRAM_BURST: u32 = 20_000;

/// The runtime: a worker for each core, and few enough helpers that password hashes can't fill the memory.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    let built = tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(16).build();
    built.map_err(|error| Error::because("the runtime can't be started", error))
}

/// Does something for a command by the configuration that its arguments name.
pub(crate) fn run<T>(
    common: &Common,
    work: impl AsyncFnOnce(Config) -> Result<T, Error>,
) -> Result<T, Error> {
    let config = common.load(None)?;
    runtime()?.block_on(work(config))
}

/// Which database the configuration names.
pub(crate) fn database(config: &Config) -> Result<Database, Error> {
    Database::parse(config.database_url(), &config.data).map_err(store_error)
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Opens the database as it is; makes the data folder of an embedded one.
pub(crate) async fn store(config: &Config) -> Result<Store, Error> {
    let database = database(config)?;
    if let Database::Sqlite(path) = &database {
        let folder = folder_of(path);
        std::fs::create_dir_all(folder).map_err(Error::file(folder, "made"))?;
    }
    Store::open_with(&database, &postgres(config)).await.map_err(store_error)
}

/// Sizes and time limits of the connections to PostgreSQL.
fn postgres(config: &Config) -> PostgresOptions {
    let database = &config.database;
    PostgresOptions {
        connections: database.connections,
        reserved: database.reserved,
        lock_timeout: Duration::from_secs(database.lock_timeout_seconds),
        statement_timeout: Duration::from_secs(database.statement_timeout_seconds),
        idle_transaction_timeout: Duration::from_secs(database.idle_transaction_timeout_seconds),
        keepalive: Duration::from_secs(database.keepalive_seconds),
    }
}

/// Opens the database and brings its schema up to date.
pub(crate) async fn migrated_store(config: &Config) -> Result<Store, Error> {
    let store = store(config).await?;
    let steps = store.migrate().await.map_err(store_error)?;
    if steps > 0 {
        tracing::info!(steps, "brought the database's schema up to date");
    }
    Ok(store)
}

/// Templates and messages, with the addresses of the web's assets.
pub(crate) fn engine() -> Result<Arc<Engine>, Error> {
    let sources =
        Sources::embedded().map_err(|error| Error::because("the templates can't be read", error))?;
    let engine = Engine::new(&sources, souffleur_web::asset::url);
    Ok(Arc::new(engine.map_err(|error| Error::because("the templates can't be used", error))?))
}

/// The sentence model that the configuration names, if it names one.
pub(crate) fn encoder(config: &Config) -> Result<Option<Arc<dyn Encoder>>, Error> {
    let folder = Some(&config.routing.encoder).filter(|folder| !folder.as_os_str().is_empty());
    folder.map(|folder| encoder::open(folder)).transpose()
}

/// The use cases over a store, by the clock that is given.
pub(crate) async fn app_with(
    store: Store,
    clock: Arc<dyn Clock>,
    engine: Arc<Engine>,
    config: &Config,
    public_url: String,
    encoder: Option<Arc<dyn Encoder>>,
) -> Result<App, Error> {
    let from = if config.mail.from.is_empty() { NO_ADDRESS } else { &config.mail.from };
    let mail_address = Email::parse(from)
        .map_err(|error| Error::because(format!("mail.from: {from} is no address"), error))?;
    let signing_key = private::signing_key(&signing_key_file(config))?;
    let delivery = DeliveryConfig {
        node: node::name(&config.data)?,
        sends_mail: !config.mail.smtp_url.is_empty(),
        first_retry: SignedDuration::try_from(Duration::from_secs(config.mail.retry_seconds))
            .unwrap_or_default(),
    };
    let attachments = attachments(config);
    let config = AppConfig { public_url, mail_address, signing_key, attachments, encoder, delivery };
    let opened = App::open(store, clock, Arc::new(SystemEntropy), engine, config).await;
    opened.map_err(|error| Error::because("the desk can't be opened", error))
}

/// Where the signing key is.
pub(crate) fn signing_key_file(config: &Config) -> PathBuf {
    let file = Some(&config.identity.signing_key_file).filter(|file| !file.as_os_str().is_empty());
    file.cloned().unwrap_or_else(|| config.data.join(SIGNING_KEY))
}

/// What of a desk only its own user should be able to open.
pub(crate) fn private_places(config: &Config) -> Vec<PathBuf> {
    let mut places =
        vec![config.data.clone(), signing_key_file(config), attachments(config).vault.folder().to_owned()];
    if let Ok(Database::Sqlite(file)) = database(config) {
        places.push(file);
    }
    places
}

/// Where the bytes of files are, and how many are taken in.
pub(crate) fn attachments(config: &Config) -> AttachmentConfig {
    let own = &config.attachments;
    let folder = Some(&own.folder).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.cloned().unwrap_or_else(|| config.data.join(ATTACHMENTS_FOLDER));
    AttachmentConfig {
        most_bytes: own.most_megabytes.saturating_mul(1024 * 1024),
        most_files: usize::try_from(own.most_files).unwrap_or(usize::MAX),
        ..AttachmentConfig::new(folder)
    }
}

/// The use cases for a command that runs beside the desk, or without one.
pub(crate) async fn app(config: &Config) -> Result<App, Error> {
    let url = if config.public_url.is_empty() {
        format!("http://{}", config.listen)
    } else {
        config.public_url.clone()
    };
    app_with(migrated_store(config).await?, Arc::new(SystemClock), engine()?, config, url, encoder(config)?)
        .await
}

/// The web over the use cases.
pub(crate) fn web(app: App, engine: Arc<Engine>, config: &Config) -> Web {
    let limits = &config.limits;
    let even = |per_minute: u32| Allowance { burst: per_minute, per_minute };
    let limits = LimitsConfig {
        sign_in: even(limits.sign_in_per_minute),
        sign_in_address: even(limits.sign_in_per_minute.saturating_mul(6)),
        sign_in_account: even(limits.sign_in_per_minute.saturating_mul(4)),
        ask: even(limits.ask_per_minute),
        program: Allowance {
            burst: limits.program_per_minute.min(PROGRAM_BURST),
            per_minute: limits.program_per_minute,
        },
    };
    let public_url = app.config().public_url.clone();
    let ops = OpsConfig {
        token: Some(config.ops.token.clone()).filter(|token| !token.is_empty()),
        own_listener: config.ops.address().is_some(),
    };
    let (behind_proxy, caps) = (config.limits.behind_proxy, caps(&config.limits));
    Web::new(app, engine, WebConfig { public_url, behind_proxy, limits, caps, ops })
}

/// What may be held at the same time, and how long a step may take.
fn caps(limits: &Limits) -> Caps {
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Caps {
        connections: descriptors::connections(count(limits.connections)),
        connections_per_address: count(limits.connections_per_address),
        head: Duration::from_secs(limits.head_seconds),
        body_idle: Duration::from_secs(limits.body_idle_seconds),
        answer_idle: Duration::from_secs(limits.answer_idle_seconds),
        uploads: count(limits.uploads),
        uploads_per_address: count(limits.uploads_per_address),
        uploads_per_person: count(limits.uploads_per_person),
        streams_per_address: count(limits.streams_per_address),
        streams_per_person: count(limits.streams_per_person),
    }
}

/// What carries letters. Must be called within the runtime.
pub(crate) fn post(config: &Config) -> Result<Arc<dyn MailTransport>, Error> {
    if config.mail.smtp_url.is_empty() {
        return Ok(Arc::new(FolderTransport::new(config.data.join(MAIL_FOLDER))));
    }
    let smtp = SmtpConfig {
        url: config.mail.smtp_url.clone(),
        step_timeout: Duration::from_secs(config.mail.step_seconds),
        timeout: Duration::from_secs(config.mail.letter_seconds),
    };
    let transport = SmtpTransport::new(&smtp).map_err(|error| {
        let advice = "Write mail.smtp_url like smtps://user:password@mail.example.com:465.";
        Error::because("the mail server's address can't be used", error).advise(advice)
    })?;
    Ok(Arc::new(transport))
}

/// What the store could not do, with what to do about it.
pub(crate) fn store_error(error: souffleur_store::Error) -> Error {
    use souffleur_store::Error as Store;
    let advice = match &error {
        Store::Unreachable { .. } => {
            "Is the server running, and are the address, the user and the password right? For an SQLite file: may \
             this user write to its folder?"
        }
        Store::Address(_) => "Set database_url to postgres://user:password@host/database, or leave it out.",
        _ => "",
    };
    Error::because("the database can't be used", error).advise(advice)
}
