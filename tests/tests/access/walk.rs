//! The walk itself: one request for each route and each caller, and what it must leave untouched.

use std::{fmt::Write as _, fs, path::Path};

use reqwest::Method;
use souffleur_core::permission::{AccessScope, Role, reach};
use souffleur_desk::routes;
use souffleur_tests::harness::{Rows, TestDesk};
use souffleur_web::{access::Access, route::Route, route_kind::RouteKind};

use crate::{
    call::{Who, answer},
    scene::Scene,
};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/access.txt");

const HEAD: &str = "\
# What each route answers to whom, on a desk where Léa holds the question that the addresses name. The columns: nobody;
# an administrator; a community manager; Léa; Karim, who is an expert too; a supervisor; a program with the token of a
# channel. Forms and bodies are good ones where the route is about a question, and empty elsewhere (422: let in, and
# told what is missing).
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_what_the_table_says() {
    let desk = TestDesk::open().await;
    let everybody = Who::everybody(&desk).await;
    let mut scene = Scene::set(&desk).await;
    let mut table = vec![row("method path", everybody.iter().map(|who| who.name.to_owned()).collect())];
    let mut before = desk.rows().await;
    for route in routes::all().table() {
        let mut cells = Vec::new();
        for who in &everybody {
            scene.prepare(&desk, route).await;
            if scene.is_changed() {
                before = desk.rows().await;
            }
            let spoken = desk.replies().await;
            let cell = answer(&desk, &scene, who, route).await;
            let after = desk.rows().await;
            check(route, who, &cell, (&before, &after));
            let spoke = desk.replies().await > spoken;
            assert_eq!(spoke, cell.status < 400 && speaks(route, who), "{route} by {}: {cell}", who.name);
            if after != before {
                scene.wear_out();
            }
            before = after;
            cells.push(scene.without_ids(&cell.to_string()));
        }
        table.push(row(&route.to_string(), cells));
    }
    compare(&(HEAD.to_owned() + &aligned(&table)));
}

/// What must hold of every answer, whatever the file says.
fn check(route: &Route, who: &Who, cell: &crate::call::Cell, (before, after): (&Rows, &Rows)) {
    let said = format!("{route} by {}: {cell}", who.name);
    assert!(cell.status < 500, "{said}");
    assert_ne!(cell.status, 415, "{said}: say in Scene::json what this call takes");
    if cell.status >= 400 || route.method == Method::GET {
        assert_eq!(before, after, "{said} changed something");
    }
    let enters = match (route.access, who.role) {
        (Access::Public, _) => true,
        (Access::SignedIn, role) => role.is_some(),
        (Access::May(action), Some(role)) => reach(role, action) != AccessScope::Nothing,
        (Access::May(_), None) => false,
    };
    // A program keeps no cookies, so it can send no form of ours.
    let has_no_form = who.is_program && route.kind == RouteKind::Page && route.method != Method::GET;
    if has_no_form {
        assert!(matches!(cell.status, 401 | 403), "{said}");
    } else if enters {
        assert!(
            !matches!(cell.to_string().as_str(), "403" | "303→/sign-in") || route.name == "sign-out",
            "{said}"
        );
    } else if who.role.is_some() {
        assert_eq!(cell.status, 403, "{said}");
    } else {
        assert!(matches!(cell.to_string().as_str(), "401" | "403" | "303→/sign-in"), "{said}");
    }
}

/// Only a community manager makes the voice speak, and only where a reply is sent.
fn speaks(route: &Route, who: &Who) -> bool {
    who.role == Some(Role::CommunityManager)
        && ["question-reply", "send-reply"].contains(&route.name.as_str())
}

fn row(first: &str, cells: Vec<String>) -> Vec<String> {
    let (method, path) = first.split_once(' ').unwrap();
    [method.to_owned(), path.to_owned()].into_iter().chain(cells).collect()
}

fn aligned(table: &[Vec<String>]) -> String {
    let width = |column: usize| table.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table[0].len()).map(width).collect();
    let mut text = String::new();
    for row in table {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            write!(line, "{cell:width$}  ").unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn compare(found: &str) {
    if std::env::var_os("WRITE_ACCESS").is_some() {
        fs::create_dir_all(Path::new(GOLDEN).parent().unwrap()).unwrap();
        fs::write(GOLDEN, found).unwrap();
    }
    let written = fs::read_to_string(GOLDEN).unwrap_or_default();
    let words = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let (written, found) = (words(&written), words(found));
    let news: Vec<_> =
        found.iter().filter(|line| !written.contains(line)).map(|line| format!("+ {line}")).collect();
    let gone: Vec<_> =
        written.iter().filter(|line| !found.contains(line)).map(|line| format!("- {line}")).collect();
    let changes = [gone, news].concat().join("\n");
    assert!(changes.is_empty(), "{GOLDEN} says otherwise; WRITE_ACCESS=1 writes it anew:\n{changes}");
}
