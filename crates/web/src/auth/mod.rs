//! Who calls: a member of staff with a session, a program with a token, or nobody we know.

mod caller;
mod cookie;
pub mod guard;
mod identify;
mod keys;

pub use caller::{Caller, CurrentUser, ProgramCaller, Signed};
pub use cookie::{FLASH, LANGUAGE, NONCE, REFRESH, SESSION, SetCookie};
pub use identify::{Circumstances, identify, session_cookies, signed_out_cookies};
pub use keys::{ACCESS_MINUTES, Keys};
