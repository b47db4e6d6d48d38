//! Passwords: the rule for choosing one, and the slow hash that is all the desk keeps of it.

use std::{borrow::Cow, sync::LazyLock};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Ident, Output, ParamsString, PasswordHash, Salt},
};
use souffleur_app::{
    App,
    error::{Error, FieldError, Problem},
};
use souffleur_core::text::{Email, Name, TextError};
use subtle::ConstantTimeEq as _;
use tokio::{sync::Semaphore, task::spawn_blocking};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use zxcvbn::{Score, zxcvbn};

/// Fewer characters can be guessed.
const SHORTEST: usize = 10;
/// More than this is no longer a password, and would make us hash for nothing.
const LONGEST: usize = 200;
/// Words that French passwords are often made of; the estimator's own lists are English.
const COMMON_FRENCH: [&str; 24] = [
    "motdepasse",
    "azerty",
    "azertyuiop",
    "qsdfghjklm",
    "bonjour",
    "soleil",
    "doudou",
    "loulou",
    "chouchou",
    "amour",
    "jetaime",
    "coucou",
    "marseille",
    "paris",
    "france",
    "chocolat",
    "vacances",
    "janvier",
    "secret",
    "bienvenue",
    "entreprise",
    "souffleur",
    "sophie",
    "camille",
];
/// Hashes at once: each takes 19 MiB and a core for some 30 ms, so a rush to sign in waits in line instead.
static TURNS: Semaphore = Semaphore::const_new(2);
/// Blocks of 1 KiB that are asked of the allocator. A hash fills 19,456 of them; but from 32 MiB on the allocator maps
/// memory of its own and gives it back to the system when freed, and what is never touched costs nothing.
const RESERVED: usize = 33 * 1024;

/// Checks that a password can be chosen by who has this name and address. Guessing takes some milliseconds, so it is done
/// beside the runtime.
pub(crate) async fn check(
    password: &str,
    email: &Email,
    name: &Name,
) -> Result<Result<(), FieldError>, Error> {
    let (password, email, name) = (password.to_owned(), email.clone(), name.clone());
    spawn_blocking(move || check_now(&password, &email, &name)).await.map_err(Error::internal)
}

fn check_now(password: &str, email: &Email, name: &Name) -> Result<(), FieldError> {
    let refused = |problem: Problem| Err(FieldError { field: "password".to_owned(), problem });
    let password = &composed(password);
    let length = password.chars().count();
    if length > LONGEST {
        return refused(TextError::TooLong { max: LONGEST, got: length }.into());
    }
    if length < SHORTEST {
        return refused(Problem::TooShort { min: SHORTEST });
    }
    if is_guessable(password, email, name) { refused(Problem::Guessable) } else { Ok(()) }
}

/// Whether a password is found by who tries common words, keyboard walks, dates and what is known of its owner first.
fn is_guessable(password: &str, email: &Email, name: &Name) -> bool {
    let own = own_words(email, name);
    let known: Vec<&str> = own.iter().map(String::as_str).chain(COMMON_FRENCH).collect();
    let weak = |text: &str| zxcvbn(text, &known).score() < Score::Three;
    let folded = fold(password);
    // What is left of it without the person's own name must be a password by itself: the estimate adds up small words.
    let rest = own.iter().fold(folded.clone(), |rest, word| rest.replace(word.as_str(), ""));
    weak(password) || (rest != folded && (rest.chars().count() < SHORTEST || weak(&rest)))
}

/// The words of a person's name and address, folded; the shortest say nothing.
fn own_words(email: &Email, name: &Name) -> Vec<String> {
    let words = email.split(|c: char| !c.is_alphanumeric()).chain(name.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<String> = words.map(fold).filter(|word| word.chars().count() > 2).collect();
    // The longest first, so that no part of a word is taken out of it before.
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.dedup();
    words
}

/// A text without case, accents and what is no letter or digit.
fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

/// A password in the one form that it is hashed in (NFC): keyboards and systems send an accent composed or apart.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// Hashes a password with a salt of its own.
pub(crate) async fn hash(app: &App, password: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    app.entropy().fill(&mut salt);
    in_turn(&composed(password), move |password| written(password, &salt)).await
}

/// Whether a password is the one that was hashed. Without a hash it takes as long and says no, so that the time does
/// not tell whether an address is known.
pub(crate) async fn verify(password: &str, hash: Option<String>) -> Result<bool, Error> {
    // A password nobody can have chosen is not worth a hash; its length is the caller's own knowledge.
    if password.chars().count() > LONGEST {
        return Ok(false);
    }
    let hash = hash.map_or((NOBODYS.as_str().into(), false), |hash| (Cow::Owned(hash), true));
    for spelling in spellings(password) {
        let (hash, known) = hash.clone();
        if in_turn(&spelling, move |password| matches(password, &hash)).await? && known {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The spellings of a password that its hash may have been made of: composed, and for hashes older than that rule as it
/// was typed then. A password without accents has one.
fn spellings(password: &str) -> Vec<String> {
    let mut spellings = vec![composed(password)];
    for older in [password.to_owned(), password.nfd().collect()] {
        if !spellings.contains(&older) {
            spellings.push(older);
        }
    }
    spellings
}

/// The hash of a password that nobody has.
static NOBODYS: LazyLock<String> = LazyLock::new(|| written(b"", &[0; 16]).unwrap_or_default());

/// Does slow work beside the runtime, a few at a time. The turn ends with the work: whoever hangs up meanwhile does not let more
/// hashes run, and take memory, than there are turns.
async fn in_turn<T: Send + 'static>(
    password: &str,
    work: impl FnOnce(&[u8]) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let password = password.as_bytes().to_vec();
    let turn = TURNS.acquire().await.map_err(Error::internal)?;
    let working = spawn_blocking(move || {
        let _turn = turn;
        work(&password)
    });
    working.await.map_err(Error::internal)?
}

fn written(password: &[u8], salt: &[u8]) -> Result<String, Error> {
    let params = Params::default();
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    fill(&params, password, salt, &mut out)?;
    let hash = PasswordHash {
        algorithm: Ident::from(Algorithm::Argon2id),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params).map_err(Error::internal)?,
        salt: Some(Salt::new(salt).map_err(Error::internal)?),
        hash: Some(Output::new(&out).map_err(Error::internal)?),
    };
    Ok(hash.to_string())
}

fn matches(password: &[u8], hash: &str) -> Result<bool, Error> {
    let hash = PasswordHash::new(hash).map_err(Error::internal)?;
    let params = Params::try_from(&hash).map_err(Error::internal)?;
    let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else { return Ok(false) };
    let mut out = vec![0; expected.as_bytes().len()];
    fill(&params, password, salt, &mut out)?;
    Ok(out.ct_eq(expected.as_bytes()).into())
}

fn fill(params: &Params, password: &[u8], salt: &[u8], out: &mut [u8]) -> Result<(), Error> {
    let count = params.block_count();
    let mut blocks: Vec<Block> = Vec::with_capacity(count.max(RESERVED));
    blocks.resize(count, Block::default());
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    argon2.hash_password_into_with_memory(password, salt, out, &mut blocks).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(password: &str) -> Option<&'static str> {
        let (email, name) =
            (Email::parse("lea.bernard@example.test").unwrap(), Name::parse("Léa Bernard").unwrap());
        check_now(password, &email, &name).err().map(|error| error.problem.code())
    }

    #[test]
    fn a_password_is_long_and_not_ones_own_name() {
        for good in ["correct horse battery", "le souffleur souffle", "mirabelle quatorze tambour"] {
            assert_eq!(checked(good), None, "{good}");
        }
        assert_eq!(checked("neuf car."), Some("too-short"));
        assert_eq!(checked(&"x1".repeat(150)), Some("too-long"));
        for guessable in [
            "Léa  Bernard",
            "lea.bernard",
            "LEA.BERNARD@example.test",
            "aaaaaaaaaaaa",
            "1212121212",
            "password123",
            "motdepasse1",
            "azertyuiop",
            "Lea.Bernard.2026",
            "bernard lea 1",
            "0612345678",
            "souffleur2026",
        ] {
            assert_eq!(checked(guessable), Some("guessable"), "{guessable}");
        }
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_no_other() {
        let hash = written(b"correct horse", &[7; 16]).unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("correct horse", Some(hash.clone())).await.unwrap());
        assert!(!verify("correct horse!", Some(hash)).await.unwrap());
        assert!(!verify("", None).await.unwrap(), "nobody's password is nobody's");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_turn_lasts_as_long_as_its_work_though_nobody_waits() {
        let (begun, begins) = std::sync::mpsc::channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        let work = tokio::spawn(in_turn("", move |_| {
            begun.send(()).map_err(Error::internal)?;
            ends.recv().map_err(Error::internal)
        }));
        tokio::task::spawn_blocking(move || begins.recv()).await.unwrap().unwrap();
        work.abort();
        assert!(work.await.is_err_and(|error| error.is_cancelled()));
        assert!(TURNS.available_permits() < 2, "the work goes on, so its turn is not another's");
        end.send(()).unwrap();
    }

    #[tokio::test]
    async fn an_accent_composed_or_apart_is_the_same_password() {
        let (composed, apart) =
            ("mirabelle d'\u{e9}t\u{e9} fra\u{ee}che", "mirabelle d'e\u{301}te\u{301} frai\u{302}che");
        assert_eq!(super::composed(apart), composed);
        // As it is hashed now, and as the releases before hashed whatever was typed.
        for chosen in [composed, apart] {
            let hash = written(chosen.as_bytes(), &[7; 16]).unwrap();
            for typed in [composed, apart] {
                assert!(verify(typed, Some(hash.clone())).await.unwrap(), "{chosen:?} typed as {typed:?}");
            }
            assert!(!verify("mirabelle d'ete fraiche", Some(hash)).await.unwrap());
        }
        assert_eq!(spellings("correct horse").len(), 1);
    }
}
