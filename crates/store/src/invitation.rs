//! One-time links, kept by their fingerprint.

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _};
use souffleur_core::id::UserId;

use crate::{
    Hash,
    entity::invitation,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "invitation";

/// A link that opens one door once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The fingerprint of the secret in the link.
    pub hash: Hash,
    /// Whom it invites; nobody yet for the first administrator.
    pub user: Option<UserId>,
    /// What it opens.
    pub purpose: Purpose,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// What a one-time link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Becoming the first administrator.
    FirstAdministrator,
    /// Choosing a password.
    Password,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 2] = [Self::FirstAdministrator, Self::Password];

    /// The name in the schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstAdministrator => "first_administrator",
            Self::Password => "password",
        }
    }
}

impl Reader {
    /// The invitation behind a link, used or not.
    pub async fn invitation(&self, hash: &Hash) -> Result<Option<Invitation>, Error> {
        let row = invitation::Entity::find_by_id(hash.to_vec()).one(&self.conn()).await?;
        row.as_ref().map(value).transpose()
    }
}

impl Tx {
    /// Stores an invitation.
    pub async fn insert_invitation(&mut self, new: &Invitation) -> Result<(), Error> {
        let row = invitation::Model {
            hash: new.hash.to_vec(),
            user_id: new.user.map(UserId::raw),
            purpose: new.purpose.as_str().to_owned(),
            expires_at: millis(new.expires_at),
            used_at: new.used_at.map(millis),
        };
        self.insert(row).await
    }

    /// Uses an invitation up; false if it was used before, has expired or never was.
    pub async fn use_invitation(&mut self, hash: &Hash, now: Timestamp) -> Result<bool, Error> {
        let used = invitation::Entity::update_many()
            .set(invitation::ActiveModel { used_at: Set(Some(millis(now))), ..Default::default() })
            .filter(invitation::COLUMN.hash.eq(hash.to_vec()))
            .filter(invitation::COLUMN.used_at.is_null())
            .filter(invitation::COLUMN.expires_at.gt(millis(now)))
            .exec(&self.conn())
            .await?;
        Ok(used.rows_affected == 1)
    }

    /// Makes the links that somebody has not used yet good for nothing.
    pub async fn void_invitations_of(&mut self, user: UserId, now: Timestamp) -> Result<(), Error> {
        invitation::Entity::update_many()
            .set(invitation::ActiveModel { used_at: Set(Some(millis(now))), ..Default::default() })
            .filter(invitation::COLUMN.user_id.eq(user.raw()))
            .filter(invitation::COLUMN.used_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

fn value(row: &invitation::Model) -> Result<Invitation, Error> {
    let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.as_str() == row.purpose);
    Ok(Invitation {
        hash: Hash::try_from(row.hash.as_slice()).sound(WHAT, &row.purpose)?,
        user: row.user_id.map(UserId::new),
        purpose: purpose.sound(WHAT, &row.purpose)?,
        expires_at: instant(row.expires_at)?,
        used_at: maybe(row.used_at)?,
    })
}
