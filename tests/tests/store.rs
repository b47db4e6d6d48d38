//! The store, on SQLite and on a real PostgreSQL: every case runs on both, in a database of its own.

#![expect(clippy::unwrap_used, reason = "a case that can't go on says where")]

/// Makes of each case a test for each database.
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(crate::world::World::sqlite().await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case(crate::world::World::postgres().await).await;
            })+
        }
    };
}

#[path = "store/aim.rs"]
mod aim;
#[path = "store/alert.rs"]
mod alert;
#[path = "store/asked.rs"]
mod asked;
#[path = "store/attachment.rs"]
mod attachment;
#[path = "store/budget.rs"]
mod budget;
#[path = "store/claim.rs"]
mod claim;
#[path = "store/colleague.rs"]
mod colleague;
#[path = "store/commit.rs"]
mod commit;
#[path = "store/conflict.rs"]
mod conflict;
#[path = "store/fault.rs"]
mod fault;
#[path = "store/generic.rs"]
mod generic;
#[path = "store/history.rs"]
mod history;
#[path = "store/house.rs"]
mod house;
#[path = "store/identity.rs"]
mod identity;
#[path = "store/inbox.rs"]
mod inbox;
#[path = "store/limit.rs"]
mod limit;
#[path = "store/notice.rs"]
mod notice;
#[path = "store/plan.rs"]
mod plan;
#[path = "store/probe.rs"]
mod probe;
#[path = "store/public.rs"]
mod public;
#[path = "store/question.rs"]
mod question;
#[path = "store/related.rs"]
mod related;
#[path = "store/report.rs"]
mod report;
#[path = "store/schema.rs"]
mod schema;
#[path = "store/search.rs"]
mod search;
#[path = "store/settings.rs"]
mod settings;
#[path = "store/work.rs"]
mod work;
#[path = "store/world.rs"]
mod world;
