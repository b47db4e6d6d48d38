//! Voices: who customers meet.

use serde_json::json;
use souffleur_admin::settings::voice::{self, VoiceForm, VoiceView};
use souffleur_app::{App, Error};
use souffleur_core::id::VoiceId;
use souffleur_core::{Actor, Language};
use souffleur_web::error::Failure;
use souffleur_web::page::{FieldErrors, PageContext};

use super::resource::{ListedResource, Resource, sample, sample_id};
use super::section::Section;

/// Who speaks in public.
#[derive(Debug)]
pub(super) struct Voice;

impl ListedResource for Voice {
    const SECTION: Section = Section::Voices;
    const LIST: &'static str = "page/settings/voices.html";
    type View = VoiceView;

    async fn list(app: &App, actor: Actor) -> Result<Vec<VoiceView>, Error> {
        voice::list(app, actor).await
    }

    fn views() -> Vec<VoiceView> {
        let view = |active| {
            sample(json!({
                "id": uuid::Uuid::nil(), "key": "sophie", "name": "Sophie",
                "signature": "Sophie, votre community manager", "languages": ["fr", "en"], "active": active,
            }))
        };
        vec![view(true), view(false)]
    }
}

impl Resource for Voice {
    const FORM: &'static str = "page/settings/voice.html";
    type Id = VoiceId;
    type Form = VoiceForm;
    type Beside = ();

    async fn get(app: &App, actor: Actor, id: VoiceId) -> Result<VoiceView, Error> {
        voice::get(app, actor, id).await
    }

    fn form(view: &VoiceView) -> VoiceForm {
        view.form()
    }

    async fn save(app: &App, actor: Actor, id: Option<VoiceId>, form: VoiceForm) -> Result<VoiceId, Error> {
        voice::save(app, actor, id, form).await
    }

    fn beside(_: &PageContext, _: &VoiceForm) -> Result<(), Failure> {
        Ok(())
    }

    fn name(form: &VoiceForm) -> String {
        form.name.clone()
    }

    /// A new voice speaks what the desk speaks.
    fn blank(context: &PageContext) -> VoiceForm {
        let settings = context.app().settings();
        let languages = settings.desk.languages.iter().map(|language| language.code().to_owned());
        VoiceForm { languages: languages.collect(), ..VoiceForm::default() }
    }

    /// A select for each language there is.
    fn spare(form: &mut VoiceForm) {
        form.languages.resize(Language::ALL.len(), String::new());
    }

    fn beside_sample() {}

    fn errors() -> FieldErrors {
        FieldErrors::sample(&["key", "name", "signature", "languages", "active"])
    }

    fn id_sample() -> VoiceId {
        sample_id()
    }
}
