//! The people of a text and their mentions.

use crate::strategy::sieve::{At, sparse::Placed};
use crate::text::Gender;

/// Somebody, with every name the text gives them.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The longest name.
    pub(super) name: String,
    pub(super) gender: Gender,
    pub(super) organization: bool,
    /// The evidence for a person rather than a place, a party or a headline; above zero it is one.
    pub(super) person: i32,
    /// True if the text says what it is.
    pub(super) has_role: bool,
    /// The number of its mentions.
    pub(super) mentions: usize,
    /// Index in the task's list of entities.
    pub(super) entity: Option<usize>,
}

/// A mention: a name in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) first: At,
    pub(super) end: At,
    pub(super) member: usize,
    /// True if a verb follows, so that it is a subject.
    pub(super) acts: bool,
    /// True if a preposition stands before it.
    pub(super) governed: bool,
}

impl Placed for Mention {
    fn at(&self) -> At {
        self.first
    }
}
