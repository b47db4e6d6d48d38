//! POST /desk/away, /desk/back and /desk/pass-on: "I am away until …" in two taps, back again in one, and what one holds
//! goes to others if one says so.

use jiff::ToSpan as _;
use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};
use souffleur_app::question::{ListQuery, count, pass_on};
use souffleur_app::user;
use souffleur_core::question::Status;
use souffleur_render::FlashKind;
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, NoFields};
use souffleur_web::page::{Answer, Stage};

use super::load::{Page, Place, load};
use super::page::DeskPage;

/// The most that are counted.
const MOST: u64 = 999;

/// Where the reader is, and when they could be away.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Away {
    /// The last day away, if they are: `2026-11-27`.
    until: Option<String>,
    /// How many questions they hold and have not drafted on.
    held: u64,
    /// Last days that are offered, the nearest first.
    choices: Vec<String>,
    /// What was typed.
    typed: String,
    /// What is wrong with it.
    error: Option<String>,
}

impl Away {
    /// Of whoever looks.
    pub(super) async fn load(stage: &Stage) -> Result<Self, Failure> {
        let here = user::whereabouts(stage.app(), stage.actor())?;
        let (today, next_week) = (here.today, here.today.saturating_add(7.days()));
        let friday = today.series(1.day()).find(|day| day.weekday() == Weekday::Friday).unwrap_or(today);
        let mut choices = vec![today, today.saturating_add(1.day()), friday, next_week];
        choices.sort();
        choices.dedup();
        // Counted now: who has just passed them on is not to be told of them.
        let own = ListQuery { statuses: vec![Status::Assigned], ..ListQuery::default() };
        let held = match here.away_until {
            Some(_) => count(stage.app(), stage.actor(), own, MOST).await?,
            None => 0,
        };
        Ok(Self {
            until: here.away_until.map(|day| day.to_string()),
            held,
            choices: choices.into_iter().map(|day| day.to_string()).collect(),
            ..Self::default()
        })
    }

    /// For samples: here, and away with questions left.
    pub(crate) fn samples() -> [Self; 2] {
        let choices = ["2026-11-23", "2026-11-27"].map(str::to_owned).to_vec();
        let here =
            Self { choices, error: Some("…".to_owned()), typed: "hier".to_owned(), ..Self::default() };
        [here, Self { until: Some("2026-11-27".to_owned()), held: 2, ..Self::default() }]
    }
}

/// The last day away.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    until: String,
    /// The same as typed, where none of the days that are offered is meant.
    until_typed: String,
}

/// Away from today on.
pub(super) async fn leave(stage: Stage, Form(fields): Form<Fields>) -> Answer {
    let typed = if fields.until.is_empty() { &fields.until_typed } else { &fields.until };
    match user::leave(stage.app(), stage.actor(), typed).await {
        Ok(_) => stage.flash(FlashKind::Success, "desk-away-noted", &[]).go("/desk"),
        Err(error) => {
            let errors = stage.field_errors(error)?;
            let (mut list, _) = load(&stage, Place::default(), &Page::default(), None).await?;
            if let Some(away) = &mut list.away {
                away.error = errors.get("until").map(ToOwned::to_owned);
                away.typed.clone_from(&fields.until_typed);
            }
            stage.refuse(&DeskPage { list, q: None })
        }
    }
}

/// Back again.
pub(super) async fn come_back(stage: Stage, _: Form<NoFields>) -> Answer {
    user::come_back(stage.app(), stage.actor()).await?;
    stage.flash(FlashKind::Success, "desk-back-noted", &[]).go("/desk")
}

/// Gives what one holds to others.
pub(super) async fn pass(stage: Stage, _: Form<NoFields>) -> Answer {
    let passed = Box::pin(pass_on(stage.app(), stage.actor())).await?.to_string();
    stage.flash(FlashKind::Success, "desk-passed-on", &[("count", &passed)]).go("/desk")
}
