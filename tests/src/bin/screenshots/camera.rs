//! Goes to a page, does there what the list says, and takes its four pictures.

use std::{fs, path::PathBuf, time::Duration};

use data_encoding::BASE64;
use fantoccini::{
    Client, Locator,
    actions::{InputSource as _, KeyAction, KeyActions},
    elements::Element,
    error::CmdError,
    key::Key,
};
use serde_json::json;
use souffleur_tests::{
    gallery::{self, Shot, Step},
    harness::{browser::Look, devtools, eventually},
};

/// A desktop and a phone, light and dark.
const LOOKS: [(u32, bool); 4] = [(1440, false), (1440, true), (390, false), (390, true)];
/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What pictures are taken with.
pub(crate) struct Camera<'a> {
    pub(crate) client: &'a Client,
    pub(crate) folder: PathBuf,
    pub(crate) language: &'static str,
    /// Whether pages are shown as long as they are.
    pub(crate) tall: bool,
    /// What could not be taken, and why.
    pub(crate) missed: Vec<String>,
}

impl Camera<'_> {
    /// Takes the pictures of a page; what goes wrong is told in the end.
    #[expect(clippy::print_stdout, reason = "it takes a while, and says how far it is")]
    pub(crate) async fn take(&mut self, shot: &Shot, address: &str) {
        match self.four(shot, address).await {
            Ok(()) => println!("{}", shot.name),
            Err(why) => self.missed.push(format!("{}: {why}", shot.name)),
        }
    }

    /// Takes the pictures of a letter.
    #[expect(clippy::print_stdout, reason = "it takes a while, and says how far it is")]
    pub(crate) async fn letter(&mut self, name: &str, html: &str) {
        let address = format!("data:text/html;charset=utf-8;base64,{}", BASE64.encode(html.as_bytes()));
        for (width, dark) in LOOKS {
            devtools::look(self.client, look(width, dark)).await;
            let taken = match self.open(&address).await {
                Ok(()) => self.picture(name, width, dark).await,
                Err(why) => Err(why),
            };
            if let Err(why) = taken {
                self.missed.push(format!("{name}: {why}"));
                return;
            }
        }
        println!("{name}");
    }

    async fn four(&self, shot: &Shot, address: &str) -> Result<(), String> {
        let address = self.follow(shot, address).await?;
        for (width, dark) in LOOKS {
            devtools::look(self.client, look(width, dark)).await;
            devtools::paper(self.client, shot.on == gallery::Look::Paper, dark).await;
            self.open(&address).await?;
            for step in shot.steps {
                self.step(step).await.map_err(|error| format!("{step:?}: {error}"))?;
            }
            self.shows(shot).await?;
            if self.tall {
                self.stretch(shot, look(width, dark)).await;
            }
            self.picture(shot.name, width, dark).await?;
            devtools::cut(self.client, false).await;
        }
        devtools::paper(self.client, false, false).await;
        Ok(())
    }

    async fn open(&self, address: &str) -> Result<(), String> {
        self.client.goto(address).await.map_err(|error| format!("{address}: {error}"))
    }

    /// Where the links lead.
    async fn follow(&self, shot: &Shot, address: &str) -> Result<String, String> {
        devtools::look(self.client, look(1440, false)).await;
        let mut address = address.to_owned();
        self.open(&address).await?;
        for css in shot.via {
            let link = self.find(css).await.map_err(|error| format!("{css}: {error}"))?;
            let href = link.prop("href").await.map_err(|error| format!("{css}: {error}"))?;
            address = href.ok_or_else(|| format!("{css} leads nowhere"))?;
            self.open(&address).await?;
        }
        Ok(address)
    }

    /// A picture of another page than the list says is worse than none.
    async fn shows(&self, shot: &Shot) -> Result<(), String> {
        let here = self.client.current_url().await.map_err(|error| error.to_string())?;
        let is_it = shot.shows(here.path());
        is_it.then_some(()).ok_or_else(|| format!("{} is no {}", here.path(), shot.route))
    }

    /// Makes the window so high that nothing has to be scrolled.
    async fn stretch(&self, shot: &Shot, look: Look) {
        const NEEDED: &str = "return Math.max(document.documentElement.scrollHeight, ...[...document.querySelectorAll('*')]
            .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight)
            .map((one) => one.getBoundingClientRect().top + one.scrollHeight))";
        let needed = self.client.execute(NEEDED, vec![]).await.ok().and_then(|height| height.as_f64());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a height between these bounds"
        )]
        let height = needed.unwrap_or_default().clamp(f64::from(look.height), 2600.0) as u32;
        devtools::look(self.client, Look { height, ..look }).await;
        devtools::paper(self.client, shot.on == gallery::Look::Paper, look.dark).await;
    }

    async fn find(&self, css: &str) -> Result<Element, CmdError> {
        self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await
    }

    async fn step(&self, step: &Step) -> Result<(), CmdError> {
        match *step {
            Step::Press(keys) => {
                eventually("something has the focus", async || self.client.active_element().await.ok()).await;
                self.client.perform_actions(typed(keys)).await
            }
            Step::Click(css) => self.find(css).await?.click().await,
            Step::OnPhone(css) => match self.find(css).await? {
                way if way.is_displayed().await? => way.click().await,
                _ => Ok(()),
            },
            Step::Type(css, words) => self.find(css).await?.send_keys(words).await,
            Step::Unfold(css) => {
                let one = json!(self.find(css).await?);
                self.client.execute("arguments[0].open = true", vec![one]).await.map(drop)
            }
            Step::See(css) => self.find(css).await.map(drop),
            Step::Offline => {
                devtools::cut(self.client, true).await;
                Ok(())
            }
        }
    }

    async fn picture(&self, name: &str, width: u32, dark: bool) -> Result<(), String> {
        let theme = if dark { "dark" } else { "light" };
        let file = self.folder.join(format!("{name}-{width}-{theme}-{}.png", self.language));
        // Two frames after the last step it has been drawn, and what was swapped in has its place.
        let drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))";
        self.client.execute_async(drawn, vec![]).await.map_err(|error| error.to_string())?;
        let picture = self.client.screenshot().await.map_err(|error| error.to_string())?;
        fs::write(&file, picture).map_err(|error| format!("{}: {error}", file.display()))
    }
}

fn look(width: u32, dark: bool) -> Look {
    Look { width, height: if width < 600 { 844 } else { 900 }, dark, ..Look::default() }
}

/// Keys, one after the other; `Control` is held until `Null`.
fn typed(keys: &str) -> KeyActions {
    let (control, release) = (char::from(Key::Control), char::from(Key::Null));
    let mut actions = KeyActions::new("keyboard".to_owned());
    for value in keys.chars() {
        actions = match value {
            _ if value == control => actions.then(KeyAction::Down { value }),
            _ if value == release => actions.then(KeyAction::Up { value: control }),
            _ => actions.then(KeyAction::Down { value }).then(KeyAction::Up { value }),
        };
    }
    actions
}
