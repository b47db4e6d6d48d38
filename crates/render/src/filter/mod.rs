//! The filters a template may use, beside those Tera brings.

#![expect(clippy::needless_pass_by_value, reason = "Tera hands a filter its arguments by value")]

mod argument;
#[cfg(test)]
mod arrival_tests;
mod markdown;
mod number;
mod subset;
#[cfg(test)]
mod testing;
mod text;
mod time;

/// Registers every filter.
pub(crate) fn register(tera: &mut tera::Tera) {
    tera.register_filter("date", time::date);
    tera.register_filter("time", time::time);
    tera.register_filter("datetime", time::datetime);
    tera.register_filter("clocks", time::clocks);
    tera.register_filter("when", time::when);
    tera.register_filter("relative", time::relative);
    tera.register_filter("span", time::span);
    tera.register_filter("weekday", time::weekday);
    tera.register_filter("number", number::number);
    tera.register_filter("percent", number::percent);
    tera.register_filter("paragraphs", text::Paragraphs);
    tera.register_filter("markdown", markdown::Markdown);
    tera.register_filter("plain", markdown::plain);
    tera.register_filter("initials", text::initials);
    tera.register_filter("tint", text::tint);
    tera.register_filter("excerpt", text::excerpt);
    tera.register_filter("urlencode", text::urlencode);
}
