//! Every case of the table agrees with the arithmetic, to the millisecond.

#[test]
fn all_cases_agree() {
    let cases = include_bytes!("data/vectors.jsonl");
    let report = souffleur_sla::check(cases.as_slice()).expect("a slice can be read");
    let failures: Vec<_> = report.first_failures.iter().map(ToString::to_string).collect();
    assert_eq!((report.passed, report.failed), (3_000, 0), "{failures:#?}");
}
