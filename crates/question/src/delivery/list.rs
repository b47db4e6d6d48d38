//! The list of replies and letters with what became of each.

use souffleur_app::health::{TransportHealth, transport_health};
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{Actor, delivery::DeliveryState, permission::Action};
use souffleur_store::{Cursor, Deliveries, Delivery, DeliveryCounts, Page};

/// Rows of a page, unless fewer are asked for.
const PAGE: u32 = 50;

/// Which deliveries are listed.
#[derive(Debug, Clone, Default)]
pub struct DeliveryQuery {
    /// In one state only, by its name.
    pub state: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Rows of the page.
    pub limit: Option<u32>,
}

/// A page of deliveries.
#[derive(Debug, Clone)]
pub struct DeliveryList {
    /// The rows, newest first.
    pub page: Page<Delivery>,
    /// How many there are in each state.
    pub counts: DeliveryCounts,
    /// The state of the transport.
    pub transport: TransportHealth,
}

/// Lists deliveries, newest first.
pub async fn list(app: &App, actor: Actor, query: DeliveryQuery) -> Result<DeliveryList, Error> {
    actor.may(Action::Reply)?;
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let unknown = |field: &str| Error::invalid(field, Problem::Unknown);
    let state = given(query.state)
        .map(|name| DeliveryState::parse(&name).ok_or_else(|| unknown("state")))
        .transpose()?;
    let after =
        given(query.cursor).map(|text| text.parse::<Cursor>().map_err(|_| unknown("cursor"))).transpose()?;
    let limit = query.limit.unwrap_or(PAGE);
    if !(1..=200).contains(&limit) {
        return Err(Error::invalid("limit", Problem::Number { least: 1, most: 200 }));
    }
    let reader = app.store().read();
    let page = reader.deliveries(Deliveries { state, after, limit }).await?;
    Ok(DeliveryList { page, counts: reader.delivery_counts().await?, transport: transport_health(app) })
}

/// How many deliveries failed, for whoever may try again; none for others.
pub async fn failed(app: &App, actor: Actor) -> Result<u64, Error> {
    if actor.may(Action::Reply).is_err() {
        return Ok(0);
    }
    Ok(app.store().read().failed_deliveries().await?)
}
