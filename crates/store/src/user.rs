//! Members of staff with what they know; their password is stored beside them and never travels with them.

use std::collections::{HashMap, HashSet};

use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select, Statement,
};
use souffleur_core::{
    id::{CalendarId, TopicId, UserId, VoiceId},
    language::Language,
    permission::Role,
    text::{Email, Name},
    user::{Absence, Expertise, User},
};

use crate::{
    entity::{absence, user, user_topic},
    error::{Error, Sound as _},
    instant::{instant, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "user";

impl Reader {
    /// Everybody, by name, whether active or not.
    pub async fn users(&self) -> Result<Vec<User>, Error> {
        self.users_where(user::Entity::find().order_by_asc(user::COLUMN.name), None).await
    }

    /// A member of staff by their id.
    pub async fn user(&self, id: UserId) -> Result<Option<User>, Error> {
        Ok(self.users_where(user::Entity::find_by_id(id.raw()), Some(id)).await?.pop())
    }

    /// A member of staff by what they sign in with.
    pub async fn user_by_email(&self, email: &Email) -> Result<Option<User>, Error> {
        Ok(self.credentials(email).await?.map(|(user, _)| user))
    }

    /// A member of staff and the hash of their password, if they have one yet.
    pub async fn credentials(&self, email: &Email) -> Result<Option<(User, Option<String>)>, Error> {
        let row =
            user::Entity::find().filter(user::COLUMN.email.eq(email.as_str())).one(&self.conn()).await?;
        let Some(row) = row else { return Ok(None) };
        let password = row.password_hash.clone();
        let user = self.user(UserId::new(row.id)).await?;
        Ok(user.map(|user| (user, password)))
    }

    /// The hash of somebody's password, if they have one yet.
    pub async fn password_hash(&self, id: UserId) -> Result<Option<String>, Error> {
        let row = user::Entity::find_by_id(id.raw()).one(&self.conn()).await?.ok_or(Error::Missing(WHAT))?;
        Ok(row.password_hash)
    }

    /// Who has chosen a password yet.
    pub async fn users_with_password(&self) -> Result<HashSet<UserId>, Error> {
        let ids = user::Entity::find().select_only().column(user::Column::Id);
        let ids = ids.filter(user::COLUMN.password_hash.is_not_null()).into_tuple::<uuid::Uuid>();
        Ok(ids.all(&self.conn()).await?.into_iter().map(UserId::new).collect())
    }

    /// Whether anybody works here yet.
    pub async fn has_users(&self) -> Result<bool, Error> {
        let some = user::Entity::find().select_only().column(user::Column::Id).limit(1);
        Ok(some.into_tuple::<uuid::Uuid>().one(&self.conn()).await?.is_some())
    }

    /// The last instant of something for each person, from the end of the index that `of_user` walks, however much
    /// there is; who has none is absent.
    pub(crate) async fn last_of_each(&self, of_user: &str) -> Result<HashMap<UserId, Timestamp>, Error> {
        let conn = self.conn();
        let sql = format!("SELECT users.id AS id, (SELECT {of_user}) AS at FROM users");
        let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
        let mut last = HashMap::new();
        for row in rows {
            if let Some(at) = row.try_get("", "at")? {
                last.insert(UserId::new(row.try_get("", "id")?), instant(at)?);
            }
        }
        Ok(last)
    }

    async fn users_where(
        &self,
        users: Select<user::Entity>,
        one: Option<UserId>,
    ) -> Result<Vec<User>, Error> {
        let rows = users.all(&self.conn()).await?;
        let mut topics = user_topic::Entity::find().order_by_asc(user_topic::COLUMN.position);
        let mut absences = absence::Entity::find().order_by_asc(absence::COLUMN.from_day);
        if let Some(id) = one {
            topics = topics.filter(user_topic::COLUMN.user_id.eq(id.raw()));
            absences = absences.filter(absence::COLUMN.user_id.eq(id.raw()));
        }
        let (topics, absences) = (topics.all(&self.conn()).await?, absences.all(&self.conn()).await?);
        rows.into_iter().map(|row| value(row, &topics, &absences)).collect()
    }
}

impl Tx {
    /// Stores a new member of staff; an address that another uses is a conflict.
    pub async fn insert_user(
        &mut self,
        new: &User,
        password_hash: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let row = user::Model {
            id: new.id.raw(),
            email: new.email.as_str().to_owned(),
            name: new.name.as_str().to_owned(),
            role: new.role.as_str().to_owned(),
            language: new.language.map(|language| language.code().to_owned()),
            voice_id: new.voice.map(VoiceId::raw),
            active: new.active,
            password_hash: password_hash.map(str::to_owned),
            capacity: capacity(new)?,
            calendar_id: new.expertise.calendar.map(CalendarId::raw),
            created_at: millis(now),
            deputy_id: new.expertise.deputy.map(UserId::raw),
        };
        self.insert(row).await?;
        self.insert_expertise(new).await
    }

    /// Stores what changed on a member of staff; their password stays.
    pub async fn save_user(&mut self, changed: &User) -> Result<(), Error> {
        let columns = user::ActiveModel {
            email: Set(changed.email.as_str().to_owned()),
            name: Set(changed.name.as_str().to_owned()),
            role: Set(changed.role.as_str().to_owned()),
            language: Set(changed.language.map(|language| language.code().to_owned())),
            voice_id: Set(changed.voice.map(VoiceId::raw)),
            active: Set(changed.active),
            capacity: Set(capacity(changed)?),
            calendar_id: Set(changed.expertise.calendar.map(CalendarId::raw)),
            deputy_id: Set(changed.expertise.deputy.map(UserId::raw)),
            ..Default::default()
        };
        self.update_user(changed.id, columns).await?;
        let id = changed.id.raw();
        user_topic::Entity::delete_many()
            .filter(user_topic::COLUMN.user_id.eq(id))
            .exec(&self.conn())
            .await?;
        absence::Entity::delete_many().filter(absence::COLUMN.user_id.eq(id)).exec(&self.conn()).await?;
        self.insert_expertise(changed).await
    }

    /// Gives somebody another password.
    pub async fn set_password(&mut self, id: UserId, password_hash: &str) -> Result<(), Error> {
        let columns =
            user::ActiveModel { password_hash: Set(Some(password_hash.to_owned())), ..Default::default() };
        self.update_user(id, columns).await
    }

    async fn update_user(&mut self, id: UserId, columns: user::ActiveModel) -> Result<(), Error> {
        let update = user::Entity::update_many().set(columns).filter(user::COLUMN.id.eq(id.raw()));
        match update.exec(&self.conn()).await?.rows_affected {
            0 => Err(Error::Missing(WHAT)),
            _ => Ok(()),
        }
    }

    async fn insert_expertise(&mut self, of: &User) -> Result<(), Error> {
        let topics = of.expertise.topics.iter().zip(0..).map(|(topic, position)| user_topic::Model {
            user_id: of.id.raw(),
            topic_id: topic.raw(),
            position,
        });
        self.insert_all(topics).await?;
        let absences = of.expertise.absences.iter().map(|away| absence::Model {
            user_id: of.id.raw(),
            from_day: away.from.to_string(),
            until_day: away.until.to_string(),
        });
        self.insert_all(absences).await
    }
}

fn capacity(user: &User) -> Result<Option<i32>, Error> {
    user.expertise.capacity.map(i32::try_from).transpose().sound(WHAT, &user.id)
}

fn value(row: user::Model, topics: &[user_topic::Model], absences: &[absence::Model]) -> Result<User, Error> {
    let id = UserId::new(row.id);
    let away = |day: &absence::Model| {
        let read = |text: &str| text.parse::<Date>().sound(WHAT, &id);
        Ok(Absence { from: read(&day.from_day)?, until: read(&day.until_day)? })
    };
    let expertise = Expertise {
        topics: topics
            .iter()
            .filter(|topic| topic.user_id == row.id)
            .map(|topic| TopicId::new(topic.topic_id))
            .collect(),
        capacity: row.capacity.map(u32::try_from).transpose().sound(WHAT, &id)?,
        calendar: row.calendar_id.map(CalendarId::new),
        deputy: row.deputy_id.map(UserId::new),
        absences: absences
            .iter()
            .filter(|day| day.user_id == row.id)
            .map(away)
            .collect::<Result<_, Error>>()?,
    };
    Ok(User {
        id,
        email: Email::try_from(row.email).sound(WHAT, &id)?,
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        role: Role::parse(&row.role).sound(WHAT, &id)?,
        language: row.language.map(|code| Language::from_code(&code).sound(WHAT, &id)).transpose()?,
        voice: row.voice_id.map(VoiceId::new),
        active: row.active,
        expertise,
    })
}
