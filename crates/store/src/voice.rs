//! The public personas. One that is retired stays readable, for the threads it spoke in.

use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    id::VoiceId,
    language::Language,
    text::{Key, Name, Remark},
    voice::Voice,
};

use crate::{
    entity::voice,
    error::{Error, Sound as _},
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "voice";

impl Reader {
    /// The voices in use, by name.
    pub async fn voices(&self) -> Result<Vec<Voice>, Error> {
        let rows =
            voice::Entity::find().filter(voice::COLUMN.active.eq(true)).order_by_asc(voice::COLUMN.name);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// Every voice and whether it is in use, by name.
    pub async fn all_voices(&self) -> Result<Vec<(Voice, bool)>, Error> {
        let rows = voice::Entity::find().order_by_asc(voice::COLUMN.name).all(&self.conn()).await?;
        let known = |row: voice::Model| {
            let active = row.active;
            Ok((value(row)?, active))
        };
        rows.into_iter().map(known).collect()
    }

    /// A voice by its id, retired or not.
    pub async fn voice(&self, id: VoiceId) -> Result<Option<Voice>, Error> {
        voice::Entity::find_by_id(id.raw()).one(&self.conn()).await?.map(value).transpose()
    }

    /// A voice by its key, retired or not.
    pub async fn voice_by_key(&self, key: &Key) -> Result<Option<Voice>, Error> {
        let row = voice::Entity::find().filter(voice::COLUMN.key.eq(key.as_str())).one(&self.conn()).await?;
        row.map(value).transpose()
    }
}

impl Tx {
    /// Stores a new voice; a key that another uses is a conflict.
    pub async fn insert_voice(&mut self, new: &Voice) -> Result<(), Error> {
        let row = voice::Model {
            id: new.id.raw(),
            key: new.key.as_str().to_owned(),
            name: new.name.as_str().to_owned(),
            signature: new.signature.as_str().to_owned(),
            languages: languages_text(&new.languages)?,
            active: true,
        };
        self.insert(row).await
    }

    /// Stores what changed on a voice, and takes it back into use.
    pub async fn save_voice(&mut self, changed: &Voice) -> Result<(), Error> {
        let columns = voice::ActiveModel {
            key: Set(changed.key.as_str().to_owned()),
            name: Set(changed.name.as_str().to_owned()),
            signature: Set(changed.signature.as_str().to_owned()),
            languages: Set(languages_text(&changed.languages)?),
            active: Set(true),
            ..Default::default()
        };
        self.update_voice(changed.id, columns).await
    }

    /// Takes a voice out of use.
    pub async fn retire_voice(&mut self, id: VoiceId) -> Result<(), Error> {
        self.update_voice(id, voice::ActiveModel { active: Set(false), ..Default::default() }).await
    }

    async fn update_voice(&mut self, id: VoiceId, columns: voice::ActiveModel) -> Result<(), Error> {
        let update = voice::Entity::update_many().set(columns).filter(voice::COLUMN.id.eq(id.raw()));
        match update.exec(&self.conn()).await?.rows_affected {
            0 => Err(Error::Missing(WHAT)),
            _ => Ok(()),
        }
    }
}

pub(crate) fn languages_text(languages: &[Language]) -> Result<String, Error> {
    json::text(&languages, WHAT)
}

pub(crate) fn value(row: voice::Model) -> Result<Voice, Error> {
    let id = VoiceId::new(row.id);
    Ok(Voice {
        id,
        key: Key::try_from(row.key).sound(WHAT, &id)?,
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        signature: Remark::try_from(row.signature).sound(WHAT, &id)?,
        languages: json::value(&row.languages, WHAT, &id)?,
    })
}
