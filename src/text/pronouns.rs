//! The closed list of pronouns that can refer to a speaker.

use super::lexicon::{content_lines, entry};

/// First, second or third person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Person {
    /// I, we.
    First,
    /// You.
    Second,
    /// He, she, it, they, who.
    Third,
}

/// The gender implied by a pronoun or a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    /// She.
    Female,
    /// He.
    Male,
    /// It.
    Neuter,
    /// They, I, or unknown.
    #[default]
    Any,
}

impl Gender {
    /// True if both can refer to the same person or thing.
    #[must_use]
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == Self::Any || other == Self::Any || self == other
    }
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pronoun {
    /// Grammatical person.
    pub person: Person,
    /// True for the plural; `you` counts as singular.
    pub plural: bool,
    /// Grammatical gender.
    pub gender: Gender,
    /// True if the form can be a subject: `he`, not `him`.
    pub subject: bool,
}

/// Returns the pronoun for a word in any case.
#[must_use]
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    entry(word).pronoun
}

/// Reads the pronouns in the data file, each with its form.
pub(super) fn load() -> impl Iterator<Item = (&'static str, Pronoun)> {
    content_lines(include_str!("data/pronouns.txt")).filter_map(|line| {
        let mut fields = line.split(' ');
        let form = fields.next()?;
        let person = match fields.next()? {
            "1" => Person::First,
            "2" => Person::Second,
            _ => Person::Third,
        };
        let plural = fields.next()? == "plural";
        let gender = match fields.next()? {
            "female" => Gender::Female,
            "male" => Gender::Male,
            "neuter" => Gender::Neuter,
            _ => Gender::Any,
        };
        let subject = fields.next() == Some("subject");
        Some((form, Pronoun { person, plural, gender, subject }))
    })
}
