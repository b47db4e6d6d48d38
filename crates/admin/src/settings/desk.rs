//! The desk itself: its name, its languages, and how sure the router has to be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
};
use souffleur_core::{
    Actor, Language,
    alert::QuietHours,
    permission::Action,
    text::{Name, Remark},
};
use souffleur_store::Desk;

use super::{
    change::{Change, Outcome},
    form::{self, percent},
};
use crate::quiet_hours::{hours, quiet_hours};

/// The desk as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeskView {
    /// What the house calls it.
    pub name: String,
    /// The languages of its public pages; the first is what they fall back to.
    pub languages: Vec<Language>,
    /// The confidence, from 0 to 1, under which the community managers keep a question.
    pub routing_threshold: f64,
    /// When nobody is alerted who has not chosen otherwise, `HH:MM` each.
    pub quiet_hours: Option<(String, String)>,
    /// What it says first where it answers late, by the code of each language with words of its own for that.
    pub apologies: BTreeMap<String, String>,
    /// The key of the policy that holds where no other is said to.
    pub default_policy: Option<String>,
    /// Whether everybody may read how well the house keeps its promise, month by month.
    pub publishes_rate: bool,
    /// Whether what strangers ask in public waits for a first look.
    pub first_look: bool,
}

/// The desk as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskForm {
    /// What the house calls it.
    pub name: String,
    /// Codes; the first is what pages fall back to.
    pub languages: Vec<String>,
    /// In percent.
    pub routing_threshold: String,
    /// When the quiet hours begin, `HH:MM`; with their end empty, there are none.
    pub quiet_from: String,
    /// When they end.
    pub quiet_until: String,
    /// What to say first where an answer is late, by the code of its language; empty for the usual words.
    pub apologies: BTreeMap<String, String>,
    /// Whether everybody may read how well the house keeps its promise.
    pub publishes_rate: bool,
    /// Whether what strangers ask in public waits for a first look.
    pub first_look: bool,
}

impl Default for DeskForm {
    /// With a place for the words of each language.
    fn default() -> Self {
        let empty = String::new;
        Self {
            name: empty(),
            languages: Vec::new(),
            routing_threshold: empty(),
            quiet_from: empty(),
            quiet_until: empty(),
            publishes_rate: false,
            first_look: false,
            apologies: Language::ALL.map(|language| (language.code().to_owned(), empty())).into(),
        }
    }
}

impl DeskView {
    /// The form that leaves it as it is.
    pub fn form(&self) -> DeskForm {
        let (quiet_from, quiet_until) = self.quiet_hours.clone().unwrap_or_default();
        DeskForm {
            quiet_from,
            quiet_until,
            apologies: self.apologies.clone(),
            publishes_rate: self.publishes_rate,
            first_look: self.first_look,
            name: self.name.clone(),
            languages: self.languages.iter().map(|language| language.code().to_owned()).collect(),
            routing_threshold: form::typed_percent(self.routing_threshold),
        }
    }
}

/// What the desk is to be. What is none stays as it is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    name: Name,
    languages: Option<Vec<Language>>,
    routing_threshold: Option<f64>,
    /// None of them is a wish too.
    #[expect(clippy::option_option, reason = "not said, none, and some are three things")]
    quiet_hours: Option<Option<QuietHours>>,
    apologies: Option<BTreeMap<Language, Remark>>,
    publishes_rate: Option<bool>,
    first_look: Option<bool>,
}

/// The desk.
#[expect(clippy::unused_async, reason = "every thing is asked for alike, whether it is in memory or not")]
pub async fn get(app: &App, actor: Actor) -> Result<DeskView, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    Ok(DeskView {
        name: settings.desk.name.to_string(),
        languages: settings.desk.languages.clone(),
        routing_threshold: settings.desk.routing_threshold,
        quiet_hours: settings.desk.quiet_hours.map(hours),
        apologies: settings
            .desk
            .apologies
            .iter()
            .map(|(language, words)| (language.code().to_owned(), words.to_string()))
            .collect(),
        publishes_rate: settings.desk.publishes_rate,
        first_look: settings.desk.first_look,
        default_policy: settings.default_policy().map(|policy| policy.key.to_string()),
    })
}

/// Changes the desk.
pub async fn save(app: &App, actor: Actor, form: DeskForm) -> Result<(), Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let threshold = percent(&form.routing_threshold).ok_or(Problem::Number { least: 0, most: 100 });
    let threshold = problems.take("routing_threshold", threshold);
    let quiet = (form.quiet_from.trim(), form.quiet_until.trim());
    let quiet = match quiet {
        ("", "") => None,
        typed => quiet_hours(&mut problems, "quiet_from", "quiet_until", typed),
    };
    let wanted = read(&mut problems, "", &form.name, Some(&form.languages), threshold);
    let apologies = Some(read_apologies(&mut problems, "apologies", &form.apologies));
    let wanted = wanted.map(|wanted| Wanted {
        quiet_hours: Some(quiet),
        apologies,
        publishes_rate: Some(form.publishes_rate),
        first_look: Some(form.first_look),
        ..wanted
    });
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    // A problem was noted where nothing could be read.
    put(&mut change, &wanted.ok_or(Error::NotFound)?).await?;
    change.commit().await
}

/// Reads the fields of the desk, whose names begin with `path`.
pub(super) fn read(
    problems: &mut Problems,
    path: &str,
    name: &str,
    languages: Option<&[String]>,
    routing_threshold: Option<f64>,
) -> Option<Wanted> {
    let name = problems.take(&format!("{path}name"), Name::parse(name));
    let languages = languages.map(|texts| form::languages(problems, &format!("{path}languages"), texts));
    if routing_threshold.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        problems.note(&format!("{path}routing_threshold"), Problem::Number { least: 0, most: 100 });
    }
    let name = name?;
    Some(Wanted {
        name,
        languages,
        routing_threshold,
        quiet_hours: None,
        apologies: None,
        publishes_rate: None,
        first_look: None,
    })
}

/// The words that were typed, in the languages there are.
fn read_apologies(
    problems: &mut Problems,
    path: &str,
    typed: &BTreeMap<String, String>,
) -> BTreeMap<Language, Remark> {
    let words = |language: Language| {
        let typed = typed.get(language.code()).map(String::as_str);
        let field = format!("{path}.{}", language.code());
        Some((language, problems.take_optional(&field, typed, Remark::parse)?))
    };
    Language::ALL.into_iter().filter_map(words).collect()
}

impl Wanted {
    /// With the quiet hours of a file: their two ends, or an empty list for none.
    pub(super) fn with_quiet_hours(self, problems: &mut Problems, ends: Option<&[String]>) -> Self {
        let quiet_hours = match ends {
            None => None,
            Some([]) => Some(None),
            Some([from, until]) => {
                let field = "desk.quiet_hours";
                Some(quiet_hours(problems, field, field, (from, until)))
            }
            Some(_) => {
                problems.note("desk.quiet_hours", Problem::Other("gives two times, or none".to_owned()));
                None
            }
        };
        Self { quiet_hours, ..self }
    }

    /// With what a file says of publishing how the promise is kept.
    pub(super) fn with_published_rate(self, publishes_rate: Option<bool>) -> Self {
        Self { publishes_rate, ..self }
    }

    /// With what a file says of a first look at what strangers ask in public.
    pub(super) fn with_first_look(self, first_look: Option<bool>) -> Self {
        Self { first_look, ..self }
    }

    /// With the words of a file for an answer that is late: those of its languages, the usual ones in the others.
    pub(super) fn with_apologies(
        self,
        problems: &mut Problems,
        words: Option<&BTreeMap<String, String>>,
    ) -> Self {
        Self { apologies: words.map(|words| read_apologies(problems, "desk.apology", words)), ..self }
    }
}

/// Makes the desk as it is wanted.
pub(super) async fn put(change: &mut Change, wanted: &Wanted) -> Result<Outcome, Error> {
    let current = change.settings.desk.clone();
    let desk = Desk {
        name: wanted.name.clone(),
        languages: wanted.languages.clone().unwrap_or_else(|| current.languages.clone()),
        routing_threshold: wanted.routing_threshold.unwrap_or(current.routing_threshold),
        quiet_hours: wanted.quiet_hours.unwrap_or(current.quiet_hours),
        apologies: wanted.apologies.clone().unwrap_or_else(|| current.apologies.clone()),
        publishes_rate: wanted.publishes_rate.unwrap_or(current.publishes_rate),
        first_look: wanted.first_look.unwrap_or(current.first_look),
        ..current.clone()
    };
    if desk == current {
        return Ok(Outcome::Unchanged);
    }
    change.tx.save_desk(&desk).await?;
    change.note_outcome("desk", &desk.name, Outcome::Changed);
    change.settings.desk = desk;
    Ok(Outcome::Changed)
}
