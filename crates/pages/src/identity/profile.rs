//! One's own profile: the language of the pages, days away, the password, where one is signed in.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use souffleur_admin::alert_choice;
use souffleur_admin::settings::{AbsenceForm, closures};
use souffleur_admin::user::{self, OwnSession, ProfileForm};
use souffleur_app::App;
use souffleur_core::id::SessionId;
use souffleur_core::user::User;
use souffleur_render::{FlashKind, Language, Template, sample_now};
use souffleur_web::Web;
use souffleur_web::auth::{LANGUAGE, SetCookie, Signed};
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::alert_choices::Choices;

/// Empty lines below the days away, to fill in new ones.
const SPARE_LINES: usize = 2;

/// The profile.
#[derive(Debug, Serialize)]
pub(super) struct Profile {
    email: String,
    language: String,
    languages: Vec<Choice>,
    absences: Vec<Line>,
    absence_file: String,
    sessions: Vec<OwnSession>,
    alerts: Choices,
    alert_errors: FieldErrors,
    errors: FieldErrors,
}

/// One of several.
#[derive(Debug, Serialize)]
struct Choice {
    value: &'static str,
    label: &'static str,
}

/// Days away, as typed.
#[derive(Debug, Default, Serialize)]
struct Line {
    from: String,
    until: String,
    from_error: Option<String>,
    until_error: Option<String>,
}

impl Template for Profile {
    const NAME: &'static str = "page/identity/profile.html";

    fn samples() -> Vec<Self> {
        let session = |current| OwnSession {
            id: souffleur_core::Id::new(uuid::Uuid::nil()),
            created_at: sample_now(),
            rotated_at: sample_now(),
            expires_at: sample_now(),
            current,
        };
        let away = Line { from: "2026-12-24".to_owned(), until: "2026-12-31".to_owned(), ..Line::default() };
        let wrong =
            Line {
                from_error: Some("…".to_owned()), until_error: Some("…".to_owned()), ..Line::default()
            };
        let [quiet, house] = Choices::samples();
        let sample = |absences, alerts, errors| Self {
            email: "lea@example.test".to_owned(),
            language: "fr".to_owned(),
            languages: choices(),
            absences,
            absence_file: String::new(),
            sessions: vec![session(true), session(false)],
            alerts,
            alert_errors: FieldErrors::sample(&["goes", "quiet", "quiet_from", "quiet_until"]),
            errors,
        };
        vec![
            sample(vec![away, Line::default()], house, FieldErrors::none()),
            sample(
                vec![wrong],
                quiet,
                FieldErrors::sample(&["language", "absence_file", "current", "password"]),
            ),
        ]
    }
}

/// What the form of the profile sends; each day away is a pair of the same index.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    language: String,
    from: Vec<String>,
    until: Vec<String>,
    absence_file: String,
}

/// What the form of the password sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Passwords {
    current: String,
    password: String,
}

fn choices() -> Vec<Choice> {
    let own = |language: Language| Choice { value: language.tag(), label: language.own_name() };
    Language::ALL.map(own).into()
}

impl Profile {
    async fn of(
        app: &App,
        current: &Signed,
        form: ProfileForm,
        errors: FieldErrors,
    ) -> Result<Self, Failure> {
        let alerts = Choices::of(alert_choice::chosen(app, current.actor())?);
        let sessions = user::sessions(app, current.actor(), Some(current.session)).await?;
        let lines = form.absences.into_iter().enumerate().map(|(index, absence)| {
            let error = |end: &str| errors.get(&format!("absences[{index}].{end}")).map(ToOwned::to_owned);
            Line {
                from_error: error("from"),
                until_error: error("until"),
                from: absence.from,
                until: absence.until,
            }
        });
        let spare = std::iter::repeat_with(Line::default).take(SPARE_LINES);
        Ok(Self {
            email: current.user.email.to_string(),
            language: form.language,
            languages: choices(),
            absences: lines.chain(spare).collect(),
            absence_file: form.absence_file,
            sessions,
            alerts,
            alert_errors: FieldErrors::none(),
            errors,
        })
    }

    /// With what was chosen to be told of as it was typed.
    pub(super) fn with_alerts(self, alerts: Choices, alert_errors: FieldErrors) -> Self {
        Self { alerts, alert_errors, ..self }
    }

    /// The profile as it is stored.
    pub(super) async fn stored(app: &App, current: &Signed, errors: FieldErrors) -> Result<Self, Failure> {
        let user = user::profile(app, current.actor()).await?;
        Self::of(app, current, form_of(&user), errors).await
    }
}

fn form_of(user: &User) -> ProfileForm {
    ProfileForm {
        language: user.language.map(|language| language.code().to_owned()).unwrap_or_default(),
        absences: user.expertise.absences.iter().map(AbsenceForm::from).collect(),
        absence_file: String::new(),
    }
}

/// The profile.
pub(super) async fn show(context: PageContext, current: Signed) -> PageResult {
    let profile = Profile::stored(context.app(), &current, FieldErrors::none()).await?;
    context.show(&profile)
}

/// Saves language and days away.
pub(super) async fn save(
    State(web): State<Web>,
    context: PageContext,
    current: Signed,
    Form(fields): Form<Fields>,
) -> PageResult {
    let lines = fields.from.into_iter().zip(fields.until).map(|(from, until)| AbsenceForm { from, until });
    let form = ProfileForm {
        language: fields.language,
        absences: lines.filter(is_filled).collect(),
        absence_file: fields.absence_file,
    };
    match user::save_profile(&web.app, current.actor(), form.clone()).await {
        Ok(()) => {
            let context = context.with_cookie(SetCookie::removed(&web.config, LANGUAGE, web.app.now()));
            let left_out = closures::left_out(&web.app, &form.absence_file);
            context
                .flash(FlashKind::Success, "identity-profile-saved", &[])
                .flash_left_out(&left_out)
                .redirect("/profile")
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let profile = Profile::of(context.app(), &current, form, errors).await?;
            context.refuse(&profile)
        }
    }
}

fn is_filled(line: &AbsenceForm) -> bool {
    !(line.from.trim().is_empty() && line.until.trim().is_empty())
}

/// Changes the password; every other session ends.
pub(super) async fn change_password(
    State(web): State<Web>,
    context: PageContext,
    current: Signed,
    Form(form): Form<Passwords>,
) -> PageResult {
    web.limits.password(current.user.id)?;
    let changed = user::change_password(
        &web.app,
        current.actor(),
        &form.current,
        &form.password,
        Some(current.session),
    );
    match changed.await {
        Ok(()) => context.flash(FlashKind::Success, "identity-password-changed", &[]).redirect("/profile"),
        Err(error) => {
            let errors = context.field_errors(error)?;
            let profile = Profile::stored(context.app(), &current, errors).await?;
            context.refuse(&profile)
        }
    }
}

/// Ends one of one's own sessions.
pub(super) async fn end_session(
    State(web): State<Web>,
    context: PageContext,
    current: Signed,
    Path(session): Path<SessionId>,
) -> PageResult {
    user::revoke_session(&web.app, current.actor(), session).await?;
    context.flash(FlashKind::Success, "identity-session-ended", &[]).redirect("/profile")
}
