//! What somebody is told of, by which way, and when they are left in peace.

mod choice;
mod quiet;

use serde::{Deserialize, Serialize};

pub use choice::{AlertChoice, QuietSetting};
pub use quiet::{EmptyQuietHours, QuietHours};

use crate::permission::{AccessScope, Action, Role, reach};

/// What an alert is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AlertKind {
    /// A question was given to them.
    QuestionForYou,
    /// Time is running short for a promise.
    PromiseAtRisk,
    /// A promise was broken.
    PromiseBroken,
    /// A colleague asks them about a question that is not theirs.
    ColleagueAsks,
    /// Somebody whom they asked wrote beside the draft.
    SideDraft,
    /// A reply of theirs did not leave at its hour.
    ReplyStopped,
    /// A reply or letter to a customer could not be delivered.
    DeliveryFailed,
    /// Letters do not leave: the mail server can't be reached, or refuses the desk.
    MailPaused,
    /// Letters leave again.
    MailResumed,
    /// At the start of the day: what is due in it, and the kept answers to be looked at again.
    MorningDigest,
    /// Half an hour before noon: what is still to be answered.
    NoonDigest,
    /// On the first working day of the week: the figures of the last one. Only to whom it is sent.
    WeeklyReport,
}

impl AlertKind {
    /// Every kind, in the order of the profile page.
    pub const ALL: [Self; 12] = [
        Self::QuestionForYou,
        Self::PromiseAtRisk,
        Self::PromiseBroken,
        Self::ColleagueAsks,
        Self::SideDraft,
        Self::ReplyStopped,
        Self::DeliveryFailed,
        Self::MailPaused,
        Self::MailResumed,
        Self::MorningDigest,
        Self::NoonDigest,
        Self::WeeklyReport,
    ];

    /// The name in the schema.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Whether it can be sent this way: a digest is a letter and nothing else, and no letter says that letters do not leave.
    pub const fn supports(self, way: NotifyVia) -> bool {
        match self {
            Self::MorningDigest | Self::NoonDigest | Self::WeeklyReport => matches!(way, NotifyVia::Mail),
            Self::MailPaused | Self::MailResumed => !matches!(way, NotifyVia::Mail),
            _ => true,
        }
    }

    /// Whether it is ever told to somebody of this role: who holds questions, or sees all of them.
    pub const fn concerns(self, role: Role) -> bool {
        match self {
            Self::QuestionForYou => matches!(reach(role, Action::Draft), AccessScope::Own),
            Self::ColleagueAsks => !matches!(reach(role, Action::DraftBeside), AccessScope::Nothing),
            Self::SideDraft => !matches!(reach(role, Action::AskColleague), AccessScope::Nothing),
            Self::ReplyStopped | Self::DeliveryFailed => {
                matches!(reach(role, Action::Reply), AccessScope::Everything)
            }
            Self::MailPaused | Self::MailResumed => {
                matches!(reach(role, Action::Reply), AccessScope::Everything)
                    || matches!(reach(role, Action::ChangeSettings), AccessScope::Everything)
            }
            Self::PromiseAtRisk | Self::PromiseBroken | Self::NoonDigest => {
                !matches!(reach(role, Action::ReadQuestions), AccessScope::Nothing)
            }
            // It also says which kept answers are to be looked at again, to whoever vouches for them.
            Self::MorningDigest => {
                !matches!(reach(role, Action::ReadQuestions), AccessScope::Nothing)
                    || !matches!(reach(role, Action::KeepAnswers), AccessScope::Nothing)
            }
            Self::WeeklyReport => !matches!(reach(role, Action::ReadReports), AccessScope::Nothing),
        }
    }
}

/// How somebody is told.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NotifyVia {
    /// In the page, while it is open and afterwards.
    Page,
    /// By letter.
    Mail,
    /// By the browser, over whatever else is on the screen, where they have allowed it.
    Browser,
}

impl NotifyVia {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Page, Self::Mail, Self::Browser];

    /// The name in the schema.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}
