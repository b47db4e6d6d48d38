//! Links that prove a typed address, kept by their fingerprint.

use std::collections::HashSet;

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use souffleur_core::{
    id::{QuestionId, UserId},
    text::Email,
};
use uuid::Uuid;

use crate::{
    Hash,
    entity::address_check,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "address check";

/// A link that was mailed to a customer's address, to confirm that its owner asked a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressCheck {
    /// The fingerprint of the secret in the link.
    pub hash: Hash,
    /// The question that it is about.
    pub question: QuestionId,
    /// The address that it was mailed to.
    pub email: Email,
    /// The member of staff who asked for it.
    pub sent_by: UserId,
    /// When it was mailed.
    pub sent_at: Timestamp,
    /// When it ends by itself.
    pub expires_at: Timestamp,
    /// When the owner of the address confirmed.
    pub confirmed_at: Option<Timestamp>,
}

impl Reader {
    /// The check behind a link, confirmed or not.
    pub async fn address_check(&self, hash: &Hash) -> Result<Option<AddressCheck>, Error> {
        address_check::Entity::find_by_id(hash.to_vec()).one(&self.conn()).await?.map(value).transpose()
    }

    /// The checks of a question, the newest first.
    pub async fn address_checks_of(&self, question: QuestionId) -> Result<Vec<AddressCheck>, Error> {
        let rows = address_check::Entity::find()
            .filter(address_check::COLUMN.question_id.eq(question.raw()))
            .all(&self.conn())
            .await?;
        let mut checks = rows.into_iter().map(value).collect::<Result<Vec<_>, _>>()?;
        checks.sort_by_key(|check| std::cmp::Reverse(check.sent_at));
        Ok(checks)
    }

    /// Those of some questions whose sender confirmed that the address is theirs.
    pub async fn confirmed_senders(&self, questions: &[QuestionId]) -> Result<HashSet<QuestionId>, Error> {
        let ids: Vec<Uuid> = address_check::Entity::find()
            .select_only()
            .column(address_check::Column::QuestionId)
            .filter(address_check::COLUMN.question_id.is_in(questions.iter().map(|id| id.raw())))
            .filter(address_check::COLUMN.confirmed_at.is_not_null())
            .into_tuple()
            .all(&self.conn())
            .await?;
        Ok(ids.into_iter().map(QuestionId::new).collect())
    }
}

impl Tx {
    /// Stores a check. Links that were mailed before and not used open nothing any more.
    pub async fn insert_address_check(&mut self, new: &AddressCheck) -> Result<(), Error> {
        address_check::Entity::update_many()
            .set(address_check::ActiveModel { expires_at: Set(millis(new.sent_at)), ..Default::default() })
            .filter(address_check::COLUMN.question_id.eq(new.question.raw()))
            .filter(address_check::COLUMN.confirmed_at.is_null())
            .exec(&self.conn())
            .await?;
        let row = address_check::Model {
            hash: new.hash.to_vec(),
            question_id: new.question.raw(),
            email: new.email.as_str().to_owned(),
            sent_by: new.sent_by.raw(),
            sent_at: millis(new.sent_at),
            expires_at: millis(new.expires_at),
            confirmed_at: new.confirmed_at.map(millis),
        };
        self.insert(row).await
    }

    /// Confirms an address; false if the link was used before, has expired or never was.
    pub async fn confirm_address(&mut self, hash: &Hash, now: Timestamp) -> Result<bool, Error> {
        let confirmed = address_check::Entity::update_many()
            .set(address_check::ActiveModel { confirmed_at: Set(Some(millis(now))), ..Default::default() })
            .filter(address_check::COLUMN.hash.eq(hash.to_vec()))
            .filter(address_check::COLUMN.confirmed_at.is_null())
            .filter(address_check::COLUMN.expires_at.gt(millis(now)))
            .exec(&self.conn())
            .await?;
        Ok(confirmed.rows_affected == 1)
    }
}

fn value(row: address_check::Model) -> Result<AddressCheck, Error> {
    let id = QuestionId::new(row.question_id);
    Ok(AddressCheck {
        hash: Hash::try_from(row.hash.as_slice()).sound(WHAT, &id)?,
        question: id,
        email: Email::try_from(row.email).sound(WHAT, &id)?,
        sent_by: UserId::new(row.sent_by),
        sent_at: instant(row.sent_at)?,
        expires_at: instant(row.expires_at)?,
        confirmed_at: maybe(row.confirmed_at)?,
    })
}
