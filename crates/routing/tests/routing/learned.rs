//! What is learned from real questions: small samples, so that a change that breaks learning fails here and not on a desk.
//! The bounds leave room for what is chance; `souffleur routing evaluate` measures on whole files.

use std::collections::BTreeMap;

use souffleur_routing::{
    EvaluateError, EvaluationPlan, EvaluationReport, EvaluationRows, LabelledText, evaluate,
};

fn sample(csv: &str) -> (Vec<LabelledText>, BTreeMap<String, String>) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize::<[String; 4]>().map(|row| row.expect("four columns"));
    let (mut texts, mut experts) = (Vec::new(), BTreeMap::new());
    for [id, text, label, expert] in rows {
        experts.insert(label.clone(), expert);
        texts.push(LabelledText { id, text, label });
    }
    (texts, experts)
}

fn descriptions(csv: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(|row| row.expect("two columns")).collect()
}

fn english() -> (Vec<LabelledText>, EvaluationPlan<'static>) {
    let (rows, experts) = sample(include_str!("../data/banking77_sample.csv"));
    let descriptions = descriptions(include_str!("../data/banking77_descriptions.csv"));
    (rows, EvaluationPlan { experts, descriptions, seed: 13, ..EvaluationPlan::default() })
}

fn french() -> (Vec<LabelledText>, EvaluationPlan<'static>) {
    let (rows, experts) = sample(include_str!("../data/fr_public_sample.csv"));
    let descriptions = descriptions(include_str!("../data/fr_public_descriptions.csv"));
    (rows, EvaluationPlan { experts, descriptions, seed: 13, ..EvaluationPlan::default() })
}

/// A clock that stands still: nothing here is about speed.
fn measure(rows: &[LabelledText], study: &EvaluationPlan) -> EvaluationReport {
    evaluate(EvaluationRows::Folds { rows, folds: 3 }, study, &|| 0.0).expect("a report")
}

fn above(what: &str, value: Option<f64>, bound: f64) {
    assert!(value.is_some_and(|value| value >= bound), "{what} is {value:?}, wanted at least {bound}");
}

#[test]
fn real_english_questions_are_told_apart() {
    let (rows, study) = english();
    let report = measure(&rows, &study);
    assert_eq!(report.rows, rows.len());
    above("label top-1", report.label_top1, 92.0);
    above("label top-3", report.label_top3, 97.0);
    above("expert top-2", report.expert_top2, 95.0);
    assert!(report.ece_expert.is_some_and(|error| error < 0.12), "{report:?}");
    assert!(report.baselines.majority_expert.is_some_and(|share| share < 15.0), "{report:?}");
}

#[test]
fn real_french_questions_are_told_apart() {
    let (rows, study) = french();
    let report = measure(&rows, &study);
    above("label top-1", report.label_top1, 55.0);
    above("label top-3", report.label_top3, 75.0);
    assert!(report.ece_label.is_some_and(|error| error < 0.15), "{report:?}");
}

#[test]
fn a_line_on_each_expert_is_a_beginning() {
    for ((rows, study), bound) in [(english(), 58.0), (french(), 45.0)] {
        let report = measure(&rows, &EvaluationPlan { few: Some(0), ..study });
        above("expert top-1", report.expert_top1, bound);
        assert_eq!(report.label_top1, None, "labels are not measured without an example");
        assert!(report.ece_expert.is_some_and(|error| error < 0.15), "{report:?}");
    }
}

#[test]
fn one_pass_learns_as_it_goes() {
    let (rows, study) = english();
    let report = measure(&rows, &EvaluationPlan { online: true, descriptions: BTreeMap::new(), ..study });
    above("expert top-1", report.expert_top1, 65.0);
    above("expert top-1 of the last fifth", report.expert_top1_last_fifth, 78.0);
}

#[test]
fn questions_on_unknown_topics_look_stranger() {
    let (rows, study) = english();
    let labels = study.experts.len();
    let report = measure(&rows, &EvaluationPlan { out_of_scope: Some(3), ..study.clone() });
    above("AUROC", report.out_of_scope_auroc, 0.7);
    assert!(report.out_of_scope_curve.is_some_and(|curve| curve.len() > 3));
    let all = EvaluationPlan { out_of_scope: Some(labels), ..study };
    let refused = evaluate(EvaluationRows::Folds { rows: &rows, folds: 3 }, &all, &|| 0.0);
    assert_eq!(refused, Err(EvaluateError::Hidden { hidden: labels, labels }));
}

#[test]
fn what_a_topic_is_called_is_a_beginning() {
    let (rows, study) = english();
    let study = EvaluationPlan { few: Some(1), descriptions: BTreeMap::new(), ..study };
    let named = measure(&rows, &study).label_top1.expect("labels");
    let unnamed = measure(&rows, &EvaluationPlan { unnamed: true, ..study }).label_top1.expect("labels");
    assert!(named > unnamed + 2.0, "{named} with names, {unnamed} without");
}

#[test]
fn the_same_seed_measures_the_same() {
    let (rows, study) = french();
    assert_eq!(measure(&rows, &study), measure(&rows, &study));
}

#[test]
fn what_can_not_be_measured_says_why() {
    let (rows, mut study) = english();
    let fails =
        |rows, study: &EvaluationPlan| evaluate(rows, study, &|| 0.0).expect_err("nothing to measure");
    let all = EvaluationRows::TrainTest { train: &rows, test: &rows };
    assert_eq!(
        fails(EvaluationRows::Folds { rows: &rows[..3], folds: 5 }, &study),
        EvaluateError::Folds { folds: 5, rows: 3 }
    );
    assert_eq!(
        fails(EvaluationRows::TrainTest { train: &[], test: &rows }, &study),
        EvaluateError::NoRows("teach with")
    );
    assert_eq!(
        fails(EvaluationRows::TrainTest { train: &rows, test: &[] }, &study),
        EvaluateError::NoRows("test")
    );
    study.experts.remove("exchange_rate");
    assert!(matches!(fails(all, &study), EvaluateError::NoExpert { label, .. } if label == "exchange_rate"));
    let blind = EvaluationPlan { few: Some(0), ..EvaluationPlan::default() };
    assert_eq!(fails(all, &blind), EvaluateError::NoDescriptions);
}
