//! `souffleur routing evaluate`: how often the router is right, how honest its confidence is, how fast it is.

use std::{path::PathBuf, process::ExitCode, time::Instant};

use clap::Args;
use serde_json::Value;
use souffleur_routing::{Encoder, EvaluationPlan, EvaluationReport, EvaluationRows, evaluate};

use super::{read_once::ReadOnce, table};
use crate::{Error, console, encoder};

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("rows").required(true).args(["train", "data"]))]
pub(crate) struct Arguments {
    /// Rows that teach
    #[arg(long, value_name = "CSV", requires = "test", conflicts_with = "data")]
    train: Option<PathBuf>,
    /// Rows that test
    #[arg(long, value_name = "CSV", requires = "train")]
    test: Option<PathBuf>,
    /// Rows that teach and test, each in turn
    #[arg(long, value_name = "CSV")]
    data: Option<PathBuf>,
    /// Into how many parts the rows of --data are dealt
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = parse_folds, conflicts_with = "train")]
    folds: usize,
    /// The expert of each label (columns label, expert): measures experts too
    #[arg(long, value_name = "CSV")]
    experts: Option<PathBuf>,
    /// A line on each expert (columns expert, description): the first thing the router learns
    #[arg(long, value_name = "CSV")]
    descriptions: Option<PathBuf>,
    /// Teach with at most N rows of each label; 0 leaves only the descriptions
    #[arg(long, value_name = "N")]
    few: Option<usize>,
    /// Teach with N rows, drawn from those that teach again and again, with typing errors: how long does a large desk train?
    #[arg(long, value_name = "N", conflicts_with_all = ["online", "few"])]
    resample: Option<usize>,
    /// Predict each row, then learn it, as a desk does day by day
    #[arg(long)]
    online: bool,
    /// Keep N labels (15), drawn at random, from the router, and tell their questions from the others
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "15", conflicts_with_all = ["online", "few"])]
    out_of_scope: Option<usize>,
    /// Don't learn from what the labels are called, nor share descriptions of experts among their labels
    #[arg(long)]
    unnamed: bool,
    /// A folder with a sentence model (config.json, tokenizer.json, model.safetensors): the router reads with it too
    #[arg(long, value_name = "DIR")]
    encoder: Option<PathBuf>,
    /// Orders everything that is random
    #[arg(long, value_name = "N", default_value_t = 13)]
    seed: u64,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

fn parse_folds(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|folds| *folds >= 2).ok_or_else(|| "at least 2 parts are needed".to_owned())
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    let path = |path: &Option<PathBuf>| path.as_deref().map(table::rows).transpose();
    let (train, test, data) = (path(&arguments.train)?, path(&arguments.test)?, path(&arguments.data)?);
    let encoder = arguments.encoder.as_deref().map(encoder::open).transpose()?.map(ReadOnce::new);
    let study = EvaluationPlan {
        experts: arguments.experts.as_deref().map(table::experts).transpose()?.unwrap_or_default(),
        descriptions: arguments
            .descriptions
            .as_deref()
            .map(table::descriptions)
            .transpose()?
            .unwrap_or_default(),
        few: arguments.few,
        resample: arguments.resample,
        online: arguments.online,
        out_of_scope: arguments.out_of_scope,
        unnamed: arguments.unnamed,
        encoder: encoder.as_ref().map(|encoder| encoder as &dyn Encoder),
        seed: arguments.seed,
    };
    let rows = match (&train, &test, &data) {
        (Some(train), Some(test), _) => EvaluationRows::TrainTest { train, test },
        (_, _, data) => {
            EvaluationRows::Folds { rows: data.as_deref().unwrap_or_default(), folds: arguments.folds }
        }
    };
    let start = Instant::now();
    let mut report = evaluate(rows, &study, &|| start.elapsed().as_secs_f64())
        .map_err(|error| Error::because("the router can't be measured on these files", error))?;
    if let Some(encoder) = &encoder {
        let (half, most, all) = encoder.times();
        report.encode_p50_ms = Some(half);
        report.encode_p99_ms = Some(most);
        report.encode_seconds = Some(all);
    }
    if arguments.json {
        console::tell(json(&report));
    } else {
        tell(&report);
    }
    Ok(ExitCode::SUCCESS)
}

/// The report as JSON; what was not measured is absent.
fn json(report: &EvaluationReport) -> Value {
    let mut value = serde_json::to_value(report).unwrap_or_default();
    drop_nulls(&mut value);
    value
}

fn drop_nulls(value: &mut Value) {
    if let Value::Object(fields) = value {
        fields.retain(|_, field| !field.is_null());
        fields.values_mut().for_each(drop_nulls);
    }
}

fn tell(report: &EvaluationReport) {
    let percent = |what: &str, value: Option<f64>| {
        if let Some(value) = value {
            console::tell(format_args!("{what:<34}{value:>8.2} %"));
        }
    };
    let number = |what: &str, value: Option<f64>, unit: &str| {
        if let Some(value) = value {
            console::tell(format_args!("{what:<34}{value:>8.3} {unit}"));
        }
    };
    console::tell(format_args!("{:<34}{:>8}", "rows tested", report.rows));
    percent("label, first", report.label_top1);
    percent("label, among three", report.label_top3);
    percent("expert, first", report.expert_top1);
    percent("expert, among two", report.expert_top2);
    percent("label, first, last fifth", report.label_top1_last_fifth);
    percent("expert, first, last fifth", report.expert_top1_last_fifth);
    number("calibration error, label", report.ece_label, "");
    number("calibration error, expert", report.ece_expert, "");
    number("prediction, median", Some(report.predict_p50_us), "µs");
    number("prediction, 99 in 100", Some(report.predict_p99_us), "µs");
    number("learning one row, median", report.learn_p50_us, "µs");
    number("reading by the model, median", report.encode_p50_ms, "ms");
    number("reading, 99 in 100", report.encode_p99_ms, "ms");
    number("reading all texts", report.encode_seconds, "s");
    number("training", Some(report.train_seconds), "s");
    number("out of scope, told apart (AUROC)", report.out_of_scope_auroc, "");
    for point in report.out_of_scope_curve.iter().flatten() {
        let cost = format!("  at {:.0} % of the others", point.known_set_aside);
        percent(&cost, Some(point.unknown_set_aside));
    }
    let plain = &report.baselines;
    percent("guess: the commonest label", plain.majority_label);
    percent("guess: the busiest expert", plain.majority_expert);
    percent("guess: busiest of the last hundred", plain.lately_expert);
    percent("guess: whoever answered last", plain.last_expert);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_has_the_names_of_the_contract_and_no_nulls() {
        let mut report = EvaluationReport { rows: 3, label_top1: Some(90.5), ..EvaluationReport::default() };
        report.baselines.majority_label = Some(2.0);
        let value = json(&report);
        assert_eq!(value["label_top1"], 90.5);
        assert!(value.get("expert_top1").is_none());
        assert!(value["baselines"].get("majority_expert").is_none());
        for key in ["predict_p50_us", "predict_p99_us", "train_seconds"] {
            assert!(value[key].is_number(), "{key}");
        }
    }
}
