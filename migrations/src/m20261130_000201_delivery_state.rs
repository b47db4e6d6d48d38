//! What became of each effect: its state, whose letter of which question it is, who is sending it, and what the other side
//! said. Alerts may be about no question: the transport of letters is nobody's.

use sea_orm_migration::{MigrationTrait, SchemaManager, async_trait::async_trait, sea_orm::DbErr};

#[derive(sea_orm_migration::prelude::DeriveMigrationName)]
pub(crate) struct Migration;

const COLUMNS: &str = r"
ALTER TABLE outbox ADD COLUMN state text NOT NULL DEFAULT 'waiting';
ALTER TABLE outbox ADD COLUMN question_id uuid;
ALTER TABLE outbox ADD COLUMN message_id uuid;
ALTER TABLE outbox ADD COLUMN letter text;
ALTER TABLE outbox ADD COLUMN recipient text;
ALTER TABLE outbox ADD COLUMN owner uuid;
ALTER TABLE outbox ADD COLUMN lease_until bigint;
ALTER TABLE outbox ADD COLUMN failing_since bigint;
ALTER TABLE outbox ADD COLUMN cause text;
ALTER TABLE outbox ADD COLUMN step text;
ALTER TABLE outbox ADD COLUMN server_reply text;
UPDATE outbox SET state = 'done' WHERE delivered_at IS NOT NULL;
UPDATE outbox SET state = 'failed', server_reply = last_error WHERE given_up_at IS NOT NULL;
CREATE INDEX outbox_question ON outbox (question_id, id) WHERE question_id IS NOT NULL;
CREATE INDEX outbox_undelivered ON outbox (state, id) WHERE delivered_at IS NULL;
CREATE INDEX outbox_owner ON outbox (owner) WHERE owner IS NOT NULL;
";

const SQLITE: &str = r"
UPDATE outbox SET letter = json_extract(payload, '$.letter'), recipient = json_extract(payload, '$.to') WHERE kind = 'letter';
CREATE TABLE alert_new (
    id          uuid NOT NULL PRIMARY KEY,
    user_id     uuid NOT NULL REFERENCES users (id),
    kind        text NOT NULL,
    question_id uuid REFERENCES question (id),
    target_id   uuid REFERENCES target (id),
    at          bigint NOT NULL,
    tell_at     bigint NOT NULL,
    page        boolean NOT NULL,
    browser     boolean NOT NULL,
    mail_at     bigint,
    mailed_at   bigint,
    seen_at     bigint,
    detail      text
);
INSERT INTO alert_new (id, user_id, kind, question_id, target_id, at, tell_at, page, browser, mail_at, mailed_at, seen_at)
    SELECT id, user_id, kind, question_id, target_id, at, tell_at, page, browser, mail_at, mailed_at, seen_at FROM alert;
DROP TABLE alert;
ALTER TABLE alert_new RENAME TO alert;
CREATE INDEX alert_to_mail ON alert (user_id, mail_at) WHERE mail_at IS NOT NULL;
CREATE INDEX alert_mailed ON alert (user_id, mailed_at) WHERE mailed_at IS NOT NULL;
CREATE INDEX alert_user ON alert (user_id, id);
CREATE INDEX alert_unseen ON alert (user_id, id) WHERE seen_at IS NULL;
CREATE INDEX alert_told ON alert (tell_at);
CREATE INDEX alert_transport ON alert (id) WHERE question_id IS NULL;
";

const POSTGRES: &str = r"
UPDATE outbox SET letter = payload::json ->> 'letter', recipient = payload::json ->> 'to' WHERE kind = 'letter';
ALTER TABLE alert ALTER COLUMN question_id DROP NOT NULL;
ALTER TABLE alert ADD COLUMN detail text;
CREATE INDEX alert_transport ON alert (id) WHERE question_id IS NULL;
";

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::dialect::run(manager, COLUMNS).await?;
        crate::dialect::run_either(manager, SQLITE, POSTGRES).await
    }
}
