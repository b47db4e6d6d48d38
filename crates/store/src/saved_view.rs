//! Lists of questions that people keep.

use sea_orm::{EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    id::{SavedViewId, UserId},
    saved_view::SavedView,
    text::Name,
};

use crate::{
    entity::saved_view,
    error::{Error, Sound as _},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "saved view";

impl Reader {
    /// The lists that somebody has: their own and those that are shared, by name.
    pub async fn saved_views(&self, user: UserId) -> Result<Vec<SavedView>, Error> {
        let theirs = saved_view::COLUMN.owner.eq(user.raw()).or(saved_view::COLUMN.shared.eq(true));
        let rows = saved_view::Entity::find()
            .filter(theirs)
            .order_by_asc(saved_view::COLUMN.name)
            .order_by_asc(saved_view::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }
}

impl Tx {
    /// Keeps a list, in the place of the one that its owner calls so.
    pub async fn save_view(&mut self, new: &SavedView) -> Result<(), Error> {
        let same = saved_view::Entity::delete_many()
            .filter(saved_view::COLUMN.owner.eq(new.owner.raw()))
            .filter(saved_view::COLUMN.name.eq(new.name.as_str()));
        same.exec(&self.conn()).await?;
        let row = saved_view::Model {
            id: new.id.raw(),
            owner: new.owner.raw(),
            name: new.name.to_string(),
            filter: new.filter.clone(),
            shared: new.shared,
        };
        self.insert(row).await
    }

    /// Removes a list of somebody's own, and says whether it was there.
    pub async fn remove_view(&mut self, id: SavedViewId, owner: UserId) -> Result<bool, Error> {
        let one = saved_view::Entity::delete_many()
            .filter(saved_view::COLUMN.id.eq(id.raw()))
            .filter(saved_view::COLUMN.owner.eq(owner.raw()));
        Ok(one.exec(&self.conn()).await?.rows_affected == 1)
    }
}

fn value(row: saved_view::Model) -> Result<SavedView, Error> {
    let id = SavedViewId::new(row.id);
    Ok(SavedView {
        id,
        owner: UserId::new(row.owner),
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        filter: row.filter,
        shared: row.shared,
    })
}
