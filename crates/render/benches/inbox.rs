//! How long a list of fifty questions takes: the page that is asked for most.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use souffleur_render::{Engine, Frame, Language, Sources, Template, sample_now};

#[derive(Serialize)]
struct Inbox {
    rows: Vec<Row>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Row {
    href: String,
    number: u64,
    who: String,
    text: String,
    status: &'static str,
    channel: &'static str,
    topic: Option<String>,
    expert: Option<String>,
    asked_at: Timestamp,
    due: Due,
}

#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "named as the component wants them")]
struct Due {
    due_at: Timestamp,
    state: &'static str,
    warn_at: Option<Timestamp>,
}

impl Template for Inbox {
    const NAME: &'static str = "page/bench.html";

    fn samples() -> Vec<Self> {
        let row = |number: u64| Row {
            href: format!("/questions/{number}"),
            number,
            who: "Amélie Roux".to_owned(),
            text: "Je voudrais échanger la taille 38 contre du 39, mais le formulaire refuse ma commande."
                .to_owned(),
            status: "drafted",
            channel: "email",
            topic: Some("Échanges".to_owned()),
            expert: Some("Léa Martin".to_owned()),
            asked_at: sample_now() - SignedDuration::from_mins(45),
            due: Due {
                due_at: sample_now() + SignedDuration::from_hours(6),
                state: "ok",
                warn_at: Some(sample_now() + SignedDuration::from_hours(4)),
            },
        };
        vec![Self { rows: (1000..1050).map(row).collect(), next: Some("/inbox?after=1050".to_owned()) }]
    }
}

fn inbox(c: &mut Criterion) {
    let mut sources = Sources::embedded().expect("the folders are readable");
    sources.templates.retain(|(name, _)| !name.starts_with("page/") && !name.starts_with("email/"));
    sources.templates.push((Inbox::NAME.to_owned(), include_str!("inbox.html").to_owned()));
    let engine = Engine::new(&sources, |path| Some(format!("/assets/0123456789abcdef/{path}")))
        .expect("holds together");
    let frame = Frame::samples(Language::Fr).remove(1);
    let page = Inbox::samples().remove(0);
    c.bench_function("inbox of 50 rows", |b| {
        b.iter(|| engine.render(black_box(&page), black_box(&frame)).expect("renders"));
    });
}

criterion_group!(benches, inbox);
criterion_main!(benches);
