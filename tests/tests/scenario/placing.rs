//! Questions are with whoever can take them: nothing stays with somebody away while another expert is there, and when room is made
//! the oldest waiting question gets it.

use jiff::SignedDuration;
use souffleur_admin::{
    settings::{self, AbsenceForm},
    user,
};
use souffleur_core::{
    Actor,
    id::QuestionId,
    question::{Assignee, Status},
};
use souffleur_question::{intake::Asked, question};
use souffleur_tests::{
    harness::{
        TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    a_follow_up_goes_to_who_is_there,
    a_reopened_question_goes_to_who_is_there,
    work_open_when_an_absence_begins_goes_to_who_is_there,
    an_absence_of_later_passes_work_on_when_it_begins,
    room_goes_to_the_oldest_that_waits,
    whatever_happens_nothing_is_held_by_the_absent_and_the_oldest_goes_first,
);

async fn holder(desk: &TestDesk, id: QuestionId) -> Option<&'static str> {
    let holder = desk.question(id).await.question.assignee;
    ["lea", "karim"].into_iter().find(|name| holder == Assignee::Expert(desk.user(name)))
}

/// Changes when somebody is away, and how much they take on.
async fn change(desk: &TestDesk, name: &str, away: Option<(&str, &str)>, capacity: u32) {
    let user = desk.user(name);
    let mut form = settings::user::get(&desk.app, Actor::Desk, user).await.unwrap().form();
    form.absences = away
        .map(|(from, until)| AbsenceForm { from: from.to_owned(), until: until.to_owned() })
        .into_iter()
        .collect();
    form.capacity = capacity.to_string();
    settings::user::save(&desk.app, Actor::Desk, Some(user), form).await.unwrap();
}

const WEEK: Option<(&str, &str)> = Some(("2026-11-23", "2026-11-29"));

async fn a_follow_up_goes_to_who_is_there(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    desk.reply(asked.id, "Du 38.").await;
    change(&desk, "lea", WEEK, 12).await;
    let followed = desk.follow_up(&asked, "Et en largeur ?").await;
    assert_eq!(followed.status, Status::Assigned);
    assert_eq!(holder(&desk, asked.id).await, Some("karim"));
    desk.settle().await;
    let letters = desk.letters_to("karim@example.test");
    assert!(
        letters.iter().any(|letter| letter.text.contains("#1001") || letter.text.contains("1001")),
        "he is told"
    );
    // With nobody there, the community managers hold it until somebody is back.
    desk.reply(asked.id, "Du 40.").await;
    change(&desk, "karim", WEEK, 8).await;
    desk.follow_up(&asked, "Et en longueur ?").await;
    assert_eq!(holder(&desk, asked.id).await, None);
    change(&desk, "karim", None, 8).await;
    desk.settle().await;
    assert_eq!(holder(&desk, asked.id).await, Some("karim"));
    assert!(desk.app.store().verify().await.unwrap().findings.is_empty());
}

async fn a_reopened_question_goes_to_who_is_there(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.actor("camille");
    question::close(&desk.app, camille, asked.id, Some("spam".to_owned()), None).await.unwrap();
    change(&desk, "lea", WEEK, 12).await;
    question::reopen(&desk.app, camille, asked.id, None).await.unwrap();
    assert_eq!(holder(&desk, asked.id).await, Some("karim"));
    assert!(desk.app.store().verify().await.unwrap().findings.is_empty());
}

async fn work_open_when_an_absence_begins_goes_to_who_is_there(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let drafted = desk.ask_for("lea", SIZES).await;
    desk.draft("lea", drafted.id, "Du 38.").await;
    user::leave(&desk.app, desk.actor("lea"), "2026-11-27").await.unwrap();
    desk.settle().await;
    assert_eq!(holder(&desk, asked.id).await, Some("karim"));
    assert_eq!(holder(&desk, drafted.id).await, Some("lea"), "her work is done");
}

async fn an_absence_of_later_passes_work_on_when_it_begins(desk: TestDesk) {
    change(&desk, "lea", Some(("2026-11-24", "2026-11-29")), 12).await;
    desk.clock.advance(SignedDuration::from_hours(5));
    let asked = desk.ask_for("lea", SIZES).await;
    desk.settle().await;
    assert_eq!(holder(&desk, asked.id).await, Some("lea"));
    // Tuesday begins in Paris.
    desk.pass(SignedDuration::from_hours(9)).await;
    assert_eq!(holder(&desk, asked.id).await, Some("karim"));
}

async fn room_goes_to_the_oldest_that_waits(desk: TestDesk) {
    change(&desk, "lea", None, 1).await;
    change(&desk, "karim", WEEK, 1).await;
    let mut asked: Vec<Asked> = Vec::new();
    for _ in 0..3 {
        desk.clock.advance(SignedDuration::from_secs(10));
        asked.push(desk.ask(SIZES).await);
    }
    assert_eq!(holder(&desk, asked[0].id).await, Some("lea"));
    assert_eq!((holder(&desk, asked[1].id).await, holder(&desk, asked[2].id).await), (None, None));
    desk.reply(asked[0].id, "Du 38.").await;
    // A new question does not take the room, even before any job has run.
    desk.clock.advance(SignedDuration::from_secs(10));
    let newest = desk.ask(SIZES).await;
    assert_eq!(holder(&desk, asked[1].id).await, Some("lea"));
    assert_eq!((holder(&desk, asked[2].id).await, holder(&desk, newest.id).await), (None, None));
    change(&desk, "lea", None, 2).await;
    desk.settle().await;
    assert_eq!(holder(&desk, asked[2].id).await, Some("lea"), "capacity was raised");
    change(&desk, "karim", None, 1).await;
    desk.settle().await;
    assert_eq!(holder(&desk, newest.id).await, Some("karim"), "he is back");
}

/// A repeatable draw.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(most).unwrap()).unwrap()
    }
}

/// Everybody's state in a random history.
struct History {
    asked: Vec<(Asked, &'static str)>,
    away: [bool; 2],
    capacity: [u32; 2],
}

const EXPERTS: [&str; 2] = ["lea", "karim"];

impl History {
    async fn step(&mut self, desk: &TestDesk, draw: &mut Draw) {
        desk.clock.advance(SignedDuration::from_secs(20));
        let one = draw.below(2);
        match draw.below(8) {
            0..=3 => {
                let text = [SIZES, PARCEL][one];
                self.asked.push((desk.ask(text).await, text));
            }
            4 | 5 if !self.asked.is_empty() => {
                let id = self.asked[draw.below(self.asked.len())].0.id;
                if desk.question(id).await.question.status.is_open() {
                    desk.reply(id, "C'est fait.").await;
                } else {
                    let (asked, _) = self.asked.iter().find(|(asked, _)| asked.id == id).unwrap();
                    desk.follow_up(asked, "Et encore ?").await;
                }
            }
            6 => self.away[one] = !self.away[one],
            _ => self.capacity[one] = u32::try_from(1 + draw.below(3)).unwrap(),
        }
        let away = self.away[one].then_some(WEEK).flatten();
        change(desk, EXPERTS[one], away, self.capacity[one]).await;
        desk.settle().await;
    }

    /// Who is there and has room; the deputy of whoever is away takes their topics.
    fn could_take(&self, text: &str, open: [u32; 2]) -> bool {
        let free = |expert: usize| !self.away[expert] && open[expert] < self.capacity[expert];
        let karims = free(1);
        if text == SIZES { free(0) || karims } else { karims || (self.away[1] && free(0)) }
    }

    async fn check(&self, desk: &TestDesk, step: usize) {
        let (mut open, mut held) = ([0; 2], Vec::new());
        for (asked, text) in &self.asked {
            let question = desk.question(asked.id).await.question;
            if question.status.is_open() {
                let by =
                    EXPERTS.iter().position(|name| question.assignee == Assignee::Expert(desk.user(name)));
                if let Some(by) = by {
                    open[by] += 1;
                }
                held.push((asked.number, *text, by));
            }
        }
        for (number, text, by) in &held {
            match by {
                Some(by) => assert!(
                    !self.away[*by],
                    "step {step}: #{number} is held by {}, who is away",
                    EXPERTS[*by]
                ),
                None => assert!(
                    !self.could_take(text, open),
                    "step {step}: #{number} waits, and somebody could take it: {open:?} of {:?}, away {:?}",
                    self.capacity,
                    self.away
                ),
            }
        }
    }
}

async fn whatever_happens_nothing_is_held_by_the_absent_and_the_oldest_goes_first(desk: TestDesk) {
    for seed in 1..=2 {
        let mut draw = Draw(seed);
        let mut history = History { asked: Vec::new(), away: [false; 2], capacity: [2; 2] };
        for step in 0..30 {
            let before: Vec<QuestionId> = waiting(&desk, &history).await;
            history.step(&desk, &mut draw).await;
            history.check(&desk, step).await;
            oldest_first(&desk, &history, &before, step).await;
        }
        assert!(desk.app.store().verify().await.unwrap().findings.is_empty());
        for (asked, _) in &history.asked {
            if desk.question(asked.id).await.question.status.is_open() {
                desk.reply(asked.id, "Fin.").await;
            }
        }
    }
}

async fn waiting(desk: &TestDesk, history: &History) -> Vec<QuestionId> {
    let mut waiting = Vec::new();
    for (asked, _) in &history.asked {
        if desk.question(asked.id).await.question.status == Status::New {
            waiting.push(asked.id);
        }
    }
    waiting
}

/// Of those of one kind that waited, none was placed while an older one of that kind still waits.
async fn oldest_first(desk: &TestDesk, history: &History, before: &[QuestionId], step: usize) {
    for kind in [SIZES, PARCEL] {
        let mut older_waits = None;
        for (asked, _) in
            history.asked.iter().filter(|(asked, text)| *text == kind && before.contains(&asked.id))
        {
            let status = desk.question(asked.id).await.question.status;
            if status == Status::New {
                older_waits.get_or_insert(asked.number);
            } else if status == Status::Assigned {
                assert_eq!(older_waits, None, "step {step}: #{} was placed before it", asked.number);
            }
        }
    }
}
