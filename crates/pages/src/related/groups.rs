//! GET /inbox/same: the open questions that ask the same as each other, for the head of the list.

use serde::Serialize;
use souffleur_question::question::groups;
use souffleur_render::Template;
use souffleur_web::page::{PageContext, PageResult};

use super::alike::Same;

/// Numbers of a group that are named; there is no room for more.
const NAMED: usize = 6;

/// Questions that ask the same.
#[derive(Debug, Clone, Serialize)]
struct Group {
    /// All of them, for the form.
    ids: Vec<String>,
    /// The first, which would lead.
    first: Same,
    /// The others that are named.
    named: Vec<Same>,
    /// How many more there are.
    more: usize,
}

/// The groups.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GroupsPart {
    groups: Vec<Group>,
}

/// The same on a page of its own, for who has no script.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub(super) struct GroupsPage(GroupsPart);

impl Group {
    fn of(rows: &[Same]) -> Option<Self> {
        let (first, others) = rows.split_first()?;
        Some(Self {
            ids: rows.iter().map(|row| row.id.clone()).collect(),
            first: first.clone(),
            named: others.iter().take(NAMED).cloned().collect(),
            more: others.len().saturating_sub(NAMED),
        })
    }
}

impl Template for GroupsPart {
    const NAME: &'static str = "page/related/groups.html";

    fn samples() -> Vec<Self> {
        let rows: Vec<Same> = (1042..1051).map(|number| Same::sample(number, 0)).collect();
        let groups = [&rows[..], &rows[..2]].into_iter().filter_map(Group::of).collect();
        vec![Self { groups: vec![] }, Self { groups }]
    }
}

impl Template for GroupsPage {
    const NAME: &'static str = "page/related/groups_page.html";

    fn samples() -> Vec<Self> {
        GroupsPart::samples().into_iter().map(Self).collect()
    }
}

/// Shows them.
pub(super) async fn show(context: PageContext) -> PageResult {
    let found = groups(context.app(), context.actor()).await?;
    let rows = found.iter().map(|group| group.rows.iter().map(Same::of).collect::<Vec<_>>());
    let part = GroupsPart { groups: rows.filter_map(|rows| Group::of(&rows)).collect() };
    if context.is_fragment() { context.show(&part) } else { context.show(&GroupsPage(part)) }
}
