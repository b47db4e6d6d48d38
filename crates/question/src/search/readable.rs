//! Which words stand in questions that somebody may read.

use std::collections::HashMap;

use souffleur_app::error::Error;
use souffleur_core::{id::QuestionId, language::Language};
use souffleur_search::{Alternatives, Correction, Lookup, fits, read, word};
use souffleur_store::{
    Reader,
    read::Scope,
    search::{Candidate, SearchQuery},
};

use super::rank::MOST_RANKED;

/// Questions whose words are read: the newest of those that have one of the words.
const MOST_READ: usize = 60;

/// In how many questions within `scope` something that was typed stands, and the words of `near` that stand in any, as they
/// are written there.
pub(super) async fn readable(
    reader: &Reader,
    scope: Scope,
    typed: &Alternatives,
    near: &[Correction],
) -> Result<(i64, Vec<Correction>), Error> {
    let mut wanted = typed.clone();
    for run in near.iter().flat_map(|near| word(&near.word).0) {
        wanted.add(run);
    }
    let lookup = Lookup { all: vec![wanted], none: Vec::new() };
    let query = SearchQuery { scope, lookup, facets: Vec::new(), newest: MOST_RANKED };
    let found = reader.search(&query).await?;
    let known = count(&found, typed);
    let written = forms(reader, &found).await?;
    let near = near.iter().filter_map(|near| {
        let written = written.get(&near.word)?.clone();
        Some(Correction { written, questions: count(&found, &word(&near.word)), word: near.word.clone() })
    });
    Ok((known, near.collect()))
}

fn count(found: &[Candidate], any: &Alternatives) -> i64 {
    let lookup = Lookup { all: vec![any.clone()], none: Vec::new() };
    let count = found.iter().filter(|one| fits(&one.line, &lookup)).count();
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The words of some questions, folded, each as it is written in one of them.
async fn forms(reader: &Reader, found: &[Candidate]) -> Result<HashMap<String, String>, Error> {
    let ids: Vec<QuestionId> = found.iter().take(MOST_READ).map(|one| one.id).collect();
    let mut texts: Vec<String> = Vec::new();
    for said in reader.spoken(&ids).await?.into_values() {
        texts.extend([said.customer, said.voice, said.drafts, said.notes].into_iter().flatten());
    }
    for row in reader.rows_in_order(&ids).await? {
        texts.extend(row.subject.map(String::from));
        texts.push(row.customer_name.into());
    }
    let mut forms = HashMap::new();
    for text in &texts {
        for word in read(text, Language::Fr) {
            forms.entry(word.folded).or_insert_with(|| text[word.at].to_lowercase());
        }
    }
    Ok(forms)
}
