//! Whether a customer says thanks. Only the word itself counts, and only where it is not a way to ask: "merci de me
//! répondre" and "thanks in advance" thank nobody for anything yet.

/// After `merci de`, what makes it thanks for something that was done.
const DONE: [&str; 13] =
    ["votre", "vos", "ton", "ta", "tes", "cette", "ces", "tout", "toute", "avoir", "ces", "l", "la"];
/// Words of thanks that need nothing beside them.
const PLAIN: [&str; 6] = ["thx", "ty", "gracias", "danke", "grazie", "bedankt"];

/// Whether a text says thanks for what was answered.
pub fn says_thanks(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|at| thanks_at(&words, at))
}

fn thanks_at(words: &[&str], at: usize) -> bool {
    let word = |place: usize| words.get(place).copied().unwrap_or_default();
    let refused = at > 0 && ["non", "no", "not", "pas", "sans"].contains(&word(at - 1));
    let ahead = |from: usize| word(from) == "in" && word(from + 1) == "advance";
    match word(at) {
        _ if refused => false,
        "merci" | "mercis" => match (word(at + 1), word(at + 2)) {
            ("d" | "par", "avance") => false,
            ("d", next) => next == "avoir",
            ("de", "m" | "nous") => word(at + 3) == "avoir",
            ("de", next) => DONE.contains(&next),
            _ => true,
        },
        "remercie" | "remercions" => word(at + 1) != "de" && word(at + 1) != "d",
        "thanks" => !ahead(at + 1),
        "thank" => word(at + 1) == "you" && !ahead(at + 2),
        plain => PLAIN.contains(&plain),
    }
}

#[cfg(test)]
mod tests {
    use super::says_thanks;

    #[test]
    fn thanks_are_for_what_was_done() {
        for thanks in [
            "Merci !",
            "Un grand merci pour votre aide",
            "merci de votre réponse",
            "Merci d'avoir répondu si vite",
            "Merci de m'avoir aidée",
            "Je vous remercie, c'est parfait.",
            "Thank you so much",
            "ok thanks",
            "Thx",
        ] {
            assert!(says_thanks(thanks), "{thanks}");
        }
        for asks in [
            "Merci de me répondre rapidement",
            "Merci d'avance",
            "Merci par avance",
            "non merci",
            "Thanks in advance",
            "thank you in advance",
            "Je vous remercie de me rappeler",
            "no thanks",
            "C'est noté",
            "",
        ] {
            assert!(!says_thanks(asks), "{asks}");
        }
    }
}
