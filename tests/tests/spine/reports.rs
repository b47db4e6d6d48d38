//! Figures add up, on every cut, whatever happened; and each is as many questions as it leads to.

use std::collections::HashSet;

use futures_util::TryStreamExt as _;
use jiff::SignedDuration;
use proptest::{prelude::*, test_runner::TestRunner};
use souffleur_app::{App, error::Error};
use souffleur_core::{Actor, id::QuestionId, message::MessageKind};
use souffleur_insight::report::{
    Cell, Count, CsvFormat, Dimension, Line, Period, Promises, Wanted, routing, sla, sla_csv, sla_questions,
};
use souffleur_jobs::{fire_timers, keep_ledger};
use souffleur_question::{
    intake::{Ask, AskCustomer, FollowUp, Thread, ask, follow_up, split},
    question,
};

use crate::testing::{Desk, FILE};

const PERIOD: [&str; 2] = ["2025-11-20", "2025-12-31"];
const BODIES: [&str; 3] =
    ["Quelle taille choisir ?", "Où est mon colis, le suivi a du retard ?", "Vendez-vous des tracteurs ?"];

fn period() -> Period {
    Period::parse(PERIOD[0], PERIOD[1]).unwrap()
}

/// Something that may happen to a desk; what is not possible just now is left out.
#[derive(Debug, Clone)]
enum Deed {
    Ask(usize),
    Wait(i64),
    Draft(usize),
    Return(usize),
    Reply(usize, bool),
    Hold(usize),
    Excuse(usize),
    FollowUp(usize),
    Topic(usize),
    Merge(usize, usize),
    Together(usize, usize),
    Split(usize),
    Fire,
    Fold,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let which = 0..12_usize;
    let deed = prop_oneof![
        4 => (0..3_usize).prop_map(Deed::Ask),
        3 => (1..900_i64).prop_map(Deed::Wait),
        2 => which.clone().prop_map(Deed::Draft),
        1 => which.clone().prop_map(Deed::Return),
        3 => (which.clone(), any::<bool>()).prop_map(|(which, draft)| Deed::Reply(which, draft)),
        1 => which.clone().prop_map(Deed::Hold),
        1 => which.clone().prop_map(Deed::Excuse),
        1 => which.clone().prop_map(Deed::FollowUp),
        1 => which.clone().prop_map(Deed::Topic),
        1 => (which.clone(), which.clone()).prop_map(|(one, other)| Deed::Merge(one, other)),
        1 => (which.clone(), which.clone()).prop_map(|(one, other)| Deed::Together(one, other)),
        1 => which.prop_map(Deed::Split),
        1 => Just(Deed::Fire),
        2 => Just(Deed::Fold),
    ];
    prop::collection::vec(deed, 8..40)
}

struct Story {
    desk: Desk,
    asked: Vec<(QuestionId, souffleur_core::question::Token)>,
}

impl Story {
    async fn tell(deeds: &[Deed]) -> Self {
        let mut story = Self { desk: Desk::set_up().await, asked: Vec::new() };
        for deed in deeds {
            story.do_it(deed).await;
        }
        story
    }

    async fn do_it(&mut self, deed: &Deed) {
        let app = self.desk.app.clone();
        let cm = self.desk.actor("cm");
        match deed {
            Deed::Ask(body) => {
                let email = Some("zoe@example.org".to_owned());
                let customer = AskCustomer { name: "=Zoé".to_owned(), email, handle: None };
                let input = Ask { body: BODIES[*body].to_owned(), customer, ..Ask::default() };
                let asked = ask(&app, Actor::Customer, input).await.unwrap();
                self.asked.push((asked.id, asked.token));
            }
            Deed::Wait(minutes) => self.desk.clock.pass(SignedDuration::from_mins(*minutes)),
            Deed::Fire => drop(fire_timers::pass(&app).await.unwrap()),
            Deed::Fold => drop(keep_ledger::pass(&app).await.unwrap()),
            Deed::Draft(which) => {
                self.on(*which, async |app, id| {
                    question::draft(app, cm, id, "Du 38.".to_owned(), None).await.map(drop)
                })
                .await;
            }
            Deed::Return(which) => {
                self.on(*which, async |app, id| {
                    let view = question::get(app, cm, id).await?;
                    match view.drafts.last() {
                        Some((draft, _)) => {
                            let remark = Some("Plus court".to_owned());
                            question::return_draft(app, cm, id, draft.id, remark, None).await.map(drop)
                        }
                        None => Ok(()),
                    }
                })
                .await;
            }
            Deed::Reply(which, from_draft) => {
                self.on(*which, async |app, id| {
                    let view = question::get(app, cm, id).await?;
                    let draft = view.drafts.last().map(|(draft, _)| draft.id).filter(|_| *from_draft);
                    say(app, cm, id, view.question.version, MessageKind::Reply, draft).await
                })
                .await;
            }
            Deed::Hold(which) => {
                self.on(*which, async |app, id| {
                    let version = question::get(app, cm, id).await?.question.version;
                    say(app, cm, id, version, MessageKind::Holding, None).await
                })
                .await;
            }
            Deed::Excuse(which) => {
                self.on(*which, async |app, id| {
                    question::close(app, cm, id, Some("Spam".to_owned()), None).await.map(drop)
                })
                .await;
            }
            Deed::FollowUp(which) => {
                let Some((_, token)) = self.asked.get(which % self.asked.len().max(1)) else { return };
                let input = FollowUp::new(Thread::Token(token.clone()), "Et l'autre ?");
                drop(follow_up(&app, Actor::Customer, input).await);
            }
            Deed::Merge(..) | Deed::Together(..) | Deed::Split(_) => self.relate(deed).await,
            Deed::Topic(which) => {
                let settings = app.settings();
                let topic = settings.topics[which % settings.topics.len()].id;
                self.on(*which, async |app, id| {
                    question::set_topic(app, cm, id, topic, None).await.map(drop)
                })
                .await;
            }
        }
    }

    /// What has to do with another question.
    async fn relate(&self, deed: &Deed) {
        let (app, cm) = (&self.desk.app, self.desk.actor("cm"));
        let at = |which: usize| self.asked.get(which % self.asked.len().max(1)).map(|(id, _)| *id);
        match deed {
            Deed::Merge(one, other) => {
                let (Some(one), Some(other)) = (at(*one), at(*other)) else { return };
                let number = question::get(app, cm, other).await.unwrap().question.number;
                drop(question::merge(app, cm, one, number, None).await);
            }
            Deed::Together(one, other) => {
                let (Some(one), Some(other)) = (at(*one), at(*other)) else { return };
                drop(question::together(app, cm, &[one, other]).await);
            }
            Deed::Split(which) => {
                let Some(id) = at(*which) else { return };
                let last = question::get(app, cm, id).await.unwrap().thread.last().map(|message| message.id);
                drop(split(app, cm, id, last.unwrap()).await);
            }
            _ => {}
        }
    }

    async fn on(&self, which: usize, deed: impl AsyncFnOnce(&App, QuestionId) -> Result<(), Error>) {
        if let Some((id, _)) = self.asked.get(which % self.asked.len().max(1)) {
            drop(deed(&self.desk.app, *id).await);
        }
    }
}

async fn say(
    app: &App,
    cm: Actor,
    id: QuestionId,
    version: i64,
    weight: MessageKind,
    draft_id: Option<souffleur_core::id::DraftId>,
) -> Result<(), Error> {
    let reply = question::Reply { draft_id, weight, ..question::Reply::new("Du 38.", version) };
    question::reply(app, cm, id, reply).await.map(drop)
}

/// Every line behind a number, over all its pages.
async fn all_behind(desk: &Desk, cell: &Cell) -> Vec<Line> {
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let behind = sla_questions(&desk.app, desk.actor("sup"), cell, after).await.unwrap();
        lines.extend(behind.lines);
        after = behind.next;
        if after.is_none() {
            assert_eq!(lines.len() as u64, behind.count, "the number and its list: {cell:?}");
            return lines;
        }
    }
}

/// The file, as a table.
async fn csv(desk: &Desk, wanted: Wanted) -> Vec<csv::StringRecord> {
    let pieces = sla_csv(&desk.app, desk.actor("sup"), wanted, CsvFormat::PROGRAM).await.unwrap();
    let bytes: Vec<Vec<u8>> = pieces.try_collect().await.unwrap();
    let bytes = bytes.concat();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    reader.records().map(Result::unwrap).collect()
}

/// Every figure is as many lines as it leads to, every cut sums to the whole, the file says the same.
async fn add_up(desk: &Desk) {
    let sup = desk.actor("sup");
    for promises in Promises::ALL {
        let wanted = Wanted { promises, ..Wanted::questions(period()) };
        let mut totals = Vec::new();
        for cut in Dimension::ALL.into_iter().chain(Dimension::CHOICES) {
            let report = sla(&desk.app, sup, wanted.clone(), cut, None).await.unwrap();
            for figures in report.rows.iter().map(|row| &row.figures).chain([&report.total]) {
                let sum: u64 = Count::OUTCOMES.iter().map(|count| figures.count(*count)).sum();
                assert_eq!(figures.count(Count::Received), sum, "{cut:?}");
                let late: u64 = Count::REASONS.iter().map(|count| figures.count(*count)).sum();
                assert_eq!(figures.count(Count::Breached), late, "every delay has a reason");
            }
            for count in Count::ALL {
                let rows: u64 = report.rows.iter().map(|row| row.figures.count(count)).sum();
                assert_eq!(rows, report.total.count(count), "{cut:?} {count:?}");
                for row in report.rows.iter().filter(|row| row.figures.count(count) > 0) {
                    let row_of = Some((cut, row.key.clone()));
                    let cell = Cell { wanted: wanted.clone(), row: row_of, count };
                    let lines = all_behind(desk, &cell).await;
                    assert_eq!(lines.len() as u64, row.figures.count(count), "{cell:?}");
                    assert!(lines.iter().all(|line| count.counts(&line.fact)), "{cell:?}");
                    let distinct: HashSet<_> = lines.iter().map(|line| line.fact.promise).collect();
                    assert_eq!(distinct.len(), lines.len(), "nothing is listed twice");
                }
            }
            totals.push(report.total);
        }
        assert!(totals.windows(2).all(|pair| pair[0] == pair[1]), "every cut is of the same cake");
        let file = csv(desk, wanted).await;
        for (column, name, count) in [
            (2, "met", Count::Met),
            (2, "breached", Count::Breached),
            (2, "pending", Count::Pending),
            (2, "no_reply_needed", Count::NoReplyNeeded),
            (34, "yes", Count::Answered),
            (36, "yes", Count::Returned),
            (37, "yes", Count::Reopened),
            (38, "yes", Count::Held),
        ] {
            let lines = file.iter().filter(|line| &line[column] == name).count();
            assert_eq!(lines as u64, totals[0].count(count), "{name} in the file");
        }
        assert_eq!(file.len() as u64, totals[0].count(Count::Received));
    }
}

/// The routing report says what the ledger says, and each of its numbers is as many questions.
async fn choices_add_up(desk: &Desk) {
    let sup = desk.actor("sup");
    let report = routing(&desk.app, sup, period()).await.unwrap();
    let total = |count| report.total.count(count);
    assert_eq!(total(Count::Judged), total(Count::Hit) + total(Count::Missed));
    let tables = [
        (Dimension::Day, &report.days),
        (Dimension::FirstTopic, &report.topics),
        (Dimension::FirstExpert, &report.experts),
        (Dimension::Confusion, &report.confusions),
        (Dimension::Confidence, &report.bins),
    ];
    for (cut, lines) in tables {
        for count in [Count::Chosen, Count::Unsure, Count::Judged, Count::Hit, Count::Missed] {
            let rows: u64 = lines.iter().map(|line| line.figures.count(count)).sum();
            match cut {
                Dimension::Day | Dimension::FirstTopic => assert_eq!(rows, total(count), "{cut:?} {count:?}"),
                // Of nobody there is no row.
                Dimension::FirstExpert => {
                    let nobody = if [Count::Chosen, Count::Unsure].contains(&count) {
                        total(Count::Unsure)
                    } else {
                        0
                    };
                    assert_eq!(rows + nobody, total(count), "{count:?}");
                }
                _ => assert!(rows <= total(count), "{cut:?} {count:?}"),
            }
        }
        for line in lines.iter().filter(|line| line.figures.count(Count::Chosen) > 0) {
            let row = Some((cut, line.key.clone()));
            let cell = Cell { wanted: Wanted::questions(period()), row, count: Count::Chosen };
            let listed = all_behind(desk, &cell).await;
            assert_eq!(listed.len() as u64, line.figures.count(Count::Chosen), "{cell:?}");
        }
    }
}

#[test]
fn figures_add_up_whatever_happens() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = proptest::test_runner::Config { cases: 5, ..Default::default() };
    TestRunner::new(config)
        .run(&deeds(), |deeds| {
            runtime.block_on(async {
                let story = Story::tell(&deeds).await;
                add_up(&story.desk).await;
                choices_add_up(&story.desk).await;
                keep_ledger::pass(&story.desk.app).await.unwrap();
                add_up(&story.desk).await;
                choices_add_up(&story.desk).await;
                let verified = story.desk.app.store().verify().await.unwrap();
                assert_eq!((verified.findings, verified.wrong_sums), (vec![], vec![]));
            });
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn who_may_not_read_reports_gets_none() {
    let desk = Desk::set_up().await;
    for local in ["lea", "admin"] {
        let refused =
            sla(&desk.app, desk.actor(local), Wanted::questions(period()), Dimension::Day, None).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
    }
    let gone = Some((Dimension::Topic, "00000000-0000-0000-0000-000000000001".to_owned()));
    let wanted = Wanted { only: gone, ..Wanted::questions(period()) };
    let unknown = sla(&desk.app, desk.actor("sup"), wanted, Dimension::Day, None).await;
    assert!(matches!(unknown, Err(Error::Invalid(_))), "a topic that never was is no empty report");
}

/// What changes after a period is over is shown as a correction; what changes in settings changes no figure.
#[tokio::test]
async fn last_week_stays_as_it_was_but_for_corrections() {
    let mut story = Story { desk: Desk::set_up().await, asked: Vec::new() };
    for deed in [
        Deed::Ask(0),
        Deed::Ask(1),
        Deed::Draft(0),
        Deed::Reply(0, true),
        Deed::Wait(9 * 24 * 60),
        Deed::Fire,
    ] {
        story.do_it(&deed).await;
    }
    keep_ledger::pass(&story.desk.app).await.unwrap();
    let sup = story.desk.actor("sup");
    let week = Wanted::questions(Period::parse("2025-11-24", "2025-11-30").unwrap());
    let app = story.desk.app.clone();
    let report = async || sla(&app, sup, week.clone(), Dimension::Day, None).await.unwrap();
    let before = report().await;
    assert_eq!((before.total.count(Count::Met), before.total.count(Count::Breached)), (1, 1));
    assert!(before.version.event.is_some() && before.corrections.is_empty());
    let file = FILE.replace("Europe/Paris", "America/New_York").replace("17:00", "16:00");
    souffleur_admin::settings::apply(
        &story.desk.app,
        Actor::Desk,
        souffleur_admin::settings::DeskFile::parse(&file).unwrap(),
    )
    .await
    .unwrap();
    souffleur_jobs::recount::pass(&story.desk.app).await.unwrap();
    keep_ledger::pass(&story.desk.app).await.unwrap();
    let after = report().await;
    assert_eq!((&after.total, &after.rows), (&before.total, &before.rows), "settings change no figure");
    story.do_it(&Deed::Topic(1)).await;
    story.do_it(&Deed::Reply(1, false)).await;
    keep_ledger::pass(&story.desk.app).await.unwrap();
    let corrected = report().await;
    let fields: Vec<&str> = corrected.corrections.iter().map(|change| change.field.as_str()).collect();
    assert!(fields.contains(&"replied_at"), "{fields:?}");
    assert_eq!(corrected.total.count(Count::Breached), 1, "a late reply leaves the promise broken");
    assert!(corrected.version.event > before.version.event);
}
