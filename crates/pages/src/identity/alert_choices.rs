//! What one can be told of, and by which way, as the profile shows it.

use serde::Serialize;
use souffleur_admin::alert_choice::{self, AlertForm, AlertView};
use souffleur_core::alert::{AlertKind, NotifyVia};

/// The choices as the template shows them.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Choices {
    ways: Vec<&'static str>,
    rows: Vec<Row>,
    form: AlertForm,
    house: Option<(String, String)>,
}

/// One kind of alert.
#[derive(Debug, Clone, Serialize)]
struct Row {
    kind: AlertKind,
    boxes: Vec<Tick>,
}

/// One box.
#[derive(Debug, Clone, Serialize)]
struct Tick {
    way: &'static str,
    value: String,
    possible: bool,
    checked: bool,
}

impl Choices {
    pub(super) fn of(view: AlertView) -> Self {
        let tick = |kind: AlertKind, way: NotifyVia, possible| {
            let value = format!("{}:{}", kind.as_str(), way.as_str());
            Tick { way: way.as_str(), checked: view.form.goes.contains(&value), value, possible }
        };
        let row = |kind: AlertKind| Row {
            kind,
            boxes: NotifyVia::ALL.into_iter().map(|way| tick(kind, way, kind.supports(way))).collect(),
        };
        let rows = view.kinds.iter().map(|one| row(one.kind)).collect();
        Self { ways: NotifyVia::ALL.map(NotifyVia::as_str).into(), rows, form: view.form, house: view.house }
    }

    pub(super) fn samples() -> [Self; 2] {
        let view = |quiet: &str, house: Option<(String, String)>| AlertView {
            form: AlertForm {
                goes: vec!["promise_broken:mail".to_owned()],
                quiet: quiet.to_owned(),
                quiet_from: "20:00".to_owned(),
                quiet_until: "07:30".to_owned(),
            },
            kinds: AlertKind::ALL
                .into_iter()
                .map(|kind| alert_choice::KindForm { kind, ways: NotifyVia::ALL.into() })
                .collect(),
            house,
        };
        let house = ("20:00".to_owned(), "07:30".to_owned());
        [Self::of(view("hours", None)), Self::of(view("house", Some(house)))]
    }
}
