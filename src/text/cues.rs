//! The graded lexicon of reporting words: which there are, and what each may stand with.

use super::lexicon::{content_lines, entry};

/// What a reporting word may stand with; the letters are those of `data/cues.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Frames(u16);

impl Frames {
    /// Direct speech beside it.
    pub const SPEECH: Self = Self(1);
    /// Inversion: `said Lee`.
    pub const INVERTS: Self = Self(2);
    /// A *that*-clause.
    pub const THAT: Self = Self(4);
    /// A clause without *that*.
    pub const CLAUSE: Self = Self(8);
    /// An indirect question.
    pub const QUESTION: Self = Self(16);
    /// A recipient first: `told Lee`.
    pub const RECIPIENT: Self = Self(32);
    /// An object, then marks: `called it “…”`.
    pub const OBJECT: Self = Self(64);
    /// An infinitive: `vowed to stay`.
    pub const INFINITIVE: Self = Self(128);
    /// It is a noun: `the claim that …`.
    pub const NOUN: Self = Self(256);
    /// It never takes a plain object, so that what follows must be a clause.
    pub const NO_OBJECT: Self = Self(512);

    /// A recipient, then an infinitive: `urged Lee to stay`.
    pub const REQUEST: Self = Self(1024);
    /// Somebody, then *of*, *for* or *as*: `accused Lee of theft`.
    pub const CHARGE: Self = Self(2048);
    /// A gerund: `denied taking it`.
    pub const GERUND: Self = Self(4096);
    /// A preposition and its object: `called for talks`.
    pub const TOPIC: Self = Self(8192);
    /// An object and what it is said to be: `called Lee a thief`.
    pub const NAMING: Self = Self(16384);

    /// A plain object: `condemned the attack`.
    pub const DEED: Self = Self(32768);

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

    /// Whether the two share a frame.
    #[must_use]
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// The frames of either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The frames of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn of(letters: &str) -> Self {
        let bits = |c| Self::LETTERS.iter().find(|(letter, _)| *letter == c).map_or(0, |(_, frame)| frame.0);
        Self(letters.chars().map(bits).fold(0, |all, frame| all | frame))
    }
}

/// The form of a reporting verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
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
    pub form: Form,
}

/// A word as a reporting verb.
///
/// ```
/// use quoteval::text::{Frames, cue_verb};
/// assert!(cue_verb("said").unwrap().frames.any(Frames::CLAUSE));
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
                _ if frames.any(Frames::NOUN) => Form::Noun,
                0 => Form::Base,
                1 => Form::Present,
                2 => Form::Past,
                3 => Form::Gerund,
                _ => Form::Participle,
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
            assert!(fields[1].chars().all(|c| Frames::LETTERS.iter().any(|(letter, _)| *letter == c)), "{line}");
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
        assert_eq!(cue_verb("saying").unwrap().form, Form::Gerund);
        assert_eq!(cue_verb("written").unwrap().form, Form::Participle);
        assert_eq!(cue_noun("claims").unwrap().form, Form::Noun);
        assert!(cue_noun("said").is_none());
    }
}
