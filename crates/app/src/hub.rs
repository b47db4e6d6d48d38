//! The place where committed events are handed round, each read once however many listen.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use serde::Serialize;
use souffleur_core::{
    Actor,
    event::{Event, EventKind},
    id::{EventId, QuestionId, SessionId, UserId},
    permission::{AccessScope, Action},
    question::{Assignee, Question},
};
use tokio::sync::broadcast;

/// Events kept for a listener that is slow. One that falls further behind is sent away and resumes from the store.
const KEPT: usize = 512;

/// Something that happened, and when by its id. What exactly, a listener reads where it may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LiveEvent {
    /// The line of the history; a listener that was cut off resumes after it.
    pub id: EventId,
    /// What happened, by its name in the API.
    pub kind: String,
    /// To which question; none for what happens to the desk itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<LiveQuestion>,
}

/// The question that something happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LiveQuestion {
    /// Its id.
    pub id: QuestionId,
    /// Its number.
    /// The question's number.
    pub number: i64,
}

/// An event with who may know of it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The event as its listeners get it.
    pub event: LiveEvent,
    /// The experts who hold the question, held it until now, or were asked about it.
    own: Vec<UserId>,
}

/// Where events are handed round.
#[derive(Debug)]
pub struct Hub {
    sender: broadcast::Sender<Arc<Told>>,
    alerts: broadcast::Sender<UserId>,
    writing: broadcast::Sender<Written>,
    ends: broadcast::Sender<StreamsEnd>,
    access: AtomicU64,
}

/// Which open streams end: their readers may have missed something, or may no longer hear what they heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamsEnd {
    /// Those of one session.
    Session(SessionId),
    /// Those of one person.
    User(UserId),
    /// All of this node.
    All,
}

impl StreamsEnd {
    /// Whether it ends a stream of this session.
    fn ends(self, session: SessionId, user: UserId) -> bool {
        match self {
            Self::Session(ended) => ended == session,
            Self::User(changed) => changed == user,
            Self::All => true,
        }
    }
}

/// A question that somebody began to write on, or no longer does.
#[derive(Debug, Clone)]
pub struct Written {
    /// The number of the question.
    pub number: i64,
    assignee: Assignee,
    asked: Vec<UserId>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            sender: broadcast::Sender::new(KEPT),
            alerts: broadcast::Sender::new(KEPT),
            writing: broadcast::Sender::new(KEPT),
            ends: broadcast::Sender::new(KEPT),
            access: AtomicU64::new(0),
        }
    }
}

impl Hub {
    /// Whether anybody listens at all.
    pub fn has_listeners(&self) -> bool {
        self.sender.receiver_count() > 0
    }

    /// Tells everybody.
    pub fn tell(&self, told: Told) {
        // Nobody may be left to hear it, which is fine.
        drop(self.sender.send(Arc::new(told)));
    }

    /// Says that somebody was told something, or saw it.
    pub fn alert(&self, user: UserId) {
        // Nobody may be left to hear it, which is fine.
        drop(self.alerts.send(user));
    }

    /// Says that somebody began to write on a question, or no longer does.
    pub fn writing(&self, question: &Question, asked: Vec<UserId>) {
        // Nobody may be left to hear it, which is fine.
        drop(self.writing.send(Written { number: question.number, assignee: question.assignee, asked }));
    }

    /// Ends open streams. What was remembered of sessions is looked up again.
    pub fn end(&self, which: StreamsEnd) {
        self.access.fetch_add(1, Ordering::Release);
        // Nobody may be left to hear it, which is fine.
        drop(self.ends.send(which));
    }

    /// Counts up whenever a session was ended, or what somebody may do has changed.
    pub fn access_version(&self) -> u64 {
        self.access.load(Ordering::Acquire)
    }

    /// Waits until the streams of a session end.
    pub fn ended(&self, session: SessionId, user: UserId) -> impl Future<Output = ()> + Send + use<> {
        let mut ends = self.ends.subscribe();
        async move {
            // Whoever falls behind may have missed their own end.
            while let Ok(which) = ends.recv().await {
                if which.ends(session, user) {
                    return;
                }
            }
        }
    }

    /// Listens to where somebody writes from now on.
    pub fn subscribe_to_writing(&self) -> broadcast::Receiver<Written> {
        self.writing.subscribe()
    }

    /// Listens to who is told something from now on.
    pub fn subscribe_to_alerts(&self) -> broadcast::Receiver<UserId> {
        self.alerts.subscribe()
    }

    /// Listens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Told>> {
        self.sender.subscribe()
    }
}

impl Written {
    /// Whether an actor may know of it.
    pub fn is_for(&self, actor: Actor) -> bool {
        actor.may_on(Action::ReadQuestions, self.assignee).is_ok()
            || (is_among(&self.asked, actor) && actor.may_as_asked(Action::ReadQuestions).is_ok())
    }
}

impl Told {
    /// What a line of the history tells, and to whom: `question` is what it happened to, as it is now, and `asked` are the
    /// colleagues who were asked about it.
    pub fn of(event: &Event, question: Option<&Question>, asked: &[UserId]) -> Self {
        let before = match &event.what {
            EventKind::Assigned { from, .. } => from.and_then(Assignee::expert),
            _ => None,
        };
        let now = question.and_then(|question| question.assignee.expert());
        let question = question.map(|question| LiveQuestion { id: question.id, number: question.number });
        let event = LiveEvent { id: event.id, kind: event.what.as_str().to_owned(), question };
        let own = now.into_iter().chain(before).chain(asked.iter().copied()).collect();
        Self { event, own }
    }

    /// Whether an actor may know of it.
    pub fn is_for(&self, actor: Actor) -> bool {
        // What happens to the desk itself is the administrator's to know.
        if self.event.question.is_none() {
            return actor.reach(Action::ChangeSettings) == AccessScope::Everything;
        }
        match actor.reach(Action::ReadQuestions) {
            AccessScope::Everything => true,
            AccessScope::Own => is_among(&self.own, actor),
            AccessScope::Nothing => false,
        }
    }
}

fn is_among(users: &[UserId], actor: Actor) -> bool {
    actor.user().is_some_and(|user| users.contains(&user))
}

#[cfg(test)]
mod tests {
    use souffleur_core::permission::Role;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_expert_hears_of_what_they_hold_or_have_just_handed_over() {
        let [lea, max, zoe] = [1, 2, 3].map(|number| UserId::new(Uuid::from_u128(number)));
        let question = LiveQuestion { id: QuestionId::new(Uuid::nil()), number: 1042 };
        let id = EventId::new(Uuid::nil());
        let event = LiveEvent { id, kind: "assigned".to_owned(), question: Some(question) };
        let told = Told { event: event.clone(), own: vec![lea, max] };
        let hears = |id, role| told.is_for(Actor::Staff { id, role });
        assert!(hears(lea, Role::Expert) && hears(max, Role::Expert) && !hears(zoe, Role::Expert));
        assert!(hears(zoe, Role::Supervisor) && !hears(zoe, Role::Administrator));
        assert!(!told.is_for(Actor::Customer));
        let nobodys = Told { event, own: Vec::new() };
        assert!(!nobodys.is_for(Actor::Staff { id: lea, role: Role::Expert }));
    }
}
