//! A letter for each class that a gold quotation can have.

use crate::score::ErrorClass;

/// The letters; the dots of correct quotations stand out.
pub(super) const LETTERS: [(char, ErrorClass); 16] = [
    ('.', ErrorClass::Correct),
    ('p', ErrorClass::Split),
    ('g', ErrorClass::Merged),
    ('b', ErrorClass::Boundary),
    ('A', ErrorClass::SpeakerMissing),
    ('U', ErrorClass::SpeakerUnresolved),
    ('S', ErrorClass::SpeakerSpurious),
    ('P', ErrorClass::SpeakerPartial),
    ('C', ErrorClass::SpeakerCoreference),
    ('L', ErrorClass::SpeakerLevel),
    ('I', ErrorClass::SpeakerInside),
    ('O', ErrorClass::SpeakerOther),
    ('q', ErrorClass::CueWrong),
    ('n', ErrorClass::NestedMissed),
    ('o', ErrorClass::Overlap),
    ('m', ErrorClass::Missed),
];

/// The letter of a class; `?` for a class that no gold quotation has.
pub(super) fn letter(class: ErrorClass) -> char {
    LETTERS.iter().find(|(_, own)| *own == class).map_or('?', |(letter, _)| *letter)
}

/// The class of a letter.
pub(super) fn class(letter: char) -> Option<ErrorClass> {
    LETTERS.iter().find(|(own, _)| *own == letter).map(|(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn letters_are_unique_and_every_class_of_gold_has_one() {
        assert_eq!(LETTERS.iter().map(|(letter, _)| letter).collect::<BTreeSet<_>>().len(), LETTERS.len());
        let of_predictions_alone =
            [ErrorClass::Invalid, ErrorClass::Duplicate, ErrorClass::NestedSpurious, ErrorClass::Spurious];
        for each in ErrorClass::ALL {
            assert_eq!(letter(each) == '?', of_predictions_alone.contains(&each), "{each:?}");
            assert!(letter(each) == '?' || class(letter(each)) == Some(each));
        }
    }
}
