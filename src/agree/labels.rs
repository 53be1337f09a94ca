//! What each unit of a text is, according to one annotator.

use crate::model::{Fragments, GoldDocument, UnitProfile, Units};
use crate::stats::Label;

/// Labels of units; 0 is none.
const CUE: Label = 1;
const SOURCE: Label = 2;
const CONTENT: Label = 3;

/// One label per unit of the text: cue before source before content, else none.
///
/// A cue or source without a unit, such as a colon, leaves no label.
#[must_use]
pub fn unit_labels(gold: &GoldDocument, unit: UnitProfile) -> Vec<Label> {
    let units = Units::new(gold.text(), unit);
    let mut labels = vec![0; units.len()];
    let mut paint = |fragments: &Fragments, label| {
        for range in units.touched(fragments).ranges() {
            labels[range.start as usize..range.end as usize].fill(label);
        }
    };
    let quotations = || gold.quotations.iter().map(|gold| &gold.quotation);
    quotations().for_each(|quotation| paint(&quotation.content, CONTENT));
    quotations().flat_map(|quotation| &quotation.source).for_each(|source| paint(source, SOURCE));
    quotations().flat_map(|quotation| &quotation.cue).for_each(|cue| paint(cue, CUE));
    labels
}
