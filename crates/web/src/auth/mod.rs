//! Who calls: a member of staff with a session, a program with a token, or nobody we know.

mod caller;
mod cookie;
mod keys;
mod sessions;

pub use caller::{Caller, CurrentUser, ProgramCaller, Signed};
pub(crate) use cookie::read as read_cookies;
pub use cookie::{FLASH, LANGUAGE, NONCE, REFRESH, SESSION, SetCookie};
pub use keys::{ACCESS_MINUTES, Keys};
pub use sessions::Sessions;
