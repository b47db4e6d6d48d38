//! Samples of a question's page: one for every shape that its templates take.

use jiff::{SignedDuration, Timestamp};
use souffleur_render::sample_now;

use super::colleague::{AskCard, Beside, Callable};
use super::desk_side::OwnDraft;
use super::fields::Fields;
use super::pane::{Can, May, Pane, ReplyForm, Waiting};
use super::parts::{
    CustomerCard, DraftCard, Entry, HistoryLine, Named, NoteCard, PartLine, Person, PromiseLine, ScoreLine,
    SimilarLine, Why,
};
use super::scheduled::Scheduled;
use super::sent::Sent;
use super::snooze::Proposal;
use crate::page::FieldErrors;
use crate::page::files::{FileLink, Kept};
use crate::page::inbox::{Choice, Due};
use crate::page::related::Around;

const DRAFT: &str = "Bonjour Marie,\n\nOui, vous pouvez renvoyer l’écharpe sans le ticket : le numéro de commande, qui commence par MP, suffit. Le port est à notre charge pendant trente jours. L’étiquette de retour se trouve ici : https://maison-plume.example/retours\n\nBelle journée";

fn ago(minutes: i64) -> Timestamp {
    sample_now() - SignedDuration::from_mins(minutes)
}

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
                reply: None,
                can: Can { reopen: true, ..Can::default() },
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
                can: Can { reopen: true, hide: true, ..Can::default() },
                may: May { note: true, ..May::default() },
                reply: None,
                ..full()
            },
            Self { around: Around::following(), ..full() },
            Self {
                status: "closed",
                around: Around::merged(),
                can: Can { reopen: true, ..Can::default() },
                ..full()
            },
            Self { opened: Some("relate"), errors: wrong(), around: Around::default(), ..full() },
            Self { scheduled: Some(Scheduled::sample(None)), ..full() },
            Self { scheduled: Some(Scheduled::sample(Some("changed"))), ..full() },
        ]
    }

    /// A question in the middle of its life.
    pub(crate) fn sample() -> Self {
        Self {
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
            topics: vec![Choice { value: "t".to_owned(), label: "Retours".to_owned() }],
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
            around: Around::leading(),
            notes: vec![NoteCard {
                author: "Hugo Martin".to_owned(),
                text: "Cliente fidèle : soyons souples. @claire".to_owned(),
                at: ago(30),
            }],
            note_action: "/questions/01936f00-0000-7000-8000-000000001042/note".to_owned(),
            promises: promises(),
            history: history(),
            may: May { reply: true, assign: true, note: true, status: true, relate: true },
            can: Can {
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
            reply: Some(ReplyForm { files: vec![Kept::sample()], ..ReplyForm::default() }),
            ..Self::sample()
        }
    }

    /// Every shape of the expert's page.
    pub(crate) fn desk_samples() -> Vec<Self> {
        let own = |state, version, body: &str, remark: Option<&str>| OwnDraft {
            state,
            version,
            body: body.to_owned(),
            files: vec![Kept::sample()],
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
            may: May { assign: true, note: true, ..May::default() },
            draft_due: Some(Due::sample("draft", 25)),
            ..Self::sample()
        };
        let over = |status| Self {
            status,
            can: Can::default(),
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
            may: May::default(),
            can: Can { draft, ..Can::default() },
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

fn reply() -> ReplyForm {
    ReplyForm {
        body: DRAFT.to_owned(),
        draft_id: Some("d".to_owned()),
        draft_by: Some("Léa Bernard".to_owned()),
        draft_version: 2,
        apology: Some("Veuillez nous excuser de ce <retard>.".to_owned()),
        apology_href: "/questions/01936f00-0000-7000-8000-000000001042?apology=1".to_owned(),
        ..ReplyForm::default()
    }
}

fn similar(number: i64, corrected: bool) -> SimilarLine {
    let href = corrected.then(|| format!("/questions/{number}"));
    SimilarLine { number, href, topic: Some("Retours".to_owned()), likeness: 0.62, corrected }
}

fn score(name: &str, chosen: bool) -> ScoreLine {
    let kinds = ["knows", "record", "recency", "presence", "load", "customer", "deputy", "fairness", "turn"];
    ScoreLine {
        name: name.to_owned(),
        chosen,
        stands_in_for: chosen.then(|| "Zoé Petit".to_owned()),
        why_not: (!chosen).then_some("lower_score"),
        parts: kinds.map(|kind| PartLine { kind, value: if chosen { 0.11 } else { -0.08 } }).to_vec(),
        score: if chosen { 0.99 } else { -0.72 },
    }
}

fn why() -> Why {
    let terms = ["renvoyer", "écharpe", "ticket"].map(ToOwned::to_owned).to_vec();
    Why {
        decided_by: "router",
        opened_at: None,
        unopened: true,
        by: None,
        note: None,
        person_reason: None,
        terms,
        topic: Some("Retours".to_owned()),
        confidence: Some(0.83),
        since: Some(ago(8_000)),
        similar: vec![similar(1038, true), similar(1012, false)],
        scores: vec![score("Léa <Bernard>", true), score("Max Roy", false)],
        at: ago(75),
    }
}

fn person(name: &str, presence: &'static str) -> Person {
    let back_at = (presence == "outside_hours").then(|| ago(-900));
    let why_not = Some(if presence == "away" { "away" } else { "knows_less" });
    let capacity = (presence != "away").then_some(8);
    Person {
        id: name.to_owned(),
        name: name.to_owned(),
        topics: vec!["Livraison".to_owned(), "Retours".to_owned()],
        open: 3,
        capacity,
        presence,
        back_at,
        why_not,
    }
}

fn thread() -> Vec<Entry> {
    let entry = |anchor: &str, from, name: &str, text: &str, at| Entry {
        anchor: anchor.to_owned(),
        from,
        name: name.to_owned(),
        text: text.to_owned(),
        at,
        channel: (from == "customer").then(|| "email".to_owned()),
        holding: false,
        files: FileLink::samples(),
        asked_in: (anchor == "m-3").then(|| "#1047".to_owned()),
        splits: (anchor == "m-4").then(|| "4".to_owned()),
    };
    vec![
        entry(
            "m-1",
            "customer",
            "Marie Delmas",
            "Bonjour,\n\npuis-je renvoyer l’écharpe achetée samedi sans le ticket de caisse, et qui paie le port ? Elle est un peu trop vive pour moi.\n\nMerci d’avance,\nMarie",
            ago(75),
        ),
        entry("m-3", "customer", "Marie Delmas", "Puis-je renvoyer l’écharpe ?", ago(70)),
        entry("m-4", "customer", "Marie Delmas", "Et quand arrive le bonnet ?", ago(65)),
        Entry {
            holding: true,
            ..entry(
                "m-2",
                "voice",
                "Sophie",
                "Bonjour Marie, nous regardons cela et revenons vers vous avant 17 h.",
                ago(60),
            )
        },
    ]
}

fn drafts() -> Vec<DraftCard> {
    let card = |id: &str, author: &str, state, version| DraftCard {
        id: id.to_owned(),
        author: author.to_owned(),
        text: DRAFT.to_owned(),
        files: FileLink::samples(),
        at: ago(12),
        state,
        version,
        remark: None,
        in_editor: id == "d",
        returnable: id == "d",
        leading: id == "d",
        use_href: format!("/questions/01936f00-0000-7000-8000-000000001042?view=open&draft={id}"),
    };
    vec![
        card("d", "Léa Bernard", "submitted", 2),
        DraftCard {
            remark: Some("Plus court, s’il vous plaît.".to_owned()),
            ..card("c", "Hugo Martin", "returned", 1)
        },
        DraftCard { text: String::new(), ..card("b", "Inès Roche", "requested", 0) },
        card("a", "Max Roy", "used", 1),
    ]
}

fn promises() -> Vec<PromiseLine> {
    let line = |kind, state, due: i64| PromiseLine {
        kind,
        state,
        due_at: Some(ago(-due)),
        warn_at: Some(ago(60 - due)),
        met_at: None,
        reason: None,
    };
    vec![
        PromiseLine { met_at: Some(ago(12)), ..line("draft", "met", -5) },
        line("first_reply", "ok", 45),
        line("next_reply", "late", -30),
        line("first_reply", "missed", -300),
        PromiseLine { due_at: None, ..line("close", "paused", 0) },
        PromiseLine {
            reason: Some("Un simple merci.".to_owned()),
            ..line("next_reply", "no_reply_needed", 10)
        },
    ]
}

fn history() -> Vec<HistoryLine> {
    let line = |minutes, who: Option<&str>, key| HistoryLine {
        at: ago(minutes),
        who: who.map(ToOwned::to_owned),
        key,
        ..HistoryLine::default()
    };
    let of = |minutes, key| HistoryLine { promise: Some("first_reply"), ..line(minutes, None, key) };
    let lea = Some("Léa Bernard");
    let claire = Some("Claire Aubert");
    vec![
        HistoryLine { version: Some(2), ..line(12, lea, "draft_submitted") },
        HistoryLine { reason: Some("Le délai manque.".to_owned()), ..line(20, claire, "draft_returned") },
        line(30, Some("Hugo Martin"), "noted"),
        HistoryLine { share: Some(0.8), ..of(35, "target_warned") },
        line(60, claire, "held"),
        HistoryLine { name: Some("Retours".to_owned()), ..line(70, claire, "topic_changed") },
        HistoryLine { due_at: Some(ago(-45)), ..of(75, "target_set") },
        of(75, "target_set_open"),
        of(75, "target_met"),
        of(75, "target_breached"),
        of(75, "no_reply_needed"),
        HistoryLine { by: Some("desk"), name: Some("Léa Bernard".to_owned()), ..line(75, None, "assigned") },
        HistoryLine { by: Some("program"), ..line(75, None, "assigned_managers") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "followed") },
        HistoryLine { name: Some("#1044".to_owned()), ..line(75, claire, "led") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "left") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, None, "left_done") },
        HistoryLine { name: Some("#1044".to_owned()), ..line(75, claire, "left_by") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "linked") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "unlinked") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "merged") },
        HistoryLine { name: Some("#1044".to_owned()), ..line(75, claire, "took_in") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "parted") },
        HistoryLine { name: Some("#1044".to_owned()), ..line(75, claire, "split_off") },
        HistoryLine { name: Some("#1001".to_owned()), ..line(75, claire, "split_from") },
        line(75, claire, "closed"),
        line(75, claire, "hidden"),
        line(75, claire, "reopened"),
        line(75, claire, "replied"),
        line(75, claire, "replied_draft"),
        line(75, claire, "replied_unchanged"),
        line(75, claire, "changed"),
        line(75, Some("Marie Delmas"), "followed_up"),
        line(75, Some("Marie Delmas"), "asked"),
    ]
}

fn wrong() -> FieldErrors {
    FieldErrors::sample(&[
        "body",
        "to",
        "assign_reason",
        "decline_reason",
        "close_reason",
        "hide_reason",
        "remark",
        "note",
        "topic",
        "number",
    ])
}

fn typed() -> Fields {
    let text = || "<b>typed</b> & kept".to_owned();
    Fields {
        body: text(),
        to: "Hugo Martin".to_owned(),
        assign_reason: text(),
        decline_reason: text(),
        close_reason: text(),
        hide_reason: text(),
        remark: text(),
        note: text(),
        topic: "t".to_owned(),
        number: text(),
        ..Fields::default()
    }
}

fn asks() -> Vec<AskCard> {
    let card = |author: &str, text: Option<&str>, awaited| AskCard {
        author_id: "01936f00-0000-7000-8000-000000000007".to_owned(),
        author: author.to_owned(),
        asked_by: "Léa <Bernard>".to_owned(),
        asked_at: ago(25),
        request: "@karim Quel délai pour la Corse ?".to_owned(),
        text: text.map(ToOwned::to_owned),
        at: text.map(|_| ago(5)),
        awaited,
    };
    vec![
        card("Karim Haddad", Some("Comptez **cinq** jours ouvrés."), false),
        card("Inès Roche", None, true),
        card("Max Roy", Some("Je regarde."), true),
    ]
}
