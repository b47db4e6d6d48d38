//! The rows, one file a table, in the dense format. Nothing outside this crate sees them.

#![expect(clippy::struct_excessive_bools, reason = "a table has the columns that it has")]
#![expect(unreachable_pub, reason = "the entity macros ask for `pub`; the module itself is private")]

pub(crate) mod absence;
pub(crate) mod alert;
pub(crate) mod alert_choice;
pub(crate) mod answer;
pub(crate) mod answer_text;
pub(crate) mod assignment;
pub(crate) mod calendar;
pub(crate) mod calendar_version;
pub(crate) mod counter;
pub(crate) mod customer;
pub(crate) mod customer_identity;
pub(crate) mod desk;
pub(crate) mod draft;
pub(crate) mod draft_version;
pub(crate) mod event;
pub(crate) mod idempotency;
pub(crate) mod invitation;
pub(crate) mod ledger;
pub(crate) mod ledger_cell;
pub(crate) mod ledger_change;
pub(crate) mod ledger_touched;
pub(crate) mod message;
pub(crate) mod note;
pub(crate) mod objective;
pub(crate) mod outbox;
pub(crate) mod pause;
pub(crate) mod policy;
pub(crate) mod policy_version;
pub(crate) mod question;
pub(crate) mod recount;
pub(crate) mod report_link;
pub(crate) mod report_reader;
pub(crate) mod routing_example;
pub(crate) mod routing_model;
pub(crate) mod routing_record;
pub(crate) mod rule;
pub(crate) mod saved_view;
pub(crate) mod scheduled_reply;
pub(crate) mod search_due;
pub(crate) mod search_near;
pub(crate) mod search_text;
pub(crate) mod search_word;
pub(crate) mod session;
pub(crate) mod target;
pub(crate) mod timer;
pub(crate) mod timer_trouble;
pub(crate) mod token;
pub(crate) mod topic;
pub(crate) mod unsent;
pub(crate) mod user;
pub(crate) mod user_topic;
pub(crate) mod voice;
