//! What programs authenticate with, kept by its fingerprint.

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{channel::Channel, id::TokenId, text::Name};

use crate::{
    Hash,
    entity::token,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "token";

/// A program's token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelToken {
    /// Its id.
    pub id: TokenId,
    /// What the administrator calls the program.
    pub name: Name,
    /// The fingerprint of the secret.
    pub hash: Hash,
    /// The channel that the program carries.
    pub channel: Channel,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was withdrawn.
    pub revoked_at: Option<Timestamp>,
}

impl Reader {
    /// All tokens, oldest first.
    pub async fn tokens(&self) -> Result<Vec<ChannelToken>, Error> {
        let rows =
            token::Entity::find().order_by_asc(token::COLUMN.created_at).order_by_asc(token::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// The token with this fingerprint, withdrawn or not.
    pub async fn token_by_hash(&self, hash: &Hash) -> Result<Option<ChannelToken>, Error> {
        let row =
            token::Entity::find().filter(token::COLUMN.hash.eq(hash.to_vec())).one(&self.conn()).await?;
        row.map(value).transpose()
    }
}

impl Tx {
    /// Stores a token.
    pub async fn insert_token(&mut self, new: &ChannelToken) -> Result<(), Error> {
        let row = token::Model {
            id: new.id.raw(),
            name: new.name.as_str().to_owned(),
            hash: new.hash.to_vec(),
            channel: new.channel.as_str().to_owned(),
            created_at: millis(new.created_at),
            revoked_at: new.revoked_at.map(millis),
        };
        self.insert(row).await
    }

    /// Withdraws a token.
    pub async fn revoke_token(&mut self, id: TokenId, now: Timestamp) -> Result<(), Error> {
        let revoked = token::Entity::update_many()
            .set(token::ActiveModel { revoked_at: Set(Some(millis(now))), ..Default::default() })
            .filter(token::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        if revoked.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }
}

fn value(row: token::Model) -> Result<ChannelToken, Error> {
    let id = TokenId::new(row.id);
    Ok(ChannelToken {
        id,
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        hash: Hash::try_from(row.hash.as_slice()).sound(WHAT, &id)?,
        channel: Channel::parse(&row.channel).sound(WHAT, &id)?,
        created_at: instant(row.created_at)?,
        revoked_at: maybe(row.revoked_at)?,
    })
}
