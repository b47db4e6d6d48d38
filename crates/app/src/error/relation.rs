//! Why two questions can't be put together as somebody wants to.

/// What is wrong; the number is that of the question that stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RelationProblem {
    /// A question has nothing to do with itself.
    #[error("is the question itself")]
    Itself,
    /// It is answered, closed or hidden.
    #[error("#{0} is done")]
    Done(i64),
    /// It is answered with another one already.
    #[error("#{0} is answered with another question already")]
    Follows(i64),
    /// Others are answered with it.
    #[error("others are answered with #{0}: it leads")]
    Leads(i64),
    /// Two questions that are linked already.
    #[error("#{0} is linked already")]
    Linked(i64),
    /// Somebody else asked it.
    #[error("#{0} was asked by somebody else")]
    OtherCustomer(i64),
    /// Nobody can tell that the same person asked both: whoever typed an address would read what its owner wrote.
    #[error("nobody can tell that the same person asked #{0}")]
    Unproven(i64),
    /// What is owed on the younger one is due before what is owed on the older.
    #[error("the reply to #{0} is due later: merging would put off what was promised")]
    Later(i64),
    /// A message that opens a thread, is the house's own, or became a question before.
    #[error("can't become a question of its own")]
    NoSplit,
}

impl RelationProblem {
    /// The end of the Fluent key that says it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Itself => "related-itself",
            Self::Done(_) => "related-done",
            Self::Follows(_) => "related-follows",
            Self::Leads(_) => "related-leads",
            Self::Linked(_) => "related-linked",
            Self::OtherCustomer(_) => "related-other-customer",
            Self::Unproven(_) => "related-unproven",
            Self::Later(_) => "related-later",
            Self::NoSplit => "related-no-split",
        }
    }

    /// The question that stands in the way; 0 where none does.
    pub const fn number(&self) -> i64 {
        match self {
            Self::Itself | Self::NoSplit => 0,
            Self::Done(number)
            | Self::Follows(number)
            | Self::Leads(number)
            | Self::Linked(number)
            | Self::OtherCustomer(number)
            | Self::Unproven(number)
            | Self::Later(number) => *number,
        }
    }
}
