//! What the desk does by itself, done when a test says so: timers fire, letters leave.

use jiff::{SignedDuration, Timestamp};
use souffleur_channels::email::FolderTransport;
use souffleur_jobs::{deliver_outbox, fire_timers, index, place, recount, send_replies};
use souffleur_question::question;

use super::{desk::TestDesk, letter::Letter};

impl TestDesk {
    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.app.now()
    }

    /// Lets time pass, and everything happen that was due in it: timers fire, letters leave.
    pub async fn pass(&self, by: SignedDuration) {
        self.clock.advance(by);
        self.settle().await;
    }

    /// Runs the jobs until nothing is left to do.
    pub async fn settle(&self) {
        recount::pass(&self.app).await.expect("due times are counted again");
        place::pass(&self.app).await.expect("questions are with whoever can take them");
        while fire_timers::pass(&self.app).await.expect("timers fire") > 0 {}
        send_replies::pass(&self.app).await.expect("replies leave");
        index::pass(&self.app).await.expect("search is brought up to date");
        let post = FolderTransport::new(self.folder.path().join("mail"));
        loop {
            let delivered = deliver_outbox::pass(&self.app, &post).await.expect("letters leave");
            assert_eq!((delivered.retried, delivered.given_up), (0, 0), "every letter leaves");
            if delivered.sent == 0 {
                break;
            }
        }
    }

    /// Lets the moment pass in which a reply can be taken back.
    pub async fn undo_passes(&self) {
        self.pass(question::UNDO).await;
    }

    /// Every letter that left.
    pub fn letters(&self) -> Vec<Letter> {
        let folder = self.folder.path().join("mail");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
            .unwrap_or_default();
        files.sort();
        let read = |file| Letter::parse(&std::fs::read_to_string(file).expect("a letter is text"));
        files.iter().map(read).collect()
    }

    /// The letters to an address.
    pub fn letters_to(&self, address: &str) -> Vec<Letter> {
        self.letters().into_iter().filter(|letter| letter.header("to").contains(address)).collect()
    }
}
