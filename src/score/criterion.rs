//! The conditions under which an aligned pair counts as right.

use crate::align::Overlap;
use crate::model::Term;
use crate::named::named;

/// A condition on the pairs of an alignment; the metric with the same id counts the pairs that satisfy the condition.
///
/// ```
/// assert_eq!("detection.exact".parse(), Ok(quoteval::Criterion::DetectionExact));
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::VariantArray,
)]
pub enum Criterion {
    /// Equal unit sets.
    #[strum(serialize = "detection.exact")]
    DetectionExact,
    /// IoU ≥ 4/5.
    #[strum(serialize = "detection.iou80")]
    DetectionIou80,
    /// IoU > 1/2.
    #[strum(serialize = "detection.iou50")]
    DetectionIou50,
    /// At least one shared unit.
    #[strum(serialize = "detection.any")]
    DetectionAny,
    /// Equal unit sets and the speaker is right.
    #[strum(serialize = "attribution.exact")]
    AttributionExact,
    /// IoU > 1/2 and the speaker is right: the primary criterion.
    #[default]
    #[strum(serialize = "attribution.iou50")]
    AttributionIou50,
    /// IoU > 1/2 and the source is right.
    #[strum(serialize = "attribution.mention")]
    AttributionMention,
    /// IoU > 1/2, speaker and cue are right.
    #[strum(serialize = "attribution.relation")]
    AttributionRelation,
}

named!(Criterion: "criterion");

impl Criterion {
    /// True if the criterion requires the right speaker.
    #[must_use]
    pub const fn needs_speaker(self) -> bool {
        matches!(self, Self::AttributionExact | Self::AttributionIou50 | Self::AttributionRelation)
    }

    /// True if the criterion requires the right source, compared as a mention and not as a name.
    #[must_use]
    pub const fn needs_source(self) -> bool {
        matches!(self, Self::AttributionMention)
    }

    /// True if the units of a pair satisfy the criterion.
    pub(super) fn accepts_span(self, pair: Overlap) -> bool {
        match self {
            Self::DetectionExact | Self::AttributionExact => pair.is_equal(),
            Self::DetectionIou80 => 5 * pair.shared >= 4 * pair.union,
            Self::DetectionIou50 | Self::AttributionIou50 | Self::AttributionMention | Self::AttributionRelation => {
                pair.is_iou_above_half()
            }
            Self::DetectionAny => true,
        }
    }
}

/// Bit set of the criteria that a pair satisfies, with one more bit for the right speaker.
#[derive(Clone, Copy, Default)]
pub(super) struct Accepted(u16);

impl Accepted {
    const SPEAKER: u16 = 1 << Criterion::ALL.len();

    pub(super) fn of(
        pair: Overlap,
        is_speaker_right: bool,
        is_source_right: bool,
        is_cue_right: impl Fn() -> bool,
    ) -> Self {
        let accepts = |criterion: Criterion| {
            criterion.accepts_span(pair)
                && (is_speaker_right || !criterion.needs_speaker())
                && (is_source_right || !criterion.needs_source())
                && (criterion != Criterion::AttributionRelation || is_cue_right())
        };
        let bit = |criterion: Criterion| u16::from(accepts(criterion)) << criterion as u16;
        let speaker = if is_speaker_right { Self::SPEAKER } else { 0 };
        Self(Criterion::ALL.into_iter().fold(speaker, |all, criterion| all | bit(criterion)))
    }

    pub(super) const fn has(self, criterion: Criterion) -> bool {
        self.0 >> criterion as u8 & 1 == 1
    }

    pub(super) const fn has_speaker(self) -> bool {
        self.0 & Self::SPEAKER != 0
    }
}

/// The condition that decides the error classes.
pub(super) const CRITERION: Term = Term {
    name: "criterion",
    title: "when a pair counts as right, for error classes and slices",
    explanation: "A condition on aligned pairs: the one that the metric of the same id counts by. `--criterion` says which \
        decides the error classes, `slot_error_rate` and the listings; the default is `attribution.iou50`. Slices \
        are counted under every criterion.\n\
        Edge cases: a criterion that asks for the speaker leaves no error classes on a dataset in which no quotation \
        has a speaker or a source, nor does `attribution.mention` where none has a source: choose `detection.iou50` \
        there. Under `attribution.mention` the classes of wrong speakers tell of the source: see `speaker-missing` and \
        the classes after it.\n\
        Example: gold is words 1–10 by Ann Lee, predicted are words 1–9 by Bo Roe: right by `detection.iou50`, \
        `speaker-other` by `attribution.iou50`, `boundary` by `detection.exact`.",
};
