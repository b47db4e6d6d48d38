//! Figures add up: on every cut, each number equals the questions that it leads to, and the file says the same.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde_json::Value;
use souffleur_app::{
    question,
    report::{Cell, CellState, GroupBy, Period, sla, sla_questions},
};
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(every_number_is_its_questions, the_page_leads_to_what_it_counts, the_file_says_the_same);

const DAYS: &str = "from=2026-11-20&to=2026-11-25";

/// A week with everything in it: kept, broken, running, excused, asked again; experts, nobody, several channels.
async fn a_busy_week(desk: &TestDesk) {
    let program = desk.program("facebook").await;
    for day in 0..3 {
        let kept = desk.ask_for("lea", SIZES).await;
        desk.ask_for("karim", PARCEL).await;
        desk.ask("Πού είναι το δέμα μου;").await;
        let body = serde_json::json!({"body": SIZES, "customer": {"name": "Luc"}});
        program.post("/api/v1/questions", &body).await.is(201);
        let excused = desk.ask_for("karim", PARCEL).await;
        desk.pass(SignedDuration::from_mins(30)).await;
        desk.reply(kept.id, "Du 38.").await;
        desk.follow_up(&kept, "Et l'autre ?").await;
        let spam = Some("Spam".to_owned());
        question::close(&desk.app, desk.actor("camille"), excused.id, spam, None).await.unwrap();
        let late = desk.ask_for("lea", SIZES).await;
        if day < 2 {
            desk.pass(SignedDuration::from_hours(23)).await;
            desk.reply(late.id, "Pardon : du 38.").await;
            desk.pass(SignedDuration::from_mins(30)).await;
        }
    }
}

async fn every_number_is_its_questions(desk: TestDesk) {
    Box::pin(a_busy_week(&desk)).await;
    let (nadia, period) = (desk.actor("nadia"), Period::parse("2026-11-20", "2026-11-25").unwrap());
    let mut totals = Vec::new();
    for group_by in GroupBy::ALL {
        let report = sla(&desk.app, nadia, period, group_by).await.unwrap();
        let mut sums = [0_u64; 5];
        let rows = report.rows.iter().map(|row| (Some(row.key.clone()), &row.figures));
        for (key, figures) in rows.chain([(None, &report.total)]) {
            let counted = [figures.met, figures.breached, figures.pending, figures.no_reply_needed];
            assert_eq!(figures.received, counted.iter().sum::<u64>(), "{group_by:?} {key:?}");
            let states = [None].into_iter().chain(CellState::ALL.map(Some));
            for ((state, count), sum) in
                states.zip([&[figures.received][..], &counted].concat()).zip(&mut sums)
            {
                let cell = Cell { period, group_by, key: key.clone(), state };
                let lines = sla_questions(&desk.app, nadia, cell).await.unwrap();
                assert_eq!(lines.len() as u64, count, "{group_by:?} {key:?} {state:?}");
                if key.is_some() {
                    *sum += count;
                }
            }
        }
        let total = &report.total;
        assert_eq!(sums, [total.received, total.met, total.breached, total.pending, total.no_reply_needed]);
        totals.push(report.total);
    }
    assert!(totals.windows(2).all(|pair| pair[0] == pair[1]), "every cut is of the same cake");
    let total = &totals[0];
    assert!(
        [total.met, total.breached, total.pending, total.no_reply_needed].iter().all(|count| *count > 0),
        "{total:?}"
    );
}

async fn the_page_leads_to_what_it_counts(desk: TestDesk) {
    Box::pin(a_busy_week(&desk)).await;
    let (nadia, caller) = (desk.signed_in("nadia").await, desk.caller("nadia").await);
    for group_by in GroupBy::ALL.map(GroupBy::as_str) {
        let page = nadia.get(&format!("/reports/sla?{DAYS}&group_by={group_by}")).await.is(200);
        let told = page.words("a.figure").into_iter().map(|count| count.parse::<usize>().unwrap());
        let links: BTreeMap<String, usize> = page.all("a.figure", "href").into_iter().zip(told).collect();
        assert!(links.len() > 10, "{group_by}: {links:?}");
        for (link, count) in links {
            let behind = nadia.get(&link).await.is(200);
            assert_eq!(behind.all("tbody tr th a", "href").len(), count, "{link}");
        }
        let api = caller.get(&format!("/api/v1/reports/sla?{DAYS}&group_by={group_by}")).await.is(200).json;
        let sum = |name: &str| -> u64 {
            api["rows"].as_array().unwrap().iter().map(|row| row[name].as_u64().unwrap()).sum()
        };
        for name in ["received", "met", "breached", "pending", "no_reply_needed"] {
            assert_eq!(Value::from(sum(name)), api["total"][name], "{group_by} {name}");
            assert!(
                api["definitions"][name].as_str().is_some_and(|means| means.len() > 10),
                "{name} is defined"
            );
        }
        let received = page.words("tfoot a.figure").first().map(|count| count.parse::<u64>().unwrap());
        assert_eq!(received, api["total"]["received"].as_u64(), "the page and the API agree");
    }
    // The questions behind a number can be opened.
    let page = nadia.get(&format!("/reports/sla/questions?{DAYS}&group_by=day&state=breached")).await.is(200);
    let question = page.all("tbody tr th a", "href").remove(0);
    nadia.get(&question).await.is(200);
}

async fn the_file_says_the_same(desk: TestDesk) {
    Box::pin(a_busy_week(&desk)).await;
    let nadia = desk.signed_in("nadia").await;
    let file = nadia.get(&format!("/reports/sla.csv?{DAYS}")).await.is(200);
    assert!(file.headers["content-disposition"].to_str().unwrap().contains(".csv"));
    let mut lines = file.html.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let column = |name: &str| head.iter().position(|known| *known == name).unwrap();
    let rows: Vec<_> = lines.collect();
    let caller = desk.caller("nadia").await;
    for (group_by, name) in [("day", "day"), ("expert", "expert"), ("topic", "topic"), ("channel", "channel")]
    {
        let api = caller.get(&format!("/api/v1/reports/sla?{DAYS}&group_by={group_by}")).await.is(200).json;
        for row in api["rows"].as_array().unwrap() {
            let label = row["label"].as_str().unwrap_or_default();
            let own: Vec<_> = rows.iter().filter(|line| line[column(name)] == label).collect();
            assert_eq!(row["received"], own.len(), "{group_by} {label}");
            for state in ["met", "breached", "pending", "no_reply_needed"] {
                let count = own.iter().filter(|line| line[column("state")] == state).count();
                assert_eq!(row[state], count, "{group_by} {label} {state}");
            }
        }
    }
    let api = caller.get(&format!("/api/v1/reports/sla?{DAYS}&format=csv")).await.is(200);
    assert_eq!(api.raw, file.html);
}
