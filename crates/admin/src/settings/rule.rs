//! Explicit routing rules, tried in their order before the router is asked.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    channel::Channel,
    event::SettingChange,
    id::{RuleId, UserId},
    permission::Action,
    rule::{Rule, RuleConditions},
    text::{Email, Key, Name},
};

use super::{
    change::{Change, Outcome},
    form::{self, no_such},
    known::Known,
};

/// A rule as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleView {
    /// Its id.
    pub id: RuleId,
    /// Its place: rules are tried in ascending order.
    pub position: i32,
    /// When it applies.
    pub conditions: RuleConditions,
    /// Who gets the question.
    pub assign_to: UserId,
    /// What they are called.
    pub assign_to_name: String,
    /// What they sign in with.
    pub assign_to_email: String,
}

/// A rule as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RuleForm {
    /// A number; empty for the end, or for where it is.
    pub position: String,
    /// A channel's name, or empty.
    pub channel: String,
    /// Words of the subject, or empty.
    pub subject_contains: String,
    /// Words of the question, or empty.
    pub body_contains: String,
    /// `fr`, `en`, or empty.
    pub language: String,
    /// A tag of customers, or empty.
    pub tag: String,
    /// An e-mail address of the house.
    pub assign_to: String,
}

impl RuleView {
    fn of(rule: &Rule, settings: &Settings) -> Self {
        let user = settings.user(rule.assign_to);
        Self {
            id: rule.id,
            position: rule.position,
            conditions: rule.when.clone(),
            assign_to: rule.assign_to,
            assign_to_name: user.map(|user| user.name.to_string()).unwrap_or_default(),
            assign_to_email: user.map(|user| user.email.to_string()).unwrap_or_default(),
        }
    }

    /// The form that leaves it as it is.
    pub fn form(&self) -> RuleForm {
        let words = |text: &Option<Name>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        RuleForm {
            position: self.position.to_string(),
            channel: self.conditions.channel.as_ref().map(ToString::to_string).unwrap_or_default(),
            subject_contains: words(&self.conditions.subject_contains),
            body_contains: words(&self.conditions.body_contains),
            language: self.conditions.language.map(|language| language.code().to_owned()).unwrap_or_default(),
            tag: self.conditions.tag.as_ref().map(ToString::to_string).unwrap_or_default(),
            assign_to: self.assign_to_email.clone(),
        }
    }
}

/// What a rule is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    position: Option<i32>,
    when: RuleConditions,
    assign_to: Email,
}

/// Every rule, in the order in which they are tried.
#[expect(clippy::unused_async, reason = "every thing is asked for alike, whether it is in memory or not")]
pub async fn list(app: &App, actor: Actor) -> Result<Vec<RuleView>, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    Ok(settings.rules.iter().map(|rule| RuleView::of(rule, &settings)).collect())
}

/// One rule.
pub async fn get(app: &App, actor: Actor, id: RuleId) -> Result<RuleView, Error> {
    list(app, actor).await?.into_iter().find(|view| view.id == id).ok_or(Error::NotFound)
}

/// Adds a rule, or changes one.
pub async fn save(app: &App, actor: Actor, id: Option<RuleId>, form: RuleForm) -> Result<RuleId, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let wanted = read(&mut problems, &|field| field.to_owned(), &form, &Known::of(&app.settings()));
    problems.check()?;
    // A problem was noted where nothing could be read.
    let wanted = wanted.ok_or(Error::NotFound)?;
    let mut change = Change::begin(app, actor).await?;
    let current = change.settings.rules.iter().find(|rule| Some(rule.id) == id).cloned();
    if id.is_some() && current.is_none() {
        return Err(Error::NotFound);
    }
    let place = current.as_ref().map(|rule| rule.position).or(wanted.position);
    let last = change.settings.rules.iter().map(|rule| rule.position).max().unwrap_or(0);
    let rule = Rule {
        id: id.unwrap_or_else(|| app.id(change.now)),
        position: wanted.position.or(place).unwrap_or(last + 1),
        when: wanted.when,
        assign_to: user_of(&change, &wanted.assign_to)?,
    };
    match current {
        None => {
            change.tx.insert_rule(&rule).await?;
            change.note("rule", &rule.position.to_string(), SettingChange::Added);
        }
        Some(current) if current == rule => {}
        Some(_) => {
            change.tx.save_rule(&rule).await?;
            change.note("rule", &rule.position.to_string(), SettingChange::Changed);
        }
    }
    change.commit().await?;
    Ok(rule.id)
}

/// Removes a rule; nothing else names one.
pub async fn remove(app: &App, actor: Actor, id: RuleId) -> Result<(), Error> {
    actor.may(Action::ChangeSettings)?;
    let mut change = Change::begin(app, actor).await?;
    let position = change.settings.rules.iter().find(|rule| rule.id == id).map(|rule| rule.position);
    let position = position.ok_or(Error::NotFound)?;
    change.tx.delete_rule(id).await?;
    change.note("rule", &position.to_string(), SettingChange::Removed);
    change.commit().await
}

/// Reads the fields of a rule, which are told by the name that `at` makes of theirs.
pub(super) fn read(
    problems: &mut Problems,
    at: &dyn Fn(&str) -> String,
    form: &RuleForm,
    known: &Known,
) -> Option<Wanted> {
    let mut own = Problems::default();
    let when = RuleConditions {
        channel: own.take_optional("channel", Some(&form.channel), Channel::parse),
        subject_contains: own.take_optional("subject_contains", Some(&form.subject_contains), Name::parse),
        body_contains: own.take_optional("body_contains", Some(&form.body_contains), Name::parse),
        language: form::language(&mut own, "language", &form.language),
        tag: own.take_optional("tag", Some(&form.tag), Key::parse),
    };
    let typed = [&form.channel, &form.subject_contains, &form.body_contains, &form.language, &form.tag];
    if typed.iter().all(|text| text.trim().is_empty()) {
        own.note("channel", Problem::NoCondition);
    }
    let assign_to = match form.assign_to.trim() {
        "" => own.take("assign_to", Err(Problem::Required)),
        text => {
            let email = Email::parse(text).ok().filter(|email| known.users.contains(email.as_str()));
            own.take("assign_to", email.ok_or_else(|| no_such("user", text)))
        }
    };
    let position = form::number(&mut own, "position", &form.position, 0, 9_999);
    problems.adopt(own, at);
    let position = position.and_then(|position| i32::try_from(position).ok());
    Some(Wanted { position, when, assign_to: assign_to? })
}

/// Makes the rules of the desk exactly these, in this order.
pub(super) async fn put_all(change: &mut Change, wanted: &[Wanted]) -> Result<Outcome, Error> {
    let mut rules = Vec::with_capacity(wanted.len());
    for (wanted, position) in wanted.iter().zip(1..) {
        rules.push((position, wanted.when.clone(), user_of(change, &wanted.assign_to)?));
    }
    let current = &change.settings.rules;
    let same = current.len() == rules.len()
        && current
            .iter()
            .zip(&rules)
            .all(|(rule, (_, when, to))| rule.when == *when && rule.assign_to == *to);
    if same {
        return Ok(Outcome::Unchanged);
    }
    let outcome = if current.is_empty() { Outcome::Added } else { Outcome::Changed };
    for rule in std::mem::take(&mut change.settings.rules) {
        change.tx.delete_rule(rule.id).await?;
    }
    for (position, when, assign_to) in rules {
        let rule = Rule { id: change.app.id(change.now), position, when, assign_to };
        change.tx.insert_rule(&rule).await?;
        change.settings.rules.push(rule);
    }
    change.note_outcome("rule", "all", outcome);
    Ok(outcome)
}

fn user_of(change: &Change, email: &Email) -> Result<UserId, Error> {
    let found = change.settings.users.iter().find(|user| user.email == *email);
    found.map(|user| user.id).ok_or_else(|| Error::invalid("assign_to", no_such("user", email)))
}
