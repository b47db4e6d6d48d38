//! Whether questions that belong together do so in a way that makes sense.

use sea_orm::{ConnectionTrait as _, Statement};

use super::Finding;
use crate::{error::Error, reader::Reader};

/// Each finds the numbers of questions that are wrong in one way.
const WRONG: [(&str, &str); 4] = [
    (
        "SELECT q.number AS number FROM question q WHERE q.lead_id IS NOT NULL \
         AND q.status NOT IN ('new', 'assigned', 'drafted')",
        "it is done, and answered with another question",
    ),
    (
        "SELECT q.number AS number FROM question q JOIN question l ON l.id = q.lead_id WHERE l.lead_id IS NOT NULL",
        "it is answered with a question that is itself answered with another",
    ),
    (
        "SELECT q.number AS number FROM question q JOIN question l ON l.id = q.lead_id \
         WHERE l.status NOT IN ('new', 'assigned', 'drafted') AND q.leaves_at IS NULL",
        "it is answered with a question that is done",
    ),
    (
        "SELECT q.number AS number FROM question q JOIN question o ON o.id = q.merged_into \
         WHERE q.status IN ('new', 'assigned', 'drafted') OR o.merged_into IS NOT NULL \
         OR o.customer_id <> q.customer_id OR o.number >= q.number",
        "it is merged with a question that it can't be merged with",
    ),
];

impl Reader {
    /// Which questions are not related as they may be.
    pub(super) async fn wrong_relations(&self) -> Result<Vec<Finding>, Error> {
        let conn = self.conn();
        let mut findings = Vec::new();
        for (sql, what) in WRONG {
            let statement = Statement::from_string(conn.get_database_backend(), sql);
            for row in conn.query_all_raw(statement).await? {
                findings.push(Finding { number: row.try_get("", "number")?, what: what.to_owned() });
            }
        }
        Ok(findings)
    }
}
