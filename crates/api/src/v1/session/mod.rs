//! Sessions: how staff sign in to the API.

mod create;
mod end;
mod refresh;

use serde::Serialize;
use souffleur_app::live;
use souffleur_app::user::SignedIn;
use souffleur_core::Language;
use souffleur_core::id::UserId;
use souffleur_core::permission::Role;
use souffleur_web::Web;
use souffleur_web::access::Access;
use souffleur_web::auth::ACCESS_MINUTES;
use souffleur_web::error::Failure;
use souffleur_web::route::Routes;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Public, routes!(create::create_session))
        .api(Access::Public, routes!(refresh::refresh_session))
        .api(Access::SignedIn, routes!(end::end_session))
}

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
    fn of(web: &Web, signed_in: SignedIn) -> Result<Self, Failure> {
        let SignedIn { user, session, refresh_token, .. } = signed_in;
        let now = web.app.now();
        web.sessions.saw(session, web.app.clock().elapsed(), live::access_version(&web.app));
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
