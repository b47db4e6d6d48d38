//! Typing errors: a word that stands in no question is looked for as the words near it as well, and the page says so. Who may
//! not read every question learns nothing of the others: neither their words nor whether a word stands in them.

use souffleur_app::{App, error::Error};
use souffleur_search::{
    Alternatives, Correction, DocumentFrequency, deletions, is_correctable, nearest, word,
};
use souffleur_store::read::Scope;

use super::{readable::readable, resolve::Resolved};

/// Words that are tried in place of one.
const TRIED: usize = 3;
/// A word in so few questions may be the same typing error made twice.
const RARE: i64 = 2;
/// So many times commoner must another word then be.
const COMMONER: i64 = 50;

/// A word that was looked for in place of the one that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// As typed, folded.
    pub typed: String,
    /// As it is usually written.
    pub shown: String,
}

/// Adds the words near those that stand in no question within `scope`, and says which.
pub(super) async fn correct(
    app: &App,
    scope: Scope,
    resolved: &mut Resolved,
) -> Result<(Vec<Instead>, DocumentFrequency), Error> {
    let reader = app.store().read();
    let stems: Vec<&str> = resolved.lookup.stems().collect();
    let mut rarity = reader.rarity(&stems).await?;
    let mut instead = Vec::new();
    for (place, typed) in &resolved.typed {
        let Some(any) = resolved.lookup.all.get_mut(*place) else { continue };
        let everywhere: i64 = any.tokens().filter_map(|stem| rarity.questions.get(stem)).sum();
        if !is_correctable(typed) || scope == Scope::All && everywhere > RARE {
            continue;
        }
        let near =
            reader.near_words(&deletions(typed, if typed.chars().count() < 8 { 1 } else { 2 })).await?;
        let (known, near) = match scope {
            Scope::All => (everywhere, near),
            Scope::Own(_) => readable(&reader, scope, any, &near).await?,
        };
        if known > RARE {
            continue;
        }
        let near = nearest(typed, &near, TRIED).into_iter().filter(|near| &near.word != typed);
        let near: Vec<Correction> =
            near.filter(|near| known == 0 || near.questions >= COMMONER * known).collect();
        let Some(best) = near.first() else { continue };
        instead.push(Instead { typed: typed.clone(), shown: best.written.clone() });
        add(any, &near);
        let added: Vec<&str> = any.tokens().collect();
        rarity.questions.extend(reader.rarity(&added).await?.questions);
    }
    Ok((instead, rarity))
}

fn add(any: &mut Alternatives, near: &[Correction]) {
    for run in near.iter().flat_map(|near| word(&near.word).0) {
        any.add(run);
    }
}
