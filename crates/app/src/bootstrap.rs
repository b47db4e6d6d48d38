//! The first start: a desk with one voice, ordinary office hours and the house promise, so that a question asked before
//! anybody has set up anything is taken in, held and promised an answer. Everything of it can be changed in the settings.

use souffleur_core::{
    language::Language,
    text::{Key, Name, Remark},
    voice::Voice,
};
use souffleur_sla::{Calendar, Policy};
use souffleur_store::{Desk, Error as StoreError, Store, StoredCalendar, StoredPolicy};

use crate::{clock::Clock, entropy::Entropy, error::Error};

/// Office hours in the house's own city.
const CALENDAR: &str = r#"{
    "time_zone": "Europe/Paris",
    "week": {
        "mon": [["09:00", "18:00"]], "tue": [["09:00", "18:00"]], "wed": [["09:00", "18:00"]],
        "thu": [["09:00", "18:00"]], "fri": [["09:00", "18:00"]]
    }
}"#;

/// Every question asked before 12:00 is answered before 17:00 the same day, and every other before noon of the next.
const POLICY: &str = r#"{
    "first_reply": {"kind": "cutoff", "rules": [
        {"before": "12:00", "due": "17:00", "working_days": 0},
        {"before": "24:00", "due": "12:00", "working_days": 1}
    ]},
    "next_reply": {"kind": "cutoff", "rules": [
        {"before": "12:00", "due": "17:00", "working_days": 0},
        {"before": "24:00", "due": "12:00", "working_days": 1}
    ]},
    "draft": {"share_of_first_reply": 0.6, "return_unread_at": 0.5},
    "warn_at": [0.5, 0.8]
}"#;

/// The confidence under which the community managers keep a question.
const ROUTING_THRESHOLD: f64 = 0.35;

/// Lays the foundation of a desk, unless there is one.
pub(crate) async fn bootstrap(store: &Store, clock: &dyn Clock, entropy: &dyn Entropy) -> Result<(), Error> {
    if store.read().desk().await?.is_some() {
        return Ok(());
    }
    let now = clock.now();
    let calendar = StoredCalendar {
        id: entropy.id(now),
        key: text(Key::parse("office"))?,
        version: 1,
        calendar: serde_json::from_str::<Calendar>(CALENDAR).map_err(Error::internal)?,
    };
    let policy = StoredPolicy {
        position: 1,
        id: entropy.id(now),
        key: text(Key::parse("house"))?,
        is_default: true,
        version: 1,
        calendar: calendar.id,
        policy: serde_json::from_str::<Policy>(POLICY).map_err(Error::internal)?,
    };
    let voice = Voice {
        id: entropy.id(now),
        key: text(Key::parse("sophie"))?,
        name: text(Name::parse("Sophie"))?,
        signature: text(Remark::parse("Sophie"))?,
        languages: Language::ALL.to_vec(),
    };
    let desk = Desk {
        name: text(Name::parse("Souffleur"))?,
        languages: Language::ALL.to_vec(),
        settings_version: 1,
        routing_threshold: ROUTING_THRESHOLD,
        quiet_hours: None,
        publishes_rate: false,
        held: None,
        first_look: false,
        apologies: std::collections::BTreeMap::new(),
    };
    let mut tx = store.begin().await?;
    match tx.create_desk(&desk, now).await {
        Ok(()) => {}
        // Another node that starts for the first time was faster.
        Err(StoreError::Conflict(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    tx.insert_voice(&voice).await?;
    tx.insert_calendar(&calendar, now).await?;
    tx.insert_policy(&policy, now).await?;
    Ok(tx.commit().await?)
}

fn text<T>(parsed: Result<T, souffleur_core::text::TextError>) -> Result<T, Error> {
    parsed.map_err(Error::internal)
}
