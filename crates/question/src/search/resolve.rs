//! Puts what the desk has in place of the names that were typed.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use souffleur_app::{
    error::{Error, Problem},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    channel::Channel,
    id::{TopicId, UserId},
    question::Status,
    stopword::is_stopword,
    user::User,
};
use souffleur_search::{
    Alternatives, HasFilter, IsFilter, Lookup, PREFIX_MARK, Query, Term, TermKind, folded, is_one_letter,
    key, phrase, sought, word,
};
use souffleur_store::search::{Facet, Wanted};

/// What is looked for, with nothing left to look up.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// The words, each with the alternatives that it is found by.
    pub(super) lookup: Lookup,
    /// The words of the lookup that stand alone, folded, with their place in it: what typing errors are looked for in.
    pub(super) typed: Vec<(usize, String)>,
    /// The filters.
    pub(super) facets: Vec<Facet>,
    /// A bare number may be that of a question.
    pub(super) number: Option<i64>,
    /// Something that was typed has nothing to look for in it, such as a sign: nothing has it.
    pub(super) nothing: bool,
}

pub(super) fn resolve(
    query: &Query,
    settings: &Settings,
    actor: Actor,
    now: Timestamp,
) -> Result<Resolved, Error> {
    let mut resolved = Resolved { nothing: query.terms.is_empty(), ..Resolved::default() };
    // Words that stand in every text narrow nothing; where nothing else was typed, they are meant.
    let is_telling = |term: &Term| match &term.what {
        TermKind::Word(typed) => !folded(typed).iter().all(|word| is_stopword(word)),
        _ => true,
    };
    let any_telling = query.terms.iter().any(|term| !term.negated && is_telling(term));
    for term in query.terms.iter().filter(|term| !any_telling || is_telling(term)) {
        resolved.add(term, settings, actor, now)?;
    }
    if let [Term { negated: false, what: TermKind::Word(word) }] = &query.terms[..] {
        resolved.number = word.parse().ok();
    }
    Ok(resolved)
}

impl Resolved {
    fn add(&mut self, term: &Term, settings: &Settings, actor: Actor, now: Timestamp) -> Result<(), Error> {
        let any = match &term.what {
            TermKind::Word(typed) => match &folded(typed)[..] {
                [one] => {
                    if !term.negated {
                        self.typed.push((self.lookup.all.len(), one.clone()));
                    }
                    let any = sought(typed, !term.negated);
                    any.or_else(|| Some(word(one)))
                }
                _ => sought(typed, !term.negated),
            },
            TermKind::Phrase(words) => phrase(words),
            TermKind::From(who) => {
                self.asked_by(who, term.negated);
                return Ok(());
            }
            other => {
                let wanted = wanted(other, settings, actor, now)?;
                self.facets.extend(wanted.map(|wanted| Facet { negated: term.negated, wanted }));
                return Ok(());
            }
        };
        self.nothing |= any.is_none() && !term.negated;
        let list = if term.negated { &mut self.lookup.none } else { &mut self.lookup.all };
        list.extend(any);
        Ok(())
    }

    /// Every word of the name must be there; an address is one word.
    fn asked_by(&mut self, who: &str, negated: bool) {
        let words = if who.contains('@') { vec![who.to_owned()] } else { folded(who) };
        self.nothing |= words.is_empty() && !negated;
        let named = |word: &String| {
            let mut named = key('f', word);
            // A family name in Chinese or Korean is one letter, and the given name follows without a space.
            if is_one_letter(word) {
                named.push(PREFIX_MARK);
            }
            Alternatives::token(named)
        };
        let keys = words.iter().map(named);
        if negated { self.lookup.none.extend(keys) } else { self.lookup.all.extend(keys) }
    }
}

/// The filter that a term stands for; none for a term that is none.
fn wanted(
    what: &TermKind,
    settings: &Settings,
    actor: Actor,
    now: Timestamp,
) -> Result<Option<Wanted>, Error> {
    Ok(Some(match what {
        TermKind::Number(number) => Wanted::Number(*number),
        TermKind::Topic(name) => Wanted::Topic(topics(settings, name)?),
        TermKind::Expert(name) => match &folded(name)[..] {
            [word] if ["none", "aucun", "aucune"].contains(&word.as_str()) => Wanted::Nobody,
            [word] if ["me", "moi"].contains(&word.as_str()) => {
                Wanted::Expert(actor.user().into_iter().collect())
            }
            _ => Wanted::Expert(experts(settings, name)?),
        },
        TermKind::Channel(name) => Wanted::Channel(channel(name)?),
        TermKind::Status(status) => Wanted::Status(vec![*status]),
        TermKind::Is(IsFilter::Late) => Wanted::Late(now),
        TermKind::Is(IsFilter::Unsure) => Wanted::Unsure,
        TermKind::Is(IsFilter::Private) => Wanted::Private,
        TermKind::Is(IsFilter::Open) => {
            Wanted::Status(Status::ALL.into_iter().filter(|status| status.is_open()).collect())
        }
        TermKind::Has(HasFilter::Draft) => Wanted::Drafted,
        TermKind::Has(HasFilter::Note) => Wanted::Noted,
        TermKind::Before(day) => Wanted::Before(begin(*day, settings)?),
        TermKind::After(day) => Wanted::After(begin(*day, settings)?),
        TermKind::Word(_) | TermKind::Phrase(_) | TermKind::From(_) => return Ok(None),
    }))
}

fn no_such(what: &'static str, name: &str) -> Error {
    Error::invalid("q", Problem::NoSuch { what, name: name.to_owned() })
}

/// The topics that are called so: by their key, or by words of their name.
fn topics(settings: &Settings, name: &str) -> Result<Vec<TopicId>, Error> {
    let called =
        |topic: &&souffleur_core::topic::Topic| topic.key.as_str() == name || begins(&topic.name, name);
    let found: Vec<TopicId> = settings.topics.iter().filter(called).map(|topic| topic.id).collect();
    if found.is_empty() { Err(no_such("topic", name)) } else { Ok(found) }
}

fn experts(settings: &Settings, name: &str) -> Result<Vec<UserId>, Error> {
    let called = |user: &&User| user.email.as_str() == name.to_lowercase() || begins(&user.name, name);
    let found: Vec<UserId> = settings.users.iter().filter(called).map(|user| user.id).collect();
    if found.is_empty() { Err(no_such("expert", name)) } else { Ok(found) }
}

fn channel(name: &str) -> Result<Channel, Error> {
    let known = match folded(name).join("").as_str() {
        "mail" | "email" | "e-mail" | "courriel" => "email".to_owned(),
        "web" | "formulaire" | "form" => "web".to_owned(),
        _ => name.to_lowercase(),
    };
    Channel::parse(&known).map_err(|_| no_such("channel", name))
}

/// Whether every word that was typed begins a word of a name.
fn begins(name: &str, typed: &str) -> bool {
    let (name, typed) = (folded(name), folded(typed));
    !typed.is_empty() && typed.iter().all(|word| name.iter().any(|part| part.starts_with(word.as_str())))
}

/// The first instant of a day, where the house is.
fn begin(day: Date, settings: &Settings) -> Result<Timestamp, Error> {
    let calendar = settings.default_calendar();
    let zone = calendar.map_or(TimeZone::UTC, |stored| stored.calendar.time_zone().clone());
    let zoned = day.to_zoned(zone).map_err(|_| Error::invalid("q", Problem::Date))?;
    Ok(zoned.timestamp())
}
