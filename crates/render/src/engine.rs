//! The engine: every template parsed and checked once, every rendering a pure function of context and scene.

use std::fmt;
use std::sync::Arc;

use fluent_bundle::FluentValue;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::messages::Catalog;
use crate::{Frame, Language, Letter, Messages, RenderError, RenderedLetter, Scene, Sources, Template};
use crate::{filter, function};

/// All templates and messages, ready to render. Made once, shared by every thread.
pub struct Engine {
    tera: Tera,
    messages: Arc<Catalog>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("tera", &self.tera).field("messages", &self.messages).finish()
    }
}

impl Engine {
    /// Parses everything and checks that every filter, function, component, block and include exists.
    ///
    /// `asset_url` knows the address of an asset by its path (`souffleur.css`, `icons.svg#inbox`); what it does
    /// not know cannot be rendered. Letters need none: `|_| None` will do.
    pub fn new(
        sources: &Sources,
        asset_url: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Result<Self, RenderError> {
        let catalog = |language| {
            let of_language = sources.messages.iter().filter(|(of, _, _)| *of == language);
            let files: Vec<_> = of_language.map(|(_, path, text)| (path.as_str(), text.as_str())).collect();
            Messages::new(language, &files)
        };
        let messages = Arc::new(Catalog { english: catalog(Language::En)?, french: catalog(Language::Fr)? });
        let mut tera = Tera::default();
        filter::register(&mut tera);
        function::register(&mut tera, &messages, asset_url);
        let templates = sources.templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        tera.add_raw_templates(templates).map_err(|error| RenderError::Templates(Box::new(error)))?;
        Ok(Self { tera, messages })
    }

    /// Renders a page, or a fragment of one, in its frame.
    pub fn render<T: Template>(&self, template: &T, frame: &Frame) -> Result<String, RenderError> {
        let mut context = context(T::NAME, template, &frame.scene)?;
        context.insert_value("frame", value(T::NAME, frame)?);
        frame.scene.enter(|| self.render_in(T::NAME, &context))
    }

    /// Renders the three parts of a letter.
    pub fn render_letter<L: Letter>(&self, letter: &L, scene: &Scene) -> Result<RenderedLetter, RenderError> {
        let context = context(L::FOLDER, letter, scene)?;
        let part = |name: &str| self.render_in(&format!("{}/{name}", L::FOLDER), &context);
        scene.enter(|| {
            // A subject is one line whatever the template or a name in it looks like.
            let subject = part("subject.txt")?.split_whitespace().collect::<Vec<_>>().join(" ");
            Ok(RenderedLetter { subject, text: part("body.txt")?, html: part("body.html")? })
        })
    }

    /// A message by its key, for the few sentences that are not in a template.
    pub fn text(
        &self,
        language: Language,
        key: &str,
        arguments: &[(&str, FluentValue<'_>)],
    ) -> Result<String, RenderError> {
        self.messages(language).text(key, arguments)
    }

    /// The messages of a language.
    pub fn messages(&self, language: Language) -> &Messages {
        self.messages.of(language)
    }

    /// The names of all templates, in no particular order.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.tera.get_template_names()
    }

    fn render_in(&self, name: &str, context: &Context) -> Result<String, RenderError> {
        self.tera.render(name, context).map_err(|error| failed(name, error))
    }
}

fn context(name: &str, template: &impl Serialize, scene: &Scene) -> Result<Context, RenderError> {
    let mut context = Context::from_serialize(template).map_err(|error| failed(name, error))?;
    context.insert_value("language", Value::from(scene.language().tag()));
    context.insert_value("now", value(name, &scene.now)?);
    Ok(context)
}

fn value(name: &str, source: &impl Serialize) -> Result<Value, RenderError> {
    Value::try_from_serializable(source).map_err(|error| failed(name, error))
}

fn failed(name: &str, error: tera::Error) -> RenderError {
    RenderError::Render { template: name.to_owned(), source: Box::new(error) }
}
