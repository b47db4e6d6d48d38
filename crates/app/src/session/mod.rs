//! Sessions of staff, from signing in until they are ended, and the tokens of programs: who stands behind a request.

mod program;
mod refresh;
mod start;
mod token;

pub use program::{Program, program};
pub use refresh::refresh;
pub use start::{SignedIn, open, session_user};
