//! When an aligned pair counts as right.

use std::fmt;
use std::str::FromStr;

use super::aligned::Aligned;
use crate::align::Overlap;
use crate::model::Term;

/// A condition on the pairs of an alignment; the metric of the same id counts the pairs that satisfy it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Equal unit sets.
    DetectionExact,
    /// IoU ≥ 4/5.
    DetectionIou80,
    /// IoU > 1/2.
    DetectionIou50,
    /// At least one shared unit.
    DetectionAny,
    /// Equal unit sets and the speaker is right.
    AttributionExact,
    /// IoU > 1/2 and the speaker is right: the primary one.
    #[default]
    AttributionIou50,
    /// IoU > 1/2 and the source is right.
    AttributionMention,
    /// IoU > 1/2, speaker and cue are right.
    AttributionRelation,
}

impl Criterion {
    /// All criteria, in the order of reports.
    pub const ALL: [Self; 8] = [
        Self::DetectionExact,
        Self::DetectionIou80,
        Self::DetectionIou50,
        Self::DetectionAny,
        Self::AttributionExact,
        Self::AttributionIou50,
        Self::AttributionMention,
        Self::AttributionRelation,
    ];

    /// The id of the metric.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DetectionExact => "detection.exact",
            Self::DetectionIou80 => "detection.iou80",
            Self::DetectionIou50 => "detection.iou50",
            Self::DetectionAny => "detection.any",
            Self::AttributionExact => "attribution.exact",
            Self::AttributionIou50 => "attribution.iou50",
            Self::AttributionMention => "attribution.mention",
            Self::AttributionRelation => "attribution.relation",
        }
    }

    /// Whether the speaker matters.
    #[must_use]
    pub const fn needs_speaker(self) -> bool {
        matches!(self, Self::AttributionExact | Self::AttributionIou50 | Self::AttributionRelation)
    }

    /// Whether the source matters, as a mention and not as somebody's name.
    #[must_use]
    pub const fn needs_source(self) -> bool {
        matches!(self, Self::AttributionMention)
    }

    /// Whether an aligned pair satisfies the whole of it.
    #[must_use]
    pub fn accepts(self, doc: &Aligned<'_>, pair: Overlap) -> bool {
        doc.accepted(pair).has(self)
    }

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

    /// Whether speaker and source are as it asks.
    pub(super) fn accepts_speaker(self, doc: &Aligned<'_>, pair: Overlap) -> bool {
        (!self.needs_speaker() || doc.is_speaker_right(pair)) && (!self.needs_source() || doc.is_source_right(pair))
    }
}

/// What is right about one pair: the criteria that it satisfies, and whether the speaker is right; a bit each.
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

impl fmt::Display for Criterion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Criterion {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|criterion| criterion.as_str() == id).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|criterion| criterion.as_str()).collect();
            format!("unknown criterion '{id}': {}", known.join(", "))
        })
    }
}

/// What the error classes go by.
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
