//! A house in which everybody carries marks that no other text contains.

use souffleur_core::user::User;
use souffleur_tests::harness::TestDesk;

/// The people; the voice is the only one whom customers meet.
pub(crate) const HOUSE: &str = r#"
[desk]
name = "Atelier Sophie"
languages = ["fr", "en"]
[[voice]]
key = "sophie"
name = "Sophie"
signature = "Sophie, votre community manager"
[[calendar]]
key = "paris"
time_zone = "Europe/Paris"
week = { mon = [["09:00", "18:00"]], tue = [["09:00", "18:00"]], wed = [["09:00", "18:00"]], thu = [["09:00", "18:00"]], fri = [["09:00", "18:00"]] }
[[sla_policy]]
key = "house-promise"
calendar = "paris"
default = true
first_reply = { kind = "cutoff", rules = [{ before = "12:00", due = "17:00", working_days = 0 }, { before = "24:00", due = "12:00", working_days = 1 }] }
next_reply = { kind = "working_time", minutes = 240 }
draft = { share_of_first_reply = 0.6 }
warn_at = [0.5]
[[topic]]
key = "topicwraxle"
name = "Tailles topicwraxle"
description = "taille, coupe, retouche"
[[user]]
email = "oriane.quib@wings.test"
name = "Oriane Fern-Quibblewort"
role = "expert"
topics = ["topicwraxle"]
[[user]]
email = "tancred.moldwarp@wings.test"
name = "Tancred Moldwarp"
role = "expert"
topics = ["topicwraxle"]
[[user]]
email = "ysolde.pettifog@wings.test"
name = "Ysolde Pettifog"
role = "community_manager"
voice = "sophie"
[[user]]
email = "barnaby.snodgrass@wings.test"
name = "Barnaby Snodgrass"
role = "supervisor"
[[user]]
email = "philippa.thistlewick@wings.test"
name = "Philippa Thistlewick"
role = "administrator"
"#;

/// The address of everybody in [`HOUSE`] ends like this.
const WINGS: &str = "wings.test";

/// What the drafts of the journey say.
pub(crate) const DRAFT: &str = "draftzibble";
pub(crate) const REDRAFT: &str = "redraftzobble";
/// Why a draft went back.
pub(crate) const REMARK: &str = "remarkwuzzle";
/// What a note says.
pub(crate) const NOTE: &str = "notegrommet";
/// What a colleague is asked, and writes beside the draft.
pub(crate) const REQUEST: &str = "requestplonker";
pub(crate) const BESIDE: &str = "besidewimble";
/// Why questions change hands, and why one is closed.
pub(crate) const HAND_OVER: &str = "handoverfrimble";
pub(crate) const DECLINE: &str = "declineskreeve";
pub(crate) const ASSIGN: &str = "assignquorble";
pub(crate) const CLOSE: &str = "closetwindle";
/// What the house calls a topic.
const TOPIC: &str = "topicwraxle";

/// Words of the wings, each said on the journey and meant for nobody outside.
const WORDS: [&str; 11] =
    [DRAFT, REDRAFT, REMARK, NOTE, REQUEST, BESIDE, HAND_OVER, DECLINE, ASSIGN, CLOSE, TOPIC];

/// Somebody of [`HOUSE`] by a part of their address or name.
pub(crate) fn user(desk: &TestDesk, part: &str) -> User {
    let settings = desk.app.settings();
    let is_called = |user: &&User| user.email.contains(part) || user.name.to_lowercase().contains(part);
    settings.users.iter().find(is_called).unwrap_or_else(|| panic!("{part} is not there")).clone()
}

/// Everything that must not be found outside, in lower case.
pub(crate) struct Marks {
    told: Vec<String>,
    untold: Vec<String>,
}

impl Marks {
    pub(crate) fn of(desk: &TestDesk) -> Self {
        let settings = desk.app.settings();
        let people = settings.users.iter().filter(|user| user.email.ends_with(WINGS));
        let mut told: Vec<String> = WORDS.map(str::to_owned).into();
        let mut untold = vec![WINGS.to_owned()];
        for user in people {
            let names = user.name.split([' ', '-']).map(str::to_lowercase);
            told.extend(names);
            untold.extend([
                user.email.to_string(),
                user.email.split('@').next().unwrap_or_default().to_owned(),
            ]);
            untold.extend([user.id.to_string(), format!("{:x}", user.id.raw().as_u128())]);
        }
        Self { told, untold }
    }

    /// The marks that staff read on the pages of the journey.
    pub(crate) fn told_inside(&self) -> impl Iterator<Item = String> {
        let quiet = ["barnaby", "snodgrass", "philippa", "thistlewick"];
        self.told.iter().filter(move |mark| !quiet.contains(&mark.as_str())).cloned()
    }

    /// The first mark in a text.
    pub(crate) fn found_in(&self, text: &str) -> Option<&str> {
        let lower = text.to_lowercase().replace("%40", "@").replace("&#x40;", "@").replace("%20", " ");
        self.told.iter().chain(&self.untold).find(|mark| lower.contains(*mark)).map(String::as_str)
    }

    pub(crate) fn must_not_be_in(&self, place: &str, text: &str) {
        let Some(mark) = self.found_in(text) else { return };
        let lower = text.to_lowercase();
        let at = lower.find(mark).unwrap_or(0);
        let near: String =
            lower.chars().skip(lower[..at].chars().count().saturating_sub(120)).take(300).collect();
        panic!("{place} says “{mark}”: …{near}…");
    }
}
