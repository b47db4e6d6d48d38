//! What everybody may read: the wall, the feed, and a customer's own thread. Built only from the store's public reads,
//! which select no column that names a member of staff, and shown through the Voice's [`Face`].

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::{
    App,
    error::Error,
    view::{Cursor, Page},
};
use souffleur_core::{
    Language,
    message::MessageKind,
    outgoing::Face,
    proof::MergedThreadView,
    question::{Status, Token, TokenHash, Visibility, public_name},
    text::Name,
};
use souffleur_store::{
    Reader, SentFile,
    read::{PublicMessage, PublicThread},
};

use crate::question::shown_beside;

/// Threads on one page of the wall.
const WALL: u32 = 20;
/// Entries of the feed.
const FEED: u32 = 50;

/// A question as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thread {
    /// Its number.
    pub number: i64,
    /// The unguessable part of the customer's link; only where it was opened by it.
    pub token: Option<String>,
    /// The line above it.
    pub subject: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Why it is hidden, if it is.
    pub hidden_reason: Option<String>,
    /// The language it is written in.
    pub language: Language,
    /// Who asked: in full to themselves, "Marie D." to everybody else.
    pub customer: String,
    /// Who speaks for the house.
    pub voice: Face,
    /// What was said, oldest first; nothing to everybody else while it is hidden.
    pub entries: Vec<Entry>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When somebody last spoke.
    pub changed_at: Timestamp,
    /// When the customer is answered, while they wait.
    pub due_at: Option<Timestamp>,
    /// The number of the question that it goes on in, where it was asked before; one that the wall shows.
    pub goes_on_in: Option<i64>,
    /// Whether the wall shows it.
    pub public: bool,
    /// Whether it is kept off the wall until the house has looked at it.
    pub held_back: bool,
}

/// One entry of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its id, as on every channel.
    pub id: String,
    /// Who speaks.
    pub by: EntryBy,
    /// What they are called here.
    pub name: String,
    /// What they say.
    pub body: String,
    /// When.
    pub at: Timestamp,
    /// Whether it only says that an answer will come.
    pub holding: bool,
    /// What came with it.
    pub files: Vec<File>,
    /// Whether web addresses in it are links: what a customer wrote has none until the house has answered it.
    pub links: bool,
}

/// A file of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// Where it is fetched.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// How many kilobytes it has, at least one.
    pub kilobytes: u32,
    /// Whether it can be shown in the page.
    pub image: bool,
}

impl File {
    /// A file that is fetched below an address.
    fn of(below: &str, sent: &SentFile) -> Self {
        Self {
            href: format!("{below}/files/{}", sent.id),
            name: sent.file.name.as_str().to_owned(),
            kilobytes: sent.file.size.div_ceil(1024).max(1),
            image: sent.file.media.is_image(),
        }
    }
}

/// Who speaks in public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryBy {
    /// Who asked.
    Customer,
    /// The house.
    Voice,
}

/// What the wall shows, newest first.
pub async fn wall(app: &App, after: Option<Cursor>) -> Result<Page<Thread>, Error> {
    let page = app.store().read().wall(after, WALL).await?;
    Ok(Page {
        items: page.items.into_iter().map(|thread| Thread::of(thread, None)).collect(),
        next: page.next,
    })
}

/// The thread behind a customer's own link, with what was said in the questions that it was merged with as far as its reader
/// may see that. It keeps its own token: the link of another question stays that question's.
pub async fn thread(app: &App, token: &Token) -> Result<Thread, Error> {
    let reader = app.store().read();
    let hash = app.token_hash(token);
    let thread = merged(&reader, &hash).await?;
    let own = reader.question_by_token(&hash).await?.ok_or(Error::NotFound)?;
    let held_back = !reader.held_back(&[own.id]).await?.is_empty();
    Ok(Thread { held_back, ..Thread::of(thread, Some(token)) })
}

/// The merged thread that a link shows.
pub(crate) async fn merged(reader: &Reader, token: &TokenHash) -> Result<PublicThread, Error> {
    let own = reader.question_by_token(token).await?.ok_or(Error::NotFound)?;
    let (group, shown) = shown_beside(reader, &own).await?;
    let thread = reader.merged_thread_by_token(token, &shown).await?.ok_or(Error::NotFound)?;
    let into = own.merged_into.and_then(|into| group.iter().find(|other| other.id == into));
    let Some(older) =
        into.filter(|older| shown.get(&older.id).is_some_and(|shown| *shown != MergedThreadView::Nothing))
    else {
        return Ok(PublicThread { goes_on_in: None, ..thread });
    };
    // It goes on in the older one: what is owed is owed there.
    let older = reader.thread_by_token(&older.token).await?.ok_or(Error::NotFound)?;
    let PublicThread { status, hidden_reason, due_at, .. } = older;
    Ok(PublicThread { status, hidden_reason, due_at, goes_on_in: None, ..thread })
}

/// A thread that the wall shows.
pub async fn by_number(app: &App, number: i64) -> Result<Thread, Error> {
    let thread = app.store().read().thread_by_number(number).await?.ok_or(Error::NotFound)?;
    Ok(Thread::of(thread, None))
}

/// The newest questions of the wall.
pub async fn feed(app: &App) -> Result<Vec<Thread>, Error> {
    let threads = app.store().read().feed(FEED).await?;
    Ok(threads.into_iter().map(|thread| Thread::of(thread, None)).collect())
}

impl Thread {
    fn of(thread: PublicThread, token: Option<&Token>) -> Self {
        let customer = thread.customer_name;
        let below = match token {
            Some(token) => format!("/q/{}", token.as_str()),
            None => format!("/wall/{}", thread.number),
        };
        let mut entries: Vec<Entry> =
            thread.messages.into_iter().map(|message| Entry::of(message, &customer, &below)).collect();
        let is_reply = |entry: &Entry| entry.by == EntryBy::Voice && !entry.holding;
        let read = entries.iter().rposition(is_reply).unwrap_or_default();
        for entry in entries.iter_mut().take(read) {
            entry.links = true;
        }
        Self {
            number: thread.number,
            token: token.map(|token| token.as_str().to_owned()),
            subject: thread.subject.map(Into::into),
            status: thread.status,
            hidden_reason: thread.hidden_reason.map(Into::into),
            language: thread.language,
            voice: thread.face,
            changed_at: entries.last().map_or(thread.asked_at, |entry| entry.at),
            asked_at: thread.asked_at,
            due_at: thread.due_at,
            goes_on_in: thread.goes_on_in,
            public: thread.visibility == Visibility::Public,
            held_back: false,
            customer,
            entries,
        }
    }
}

impl Entry {
    fn of(said: PublicMessage, customer: &str, below: &str) -> Self {
        let PublicMessage { message, face, as_on_the_wall, files } = said;
        let short = || Name::parse(customer).map_or_else(|_| String::new(), |name| public_name(&name));
        let (by, name) = match face {
            Some(face) => (EntryBy::Voice, face.name().to_owned()),
            None if as_on_the_wall => (EntryBy::Customer, short()),
            None => (EntryBy::Customer, customer.to_owned()),
        };
        Self {
            id: message.id.to_string(),
            by,
            name,
            body: message.body.into(),
            at: message.at,
            files: files.iter().map(|file| File::of(below, file)).collect(),
            holding: by == EntryBy::Voice && message.weight == MessageKind::Holding,
            links: by == EntryBy::Voice,
        }
    }
}
