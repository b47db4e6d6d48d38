//! The entries of a desk file, read by the same rules as the forms of the pages.

use souffleur_app::{
    error::{Problem, Problems},
    snapshot::Settings,
};
use souffleur_core::text::Key;
use souffleur_sla::Calendar;

use super::{
    file::{CalendarEntry, DeskFile, PolicyEntry, RuleEntry, TopicEntry, UserEntry, VoiceEntry},
    form::AbsenceForm,
    known::Known,
    policy,
    rule::{self, RuleForm},
    topic::TopicForm,
    user::{self, UserForm},
    voice::VoiceForm,
};

/// What the desk has and what the file brings.
pub(super) fn known(file: &DeskFile, settings: &Settings) -> Known {
    let mut known = Known::of(settings);
    let key = |text: &str| Key::parse(text).map(String::from).ok();
    known.voices.extend(file.voice.iter().filter_map(|entry| key(&entry.key)));
    known.topics.extend(file.topic.iter().filter_map(|entry| key(&entry.key)));
    let calendar = |entry: &CalendarEntry| Some((key(&entry.key)?, Calendar::try_from(entry.raw()).ok()?));
    known.calendars.extend(file.calendar.iter().filter_map(calendar));
    let email = |text: &str| souffleur_core::text::Email::parse(text).map(String::from).ok();
    known.users.extend(file.user.iter().filter_map(|entry| email(&entry.email)));
    known
}

pub(super) fn codes(settings: &Settings) -> Vec<String> {
    settings.desk.languages.iter().map(|language| language.code().to_owned()).collect()
}

pub(super) fn voice_form(entry: &VoiceEntry, languages: &[String]) -> VoiceForm {
    VoiceForm {
        key: entry.key.clone(),
        name: entry.name.clone(),
        signature: entry.signature.clone().unwrap_or_default(),
        languages: entry.languages.clone().unwrap_or_else(|| languages.to_vec()),
        active: entry.active.unwrap_or(true),
    }
}

pub(super) fn read_calendar(
    problems: &mut Problems,
    path: &str,
    entry: &CalendarEntry,
) -> Option<(Key, Calendar)> {
    let key = problems.take(&format!("{path}key"), Key::parse(&entry.key));
    let calendar = Calendar::try_from(entry.raw());
    let calendar = calendar.map_err(|invalid| {
        problems
            .note(&format!("{path}{}", invalid.path), Problem::Hours { on: None, problem: invalid.problem });
    });
    key.zip(calendar.ok())
}

pub(super) fn read_policy(
    problems: &mut Problems,
    path: &str,
    entry: &PolicyEntry,
    place: usize,
    known: &Known,
) -> Option<policy::Wanted> {
    let mut wanted = policy::read(problems, path, &entry.key, &entry.calendar, entry.raw(), known)?;
    wanted.is_default = entry.default;
    // Conditions of the default would say nothing: it takes what is left.
    if entry.default && !wanted.policy.when().is_empty() {
        problems.note(&format!("{path}when"), Problem::DefaultConditions);
    }
    wanted.position = place.checked_add(1).and_then(|place| i32::try_from(place).ok());
    Some(wanted)
}

pub(super) fn topic_form(entry: &TopicEntry) -> TopicForm {
    TopicForm {
        key: entry.key.clone(),
        name: entry.name.clone(),
        description: entry.description.clone().unwrap_or_default(),
        position: String::new(),
        active: entry.active.unwrap_or(true),
    }
}

pub(super) fn read_user(
    problems: &mut Problems,
    path: &str,
    entry: &UserEntry,
    known: &Known,
) -> Option<user::Wanted> {
    let absences = entry.absent.iter().flatten();
    let form = UserForm {
        email: entry.email.clone(),
        name: entry.name.clone(),
        role: entry.role.clone(),
        language: entry.language.clone().unwrap_or_default(),
        voice: entry.voice.clone().unwrap_or_default(),
        topics: entry.topics.clone(),
        capacity: entry.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
        calendar: entry.calendar.clone().unwrap_or_default(),
        deputy: entry.deputy.clone().unwrap_or_default(),
        absence_file: String::new(),
        absences: absences
            .map(|line| AbsenceForm { from: line.from.clone(), until: line.until.clone() })
            .collect(),
        active: entry.active.unwrap_or(true),
    };
    let at = |field: &str| format!("{path}{}", field.replacen("absences", "absent", 1));
    let mut wanted = user::read(problems, &at, &form, known)?;
    if entry.language.is_none() {
        wanted.language = user::Kept::AsItIs;
    }
    wanted.absences = wanted.absences.filter(|_| entry.absent.is_some());
    wanted.active = entry.active;
    Some(wanted)
}

pub(super) fn read_rule(
    problems: &mut Problems,
    path: &str,
    entry: &RuleEntry,
    known: &Known,
) -> Option<rule::Wanted> {
    let when = &entry.when;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let form = RuleForm {
        position: String::new(),
        channel: text(&when.channel),
        subject_contains: text(&when.subject_contains),
        body_contains: text(&when.body_contains),
        language: text(&when.language),
        tag: text(&when.tag),
        assign_to: entry.assign_to.clone(),
    };
    let at = |field: &str| match field {
        "assign_to" => format!("{path}assign_to"),
        field => format!("{path}when.{field}"),
    };
    rule::read(problems, &at, &form, known)
}
