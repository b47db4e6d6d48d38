//! The community manager's place.

use super::shot::{
    Shot,
    Step::{Offline, OnPhone, Press, See, Type, Unfold},
    Who::CommunityManager as Cm,
};

const QUESTION: &str = "/questions/{id}";
const FIRST: &[&str] = &["[data-item]"];

pub(super) const SHOTS: &[Shot] = &[
    Shot::of("deliveries", Cm, "/deliveries"),
    Shot::of("deliveries-failed", Cm, "/deliveries").at("/deliveries?state=failed"),
    Shot::of("inbox", Cm, QUESTION).at("/inbox?view=drafted").via(FIRST),
    Shot::of("inbox-list", Cm, "/inbox"),
    Shot::of("inbox-answered", Cm, QUESTION).at("/inbox?view=answered").via(FIRST),
    Shot::of("inbox-closed", Cm, QUESTION).at("/inbox?view=closed").via(FIRST),
    Shot::of("inbox-hidden", Cm, QUESTION).at("/inbox?view=hidden").via(FIRST),
    Shot::of("inbox-late", Cm, "/inbox").at("/inbox?view=late"),
    Shot::of("inbox-snoozed", Cm, "/inbox").at("/inbox?view=snoozed"),
    Shot::of("inbox-found", Cm, "/inbox").at("/inbox?view=all&q=carte"),
    Shot::of("inbox-operators", Cm, "/inbox").at("/inbox?view=all&q=is%3Alate"),
    Shot::of("inbox-wrong-search", Cm, "/inbox").at("/inbox?view=all&q=is%3Anonsense"),
    Shot::of("inbox-none-found", Cm, "/inbox").at("/inbox?view=all&q=zzzzzz"),
    Shot::of("inbox-search-help", Cm, "/inbox").after(&[Unfold(".search-help")]),
    Shot::of("inbox-filters", Cm, "/inbox").after(&[Unfold(".filter-menu")]),
    Shot::of("inbox-keep", Cm, "/inbox").after(&[Unfold(".keep-view")]),
    Shot::of("inbox-bulk", Cm, "/inbox").after(&[Press("jxjxjx"), See("#bulk .bulk-count")]),
    Shot::of("inbox-bulk-close", Cm, "/inbox").after(&[
        Press("jxjx"),
        See("#bulk .bulk-count"),
        Unfold("#bulk details:last-of-type"),
    ]),
    Shot::of("inbox-empty", Cm, "/inbox").at_new_house(),
    Shot::of("palette", Cm, QUESTION)
        .at("/inbox?view=drafted")
        .via(FIRST)
        .after(&[Press(CTRL_K), See("#palette li")]),
    Shot::of("palette-found", Cm, "/inbox").after(&[Press(CTRL_K), Type("#palette input", "card")]),
    Shot::of("keys", Cm, "/inbox").after(&[Press("?"), See("#shortcuts")]),
    Shot::of("account", Cm, "/inbox").after(&[Unfold(".app-tools details.menu")]),
    Shot::of("offline", Cm, "/inbox").after(&[Offline, See(".toast-offline")]),
    Shot::of("reply-saved", Cm, QUESTION).at("/inbox").via(FIRST).after(&[
        Press("r"),
        Press("Bonjour, nous regardons votre dossier."),
        See("[data-saved]:not(:empty)"),
    ]),
    Shot::of("reply-preview", Cm, QUESTION)
        .at("/inbox?view=drafted")
        .via(FIRST)
        .after(&[Press("v"), See("[id^=preview-] > *")]),
    Shot::of("reply-emoji", Cm, QUESTION)
        .at("/inbox?view=drafted")
        .via(FIRST)
        .after(&[Press(":"), See("[data-emoji]")]),
    Shot::of("reply-later", Cm, QUESTION)
        .at("/inbox?view=drafted")
        .via(FIRST)
        .after(&[Press("l"), See("[name=leaves_at]")]),
    // Each picture sends a reply, so each begins at another question.
    Shot::of("reply-undo", Cm, QUESTION).at("/inbox?open=next").after(&[
        Type("#pane textarea[name=body]", "Bonjour, c’est fait."),
        Press(CTRL_ENTER),
        See(".flash-undo"),
    ]),
    Shot::of("beside", Cm, QUESTION).at("{beside}").after(&[See(".writing")]),
    Shot::of("attachments", Cm, QUESTION).at("{files}"),
    Shot::of("drafts", Cm, QUESTION)
        .at("{drafts}")
        .after(&[OnPhone(".to-wings"), Unfold(".stage-wings details:has(.draft)")]),
    Shot::of("reply-waits", Cm, QUESTION).at("{scheduled}"),
    Shot::of("draft-back", Cm, QUESTION)
        .at("/inbox?view=drafted")
        .via(FIRST)
        .after(&[OnPhone(".to-wings"), Press("b")]),
    Shot::of("assign", Cm, QUESTION).at("/inbox").via(FIRST).after(&[OnPhone(".to-wings"), Press("a")]),
    Shot::of("note", Cm, QUESTION).at("/inbox").via(FIRST).after(&[OnPhone(".to-wings"), Press("n")]),
    Shot::of("close", Cm, QUESTION).at("/inbox").via(FIRST).after(&[Press("e")]),
    Shot::of("snooze", Cm, QUESTION).at("/inbox").via(FIRST).after(&[Press("s")]),
    Shot::of("hide", Cm, QUESTION)
        .at("/inbox")
        .via(FIRST)
        .after(&[Unfold(".question-actions details:has([action$='/hide'])")]),
    Shot::of("topic", Cm, QUESTION)
        .at("/inbox")
        .via(FIRST)
        .after(&[Unfold(".question-actions details:has([action$='/topic'])")]),
    Shot::of("why", Cm, QUESTION)
        .at("/inbox")
        .via(FIRST)
        .after(&[OnPhone(".to-wings"), Unfold(".why-scores")]),
    Shot::of("same", Cm, "/inbox/same"),
    Shot::of("same-question", Cm, "/questions/{id}/same").at("{question}/same"),
    Shot::of("proposals", Cm, "/questions/{id}/answers").at("{question}/answers"),
    Shot::of("wings", Cm, QUESTION).at("/inbox?view=drafted").via(FIRST).after(&[OnPhone(".to-wings")]),
    Shot::of("relate", Cm, QUESTION).at("/inbox").via(FIRST).after(&[OnPhone(".to-wings"), Press("g")]),
    Shot::of("colleague", Cm, QUESTION).at("/inbox").via(FIRST).after(&[
        OnPhone(".to-wings"),
        Press("q"),
        Press("@"),
    ]),
    Shot::of("answers", Cm, "/answers"),
    Shot::of("answers-empty", Cm, "/answers").at_new_house(),
    Shot::of("answers-new", Cm, "/answers/new"),
    Shot::of("answer", Cm, "/answers/{id}")
        .at("/answers")
        .via(&["main a[href^='/answers/']:not([href$=new])"]),
    Shot::of("forbidden", Cm, "/settings/users"),
];

/// Control, Enter, and both let go.
const CTRL_ENTER: &str = "\u{e009}\u{e007}\u{e000}";
/// Control, K, and both let go.
const CTRL_K: &str = "\u{e009}k\u{e000}";
