//! The administrator's place.

use super::shot::{
    Shot,
    Step::{Click, Press, See, Type},
    Who::Administrator as Admin,
};

pub(super) const SHOTS: &[Shot] = &[
    Shot::of("settings", Admin, "/settings"),
    Shot::of("settings-first", Admin, "/settings").at_new_house(),
    Shot::of("settings-topics", Admin, "/settings/topics"),
    Shot::of("settings-topics-empty", Admin, "/settings/topics").at_new_house(),
    Shot::of("settings-topic", Admin, "/settings/topics/new"),
    Shot::of("settings-topic-refused", Admin, "/settings/topics").at("/settings/topics/new").after(&[
        Type("[name=name]", "Deliveries"),
        Type("[name=key]", "papers"),
        Press("\u{e007}"),
        See("[aria-invalid=true], .alert"),
    ]),
    Shot::of("settings-topic-change", Admin, "/settings/topics/{id}")
        .at("/settings/topics")
        .via(&["main a[href^='/settings/topics/']:not([href$='new'])"]),
    Shot::of("settings-experts", Admin, "/settings/experts"),
    Shot::of("settings-expert-new", Admin, "/settings/experts/new"),
    Shot::of("settings-expert", Admin, "/settings/experts/{id}")
        .at("/settings/experts")
        .via(&["main a[href^='/settings/experts/']:not([href$='new'])"]),
    Shot::of("settings-calendars", Admin, "/settings/calendars"),
    Shot::of("settings-calendar-new", Admin, "/settings/calendars/new"),
    Shot::of("settings-calendar", Admin, "/settings/calendars/{id}")
        .at("/settings/calendars")
        .via(&["main a[href^='/settings/calendars/']:not([href$='new'])"]),
    Shot::of("settings-calendar-year", Admin, "/settings/calendars/{id}/year")
        .at("/settings/calendars")
        .via(&["main a[href$='/year']"]),
    Shot::of("settings-policies", Admin, "/settings/policies"),
    Shot::of("settings-policy-new", Admin, "/settings/policies/new"),
    Shot::of("settings-policy-trial", Admin, "/settings/policies/trial"),
    Shot::of("settings-policy", Admin, "/settings/policies/{id}")
        .at("/settings/policies")
        .via(&["main a[href^='/settings/policies/']:not([href$='new'], [href*='trial'])"]),
    Shot::of("settings-voices", Admin, "/settings/voices"),
    Shot::of("settings-voice-new", Admin, "/settings/voices/new"),
    Shot::of("settings-voice", Admin, "/settings/voices/{id}")
        .at("/settings/voices")
        .via(&["main a[href^='/settings/voices/']:not([href$='new'])"]),
    Shot::of("settings-users", Admin, "/settings/users"),
    Shot::of("settings-user", Admin, "/settings/users/new"),
    Shot::of("settings-user-change", Admin, "/settings/users/{id}")
        .at("/settings/users")
        .via(&["main a[href^='/settings/users/']:not([href$='new'])"]),
    Shot::of("settings-rules", Admin, "/settings/rules"),
    Shot::of("settings-rule", Admin, "/settings/rules/new"),
    Shot::of("settings-rule-change", Admin, "/settings/rules/{id}")
        .at("/settings/rules")
        .via(&["main a[href^='/settings/rules/']:not([href$='new'])"]),
    Shot::of("settings-programs", Admin, "/settings/programs"),
    Shot::of("settings-program", Admin, "/settings/programs/new"),
    Shot::of("settings-program-secret", Admin, "/settings/programs").at("/settings/programs/new").after(&[
        Type("[name=name]", "Instagram bridge"),
        Type("[name=channel]", "instagram"),
        Click("form.settings-form button[type=submit]"),
        See(".settings-code"),
    ]),
    Shot::of("settings-desk", Admin, "/settings/desk"),
    Shot::of("settings-hold", Admin, "/settings/hold"),
    Shot::of("settings-learning", Admin, "/settings/model"),
    Shot::of("settings-audit", Admin, "/settings/audit"),
    Shot::of("settings-health", Admin, "/settings/health"),
];
