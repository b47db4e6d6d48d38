//! A colleague is asked about a question that is not theirs: "@karim, how long to Corsica?". From then on they may see it
//! and write beside its draft; it stays with who holds it.

use souffleur_app::{
    App,
    error::{Error, Problem},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    alert::AlertKind,
    event::EventKind,
    id::{QuestionId, UserId},
    permission::{AccessScope, Action, reach},
    side_draft::SideDraft,
    text::{Name, Remark},
    user::User,
};
use souffleur_store::AskLine;

use super::{
    mention::{called, is_named},
    transaction::QuestionTx,
};
use crate::alert::{AlertRequest, raise};

/// The field in which it is written.
const FIELD: &str = "body";

/// Who can be asked at all: who drafts, and works here.
pub fn can_be_asked(user: &User) -> bool {
    user.active && reach(user.role, Action::DraftBeside) != AccessScope::Nothing
}

/// Asks every colleague whom the sentence mentions, and says who they are.
pub async fn ask_colleague(
    app: &App,
    actor: Actor,
    id: QuestionId,
    sentence: &str,
) -> Result<Vec<(UserId, Name)>, Error> {
    actor.may(Action::AskColleague)?;
    let asked_by = actor.user().ok_or(Error::Forbidden)?;
    let request = Remark::parse(sentence).map_err(|problem| Error::invalid(FIELD, problem))?;
    let settings = app.settings();
    let mut opened = QuestionTx::lock(app, actor, Action::AskColleague, id, None).await?;
    // Nobody is asked about what is done.
    opened.question.status.drafted()?;
    let holder = opened.question.assignee.expert();
    let others = |user: &&User| can_be_asked(user) && user.id != asked_by && Some(user.id) != holder;
    let colleagues = meant(&request, &settings, others)?;
    let now = opened.now;
    for colleague in &colleagues {
        let (author, request) = (colleague.id, request.clone());
        let asked =
            SideDraft { question: id, author, asked_by, asked_at: now, request, body: None, at: None };
        opened.tx.ask_colleague(&asked).await?;
        opened.history.note(EventKind::ColleagueAsked { colleague: author });
    }
    let news: Vec<AlertRequest> = colleagues.iter().map(|colleague| told(colleague.id, id, now)).collect();
    raise(app, &mut opened.tx, &settings, now, &news).await?;
    opened.commit_history().await?;
    Ok(colleagues.into_iter().map(|user| (user.id, user.name.clone())).collect())
}

/// What one is asked about and has not written on, the longest waiting first.
pub async fn asks(app: &App, actor: Actor) -> Result<Vec<AskLine>, Error> {
    actor.may(Action::DraftBeside)?;
    Ok(app.store().read().asks_of(actor.user().ok_or(Error::Forbidden)?).await?)
}

/// Who is meant by the names in a sentence. A name that several have is asked back: the wrong one would see the question.
fn meant<'s>(
    sentence: &str,
    settings: &'s Settings,
    others: impl Fn(&&User) -> bool,
) -> Result<Vec<&'s User>, Error> {
    let mut meant: Vec<&User> = Vec::new();
    for name in called(sentence) {
        let mut so_called = settings.users.iter().filter(&others).filter(|user| is_named(user, &name));
        let Some(first) = so_called.next() else {
            if settings.users.iter().any(|user| user.active && is_named(user, &name)) {
                continue;
            }
            return Err(Error::invalid(FIELD, Problem::UnknownMentioned { name }));
        };
        if so_called.next().is_some() {
            return Err(Error::invalid(FIELD, Problem::SeveralMentioned { name }));
        }
        if meant.iter().all(|known| known.id != first.id) {
            meant.push(first);
        }
    }
    if meant.is_empty() { Err(Error::invalid(FIELD, Problem::NobodyMentioned)) } else { Ok(meant) }
}

fn told(to: UserId, question: QuestionId, at: jiff::Timestamp) -> AlertRequest {
    AlertRequest {
        to,
        kind: AlertKind::ColleagueAsks,
        question: Some(question),
        target: None,
        at,
        detail: None,
    }
}
