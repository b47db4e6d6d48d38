//! Who somebody is: a typed address proves nothing, an id is its channel's, a key its caller's; what was said to one customer
//! reaches no other.

#[path = "identity/merged.rs"]
mod merged;
#[path = "identity/reflector.rs"]
mod reflector;
#[path = "identity/reused.rs"]
mod reused;
#[path = "identity/session.rs"]
mod session;
#[path = "identity/squatting.rs"]
mod squatting;
