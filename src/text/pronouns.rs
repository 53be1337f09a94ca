//! The closed list of pronouns that can name a speaker.

use super::lexicon::{content_lines, entry};

/// First, second or third person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// I, we.
    First,
    /// You.
    Second,
    /// He, she, it, they, who.
    Third,
}

/// What a pronoun or a name says about gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
    /// It.
    Neuter,
    /// They, I, or not known.
    #[default]
    Any,
}

impl Gender {
    /// Whether somebody of this gender can be meant by a word of that one.
    #[must_use]
    pub fn agrees(self, other: Self) -> bool {
        self == Self::Any || other == Self::Any || self == other
    }
}

/// A pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pronoun {
    /// Who is meant, grammatically.
    pub person: Person,
    /// Whether it means several; `you` does not say.
    pub plural: bool,
    /// Gender.
    pub gender: Gender,
    /// Whether it can be a subject: `he`, not `him`.
    pub subject: bool,
}

/// The pronoun a word is.
///
/// ```
/// use quoteval::text::{Gender, pronoun};
/// assert_eq!(pronoun("She").unwrap().gender, Gender::Female);
/// assert!(pronoun("Ferro").is_none());
/// ```
#[must_use]
pub fn pronoun(word: &str) -> Option<Pronoun> {
    entry(word).pronoun
}

/// Reads the data file.
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
        let subject = matches!(form, "i" | "we" | "you" | "he" | "she" | "it" | "they" | "who");
        Some((form, Pronoun { person, plural, gender, subject }))
    })
}
