//! The list of all templates of a crate, so that one test renders every one with every sample in every language.

use std::collections::BTreeSet;
use std::fmt;

use crate::{Engine, Frame, Language, Letter, Template};

/// The templates of a crate by their types. What is in `templates/` and in no catalogue is found by
/// [`Catalogue::check`].
#[derive(Debug, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
}

/// One type: the files it answers for and how to try them.
#[derive(Debug)]
struct Entry {
    files: Vec<String>,
    check: fn(&Engine, &mut Vec<SampleFailure>),
}

/// A sample that does not become a good page.
#[derive(Debug)]
pub struct SampleFailure {
    /// The template or the letter's folder.
    pub template: String,
    /// Which sample, in which language.
    pub sample: String,
    /// What is wrong.
    pub detail: String,
}

impl fmt::Display for SampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.template, self.sample, self.detail)
    }
}

impl Catalogue {
    /// An empty catalogue.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page or a fragment.
    #[must_use]
    pub fn page<T: Template>(mut self) -> Self {
        self.entries.push(Entry { files: vec![T::NAME.to_owned()], check: check_page::<T> });
        self
    }

    /// Adds a letter.
    #[must_use]
    pub fn letter<L: Letter>(mut self) -> Self {
        let files = ["subject.txt", "body.txt", "body.html"].map(|part| format!("{}/{part}", L::FOLDER));
        self.entries.push(Entry { files: files.to_vec(), check: check_letter::<L> });
        self
    }

    /// Adds the entries of another catalogue.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// Renders every sample in every language and says what fails.
    pub fn check(&self, engine: &Engine) -> Vec<SampleFailure> {
        let mut failures = Vec::new();
        for entry in &self.entries {
            (entry.check)(engine, &mut failures);
        }
        failures
    }

    /// The files of `page/` and `email/` that no type of this catalogue answers for. A file whose name starts
    /// with `_` is only included by others.
    pub fn unclaimed(&self, engine: &Engine) -> BTreeSet<String> {
        let claimed: BTreeSet<&str> =
            self.entries.iter().flat_map(|entry| &entry.files).map(String::as_str).collect();
        engine
            .template_names()
            .filter(|name| name.starts_with("page/") || name.starts_with("email/"))
            .filter(|name| !name.rsplit('/').next().unwrap_or(name).starts_with('_'))
            .filter(|name| !claimed.contains(name))
            .map(str::to_owned)
            .collect()
    }
}

fn check_page<T: Template>(engine: &Engine, failures: &mut Vec<SampleFailure>) {
    let samples = T::samples();
    let mut report = |sample: String, detail: String| {
        failures.push(SampleFailure { template: T::NAME.to_owned(), sample, detail });
    };
    if samples.is_empty() {
        report("none".to_owned(), "there is no sample".to_owned());
    }
    for language in Language::ALL {
        for frame in Frame::samples(language) {
            for (index, sample) in samples.iter().enumerate() {
                let user = if frame.user.is_some() { "signed in" } else { "visitor" };
                let name = format!("sample {index}, {language}, {user}");
                match engine.render(sample, &frame) {
                    Ok(html) => {
                        if let Some(fault) = policy_fault(&html) {
                            report(name, fault);
                        }
                    }
                    Err(error) => report(name, error.report()),
                }
            }
        }
    }
}

fn check_letter<L: Letter>(engine: &Engine, failures: &mut Vec<SampleFailure>) {
    for language in Language::ALL {
        for frame in Frame::samples(language).into_iter().take(1) {
            for (index, sample) in L::samples().iter().enumerate() {
                let detail = match engine.render_letter(sample, &frame.scene) {
                    Ok(letter) if letter.subject.is_empty() || letter.text.trim().is_empty() => {
                        "the subject or the text is empty".to_owned()
                    }
                    Ok(_) => continue,
                    Err(error) => error.report(),
                };
                let sample = format!("sample {index}, {language}");
                failures.push(SampleFailure { template: L::FOLDER.to_owned(), sample, detail });
            }
        }
    }
}

/// What the content security policy would refuse in a page: inline styles, scripts and handlers.
fn policy_fault(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let found =
        [" style=\"", "<style", "<script>", " onclick=", " onchange=", " onsubmit=", " hx-on", "javascript:"];
    found.into_iter().find(|part| lower.contains(part)).map(|part| format!("`{part}` breaks the policy"))
}
