//! File format of a line of a partial, and its conversion from a score.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::counts::numbers;
use super::wide::Wide;
use crate::score::profiles::{Fraction, Tally};
use crate::score::slices::{SideCounts, SliceCounts};
use crate::score::{DocumentScore, ItemRow, PerClass};

/// The counts of one document.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line<'a> {
    #[serde(borrow)]
    pub(super) id: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) gold_hash: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) status: Cow<'a, str>,
    pub(super) speaker_layer: bool,
    pub(super) source_layer: bool,
    pub(super) gold: u64,
    pub(super) predicted: u64,
    pub(super) counts: Vec<Vec<u64>>,
    pub(super) classes: ClassLine<'a>,
    pub(super) types: [[u64; 5]; 5],
    pub(super) located: [u64; 4],
    pub(super) names: [u64; 2],
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) slices: Vec<SliceLine<'a>>,
    #[serde(borrow, default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) groups: BTreeMap<Cow<'a, str>, [u64; 4]>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) profile: Vec<TallyLine>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    pub(super) items: Vec<ItemLine<'a>>,
}

/// Number of items per class, for the classes that occur.
pub(super) type ClassItems<'a> = BTreeMap<Cow<'a, str>, u64>;

/// Gold items, predicted items and aligned pairs per class.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassLine<'a> {
    #[serde(borrow)]
    pub(super) gold: ClassItems<'a>,
    #[serde(borrow)]
    pub(super) prediction: ClassItems<'a>,
    #[serde(borrow)]
    pub(super) aligned: ClassItems<'a>,
}

/// Number of items, then number of right items by each criterion.
pub(super) type SideLine = [u64; SideCounts::WIDTH];

/// Attribute, value, gold counts and predicted counts.
#[derive(Serialize, Deserialize)]
pub(super) struct SliceLine<'a>(
    #[serde(borrow)] pub(super) Cow<'a, str>,
    #[serde(borrow)] pub(super) Cow<'a, str>,
    pub(super) SideLine,
    pub(super) Option<SideLine>,
);

/// One figure of a profile.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TallyLine {
    pub(super) counts: Vec<u64>,
    pub(super) ratios: Vec<(Wide, u64)>,
}

/// One row of a listing of quotations.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemLine<'a> {
    pub(super) gold: Option<Cow<'a, str>>,
    pub(super) predicted: Option<Cow<'a, str>>,
    pub(super) overlap: Option<(u64, u64)>,
    #[serde(borrow)]
    pub(super) class: Cow<'a, str>,
    pub(super) boundary: Option<Cow<'a, str>>,
    pub(super) gold_speaker: Vec<Cow<'a, str>>,
    pub(super) predicted_speaker: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) ambiguous: Vec<Cow<'a, str>>,
}

impl<'a> Line<'a> {
    pub(super) fn of(score: &'a DocumentScore) -> Self {
        let sums = score.sums();
        Self {
            id: Cow::Borrowed(&score.id),
            gold_hash: score.gold_hash.to_hex().to_string().into(),
            status: score.status.as_str().into(),
            speaker_layer: score.layers.speaker,
            source_layer: score.layers.source,
            gold: score.gold,
            predicted: score.predicted,
            counts: sums.counts.iter().map(numbers).collect(),
            classes: ClassLine {
                gold: class_items(&sums.classes.gold),
                prediction: class_items(&sums.classes.predicted),
                aligned: class_items(&sums.classes.aligned),
            },
            types: *sums.types.rows(),
            located: sums.located.numbers(),
            names: sums.names.numbers(),
            slices: score.slices.iter().map(slice_line).collect(),
            groups: score.groups.iter().map(|(name, counts)| (name.into(), counts.numbers())).collect(),
            profile: score.profile.iter().map(tally_line).collect(),
            items: score.items.iter().map(item_line).collect(),
        }
    }
}

fn class_items(classes: &PerClass) -> ClassItems<'static> {
    classes.occurring().map(|(class, items)| (class.as_str().into(), items)).collect()
}

fn slice_line<'a>(((attribute, value), counts): (&'a (String, String), &SliceCounts)) -> SliceLine<'a> {
    let predicted = counts.predicted.map(|side| side.numbers());
    SliceLine(attribute.into(), value.into(), counts.gold.numbers(), predicted)
}

fn tally_line(tally: &Tally) -> TallyLine {
    let ratio = |ratio: Fraction| (Wide(ratio.numerator()), ratio.denominator());
    TallyLine {
        counts: tally.counts().iter().map(|(_, count)| *count).collect(),
        ratios: tally.fractions().into_iter().map(ratio).collect(),
    }
}

fn item_line(row: &ItemRow) -> ItemLine<'_> {
    let all = |names: &[String]| names.iter().map(|name| Cow::Owned(name.clone())).collect();
    ItemLine {
        gold: row.gold.as_deref().map(Cow::Borrowed),
        predicted: row.predicted.as_deref().map(Cow::Borrowed),
        overlap: row.overlap,
        class: row.class.as_str().into(),
        boundary: row.boundary.map(|boundary| boundary.as_str().into()),
        gold_speaker: all(&row.gold_speaker),
        predicted_speaker: all(&row.predicted_speaker),
        ambiguous: all(&row.ambiguous),
    }
}
