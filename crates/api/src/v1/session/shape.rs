//! What signing in and renewing a session answer.

use serde::Serialize;
use souffleur_admin::user::SignedIn;
use souffleur_app::live;
use souffleur_core::Language;
use souffleur_core::id::UserId;
use souffleur_core::permission::Role;
use souffleur_web::Web;
use souffleur_web::auth::ACCESS_MINUTES;
use souffleur_web::error::Failure;
use utoipa::ToSchema;

/// A session that just began or was renewed.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SessionJson {
    /// Send it as `Authorization: Bearer …`.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Makes the next access token, once.
    refresh_token: String,
    /// For how many seconds the access token is good.
    expires_in: i64,
    /// Who signed in.
    user: UserJson,
}

/// A member of staff, to themselves.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UserJson {
    #[schema(value_type = uuid::Uuid)]
    id: UserId,
    email: String,
    name: String,
    #[schema(value_type = String)]
    role: Role,
    #[schema(value_type = Option<String>)]
    language: Option<Language>,
}

impl SessionJson {
    pub(super) fn of(web: &Web, signed_in: SignedIn) -> Result<Self, Failure> {
        let SignedIn { user, session, refresh_token, .. } = signed_in;
        let now = web.app.now();
        web.sessions.mark_alive(session, web.app.clock().elapsed(), live::access_version(&web.app));
        Ok(Self {
            access_token: web.keys.issue(user.id, session, now)?,
            token_type: "Bearer",
            refresh_token,
            expires_in: ACCESS_MINUTES * 60,
            user: UserJson {
                id: user.id,
                email: user.email.to_string(),
                name: user.name.to_string(),
                role: user.role,
                language: user.language,
            },
        })
    }
}
