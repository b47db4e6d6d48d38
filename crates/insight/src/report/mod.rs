//! The figures of the promise. Each is a count of the ledger's lines, and the lines behind it are found by the formula that
//! counted them: a number and its list cannot disagree. What each of them means stands in `souffleur_core::metric`.

mod board;
mod export;
mod figures;
mod lines;
mod link;
mod objective;
mod own;
mod period;
mod published;
mod routing;
mod sla;
mod spool;
mod version;
mod wanted;

pub use board::{Board, BoardCell, BoardRow, BoardState, Risk, Slot, Standing, Why, board, board_questions};
pub use export::{CsvFormat, Separator, sla_csv};
pub use figures::{Figures, Quantiles};
pub use lines::{Behind, Line, ledger_of, sla_questions};
pub use link::{
    LinkForm, LinkView, NewLink, Opened, ReaderView, choose_readers, links, make_link, open_link, readers,
    revoke_link, rolled, shared_questions, shared_report,
};
pub use objective::{MEASURED_DAYS, ObjectiveState, ObjectiveTopic, ObjectiveView, objectives};
pub use own::{OwnFigures, OwnWeek, own_figures, own_questions};
pub use period::{Period, default_period};
pub use published::{PublishedMonth, published_months};
pub use routing::{RoutedLine, RoutingReport, routing};
pub(crate) use sla::of_week;
pub use sla::{Against, Correction, SlaReport, SlaRow, sla};
pub use souffleur_app::snapshot::house_zone;
pub use souffleur_core::metric::{Count, Dimension, HandlingStage, Ratio, TimeBasis};
pub use souffleur_store::LedgerCursor;
pub use version::DataVersion;
pub use wanted::{Cell, Promises, Wanted, hour_of, label, tenth_of};
