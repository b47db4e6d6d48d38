//! Searching a large past: what people type, from a rare word to words that stand in every second question, each over and
//! over, through the same use case as the pages.

use std::time::Instant;

use serde::Serialize;
use souffleur_app::App;
use souffleur_core::{Actor, permission::Role, text::Body};
use souffleur_jobs::index;
use souffleur_question::{
    question::{ListQuery, Order},
    search::find,
};

use super::{
    fill::{self, Past},
    load::percentile,
};
use crate::{Error, compose, config::Config};

/// How often each is asked.
const TIMES: usize = 100;
/// Questions in one transaction.
const BATCH: usize = 1000;

/// Words of its own in each question, beside a text of the demo.
const OWN_WORDS: usize = 30;
/// Words that there are.
const VOCABULARY: f64 = 200_000.0;
/// In one of so many questions stands a rare word.
const RARE_ONE_IN: usize = 10_000;

/// What is typed: what the figure is called, and the words.
const TYPED: [(&str, &str); 10] = [
    ("a rare word", "bergamote"),
    ("a rare word, misspelt", "bergamotte"),
    ("a word in one question of six", "cards"),
    ("a word in every question", "customer"),
    ("three words", "card payment account"),
    ("a phrase", "\"my card\""),
    ("a word and not another", "card -payment"),
    ("a common word of nobody", "card expert:none"),
    ("a customer", "from:\"customer 4711\""),
    ("what is late, with a word", "card is:late before:2030"),
];

/// What was measured on one database.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Search {
    pub(super) database: &'static str,
    pub(super) questions: usize,
    /// How long it took to index them all; nothing where they were.
    pub(super) index_seconds: f64,
    pub(super) asked: Vec<Asked>,
}

/// One thing that was looked for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Asked {
    pub(super) what: &'static str,
    pub(super) found: usize,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
}

/// Measures on a desk with so many questions: a new one, or what an earlier measurement left in a PostgreSQL database.
pub(super) async fn measure(config: &Config, questions: usize) -> Result<Search, Error> {
    let (app, is_filled) = fill::house_with(config, questions).await?;
    if !is_filled {
        write(&app, questions).await?;
    }
    let begun = Instant::now();
    index::pass(&app).await.map_err(Error::refused)?;
    let index_seconds = begun.elapsed().as_secs_f64();
    let mut asked = Vec::new();
    for (what, typed) in TYPED {
        asked.push(ask(&app, what, typed).await?);
    }
    let database = if config.database_url.is_empty() { "SQLite" } else { "PostgreSQL" };
    Ok(Search { database, questions, index_seconds, asked })
}

async fn write(app: &App, questions: usize) -> Result<(), Error> {
    let (past, texts) = (Past::new(app, questions)?, fill::texts()?);
    for first in (0..questions).step_by(BATCH) {
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        for index in first..(first + BATCH).min(questions) {
            let said = said(&texts[index % texts.len()], index)?;
            past.write_said(&mut tx, index, Some(said)).await.map_err(compose::store_error)?;
        }
        tx.commit().await.map_err(compose::store_error)?;
    }
    Ok(())
}

/// A text of the demo with words of its own, drawn as words of a language are: the hundredth is ten times rarer than the
/// tenth.
fn said(text: &str, index: usize) -> Result<Body, Error> {
    let mut state = index as u64 + 1;
    let mut words = String::from(text);
    for _ in 0..OWN_WORDS {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[expect(clippy::cast_precision_loss, reason = "a draw")]
        let draw = (state >> 11) as f64 / (1_u64 << 53) as f64;
        words.push(' ');
        words.push_str(&word(VOCABULARY.powf(draw)));
    }
    if index.is_multiple_of(RARE_ONE_IN) {
        words.push_str(" bergamote");
    }
    Body::parse(&words).map_err(|error| Error::because("a made-up question can't be asked", error))
}

/// The word of a rank, made of syllables.
fn word(rank: f64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "cor", "di", "fe", "gan", "lo", "mi", "nu", "pa", "ri", "so", "tel", "va", "zé", "mou", "chan",
    ];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank")]
    let mut rank = rank as usize + 16;
    let mut word = String::new();
    while rank > 0 {
        word.push_str(SYLLABLES[rank % 16]);
        rank /= 16;
    }
    word
}

async fn ask(app: &App, what: &'static str, typed: &str) -> Result<Asked, Error> {
    let actor = Actor::Staff { id: fill::manager(app)?, role: Role::CommunityManager };
    let query = ListQuery { text: Some(typed.to_owned()), order: Order::Relevance, ..ListQuery::default() };
    let mut took: Vec<f64> = Vec::with_capacity(TIMES);
    let mut found = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        found = find(app, actor, &query).await.map_err(Error::refused)?.hits.len();
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_unstable_by(f64::total_cmp);
    let ms = |share| percentile(&took, share);
    Ok(Asked { what, found, p50_ms: ms(0.5), p99_ms: ms(0.99) })
}
