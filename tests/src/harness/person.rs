//! Who calls the desk: a browser without script, and a program.

use reqwest::{Client, Method, RequestBuilder, header::HeaderMap, redirect::Policy};
use serde_json::Value;

use super::page::Page;

/// A browser without script: keeps cookies, follows no redirect by itself, fills in the forms that it was shown.
#[derive(Clone)]
pub struct Visitor {
    client: Client,
    url: String,
}

impl Visitor {
    /// Somebody whom the desk has never seen.
    pub fn new(url: &str) -> Self {
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build().expect("a client");
        Self { client, url: url.to_owned() }
    }

    /// Somebody whose browser keeps no cookies.
    pub fn without_cookies(url: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        Self { client, url: url.to_owned() }
    }

    /// The same browser, cookies and all, at a desk of another address.
    #[must_use]
    pub fn at(&self, url: &str) -> Self {
        Self { client: self.client.clone(), url: url.to_owned() }
    }

    /// A request of one's own making, with this browser's cookies.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url)).header("accept-language", "fr")
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        Page::read(self.request(Method::GET, path).send().await.expect("an answer")).await
    }

    /// Opens a page with what follows the `?` of its address.
    pub async fn get_with(&self, path: &str, query: &[(&str, &str)]) -> Page {
        Page::read(self.request(Method::GET, path).query(query).send().await.expect("an answer")).await
    }

    /// Opens a page and fills in the form on it that posts to `action`.
    pub async fn fill(&self, path: &str, action: &str, typed: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        self.submit(&page, action, typed).await
    }

    /// Fills in the form of a page that posts to `action` and sends it; hidden fields and what is already filled in
    /// go along, as a browser sends them.
    pub async fn submit(&self, page: &Page, action: &str, typed: &[(&str, &str)]) -> Page {
        let mut fields = page.form(action);
        for (name, value) in typed {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.post(action, &fields).await
    }

    /// Saves what is being written in the form that posts to `action`, as its page's script does: to `path`, with the
    /// token and the draft of that form.
    pub async fn save(&self, page: &Page, action: &str, path: &str, body: &str) -> Page {
        let mut fields = page.form(action);
        fields.retain(|(name, _)| ["csrf", "draft_id"].contains(&name.as_str()));
        fields.push(("body".to_owned(), body.to_owned()));
        self.post(path, &fields).await
    }

    /// Posts fields as they are.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.request(Method::POST, path).header("origin", &self.url).form(fields);
        Page::read(request.send().await.expect("an answer")).await
    }

    /// Fills in the form of a page that posts to `action`, with files, and sends it as a browser sends those.
    pub async fn send(
        &self,
        page: &Page,
        action: &str,
        typed: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        let mut fields = page.form(action);
        fields.retain(|(name, _)| name != "files");
        for (name, value) in typed {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let (kind, body) = super::files::parcel(&fields, files);
        let request = self.request(Method::POST, action).header("origin", &self.url);
        let request = request.header("content-type", kind).body(body);
        Page::read(request.send().await.expect("an answer")).await
    }

    /// Signs in on the sign-in page.
    pub async fn sign_in(&self, email: &str, password: &str) -> Page {
        let form = self.get("/sign-in").await;
        let page = self.submit(&form, "/sign-in", &[("email", email), ("password", password)]).await;
        assert_eq!(page.status, 303, "{email} signs in: {}", page.text());
        page
    }

    /// Opens the page that an answer leads to.
    pub async fn follow(&self, answer: &Page) -> Page {
        self.get(answer.location()).await
    }
}

/// A program that calls the API.
#[derive(Clone)]
pub struct Caller {
    client: Client,
    url: String,
    token: Option<String>,
}

/// What the API answered.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; null where it is not JSON.
    pub json: Value,
    /// The body as it came.
    pub raw: String,
}

impl Reply {
    /// The body without the id of its request, which differs from one to the next.
    pub fn told(&self) -> String {
        let id = self.json["request_id"].as_str().unwrap_or_default();
        if id.is_empty() { self.raw.clone() } else { self.raw.replace(id, "") }
    }
}

impl Caller {
    /// A program without a token.
    pub fn new(url: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().expect("a client");
        Self { client, url: url.to_owned(), token: None }
    }

    /// The same program, calling from another address of this machine.
    #[must_use]
    pub fn at_address(&self, address: &str) -> Self {
        let address: std::net::IpAddr = address.parse().expect("an address");
        let client = Client::builder().redirect(Policy::none()).local_address(address);
        Self { client: client.build().expect("a client"), ..self.clone() }
    }

    /// The same program with a token.
    #[must_use]
    pub fn with_token(&self, token: String) -> Self {
        Self { token: Some(token), ..self.clone() }
    }

    /// A request of one's own making.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Asks for something.
    pub async fn get(&self, path: &str) -> Reply {
        Reply::read(self.request(Method::GET, path)).await
    }

    /// Asks for something with what follows the `?` of its address.
    pub async fn get_with(&self, path: &str, query: &[(&str, &str)]) -> Reply {
        Reply::read(self.request(Method::GET, path).query(query)).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        Reply::read(self.request(Method::POST, path).json(body)).await
    }
}

impl Reply {
    /// Sends a request and reads the whole answer.
    pub async fn read(request: RequestBuilder) -> Self {
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let raw = answer.text().await.expect("a body");
        Self { status, headers, json: serde_json::from_str(&raw).unwrap_or_default(), raw }
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Demands this status.
    #[track_caller]
    #[expect(clippy::return_self_not_must_use, reason = "most demands are made for their own sake")]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.raw);
        self
    }

    /// Demands that this is a problem document with this status that says something.
    #[track_caller]
    pub fn is_problem(&self, status: u16) {
        assert_eq!(self.status, status, "{}", self.raw);
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.raw);
        assert_eq!(self.json["status"], status, "{}", self.raw);
        assert!(self.json["title"].as_str().is_some_and(|title| !title.is_empty()), "{}", self.raw);
    }

    /// Demands that this refuses a field of the body, by its name.
    #[track_caller]
    pub fn refuses(&self, field: &str) {
        self.is_problem(422);
        let fields = self.json["errors"].as_array().into_iter().flatten();
        let named: Vec<_> = fields.filter_map(|error| error["field"].as_str()).collect();
        assert!(named.contains(&field), "{field} is not among the refused fields {named:?}: {}", self.raw);
    }
}
