//! The bell: how many alerts wait, and the newest of them for the script to show.

use serde::Serialize;
use souffleur_app::view::TargetState;
use souffleur_core::alert::AlertKind;
use souffleur_core::id::{AlertId, QuestionId};
use souffleur_question::alert::{self, AlertLine, AlertPromise};
use souffleur_render::{Template, sample_now};
use souffleur_sla::TargetKind;
use souffleur_web::page::{PageContext, PageResult};
use uuid::Uuid;

/// What is inside of the bell.
#[derive(Debug, Serialize)]
pub(super) struct News {
    count: u64,
    rows: Vec<AlertLine>,
}

impl Template for News {
    const NAME: &'static str = "page/alerts/news.html";

    fn samples() -> Vec<Self> {
        vec![Self { count: 0, rows: Vec::new() }, Self { count: 12, rows: sample_rows() }]
    }
}

/// One alert of each kind.
pub(super) fn sample_rows() -> Vec<AlertLine> {
    let promises = TargetKind::ALL.into_iter().map(Some).chain(std::iter::repeat(None));
    AlertKind::ALL
        .into_iter()
        .zip(promises)
        .map(|(kind, promise)| AlertLine {
            id: AlertId::new(Uuid::nil()),
            kind,
            at: sample_now(),
            tell_at: sample_now(),
            browser: true,
            seen: promise.is_none(),
            question: (!is_transport(kind)).then(|| QuestionId::new(Uuid::nil())),
            number: (!is_transport(kind)).then_some(1042),
            detail: is_transport(kind).then(|| "535 <authentication> failed".to_owned()),
            title: "Quelle taille <choisir> ?".to_owned(),
            expert: None,
            promise: promise.map(|kind| {
                let due_at = (kind != TargetKind::Close).then(sample_now);
                AlertPromise { kind, state: TargetState::Pending, due_at }
            }),
        })
        .collect()
}

fn is_transport(kind: AlertKind) -> bool {
    matches!(kind, AlertKind::MailPaused | AlertKind::MailResumed)
}

/// The bell.
pub(super) async fn show(context: PageContext) -> PageResult {
    let unseen = alert::unseen(context.app(), context.actor()).await?;
    context.show(&News { count: unseen.count, rows: unseen.newest })
}
