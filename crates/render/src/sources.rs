//! Where templates and messages come from: inside the binary, or a folder while one works on them.

use std::fs;
use std::path::Path;

use rust_embed::RustEmbed;

use crate::{Language, RenderError};

/// The templates of the workspace, as they were when this crate was compiled.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../templates"]
struct EmbeddedTemplates;

/// The messages of the workspace, as they were when this crate was compiled.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales"]
struct EmbeddedMessages;

/// Everything an engine is made from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Template name and text.
    pub templates: Vec<(String, String)>,
    /// Language, file name and text of the message files.
    pub messages: Vec<(Language, String, String)>,
}

impl Sources {
    /// What the binary carries.
    pub fn embedded() -> Result<Self, RenderError> {
        let mut sources = Self::default();
        for path in EmbeddedTemplates::iter() {
            if let Some(file) = EmbeddedTemplates::get(&path) {
                sources.add_template(path.into_owned(), file.data.into_owned())?;
            }
        }
        for path in EmbeddedMessages::iter() {
            if let Some(file) = EmbeddedMessages::get(&path) {
                sources.add_messages(path.into_owned(), file.data.into_owned())?;
            }
        }
        Ok(sources)
    }

    /// What lies in `root/templates` and `root/locales`, for work on templates without a compilation.
    pub fn folder(root: &Path) -> Result<Self, RenderError> {
        let mut sources = Self::default();
        walk(&root.join("templates"), "", &mut |path, data| sources.add_template(path, data))?;
        walk(&root.join("locales"), "", &mut |path, data| sources.add_messages(path, data))?;
        Ok(sources)
    }

    fn add_template(&mut self, path: String, data: Vec<u8>) -> Result<(), RenderError> {
        if !has_extension(&path, &["html", "txt", "xml"]) {
            return Ok(());
        }
        let text = text(&path, data)?;
        self.templates.push((path, text));
        Ok(())
    }

    fn add_messages(&mut self, path: String, data: Vec<u8>) -> Result<(), RenderError> {
        if !has_extension(&path, &["ftl"]) {
            return Ok(());
        }
        let folder = path.split('/').next().unwrap_or_default();
        let Some(language) = Language::from_tag(folder) else {
            let detail = "the folder is not named after a language of the house".to_owned();
            return Err(RenderError::MessageFile { path, detail });
        };
        let text = text(&path, data)?;
        self.messages.push((language, path, text));
        Ok(())
    }
}

/// Whether the file is one of ours and not something an editor left behind.
fn has_extension(path: &str, extensions: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}

fn text(path: &str, data: Vec<u8>) -> Result<String, RenderError> {
    String::from_utf8(data).map_err(|_| RenderError::NotText { path: path.to_owned() })
}

/// Calls `found` with the relative path and content of every file below `folder`, in no particular order.
fn walk(
    folder: &Path,
    prefix: &str,
    found: &mut impl FnMut(String, Vec<u8>) -> Result<(), RenderError>,
) -> Result<(), RenderError> {
    let failed = |source| RenderError::Read { path: folder.display().to_string(), source };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(failed)?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else {
            let data = fs::read(entry.path()).map_err(failed)?;
            found(path, data)?;
        }
    }
    Ok(())
}
