//! How far the house is from what it wants to reach: the figure of the last thirty days, or of the thirty days before the
//! objective was due, counted from the same ledger as every report.

use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_app::{snapshot::house_zone, view::Quantity};
use souffleur_core::{
    Actor,
    id::{ObjectiveId, TopicId},
    metric::{Count, Dimension},
    objective::{Comparison, Measure, Objective},
    permission::Action,
};
use souffleur_store::LedgerView;

use super::{
    period::Period,
    version::{DataVersion, version},
    wanted::{Promises, Wanted, open},
};

/// Days that a figure is counted over.
pub const MEASURED_DAYS: i64 = 30;

/// An objective and where the house stands, in words that templates know.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObjectiveView {
    /// Which.
    pub id: ObjectiveId,
    /// The figure's name in messages: a share's, or a step's.
    pub metric: &'static str,
    /// The clock of a time.
    pub clock: Option<&'static str>,
    /// How many percent were done within that time.
    pub percent: Option<u8>,
    /// The topic that it is about; none for all questions.
    pub topic: Option<ObjectiveTopic>,
    /// Whether the figure is to be no less than the value, or else no more.
    pub at_least: bool,
    /// What is wanted.
    pub wanted: Quantity,
    /// What is; none where nothing could be measured.
    pub figure: Option<Quantity>,
    /// Who sees to it.
    pub owner: String,
    /// Whether they work here no longer.
    pub owner_left: bool,
    /// By when.
    pub due_on: Date,
    /// Days until then; none once it has come.
    pub days_left: Option<i32>,
    /// What comes first has the smallest number.
    pub priority: i32,
    /// Whether it is still wanted.
    pub active: bool,
    /// The days that its figure is counted over.
    pub period: Period,
    /// Of how many questions.
    pub received: u64,
    /// How it stands.
    pub state: ObjectiveState,
    /// Where the figure is on its bar, in hundredths.
    pub bar: f64,
    /// Where the value is on it.
    pub tick: f64,
}

/// The topic of an objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObjectiveTopic {
    /// Which.
    pub id: TopicId,
    /// What it is called now.
    pub name: String,
    /// Whether it is out of use: then the figure is that of past questions.
    pub retired: bool,
}

/// How an objective stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectiveState {
    /// The figure is where it is to be.
    Reached,
    /// It is not, and there is time.
    Open,
    /// It was not on the day.
    Missed,
    /// There is nothing to measure.
    Unknown,
}

/// Every objective with where it stands, those still wanted first.
pub async fn objectives(app: &App, actor: Actor) -> Result<(Vec<ObjectiveView>, DataVersion), Error> {
    actor.may(Action::ReadObjectives)?;
    let settings = app.settings();
    let today = app.now().to_zoned(house_zone(&settings)).date();
    let mut all = app.store().read().objectives().await?;
    all.sort_by_key(|objective| !objective.active);
    let periods: Vec<Period> = all.iter().map(|objective| measured(objective, today)).collect();
    let periods = if periods.is_empty() { vec![days_until(today)] } else { periods };
    let view = open(app, &periods, app.now()).await?;
    Ok((stand(&view, &all, &settings, today).await?, version(&view)))
}

/// The objectives that a report shows: those that are still wanted, by priority.
pub(super) async fn wanted(app: &App) -> Result<Vec<Objective>, Error> {
    let mut all = app.store().read().objectives().await?;
    all.retain(|objective| objective.active);
    Ok(all)
}

/// Where some objectives stand; the view must reach over their days.
pub(super) async fn stand(
    view: &LedgerView,
    objectives: &[Objective],
    settings: &Settings,
    today: Date,
) -> Result<Vec<ObjectiveView>, Error> {
    let mut views = Vec::with_capacity(objectives.len());
    for objective in objectives {
        let period = measured(objective, today);
        let only = objective.topic.map(|topic| (Dimension::Topic, topic.to_string()));
        let tally = view.total(&Wanted { period, promises: Promises::FirstReply, only }.query()).await?;
        let (figure, received) = (objective.measure.of(&tally), tally.count(Count::Received));
        views.push(ObjectiveView::of(objective, period, figure, received, settings, today));
    }
    Ok(views)
}

/// The days that the figure of an objective is counted over.
pub(super) fn measured(objective: &Objective, today: Date) -> Period {
    days_until(objective.due_on.min(today))
}

fn days_until(to: Date) -> Period {
    Period { from: to.saturating_sub((MEASURED_DAYS - 1).days()), to }
}

impl ObjectiveView {
    fn of(
        objective: &Objective,
        period: Period,
        figure: Option<f64>,
        received: u64,
        settings: &Settings,
        today: Date,
    ) -> Self {
        let owner = settings.user(objective.owner);
        let topic = objective.topic.map(|id| ObjectiveTopic {
            id,
            name: settings.any_topic(id).map(|topic| topic.name.to_string()).unwrap_or_default(),
            retired: settings.topic(id).is_none(),
        });
        let state = match figure {
            None => ObjectiveState::Unknown,
            Some(figure) if objective.is_reached_by(figure) => ObjectiveState::Reached,
            Some(_) if objective.due_on < today => ObjectiveState::Missed,
            Some(_) => ObjectiveState::Open,
        };
        let (metric, clock, percent) = objective.measure.words();
        #[expect(clippy::cast_precision_loss, reason = "a share or seconds, fewer than 2^52")]
        let value = objective.value as f64;
        let quantity = |value| Quantity::of(objective.measure, value);
        // A share lies between nothing and all; a time has no end, so the bar ends a little after the longer of the two.
        let end = match objective.measure {
            Measure::Ratio(_) => 10_000.0,
            Measure::Time(..) => value.max(figure.unwrap_or_default()) * 1.25,
        };
        let place = |value: f64| (value / end * 1_000.0).round() / 10.0;
        Self {
            id: objective.id,
            metric,
            clock,
            percent,
            topic,
            at_least: objective.comparison == Comparison::AtLeast,
            wanted: quantity(value),
            figure: figure.map(quantity),
            owner: owner.map(|user| user.name.to_string()).unwrap_or_default(),
            owner_left: owner.is_none_or(|user| !user.active),
            due_on: objective.due_on,
            days_left: Some((objective.due_on - today).get_days()).filter(|days| *days >= 0),
            priority: objective.priority,
            active: objective.active,
            period,
            received,
            state,
            bar: place(figure.unwrap_or_default()),
            tick: place(value),
        }
    }
}
