//! Kinds of routes, by their path.

/// Kind of a route: who its answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteKind {
    /// A page for people.
    Page,
    /// JSON for programs.
    Api,
    /// A file that never changes under its name.
    Asset,
    /// For whoever runs the machine.
    Operations,
}

impl RouteKind {
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
        assert_eq!(RouteKind::of("/api/v1/questions"), RouteKind::Api);
        assert_eq!(RouteKind::of("/apiary"), RouteKind::Page);
        assert_eq!(RouteKind::of("/metrics"), RouteKind::Operations);
        assert_eq!(RouteKind::of("/"), RouteKind::Page);
    }
}
