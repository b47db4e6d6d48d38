//! What was answered before, for who writes now: replies that were sent to questions like this one, answers that are kept,
//! and the house's own pages. Each says when it was last used and whether anybody still vouches for it.

use jiff::{SignedDuration, Timestamp, civil::Date};
use souffleur_app::{App, access::sees, error::Error, view::QuestionView};
use souffleur_core::{
    Actor, Language,
    answer::{Variable, escaped, filled, literal},
    id::{AnswerId, QuestionId},
    message::{Author, MessageKind},
    question::{Status, Visibility},
    reuse::{WrittenTo, impersonal},
};
use souffleur_search::{Alternatives, Lookup, score, stems as document_stems};
use souffleur_store::{
    ExampleSource,
    read::Scope,
    search::{Facet, SearchQuery, Wanted},
};

use crate::{
    answer::{likeness, telling, today},
    placeholder::due_word,
};
use crate::{question::get, routing::text, search::MOST_RANKED};

/// Of each kind, so many are proposed.
const MOST: usize = 4;
/// Of the words of a question, so many of the rarest are looked for.
const WORDS: usize = 8;
/// Pages of a topic that are looked at.
const PAGES: u64 = 200;
/// What is older may no longer be so.
const STALE: SignedDuration = SignedDuration::from_hours(365 * 24);
/// What is asked and an answer must share so much: one word of the title, or two of the text.
const ALIKE: usize = 2;

/// Where a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A reply that was sent to a question like this one.
    Reply {
        /// The number of that question.
        number: i64,
    },
    /// An answer that is kept.
    Kept {
        /// Which one.
        id: AnswerId,
    },
    /// A page of the house's own help.
    Page,
}

/// A text that may answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Where it comes from.
    pub source: Source,
    /// What it is called, or what was asked.
    pub title: String,
    /// What would be put into the text, with nothing left to fill in.
    pub body: String,
    /// When it was last used, or sent.
    pub last_used_at: Option<Timestamp>,
    /// How often it was used.
    pub used: i64,
    /// The day from which on nobody vouches for it.
    pub review_on: Option<Date>,
    /// Whether it may no longer be so.
    pub expired: bool,
}

/// What may answer a question, the likest of each kind first, and the question's number.
pub async fn propose(app: &App, actor: Actor, id: QuestionId) -> Result<(i64, Vec<Proposal>), Error> {
    let view = get(app, actor, id).await?;
    let asked = view.thread.iter().rev().find(|message| message.author == Author::Customer);
    let asked = text(view.question.subject.as_deref(), asked.map_or("", |message| message.body.as_str()));
    let mut proposals = kept(app, &view, &asked).await?;
    proposals.extend(replies(app, actor, &view, &asked).await?);
    proposals.extend(pages(app, &view, &asked).await?);
    Ok((view.question.number, proposals))
}

async fn kept(app: &App, view: &QuestionView, asked: &str) -> Result<Vec<Proposal>, Error> {
    let (language, today) = (view.question.language, today(app));
    let stems = telling(asked, language);
    let mut found = Vec::new();
    for answer in app.store().read().answers().await?.into_iter().filter(|answer| answer.active) {
        let same_topic = answer.topic.is_some() && answer.topic == view.question.topic;
        if answer.topic.is_some() && !same_topic {
            continue;
        }
        let Some((spoken, said)) = answer.text(language) else { continue };
        let alike = likeness(&stems, &said.title, &said.body, spoken) + usize::from(same_topic) * ALIKE;
        if alike < ALIKE || spoken != language {
            continue;
        }
        let proposal = Proposal {
            source: Source::Kept { id: answer.id },
            title: said.title.to_string(),
            body: addressed(app, view, &said.body),
            last_used_at: answer.last_used_at,
            used: answer.used,
            review_on: answer.review_on,
            expired: answer.is_overdue(today),
        };
        found.push((alike, proposal));
    }
    Ok(best(found))
}

/// A text with its placeholders filled, as it is put into what is being written: what is left in braces is meant so.
fn addressed(app: &App, view: &QuestionView, body: &str) -> String {
    literal(&filled(body, |variable| word(app, view, view.question.language, variable)))
}

/// What stands in place of a variable.
fn word(app: &App, view: &QuestionView, language: Language, variable: Variable) -> String {
    match variable {
        Variable::Customer => escaped(&view.customer.name),
        Variable::Question => format!("#{}", view.question.number),
        Variable::Voice => escaped(&view.voice.name),
        Variable::Due => {
            let pending =
                |target: &&souffleur_store::Target| target.state == souffleur_store::TargetState::Pending;
            let reply = |target: &&souffleur_store::Target| target.kind != souffleur_sla::TargetKind::Draft;
            let due =
                view.targets.iter().filter(pending).filter(reply).filter_map(|target| target.due_at).min();
            due_word(app, due, language)
        }
    }
}

/// Replies to questions like this one: found by the rarest of its words, ranked by all of them.
async fn replies(app: &App, actor: Actor, view: &QuestionView, asked: &str) -> Result<Vec<Proposal>, Error> {
    let (reader, now) = (app.store().read(), app.now());
    let stems = telling(asked, view.question.language);
    let rarity = reader.rarity(&stems.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let known = |stem: &String| rarity.questions.get(stem).copied().unwrap_or_default();
    let mut rarest: Vec<&String> = stems.iter().collect();
    // A word that nobody used before finds nothing.
    rarest.sort_by_key(|stem| (known(stem) == 0, known(stem)));
    rarest.truncate(WORDS);
    if rarest.is_empty() {
        return Ok(Vec::new());
    }
    let any = Alternatives(rarest.iter().map(|stem| vec![(*stem).clone()]).collect());
    let answered = Facet::of(Wanted::Status(vec![Status::Answered, Status::Closed]));
    let query = SearchQuery {
        // Whether the reader may see it is asked of each below: an expert also of what is not their own.
        scope: Scope::All,
        lookup: Lookup { all: vec![any], none: vec![] },
        facets: vec![answered],
        newest: MOST_RANKED,
    };
    let each = Lookup { all: stems.iter().map(Alternatives::token).collect(), none: vec![] };
    let mut ranked = Vec::new();
    for one in reader.search(&query).await? {
        let shared = document_stems(&one.line).into_iter().filter(|stem| stems.contains(*stem)).count();
        if one.id != view.question.id && (shared >= ALIKE || shared == stems.len()) {
            ranked.push((score(&one.line, &each, &rarity), one));
        }
    }
    ranked.sort_by(|left, right| right.0.total_cmp(&left.0).then(right.1.number.cmp(&left.1.number)));
    let mut found = Vec::new();
    for (_, one) in ranked {
        let proposal = reply(app, actor, one.id, now).await?;
        found.extend(
            proposal.map(|proposal| Proposal { body: addressed(app, view, &proposal.body), ..proposal }),
        );
        if found.len() == MOST {
            break;
        }
    }
    Ok(found)
}

/// The last reply to a question, if the reader may see it.
async fn reply(app: &App, actor: Actor, id: QuestionId, now: Timestamp) -> Result<Option<Proposal>, Error> {
    let reader = &app.store().read();
    let Some(past) = reader.question(id).await? else { return Ok(None) };
    // An expert sees what is theirs or was asked about, and what everybody may read.
    let everybodys = past.visibility == Visibility::Public && past.status != Status::Hidden;
    if !everybodys && sees(reader, actor, &past).await.is_err() {
        return Ok(None);
    }
    let thread = reader.thread(past.id).await?;
    let is_reply = |message: &&souffleur_core::message::Message| {
        message.author != Author::Customer && message.weight == MessageKind::Reply
    };
    let (Some(first), Some(reply)) = (thread.first(), thread.iter().rfind(is_reply)) else { return Ok(None) };
    let customer = reader.customer(past.customer).await?;
    let names: Vec<&str> = customer.iter().map(|customer| customer.name.as_str()).collect();
    let link = app.thread_token(past.id);
    let addresses: Vec<&str> = customer
        .iter()
        .flat_map(|customer| [customer.email.as_deref(), customer.handle.as_deref()])
        .flatten()
        .chain([link.as_str()])
        .collect();
    Ok(Some(Proposal {
        source: Source::Reply { number: past.number },
        title: past.subject.map_or_else(|| first.body.excerpt(100), |subject| subject.to_string()),
        body: impersonal(&reply.body, WrittenTo { names: &names, addresses: &addresses }),
        last_used_at: Some(reply.at),
        used: 1,
        review_on: None,
        expired: now.duration_since(reply.at) > STALE,
    }))
}

async fn pages(app: &App, view: &QuestionView, asked: &str) -> Result<Vec<Proposal>, Error> {
    let Some(topic) = view.question.topic else { return Ok(Vec::new()) };
    let (language, now) = (view.question.language, app.now());
    let stems = telling(asked, language);
    let mut found = Vec::new();
    for page in app.store().read().examples_on(topic, ExampleSource::Page, PAGES).await? {
        let (title, body) = page.text.split_once('\n').unwrap_or((&page.text, &page.text));
        let alike = likeness(&stems, title, body, language);
        if alike < ALIKE {
            continue;
        }
        let proposal = Proposal {
            source: Source::Page,
            title: title.chars().take(100).collect(),
            body: body.to_owned(),
            last_used_at: Some(page.at),
            used: 0,
            review_on: None,
            expired: now.duration_since(page.at) > STALE,
        };
        found.push((alike, proposal));
    }
    Ok(best(found))
}

fn best(mut found: Vec<(usize, Proposal)>) -> Vec<Proposal> {
    found.sort_by_key(|(alike, proposal)| std::cmp::Reverse((*alike, proposal.last_used_at)));
    found.into_iter().take(MOST).map(|(_, proposal)| proposal).collect()
}
