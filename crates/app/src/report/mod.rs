//! The figures of the promise. Each is a count of the ledger's lines, and the lines behind it are found by the formula that
//! counted them: a number and its list cannot disagree. What each of them means stands in `souffleur_core::metric`.

mod board;
mod export;
mod figures;
mod lines;
mod period;
mod routing;
mod sla;
mod wanted;

pub use board::{Board, BoardCell, BoardRow, BoardState, Risk, Slot, Standing, Why, board, board_questions};
pub use export::sla_csv;
pub use figures::{Figures, Quantiles};
pub use lines::{Behind, Line, ledger_of, sla_questions};
pub use period::{Period, default_period, zone as house_zone};
pub use routing::{
    RoutedBy, RoutedCell, RoutedFigures, RoutedLine, RoutedState, RoutingReport, routed_label,
    routed_questions, routing,
};
pub use sla::{Against, Correction, DataVersion, SlaReport, SlaRow, sla};
pub use souffleur_core::metric::{Clock, Count, Cut, Share, Step};
pub use souffleur_store::LedgerCursor;
pub use wanted::{Cell, Promises, Wanted, hour_of, label};

#[cfg(test)]
mod tests;
