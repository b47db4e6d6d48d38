//! `souffleur sla due`: when a question asked at an instant is due, day by day, and why.

use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use souffleur_sla::{AlarmKind, Calendar, Facts, Policy, TargetKind, explain, explain_share};
use souffleur_store::{Settings, StoredPolicy};

use super::reasons;
use crate::{Error, cli::Common, compose, console};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The key of the policy; without it, the policy that the question would get
    #[arg(long, value_name = "KEY")]
    policy: Option<String>,
    /// The instant of asking, such as 2026-11-23T11:59:59+01:00
    #[arg(long, value_name = "INSTANT")]
    asked_at: Timestamp,
    /// The channel the question came by
    #[arg(long, value_name = "NAME", default_value = "web", conflicts_with = "policy")]
    channel: String,
    /// The key of its topic
    #[arg(long, value_name = "KEY", conflicts_with = "policy")]
    topic: Option<String>,
    /// The language it is written in
    #[arg(long, value_name = "CODE", conflicts_with = "policy")]
    language: Option<String>,
    /// What the house calls its customer; repeat it for more
    #[arg(long = "tag", value_name = "TAG", conflicts_with = "policy")]
    tags: Vec<String>,
}

pub(crate) fn run(common: &Common, arguments: &Arguments) -> Result<ExitCode, Error> {
    let settings = compose::run(common, async |config| {
        let store = compose::migrated_store(&config).await?;
        store.read().load_settings().await.map_err(compose::store_error)
    })?;
    let keys: Vec<_> = settings.policies.iter().map(|policy| policy.key.as_str()).collect();
    let found = match &arguments.policy {
        Some(key) => settings.policies.iter().find(|policy| policy.key.as_str() == key),
        None => choose(&settings, arguments),
    };
    let policy = found.ok_or_else(|| {
        let advice = match keys[..] {
            [] => "This desk has none yet: start it once, or apply a file.".to_owned(),
            _ => format!("There is {}.", keys.join(", ")),
        };
        let wanted = arguments.policy.as_deref().unwrap_or("for such a question");
        Error::failed(format!("there is no policy {wanted}"), advice)
    })?;
    let calendar = settings.calendars.iter().find(|calendar| calendar.id == policy.calendar);
    let calendar = calendar
        .ok_or_else(|| Error::failed("the policy's calendar is not there", "Run souffleur verify."))?;
    tell(&policy.policy, &calendar.calendar, arguments.asked_at);
    Ok(ExitCode::SUCCESS)
}

/// The policy that a question would get; says why not one that is tried before.
fn choose<'a>(settings: &'a Settings, arguments: &Arguments) -> Option<&'a StoredPolicy> {
    let tags: Vec<&str> = arguments.tags.iter().map(String::as_str).collect();
    let facts = Facts {
        channel: &arguments.channel,
        topic: arguments.topic.as_deref(),
        language: arguments.language.as_deref(),
        tags: &tags,
        asked_at: arguments.asked_at,
    };
    for policy in settings.policies.iter().filter(|policy| !policy.is_default) {
        let when = policy.policy.when();
        let calendar = settings.calendars.iter().find(|calendar| calendar.id == policy.calendar);
        let Some(calendar) = calendar.filter(|_| !when.is_empty()) else { continue };
        match when.miss(&facts, calendar.calendar.time_zone()) {
            None => {
                console::tell(format_args!("policy {}", policy.key));
                return Some(policy);
            }
            Some(missed) => console::tell(format_args!("not {}: {}", policy.key, missed.as_str())),
        }
    }
    let default = settings.policies.iter().find(|policy| policy.is_default)?;
    console::tell(format_args!("policy {}, the default", default.key));
    Some(default)
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
        let due =
            policy.promise(calendar, kind, asked_at, &[]).ok().flatten().and_then(|promise| promise.due_at);
        let alarms = due.and_then(|due| policy.alarms(calendar, kind, asked_at, due, &[]).ok());
        for alarm in alarms.unwrap_or_default() {
            let what = match alarm.what {
                AlarmKind::Share(_) | AlarmKind::Lead(_) => "warn".to_owned(),
                AlarmKind::Unread => "return unread".to_owned(),
                AlarmKind::Step(step) => {
                    let to = policy.escalation().get(step).map(|step| step.to.as_str()).unwrap_or_default();
                    format!("step {}: {to}", step + 1)
                }
            };
            console::tell(format_args!("  {what} {}", reasons::instant(alarm.at, calendar.time_zone())));
        }
    }
}
