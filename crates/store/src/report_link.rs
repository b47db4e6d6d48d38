//! Links that show a report to whoever has them, kept by the fingerprint of their secret; and who gets the letter of the week.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, ExprTrait as _},
};
use souffleur_core::{
    id::{ReportLinkId, UserId},
    text::Name,
};

use crate::{
    Hash,
    entity::{report_link, report_reader},
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "report link";

/// A link that shows a report, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLink {
    /// Its id.
    pub id: ReportLinkId,
    /// The fingerprint of its secret.
    pub hash: Hash,
    /// What it is called.
    pub name: Name,
    /// Which report, as an address says it.
    pub filter: String,
    /// The last so many days, whenever it is opened; the days of its filter where there is none.
    pub rolling_days: Option<i32>,
    /// Who made it.
    pub made_by: UserId,
    /// When.
    pub made_at: Timestamp,
    /// When it was last opened.
    pub last_used_at: Option<Timestamp>,
    /// How often.
    pub used: i64,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// By whom.
    pub revoked_by: Option<UserId>,
}

impl Reader {
    /// Every link, the newest first.
    pub async fn report_links(&self) -> Result<Vec<ReportLink>, Error> {
        let rows = report_link::Entity::find()
            .order_by_desc(report_link::COLUMN.made_at)
            .order_by_desc(report_link::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// The link with this fingerprint, revoked or not.
    pub async fn report_link_by_hash(&self, hash: &Hash) -> Result<Option<ReportLink>, Error> {
        let link = report_link::Entity::find().filter(report_link::COLUMN.hash.eq(hash.to_vec()));
        link.one(&self.conn()).await?.map(value).transpose()
    }

    /// Who gets the letter of the week.
    pub async fn report_readers(&self) -> Result<Vec<UserId>, Error> {
        let rows = report_reader::Entity::find().order_by_asc(report_reader::COLUMN.user_id);
        Ok(rows.all(&self.conn()).await?.into_iter().map(|row| UserId::new(row.user_id)).collect())
    }
}

impl Tx {
    /// Stores a link.
    pub async fn insert_report_link(&mut self, new: &ReportLink) -> Result<(), Error> {
        self.insert(report_link::Model {
            id: new.id.raw(),
            hash: new.hash.to_vec(),
            name: new.name.as_str().to_owned(),
            filter: new.filter.clone(),
            rolling_days: new.rolling_days,
            made_by: new.made_by.raw(),
            made_at: millis(new.made_at),
            last_used_at: new.last_used_at.map(millis),
            used: new.used,
            revoked_at: new.revoked_at.map(millis),
            revoked_by: new.revoked_by.map(UserId::raw),
        })
        .await
    }

    /// Counts that a link was opened.
    pub async fn report_link_used(&mut self, id: ReportLinkId, now: Timestamp) -> Result<(), Error> {
        report_link::Entity::update_many()
            .col_expr(report_link::Column::Used, Expr::col(report_link::Column::Used).add(1))
            .col_expr(report_link::Column::LastUsedAt, Expr::val(millis(now)))
            .filter(report_link::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Revokes a link, once; says whether it did.
    pub async fn revoke_report_link(
        &mut self,
        id: ReportLinkId,
        by: UserId,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let revoked = report_link::ActiveModel {
            revoked_at: Set(Some(millis(now))),
            revoked_by: Set(Some(by.raw())),
            ..Default::default()
        };
        let revoked = report_link::Entity::update_many()
            .set(revoked)
            .filter(report_link::COLUMN.id.eq(id.raw()))
            .filter(report_link::COLUMN.revoked_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(revoked.rows_affected > 0)
    }

    /// Says who gets the letter of the week: these and nobody else.
    pub async fn choose_report_readers(
        &mut self,
        readers: &[UserId],
        by: UserId,
        now: Timestamp,
    ) -> Result<(), Error> {
        let others =
            report_reader::COLUMN.user_id.is_not_in(readers.iter().map(|id| id.raw()).collect::<Vec<_>>());
        report_reader::Entity::delete_many().filter(others).exec(&self.conn()).await?;
        let known = self.report_readers().await?;
        let new = readers.iter().filter(|reader| !known.contains(reader));
        let row = |reader: &UserId| report_reader::Model {
            user_id: reader.raw(),
            chosen_by: by.raw(),
            chosen_at: millis(now),
        };
        let rows: Vec<_> = new.map(row).collect();
        if rows.is_empty() { Ok(()) } else { self.insert_all(rows).await }
    }
}

fn value(row: report_link::Model) -> Result<ReportLink, Error> {
    let id = ReportLinkId::new(row.id);
    Ok(ReportLink {
        id,
        hash: Hash::try_from(row.hash.as_slice()).sound(WHAT, &id)?,
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        filter: row.filter,
        rolling_days: row.rolling_days,
        made_by: UserId::new(row.made_by),
        made_at: instant(row.made_at)?,
        last_used_at: maybe(row.last_used_at)?,
        used: row.used,
        revoked_at: maybe(row.revoked_at)?,
        revoked_by: row.revoked_by.map(UserId::new),
    })
}
