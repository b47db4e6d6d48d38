//! The things that addresses name, and good bodies for the routes that are about a question.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use souffleur_admin::{
    settings::{
        objective,
        pause::{self, PauseForm},
        program,
    },
    user,
};
use souffleur_core::{
    Actor,
    id::{DraftId, SessionId, TopicId, UserId},
};
use souffleur_insight::report;
use souffleur_question::{
    answer,
    question::{self, ask_colleague, close, draft, follow, snooze, wait},
    saved_view,
};
use souffleur_tests::harness::{
    TestDesk,
    house::PASSWORD,
    story::{PARCEL, SIZES},
};
use souffleur_web::route::Route;

/// A question that Léa holds and drafted on, and everything else that an address can name.
pub(crate) struct Scene {
    pub(crate) asked: souffleur_question::intake::Asked,
    /// Another one of the same customer, asked before.
    pub(crate) other: souffleur_question::intake::Asked,
    /// What the customer wrote again.
    message: String,
    version: i64,
    draft: DraftId,
    karim: UserId,
    topic: TopicId,
    leas_session: SessionId,
    invitation: String,
    program: String,
    /// An answer that is kept.
    answer: String,
    /// A list that the community manager keeps.
    kept: String,
    /// In an hour from when it was set.
    soon: Timestamp,
    /// A pause of the house that lasts.
    pause: String,
    /// Something that the house wants to reach, and another day for one more.
    objective: String,
    another_day: String,
    /// A link to a report, and its secret.
    link: String,
    secret: String,
    settings: std::sync::Arc<souffleur_app::Settings>,
    is_closed: bool,
    is_worn_out: bool,
    is_changed: bool,
}

/// Gives up what the house wanted, wants one thing anew, and says another day by which more may be wanted.
async fn wanted(desk: &TestDesk, nadia: Actor) -> (String, String) {
    let (all, _) = report::objectives(&desk.app, nadia).await.unwrap();
    for old in all.iter().filter(|objective| objective.active) {
        let form = objective::get(&desk.app, nadia, old.id).await.unwrap();
        let form = objective::ObjectiveForm { active: false, ..form };
        objective::save(&desk.app, nadia, Some(old.id), &form).await.unwrap();
    }
    let form = objective::ObjectiveForm {
        measure: "rate".to_owned(),
        value: "98".to_owned(),
        owner: "sup@example.test".to_owned(),
        due_on: "2028-06-30".to_owned(),
        ..objective::ObjectiveForm::default()
    };
    let id = objective::save(&desk.app, nadia, None, &form).await.unwrap();
    let day = jiff::civil::date(2029, 1, 1)
        .saturating_add(jiff::Span::new().days(i64::try_from(all.len()).unwrap()));
    (id.to_string(), day.to_string())
}

impl Scene {
    pub(crate) async fn set(desk: &TestDesk) -> Self {
        let lea = user::sign_in(&desk.app, "lea@example.test", PASSWORD).await.unwrap();
        let link = user::invite(&desk.app, desk.actor("ada"), desk.user("karim")).await.unwrap().link;
        let form = program::ProgramForm { name: "Shop".to_owned(), channel: "shop".to_owned() };
        let program = program::add(&desk.app, desk.actor("ada"), form).await.unwrap().id;
        let form = answer::AnswerForm {
            title_fr: "Tailles".to_owned(),
            body_fr: "Voyez le guide.".to_owned(),
            ..answer::AnswerForm::default()
        };
        let answer = answer::save(&desk.app, desk.actor("camille"), None, &form).await.unwrap();
        let other = desk.ask_for("karim", PARCEL).await;
        let asked = desk.ask_for("lea", SIZES).await;
        let message = desk.follow_up(&asked, "Et pour la largeur ?").await.message.to_string();
        let drafted = draft(&desk.app, desk.actor("lea"), asked.id, "Du 38.".to_owned(), None).await.unwrap();
        let settings = desk.app.settings();

        let lasting = settings.pauses.first().map(|pause| pause.id);
        let pause = if let Some(pause) = lasting {
            pause
        } else {
            let form =
                PauseForm { reason: "Panne".to_owned(), channel: "fax".to_owned(), ..PauseForm::default() };
            pause::begin(&desk.app, desk.actor("camille"), form).await.unwrap()
        };
        let nadia = desk.actor("nadia");
        let (objective, another_day) = wanted(desk, nadia).await;
        for link in report::links(&desk.app, nadia).await.unwrap() {
            report::revoke_link(&desk.app, nadia, link.id).await.unwrap();
        }
        let form = report::LinkForm { name: "Direction".to_owned(), rolling: false };
        let wanted = report::Wanted::questions(report::default_period(&desk.app));
        let shared =
            report::make_link(&desk.app, nadia, &form, String::new(), &wanted, report::Dimension::Day);
        let shared = shared.await.unwrap();
        let kept = saved_view::save(&desk.app, desk.actor("camille"), "Open", "view=open".to_owned(), true);
        Self {
            kept: kept.await.unwrap().id.to_string(),
            soon: desk.now() + SignedDuration::from_hours(1),
            pause: pause.to_string(),
            objective,
            another_day,
            link: shared.id.to_string(),
            secret: shared.url.rsplit('/').next().unwrap().to_owned(),
            asked,
            other,
            message,
            version: drafted.version,
            draft: drafted.draft,
            karim: desk.user("karim"),
            topic: settings.topics[0].id,
            leas_session: lea.session,
            invitation: link.rsplit('/').next().unwrap().to_owned(),
            program: program.to_string(),
            answer: answer.to_string(),
            settings,
            is_closed: false,
            is_worn_out: false,
            is_changed: true,
        }
    }

    /// Sets the scene anew where the last call changed it, or where a route needs another one.
    pub(crate) async fn prepare(&mut self, desk: &TestDesk, route: &Route) {
        let must_be_closed = route.name == "question-reopen";
        let must_wait = ["question-resume", "resume"].contains(&route.name.as_str());
        let must_be_aside = route.name == "question-wake";
        let must_be_linked = ["question-unlink", "unlink"].contains(&route.name.as_str());
        let must_follow = ["question-leave", "leave"].contains(&route.name.as_str());
        let must_be_asked = ["desk-beside", "draft-beside"].contains(&route.name.as_str());
        self.is_changed = self.is_worn_out
            || self.is_closed != must_be_closed
            || must_wait
            || must_be_aside
            || must_be_asked
            || must_follow
            || must_be_linked;
        if !self.is_changed {
            return;
        }
        *self = Self::set(desk).await;
        if must_wait {
            let waits = wait(&desk.app, desk.actor("camille"), self.asked.id, None, None).await;
            self.version = waits.unwrap().version;
        }
        if must_be_linked {
            question::link(&desk.app, desk.actor("camille"), self.asked.id, self.other.number).await.unwrap();
        }
        if must_follow {
            let lead = self.other.number;
            let follows = follow(&desk.app, desk.actor("camille"), self.asked.id, lead, None).await;
            self.version = follows.unwrap().version;
        }
        if must_be_aside {
            snooze(&desk.app, desk.actor("camille"), self.asked.id, self.soon).await.unwrap();
        }
        if must_be_asked {
            let asks = ask_colleague(&desk.app, desk.actor("lea"), self.asked.id, "@karim Du 38 ?").await;
            assert_eq!(asks.unwrap().len(), 1);
            self.is_worn_out = true;
        }
        if must_be_closed {
            let closed =
                close(&desk.app, desk.actor("camille"), self.asked.id, Some("Doublon".to_owned()), None)
                    .await;
            self.version = closed.unwrap().version;
            self.is_closed = true;
        }
    }

    /// Whether [`Self::prepare`] changed something.
    pub(crate) fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// The last call changed something.
    pub(crate) fn wear_out(&mut self) {
        self.is_worn_out = true;
    }

    /// The address of a route on this scene.
    pub(crate) fn path(&self, route: &Route) -> String {
        let path = route.path.replace("/links/{number}", &format!("/links/{}", self.other.number));
        let path = path.replace("{number}", &self.asked.number.to_string()).replace("{tag}", "fr");
        let path = path.replace("{hash}/{*path}", "0/souffleur.css");
        let is_thread = ["/q/", "/api/v1/threads/"].iter().any(|place| path.starts_with(place));
        let token = if is_thread { self.asked.token.as_str() } else { &self.invitation };
        let path = path.replace("{token}", token);
        let path = path.replace("{version}", "999").replace("{secret}", &self.secret);
        // A file that is not there: that of a question is told from it by who may not see the question.
        let path = path.replace("{hash}", &"0".repeat(64));
        let path = path.replace("/files/{id}", "/files/00000000-0000-7000-8000-000000000000");
        let path = if path.contains("{id}") { path.replace("{id}", &self.id(&path)) } else { path };
        assert!(!path.contains('{'), "{route}: say in Scene::path what stands in its braces");
        match route.name.as_str() {
            "report-sla-questions" => path + "?from=2026-11-23&to=2026-11-23",
            "question-compare" => format!("{path}?draft={}", self.draft),
            "own-figures-questions" => path + "?week=2026-11-23",
            "report-routing-questions" => path + "?from=2026-11-23&to=2026-11-23&state=routing_chosen",
            _ => path,
        }
    }

    fn id(&self, path: &str) -> String {
        let settings = &self.settings;
        let parts: Vec<_> = path.trim_start_matches("/api/v1").split('/').collect();
        match (parts[1], parts[2]) {
            ("questions" | "desk" | "alerts", _) => self.asked.id.to_string(),
            // The letters of the scene are waiting or gone; that of an id is told from it by who may see deliveries.
            ("deliveries", _) => "00000000-0000-7000-8000-000000000000".to_owned(),
            ("inbox", "views") => self.kept.clone(),
            ("profile", "sessions") => self.leas_session.to_string(),
            ("settings", "topics") => self.topic.to_string(),
            ("settings", "voices") => settings.voices[0].id.to_string(),
            ("settings", "calendars") | ("calendars", _) => settings.calendars[0].id.to_string(),
            ("settings", "policies") => settings.policies[0].id.to_string(),
            ("settings", "users" | "experts") => self.karim.to_string(),
            ("answers", _) => self.answer.clone(),
            ("reports", "objectives") => self.objective.clone(),
            ("reports", "share") => self.link.clone(),
            ("settings", "programs") => self.program.clone(),
            ("reports", "pauses") | ("pauses", _) => self.pause.clone(),
            ("settings", "rules") => {
                settings.rules.first().map_or_else(String::new, |rule| rule.id.to_string())
            }
            _ => panic!("{path}: say in Scene::id what its id names"),
        }
    }

    /// What the form of a route sends.
    pub(crate) fn form(&self, route: &Route) -> Vec<(String, String)> {
        let (version, karim) = (self.version.to_string(), self.karim.to_string());
        let (draft, topic) = (self.draft.to_string(), self.topic.to_string());
        let (asked, soon) = (self.asked.id.to_string(), self.soon.to_string());
        let (other, message) = (self.other.number.to_string(), self.message.clone());
        let fields: &[(&str, &str)] = match route.name.as_str() {
            "desk-away" => &[("until", "2099-01-01")],
            "ask-form-post" => &[("body", SIZES), ("name", "Paul")],
            "thread-follow-up" => &[("body", "Merci !")],
            "question-reply" => &[("body", "Prenez du 38."), ("version", &version)],
            "question-return-draft" => {
                &[("draft_id", &draft), ("remark", "Plus court"), ("version", &version)]
            }
            "question-assign" | "desk-hand-over" => &[("to", &karim), ("version", &version)],
            "question-ask-colleague" | "desk-ask-colleague" => &[("ask", "@karim Du 38 ?")],
            "desk-beside" => &[("body", "Oui.")],
            "question-note" | "desk-note" => &[("note", "À suivre")],
            "question-tags" => &[("tags", "vip"), ("version", &version)],
            "report-pauses-begin" => &[("reason", "Panne"), ("topic", self.topic_key())],
            "report-objectives-add" => &[
                ("measure", "rate"),
                ("value", "98"),
                ("owner", "sup@example.test"),
                ("due_on", &self.another_day),
            ],
            "report-objectives-change" => &[
                ("measure", "rate"),
                ("value", "97"),
                ("owner", "sup@example.test"),
                ("due_on", "2028-06-30"),
                ("version", "1"),
            ],
            "report-share-make" => &[("name", "Partenaires")],
            "question-close" => &[("close_reason", "Doublon"), ("version", &version)],
            "question-hide" => &[("hide_reason", "Propos injurieux"), ("version", &version)],
            "question-topic" => &[("topic", &topic), ("version", &version)],
            "question-here" => &[("left", "")],
            "question-relate" => &[("number", &other), ("as", "link"), ("version", &version)],
            "question-unlink" => &[("number", &other), ("version", &version)],
            "question-split" => &[("message", &message), ("version", &version)],
            "question-snooze" => &[("until", &soon)],
            "inbox-bulk" => &[("ids", &asked), ("do", "tag"), ("tag", "vip")],
            "inbox-keep" => &[("back", "view=late"), ("view_name", "Late")],
            "question-wait" | "question-resume" | "question-reopen" | "desk-decline" => {
                &[("version", &version)]
            }
            "desk-draft" => &[("body", "Du 40, plutôt."), ("version", &version)],
            _ => &[],
        };
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn topic_key(&self) -> &str {
        self.settings.topics[0].key.as_str()
    }

    /// What a program sends to a route.
    pub(crate) fn json(&self, route: &Route) -> Option<Value> {
        Some(match route.name.as_str() {
            "ask-question" => json!({"body": SIZES, "customer": {"name": "Paul"}}),
            "assign-question" => json!({"expert_id": self.karim}),
            "follow-up" => json!({"body": "Merci !"}),
            "submit-draft" => json!({"body": "Du 40, plutôt."}),
            "send-reply" => json!({"body": "Prenez du 38.", "version": self.version}),
            "ask-colleague" => json!({"body": "@karim Du 38 ?"}),
            "draft-beside" => json!({"body": "Oui."}),
            "leave-note" => json!({"body": "À suivre"}),
            "begin-house-pause" => json!({"reason": "Panne", "topic": self.topic_key()}),
            "close-days" => json!({"days": [{"date": "2027-12-24", "hours": "09:00-12:00"}]}),
            "pause" => json!({"reason": "Numéro de commande"}),
            "resume" | "end-house-pause" | "recall-reply" | "retry-delivery" | "send-verification"
            | "show-on-wall" => {
                json!({})
            }
            "tag-customer" => json!({"tags": ["vip"]}),
            "answer-together" => json!({"ids": [self.asked.id, self.other.id]}),
            "follow" | "merge" => json!({"number": self.other.number, "version": self.version}),
            "leave" => json!({"version": self.version}),
            "link" => json!({"number": self.other.number}),
            "split" => json!({"message_id": self.message}),
            "bulk" => json!({"ids": [self.asked.id], "step": {"do": "tag", "tag": "vip"}}),
            "change-status" => json!({"status": "closed", "reason": "Doublon"}),
            "create-session" => json!({"email": "lea@example.test", "password": "not hers"}),
            "refresh-session" => json!({"refresh_token": "nobody's"}),
            _ => return None,
        })
    }

    /// An answer without what is drawn anew each time.
    pub(crate) fn without_ids(&self, cell: &str) -> String {
        let cell =
            cell.replace(&self.asked.id.to_string(), "{id}").replace(self.asked.token.as_str(), "{token}");
        match cell.split_once("→/q/") {
            Some((status, _)) => format!("{status}→/q/{{token}}"),
            None if cell.contains("→/assets/") => format!("{}→/assets/…", &cell[..3]),
            // A message that is split off becomes a question whose id nobody knows before.
            None if cell.contains("→/questions/") && !cell.contains("{id}") => {
                format!("{}→/questions/{{new}}", &cell[..3])
            }
            None => cell,
        }
    }
}
