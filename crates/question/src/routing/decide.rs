//! Gathers the facts of one decision and asks `souffleur-routing` to decide.

use std::collections::BTreeSet;

use jiff::Timestamp;
use souffleur_app::router::Load;
use souffleur_app::{App, error::Error, snapshot::Settings};
use souffleur_core::{
    channel::Channel,
    explanation::{Explanation, SimilarPart},
    id::{CustomerId, QuestionId, UserId},
    language::Language,
    permission::Role,
    presence::Presence,
    question::Assignee,
    stopword::detect_language,
    text::Key,
    user::User,
};
use souffleur_routing::{ExpertFacts, QuestionFacts, RoutingDecision, RoutingFacts, route};

use super::{learn::text, presence::presence};

/// A question that somebody is sought for.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Its id, if it has one by now.
    pub question: Option<QuestionId>,
    /// How it came.
    pub channel: &'a Channel,
    /// The line above it.
    pub subject: Option<&'a str>,
    /// What it says.
    pub body: &'a str,
    /// The language it is in, if anybody knows.
    pub language: Option<Language>,
    /// When it is to be decided.
    pub asked_at: Timestamp,
    /// By when a draft is due.
    pub draft_due_at: Option<Timestamp>,
    /// Who asks, where they are known.
    pub customer: Option<CustomerId>,
    /// What the house calls them.
    pub tags: &'a [Key],
    /// Who is not asked again.
    pub without: &'a [UserId],
}

/// Decides who gets a question.
pub(crate) async fn decide(
    app: &App,
    settings: &Settings,
    asking: &Asking<'_>,
) -> Result<RoutingDecision, Error> {
    let mut experts = everybody(app, settings, asking.asked_at).await?;
    experts.retain(|expert| !asking.without.contains(&expert.user));
    experts.extend(named_by_rules(settings));
    if let Some(customer) = asking.customer {
        let answered = app.store().read().answered_customer(customer).await?;
        for expert in &mut experts {
            expert.answered_customer = answered.get(&expert.user).cloned().unwrap_or_default();
        }
    }
    let text = text(asking.subject, asking.body);
    let meaning = app.router().meaning(&text).await;
    let question = QuestionFacts {
        id: asking.question,
        channel: asking.channel,
        subject: asking.subject,
        body: asking.body,
        meaning: meaning.as_deref(),
        language: asking.language,
        tags: asking.tags,
        asked_at: asking.asked_at,
        draft_due_at: asking.draft_due_at,
    };
    let facts = RoutingFacts {
        question,
        rules: &settings.rules,
        topics: &settings.topics,
        experts: &experts,
        settings: souffleur_routing::Thresholds {
            unsure_below: settings.desk.routing_threshold,
            ..Default::default()
        },
    };
    let mut decision = route(&facts, &app.router().model());
    let alike = app.router().alike(&text);
    let others = alike.iter().filter(|alike| Some(alike.past.question) != asking.question);
    decision.explanation.similar = others.map(SimilarPart::from).collect();
    let manager = decision.assignee.expert().is_some_and(|user| is_manager(settings, user));
    if decision.assignee.expert().is_none() && asking.question.is_some() {
        app.router().waiting().set();
    }
    Ok(if manager { RoutingDecision { assignee: Assignee::CommunityManager, ..decision } } else { decision })
}

/// Community managers whom a rule names. They draft on no topic, so nothing but the rule gives them a question, and
/// what one of them gets is theirs together.
fn named_by_rules(settings: &Settings) -> Vec<ExpertFacts> {
    let named: BTreeSet<UserId> = settings.rules.iter().map(|rule| rule.assign_to).collect();
    let managers = named.into_iter().filter(|user| is_manager(settings, *user));
    let facts = |user| ExpertFacts {
        user,
        topics: vec![],
        deputy: None,
        capacity: None,
        open: 0,
        presence: Presence::Here,
        last_answered_at: None,
        pressure: 0.0,
        records: vec![],
        answered_customer: vec![],
    };
    managers.map(facts).collect()
}

fn is_manager(settings: &Settings, user: UserId) -> bool {
    settings.user(user).is_some_and(|user| user.active && user.role == Role::CommunityManager)
}

/// What the router would decide for a text now, and why; nothing is written.
pub async fn explain(app: &App, text: &str) -> Result<Explanation, Error> {
    let (settings, now) = (app.settings(), app.now());
    let asking = Asking {
        question: None,
        channel: &Channel::Api,
        subject: None,
        body: text,
        language: detect_language(text),
        asked_at: now,
        draft_due_at: None,
        customer: None,
        tags: &[],
        without: &[],
    };
    Ok(decide(app, &settings, &asking).await?.explanation)
}

/// What is known of everybody whom a question may be given to, as of an instant.
pub(crate) async fn everybody(
    app: &App,
    settings: &Settings,
    at: Timestamp,
) -> Result<Vec<ExpertFacts>, Error> {
    let load = app.router().loads.current(app.store(), at).await?;
    Ok(settings.experts().map(|user| facts(settings, &load, user, at)).collect())
}

/// Where an expert is at an instant.
pub(crate) fn presence_of(settings: &Settings, user: &User, at: Timestamp) -> Presence {
    let own = user.expertise.calendar.and_then(|id| settings.calendar(id));
    let calendar = own.or_else(|| settings.default_calendar());
    // A desk without any calendar knows no closed hours.
    calendar.map_or(Presence::Here, |stored| presence(&stored.calendar, &user.expertise.absences, at))
}

fn facts(settings: &Settings, load: &Load, user: &User, at: Timestamp) -> ExpertFacts {
    ExpertFacts {
        user: user.id,
        topics: user.expertise.topics.clone(),
        deputy: user.expertise.deputy,
        capacity: user.expertise.capacity,
        open: load.open(user.id),
        presence: presence_of(settings, user, at),
        last_answered_at: load.answered_at(user.id),
        pressure: load.pressure(user.id),
        records: load.records(user.id),
        answered_customer: vec![],
    }
}
