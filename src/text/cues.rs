//! The graded lexicon of reporting words: which there are, and what each may stand with.

use bitflags::bitflags;

use super::lexicon::{content_lines, entry};

bitflags! {
    /// The constructions that a reporting word may stand in; `data/cues.txt` gives each as a letter.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Frames: u16 {
        /// Direct speech beside it.
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
        /// It is a noun: `the claim that …`.
        const NOUN = 1 << 8;
        /// It never takes a plain object, so that what follows must be a clause.
        const NO_OBJECT = 1 << 9;
        /// A recipient, then an infinitive: `urged Lee to stay`.
        const REQUEST = 1 << 10;
        /// Somebody, then *of*, *for* or *as*: `accused Lee of theft`.
        const CHARGE = 1 << 11;
        /// A gerund: `denied taking it`.
        const GERUND = 1 << 12;
        /// A preposition and its object: `called for talks`.
        const TOPIC = 1 << 13;
        /// An object and what it is said to be: `called Lee a thief`.
        const NAMING = 1 << 14;
        /// A plain object: `condemned the attack`.
        const DEED = 1 << 15;
    }
}

impl Frames {
    const LETTERS: [(char, Self); 16] = [
        ('q', Self::SPEECH),
        ('i', Self::INVERTS),
        ('t', Self::THAT),
        ('c', Self::CLAUSE),
        ('w', Self::QUESTION),
        ('r', Self::RECIPIENT),
        ('o', Self::OBJECT),
        ('x', Self::INFINITIVE),
        ('n', Self::NOUN),
        ('z', Self::NO_OBJECT),
        ('u', Self::REQUEST),
        ('a', Self::CHARGE),
        ('g', Self::GERUND),
        ('p', Self::TOPIC),
        ('s', Self::NAMING),
        ('d', Self::DEED),
    ];

    fn of(letters: &str) -> Self {
        letters.chars().filter_map(Self::of_letter).collect()
    }

    fn of_letter(letter: char) -> Option<Self> {
        Self::LETTERS.iter().find(|(known, _)| *known == letter).map(|(_, frame)| *frame)
    }
}

/// The form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueForm {
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

/// One form of a reporting word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueEntry {
    /// What it may stand with.
    pub frames: Frames,
    /// How sure a sign it is: 1 nearly always reports, 2 mostly, 3 only where something else says so.
    pub grade: u8,
    /// Which form it is.
    pub form: CueForm,
}

/// A word as a reporting verb.
///
/// ```
/// use quoteval::text::{Frames, cue_verb};
/// assert!(cue_verb("said").unwrap().frames.intersects(Frames::CLAUSE));
/// assert!(cue_verb("walked").is_none());
/// ```
#[must_use]
pub fn cue_verb(word: &str) -> Option<CueEntry> {
    entry(word).verb
}

/// A word as a reporting noun.
#[must_use]
pub fn cue_noun(word: &str) -> Option<CueEntry> {
    entry(word).noun
}

/// Reads the data file: every form with its entry.
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

    #[test]
    fn every_line_of_the_lexicon_is_well_formed() {
        for line in content_lines(include_str!("data/cues.txt")) {
            let fields: Vec<_> = line.split(" | ").collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(fields[1].chars().all(|c| Frames::of_letter(c).is_some()), "{line}");
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
        assert_eq!(cue_verb("saying").unwrap().form, CueForm::Gerund);
        assert_eq!(cue_verb("written").unwrap().form, CueForm::Participle);
        assert_eq!(cue_noun("claims").unwrap().form, CueForm::Noun);
        assert!(cue_noun("said").is_none());
    }
}
