#![doc = include_str!("../README.md")]

mod dialect;
mod m20261122_000001_desk;
mod m20261122_000002_people;
mod m20261122_000003_question;
mod m20261122_000004_work;
mod m20261122_000005_promise;
mod m20261122_000006_history;
mod m20261122_000007_delivery;
mod m20261122_000008_routing;
mod m20261123_000010_deputy;
mod m20261123_000011_timer;
mod m20261123_000012_alert;
mod m20261123_000020_promises;
mod m20261123_000030_experts;
mod m20261123_000040_scheduled_reply;
mod m20261123_000041_unsent;
mod m20261123_000050_trouble;
mod m20261123_000051_apology;
mod m20261123_000060_counted;
mod m20261123_000100_ledger;
mod m20261123_000120_search;
mod m20261123_000121_answer;
mod m20261123_000140_snooze;
mod m20261123_000141_saved_view;
mod m20261123_000142_opened;
mod m20261123_000200_counted_again;
mod m20261123_000201_objective;
mod m20261123_000202_report_link;
mod m20261123_000300_attachment;
mod m20261123_000301_side_draft;
mod m20261123_000310_same;
mod m20261123_000320_choice;
mod m20261123_000330_span;
mod m20261130_000101_probe;
mod m20261130_000201_delivery_state;
mod m20261130_000401_held;
mod m20261130_000402_signing_key;
mod m20261130_000403_earlier_link;
mod m20261130_000501_given_up;
mod m20261130_000601_number;
mod m20261130_000801_address_check;
mod m20261130_000802_first_look;
mod m20261130_000820_bigrams;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Every step, oldest first.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_desk::Migration),
            Box::new(m20261122_000002_people::Migration),
            Box::new(m20261122_000003_question::Migration),
            Box::new(m20261122_000004_work::Migration),
            Box::new(m20261122_000005_promise::Migration),
            Box::new(m20261122_000006_history::Migration),
            Box::new(m20261122_000007_delivery::Migration),
            Box::new(m20261122_000008_routing::Migration),
            Box::new(m20261123_000010_deputy::Migration),
            Box::new(m20261123_000011_timer::Migration),
            Box::new(m20261123_000020_promises::Migration),
            Box::new(m20261123_000030_experts::Migration),
            Box::new(m20261123_000012_alert::Migration),
            Box::new(m20261123_000040_scheduled_reply::Migration),
            Box::new(m20261123_000041_unsent::Migration),
            Box::new(m20261123_000050_trouble::Migration),
            Box::new(m20261123_000051_apology::Migration),
            Box::new(m20261123_000060_counted::Migration),
            Box::new(m20261123_000100_ledger::Migration),
            Box::new(m20261123_000120_search::Migration),
            Box::new(m20261123_000121_answer::Migration),
            Box::new(m20261123_000140_snooze::Migration),
            Box::new(m20261123_000141_saved_view::Migration),
            Box::new(m20261123_000142_opened::Migration),
            Box::new(m20261123_000200_counted_again::Migration),
            Box::new(m20261123_000201_objective::Migration),
            Box::new(m20261123_000202_report_link::Migration),
            Box::new(m20261123_000300_attachment::Migration),
            Box::new(m20261123_000301_side_draft::Migration),
            Box::new(m20261123_000310_same::Migration),
            Box::new(m20261123_000320_choice::Migration),
            Box::new(m20261123_000330_span::Migration),
            Box::new(m20261130_000101_probe::Migration),
            Box::new(m20261130_000201_delivery_state::Migration),
            Box::new(m20261130_000401_held::Migration),
            Box::new(m20261130_000402_signing_key::Migration),
            Box::new(m20261130_000403_earlier_link::Migration),
            Box::new(m20261130_000501_given_up::Migration),
            Box::new(m20261130_000601_number::Migration),
            Box::new(m20261130_000801_address_check::Migration),
            Box::new(m20261130_000802_first_look::Migration),
            Box::new(m20261130_000820_bigrams::Migration),
        ]
    }
}
