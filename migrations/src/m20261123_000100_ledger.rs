//! What every figure is counted from: a line for each promise to reply that has ended, the sums of those lines by day and
//! by month, what changed on lines that had been counted before, and the questions whose lines are to be made anew.
//!
//! The marks of touched questions are set by the database itself, in the transaction of whatever touches them: no use case
//! can forget it, and a new question, of which nothing has ended, writes none.

use sea_orm_migration::{
    MigrationTrait, SchemaManager, async_trait::async_trait, prelude::DeriveMigrationName, sea_orm::DbErr,
};

use crate::dialect::{run, run_either};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLES).await?;
        run_either(manager, &sqlite(), &postgres()).await?;
        run(manager, FILL).await
    }
}

const TABLES: &str = "
CREATE TABLE ledger (
    promise_id           uuid NOT NULL PRIMARY KEY REFERENCES target (id),
    question_id          uuid NOT NULL REFERENCES question (id),
    number               bigint NOT NULL,
    is_first             boolean NOT NULL,
    asked_at             bigint NOT NULL,
    time_zone            text NOT NULL,
    day                  integer NOT NULL,
    hour                 integer NOT NULL,
    topic_id             uuid,
    expert_id            uuid,
    channel              text NOT NULL,
    language             text NOT NULL,
    policy_id            uuid NOT NULL,
    policy_version       integer NOT NULL,
    calendar_id          uuid NOT NULL,
    calendar_version     integer NOT NULL,
    due_at               bigint,
    assigned_at          bigint,
    drafted_at           bigint,
    decided_at           bigint,
    replied_at           bigint,
    outcome              text NOT NULL,
    assign_working       bigint,
    assign_real          bigint,
    draft_working        bigint,
    draft_real           bigint,
    approve_working      bigint,
    approve_real         bigint,
    reply_working        bigint,
    reply_real           bigint,
    spent_assignment     bigint NOT NULL,
    spent_expert         bigint NOT NULL,
    spent_approval       bigint NOT NULL,
    spent_sending        bigint NOT NULL,
    late                 text,
    fate                 text,
    returned             boolean NOT NULL,
    reopened             boolean NOT NULL,
    held                 boolean NOT NULL,
    house_paused_seconds bigint NOT NULL,
    hit                  boolean
);
CREATE INDEX ledger_day ON ledger (day, asked_at, promise_id);
CREATE INDEX ledger_question ON ledger (question_id);
CREATE INDEX ledger_due ON ledger (due_at);
CREATE TABLE ledger_cell (
    is_first boolean NOT NULL,
    cut      text NOT NULL,
    span     text NOT NULL,
    start    integer NOT NULL,
    key      text NOT NULL,
    data     bytea NOT NULL,
    PRIMARY KEY (is_first, cut, span, start, key)
);
CREATE TABLE ledger_change (
    id          {serial},
    promise_id  uuid NOT NULL,
    question_id uuid NOT NULL REFERENCES question (id),
    number      bigint NOT NULL,
    is_first    boolean NOT NULL,
    day         integer NOT NULL,
    at          bigint NOT NULL,
    field       text NOT NULL,
    was         text,
    became      text
);
CREATE INDEX ledger_change_day ON ledger_change (day, at);
CREATE TABLE ledger_touched (
    id          {serial},
    question_id uuid NOT NULL
);
CREATE INDEX ledger_touched_question ON ledger_touched (question_id);

-- Promises that run are read for every report. The index that makes place for this one has a twin, target_counted.
DROP INDEX target_pending;
CREATE INDEX target_running ON target (set_at) WHERE state = 'pending';
";

/// A desk that has a past: the job that works through the marks makes its lines.
const FILL: &str = "INSERT INTO ledger_touched (question_id) SELECT DISTINCT question_id FROM target \
     WHERE state <> 'pending' AND kind IN ('first_reply', 'next_reply')";

/// What happened to a question that its lines tell of.
const TELLING: &str = "NEW.kind IN ('followed_up', 'draft_submitted', 'draft_returned', 'replied', 'held', \
     'reply_scheduled', 'reply_recalled', 'reply_stopped', 'status_changed', 'topic_changed', 'target_met', \
     'target_breached', 'no_reply_needed')";
const OWES: &str = "NEW.kind IN ('first_reply', 'next_reply')";

fn sqlite() -> String {
    let trigger = |name: &str, when: &str, condition: &str, question: &str| {
        format!(
            "CREATE TRIGGER {name} AFTER {when} WHEN {condition} \
             BEGIN INSERT INTO ledger_touched (question_id) VALUES ({question}); END;\n"
        )
    };
    let told = trigger("ledger_told", "INSERT ON event", TELLING, "NEW.question_id");
    let known = format!("{OWES} AND NEW.state <> 'pending'");
    let ended = trigger("ledger_ended", "INSERT ON target", &known, "NEW.question_id");
    let moved = trigger("ledger_moved", "UPDATE ON target", &known, "NEW.question_id");
    let differs = "NEW.topic_id IS NOT OLD.topic_id OR NEW.expert_id IS NOT OLD.expert_id OR NEW.language <> OLD.language";
    let columns = "UPDATE OF topic_id, expert_id, language ON question";
    let edited = trigger("ledger_edited", columns, differs, "NEW.id");
    [told, ended, moved, edited].concat()
}

fn postgres() -> String {
    let trigger = |name: &str, when: &str, condition: &str, function: &str| {
        format!(
            "CREATE TRIGGER {name} AFTER {when} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {function}();\n"
        )
    };
    let function = |name: &str, question: &str| {
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             INSERT INTO ledger_touched (question_id) VALUES ({question}); RETURN NULL; END $$;\n"
        )
    };
    let told = trigger("ledger_told", "INSERT ON event", TELLING, "ledger_touch");
    let known = format!("{OWES} AND NEW.state <> 'pending'");
    let ended = trigger("ledger_ended", "INSERT ON target", &known, "ledger_touch");
    let moved = trigger("ledger_moved", "UPDATE ON target", &known, "ledger_touch");
    let differs = "NEW.topic_id IS DISTINCT FROM OLD.topic_id OR NEW.expert_id IS DISTINCT FROM OLD.expert_id \
         OR NEW.language <> OLD.language";
    let columns = "UPDATE OF topic_id, expert_id, language ON question";
    let edited = trigger("ledger_edited", columns, differs, "ledger_touch_question");
    let functions =
        [function("ledger_touch", "NEW.question_id"), function("ledger_touch_question", "NEW.id")];
    [functions.concat(), told, ended, moved, edited].concat()
}
