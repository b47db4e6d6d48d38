//! An answer as it is typed, and as it is shown to who keeps it.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use souffleur_app::{
    error::{Error, Problem, Problems},
    snapshot::Settings,
};
use souffleur_core::{
    Language,
    answer::{Answer, AnswerText, has_variables, unknown_variable},
    id::{AnswerId, TopicId, UserId},
    leak,
    text::{Body, Subject},
};

/// An answer as typed. References are a topic's key and a person's address; empty for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// The version that was seen; empty for a new one.
    pub version: String,
    /// What it is about.
    pub topic: String,
    /// Who sees to it that it stays right.
    pub owner: String,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// From when on it must be looked at again.
    pub review_on: String,
    /// Whether it is proposed.
    pub active: bool,
    /// The title and text in French.
    pub title_fr: String,
    /// The text in French.
    pub body_fr: String,
    /// The title in English.
    pub title_en: String,
    /// The text in English.
    pub body_en: String,
}

impl Default for AnswerForm {
    fn default() -> Self {
        let empty = String::new;
        Self {
            version: empty(),
            topic: empty(),
            owner: empty(),
            is_public: false,
            review_on: empty(),
            active: true,
            title_fr: empty(),
            body_fr: empty(),
            title_en: empty(),
            body_en: empty(),
        }
    }
}

/// An answer as who keeps it sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// Its id.
    pub id: AnswerId,
    /// What it is called, in the language of the reader where it has one.
    pub title: String,
    /// What it is about.
    pub topic: Option<String>,
    /// Who keeps it right.
    pub owner: Option<String>,
    /// Whether everybody may read it.
    pub is_public: bool,
    /// The day from which on it must be looked at again.
    pub review_on: Option<Date>,
    /// Whether that day has come.
    pub overdue: bool,
    /// Whether it is proposed.
    pub active: bool,
    /// How often it was used.
    pub used: i64,
    /// When that was last.
    pub last_used_at: Option<Timestamp>,
    /// The form that leaves it as it is.
    pub form: AnswerForm,
}

impl AnswerView {
    pub(super) fn of(answer: &Answer, settings: &Settings, language: Language, today: Date) -> Self {
        let title = answer.text(language).map(|(_, text)| text.title.to_string()).unwrap_or_default();
        let (topic, owner) =
            (answer.topic.and_then(|id| settings.topic(id)), answer.owner.and_then(|id| settings.user(id)));
        let text = |language| answer.texts.get(&language);
        let title_in = |language| text(language).map(|text| text.title.to_string()).unwrap_or_default();
        let body_in = |language| text(language).map(|text| text.body.to_string()).unwrap_or_default();
        let form = AnswerForm {
            version: answer.version.to_string(),
            topic: topic.map(|topic| topic.key.to_string()).unwrap_or_default(),
            owner: owner.map(|user| user.email.to_string()).unwrap_or_default(),
            is_public: answer.is_public,
            review_on: answer.review_on.map(|day| day.to_string()).unwrap_or_default(),
            active: answer.active,
            title_fr: title_in(Language::Fr),
            body_fr: body_in(Language::Fr),
            title_en: title_in(Language::En),
            body_en: body_in(Language::En),
        };
        Self {
            id: answer.id,
            title,
            topic: topic.map(|topic| topic.name.to_string()),
            owner: owner.map(|user| user.name.to_string()),
            is_public: answer.is_public,
            review_on: answer.review_on,
            overdue: answer.is_overdue(today),
            active: answer.active,
            used: answer.used,
            last_used_at: answer.last_used_at,
            form,
        }
    }
}

/// What an answer is to be.
pub(super) struct Wanted {
    pub(super) topic: Option<TopicId>,
    pub(super) owner: Option<UserId>,
    pub(super) review_on: Option<Date>,
    pub(super) texts: BTreeMap<Language, AnswerText>,
}

/// Reads a form; every field that can't be taken is told.
pub(super) fn read(form: &AnswerForm, settings: &Settings) -> Result<Wanted, Error> {
    let mut problems = Problems::default();
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let topic = given(&form.topic).and_then(|key| {
        let found = settings.topics.iter().find(|topic| topic.key.as_str() == key).map(|topic| topic.id);
        problems.take("topic", found.ok_or(Problem::NoSuch { what: "topic", name: key }))
    });
    let owner = given(&form.owner).and_then(|email| {
        let found = settings.users.iter().find(|user| user.email.as_str() == email && user.active);
        problems.take("owner", found.map(|user| user.id).ok_or(Problem::NoSuch { what: "user", name: email }))
    });
    let review_on = given(&form.review_on)
        .and_then(|day| problems.take("review_on", day.parse::<Date>().map_err(|_| Problem::Date)));
    let mut texts = BTreeMap::new();
    let typed = [
        (Language::Fr, ("title_fr", &form.title_fr), ("body_fr", &form.body_fr)),
        (Language::En, ("title_en", &form.title_en), ("body_en", &form.body_en)),
    ];
    for (language, title, body) in typed {
        if title.1.trim().is_empty() && body.1.trim().is_empty() {
            continue;
        }
        let (field, typed) = title;
        let title = problems.take(field, Subject::parse(typed));
        if form.is_public {
            name_nobody(&mut problems, field, typed, settings);
        }
        if let Some(text) = body_of(&mut problems, body, form.is_public, settings)
            && let Some(title) = title
        {
            texts.insert(language, AnswerText { title, body: text });
        }
    }
    if typed.iter().all(|(_, title, body)| title.1.trim().is_empty() && body.1.trim().is_empty()) {
        problems.note("body_fr", Problem::Required);
    }
    problems.check()?;
    Ok(Wanted { topic, owner, review_on, texts })
}

/// A text with variables that exist; one that everybody reads has none, and names nobody of the house.
fn body_of(
    problems: &mut Problems,
    (field, typed): (&'static str, &String),
    is_public: bool,
    settings: &Settings,
) -> Option<Body> {
    let body = problems.take(field, Body::parse(typed))?;
    if let Some(name) = unknown_variable(&body) {
        problems.note(field, Problem::UnknownVariable { name: name.to_owned() });
    } else if is_public && has_variables(&body) {
        problems.note(field, Problem::PublicVariable);
    } else if is_public {
        name_nobody(problems, field, &body, settings);
    }
    Some(body)
}

/// What everybody reads names nobody of the house.
fn name_nobody(problems: &mut Problems, field: &str, text: &str, settings: &Settings) {
    if let Some(leak) = leak::scan(text, &settings.insiders(), &[]).into_iter().next() {
        problems.note(field, Problem::NamesInsider { found: leak.found });
    }
}
