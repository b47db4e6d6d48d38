//! Figures that add up: today's board, the report on promises, why some were late, whether experts were well chosen. Every
//! number leads to the questions that make it.

mod address;
mod behind;
mod board;
mod chart;
mod csv;
mod late;
mod ledger;
mod page;
mod pauses;
mod period;
mod questions;
mod routed;
mod routing;
mod sample;
mod sla;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;

use crate::route::{Access, Routes};

/// The routes of this place.
pub(crate) fn routes() -> Routes {
    let reads = Access::May(Action::ReadReports);
    Routes::new()
        .get("/reports/sla", reads, "report-sla", sla::show)
        .get("/reports/sla/questions", reads, "report-sla-questions", questions::show)
        .get("/reports/board", reads, "report-board", board::show)
        .get("/reports/board/questions", reads, "report-board-questions", board::questions)
        .get("/reports/late", reads, "report-late", sla::late)
        .get("/reports/ledger/{number}", reads, "report-ledger", ledger::show)
        .get("/reports/pauses", reads, "report-pauses", pauses::show)
        .post("/reports/pauses", Access::May(Action::PauseHouse), "report-pauses-begin", pauses::begin)
        .post("/reports/pauses/{id}/end", Access::May(Action::PauseHouse), "report-pauses-end", pauses::end)
        .get("/reports/routing", reads, "report-routing", routing::show)
        .get("/reports/routing/questions", reads, "report-routing-questions", routed::show)
        .get("/reports/sla.csv", reads, "report-sla-csv", csv::download)
}

/// The templates of this place.
pub(crate) fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<page::SlaPage>()
        .page::<board::BoardPage>()
        .page::<board::BoardFragment>()
        .page::<board::BoardQuestions>()
        .page::<page::Counting>()
        .page::<late::LatePage>()
        .page::<ledger::LedgerPage>()
        .page::<questions::QuestionsPage>()
        .page::<routing::RoutingPage>()
        .page::<routed::RoutedPage>()
        .page::<pauses::PausesPage>()
}
