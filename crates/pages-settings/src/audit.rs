//! Who changed which setting, and when.

use serde::{Deserialize, Serialize};
use souffleur_admin::settings::audit::{self, AuditLine};
use souffleur_admin::settings::objective::ObjectiveName;
use souffleur_core::event::SettingChange;
use souffleur_core::id::EventId;
use souffleur_render::{Template, sample_now};
use souffleur_web::extract::{Query, empty_as_none};
use souffleur_web::page::{PageContext, PageResult};
use souffleur_web::route::Routes;

use super::resource::sample_id;
use super::section::{Place, Section};

/// Lines on a page.
const LINES: u32 = 50;

/// A page of changes, newest first.
#[derive(Debug, Serialize)]
pub(super) struct Audit {
    #[serde(flatten)]
    place: Place,
    lines: Vec<Line>,
    /// Whether there are newer ones.
    later: bool,
    /// The address of the older ones.
    next: Option<String>,
}

/// A change, with what its key stands for where that is more than a name.
#[derive(Debug, Serialize)]
struct Line {
    #[serde(flatten)]
    line: AuditLine,
    /// Which objective it is about.
    objective: Option<ObjectiveName>,
}

impl From<AuditLine> for Line {
    fn from(line: AuditLine) -> Self {
        let objective = (line.what == "objective").then(|| ObjectiveName::read(&line.key)).flatten();
        Self { line, objective }
    }
}

impl Template for Audit {
    const NAME: &'static str = "page/settings/audit.html";

    fn samples() -> Vec<Self> {
        let line = |by: Option<&str>, what: &str, change| AuditLine {
            id: sample_id(),
            at: sample_now(),
            by: by.map(str::to_owned),
            what: what.to_owned(),
            key: "sizes & more".to_owned(),
            change,
        };
        let kinds = ["topic", "answer", "voice", "calendar", "policy", "user", "rule", "program"];
        let mut lines: Vec<_> =
            kinds.iter().map(|what| line(Some("Ada <Admin>"), what, SettingChange::Changed)).collect();
        lines.push(line(None, "desk", SettingChange::Added));
        lines.push(line(None, "rule", SettingChange::Removed));
        lines.push(line(None, "hold", SettingChange::Removed));
        for key in ["to_reply_working_p90 ≤ 2:30 · 2028-06-30", "rate ≥ 98.5 · 2028-06-30", "of old"] {
            lines.push(AuditLine { key: key.to_owned(), ..line(None, "objective", SettingChange::Changed) });
        }
        let lines = lines.into_iter().map(Line::from).collect();
        let page = |lines, later, next| Self { place: Section::Audit.into(), lines, later, next };
        vec![page(vec![], false, None), page(lines, true, Some("/settings/audit?after=x".to_owned()))]
    }
}

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Params {
    #[serde(deserialize_with = "empty_as_none")]
    after: Option<EventId>,
}

/// The route of this section, which is only read.
pub(super) fn routes() -> Routes {
    Routes::new().get("/settings/audit", Section::Audit.access(), "settings-audit", show)
}

async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let page = audit::list(context.app(), context.actor(), params.after, LINES).await?;
    let next = page.next.map(|after| format!("{}?after={after}", Section::Audit.path()));
    let place = Section::Audit.into();
    let lines = page.lines.into_iter().map(Line::from).collect();
    context.show(&Audit { place, lines, later: params.after.is_some(), next })
}
