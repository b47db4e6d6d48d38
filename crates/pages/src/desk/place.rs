//! The address of the drafting desk and its folders.

use serde::{Deserialize, Serialize};
use souffleur_core::id::QuestionId;
use souffleur_core::question::Status;

/// The folders of the drafting desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Folder {
    /// A draft is to be written, or to be reworked.
    #[default]
    Draft,
    /// A draft was handed in.
    Waiting,
    /// The voice has answered.
    Done,
    /// Everything that is one's own.
    All,
}

impl Folder {
    /// Every folder, in the order of the tabs.
    pub(super) const ALL: [Self; 4] = [Self::Draft, Self::Waiting, Self::Done, Self::All];

    /// The name in addresses and message keys.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::All => "all",
        }
    }

    /// The states of the questions in it.
    pub(super) fn statuses(self) -> Vec<Status> {
        match self {
            Self::Draft => vec![Status::Assigned],
            Self::Waiting => vec![Status::Drafted],
            Self::Done => vec![Status::Answered, Status::Closed],
            Self::All => vec![],
        }
    }
}

/// What the address of the desk says.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    /// The folder.
    pub(super) view: Folder,
}

impl Place {
    /// Reads what a form carried along; nonsense is the first folder.
    pub(super) fn carried(back: &str) -> Self {
        serde_html_form::from_str(back).unwrap_or_default()
    }

    /// What follows the `?` of every address that keeps this list.
    pub(super) fn query(self) -> String {
        format!("view={}", self.view.as_str())
    }

    /// The address of a place with this list.
    pub(super) fn at(self, path: &str) -> String {
        format!("{path}?{}", self.query())
    }
}

/// The address of one's own question.
pub(super) fn own_path(id: QuestionId) -> String {
    format!("/desk/{id}")
}
