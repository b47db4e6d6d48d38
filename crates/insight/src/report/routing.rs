//! Whether the router is any good: how often the first assignee's draft was the one that was sent, over time, by topic and
//! expert, which topics it confuses, and whether it is as often right as it says. Every figure is counted from the ledger,
//! and its questions are listed by [`super::sla_questions`], as those of all other figures.

use souffleur_app::snapshot::house_zone;
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::{
    Actor,
    metric::{Count, Dimension, NONE, Ratio},
    permission::Action,
};
use souffleur_store::LedgerView;

use super::{
    figures::Figures,
    period::Period,
    version::{DataVersion, version},
    wanted::{Wanted, label, open},
};

/// One row of the routing report.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutedLine {
    /// What an address calls it.
    pub key: String,
    /// What people call it; none for no topic.
    pub label: Option<String>,
    /// Its counts.
    pub figures: Figures,
}

/// How well questions were routed in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutingReport {
    /// Which days.
    pub period: Period,
    /// The zone that its days are counted in.
    pub time_zone: String,
    /// All together.
    pub total: Figures,
    /// Day by day.
    pub days: Vec<RoutedLine>,
    /// By the topic it was first thought to be about.
    pub topics: Vec<RoutedLine>,
    /// By whom it went to first.
    pub experts: Vec<RoutedLine>,
    /// Topics that were taken for others, the most frequent first.
    pub confusions: Vec<RoutedLine>,
    /// By how sure the router was, in tenths.
    pub bins: Vec<RoutedLine>,
    /// The mean distance between how sure the router was and how often it was right, over the judged.
    pub calibration_error: Option<f64>,
    /// The state of the desk that it is of.
    pub version: DataVersion,
}

/// Counts how questions were routed in a period.
pub async fn routing(app: &App, actor: Actor, period: Period) -> Result<RoutingReport, Error> {
    actor.may(Action::ReadReports)?;
    let settings = app.settings();
    let view = open(app, &[period], app.now()).await?;
    let lines = async |cut| lines(&view, period, cut, &settings).await;
    let [mut days, topics] = [lines(Dimension::Day).await?, lines(Dimension::FirstTopic).await?];
    let [mut experts, mut confusions] =
        [lines(Dimension::FirstExpert).await?, lines(Dimension::Confusion).await?];
    let mut bins = lines(Dimension::Confidence).await?;
    for day in period.days().map(|day| day.to_string()) {
        if days.iter().all(|line| line.key != day) {
            days.push(RoutedLine { label: Some(day.clone()), key: day, figures: Figures::default() });
        }
    }
    days.sort_by(|left, right| left.key.cmp(&right.key));
    // Of whom nobody got, of what was not taken for anything else, and of what nobody was sure of there is no row.
    for lines in [&mut experts, &mut confusions, &mut bins] {
        lines.retain(|line| line.key != NONE);
    }
    let asked = |line: &RoutedLine| line.figures.count(Count::Chosen);
    confusions.sort_by(|left, right| asked(right).cmp(&asked(left)).then(left.key.cmp(&right.key)));
    Ok(RoutingReport {
        period,
        time_zone: house_zone(&settings).iana_name().unwrap_or("UTC").to_owned(),
        total: view.total(&Wanted::questions(period).query()).await?.into(),
        days,
        topics: by_label(topics),
        experts: by_label(experts),
        confusions,
        calibration_error: calibration_error(&bins),
        bins,
        version: version(&view),
    })
}

/// The rows of a cut in which somebody was chosen.
async fn lines(
    view: &LedgerView,
    period: Period,
    cut: Dimension,
    settings: &Settings,
) -> Result<Vec<RoutedLine>, Error> {
    let rows = view.rows(&Wanted::questions(period).query(), cut).await?;
    let line = |(key, tally): (String, souffleur_core::metric::Tally)| RoutedLine {
        label: label(cut, &key, settings),
        figures: tally.into(),
        key,
    };
    Ok(rows.into_iter().map(line).filter(|line| line.figures.count(Count::Chosen) > 0).collect())
}

/// The mean distance between said and found, over the judged.
#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn calibration_error(bins: &[RoutedLine]) -> Option<f64> {
    let judged = |bin: &RoutedLine| bin.figures.count(Count::Judged) as f64;
    let off = |bin: &RoutedLine| {
        let gap = bin.figures.share(Ratio::HitRate)? - bin.figures.confidence()?;
        Some(gap.abs() * judged(bin))
    };
    let all: f64 = bins.iter().map(judged).sum();
    (all > 0.0).then(|| bins.iter().filter_map(off).sum::<f64>() / all)
}

fn by_label(mut lines: Vec<RoutedLine>) -> Vec<RoutedLine> {
    lines.sort_by_key(|line| (line.label.is_none(), line.label.as_ref().map(|label| label.to_lowercase())));
    lines
}
