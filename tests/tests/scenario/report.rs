//! Figures add up: on every cut, each number equals the questions that it leads to, and the file says the same.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use souffleur_insight::report::{self, Cell, Count, Dimension, Period, Promises, Wanted, sla, sla_questions};
use souffleur_jobs::keep_ledger;
use souffleur_question::question;
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    every_number_is_its_questions,
    the_page_leads_to_what_it_counts,
    the_file_says_the_same,
    the_board_knows_what_will_be_late,
    what_makes_no_sense_is_no_empty_report,
);

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
    // The sums are made while people work: the figures are the same before, and after.
    let mut totals = Vec::new();
    for folded in [false, true] {
        if folded {
            keep_ledger::pass(&desk.app).await.unwrap();
        }
        for (cut, promises) in Dimension::ALL.into_iter().flat_map(|cut| Promises::ALL.map(|of| (cut, of))) {
            let wanted = Wanted { promises, ..Wanted::questions(period) };
            let report = sla(&desk.app, nadia, wanted.clone(), cut, None).await.unwrap();
            let rows = report.rows.iter().map(|row| (Some((cut, row.key.clone())), &row.figures));
            let mut sums = [0; Count::OUTCOMES.len()];
            for (row, figures) in rows.chain([(None, &report.total)]) {
                let outcomes: u64 = Count::OUTCOMES.iter().map(|count| figures.count(*count)).sum();
                assert_eq!(figures.count(Count::Received), outcomes, "{cut:?} {row:?}");
                if row.is_some() {
                    for (sum, count) in sums.iter_mut().zip(Count::OUTCOMES) {
                        *sum += figures.count(count);
                    }
                }
                for count in Count::OUTCOMES.into_iter().chain([Count::Received, Count::Reopened]) {
                    let cell = Cell { wanted: wanted.clone(), row: row.clone(), count };
                    let behind = sla_questions(&desk.app, nadia, &cell, None).await.unwrap();
                    let counted = figures.count(count);
                    assert_eq!((behind.lines.len() as u64, behind.count), (counted, counted), "{cell:?}");
                }
            }
            assert_eq!(sums, Count::OUTCOMES.map(|count| report.total.count(count)), "{cut:?}");
            totals.push((promises, report.total));
        }
    }
    for promises in Promises::ALL {
        let mut of = totals.iter().filter(|(of, _)| *of == promises).map(|(_, total)| total);
        let first = of.next().unwrap();
        assert!(of.all(|total| total == first), "every cut is of the same cake");
        let seen = Count::OUTCOMES.iter().filter(|count| first.count(**count) > 0).count();
        assert!(promises != Promises::All || seen == 4, "{first:?}");
    }
    let verified = desk.app.store().verify().await.unwrap();
    assert_eq!((verified.findings, verified.wrong_sums), (vec![], vec![]));
    assert!(verified.lines > 0);
}

async fn the_page_leads_to_what_it_counts(desk: TestDesk) {
    Box::pin(a_busy_week(&desk)).await;
    let (nadia, caller) = (desk.signed_in("nadia").await, desk.caller("nadia").await);
    for group_by in Dimension::ALL.map(Dimension::as_str) {
        let page = nadia.get(&format!("/reports/sla?{DAYS}&group_by={group_by}")).await.is(200);
        let told = page.words("a.figure").into_iter().map(|count| count.parse::<usize>().unwrap());
        let links: BTreeMap<String, usize> = page.all("a.figure", "href").into_iter().zip(told).collect();
        assert!(links.len() > 10, "{group_by}: {links:?}");
        for (link, count) in links {
            let behind = nadia.get(&link).await.is(200);
            assert_eq!(behind.all("tbody tr th a", "href").len(), count, "{link}");
        }
        let path = format!("/api/v1/reports/sla?{DAYS}&promise=first_reply&group_by={group_by}");
        let api = caller.get(&path).await.is(200).json;
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
    let file = nadia.get(&format!("/reports/sla.csv?{DAYS}&promise=all")).await.is(200);
    assert!(file.headers["content-disposition"].to_str().unwrap().contains(".csv"));
    let table = file.html.strip_prefix('\u{feff}').expect("what a spreadsheet knows UTF-8 by").to_owned();
    let mut lines = table.lines().map(|line| line.split(';').collect::<Vec<_>>());
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
    let api = caller
        .get(&format!("/api/v1/reports/sla?{DAYS}&format=csv&separator=semicolon&bom=true"))
        .await
        .is(200);
    assert_eq!(api.raw, file.html);
    // In the zone of the house, with who asked what, and the way to it.
    let question = desk.ask_for("lea", SIZES).await;
    let file = nadia.get(&format!("/reports/sla.csv?{DAYS}&promise=all")).await.is(200);
    let mut rows = file.html.lines().map(|line| line.split(';').collect::<Vec<_>>());
    let own = rows.find(|line| line[0] == question.number.to_string()).unwrap();
    let instant: Timestamp = own[column("set_at")].parse().unwrap();
    let wall = instant.in_tz("Europe/Paris").unwrap().strftime("%Y-%m-%d %H:%M:%S").to_string();
    assert_eq!(own[column("set_at_local")], wall);
    assert!(own[column("due_at_local")].ends_with(":00:00"), "{own:?}");
    assert!(!own[column("customer")].is_empty());
    assert!(own[column("link")].ends_with(&format!("/questions/{}", question.id)), "{own:?}");
    // As a program takes it, and as an English spreadsheet does.
    let program = caller.get(&format!("/api/v1/reports/sla?{DAYS}&format=csv")).await.is(200);
    assert!(program.raw.starts_with("number,promise,state,"));
    let english = nadia.get(&format!("/reports/sla.csv?{DAYS}&separator=comma")).await.is(200);
    assert!(english.html.starts_with("\u{feff}number,promise,state,"));
    caller.get(&format!("/api/v1/reports/sla?{DAYS}&format=csv&separator=tab")).await.is(422);
}

/// Five to twelve, and the board says what will be late, with every number leading to its questions.
async fn the_board_knows_what_will_be_late(desk: TestDesk) {
    for _ in 0..3 {
        desk.ask_for("lea", SIZES).await;
    }
    let done = desk.ask_for("karim", PARCEL).await;
    desk.reply(done.id, "Demain.").await;
    let board = report::board(&desk.app, desk.actor("nadia")).await.unwrap();
    assert_eq!((board.total.due, board.total.done, board.total.running), (4, 1, 3), "{board:?}");
    // A minute before the time that was promised, nobody makes it any more.
    desk.clock.set("2026-11-23T15:59:00Z");
    let board = report::board(&desk.app, desk.actor("nadia")).await.unwrap();
    assert_eq!((board.total.running, board.total.at_risk, board.risks.len()), (3, 3, 3), "{board:?}");
    let nadia = desk.signed_in("nadia").await;
    for path in ["/reports/board", "/reports/board?projector="] {
        let page = nadia.get(path).await.is(200);
        let told = page.words("a.board-figure").into_iter().map(|count| count.parse::<usize>().unwrap());
        let links: BTreeMap<String, usize> =
            page.all("a.board-figure", "href").into_iter().zip(told).collect();
        assert!(links.len() > 8, "{links:?}");
        for (link, count) in links {
            let behind = nadia.get(&link).await.is(200);
            assert_eq!(behind.all("tbody tr th a", "href").len(), count, "{link}");
        }
    }
    // One question, step by step.
    let path = format!("/reports/ledger/{}", done.number);
    nadia.get(&path).await.is(200).says(&format!("#{}", done.number));
    nadia.get("/reports/ledger/999999").await.is(404);
}

async fn what_makes_no_sense_is_no_empty_report(desk: TestDesk) {
    let nadia = desk.signed_in("nadia").await;
    for period in
        ["from=2026-11-25&to=2026-11-20", "from=1926-01-01&to=2026-01-01", "from=hier&to=2026-11-20"]
    {
        for place in ["sla", "late"] {
            let page = nadia.get(&format!("/reports/{place}?{period}")).await.is(422);
            assert!(!page.all("input[name=from]", "value").is_empty(), "what was typed is kept");
            assert!(page.words("a.figure").is_empty(), "no figure that looks like zero");
        }
    }
    let against = "from=2026-11-20&to=2026-11-25&against_from=2026-11-10&against_to=2026-11-01";
    nadia.get(&format!("/reports/sla?{against}")).await.is(422);
    let gone = "of=topic&of_key=00000000-0000-0000-0000-000000000001";
    nadia.get(&format!("/reports/sla?{DAYS}&{gone}")).await.is(422);
    for odd in ["group_by=colour", "promise=none", "of=colour&of_key=red"] {
        nadia.get(&format!("/reports/sla?{DAYS}&{odd}")).await.is(400);
    }
    nadia.get(&format!("/reports/sla/questions?{DAYS}&state=blue")).await.is(400);
    nadia.get(&format!("/reports/sla/questions?{DAYS}&after=nowhere")).await.is(404);
    nadia.get("/reports/board/questions?slot=x").await.is(400);
}
