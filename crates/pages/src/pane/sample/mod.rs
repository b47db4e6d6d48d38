//! Samples of a question's page: one for every shape that its templates take.

mod part;

use super::around::RelatedQuestions;
use super::colleague::{Beside, Callable};
use super::context::{Pane, Permissions, PossibleSteps, ReplyForm, Waiting};
use super::desk_side::OwnDraft;
use super::fields::Fields;
use super::parts::{CustomerCard, HistoryLine, Named, NoteCard, Why};
use super::scheduled::Scheduled;
use super::sent::Sent;
use crate::due::Due;
use crate::snooze_time::Proposal;
use part::{DRAFT, ago, asks, drafts, history, person, promises, reply, thread, typed, why, wrong};
use souffleur_render::sample_now;
use souffleur_web::page::files::SealedFile;
use souffleur_web::page::{FieldErrors, SelectOption};

impl Pane {
    /// Every shape of the community manager's and the supervisor's page.
    pub(crate) fn samples() -> Vec<Self> {
        let full = Self::sample;
        let with_reply = |reply: ReplyForm| Self { reply: Some(reply), ..full() };
        let held = || ReplyForm { leaks: vec!["Léa".to_owned(), "Bernard".to_owned()], ..reply() };
        let changed = || {
            vec![
                history().remove(0),
                HistoryLine {
                    key: "followed_up",
                    who: Some("Marie Delmas".to_owned()),
                    at: ago(1),
                    ..HistoryLine::default()
                },
            ]
        };
        vec![
            full(),
            with_reply(held()),
            Self { stale: true, changes: changed(), ..full() },
            Self { changes: changed(), problem: Some("…".to_owned()), ..full() },
            Self { errors: wrong(), opened: Some("close"), forms: typed(), ..full() },
            Self { errors: wrong(), opened: Some("assign"), forms: typed(), owed: false, ..full() },
            Self { opened: Some("return"), ..full() },
            Self { opened: Some("hide"), ..full() },
            Self { opened: Some("topic"), ..full() },
            Self { opened: Some("note"), ..full() },
            Self::bare(),
            Self {
                status: "hidden",
                hidden_reason: Some("Coordonnées d’un tiers.".to_owned()),
                public_href: None,
                held_back: true,
                reply: None,
                can: PossibleSteps { reopen: true, ..PossibleSteps::default() },
                ..full()
            },
            Self {
                status: "closed",
                due: Some(Due {
                    due_at: Some(ago(200)),
                    state: "missed",
                    warn_at: None,
                    kind: "first_reply",
                }),
                draft_due: None,
                can: PossibleSteps { reopen: true, hide: true, ..PossibleSteps::default() },
                may: Permissions { note: true, ..Permissions::default() },
                reply: None,
                ..full()
            },
            Self { around: RelatedQuestions::following(), ..full() },
            Self {
                status: "closed",
                around: RelatedQuestions::merged(),
                can: PossibleSteps { reopen: true, ..PossibleSteps::default() },
                ..full()
            },
            Self { opened: Some("relate"), errors: wrong(), around: RelatedQuestions::default(), ..full() },
            Self { share_link: Some("https://desk.example/q/abc".to_owned()), ..full() },
            Self { scheduled: Some(Scheduled::sample(None)), ..full() },
            Self { scheduled: Some(Scheduled::sample(Some("changed"))), ..full() },
        ]
    }

    /// A question in the middle of its life.
    pub(crate) fn sample() -> Self {
        Self {
            share_link: None,
            id: "01936f00-0000-7000-8000-000000001042".to_owned(),
            number: 1042,
            version: 4,
            seen: "01936f00-0000-7000-8000-000000000009".to_owned(),
            back: "view=open".to_owned(),
            back_href: "/inbox?view=open".to_owned(),
            live: "/questions/01936f00-0000-7000-8000-000000001042?view=open&seen=x".to_owned(),
            heading: "Retour d’une écharpe".to_owned(),
            subject: Some("Retour d’une écharpe".to_owned()),
            status: "drafted",
            hidden_reason: None,
            public_href: Some("/wall/1042".to_owned()),
            held_back: false,
            channel: "email".to_owned(),
            language: "fr",
            asked_at: ago(75),
            customer: CustomerCard {
                name: "Marie Delmas".to_owned(),
                email: Some("marie@example.test".to_owned()),
                handle: None,
                tags: vec!["vip".to_owned()],
            },
            voice: "Sophie".to_owned(),
            topic: Some(Named { id: "t".to_owned(), name: "Retours".to_owned() }),
            holder: Some("Léa Bernard".to_owned()),
            why: Some(why()),
            runners: vec![
                person("Hugo Martin", "here"),
                person("Inès Roche", "outside_hours"),
                person("Max Roy", "away"),
            ],
            experts: vec![
                person("Hugo Martin", "here"),
                person("Inès Roche", "outside_hours"),
                person("Max Roy", "away"),
            ],
            topics: vec![SelectOption { value: "t".to_owned(), label: "Retours".to_owned() }],
            due: Some(Due::sample("first_reply", 45)),
            draft_due: Some(Due::sample("draft", -5)),
            owed: true,
            thread: thread(),
            drafts: drafts(),
            sent: Sent::samples(),
            earlier_drafts: 2,
            asks: asks(),
            callable: vec![Callable {
                handle: "karim.haddad".to_owned(),
                name: "Karim <Haddad>".to_owned(),
                topics: vec!["Livraison".to_owned()],
            }],
            ask_action: "/questions/01936f00-0000-7000-8000-000000001042/ask-colleague".to_owned(),
            take_path: "/questions/01936f00-0000-7000-8000-000000001042?view=open&take=".to_owned(),
            beside: None,
            around: RelatedQuestions::leading(),
            notes: vec![NoteCard {
                author: "Hugo Martin".to_owned(),
                text: "Cliente fidèle : soyons souples. @claire".to_owned(),
                at: ago(30),
            }],
            note_action: "/questions/01936f00-0000-7000-8000-000000001042/note".to_owned(),
            promises: promises(),
            history: history(),
            may: Permissions { reply: true, assign: true, note: true, status: true, relate: true },
            can: PossibleSteps {
                assign: true,
                close: true,
                hide: true,
                reopen: false,
                draft: true,
                wait: true,
                snooze: true,
            },
            waiting: None,
            snoozed_until: None,
            snooze: Proposal::samples(),
            reply: Some(reply()),
            scheduled: None,
            writing: vec!["Paul Morel".to_owned()],
            looking: vec!["Léa <Bernard>".to_owned()],
            unsent_at: Some(ago(3)),
            draft: None,
            news: true,
            changes: vec![],
            stale: false,
            problem: None,
            forms: Fields { topic: "t".to_owned(), ..Fields::default() },
            errors: FieldErrors::none(),
            opened: None,
        }
    }

    /// A question of which nothing is known but its words.
    fn bare() -> Self {
        let why = Why {
            decided_by: "fallback",
            opened_at: None,
            unopened: false,
            by: None,
            note: Some("unfamiliar"),
            person_reason: None,
            terms: vec![],
            topic: None,
            confidence: Some(0.12),
            since: None,
            similar: vec![],
            scores: vec![],
            at: ago(3),
        };
        Self {
            status: "new",
            subject: None,
            topic: None,
            holder: None,
            why: Some(why),
            runners: vec![],
            due: None,
            draft_due: None,
            drafts: vec![],
            earlier_drafts: 0,
            notes: vec![],
            promises: vec![],
            customer: CustomerCard {
                name: "jean".to_owned(),
                email: None,
                handle: Some("@jean".to_owned()),
                tags: vec![],
            },
            snoozed_until: Some(sample_now()),
            waiting: Some(Waiting { since: ago(30), reason: Some("Numéro de commande".to_owned()) }),
            channel: "mastodon".to_owned(),
            language: "en",
            reply: Some(ReplyForm { files: vec![SealedFile::sample()], ..ReplyForm::default() }),
            ..Self::sample()
        }
    }

    /// Every shape of the expert's page.
    pub(crate) fn desk_samples() -> Vec<Self> {
        let own = |state, version, body: &str, remark: Option<&str>| OwnDraft {
            state,
            version,
            body: body.to_owned(),
            files: vec![SealedFile::sample()],
            remark: remark.map(ToOwned::to_owned),
            at: ago(20),
            author: "Léa Bernard".to_owned(),
        };
        let theirs = |draft: OwnDraft| Self {
            draft: Some(draft),
            back_href: "/desk?view=draft".to_owned(),
            note_action: "/desk/01936f00-0000-7000-8000-000000001042/note".to_owned(),
            status: "assigned",
            drafts: vec![],
            earlier_drafts: 0,
            reply: None,
            may: Permissions { assign: true, note: true, ..Permissions::default() },
            draft_due: Some(Due::sample("draft", 25)),
            ..Self::sample()
        };
        let over = |status| Self {
            status,
            can: PossibleSteps::default(),
            due: None,
            draft_due: None,
            ..theirs(own("used", 2, DRAFT, None))
        };
        let asked = |body: &str, at, draft| Self {
            beside: Some(Beside {
                asked_by: "Léa <Bernard>".to_owned(),
                asked_at: ago(12),
                request: "@karim Quel délai pour la Corse ?".to_owned(),
                body: body.to_owned(),
                at,
            }),
            draft: None,
            asks: vec![],
            callable: vec![],
            may: Permissions::default(),
            can: PossibleSteps { draft, ..PossibleSteps::default() },
            ..theirs(own("requested", 0, "", None))
        };
        vec![
            asked("", None, true),
            Self { errors: wrong(), ..asked("Cinq jours.", Some(ago(2)), true) },
            asked("Cinq jours.", Some(ago(2)), false),
            Self {
                errors: wrong(),
                opened: Some("ask"),
                forms: typed(),
                ..theirs(own("requested", 0, "", None))
            },
            theirs(own("requested", 0, "", None)),
            theirs(own("returned", 1, DRAFT, Some("Un peu plus chaleureux, et dites le délai."))),
            theirs(own("returned", 1, DRAFT, None)),
            Self {
                status: "drafted",
                draft_due: None,
                runners: vec![],
                ..theirs(own("submitted", 2, DRAFT, None))
            },
            Self {
                errors: wrong(),
                opened: Some("decline"),
                forms: typed(),
                ..theirs(own("requested", 0, "…", None))
            },
            Self {
                stale: true,
                changes: history(),
                opened: Some("assign"),
                problem: Some("…".to_owned()),
                ..theirs(own("requested", 0, "…", None))
            },
            over("answered"),
            over("closed"),
            over("hidden"),
            Self { draft: Some(own("requested", 0, "", None)), ..over("answered") },
        ]
    }
}
