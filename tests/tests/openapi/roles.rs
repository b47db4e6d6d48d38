//! In whose name calls are made, and the ids and tokens that exist for them.

use serde_json::Value;
use souffleur_tests::harness::{Caller, Server, Visitor, server::PASSWORD};

/// A caller of the API.
pub(crate) struct Role {
    pub(crate) name: &'static str,
    /// What comes after `Authorization: Bearer`.
    pub(crate) token: Option<String>,
    /// Whether it is a member of staff, who has a session that ends and a live stream that does not.
    pub(crate) is_staff: bool,
    pub(crate) known: Known,
}

/// Ids and tokens that exist: invented ones hardly ever get past `404`.
#[derive(Clone, Default)]
pub(crate) struct Known {
    pub(crate) questions: Vec<String>,
    pub(crate) threads: Vec<String>,
    pub(crate) calendars: Vec<String>,
    pub(crate) deliveries: Vec<String>,
    pub(crate) users: Vec<String>,
}

/// Every role, those first who change the least.
pub(crate) async fn everybody(desk: &Server) -> Vec<Role> {
    let (manager, known) = known(desk).await;
    let mut roles = vec![
        Role { name: "nobody", token: None, is_staff: false, known: Known::default() },
        Role { name: "customer", token: None, is_staff: false, known: threads_of(&manager, &known).await },
        Role {
            name: "program",
            token: Some(channel_token(desk).await),
            is_staff: false,
            known: known.clone(),
        },
    ];
    for name in ["supervisor", "expert", "administrator", "community_manager"] {
        let token = session(desk, name).await;
        let own = desk.caller().with_token(token.clone()).get("/api/v1/questions?limit=8").await.json;
        let own = each(&own["items"], "/id");
        let questions = if own.is_empty() { known.questions.clone() } else { own };
        let known = Known { questions, ..known.clone() };
        roles.push(Role { name, token: Some(token), is_staff: true, known });
    }
    roles
}

/// What a community manager and an administrator find by the API itself.
async fn known(desk: &Server) -> (Caller, Known) {
    let manager = desk.caller().with_token(session(desk, "community_manager").await);
    let administrator = desk.caller().with_token(session(desk, "administrator").await);
    let questions = manager.get("/api/v1/questions?sort=asked_at&limit=8").await.is(200).json;
    let deliveries = manager.get("/api/v1/deliveries?limit=4").await.is(200).json;
    let calendars = administrator.get("/api/v1/calendars").await.is(200).json;
    let mut known = Known {
        questions: each(&questions["items"], "/id"),
        users: each(&questions["items"], "/expert/id"),
        deliveries: each(&deliveries["items"], "/id"),
        calendars: each(if calendars.is_array() { &calendars } else { &calendars["items"] }, "/id"),
        ..Known::default()
    };
    known.threads = threads_of(&manager, &known).await.threads;
    (manager, known)
}

/// The tokens of the threads alone, as a customer has one.
async fn threads_of(manager: &Caller, known: &Known) -> Known {
    let mut threads = Vec::new();
    for id in known.questions.iter().take(2) {
        let question = manager.get(&format!("/api/v1/questions/{id}")).await.is(200).json;
        let link = question["public_url"].as_str().unwrap();
        threads.push(link.rsplit('/').next().unwrap().to_owned());
    }
    Known { threads, ..Known::default() }
}

fn each(list: &Value, pointer: &str) -> Vec<String> {
    let values = list.as_array().into_iter().flatten().filter_map(|item| item.pointer(pointer)?.as_str());
    values.map(str::to_owned).collect()
}

/// An access token of the first person with a role.
async fn session(desk: &Server, role: &str) -> String {
    let body = serde_json::json!({ "email": email(desk, role), "password": PASSWORD });
    let session = desk.caller().post("/api/v1/session", &body).await.is(200).json;
    session["access_token"].as_str().unwrap().to_owned()
}

fn email<'desk>(desk: &'desk Server, role: &str) -> &'desk str {
    let users = desk.ready["users"].as_array().unwrap();
    let user = users.iter().find(|user| user["role"] == role);
    user.unwrap_or_else(|| panic!("nobody is {role}"))["email"].as_str().unwrap()
}

/// The token of a program, as an administrator is shown it.
async fn channel_token(desk: &Server) -> String {
    let visitor = Visitor::new(&desk.url);
    visitor.sign_in(email(desk, "administrator"), PASSWORD).await;
    let typed = [("name", "Bridge"), ("channel", "shop")];
    let shown = visitor.fill("/settings/programs/new", "/settings/programs", &typed).await.is(200);
    let example = shown.words("main pre code").concat();
    let token = example.rsplit("Bearer ").next().filter(|token| *token != example);
    token.unwrap_or_else(|| panic!("no token: {}", shown.text())).to_owned()
}
