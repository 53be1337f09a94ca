//! The people and organisations of a text and their mentions.

use crate::strategy::sieve::{At, sparse::Placed};
use crate::text::Gender;

/// A person or organisation with all names that the text uses.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// The longest name.
    pub(super) name: String,
    pub(super) gender: Gender,
    pub(super) organization: bool,
    /// The evidence that the member is a person rather than a place, a party or a headline; a person if above zero.
    pub(super) person: i32,
    /// True if the text gives a role.
    pub(super) has_role: bool,
    /// Number of mentions.
    pub(super) mentions: usize,
    /// Index in the task's list of entities.
    pub(super) entity: Option<usize>,
}

/// A mention by name in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) first: At,
    pub(super) end: At,
    pub(super) member: usize,
    /// True if a verb follows, which makes the mention a subject.
    pub(super) acts: bool,
    /// True if a preposition precedes it.
    pub(super) governed: bool,
}

impl Placed for Mention {
    fn at(&self) -> At {
        self.first
    }
}
