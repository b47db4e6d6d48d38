//! The figures of the promise. Each is a count of lines, and the lines behind it are found by the very function that
//! counted them: a number and its list cannot disagree.
//!
//! On every cut, received = met + breached + pending + no reply needed. A reply that came at or after its due time
//! leaves the promise broken; one whose time has passed is broken even before its timer said so.

mod cut;
mod export;
mod figures;
mod line;
mod period;
mod routing;
mod sla;

pub use cut::{Cell, CellState, GroupBy};
pub use export::sla_csv;
pub use figures::Figures;
pub use line::PromiseLine;
pub use period::{Period, default_period};
pub use routing::{
    RoutedBy, RoutedCell, RoutedFigures, RoutedLine, RoutedState, RoutingReport, routed_label,
    routed_questions, routing,
};
pub use sla::{SlaReport, SlaRow, sla, sla_questions};

#[cfg(test)]
mod tests;
