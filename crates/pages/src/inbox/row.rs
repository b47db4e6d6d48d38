//! One question in a list.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::view::InboxRow;
use souffleur_core::question::Visibility;
use souffleur_render::sample_now;
use souffleur_search::ExcerptPart;

use crate::due::Due;

/// The piece of a question that shows why it was found.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Piece {
    /// The end of the message key of where it stands.
    pub(crate) place: &'static str,
    /// The words, those that were looked for marked.
    pub(crate) parts: Vec<ExcerptPart>,
}

/// A row of the inbox or of the drafting desk.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    /// The question's id.
    pub(crate) id: String,
    /// The question's number.
    pub(crate) number: i64,
    /// Where a click leads: the question, this list beside it.
    pub(crate) href: String,
    /// Who asked.
    pub(crate) who: String,
    /// The line above it.
    pub(crate) subject: Option<String>,
    /// How it begins.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) status: &'static str,
    /// How it came.
    pub(crate) channel: String,
    /// What is owed next.
    pub(crate) due: Option<Due>,
    /// What it is about.
    pub(crate) topic: Option<String>,
    /// Who holds it.
    pub(crate) expert: Option<String>,
    /// When it was asked.
    pub(crate) asked_at: Timestamp,
    /// Where its newest draft stands.
    pub(crate) draft: Option<&'static str>,
    /// Whether it is kept off the public page.
    pub(crate) private: bool,
    /// When the reply leaves that waits on it.
    pub(crate) leaves_at: Option<Timestamp>,
    /// Until when it is out of sight.
    pub(crate) snoozed_until: Option<Timestamp>,
    /// The number of the question that it is answered with.
    pub(crate) with: Option<i64>,
    /// How many questions are answered with it.
    pub(crate) followers: u32,
    /// Whether it is the one that is open.
    pub(crate) current: bool,
    /// The piece of it that was looked for.
    pub(crate) piece: Option<Piece>,
}

impl Row {
    /// A question as the list has it.
    pub(crate) fn of(
        row: InboxRow,
        href: String,
        current: bool,
        now: Timestamp,
        settings: &Settings,
    ) -> Self {
        let kind = row.next_kind.map_or("first_reply", souffleur_sla::TargetKind::as_str);
        let since =
            if kind == "next_reply" { row.last_message_at.unwrap_or(row.asked_at) } else { row.asked_at };
        let due = row.next_due_at.filter(|_| row.status.is_open());
        Self {
            id: row.id.to_string(),
            number: row.number,
            href,
            who: row.customer_name.to_string(),
            subject: row.subject.map(|subject| subject.to_string()),
            text: row.excerpt,
            status: row.status.as_str(),
            channel: row.channel.to_string(),
            due: due.map(|due_at| Due::running(kind, since, due_at, now, settings)),
            topic: row.topic.map(|(_, _, name)| name.to_string()),
            expert: row.expert.map(|(_, name)| name.to_string()),
            asked_at: row.asked_at,
            draft: row.draft_state.map(souffleur_core::draft::DraftState::as_str),
            private: row.visibility == Visibility::Private,
            leaves_at: row.leaves_at,
            snoozed_until: row.snoozed_until.filter(|until| *until > now),
            with: row.lead.map(|(_, number)| number),
            followers: row.followers,
            current,
            piece: None,
        }
    }

    /// As its expert sees it: no hour on what they have handed in.
    #[must_use]
    pub(crate) fn for_expert(self) -> Self {
        let due = self.due.filter(|_| self.draft != Some("submitted"));
        Self { due, expert: None, ..self }
    }

    /// For samples: one row of every kind, the second one open.
    pub(crate) fn samples(path: &str) -> Vec<Self> {
        let asked = |minutes: i64| sample_now() - jiff::SignedDuration::from_mins(minutes);
        let row = |number: i64, who: &str, text: &str, status, due, minutes| Self {
            id: number.to_string(),
            number,
            href: format!("{path}/{number}?view=open"),
            who: who.to_owned(),
            subject: None,
            text: text.to_owned(),
            status,
            channel: "web".to_owned(),
            due,
            topic: Some("Livraison".to_owned()),
            expert: Some("Léa Bernard".to_owned()),
            asked_at: asked(minutes),
            draft: Some("requested"),
            private: false,
            leaves_at: None,
            snoozed_until: (number == 1043).then(sample_now),
            with: (number == 1043).then_some(1038),
            followers: u32::from(number == 1038),
            current: false,
            piece: None,
        };
        vec![
            Self {
                draft: Some("returned"),
                ..row(
                    1038,
                    "Paul Girard",
                    "Mon colis est annoncé livré depuis mardi, mais je n’ai rien reçu. Que dois-je faire ?",
                    "assigned",
                    Some(Due::sample("draft", -25)),
                    190,
                )
            },
            Self {
                current: true,
                draft: Some("submitted"),
                subject: Some("Retour d’une écharpe".to_owned()),
                channel: "email".to_owned(),
                ..row(
                    1042,
                    "Marie Delmas",
                    "Bonjour, puis-je renvoyer l’écharpe achetée samedi sans le ticket de caisse, et qui paie le port ?",
                    "drafted",
                    Some(Due::sample("first_reply", 45)),
                    75,
                )
            },
            Self {
                topic: None,
                expert: None,
                draft: None,
                private: true,
                leaves_at: Some(sample_now() + jiff::SignedDuration::from_mins(30)),
                ..row(
                    1043,
                    "jean@example.test",
                    "Can I still change the delivery address of my order? I moved last week.",
                    "new",
                    Some(Due::sample("first_reply", 365)),
                    12,
                )
            },
            Self {
                channel: "mastodon".to_owned(),
                draft: Some("used"),
                piece: Some(Piece {
                    place: "voice",
                    parts: vec![
                        ExcerptPart { text: "Le ".to_owned(), marked: false },
                        ExcerptPart { text: "coton".to_owned(), marked: true },
                    ],
                }),
                ..row(
                    1021,
                    "Inès K.",
                    "Le coton de la robe Colombe est-il biologique ?",
                    "answered",
                    None,
                    2600,
                )
            },
        ]
    }
}
