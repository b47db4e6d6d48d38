//! Answers already given to programs, so that a request that is repeated is answered alike and done once.

use jiff::Timestamp;
use sea_orm::{EntityTrait as _, QueryFilter as _};

use crate::{
    Hash,
    entity::idempotency,
    error::{Error, Sound as _},
    instant::{instant, millis},
    reader::Reader,
    tx::Tx,
};

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The fingerprint of the request it answered.
    pub body_hash: Hash,
    /// The answer, as it was written.
    pub response: String,
    /// When it was given.
    pub at: Timestamp,
}

impl Reader {
    /// The answer given to a request with this key within a scope (a program's token, a form), if there was one.
    pub async fn idempotent(&self, scope: &str, key: &str) -> Result<Option<Answer>, Error> {
        let row =
            idempotency::Entity::find_by_id((scope.to_owned(), key.to_owned())).one(&self.conn()).await?;
        row.map(|row| {
            let body_hash = Hash::try_from(row.body_hash.as_slice()).sound("answer", &row.key)?;
            Ok(Answer { body_hash, response: row.response, at: instant(row.at)? })
        })
        .transpose()
    }
}

impl Tx {
    /// Remembers the answer to a request; if another request with the key was faster, that is a conflict when the next
    /// statement is sent or the transaction is committed.
    pub async fn remember(
        &mut self,
        scope: &str,
        key: &str,
        body_hash: &Hash,
        response: &str,
        now: Timestamp,
    ) -> Result<(), Error> {
        let row = idempotency::Model {
            scope: scope.to_owned(),
            key: key.to_owned(),
            body_hash: body_hash.to_vec(),
            response: response.to_owned(),
            at: millis(now),
        };
        self.add(row).await
    }

    /// Forgets one answer.
    pub async fn forget_answer(&mut self, scope: &str, key: &str) -> Result<(), Error> {
        let of = (scope.to_owned(), key.to_owned());
        idempotency::Entity::delete_by_id(of).exec(&self.conn()).await?;
        Ok(())
    }

    /// Forgets the answers given before an instant, and says how many.
    pub async fn forget_answers(&mut self, before: Timestamp) -> Result<u64, Error> {
        let old = idempotency::Entity::delete_many().filter(idempotency::COLUMN.at.lt(millis(before)));
        Ok(old.exec(&self.conn()).await?.rows_affected)
    }
}
