//! Reporting words, each with a grade and the constructions that it allows.

use bitflags::bitflags;

use super::lexicon::content_lines;

bitflags! {
    /// The constructions that a reporting word allows; `data/cues.txt` lists them as letters.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Frames: u16 {
        /// Adjacent direct speech.
        const SPEECH = 1 << 0;
        /// Inversion: `said Lee`.
        const INVERTS = 1 << 1;
        /// A *that*-clause.
        const THAT = 1 << 2;
        /// A clause without *that*.
        const CLAUSE = 1 << 3;
        /// An indirect question.
        const QUESTION = 1 << 4;
        /// A recipient first: `told Lee`.
        const RECIPIENT = 1 << 5;
        /// An object, then marks: `called it “…”`.
        const OBJECT = 1 << 6;
        /// An infinitive: `vowed to stay`.
        const INFINITIVE = 1 << 7;
        /// Noun use: `the claim that …`.
        const NOUN = 1 << 8;
        /// Never takes a plain object, so that a clause must follow.
        const NO_OBJECT = 1 << 9;
        /// A recipient, then an infinitive: `urged Lee to stay`.
        const REQUEST = 1 << 10;
        /// A person, then *of*, *for* or *as*: `accused Lee of theft`.
        const CHARGE = 1 << 11;
        /// A gerund: `denied taking it`.
        const GERUND = 1 << 12;
        /// A preposition and its object: `called for talks`.
        const TOPIC = 1 << 13;
        /// An object and its description: `called Lee a thief`.
        const NAMING = 1 << 14;
        /// A plain object: `condemned the attack`.
        const DEED = 1 << 15;
    }
}

impl Frames {
    /// The letters of the data file, in bit order.
    const LETTERS: &str = "qitcwroxnzuagpsd";

    /// Converts letters to constructions.
    fn of(letters: &str) -> Self {
        letters
            .chars()
            .filter_map(|letter| Self::LETTERS.find(letter))
            .map(|bit| Self::from_bits_retain(1 << bit))
            .collect()
    }
}

/// The form of a reporting word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CueForm {
    /// `say`: finite with a plural subject, else after a modal or *to*.
    Base,
    /// `says`.
    Present,
    /// `said`: finite, or a participle after *has* or *was*.
    Past,
    /// `saying`.
    Gerund,
    /// `written`.
    Participle,
    /// `claim`, `claims` as nouns.
    Noun,
}

/// A single form of a reporting word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueEntry {
    /// The constructions that the form allows.
    pub frames: Frames,
    /// Grade: 1 if the word nearly always reports, 2 if it mostly does, 3 if it needs another sign of speech.
    pub grade: u8,
    /// Grammatical form.
    pub form: CueForm,
}

/// Reads the forms in the data file, each with its entry.
pub(super) fn load() -> impl Iterator<Item = (&'static str, CueEntry)> {
    content_lines(include_str!("data/cues.txt")).flat_map(|line| {
        let mut fields = line.split(" | ");
        let forms = fields.next().unwrap_or("");
        let frames = Frames::of(fields.next().unwrap_or(""));
        let grade = fields.next().and_then(|grade| grade.parse().ok()).unwrap_or(3);
        forms.split(',').enumerate().map(move |(index, form)| {
            let kind = match index {
                _ if frames.intersects(Frames::NOUN) => CueForm::Noun,
                0 => CueForm::Base,
                1 => CueForm::Present,
                2 => CueForm::Past,
                3 => CueForm::Gerund,
                _ => CueForm::Participle,
            };
            (form, CueEntry { frames, grade, form: kind })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::entry;

    #[test]
    fn every_line_of_the_lexicon_is_well_formed() {
        for line in content_lines(include_str!("data/cues.txt")) {
            let fields: Vec<_> = line.split(" | ").collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(fields[1].chars().all(|c| Frames::LETTERS.contains(c)), "{line}");
            assert!(["1", "2", "3"].contains(&fields[2]), "{line}");
            assert!(
                fields[0]
                    .split(',')
                    .all(|form| form == "-" || form.bytes().all(|b| b.is_ascii_lowercase() || b" /".contains(&b))),
                "{line}"
            );
        }
    }

    #[test]
    fn forms_know_what_they_are() {
        let verb = |word| entry(word).verb.unwrap();
        assert_eq!(verb("saying").form, CueForm::Gerund);
        assert_eq!(verb("written").form, CueForm::Participle);
        assert!(verb("said").frames.contains(Frames::CLAUSE) && entry("said").noun.is_none());
        assert_eq!(entry("claims").noun.unwrap().form, CueForm::Noun);
        assert!(entry("walked").verb.is_none());
    }
}
