//! The page of answers that everybody reads, and those of them that are like what somebody is about to ask.

use serde::{Deserialize, Serialize};
use souffleur_core::Language;
use souffleur_question::answer::{self, FaqEntry};
use souffleur_render::Template;
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Query};
use souffleur_web::page::{PageContext, PageResult, core_language};

/// Characters of a question that are looked at.
const READ: usize = 2_000;

/// The answers on one topic.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Group {
    /// What they are about; none for what is about anything.
    topic: Option<String>,
    /// The answers.
    entries: Vec<FaqEntry>,
}

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct FaqPage {
    /// What is looked for.
    q: String,
    /// The answers by topic.
    groups: Vec<Group>,
}

impl Template for FaqPage {
    const NAME: &'static str = "page/public/faq.html";

    fn samples() -> Vec<Self> {
        let groups = vec![
            Group { topic: None, entries: vec![sample()] },
            Group { topic: Some("Livraison".to_owned()), entries: vec![sample()] },
        ];
        vec![
            Self::default(),
            Self { q: "colis".to_owned(), groups: vec![] },
            Self { q: String::new(), groups },
        ]
    }
}

/// What may answer already what somebody is writing.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FaqLike {
    /// The answers, the likest first.
    entries: Vec<FaqEntry>,
}

impl Template for FaqLike {
    const NAME: &'static str = "page/public/faq_like.html";

    fn samples() -> Vec<Self> {
        vec![Self { entries: vec![] }, Self { entries: vec![sample()] }]
    }
}

fn sample() -> FaqEntry {
    FaqEntry {
        id: souffleur_core::Id::new(uuid::Uuid::nil()),
        topic: Some("Livraison".to_owned()),
        title: "Quand mon colis arrive-t-il ?".to_owned(),
        body: "Deux jours après l’envoi.".to_owned(),
        language: Language::Fr,
    }
}

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
}

/// Shows the answers, or those that are like some words.
pub(super) async fn show(context: PageContext, Query(wanted): Query<Wanted>) -> PageResult {
    let language = core_language(context.language());
    let q: String = wanted.q.trim().chars().take(READ).collect();
    let entries = if q.is_empty() {
        answer::faq(context.app(), language).await?
    } else {
        answer::like(context.app(), language, &q).await?
    };
    let mut groups: Vec<Group> = Vec::new();
    for entry in entries {
        match groups.iter_mut().find(|group| group.topic == entry.topic) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group { topic: entry.topic.clone(), entries: vec![entry] }),
        }
    }
    context.show(&FaqPage { q, groups })
}

/// What somebody is writing; the other fields of the form are nobody's business here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Written {
    subject: String,
    body: String,
}

/// Shows what may answer it already.
pub(super) async fn like(
    context: PageContext,
    Form(written): Form<Written>,
) -> Result<axum::response::Response, Failure> {
    let asked: String = format!("{}\n{}", written.subject, written.body).chars().take(READ).collect();
    let language = souffleur_web::page::core_language(context.language());
    let entries = answer::like(context.app(), language, &asked).await?;
    context.show(&FaqLike { entries })
}
