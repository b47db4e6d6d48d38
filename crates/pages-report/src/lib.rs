#![doc = include_str!("../README.md")]

mod address;
mod asked;
mod behind;
mod board;
mod chart;
mod csv;
mod definition;
mod figures;
mod late;
mod ledger;
mod number;
mod objectives;
mod own;
mod page;
mod pauses;
mod period;
mod questions;
mod routed;
mod routing;
mod sample;
mod share;
mod shared;
mod sla;

use souffleur_core::permission::Action;
use souffleur_render::Catalogue;
use souffleur_web::access::Access;
use souffleur_web::route::Routes;

/// The routes of this place.
pub fn routes() -> Routes {
    let reads = Access::May(Action::ReadReports);
    let (aims, sets) = (Access::May(Action::ReadObjectives), Access::May(Action::SetObjectives));
    let (shares, own) = (Access::May(Action::ShareReports), Access::May(Action::ReadOwnFigures));
    Routes::new()
        .get("/reports/objectives", aims, "report-objectives", objectives::show)
        .post("/reports/objectives", sets, "report-objectives-add", objectives::add)
        .get("/reports/objectives/new", sets, "report-objectives-new", objectives::blank)
        .get("/reports/objectives/{id}", sets, "report-objectives-edit", objectives::edit)
        .post("/reports/objectives/{id}", sets, "report-objectives-change", objectives::change)
        .get("/reports/share", shares, "report-share", share::show)
        .post("/reports/share", shares, "report-share-make", share::make)
        .post("/reports/share/{id}/revoke", shares, "report-share-revoke", share::revoke)
        .post("/reports/letter", shares, "report-letter", share::letter)
        .get("/shared/{secret}", Access::Public, "shared-report", shared::show)
        .get("/shared/{secret}/questions", Access::Public, "shared-report-questions", shared::questions)
        .get("/desk/figures", own, "own-figures", own::show)
        .get("/desk/figures/questions", own, "own-figures-questions", own::questions)
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
pub fn catalogue() -> Catalogue {
    Catalogue::new()
        .page::<page::SlaPage>()
        .page::<board::BoardPage>()
        .page::<board::BoardFragment>()
        .page::<board::BoardQuestions>()
        .page::<page::Counting>()
        .page::<objectives::ObjectivesPage>()
        .page::<objectives::ObjectivePage>()
        .page::<own::OwnPage>()
        .page::<own::OwnQuestions>()
        .page::<share::SharePage>()
        .page::<shared::SharedPage>()
        .page::<shared::SharedQuestions>()
        .page::<shared::SharedGone>()
        .page::<shared::SharedCounting>()
        .page::<late::LatePage>()
        .page::<ledger::LedgerPage>()
        .page::<questions::QuestionsPage>()
        .page::<routing::RoutingPage>()
        .page::<routed::RoutedPage>()
        .page::<pauses::PausesPage>()
}
