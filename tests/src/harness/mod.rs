//! What scenarios stand on: databases of their own, a clock that is moved by hand, randomness that repeats itself, a
//! desk over real HTTP, the people who use it, their letters, and a browser.

pub mod browser;
pub mod clock;
pub mod copy;
pub mod desk;
pub mod devtools;
pub mod entropy;
mod eventually;
pub mod files;
pub mod house;
pub mod instance;
pub mod letter;
pub mod listener;
pub mod page;
pub mod person;
pub mod postgres;
pub mod proxy;
pub mod rows;
pub mod server;
pub mod smtp;
pub mod story;
pub mod work;

pub use clock::ManualClock;
pub use desk::{Base, TestDesk, generous};
pub use eventually::eventually;
pub use instance::Instance;
pub use letter::Letter;
pub use listener::Listener;
pub use page::Page;
pub use person::{Caller, Reply, Visitor};
pub use proxy::Proxy;
pub use rows::Rows;
pub use server::{Program, Server};
pub use smtp::{Misbehave, SmtpServer, SmtpStep};

/// Makes of each case a test for each database: the case is handed a desk of its own.
#[macro_export]
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case($crate::harness::TestDesk::open_on($crate::harness::Base::Sqlite).await).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() {
                super::$case($crate::harness::TestDesk::open_on($crate::harness::Base::Postgres).await).await;
            })+
        }
    };
}
