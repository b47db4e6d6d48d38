//! Which questions a list shows, as its address says it. Every link of a list is made here, so that a folder, a filter
//! and a place in the list survive whatever one does meanwhile.

use serde::{Deserialize, Serialize};
use souffleur_core::id::{QuestionId, TopicId, UserId};
use souffleur_core::question::Status;
use souffleur_question::question::{ListQuery, Order};
use souffleur_web::extract::empty_as_none;

/// The folders of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum View {
    /// Somebody still owes the customer something.
    #[default]
    Open,
    /// Open, and what is owed next is late.
    Late,
    /// A draft waits to be sent.
    Drafted,
    /// Open, and put out of sight for a while.
    Snoozed,
    /// The voice has answered.
    Answered,
    /// Done.
    Closed,
    /// Hidden from the public.
    Hidden,
    /// Everything.
    All,
}

impl View {
    /// Every folder, in the order of the tabs.
    pub(crate) const ALL: [Self; 8] = [
        Self::Open,
        Self::Late,
        Self::Drafted,
        Self::Snoozed,
        Self::Answered,
        Self::Closed,
        Self::Hidden,
        Self::All,
    ];

    /// The name in addresses and message keys.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Late => "late",
            Self::Drafted => "drafted",
            Self::Snoozed => "snoozed",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Hidden => "hidden",
            Self::All => "all",
        }
    }

    fn statuses(self) -> Vec<Status> {
        match self {
            Self::Open | Self::Late | Self::Snoozed => vec![Status::New, Status::Assigned, Status::Drafted],
            Self::Drafted => vec![Status::Drafted],
            Self::Answered => vec![Status::Answered],
            Self::Closed => vec![Status::Closed],
            Self::Hidden => vec![Status::Hidden],
            Self::All => vec![],
        }
    }

    /// Whether it has only what is out of sight, only what is in sight, or both.
    const fn snoozed(self) -> Option<bool> {
        match self {
            Self::Open => Some(false),
            Self::Snoozed => Some(true),
            Self::Late | Self::Drafted | Self::Answered | Self::Closed | Self::Hidden | Self::All => None,
        }
    }

    /// What is owed comes by its hour; what is done, the newest first.
    const fn order(self) -> Order {
        match self {
            Self::Open | Self::Late | Self::Drafted | Self::Snoozed => Order::DueAt,
            Self::Answered | Self::Closed | Self::Hidden | Self::All => Order::AskedAt,
        }
    }
}

/// Separates the cursors of a trail; no cursor has it.
const STEP: char = '.';

/// What the address of a list says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Filter {
    /// The folder.
    pub(crate) view: View,
    /// Words to look for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) q: String,
    /// Only this topic.
    #[serde(deserialize_with = "empty_as_none", skip_serializing_if = "Option::is_none")]
    pub(crate) topic: Option<TopicId>,
    /// Only what this expert holds.
    #[serde(deserialize_with = "empty_as_none", skip_serializing_if = "Option::is_none")]
    pub(crate) expert: Option<UserId>,
    /// Only this channel.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) channel: String,
    /// Where the page before ended.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) after: String,
    /// Where the pages before that ended, so that there is a way back.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) trail: String,
}

impl Filter {
    /// Reads what a form carried along; nonsense is the plain inbox.
    pub(crate) fn carried(back: &str) -> Self {
        serde_html_form::from_str(back).unwrap_or_default()
    }

    /// A folder without any filter.
    pub(crate) fn of(view: View) -> Self {
        Self { view, ..Self::default() }
    }

    /// What follows the `?` of every address that keeps this list.
    pub(crate) fn query(&self) -> String {
        serde_html_form::to_string(self).unwrap_or_default()
    }

    /// The address of a place with this list.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{path}?{}", self.query())
    }

    /// The same filters in another folder, from its beginning.
    pub(crate) fn turned_to(&self, view: View) -> Self {
        Self { view, after: String::new(), trail: String::new(), ..self.clone() }
    }

    /// The same list from its beginning.
    pub(crate) fn first_page(&self) -> Self {
        self.turned_to(self.view)
    }

    /// The next page, which begins at a cursor.
    pub(crate) fn next_page(&self, cursor: &str) -> Self {
        let trail = match (self.after.as_str(), self.trail.as_str()) {
            ("", _) => String::new(),
            (after, "") => after.to_owned(),
            (after, trail) => format!("{trail}{STEP}{after}"),
        };
        Self { after: cursor.to_owned(), trail, ..self.clone() }
    }

    /// The page before, if this is not the first.
    pub(crate) fn previous_page(&self) -> Option<Self> {
        if self.after.is_empty() {
            return None;
        }
        let (trail, after) = self.trail.rsplit_once(STEP).unwrap_or(("", &self.trail));
        Some(Self { after: after.to_owned(), trail: trail.to_owned(), ..self.clone() })
    }

    /// Whether a topic, an expert or a channel is chosen.
    pub(crate) fn is_narrowed(&self) -> bool {
        self.topic.is_some() || self.expert.is_some() || !self.channel.trim().is_empty()
    }

    /// As the use case asks for it.
    pub(crate) fn list(&self) -> ListQuery {
        let text = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
        ListQuery {
            statuses: self.view.statuses(),
            topic: self.topic,
            expert: self.expert,
            channel: text(&self.channel),
            text: text(&self.q),
            late: self.view == View::Late,
            snoozed: self.view.snoozed(),
            order: if self.q.trim().is_empty() { self.view.order() } else { Order::Relevance },
            after: text(&self.after),
            limit: None,
        }
    }
}

/// The address of an open question, its list beside it.
pub(crate) fn question_path(id: QuestionId) -> String {
    format!("/questions/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_way_back_through_the_pages() {
        let first = Filter { q: "colis perdu".to_owned(), ..Filter::of(View::Late) };
        let third = first.next_page("aa").next_page("bb");
        assert_eq!(third.query(), "view=late&q=colis+perdu&after=bb&trail=aa");
        let second = third.previous_page().unwrap();
        assert_eq!(second.query(), "view=late&q=colis+perdu&after=aa");
        assert_eq!(second.previous_page().unwrap().query(), first.query());
        assert!(first.previous_page().is_none());
        assert_eq!(third.first_page().query(), first.query());
    }

    #[test]
    fn what_a_form_carries_is_read_as_it_was_written() {
        let filter = Filter { channel: "mastodon".to_owned(), ..Filter::of(View::All) };
        assert_eq!(Filter::carried(&filter.query()).query(), filter.query());
        assert_eq!(Filter::carried("view=nonsense&topic=x").query(), "view=open");
    }
}
