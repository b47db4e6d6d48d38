//! The desk itself, and everything that an administrator can change, read at once.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait as _, EntityTrait as _, ExprTrait as _, QuerySelect as _,
    sea_query::{Expr, Query},
};
use souffleur_core::{
    alert::{AlertChoice, QuietHours},
    id::UserId,
    language::Language,
    pause::Pause,
    rule::Rule,
    text::{Name, Remark},
    topic::Topic,
    user::User,
    voice::Voice,
};

use crate::{
    Hash,
    calendar::StoredCalendar,
    entity::desk,
    error::{Error, Sound as _},
    hold::Hold,
    instant::millis,
    json,
    notice::Notice,
    policy::StoredPolicy,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "desk";
/// A database is one desk.
const THE_DESK: i32 = 1;

/// The desk itself.
#[derive(Clone, PartialEq)]
pub struct Desk {
    /// What the house calls it.
    pub name: Name,
    /// The languages of its public pages; the first is what they fall back to.
    pub languages: Vec<Language>,
    /// Counts every change of a setting.
    pub settings_version: i64,
    /// The confidence under which the community managers keep a question.
    pub routing_threshold: f64,
    /// When nobody is alerted who has not chosen otherwise.
    pub quiet_hours: Option<QuietHours>,
    /// What it says first where it answers late, in the languages in which it has words of its own for that.
    pub apologies: BTreeMap<Language, Remark>,
    /// Whether everybody may read how well the house keeps its promise.
    pub publishes_rate: bool,
    /// The hold that a restored copy is under.
    pub held: Option<Hold>,
    /// Whether what strangers ask in public is on the wall only after a community manager has looked at it.
    pub first_look: bool,
}

impl std::fmt::Debug for Desk {
    /// The little that tells one desk from another.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk")
            .field("name", &self.name)
            .field("languages", &self.languages)
            .field("settings_version", &self.settings_version)
            .field("routing_threshold", &self.routing_threshold)
            .finish_non_exhaustive()
    }
}

/// Everything that an administrator can change.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The desk itself.
    pub desk: Desk,
    /// The voices in use.
    pub voices: Vec<Voice>,
    /// The topics in use, in the house's order.
    pub topics: Vec<Topic>,
    /// The topics that are no longer in use; past questions are about them.
    pub retired_topics: Vec<Topic>,
    /// All calendars as they are now.
    pub calendars: Vec<StoredCalendar>,
    /// All policies as they are now.
    pub policies: Vec<StoredPolicy>,
    /// Everybody, active or not.
    pub users: Vec<User>,
    /// All rules, in the order in which they are tried.
    pub rules: Vec<Rule>,
    /// The pauses of the house that last.
    pub pauses: Vec<Pause>,
    /// What people chose to be told of; who chose nothing is absent.
    pub alert_choices: HashMap<UserId, AlertChoice>,
}

impl Reader {
    /// The desk, once it was created.
    pub async fn desk(&self) -> Result<Option<Desk>, Error> {
        desk::Entity::find_by_id(THE_DESK).one(&self.conn()).await?.map(value).transpose()
    }

    /// The fingerprint of the key that tokens are signed with, once there was one.
    pub async fn signing_key_hash(&self) -> Result<Option<Hash>, Error> {
        let row = desk::Entity::find_by_id(THE_DESK).one(&self.conn()).await?;
        let hash = row.and_then(|row| row.signing_key_hash);
        hash.map(|hash| Hash::try_from(hash.as_slice()).sound(WHAT, &"signing key")).transpose()
    }

    /// Everything that an administrator can change. The desk is read first: a change in between has a later version
    /// and another notice.
    pub async fn load_settings(&self) -> Result<Settings, Error> {
        let desk = self.desk().await?.ok_or(Error::Missing(WHAT))?;
        let (topics, retired): (Vec<_>, Vec<_>) =
            self.all_topics().await?.into_iter().partition(|(_, _, active)| *active);
        let named = |topics: Vec<(Topic, i32, bool)>| topics.into_iter().map(|(topic, ..)| topic).collect();
        Ok(Settings {
            desk,
            voices: self.voices().await?,
            topics: named(topics),
            retired_topics: named(retired),
            calendars: self.calendars().await?,
            policies: self.policies().await?,
            users: self.users().await?,
            rules: self.rules().await?,
            pauses: self.open_house_pauses().await?,
            alert_choices: self.alert_choices().await?,
        })
    }
}

impl Tx {
    /// Creates the desk; a second one is a conflict.
    pub async fn create_desk(&mut self, new: &Desk, now: Timestamp) -> Result<(), Error> {
        let row = desk::Model {
            id: THE_DESK,
            name: new.name.as_str().to_owned(),
            languages: json::text(&new.languages, WHAT)?,
            settings_version: new.settings_version,
            routing_threshold: new.routing_threshold,
            quiet_hours: quiet_hours(new)?,
            apologies: apologies(new)?,
            publishes_rate: new.publishes_rate,
            first_look: new.first_look,
            created_at: millis(now),
            held_since: new.held.map(|hold| millis(hold.since)),
            held_copy_of: new.held.map(|hold| millis(hold.copy_of)),
            signing_key_hash: None,
        };
        self.insert(row).await
    }

    /// Stores what changed on the desk, but for the version of its settings and the hold it may be under.
    pub async fn save_desk(&mut self, changed: &Desk) -> Result<(), Error> {
        let columns = desk::ActiveModel {
            name: Set(changed.name.as_str().to_owned()),
            languages: Set(json::text(&changed.languages, WHAT)?),
            routing_threshold: Set(changed.routing_threshold),
            quiet_hours: Set(quiet_hours(changed)?),
            apologies: Set(apologies(changed)?),
            publishes_rate: Set(changed.publishes_rate),
            first_look: Set(changed.first_look),
            ..Default::default()
        };
        let saved = desk::Entity::update_many().set(columns).exec(&self.conn()).await?;
        if saved.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }

    /// Keeps the settings as they are until this transaction ends: who changes them waits for who changes them before.
    pub async fn lock_settings(&mut self) -> Result<(), Error> {
        desk::Entity::find().lock_exclusive().one(&self.conn()).await.map(drop).map_err(Error::from)
    }

    /// Remembers the fingerprint of the key that tokens are signed with; the key itself is not in the database.
    pub async fn save_signing_key_hash(&mut self, hash: &Hash) -> Result<(), Error> {
        let columns = desk::ActiveModel { signing_key_hash: Set(Some(hash.to_vec())), ..Default::default() };
        desk::Entity::update_many().set(columns).exec(&self.conn()).await?;
        Ok(())
    }

    /// Counts a change of a setting, tells who listens, and says the new version.
    pub async fn bump_settings(&mut self) -> Result<i64, Error> {
        let next = Query::update()
            .table(desk::Entity)
            .value(desk::Column::SettingsVersion, Expr::col(desk::Column::SettingsVersion).add(1))
            .returning_col(desk::Column::SettingsVersion)
            .take();
        let row = self.conn().query_one(&next).await?.ok_or(Error::Missing(WHAT))?;
        self.notify(Notice::Settings);
        Ok(row.try_get("", "settings_version")?)
    }
}

fn quiet_hours(desk: &Desk) -> Result<Option<String>, Error> {
    desk.quiet_hours.as_ref().map(|hours| json::text(hours, WHAT)).transpose()
}

fn apologies(desk: &Desk) -> Result<Option<String>, Error> {
    (!desk.apologies.is_empty()).then(|| json::text(&desk.apologies, WHAT)).transpose()
}

fn value(row: desk::Model) -> Result<Desk, Error> {
    let held = Hold::of(&row)?;
    Ok(Desk {
        held,
        name: Name::try_from(row.name).sound(WHAT, &row.id)?,
        languages: json::value(&row.languages, WHAT, &row.id)?,
        settings_version: row.settings_version,
        routing_threshold: row.routing_threshold,
        apologies: row.apologies.map_or(Ok(BTreeMap::new()), |text| json::value(&text, WHAT, &row.id))?,
        publishes_rate: row.publishes_rate,
        first_look: row.first_look,
        quiet_hours: row.quiet_hours.map(|text| json::value(&text, WHAT, &row.id)).transpose()?,
    })
}
