//! The links of customers. What is kept of each is a fingerprint; links that an earlier key made, or that an earlier release
//! kept as they are, stand in a table of their own and go on working.

use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::OnConflict,
};
use souffleur_core::{id::QuestionId, question::TokenHash};
use uuid::Uuid;

use crate::{
    entity::{earlier_link, question},
    error::Error,
    reader::Reader,
    tx::Tx,
};

/// A link that is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewedLink {
    /// The question it leads to.
    pub question: QuestionId,
    /// The fingerprint of its token so far, which stays good.
    pub earlier: String,
    /// What is kept of the new one.
    pub token: TokenHash,
}

impl Reader {
    /// The question that a token leads to, whenever it was made.
    pub(crate) async fn id_by_token(&self, token: &TokenHash) -> Result<Option<Uuid>, Error> {
        let current = question::Entity::find().select_only().column(question::Column::Id);
        let current = current.filter(question::COLUMN.token.eq(token.as_stored()));
        if let Some(id) = current.into_tuple().one(&self.conn()).await? {
            return Ok(Some(id));
        }
        let earlier = earlier_link::Entity::find_by_id(token.fingerprint()).one(&self.conn()).await?;
        Ok(earlier.map(|row| row.question_id))
    }

    /// What is kept of links, in the order of the questions' ids.
    pub async fn thread_links(
        &self,
        after: Option<QuestionId>,
        limit: u64,
    ) -> Result<Vec<(QuestionId, TokenHash)>, Error> {
        let rows = question::Entity::find()
            .select_only()
            .columns([question::Column::Id, question::Column::Token])
            .filter(question::Column::Id.gt(after.map_or(Uuid::nil(), QuestionId::raw)))
            .order_by_asc(question::COLUMN.id)
            .limit(limit);
        let rows: Vec<(Uuid, String)> = rows.into_tuple().all(&self.conn()).await?;
        Ok(rows.into_iter().map(|(id, token)| (QuestionId::new(id), TokenHash::new(token))).collect())
    }
}

impl Tx {
    /// Replaces links; those so far go on working.
    pub async fn renew_links(&mut self, links: &[RenewedLink]) -> Result<(), Error> {
        for RenewedLink { question: id, earlier, token } in links {
            let row = earlier_link::ActiveModel { hash: Set(earlier.clone()), question_id: Set(id.raw()) };
            earlier_link::Entity::insert(row)
                .on_conflict(OnConflict::column(earlier_link::Column::Hash).do_nothing().to_owned())
                .exec_without_returning(&self.conn())
                .await?;
            let renewed =
                question::ActiveModel { token: Set(token.as_stored().to_owned()), ..Default::default() };
            question::Entity::update_many()
                .set(renewed)
                .filter(question::COLUMN.id.eq(id.raw()))
                .exec(&self.conn())
                .await?;
        }
        Ok(())
    }
}
