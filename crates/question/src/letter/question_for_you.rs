//! "This one is for you": to the expert who was given a question.

use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;
use souffleur_app::error::Error;
use souffleur_app::mail::MailContext;
use souffleur_core::{id::QuestionId, user::User};
use souffleur_render::{Letter, sample_now};
use souffleur_store::OutboxItem;

/// A question, as far as its expert needs to know before opening it.
#[derive(Debug, Clone)]
pub struct Work<'a> {
    /// Which one.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// The line above it, where there was one.
    pub subject: Option<&'a str>,
    /// How it begins.
    pub excerpt: String,
    /// What it is thought to be about.
    pub topic: Option<&'a str>,
    /// When the draft is due.
    pub draft_due_at: Option<Timestamp>,
    /// When the customer's reply is due.
    pub reply_due_at: Option<Timestamp>,
}

/// What `email/question_for_you` shows.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionForYou {
    reader: String,
    number: String,
    title: String,
    topic: Option<String>,
    excerpt: String,
    draft_due_at: Option<Timestamp>,
    reply_due_at: Option<Timestamp>,
    link: String,
    desk: String,
}

impl Letter for QuestionForYou {
    const FOLDER: &'static str = "email/question_for_you";

    fn samples() -> Vec<Self> {
        let full = Self {
            reader: "Léa".to_owned(),
            number: "1042".to_owned(),
            title: "Quelle taille choisir ?".to_owned(),
            topic: Some("Tailles et coupes".to_owned()),
            excerpt: "Je mesure 1 m 70 <et> d’habitude je prends du 40…".to_owned(),
            draft_due_at: Some(sample_now() + 2.hours()),
            reply_due_at: Some(sample_now() + 5.hours()),
            link: "https://desk.example/desk/00000000-0000-7000-8000-000000000001".to_owned(),
            desk: "Maison Plume".to_owned(),
        };
        vec![Self { topic: None, draft_due_at: None, reply_due_at: None, ..full.clone() }, full]
    }
}

/// Writes the letter to the expert who holds a question from now on.
pub fn question_for_you(head: &MailContext<'_>, to: &User, work: &Work<'_>) -> Result<OutboxItem, Error> {
    let letter = QuestionForYou {
        reader: souffleur_app::mail::first_name(to),
        number: work.number.to_string(),
        title: super::promise::title(work.subject, &work.excerpt),
        topic: work.topic.map(str::to_owned),
        excerpt: work.excerpt.clone(),
        draft_due_at: work.draft_due_at,
        reply_due_at: work.reply_due_at,
        link: super::promise::link(head, to, work.question),
        desk: head.desk_name(),
    };
    head.post_to_staff("question_for_you", &letter, to)
}
