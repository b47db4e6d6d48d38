//! What the samples of a question's page are put together from.

use crate::delivery::DeliveryRow;
use crate::pane::colleague::AskCard;
use crate::pane::context::ReplyForm;
use crate::pane::fields::Fields;
use crate::pane::parts::{
    DraftCard, Entry, HistoryLine, PartLine, Person, PromiseLine, ScoreLine, SimilarLine, Why,
};
use jiff::{SignedDuration, Timestamp};
use souffleur_render::sample_now;
use souffleur_web::page::FieldErrors;
use souffleur_web::page::files::FileLink;

pub(super) const DRAFT: &str = "Bonjour Marie,\n\nOui, vous pouvez renvoyer l’écharpe sans le ticket : le numéro de commande, qui commence par MP, suffit. Le port est à notre charge pendant trente jours. L’étiquette de retour se trouve ici : https://maison-plume.example/retours\n\nBelle journée";

pub(super) fn ago(minutes: i64) -> Timestamp {
    sample_now() - SignedDuration::from_mins(minutes)
}

pub(super) fn reply() -> ReplyForm {
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

pub(super) fn similar(number: i64, corrected: bool) -> SimilarLine {
    let href = corrected.then(|| format!("/questions/{number}"));
    SimilarLine { number, href, topic: Some("Retours".to_owned()), likeness: 0.62, corrected }
}

pub(super) fn score(name: &str, chosen: bool) -> ScoreLine {
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

pub(super) fn why() -> Why {
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

pub(super) fn person(name: &str, presence: &'static str) -> Person {
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

pub(super) fn thread() -> Vec<Entry> {
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
        delivery: (from == "voice").then(DeliveryRow::samples).and_then(|mut rows| {
            let at = usize::from(anchor == "m-2");
            (at < rows.len()).then(|| rows.swap_remove(at))
        }),
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

pub(super) fn drafts() -> Vec<DraftCard> {
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

pub(super) fn promises() -> Vec<PromiseLine> {
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

pub(super) fn history() -> Vec<HistoryLine> {
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

pub(super) fn wrong() -> FieldErrors {
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

pub(super) fn typed() -> Fields {
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

pub(super) fn asks() -> Vec<AskCard> {
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
