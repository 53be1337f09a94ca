//! Labels of the units of a text, by one annotator.

use crate::model::{Fragments, GoldDocument, UnitProfile, UnitSet, Units};
use crate::stats::{Label, Segment};

/// Unit labels; 0 means no label.
const CUE: Label = 1;
const SOURCE: Label = 2;
const CONTENT: Label = 3;

/// Labels of the units of one text, by one annotator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnitLabels {
    /// Label of each unit: cue takes precedence over source, and source over content. A cue or source without a unit, such as a
    /// colon, leaves no label.
    pub labels: Vec<Label>,
    /// Number of the outermost quotation around each unit, from 1; 0 outside quotations. Overlapping quotations are merged.
    pub quotations: Vec<Segment>,
}

impl UnitLabels {
    /// Labels every unit of the text.
    pub(crate) fn new(gold: &GoldDocument, unit: UnitProfile) -> Self {
        let units = Units::new(gold.text(), unit);
        let quotations = || gold.quotations.iter().map(|gold| &gold.quotation);
        let contents: Vec<UnitSet> = quotations().map(|quotation| units.touched(&quotation.content)).collect();
        let mut labels = vec![0; units.len()];
        contents.iter().for_each(|content| paint(&mut labels, content, CONTENT));
        let mut mark = |mention: &Fragments, label| paint(&mut labels, &units.touched(mention), label);
        quotations().flat_map(|quotation| &quotation.source).for_each(|source| mark(source, SOURCE));
        quotations().flat_map(|quotation| &quotation.cue).for_each(|cue| mark(cue, CUE));
        Self { labels, quotations: outermost(units.len(), &contents) }
    }
}

fn paint<T: Clone>(units: &mut [T], set: &UnitSet, label: T) {
    for range in set.ranges() {
        units[range.start as usize..range.end as usize].fill(label.clone());
    }
}

/// Numbers each unit by the content around it; contents that share units get the same number.
fn outermost(units: usize, contents: &[UnitSet]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = vec![0; units];
    // Union-find parents: each number starts as its own parent.
    let mut joined: Vec<Segment> = vec![0];
    for content in contents {
        let own = joined.len() as Segment;
        joined.push(own);
        for unit in content.ranges().flatten() {
            let before = root(&joined, segments[unit as usize]);
            if before > 0 {
                joined[before as usize] = own;
            }
            segments[unit as usize] = own;
        }
    }
    segments.into_iter().map(|segment| root(&joined, segment)).collect()
}

fn root(joined: &[Segment], mut segment: Segment) -> Segment {
    while joined[segment as usize] != segment {
        segment = joined[segment as usize];
    }
    segment
}
