//! The wall: what was asked in public, and what the voice answered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::view::Cursor;
use souffleur_question::{intake, public};
use souffleur_render::{Template, sample_now};
use souffleur_web::extract::{Query, empty_as_none};
use souffleur_web::page::{PageContext, PageResult};

use super::sample::threads;
use super::thread::ahead;

/// One page of the wall, newest question first.
#[derive(Debug, Serialize)]
pub(super) struct Wall {
    /// The questions with their answers.
    pub(super) threads: Vec<Item>,
    /// The address of the older ones.
    pub(super) next: Option<String>,
    /// Whether this is not the first page.
    pub(super) later: bool,
    /// By when a question asked now is answered.
    pub(super) promise: Option<Timestamp>,
    /// Whether everybody may read how well the promise is kept.
    pub(super) published: bool,
}

/// A question on the wall.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// The question.
    #[serde(flatten)]
    pub(super) thread: public::Thread,
    /// The voice's last word on it; asking for patience is not one.
    pub(super) answer: Option<public::Entry>,
    /// By when there will be one, as long as that is ahead.
    pub(super) promise: Option<Timestamp>,
}

impl Item {
    fn of(thread: public::Thread, now: Timestamp) -> Self {
        let spoken = |entry: &&public::Entry| entry.by == public::EntryBy::Voice && !entry.holding;
        let answer = thread.entries.iter().rev().find(spoken).cloned();
        Self { answer, promise: ahead(&thread, now), thread }
    }
}

impl Template for Wall {
    const NAME: &'static str = "page/public/wall.html";

    fn samples() -> Vec<Self> {
        let promise = Some(sample_now());
        vec![
            Self { threads: vec![], next: None, later: false, promise: None, published: false },
            Self {
                threads: threads().into_iter().map(|thread| Item::of(thread, sample_now())).collect(),
                next: Some("/?after=x".to_owned()),
                later: true,
                promise,
                published: true,
            },
        ]
    }
}

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    #[serde(deserialize_with = "empty_as_none")]
    after: Option<Cursor>,
}

/// Shows the wall.
pub(super) async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let later = params.after.is_some();
    let page = public::wall(context.app(), params.after).await?;
    let next = page.next.map(|cursor| format!("/?after={cursor}"));
    let promise = intake::promised_now(context.app());
    let threads = page.items.into_iter().map(|thread| Item::of(thread, context.now())).collect();
    let published = context.app().settings().desk.publishes_rate;
    context.show(&Wall { threads, next, later, promise, published })
}
