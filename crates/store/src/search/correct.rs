//! Which words the index knows, and which are near one that it does not.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use souffleur_search::{Correction, DocumentFrequency};

use super::{QUESTIONS, sql::Sql};
use crate::{
    entity::{counter, search_word},
    error::Error,
    reader::Reader,
};

/// Neighbours of a word that are looked at, the commonest.
const MOST_NEAR: u64 = 50;

impl Reader {
    /// How many questions have some words; a word that is not among them is in none.
    pub async fn rarity(&self, stems: &[&str]) -> Result<DocumentFrequency, Error> {
        let counted: Vec<(String, i64)> = search_word::Entity::find()
            .select_only()
            .columns([search_word::Column::Stem, search_word::Column::Questions])
            .filter(search_word::COLUMN.stem.is_in(stems.iter().copied().collect::<BTreeSet<_>>()))
            .into_tuple()
            .all(&self.conn())
            .await?;
        let mut questions: HashMap<String, i64> = HashMap::new();
        for (stem, count) in counted {
            *questions.entry(stem).or_default() += count;
        }
        Ok(DocumentFrequency { questions, all: self.search_counter(QUESTIONS).await? })
    }

    /// The words of the index that have one of these spellings without one letter, the commonest first.
    pub async fn near_words(&self, spellings: &[i64]) -> Result<Vec<Correction>, Error> {
        let mut sql = Sql::new(
            "SELECT w.form AS form, MAX(w.written) AS written, CAST(SUM(w.questions) AS bigint) AS questions \
             FROM (SELECT DISTINCT stem, form FROM search_near WHERE spelling IN ",
        );
        sql.list(spellings.iter().copied());
        sql.say(") n JOIN search_word w ON w.stem = n.stem AND w.form = n.form GROUP BY w.form ");
        sql.say(&format!("ORDER BY 3 DESC LIMIT {MOST_NEAR}"));
        let conn = self.conn();
        let rows = conn.query_all_raw(sql.statement(conn.get_database_backend())).await?;
        rows.iter()
            .map(|row| {
                let (word, written) = (row.try_get("", "form")?, row.try_get("", "written")?);
                Ok(Correction { word, written, questions: row.try_get("", "questions")? })
            })
            .collect()
    }

    pub(super) async fn search_counter(&self, name: &str) -> Result<i64, Error> {
        let row = counter::Entity::find_by_id(name).one(&self.conn()).await?;
        Ok(row.ok_or(Error::Missing("counter"))?.value)
    }
}
