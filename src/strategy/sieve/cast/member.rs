//! Who is in a text, and where.

use crate::strategy::sieve::reading::At;
use crate::strategy::sieve::sparse::Placed;
use crate::text::Gender;

/// Somebody, with every name the text gives them.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The longest name.
    pub(super) name: String,
    pub(super) gender: Gender,
    pub(super) organization: bool,
    /// How much speaks for a person rather than a place, a party or a headline; above zero it is one.
    pub(super) person: i32,
    /// Whether the text says what it is.
    pub(super) has_role: bool,
    /// How often it is named.
    pub(super) mentions: usize,
    /// Index in the task's list of entities.
    pub(super) entity: Option<usize>,
}

/// A name in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) first: At,
    pub(super) end: At,
    pub(super) member: usize,
    /// Whether a verb follows, so that it is a subject.
    pub(super) acts: bool,
    /// Whether a preposition stands before it.
    pub(super) governed: bool,
}

impl Placed for Mention {
    fn at(&self) -> At {
        self.first
    }
}
