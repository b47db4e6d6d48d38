//! Everything that can happen to a question, with words of the wings wherever somebody of the house may write.

use std::fmt::Write as _;

use reqwest::Method;
use serde_json::{Value, json};
use souffleur_admin::settings;
use souffleur_core::{Actor, permission::Role};
use souffleur_insight::report::{self, Dimension};
use souffleur_tests::harness::{
    Caller, Reply, TestDesk,
    files::{document_by, parcel, photo_by},
    house::PASSWORD,
};

use crate::marks::{ASSIGN, BESIDE, CLOSE, DECLINE, DRAFT, HAND_OVER, NOTE, REDRAFT, REMARK, REQUEST, user};

/// Where the customers of the journey read their mail.
pub(crate) const MAILBOX: &str = "@customers.example";

/// What the journey left behind.
pub(crate) struct Journey {
    /// The customers' links, as paths.
    pub(crate) links: Vec<String>,
    /// Links to reports, as paths.
    pub(crate) shared: Vec<String>,
    /// What anonymous calls of the API answered.
    pub(crate) answers: Vec<String>,
    ids: Vec<String>,
    manager: Caller,
}

impl Journey {
    /// Reports leave the house, and everybody may read how the promise is kept.
    async fn share(&mut self, desk: &TestDesk) {
        let by = Actor::Staff { id: user(desk, "ysolde").id, role: Role::Supervisor };
        let period = report::default_period(&desk.app);
        // By topic it says what the house calls its topics: that is what it is asked for. By expert there is none.
        for cut in
            Dimension::ALL.into_iter().filter(|cut| ![Dimension::Expert, Dimension::Topic].contains(cut))
        {
            let form = report::LinkForm { name: cut.as_str().to_owned(), rolling: true };
            let filter = format!("from={}&to={}&group_by={}", period.from, period.to, cut.as_str());
            let wanted = report::Wanted::questions(period);
            let link = report::make_link(&desk.app, by, &form, filter, &wanted, cut).await.unwrap();
            self.shared.push(link.url[link.url.find("/shared/").unwrap()..].to_owned());
        }
        let form = settings::desk::get(&desk.app, Actor::Desk).await.unwrap().form();
        let form = settings::desk::DeskForm { publishes_rate: true, ..form };
        settings::desk::save(&desk.app, Actor::Desk, form).await.unwrap();
    }

    pub(crate) async fn make(desk: &TestDesk) -> Self {
        let (oriane, tancred) = (caller(desk, "oriane").await, caller(desk, "tancred").await);
        let mut journey = Self {
            links: vec![],
            shared: vec![],
            answers: vec![],
            ids: vec![],
            manager: caller(desk, "ysolde").await,
        };
        let id = |part: &str| user(desk, part).id.to_string();

        // Answered after a draft, a remark, another draft and a note; then asked again, and answered.
        let first = journey.ask_by_api(desk, "Quelle taille pour la retouche ?", "marie").await;
        journey.give(&first, &id("tancred"), None).await;
        journey.give(&first, &id("oriane"), Some(ASSIGN)).await;
        let drafted = said(&oriane, &first, "drafts", &json!({"body": format!("{DRAFT} du 38")})).await;
        journey.send_back(desk, &first).await;
        said(&oriane, &first, "notes", &json!({"body": format!("{NOTE} @tancred")})).await;
        said(&oriane, &first, "asks", &json!({"body": format!("@tancred.moldwarp {REQUEST} ?")})).await;
        said(&tancred, &first, "side-drafts", &json!({"body": BESIDE})).await;
        said(&oriane, &first, "drafts", &json!({"body": format!("{REDRAFT} du 38")})).await;
        journey.reply(&first, "Bonjour, prenez du 38.", Some(&drafted["id"])).await;
        journey.follow_up(desk, 0, "Et pour la coupe large ?").await;
        journey.reply(&first, "Du 36 alors.", None).await;
        journey.send_file(desk, &first).await;

        // Handed over, declined, answered by a holding message, closed with a reason.
        let second = journey.ask_by_form(desk, "Une retouche est-elle possible ?", "paul").await;
        journey.give(&second, &id("oriane"), None).await;
        said(&oriane, &second, "assignments", &json!({"expert_id": id("tancred"), "reason": HAND_OVER}))
            .await;
        said(&tancred, &second, "assignments", &json!({"reason": DECLINE})).await;
        let version = journey.question(&second).await["version"].clone();
        let hold = json!({"body": "Nous regardons.", "version": version, "holding": true});
        journey.post(&second, "replies", &hold).await;
        journey.status(&second, "closed", CLOSE).await;

        // Hidden, with a reason for everybody; and one that waits.
        let third = journey.ask_by_api(desk, "Votre atelier est nul en taille.", "luc").await;
        journey.give(&third, &id("tancred"), None).await;
        said(&tancred, &third, "drafts", &json!({"body": DRAFT})).await;
        journey.status(&third, "hidden", "Propos injurieux").await;
        journey.ask_by_form(desk, "La coupe taille-t-elle grand ?", "zoe").await;

        // Long enough for warnings and broken promises.
        desk.pass(jiff::SignedDuration::from_hours(30)).await;
        journey.manager = caller(desk, "ysolde").await;
        journey.share(desk).await;
        journey
    }

    /// The community manager says what no customer should read, and insists on it.
    pub(crate) async fn spill(&self, desk: &TestDesk, body: &str) {
        let id = &self.ids[0];
        let version = self.question(id).await["version"].clone();
        let reply = json!({"body": body, "version": version, "confirm_names": true});
        self.post(id, "replies", &reply).await;
        desk.settle().await;
    }

    /// Everything that is kept of it inside the house.
    pub(crate) async fn as_seen_inside(&self, desk: &TestDesk) -> String {
        let mut seen = String::new();
        let reader = desk.app.store().read();
        for id in &self.ids {
            let view = reader.question_view(id.parse().unwrap()).await.unwrap();
            write!(seen, "{view:?}").unwrap();
        }
        seen
    }

    async fn ask_by_api(&mut self, desk: &TestDesk, body: &str, name: &str) -> String {
        let customer = json!({"name": name, "email": format!("{name}{MAILBOX}")});
        let body = json!({"body": body, "customer": customer, "visibility": "public"});
        let asked = desk.stranger().post("/api/v1/questions", &body).await.is(201);
        self.answers.push(format!("{:?}\n{}", asked.headers, asked.raw));
        let link = asked.json["public_url"].as_str().unwrap();
        self.links.push(link.trim_start_matches(&desk.url).to_owned());
        self.keep(asked.json["id"].as_str().unwrap())
    }

    async fn ask_by_form(&mut self, desk: &TestDesk, body: &str, name: &str) -> String {
        let visitor = desk.visitor();
        let email = format!("{name}{MAILBOX}");
        let asked = visitor.fill("/ask", "/ask", &[("body", body), ("name", name), ("email", &email)]).await;
        assert_eq!(asked.status, 303, "{}", asked.text());
        self.answers.push(format!("{:?}", asked.headers));
        self.links.push(asked.location().to_owned());
        let newest = self.manager.get("/api/v1/questions?sort=asked_at&limit=1").await.is(200);
        self.keep(newest.json["items"][0]["id"].as_str().unwrap())
    }

    fn keep(&mut self, id: &str) -> String {
        self.ids.push(id.to_owned());
        id.to_owned()
    }

    /// On the page: programs do not send drafts back.
    async fn send_back(&self, desk: &TestDesk, id: &str) {
        let browser = desk.visitor();
        browser.sign_in(&user(desk, "ysolde").email, PASSWORD).await;
        let (place, action) = (format!("/questions/{id}"), format!("/questions/{id}/return"));
        browser.fill(&place, &action, &[("remark", REMARK)]).await.is(303);
    }

    /// An expert's file, with their name on it and in it, goes out with a reply.
    async fn send_file(&self, desk: &TestDesk, id: &str) {
        self.follow_up(desk, 0, "Avez-vous le guide ?").await;
        let expert = desk.visitor();
        expert.sign_in(&user(desk, "oriane").email, PASSWORD).await;
        let (own, place) = (format!("/desk/{id}"), format!("/questions/{id}"));
        let (document, photo) = (document_by("Oriane Quibblewort"), photo_by("Oriane Quibblewort"));
        let files = [("Oriane-Quibblewort.pdf", &document[..]), ("oriane.png", &photo[..])];
        let page = expert.get(&own).await;
        expert.send(&page, &format!("{own}/draft"), &[("body", DRAFT)], &files).await.is(303);
        let browser = desk.visitor();
        browser.sign_in(&user(desk, "ysolde").email, PASSWORD).await;
        let page = browser.get(&place).await;
        let typed = [("body", "Le voici."), ("undo", "")];
        browser.submit(&page, &format!("{place}/reply"), &typed).await.is(303);
        let shown = desk.visitor().get(&self.links[0]).await;
        assert_eq!(shown.all(".files a", "href").len(), 2, "the customer has the files");
        self.send_file_by_api(desk, id).await;
    }

    /// The same, from program to program: the expert's draft brings a file, which goes along with the reply.
    async fn send_file_by_api(&self, desk: &TestDesk, id: &str) {
        self.follow_up(desk, 0, "Et en photo ?").await;
        let path = |what: &str| format!("/api/v1/questions/{id}/{what}");
        let (oriane, photo) = (caller(desk, "oriane").await, photo_by("Oriane Quibblewort"));
        let message = [("message".to_owned(), json!({"body": DRAFT}).to_string())];
        let (kind, body) = parcel(&message, &[("Oriane-Quibblewort.png", &photo)]);
        let request = oriane.request(Method::POST, &path("drafts")).header("content-type", kind).body(body);
        let draft = Reply::read(request).await.is(201).json["id"].clone();
        let version = self.question(id).await["version"].clone();
        let reply =
            json!({"body": "En photo.", "draft_id": draft, "with_draft_files": true, "version": version});
        self.post(id, "replies", &reply).await;
        let shown = desk.visitor().get(&self.links[0]).await;
        assert_eq!(shown.all(".files a", "href").len(), 3, "the customer has this one too");
    }

    async fn follow_up(&self, desk: &TestDesk, link: usize, body: &str) {
        let link = &self.links[link];
        let page = desk.visitor().fill(link, &format!("{link}/messages"), &[("body", body)]).await;
        assert_eq!(page.status, 303, "{}", page.text());
    }

    async fn question(&self, id: &str) -> Value {
        self.manager.get(&format!("/api/v1/questions/{id}")).await.is(200).json
    }

    async fn reply(&self, id: &str, body: &str, draft: Option<&Value>) {
        let version = self.question(id).await["version"].clone();
        let mut reply = json!({"body": body, "version": version});
        if let Some(draft) = draft {
            reply["draft_id"] = draft.clone();
        }
        self.post(id, "replies", &reply).await;
    }

    async fn status(&self, id: &str, status: &str, reason: &str) {
        let body = json!({"status": status, "reason": reason});
        self.manager.post(&format!("/api/v1/questions/{id}/status"), &body).await.is(200);
    }

    /// Gives a question to an expert who does not hold it yet.
    async fn give(&self, id: &str, expert: &str, reason: Option<&str>) {
        if self.question(id).await["assignment"]["expert_id"] != *expert {
            self.post(id, "assignments", &json!({"expert_id": expert, "reason": reason})).await;
        }
    }

    async fn post(&self, id: &str, what: &str, body: &Value) -> Value {
        said(&self.manager, id, what, body).await
    }
}

async fn caller(desk: &TestDesk, part: &str) -> Caller {
    let session = desk.session(&user(desk, part).email).await;
    desk.stranger().with_token(session["access_token"].as_str().unwrap().to_owned())
}

async fn said(by: &Caller, id: &str, what: &str, body: &Value) -> Value {
    by.post(&format!("/api/v1/questions/{id}/{what}"), body).await.is(201).json
}
