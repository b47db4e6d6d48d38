//! Finding questions by a few words, alike in both databases.

use sea_orm::{
    DbBackend,
    sea_query::{
        Condition, Expr, ExprTrait as _, LikeExpr, Query, SimpleExpr, extension::postgres::PgExpr as _,
    },
};

use crate::entity::{customer, message, question};

/// Whether a question's number is this, or its subject, customer or thread contains it whatever the case.
pub(super) fn matches(backend: DbBackend, text: &str) -> Condition {
    let text = text.trim();
    let mut any = Condition::any();
    if let Ok(number) = text.trim_start_matches('#').parse::<i64>() {
        any = any.add(question::COLUMN.number.eq(number));
    }
    for pattern in patterns(backend, text) {
        let like = |column: SimpleExpr| match backend {
            // A backslash escapes there unless something else is said.
            DbBackend::Postgres => column.ilike(pattern.as_str()),
            _ => column.like(LikeExpr::new(pattern.as_str()).escape('\\')),
        };
        let thread = Query::select()
            .expr(Expr::val(1))
            .from(message::Entity)
            .and_where(
                Expr::col((message::Entity, message::Column::QuestionId))
                    .equals((question::Entity, question::Column::Id)),
            )
            .and_where(like(Expr::col((message::Entity, message::Column::Body))))
            .take();
        any = any
            .add(like(Expr::col((question::Entity, question::Column::Subject))))
            .add(like(Expr::col((customer::Entity, customer::Column::Name))))
            .add(Expr::exists(thread));
    }
    any
}

/// PostgreSQL ignores the case of every letter. SQLite does of `a` to `z` only, so the usual spellings of others are
/// looked for one by one.
fn patterns(backend: DbBackend, text: &str) -> Vec<String> {
    let mut spellings = vec![text.to_owned()];
    if backend != DbBackend::Postgres && !text.is_ascii() {
        let lower = text.to_lowercase();
        let mut rest = lower.chars();
        let capital = rest.next().map(|first| first.to_uppercase().chain(rest).collect::<String>());
        spellings.extend([text.to_uppercase()].into_iter().chain(capital).chain([lower]));
        spellings.sort();
        spellings.dedup();
    }
    spellings.iter().map(|spelling| format!("%{}%", escaped(spelling))).collect()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
