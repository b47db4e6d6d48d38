//! What kind of answer a path gives, known or not.

/// What kind of answer a path gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page for people.
    Page,
    /// JSON for programs.
    Api,
    /// A file that never changes under its name.
    Asset,
    /// For whoever runs the machine.
    Operations,
}

impl Kind {
    /// The kind of a path, known or not.
    pub fn of(path: &str) -> Self {
        match path {
            "/healthz" | "/readyz" | "/metrics" => Self::Operations,
            _ if path == "/api" || path.starts_with("/api/") => Self::Api,
            _ if path.starts_with("/assets/") => Self::Asset,
            _ => Self::Page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_kind_of_answer_it_gives() {
        assert_eq!(Kind::of("/api/v1/questions"), Kind::Api);
        assert_eq!(Kind::of("/apiary"), Kind::Page);
        assert_eq!(Kind::of("/metrics"), Kind::Operations);
        assert_eq!(Kind::of("/"), Kind::Page);
    }
}
