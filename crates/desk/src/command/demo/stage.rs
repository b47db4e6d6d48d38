//! Plays the scenes: everybody does what the story says, through the same use cases as the pages and the API.

use std::{collections::BTreeMap, sync::Arc};

use jiff::Timestamp;
use souffleur_admin::settings;
use souffleur_app::{App, Clock as _, SystemClock};
use souffleur_core::{
    Actor,
    id::{DraftId, QuestionId, UserId},
    message::MessageKind,
    permission::Role,
    question::{Token, Visibility},
};
use souffleur_jobs::fire_timers;
use souffleur_question::{
    intake::{self, Ask, AskCustomer, FollowUp, Thread},
    question::{self, AssignTo, Reply},
};

use super::{
    aims, cast,
    clock::StoryClock,
    schedule::{self, Moment},
    story::{self, Deed, Question, Scene, Step},
    teach,
};
use crate::{Error, compose, config::Config, running::Ground};

/// Plays everything that happened until now on an empty desk.
pub(super) async fn play(ground: &Ground, config: &Config) -> Result<(), Error> {
    let (scenes, questions) = (story::scenes()?, story::questions()?);
    let now = SystemClock.now();
    let zone =
        jiff::tz::TimeZone::get("Europe/Paris").map_err(|error| Error::because("no time zones", error))?;
    let moments = schedule::moments(&scenes, now, &zone)?;
    let clock = Arc::new(StoryClock::starting(moments.first().map_or(now, |moment| moment.at)));
    let (store, engine) = (ground.store.clone(), Arc::clone(&ground.engine));
    let app =
        compose::app_with(store, clock.clone(), engine, config, ground.url.clone(), ground.encoder.clone())
            .await?;
    let house = settings::DeskFile::parse(story::DESK).map_err(Error::refused)?;
    settings::apply(&app, Actor::Desk, house).await.map_err(Error::refused)?;
    cast::let_in(&app).await?;
    aims::set(&app, now).await?;
    teach::teach(&app, &questions).await?;
    let mut stage = Stage::new(&app, clock, &scenes, &questions)?;
    for moment in moments {
        let scene = &scenes[moment.scene];
        let failed = |error| Error::because(format!("the scene of {} can't be played", scene.ask), error);
        stage.perform(moment).await.map_err(failed)?;
    }
    stage.wait_until(now).await.map_err(|error| Error::because("the timers can't be fired", error))
}

/// What the story needs to remember of a question.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) id: QuestionId,
    /// What people call it.
    pub(super) number: i64,
    token: Token,
    draft: Option<(DraftId, String)>,
    /// The colleague who was asked about it.
    pub(super) asked: Option<UserId>,
}

/// The house while the scenes are played.
pub(super) struct Stage<'a> {
    pub(super) app: &'a App,
    clock: Arc<StoryClock>,
    pub(super) scenes: &'a [Scene],
    pub(super) questions: &'a BTreeMap<String, Question>,
    pub(super) manager: Actor,
    pub(super) told: BTreeMap<usize, Told>,
}

impl<'a> Stage<'a> {
    fn new(
        app: &'a App,
        clock: Arc<StoryClock>,
        scenes: &'a [Scene],
        questions: &'a BTreeMap<String, Question>,
    ) -> Result<Self, Error> {
        let logins = cast::logins(app);
        let manager = logins.iter().find(|login| login.role == Role::CommunityManager);
        let manager = manager.ok_or_else(|| Error::failed("the demo has no community manager", ""))?;
        let manager = Actor::Staff { id: manager.id, role: manager.role };
        Ok(Self { app, clock, scenes, questions, manager, told: BTreeMap::new() })
    }

    /// Moves the clock on. Timers on the way fire at their own time.
    async fn wait_until(&self, at: Timestamp) -> Result<(), souffleur_app::Error> {
        while let Some(due) = self.app.store().read().next_timer_due().await? {
            if due > at {
                break;
            }
            self.clock.move_to(due);
            if fire_timers::pass(self.app).await? == 0 {
                break;
            }
        }
        self.clock.move_to(at);
        Ok(())
    }

    async fn perform(&mut self, moment: Moment<'_>) -> Result<(), souffleur_app::Error> {
        self.wait_until(moment.at).await?;
        match moment.step {
            None => self.ask(moment.scene).await,
            Some(step) => self.act(moment.scene, step).await,
        }
    }

    async fn ask(&mut self, index: usize) -> Result<(), souffleur_app::Error> {
        let scene = &self.scenes[index];
        let body = self.questions.get(&scene.ask).map(|question| question.text.clone()).unwrap_or_default();
        let ask = Ask {
            body,
            customer: AskCustomer {
                name: scene.customer.clone(),
                email: Some(scene.email.clone()),
                handle: None,
            },
            channel: scene.channel.clone(),
            visibility: Some(if scene.private { Visibility::Private } else { Visibility::Public }),
            ..Ask::default()
        };
        // Strangers name no channel: what came by one is carried in by the desk.
        let actor = if scene.channel.is_some() { Actor::Desk } else { Actor::Customer };
        let asked = intake::ask(self.app, actor, ask).await?;
        let told = Told { id: asked.id, number: asked.number, token: asked.token, draft: None, asked: None };
        self.told.insert(index, told);
        Ok(())
    }

    async fn act(&mut self, index: usize, step: &Step) -> Result<(), souffleur_app::Error> {
        let Some(told) = self.told.get(&index) else { return Ok(()) };
        let (app, manager, id) = (self.app, self.manager, told.id);
        let text = step.text.clone().unwrap_or_default();
        match step.deed {
            Deed::Draft => {
                let expert = self.holder_who_drafts(index, id).await?;
                let drafted = question::draft(app, expert, id, text.clone(), None).await?;
                if let Some(told) = self.told.get_mut(&index) {
                    told.draft = Some((drafted.draft, text));
                }
            }
            Deed::Return => {
                if let Some((draft, _)) = told.draft {
                    question::return_draft(app, manager, id, draft, Some(text), None).await?;
                }
            }
            Deed::Reply => self.reply(index, step.text.clone()).await?,
            Deed::Note => drop(question::note(app, manager, id, text).await?),
            Deed::Close => drop(question::close(app, manager, id, None, None).await?),
            Deed::Hide => drop(question::hide(app, manager, id, text, None).await?),
            Deed::FollowUp => {
                let thread = Thread::Token(told.token.clone());
                intake::follow_up(app, Actor::Customer, FollowUp::new(thread, text)).await?;
            }
            Deed::AskColleague => self.ask_colleague(index, &text).await?,
            Deed::Beside => self.draft_beside(index, &text).await?,
            Deed::Follow | Deed::Merge | Deed::Link => self.relate(index, step).await?,
            Deed::Decline => self.pass_on(index, AssignTo::Decline, text).await?,
            Deed::HandOver => {
                if let Some(colleague) = self.colleague(index, self.holder(id).await?) {
                    self.pass_on(index, AssignTo::Expert(colleague), text).await?;
                }
            }
        }
        Ok(())
    }

    /// The voice says what the draft proposed, or what the community manager made of it.
    async fn reply(&mut self, index: usize, text: Option<String>) -> Result<(), souffleur_app::Error> {
        let Some(told) = self.told.get_mut(&index) else { return Ok(()) };
        let (draft_id, drafted) =
            told.draft.take().map_or((None, String::new()), |(id, body)| (Some(id), body));
        let id = told.id;
        let version = self.app.store().read().question(id).await?.map_or(0, |question| question.version);
        let body = text.unwrap_or(drafted);
        let reply = Reply {
            body,
            draft_id,
            files: vec![],
            version,
            weight: MessageKind::Reply,
            confirmed_leaks: false,
        };
        question::reply(self.app, self.manager, id, reply).await.map(drop)
    }
}
