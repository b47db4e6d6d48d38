//! A report for whoever has the link: read-only, of one filter, until it is revoked. It leaves the house, so it is never
//! about its people. The secret is shown once; the desk keeps its fingerprint.

use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    secret::fingerprint,
};
use souffleur_core::{
    Actor,
    event::{Event, EventKind, SettingChange},
    id::{ReportLinkId, UserId},
    metric::Dimension,
    permission::{AccessScope, Action, reach},
    text::Name,
};
use souffleur_store::{LedgerCursor, ReportLink, Tx};

use super::{
    lines::{Behind, behind},
    period::{Period, default_period},
    sla::{SlaReport, make},
    wanted::{Cell, Wanted},
};

/// More open links than this nobody looks after.
const MOST: usize = 50;
/// The longest filter that is kept.
const LONGEST: usize = 1_000;
/// That a link is in use is noted so often, and no more.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// A link as it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    /// What it is called: for whom it is, mostly.
    pub name: String,
    /// Whether it is always about as many days up to the day on which it is opened.
    pub rolling: bool,
}

/// A link that was made.
#[derive(Clone, PartialEq, Eq)]
pub struct NewLink {
    /// Its id.
    pub id: ReportLinkId,
    /// What it is called.
    pub name: String,
    /// Where it leads; shown once.
    pub url: String,
}

impl std::fmt::Debug for NewLink {
    /// Who reads a log may not read the report.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewLink").field("id", &self.id).finish_non_exhaustive()
    }
}

/// A link as those who share reports see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Its id.
    pub id: ReportLinkId,
    /// What it is called.
    pub name: String,
    /// The report, as an address says it.
    pub filter: String,
    /// The last so many days.
    pub rolling_days: Option<i32>,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: Timestamp,
    /// When it was last opened.
    pub last_used_at: Option<Timestamp>,
    /// How often, at most once a minute.
    pub used: i64,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// By whom.
    pub revoked_by: Option<String>,
}

/// Who gets the letter of the week, and who could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReaderView {
    /// Their id.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// Whether they get it.
    pub chosen: bool,
    /// Whether they have stopped it themselves.
    pub stopped: bool,
}

/// What a secret leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// A report: how it is called, its filter, and of how many days up to today.
    Report {
        /// What it is called.
        name: String,
        /// The report, as an address says it.
        filter: String,
        /// The last so many days; those of the filter where there is none.
        rolling_days: Option<i32>,
    },
    /// It was revoked.
    Revoked,
}

/// Every link, the newest first.
pub async fn links(app: &App, actor: Actor) -> Result<Vec<LinkView>, Error> {
    actor.may(Action::ShareReports)?;
    let settings = app.settings();
    let called = |id: UserId| settings.user(id).map(|user| user.name.to_string()).unwrap_or_default();
    let view = |link: ReportLink| LinkView {
        id: link.id,
        name: link.name.to_string(),
        filter: link.filter,
        rolling_days: link.rolling_days,
        made_by: called(link.made_by),
        made_at: link.made_at,
        last_used_at: link.last_used_at,
        used: link.used,
        revoked_at: link.revoked_at,
        revoked_by: link.revoked_by.map(called),
    };
    Ok(app.store().read().report_links().await?.into_iter().map(view).collect())
}

/// Makes a link to a report; `filter` is what an address says of it.
pub async fn make_link(
    app: &App,
    actor: Actor,
    form: &LinkForm,
    filter: String,
    wanted: &Wanted,
    cut: Dimension,
) -> Result<NewLink, Error> {
    actor.may(Action::ShareReports)?;
    let by = actor.user().ok_or(Error::Forbidden)?;
    let mut problems = Problems::default();
    let name = problems.take("name", Name::parse(&form.name));
    if is_about_people(wanted, cut) {
        problems.note("name", Problem::NamesPeople);
    }
    if filter.len() > LONGEST {
        problems.note("name", Problem::TooFar);
    }
    if app.store().read().report_links().await?.iter().filter(|link| link.revoked_at.is_none()).count()
        >= MOST
    {
        problems.note("name", Problem::TooMany { most: MOST });
    }
    problems.check()?;
    wanted.check(&app.settings())?;
    // A problem was noted where there is no name.
    let name = name.ok_or(Error::NotFound)?;
    let (now, secret) = (app.now(), app.entropy().secret());
    let days = (wanted.period.to - wanted.period.from).get_days() + 1;
    let link = ReportLink {
        id: app.id(now),
        hash: fingerprint(&secret),
        name: name.clone(),
        filter,
        rolling_days: form.rolling.then_some(days),
        made_by: by,
        made_at: now,
        last_used_at: None,
        used: 0,
        revoked_at: None,
        revoked_by: None,
    };
    let mut tx = app.store().begin().await?;
    tx.insert_report_link(&link).await?;
    note(app, &mut tx, actor, "report_link", &name, SettingChange::Added).await?;
    tx.commit().await?;
    let url = format!("{}/shared/{secret}", app.config().public_url.trim_end_matches('/'));
    Ok(NewLink { id: link.id, name: name.to_string(), url })
}

/// Revokes a link; one that was revoked before stays so.
pub async fn revoke_link(app: &App, actor: Actor, id: ReportLinkId) -> Result<(), Error> {
    actor.may(Action::ShareReports)?;
    let by = actor.user().ok_or(Error::Forbidden)?;
    let known = app.store().read().report_links().await?.into_iter().find(|link| link.id == id);
    let link = known.ok_or(Error::NotFound)?;
    let mut tx = app.store().begin().await?;
    if tx.revoke_report_link(id, by, app.now()).await? {
        note(app, &mut tx, actor, "report_link", &link.name, SettingChange::Removed).await?;
    }
    Ok(tx.commit().await?)
}

/// What a secret leads to; nothing, where it is none of ours.
pub async fn open_link(app: &App, secret: &str) -> Result<Opened, Error> {
    let found = app.store().read().report_link_by_hash(&fingerprint(secret)).await?;
    let link = found.ok_or(Error::NotFound)?;
    if link.revoked_at.is_some() {
        return Ok(Opened::Revoked);
    }
    let now = app.now();
    if link.last_used_at.is_none_or(|last| now.duration_since(last) >= NOTED) {
        let mut tx = app.store().begin().await?;
        tx.report_link_used(link.id, now).await?;
        tx.commit().await?;
    }
    let (name, filter, rolling_days) = (link.name.to_string(), link.filter, link.rolling_days);
    Ok(Opened::Report { name, filter, rolling_days })
}

/// The report of a link that was opened.
pub async fn shared_report(
    app: &App,
    wanted: Wanted,
    cut: Dimension,
    against: Option<Period>,
) -> Result<SlaReport, Error> {
    refuse_people(&wanted, cut)?;
    wanted.check(&app.settings())?;
    let report = make(app, wanted, cut, against, false).await?;
    // Who paused the house, and what was corrected, is told inside it.
    Ok(SlaReport { pauses: Vec::new(), corrections: Vec::new(), ..report })
}

/// The questions behind a number of it.
pub async fn shared_questions(app: &App, cell: &Cell, after: Option<LedgerCursor>) -> Result<Behind, Error> {
    refuse_people(&cell.wanted, cell.row.as_ref().map_or(Dimension::Day, |(cut, _)| *cut))?;
    behind(app, cell, after).await
}

/// So many days up to today.
pub fn rolled(app: &App, days: i32) -> Period {
    let to = default_period(app).to;
    Period { from: to.saturating_sub((days.max(1) - 1).days()), to }
}

/// Who could get the letter of the week, and who does.
pub async fn readers(app: &App, actor: Actor) -> Result<Vec<ReaderView>, Error> {
    actor.may(Action::ShareReports)?;
    let chosen = app.store().read().report_readers().await?;
    let settings = app.settings();
    let view = |user: &souffleur_core::user::User| ReaderView {
        id: user.id,
        name: user.name.to_string(),
        chosen: chosen.contains(&user.id),
        stopped: !settings.alert_choice(user.id).wants(souffleur_core::alert::AlertKind::WeeklyReport),
    };
    let may_read = |user: &&souffleur_core::user::User| {
        user.active && reach(user.role, Action::ReadReports) != AccessScope::Nothing
    };
    let mut readers: Vec<ReaderView> = settings.users.iter().filter(may_read).map(view).collect();
    readers.sort_by_key(|reader| reader.name.to_lowercase());
    Ok(readers)
}

/// Says who gets the letter of the week.
pub async fn choose_readers(app: &App, actor: Actor, chosen: &[UserId]) -> Result<(), Error> {
    let known = readers(app, actor).await?;
    let by = actor.user().ok_or(Error::Forbidden)?;
    if chosen.iter().any(|id| known.iter().all(|reader| reader.id != *id)) {
        return Err(Error::invalid("readers", Problem::Unknown));
    }
    let before: Vec<UserId> = known.iter().filter(|reader| reader.chosen).map(|reader| reader.id).collect();
    let same = before.len() == chosen.len() && before.iter().all(|id| chosen.contains(id));
    if same {
        return Ok(());
    }
    let mut tx = app.store().begin().await?;
    tx.choose_report_readers(chosen, by, app.now()).await?;
    note(app, &mut tx, actor, "report_letter", "weekly", SettingChange::Changed).await?;
    Ok(tx.commit().await?)
}

fn is_about_people(wanted: &Wanted, cut: Dimension) -> bool {
    cut == Dimension::Expert || wanted.only.as_ref().is_some_and(|(cut, _)| *cut == Dimension::Expert)
}

fn refuse_people(wanted: &Wanted, cut: Dimension) -> Result<(), Error> {
    if is_about_people(wanted, cut) { Err(Error::NotFound) } else { Ok(()) }
}

async fn note(
    app: &App,
    tx: &mut Tx,
    by: Actor,
    what: &str,
    key: &str,
    change: SettingChange,
) -> Result<(), Error> {
    let what = EventKind::SettingChanged { what: what.to_owned(), key: key.to_owned(), change };
    let at = app.now();
    Ok(tx.append(&[Event { id: app.id(at), question: None, by, at, what }]).await?)
}
