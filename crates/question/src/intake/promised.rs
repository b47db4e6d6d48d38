//! What a question asked now would be promised: what a customer reads before they ask.

use jiff::Timestamp;
use souffleur_app::{
    App,
    promise::{AppliedPolicy, Known},
};
use souffleur_core::channel::Channel;
use souffleur_sla::TargetKind;

/// When the first reply to a question asked now is due. None while the desk promises nothing.
pub fn promised_now(app: &App) -> Option<Timestamp> {
    let settings = app.settings();
    let language = settings.desk.languages.first().copied();
    let known = Known { channel: &Channel::Web, topic: None, language, tags: &[], at: app.now() };
    AppliedPolicy::select(&settings, &known)?.promise(TargetKind::FirstReply, app.now())?.due_at
}
