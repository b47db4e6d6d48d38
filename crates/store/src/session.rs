//! Sessions. The refresh token rotates; the one before is remembered, so that its reuse gives a thief away.

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _, ExprTrait as _, QueryFilter as _};
use souffleur_core::id::{SessionId, UserId};

use crate::{
    Hash,
    entity::session,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "session";

/// A session of a member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, through all its refresh tokens.
    pub id: SessionId,
    /// Whose it is.
    pub user: UserId,
    /// The fingerprint of the refresh token that is good now.
    pub refresh_hash: Hash,
    /// The fingerprint of the one before.
    pub previous_hash: Option<Hash>,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When the token last changed.
    pub rotated_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
}

impl Reader {
    /// A session by its id.
    pub async fn session(&self, id: SessionId) -> Result<Option<Session>, Error> {
        session::Entity::find_by_id(id.raw()).one(&self.conn()).await?.map(value).transpose()
    }

    /// The session that a refresh token belongs to, or belonged to before it was rotated.
    pub async fn session_by_refresh(&self, hash: &Hash) -> Result<Option<Session>, Error> {
        let now = session::COLUMN.refresh_hash.eq(hash.to_vec());
        let before = session::COLUMN.previous_hash.eq(hash.to_vec());
        let row = session::Entity::find().filter(now.or(before)).one(&self.conn()).await?;
        row.map(value).transpose()
    }

    /// The sessions of somebody, ended ones too.
    pub async fn sessions_of(&self, user: UserId) -> Result<Vec<Session>, Error> {
        let rows = session::Entity::find().filter(session::COLUMN.user_id.eq(user.raw()));
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }
}

impl Tx {
    /// Stores a new session.
    pub async fn insert_session(&mut self, new: &Session) -> Result<(), Error> {
        let row = session::Model {
            id: new.id.raw(),
            user_id: new.user.raw(),
            refresh_hash: new.refresh_hash.to_vec(),
            previous_hash: new.previous_hash.map(|hash| hash.to_vec()),
            created_at: millis(new.created_at),
            rotated_at: millis(new.rotated_at),
            expires_at: millis(new.expires_at),
            revoked_at: new.revoked_at.map(millis),
        };
        self.insert(row).await
    }

    /// Exchanges the refresh token; false if another request was faster or the session has been revoked.
    pub async fn rotate_session(
        &mut self,
        id: SessionId,
        from: &Hash,
        to: &Hash,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, Error> {
        let columns = session::ActiveModel {
            refresh_hash: Set(to.to_vec()),
            previous_hash: Set(Some(from.to_vec())),
            rotated_at: Set(millis(now)),
            expires_at: Set(millis(expires_at)),
            ..Default::default()
        };
        let rotated = session::Entity::update_many()
            .set(columns)
            .filter(session::COLUMN.id.eq(id.raw()))
            .filter(session::COLUMN.refresh_hash.eq(from.to_vec()))
            .filter(session::COLUMN.revoked_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(rotated.rows_affected == 1)
    }

    /// Ends a session.
    pub async fn revoke_session(&mut self, id: SessionId, now: Timestamp) -> Result<(), Error> {
        self.notify(Notice::SessionEnded(id));
        self.revoke(session::COLUMN.id.eq(id.raw()), now).await
    }

    /// Ends all sessions of somebody.
    pub async fn revoke_sessions_of(&mut self, user: UserId, now: Timestamp) -> Result<(), Error> {
        self.notify(Notice::AccessChanged(user));
        self.revoke(session::COLUMN.user_id.eq(user.raw()), now).await
    }

    async fn revoke(&mut self, which: sea_orm::sea_query::SimpleExpr, now: Timestamp) -> Result<(), Error> {
        session::Entity::update_many()
            .set(session::ActiveModel { revoked_at: Set(Some(millis(now))), ..Default::default() })
            .filter(which)
            .filter(session::COLUMN.revoked_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

fn value(row: session::Model) -> Result<Session, Error> {
    let id = SessionId::new(row.id);
    let hash = |bytes: Vec<u8>| Hash::try_from(bytes.as_slice()).sound(WHAT, &id);
    Ok(Session {
        id,
        user: UserId::new(row.user_id),
        refresh_hash: hash(row.refresh_hash)?,
        previous_hash: row.previous_hash.map(hash).transpose()?,
        created_at: instant(row.created_at)?,
        rotated_at: instant(row.rotated_at)?,
        expires_at: instant(row.expires_at)?,
        revoked_at: maybe(row.revoked_at)?,
    })
}
