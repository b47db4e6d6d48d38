//! GET /reports/share: reports that leave the page. Links that show one to whoever has them, who made each and when it was last
//! opened, and the way to revoke it; and who gets the letter of the week.

use serde::{Deserialize, Serialize};
use souffleur_core::id::{ReportLinkId, UserId};
use souffleur_insight::report::{
    LinkForm, LinkView, ReaderView, choose_readers, default_period, links, make_link, readers, revoke_link,
};
use souffleur_render::{FlashKind, Template, sample_now};
use souffleur_web::extract::{Form, Path, Query};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::address::{Address, Params};
use super::sample;
use super::sla::read;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SharePage {
    /// The report that a link is made to.
    about: About,
    form: LinkForm,
    errors: FieldErrors,
    links: Vec<LinkView>,
    readers: Vec<ReaderView>,
    /// The link that was just made: shown once.
    made: Option<String>,
    made_name: Option<String>,
}

/// A report, as its address says it.
#[derive(Debug, Clone, Serialize)]
struct About {
    href: String,
    filter: String,
    from: String,
    to: String,
    days: i32,
    group_by: &'static str,
    only: Option<&'static str>,
}

/// What is typed, with the report that it is about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    rolling: bool,
    /// The report, as an address says it.
    filter: String,
}

/// Who is to get the letter.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    readers: Vec<UserId>,
}

/// Shows it, about the report that one comes from.
pub(super) async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let address = address(&context, &params)?;
    let page = SharePage::load(&context, &address, LinkForm::default(), FieldErrors::none()).await?;
    context.show(&page)
}

/// Makes a link.
pub(super) async fn make(context: PageContext, Form(typed): Form<Typed>) -> PageResult {
    let params: Params = serde_html_form::from_str(&typed.filter).unwrap_or_default();
    let address = address(&context, &params)?;
    let form = LinkForm { name: typed.name, rolling: typed.rolling };
    let (wanted, cut) = (&address.wanted, address.cut);
    match make_link(context.app(), context.actor(), &form, address.filter(), wanted, cut).await {
        Ok(link) => {
            let page = SharePage::load(&context, &address, LinkForm::default(), FieldErrors::none()).await?;
            context.show(&SharePage { made: Some(link.url), made_name: Some(link.name), ..page })
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let page = SharePage::load(&context, &address, form, errors).await?;
            context.refuse(&page)
        }
    }
}

/// Revokes one.
pub(super) async fn revoke(context: PageContext, Path(id): Path<ReportLinkId>) -> PageResult {
    revoke_link(context.app(), context.actor(), id).await?;
    context.flash(FlashKind::Success, "report-share-revoked", &[]).redirect("/reports/share")
}

/// Says who gets the letter of the week.
pub(super) async fn letter(context: PageContext, Form(chosen): Form<Chosen>) -> PageResult {
    choose_readers(context.app(), context.actor(), &chosen.readers).await?;
    context.flash(FlashKind::Success, "report-letter-saved", &[]).redirect("/reports/share")
}

/// The report that is meant; the usual one, where what is said makes no sense.
fn address(context: &PageContext, params: &Params) -> Result<Address, souffleur_web::error::Failure> {
    if let Ok(address) = read(context, params, "sla")? {
        return Ok(address);
    }
    let wanted = souffleur_insight::report::Wanted::questions(default_period(context.app()));
    let nothing = super::address::Against::Nothing;
    Ok(Address::of("sla", wanted, souffleur_insight::report::Dimension::Day, nothing))
}

impl SharePage {
    async fn load(
        context: &PageContext,
        address: &Address,
        form: LinkForm,
        errors: FieldErrors,
    ) -> Result<Self, souffleur_app::Error> {
        let links = links(context.app(), context.actor()).await?;
        let readers = readers(context.app(), context.actor()).await?;
        Ok(Self { about: About::of(address), form, errors, links, readers, made: None, made_name: None })
    }
}

impl About {
    fn of(address: &Address) -> Self {
        let period = address.wanted.period;
        Self {
            href: address.report(),
            filter: address.filter(),
            from: period.from.to_string(),
            to: period.to.to_string(),
            days: (period.to - period.from).get_days() + 1,
            group_by: address.cut.as_str(),
            only: address.wanted.only.as_ref().map(|(cut, _)| cut.as_str()),
        }
    }
}

impl Template for SharePage {
    const NAME: &'static str = "page/report/share.html";

    fn samples() -> Vec<Self> {
        let link = LinkView {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            name: "Direction <b>".to_owned(),
            filter: "from=2025-11-18&to=2025-11-24&group_by=day".to_owned(),
            rolling_days: None,
            made_by: "Nadia Roche".to_owned(),
            made_at: sample_now(),
            last_used_at: None,
            used: 0,
            revoked_at: None,
            revoked_by: None,
        };
        let used =
            LinkView { last_used_at: Some(sample_now()), used: 12, rolling_days: Some(7), ..link.clone() };
        let revoked_by = Some("Nadia Roche".to_owned());
        let revoked = LinkView { revoked_at: Some(sample_now()), revoked_by, ..used.clone() };
        let reader = |chosen, stopped| ReaderView {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            name: "Nadia Roche".to_owned(),
            chosen,
            stopped,
        };
        let page = |address: &Address| Self {
            about: About::of(address),
            form: LinkForm::default(),
            errors: FieldErrors::none(),
            links: vec![link.clone(), used.clone(), revoked.clone()],
            readers: vec![reader(true, false), reader(true, true), reader(false, false)],
            made: None,
            made_name: None,
        };
        let mut samples: Vec<Self> = sample::addresses("sla").iter().map(page).collect();
        let first = samples[0].clone();
        let made = Some("https://desk.example/shared/ABC".to_owned());
        samples.push(Self { made, made_name: Some("Direction".to_owned()), ..first.clone() });
        samples.push(Self { errors: FieldErrors::sample(&["name"]), links: vec![], ..first });
        samples
    }
}
