//! Threads as the templates test sees them.

use souffleur_core::question::Status;
use souffleur_core::text::{Key, Name, Remark};
use souffleur_core::voice::Voice;
use souffleur_question::public;
use souffleur_render::sample_now;

/// Threads as the samples of this place show them: waiting, answered, hidden.
pub(super) fn threads() -> Vec<public::Thread> {
    let name = |name: &str| Name::parse(name).ok();
    let voice = name("Sophie").zip(Key::parse("sophie").ok()).and_then(|(name, key)| {
        Some(Voice {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            key,
            signature: Remark::parse(&name).ok()?,
            name,
            languages: vec![],
        })
    });
    let Some(voice) = voice else { return vec![] };
    let entry = |by, text: &str| public::Entry {
        id: "1".to_owned(),
        by,
        name: "Sophie".to_owned(),
        body: text.to_owned(),
        at: sample_now(),
        holding: false,
        files: vec![],
        links: by == public::EntryBy::Voice,
    };
    let thread = |status, entries| public::Thread {
        number: 1042,
        token: None,
        subject: Some("Colis <perdu>".to_owned()),
        status,
        hidden_reason: None,
        language: souffleur_core::Language::Fr,
        customer: "Marie D.".to_owned(),
        voice: (&voice).into(),
        entries,
        asked_at: sample_now(),
        changed_at: sample_now(),
        due_at: Some(sample_now()),
        goes_on_in: None,
        public: true,
        held_back: false,
    };
    let asked = || entry(public::EntryBy::Customer, "Où est mon colis ?");
    let file = |name: &str, image| public::File {
        href: format!("/wall/1042/files/{name}"),
        name: name.to_owned(),
        kilobytes: 20,
        image,
    };
    let files = vec![file("1042-1.jpg", true), file("1042-2.pdf", false)];
    let with_files = |entry| public::Entry { files, ..entry };
    let answered = vec![asked(), with_files(entry(public::EntryBy::Voice, "Il arrive demain."))];
    let reason = Some("Propos injurieux".to_owned());
    vec![
        thread(Status::Assigned, vec![asked()]),
        public::Thread { due_at: None, subject: None, ..thread(Status::Answered, answered) },
        public::Thread { hidden_reason: reason, subject: None, ..thread(Status::Hidden, vec![]) },
    ]
}
