//! What visitors see.

use super::shot::{
    Shot,
    Step::{Click, See, Type},
    Who::Visitor,
};

pub(super) const SHOTS: &[Shot] = &[
    Shot::of("wall", Visitor, "/"),
    Shot::of("wall-found", Visitor, "/").at("/?q=card"),
    Shot::of("wall-none", Visitor, "/").at("/?q=zzzzzz"),
    Shot::of("wall-empty", Visitor, "/").at_new_house(),
    Shot::of("wall-question", Visitor, "/wall/{number}")
        .at("/")
        .via(&["a[rel=next]", ".wall-item:has(.wall-answer) h2 a"]),
    Shot::of("ask", Visitor, "/ask"),
    Shot::of("ask-refused", Visitor, "/ask").after(&[
        Type("[name=name]", "Marie"),
        Type("[name=email]", "marie@localhost"),
        Type("textarea[name=body]", "?"),
        Click("main form button[type=submit]"),
        See("[aria-invalid=true]"),
    ]),
    Shot::of("thread", Visitor, "/q/{token}").at("{thread}"),
    Shot::of("promise", Visitor, "/promise"),
    Shot::of("faq", Visitor, "/faq"),
    Shot::of("faq-empty", Visitor, "/faq").at_new_house(),
    Shot::of("sign-in", Visitor, "/sign-in"),
    Shot::of("sign-in-refused", Visitor, "/sign-in").after(&[
        Type("[name=email]", "nobody@example.com"),
        Type("[name=password]", "wrong"),
        Click("main form button[type=submit]"),
        See(".alert, [aria-invalid=true]"),
    ]),
    Shot::of("invitation", Visitor, "/invitation/{token}").at("{invitation}"),
    Shot::of("invitation-gone", Visitor, "/invitation/{token}").at("/invitation/used-before"),
    Shot::of("verify-gone", Visitor, "/verify/{token}").at("/verify/used-before"),
    Shot::of("shared", Visitor, "/shared/{secret}").at("{shared}"),
    Shot::of("shared-questions", Visitor, "/shared/{secret}/questions")
        .at("{shared}")
        .via(&["main a[href*='/questions']"]),
    Shot::of("shared-gone", Visitor, "/shared/{secret}").at("/shared/revoked"),
    Shot::of("not-found", Visitor, "/wall/{number}").at("/wall/999999"),
];
