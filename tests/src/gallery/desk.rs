//! The expert's place.

use super::shot::{
    Shot,
    Step::{Press, Type},
    Who::Expert,
};

const QUESTION: &str = "/desk/{id}";
const FIRST: &[&str] = &["[data-item]"];

pub(super) const SHOTS: &[Shot] = &[
    Shot::of("desk", Expert, "/desk"),
    Shot::of("desk-away", Expert, "/desk").after(&[Press("w")]),
    Shot::of("desk-empty", Expert, "/desk").at_new_house(),
    Shot::of("desk-question", Expert, QUESTION).at("/desk").via(FIRST),
    Shot::of("desk-hand-over", Expert, QUESTION).at("/desk").via(FIRST).after(&[Press("a")]),
    Shot::of("desk-decline", Expert, QUESTION).at("/desk").via(FIRST).after(&[Press("x")]),
    Shot::of("desk-colleague", Expert, QUESTION).at("/desk").via(FIRST).after(&[Press("q"), Press("@")]),
    Shot::of("desk-refused", Expert, QUESTION)
        .at("/desk")
        .via(FIRST)
        .after(&[Press("x"), Type("[name=reason], [name=decline_reason]", " ")]),
    Shot::of("desk-sent", Expert, QUESTION).at("{sent}"),
    Shot::of("own-figures", Expert, "/desk/figures"),
    Shot::of("own-figures-questions", Expert, "/desk/figures/questions")
        .at("/desk/figures")
        .via(&["main a[href*='/desk/figures/questions']"]),
    Shot::of("profile", Expert, "/profile"),
    Shot::of("alerts", Expert, "/alerts"),
    Shot::of("alerts-empty", Expert, "/alerts").at_new_house(),
];
