//! Voices: who customers meet.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
};
use souffleur_core::{
    Actor, Language,
    id::VoiceId,
    permission::Action,
    text::{Key, Name, Remark},
    voice::Voice,
};

use super::{
    change::{Change, Outcome},
    form,
};

/// A voice as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceView {
    /// Its id.
    pub id: VoiceId,
    /// Its short name in files.
    pub key: String,
    /// What customers call it.
    pub name: String,
    /// The line under its letters.
    pub signature: String,
    /// What it speaks, the first is what it falls back to.
    pub languages: Vec<Language>,
    /// Whether it is in use.
    pub active: bool,
}

/// A voice as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VoiceForm {
    /// Lower-case letters, digits, `-` and `_`.
    pub key: String,
    /// What customers call it.
    pub name: String,
    /// Empty for the name.
    pub signature: String,
    /// Codes, in the order of preference.
    pub languages: Vec<String>,
    /// Whether it is in use.
    pub active: bool,
}

impl Default for VoiceForm {
    fn default() -> Self {
        let empty = String::new;
        Self { key: empty(), name: empty(), signature: empty(), languages: Vec::new(), active: true }
    }
}

impl VoiceView {
    fn of((voice, active): (Voice, bool)) -> Self {
        let Voice { id, key, name, signature, languages } = voice;
        Self { id, key: key.into(), name: name.into(), signature: signature.into(), languages, active }
    }

    /// The form that leaves it as it is.
    pub fn form(&self) -> VoiceForm {
        VoiceForm {
            key: self.key.clone(),
            name: self.name.clone(),
            signature: self.signature.clone(),
            languages: self.languages.iter().map(|language| language.code().to_owned()).collect(),
            active: self.active,
        }
    }
}

/// What a voice is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) key: Key,
    name: Name,
    signature: Remark,
    languages: Vec<Language>,
    pub(super) active: bool,
}

/// Every voice, by name.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<VoiceView>, Error> {
    actor.may(Action::ChangeSettings)?;
    Ok(app.store().read().all_voices().await?.into_iter().map(VoiceView::of).collect())
}

/// One voice.
pub async fn get(app: &App, actor: Actor, id: VoiceId) -> Result<VoiceView, Error> {
    list(app, actor).await?.into_iter().find(|view| view.id == id).ok_or(Error::NotFound)
}

/// Adds a voice, or changes one.
pub async fn save(app: &App, actor: Actor, id: Option<VoiceId>, form: VoiceForm) -> Result<VoiceId, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let wanted = read(&mut problems, "", &form);
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    // A problem was noted where nothing could be read.
    let (id, _) = put(&mut change, id, &wanted.ok_or(Error::NotFound)?).await?;
    change.commit().await?;
    Ok(id)
}

/// Reads the fields of a voice, whose names begin with `path`.
pub(super) fn read(problems: &mut Problems, path: &str, form: &VoiceForm) -> Option<Wanted> {
    let key = problems.take(&format!("{path}key"), Key::parse(&form.key));
    let name = problems.take(&format!("{path}name"), Name::parse(&form.name));
    let signature = if form.signature.trim().is_empty() { &form.name } else { &form.signature };
    let signature = Remark::parse(signature).ok().filter(|signature| !signature.contains('\n'));
    if signature.is_none() && name.is_some() {
        problems.note(&format!("{path}signature"), Problem::OneLine);
    }
    let languages = form::languages(problems, &format!("{path}languages"), &form.languages);
    Some(Wanted { key: key?, name: name?, signature: signature?, languages, active: form.active })
}

/// Makes a voice as it is wanted; `id` says which, or none for a new one.
pub(super) async fn put(
    change: &mut Change,
    id: Option<VoiceId>,
    wanted: &Wanted,
) -> Result<(VoiceId, Outcome), Error> {
    let current = change.voices.iter().find(|(voice, _)| Some(voice.id) == id).cloned();
    if id.is_some() && current.is_none() {
        return Err(Error::NotFound);
    }
    if change.voices.iter().any(|(voice, _)| voice.key == wanted.key && Some(voice.id) != id) {
        return Err(Error::Taken { field: "key" });
    }
    let others = change.voices.iter().any(|(voice, active)| *active && Some(voice.id) != id);
    if !wanted.active && !others {
        return Err(Error::invalid("active", Problem::LastVoice));
    }
    let Wanted { key, name, signature, languages, active } = wanted.clone();
    let id = id.unwrap_or_else(|| change.app.id(change.now));
    let voice = Voice { id, key, name, signature, languages };
    let outcome = match &current {
        None => {
            change.tx.insert_voice(&voice).await?;
            Outcome::Added
        }
        Some(current) if *current == (voice.clone(), active) => Outcome::Unchanged,
        Some(_) => {
            change.tx.save_voice(&voice).await?;
            Outcome::Changed
        }
    };
    // The store takes what it saves into use.
    if !active && outcome != Outcome::Unchanged {
        change.tx.retire_voice(id).await?;
    }
    change.note_outcome("voice", &wanted.key, outcome);
    change.voices.retain(|(voice, _)| voice.id != id);
    change.voices.push((voice, active));
    Ok((id, outcome))
}
