//! One picture: who looks, at which page, and what they did there before it was taken.

/// Who looks. Visitors come first: nobody has to sign out for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A visitor.
    Visitor,
    /// Somebody with this role.
    CommunityManager,
    /// The expert who has most to do.
    Expert,
    /// A supervisor.
    Supervisor,
    /// An administrator.
    Administrator,
}

/// At which house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum House {
    /// The demo's.
    Demo,
    /// One that was set up a minute ago: it has people, and nothing else.
    New,
}

/// On what the page is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A screen.
    Screen,
    /// A sheet of paper.
    Paper,
}

/// What somebody does on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Presses keys, wherever the focus is.
    Press(&'static str),
    /// Clicks, where it can be seen.
    Click(&'static str),
    /// Clicks, where there is something to click: on a phone, the way to what a desktop shows beside.
    OnPhone(&'static str),
    /// Types into a field.
    Type(&'static str, &'static str),
    /// Unfolds the first of these.
    Unfold(&'static str),
    /// Waits until this can be seen.
    See(&'static str),
    /// Loses the network until the picture is taken.
    Offline,
}

/// A picture to be taken.
#[derive(Debug, Clone, Copy)]
pub struct Shot {
    /// What its files are called.
    pub name: &'static str,
    /// Who looks.
    pub who: Who,
    /// At which house.
    pub house: House,
    /// The path of the route table that it shows.
    pub route: &'static str,
    /// The address that one begins at; `{thread}`, `{shared}`, `{invitation}`, `{scheduled}`, `{question}`, `{files}`, `{beside}`,
    /// `{drafts}` and `{sent}` are links that were made before.
    pub at: &'static str,
    /// The links that are followed from there.
    pub via: &'static [&'static str],
    /// What is done then.
    pub steps: &'static [Step],
    /// What it is seen on.
    pub on: Look,
}

impl Shot {
    /// A page as it opens.
    pub const fn of(name: &'static str, who: Who, route: &'static str) -> Self {
        Self { name, who, house: House::Demo, route, at: route, via: &[], steps: &[], on: Look::Screen }
    }

    /// The same by another address.
    #[must_use]
    pub const fn at(self, at: &'static str) -> Self {
        Self { at, ..self }
    }

    /// The same by links.
    #[must_use]
    pub const fn via(self, via: &'static [&'static str]) -> Self {
        Self { via, ..self }
    }

    /// After something was done there.
    #[must_use]
    pub const fn after(self, steps: &'static [Step]) -> Self {
        Self { steps, ..self }
    }

    /// On paper.
    #[must_use]
    pub const fn on_paper(self) -> Self {
        Self { on: Look::Paper, ..self }
    }

    /// At a house that was set up a minute ago.
    #[must_use]
    pub const fn at_new_house(self) -> Self {
        Self { house: House::New, ..self }
    }

    /// Whether a path is one of those that its route stands for.
    pub fn shows(&self, path: &str) -> bool {
        let (mut wanted, mut found) = (self.route.split('/'), path.split('/'));
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return true,
                (Some(wanted), Some(found)) if wanted == found || wanted.starts_with('{') => {}
                _ => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_knows_its_page() {
        let shot = Shot::of("wall-question", Who::Visitor, "/wall/{number}");
        assert!(shot.shows("/wall/1042"));
        assert!(!shot.shows("/wall"));
        assert!(!shot.shows("/wall/1042/files"));
        assert!(!shot.shows("/desk/1042"));
    }
}
