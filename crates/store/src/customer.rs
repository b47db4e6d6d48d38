//! Who asks, and how they are recognised.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, EntityTrait as _, ExprTrait as _, JoinType, QueryFilter as _, QuerySelect as _,
    RelationTrait as _, sea_query::Expr,
};
use souffleur_core::{
    customer::{Customer, Identity},
    id::{CustomerId, QuestionId, TopicId, UserId},
    text::{Email, Handle, Key, Name},
};
use uuid::Uuid;

use crate::{
    entity::{customer, customer_identity, question, target},
    error::{Error, Sound as _},
    instant::{instant, millis},
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "customer";

impl Reader {
    /// A customer by their id.
    pub async fn customer(&self, id: CustomerId) -> Result<Option<Customer>, Error> {
        customer::Entity::find_by_id(id.raw()).one(&self.conn()).await?.map(value).transpose()
    }

    /// The customer whom an address or handle names.
    pub async fn customer_by(&self, identity: &Identity) -> Result<Option<Customer>, Error> {
        let key = (identity.scope().to_owned(), identity.value().to_owned());
        let found = customer_identity::Entity::find_by_id(key).find_also_related(customer::Entity);
        let row = found.one(&self.conn()).await?.and_then(|(_, customer)| customer);
        row.map(value).transpose()
    }

    /// What the house calls the customers of some questions, where it calls them anything.
    pub async fn tags_on(&self, questions: &[QuestionId]) -> Result<HashMap<QuestionId, Vec<Key>>, Error> {
        let rows: Vec<(Uuid, String)> = question::Entity::find()
            .select_only()
            .column(question::Column::Id)
            .column(customer::Column::Tags)
            .join(JoinType::InnerJoin, question::Relation::Customer.def())
            .filter(question::COLUMN.id.is_in(questions.iter().map(|id| id.raw())))
            .filter(customer::COLUMN.tags.ne("[]"))
            .into_tuple()
            .all(&self.conn())
            .await?;
        let read = |(id, tags): (Uuid, String)| {
            let id = QuestionId::new(id);
            Ok((id, json::value(&tags, WHAT, &id)?))
        };
        rows.into_iter().map(read).collect()
    }

    /// When each expert last kept a promise to this customer.
    pub async fn answered_customer(
        &self,
        customer: CustomerId,
    ) -> Result<HashMap<UserId, Vec<(TopicId, Timestamp)>>, Error> {
        let rows: Vec<(Uuid, Uuid, i64)> = target::Entity::find()
            .select_only()
            .column(target::Column::ExpertId)
            .column(question::Column::TopicId)
            .column_as(Expr::col((target::Entity, target::Column::MetAt)).max(), "met_at")
            .join(JoinType::InnerJoin, target::Relation::Question.def())
            .filter(question::COLUMN.customer_id.eq(customer.raw()))
            .filter(target::COLUMN.met_at.is_not_null())
            .filter(target::COLUMN.expert_id.is_not_null())
            .filter(question::COLUMN.topic_id.is_not_null())
            .group_by(target::Column::ExpertId)
            .group_by(question::Column::TopicId)
            .into_tuple()
            .all(&self.conn())
            .await?;
        let mut answered: HashMap<_, Vec<_>> = HashMap::new();
        for (expert, topic, at) in rows {
            answered.entry(UserId::new(expert)).or_default().push((TopicId::new(topic), instant(at)?));
        }
        Ok(answered)
    }
}

impl Tx {
    /// Stores a new customer, without any way of recognising them.
    pub async fn insert_customer(&mut self, new: &Customer, now: Timestamp) -> Result<(), Error> {
        let row = customer::Model {
            id: new.id.raw(),
            name: new.name.as_str().to_owned(),
            email: new.email.as_ref().map(|text| text.as_str().to_owned()),
            handle: new.handle.as_ref().map(|text| text.as_str().to_owned()),
            tags: json::text(&new.tags, WHAT)?,
            created_at: millis(now),
        };
        self.add(row).await
    }

    /// Stores what the house calls a customer.
    pub async fn save_customer_tags(&mut self, id: CustomerId, tags: &[Key]) -> Result<(), Error> {
        let columns = customer::ActiveModel { tags: Set(json::text(&tags, WHAT)?), ..Default::default() };
        let saved = customer::Entity::update_many().set(columns).filter(customer::COLUMN.id.eq(id.raw()));
        if saved.exec(&self.conn()).await?.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }

    /// Recognises a customer by an address or handle from now on.
    pub async fn add_identity(&mut self, customer: CustomerId, identity: &Identity) -> Result<(), Error> {
        let row = customer_identity::Model {
            scope: identity.scope().to_owned(),
            value: identity.value().to_owned(),
            customer_id: customer.raw(),
        };
        self.add(row).await
    }
}

pub(crate) fn value(row: customer::Model) -> Result<Customer, Error> {
    let id = CustomerId::new(row.id);
    Ok(Customer {
        id,
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        email: row.email.map(Email::try_from).transpose().sound(WHAT, &id)?,
        handle: row.handle.map(Handle::try_from).transpose().sound(WHAT, &id)?,
        tags: json::value(&row.tags, WHAT, &id)?,
    })
}
