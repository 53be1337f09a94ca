//! Error classes of quotations.

use crate::named::named;

/// The class of a gold or predicted quotation: correct, or a kind of mistake.
///
/// A wrong speaker gets the first class that applies, in this order.
///
/// ```
/// assert_eq!("missed".parse(), Ok(quoteval::ErrorClass::Missed));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ErrorClass {
    /// Counted as right.
    Correct,
    /// Aligned, but one gold quotation was found as several.
    Split,
    /// Aligned, but several gold quotations were found as one.
    Merged,
    /// Aligned, but the boundaries are too far off.
    Boundary,
    /// The span is right; the prediction abstains from naming a speaker.
    SpeakerMissing,
    /// The right mention, not linked to an entity.
    SpeakerUnresolved,
    /// The prediction names a speaker where gold says that nobody is named.
    SpeakerSpurious,
    /// Some of the speakers are right.
    SpeakerPartial,
    /// The right mention, linked to somebody else.
    SpeakerCoreference,
    /// The speaker of the enclosing quotation, or of a quotation inside.
    SpeakerLevel,
    /// The predicted mention lies inside the content.
    SpeakerInside,
    /// Any other wrong speaker.
    SpeakerOther,
    /// Span and speaker are right, but the cue is wrong; only if the criterion requires the cue.
    CueWrong,
    /// A prediction without a place in the text or without a unit.
    Invalid,
    /// A prediction with the same units as another prediction.
    Duplicate,
    /// A prediction strictly inside an aligned prediction.
    NestedSpurious,
    /// An unaligned gold quotation strictly inside another gold quotation.
    NestedMissed,
    /// Not aligned, but it shares units with the other side.
    Overlap,
    /// A prediction where gold has nothing.
    Spurious,
    /// A gold quotation where nothing is predicted.
    Missed,
}

named!(ErrorClass: "error class");

impl ErrorClass {
    /// True for the classes of a wrong speaker.
    #[must_use]
    pub fn is_speaker(self) -> bool {
        (Self::SpeakerMissing..=Self::SpeakerOther).contains(&self)
    }
}
