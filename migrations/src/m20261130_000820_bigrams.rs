//! Questions in scripts without spaces are to be indexed anew: their words stand in the index as whole runs of letters, and
//! are read as pairs of letters since. The job that follows changes does it, and their old lines stay until then.

use sea_orm_migration::{
    MigrationTrait, SchemaManager, async_trait::async_trait, prelude::DeriveMigrationName, sea_orm::DbErr,
};

use crate::dialect::run_either;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let due = |condition: &str| {
            format!(
                "INSERT INTO search_due (question_id, times) SELECT question_id, 1 FROM search_text \
                 WHERE {condition} ON CONFLICT (question_id) DO UPDATE SET times = search_due.times + 1"
            )
        };
        let sqlite = due(&format!("line GLOB '*[{LETTERS}]*'"));
        let postgres = due(&format!("line ~ '[{LETTERS}]'"));
        run_either(manager, &sqlite, &postgres).await
    }
}

/// Letters as they stood in the lines, where Hangul was taken apart: Thai, Lao, Burmese, Hangul, Khmer, kana, Bopomofo, Han, Yi.
const LETTERS: &str = "\u{e01}-\u{eff}\u{1000}-\u{11ff}\u{1780}-\u{17d3}\u{3005}-\u{3007}\u{3041}-\u{31ff}\
    \u{3400}-\u{9fff}\u{a000}-\u{a48c}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{20000}-\u{3fffd}";
