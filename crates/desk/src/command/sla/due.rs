//! `souffleur sla due`: when a question asked at an instant is due, day by day, and why.

use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use souffleur_sla::{Calendar, Policy, TargetKind, explain, explain_share};

use super::reasons;
use crate::{Error, cli::Common, compose, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The key of the policy
    #[arg(long, value_name = "KEY")]
    policy: String,
    /// The instant of asking, such as 2026-11-23T11:59:59+01:00
    #[arg(long, value_name = "INSTANT")]
    asked_at: Timestamp,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let config = common.load(None)?;
    let settings = compose::runtime()?.block_on(async {
        let store = compose::migrated_store(&config).await?;
        store.read().load_settings().await.map_err(compose::store_error)
    })?;
    let keys: Vec<_> = settings.policies.iter().map(|policy| policy.key.as_str()).collect();
    let found = settings.policies.iter().find(|policy| policy.key.as_str() == arguments.policy);
    let policy = found.ok_or_else(|| {
        let advice = match keys[..] {
            [] => "This desk has none yet: start it once, or apply a file.".to_owned(),
            _ => format!("There is {}.", keys.join(", ")),
        };
        Error::failed(format!("there is no policy {}", arguments.policy), advice)
    })?;
    let calendar = settings.calendars.iter().find(|calendar| calendar.id == policy.calendar);
    let calendar = calendar
        .ok_or_else(|| Error::failed("the policy's calendar is not there", "Run souffleur verify."))?;
    tell(&policy.policy, &calendar.calendar, arguments.asked_at);
    Ok(ExitCode::SUCCESS)
}

fn tell(policy: &Policy, calendar: &Calendar, asked_at: Timestamp) {
    for kind in TargetKind::ALL {
        let steps = match (kind, policy.rule(kind)) {
            (_, Some(rule)) => explain(calendar, rule, asked_at, &[]),
            (TargetKind::Draft, None) => {
                let reply = policy.promise(calendar, TargetKind::FirstReply, asked_at, &[]);
                let Some(due) = reply.ok().flatten().and_then(|promise| promise.due_at) else { continue };
                explain_share(calendar, policy.draft().share_of_first_reply, asked_at, due, &[])
            }
            (_, None) => continue,
        };
        console::tell(format_args!("{kind}"));
        for step in &steps {
            console::tell(format_args!("  {}", reasons::line(step, calendar.time_zone())));
        }
        let warnings = policy.promise(calendar, kind, asked_at, &[]).ok().flatten();
        for at in warnings.map(|promise| promise.warn_at).unwrap_or_default() {
            console::tell(format_args!("  warn {}", reasons::instant(at, calendar.time_zone())));
        }
    }
}
