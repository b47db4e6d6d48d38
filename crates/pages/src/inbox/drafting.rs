//! What the list shows on the drafting desk: where the reader is, and what they were asked by others.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_render::sample_now;

/// A question of another that one was asked about.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AskRow {
    /// Where one writes beside its draft.
    pub(crate) href: String,
    /// Its number.
    pub(crate) number: i64,
    /// What it is called.
    pub(crate) title: String,
    /// Who asked.
    pub(crate) by: String,
    /// What.
    pub(crate) request: String,
    /// When.
    pub(crate) asked_at: Timestamp,
    /// Whether it is open beside the list.
    pub(crate) current: bool,
}

impl AskRow {
    /// For samples.
    pub(crate) fn samples() -> Vec<Self> {
        let row = |number, current| Self {
            href: "/desk/01936f00-0000-7000-8000-000000001042?view=draft".to_owned(),
            number,
            title: "Où est mon <colis> ?".to_owned(),
            by: "Léa Bernard".to_owned(),
            request: "@karim Quel délai pour la Corse ?".to_owned(),
            asked_at: sample_now(),
            current,
        };
        vec![row(1042, false), row(1043, true)]
    }
}

/// Where the reader is, and when they could be away.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Away {
    /// The last day away, if they are: `2026-11-27`.
    pub(crate) until: Option<String>,
    /// How many questions they hold and have not drafted on.
    pub(crate) held: u64,
    /// Last days that are offered, the nearest first.
    pub(crate) choices: Vec<String>,
    /// What was typed.
    pub(crate) typed: String,
    /// What is wrong with it.
    pub(crate) error: Option<String>,
}

impl Away {
    /// For samples: here, and away with questions left.
    pub(crate) fn samples() -> [Self; 2] {
        let choices = ["2026-11-23", "2026-11-27"].map(str::to_owned).to_vec();
        let here =
            Self { choices, error: Some("…".to_owned()), typed: "hier".to_owned(), ..Self::default() };
        [here, Self { until: Some("2026-11-27".to_owned()), held: 2, ..Self::default() }]
    }
}
