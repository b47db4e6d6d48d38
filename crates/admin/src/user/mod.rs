//! Who works here and how they prove it: passwords, sessions, invitations. A file a verb.

mod accept_invitation;
mod away;
mod change_password;
mod first_administrator;
mod invite;
pub(crate) mod password;
mod profile;
mod sessions;
mod set_password;
mod sign_in;
mod sign_out;

pub use accept_invitation::{AcceptInvitation, accept_invitation};
pub use away::{Whereabouts, come_back, leave, whereabouts};
pub use change_password::change_password;
pub use first_administrator::first_administrator_link;
pub use invite::{Invitation, InvitationPurpose, Invited, invite, open_invitation};
pub use profile::{ProfileForm, profile, save_profile};
pub use sessions::{OwnSession, revoke_session, sessions};
pub use set_password::set_password;
pub use sign_in::sign_in;
pub use sign_out::sign_out;
pub use souffleur_app::session::{Program, SignedIn, program, refresh, session_user};
