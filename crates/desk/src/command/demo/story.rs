//! The story as it is written down in `data/`: the house, the questions, and what happened to them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Error;

/// The house.
pub(crate) const DESK: &str = include_str!("../../../data/desk.toml");
const SCENES: &str = include_str!("../../../data/scenes.toml");
const QUESTIONS: &str = include_str!("../../../data/questions.csv");

/// One real question.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Question {
    pub(crate) id: String,
    #[serde(rename = "use")]
    pub(crate) used: Use,
    pub(crate) topic: String,
    pub(crate) text: String,
}

/// What a question is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Use {
    /// A customer asks it in a scene.
    Asked,
    /// It was asked before the story begins, and taught the router.
    Past,
}

/// One question and what happened to it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scene {
    pub(crate) ask: String,
    pub(crate) customer: String,
    pub(crate) email: String,
    #[serde(default)]
    pub(crate) channel: Option<String>,
    #[serde(default)]
    pub(crate) private: bool,
    pub(crate) at: String,
    pub(crate) steps: Vec<Step>,
}

/// One thing that happened.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) at: String,
    #[serde(rename = "do")]
    pub(crate) deed: Deed,
    #[serde(default)]
    pub(crate) text: Option<String>,
    /// The question that it is put together with.
    #[serde(default)]
    pub(crate) with: Option<String>,
}

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Draft,
    Return,
    Reply,
    Note,
    Close,
    Hide,
    FollowUp,
    Decline,
    HandOver,
    AskColleague,
    Beside,
    Follow,
    Merge,
    Link,
}

#[derive(Deserialize)]
struct Scenes {
    scene: Vec<Scene>,
}

/// The scenes in the order they are written in.
pub(crate) fn scenes() -> Result<Vec<Scene>, Error> {
    let read: Result<Scenes, _> = toml::from_str(SCENES);
    Ok(read.map_err(|error| Error::because("the scenes of the demo can't be read", error))?.scene)
}

/// The questions by their ids.
pub(crate) fn questions() -> Result<BTreeMap<String, Question>, Error> {
    let rows = csv::Reader::from_reader(QUESTIONS.as_bytes()).into_deserialize::<Question>();
    let by_id = rows.map(|row| row.map(|question| (question.id.clone(), question))).collect::<Result<_, _>>();
    by_id.map_err(|error| Error::because("the questions of the demo can't be read", error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_asks_a_question_that_is_there_once() {
        let questions = questions().unwrap();
        let mut asked: Vec<_> = scenes().unwrap().into_iter().map(|scene| scene.ask).collect();
        asked.sort();
        let count = asked.len();
        asked.dedup();
        assert_eq!(asked.len(), count);
        for id in &asked {
            assert_eq!(questions.get(id).map(|question| question.used), Some(Use::Asked), "{id}");
        }
        let unasked = questions.values().filter(|question| question.used == Use::Asked).count();
        assert_eq!(unasked, count, "a question that nobody asks");
    }

    #[test]
    fn what_is_said_is_written_where_it_is_needed() {
        for scene in scenes().unwrap() {
            for step in &scene.steps {
                let relates = [Deed::Follow, Deed::Merge, Deed::Link].contains(&step.deed);
                let silent = [Deed::Reply, Deed::Close].contains(&step.deed) || relates;
                assert!(silent || step.text.is_some(), "{}: {:?}", scene.ask, step.deed);
                assert_eq!(relates, step.with.is_some(), "{}: {:?}", scene.ask, step.deed);
            }
        }
    }
}
