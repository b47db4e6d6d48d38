//! What surrounds every page: who is signed in, where one can go, what just happened.

use jiff::Timestamp;
use serde::Serialize;

use crate::template::sample_now;
use crate::{Language, Locale, Scene};

/// The context of `base.html` and `base_public.html`, beside that of the page itself.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// For whom and when; templates see it as `language` and `now`.
    #[serde(skip)]
    pub scene: Scene,
    /// The name of the desk, in the header and the title.
    pub site_name: String,
    /// The path and query of this page: where signing in or changing the language comes back to.
    pub path: String,
    /// The token that every form sends back.
    pub csrf: String,
    /// Who is signed in; none on the public pages.
    pub user: Option<FrameUser>,
    /// The places this person may go to.
    pub nav: Vec<NavEntry>,
    /// What the last action did, shown once.
    pub flashes: Vec<Flash>,
    /// The address of the live stream, if this page listens to it.
    pub live: Option<String>,
    /// The hold that a restored desk is under, for those whom it concerns.
    pub held: Option<FrameHold>,
}

/// A hold on mail and timers, as the banner tells it.
#[derive(Debug, Clone, Serialize)]
pub struct FrameHold {
    /// When the copy was made.
    pub copy_of: Timestamp,
    /// Where it is released, for who may.
    pub release: Option<String>,
}

/// The signed-in person, as the header shows them.
#[derive(Debug, Clone, Serialize)]
pub struct FrameUser {
    /// Their name.
    pub name: String,
    /// The key of their role, as in `role-{role}`.
    pub role: String,
}

/// One entry of the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavEntry {
    /// Where it leads.
    pub href: String,
    /// The Fluent key of its label.
    pub label: String,
    /// The name of its icon in the sprite.
    pub icon: String,
    /// Whether this is where we are.
    pub active: bool,
    /// How many things wait there, if that is worth saying.
    pub count: Option<u64>,
}

/// A sentence about what the last action did.
#[derive(Debug, Clone, Serialize)]
pub struct Flash {
    /// How it is meant.
    pub kind: FlashKind,
    /// The sentence, in the reader's language.
    pub text: String,
    /// How to take it back.
    pub undo: Option<FlashUndo>,
}

/// For how long something can be taken back, and how.
#[derive(Debug, Clone, Serialize)]
pub struct FlashUndo {
    /// Where the form goes.
    pub action: String,
    /// For how many seconds; said so, and not as an hour, because clocks of readers differ.
    pub seconds: i64,
    /// The list that was beside it.
    pub back: String,
}

/// How a flash message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FlashKind {
    /// It worked.
    Success,
    /// Something to know.
    Info,
    /// Something to look at.
    Warning,
    /// It did not work.
    Danger,
}

impl Frame {
    /// A frame for a visitor nobody knows; set the other fields with struct update syntax.
    pub fn new(scene: Scene, site_name: impl Into<String>) -> Self {
        Self {
            scene,
            site_name: site_name.into(),
            path: "/".to_owned(),
            csrf: String::new(),
            user: None,
            nav: Vec::new(),
            flashes: Vec::new(),
            live: None,
            held: None,
        }
    }

    /// The frames in which samples are rendered: a visitor's, and a signed-in person's with everything filled in.
    pub fn samples(language: Language) -> Vec<Self> {
        let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
        let visitor = Self::new(Scene::new(Locale::new(language, zone), sample_now()), "Maison Plume");
        let nav = |href: &str, label: &str, icon: &str, active, count| NavEntry {
            href: href.to_owned(),
            label: label.to_owned(),
            icon: icon.to_owned(),
            active,
            count,
        };
        let signed_in = Self {
            csrf: "sample".to_owned(),
            user: Some(FrameUser { name: "Claire Aubert".to_owned(), role: "community_manager".to_owned() }),
            nav: vec![
                nav("/inbox", "nav-inbox", "inbox", true, Some(12)),
                nav("/reports/sla", "nav-reports", "chart-bar", false, None),
            ],
            flashes: vec![
                Flash { kind: FlashKind::Success, text: "…".to_owned(), undo: None },
                Flash {
                    kind: FlashKind::Danger,
                    text: "…".to_owned(),
                    undo: Some(FlashUndo { action: "/undo".to_owned(), seconds: 10, back: String::new() }),
                },
            ],
            live: Some("/live".to_owned()),
            held: Some(FrameHold { copy_of: sample_now(), release: Some("/release".to_owned()) }),
            ..visitor.clone()
        };
        vec![visitor, signed_in]
    }
}
