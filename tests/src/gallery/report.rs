//! The supervisor's place.

use super::shot::{Shot, Step::Unfold, Who::Supervisor};

pub(super) const SHOTS: &[Shot] = &[
    Shot::of("board", Supervisor, "/reports/board"),
    Shot::of("board-projector", Supervisor, "/reports/board").at("/reports/board?projector="),
    Shot::of("board-empty", Supervisor, "/reports/board").at_new_house(),
    Shot::of("board-questions", Supervisor, "/reports/board/questions")
        .at("/reports/board")
        .via(&["main a[href*='/reports/board/questions']"]),
    Shot::of("report", Supervisor, "/reports/sla"),
    Shot::of("report-empty", Supervisor, "/reports/sla").at_new_house(),
    Shot::of("report-paper", Supervisor, "/reports/sla").on_paper(),
    Shot::of("report-hours", Supervisor, "/reports/sla").at("/reports/sla?group_by=hour&against=previous"),
    Shot::of("report-experts", Supervisor, "/reports/sla").at("/reports/sla?group_by=expert"),
    Shot::of("report-means", Supervisor, "/reports/sla").after(&[Unfold("main details:last-of-type")]),
    Shot::of("report-questions", Supervisor, "/reports/sla/questions")
        .at("/reports/sla")
        .via(&["a[href*='state=breached']"]),
    Shot::of("report-late", Supervisor, "/reports/late"),
    Shot::of("report-ledger", Supervisor, "/reports/ledger/{number}")
        .at("/reports/sla")
        .via(&["a[href*='state=breached']", "a[href^='/reports/ledger/']"]),
    Shot::of("report-objectives", Supervisor, "/reports/objectives"),
    Shot::of("report-objective-new", Supervisor, "/reports/objectives/new"),
    Shot::of("report-objective", Supervisor, "/reports/objectives/{id}")
        .at("/reports/objectives")
        .via(&["main a[href^='/reports/objectives/']:not([href$=new])"]),
    Shot::of("report-share", Supervisor, "/reports/share"),
    Shot::of("report-routing", Supervisor, "/reports/routing"),
    Shot::of("report-routing-questions", Supervisor, "/reports/routing/questions")
        .at("/reports/routing")
        .via(&["main a[href*='/reports/routing/questions']"]),
    Shot::of("report-routing-empty", Supervisor, "/reports/routing").at_new_house(),
    Shot::of("report-pauses", Supervisor, "/reports/pauses"),
    Shot::of("supervisor-question", Supervisor, "/questions/{id}").at("/inbox").via(&["[data-item]"]),
];
