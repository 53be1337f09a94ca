//! Labelled regions and what ties them, as annotation tools have them: a quotation is a content with all that is tied to it.
//!
//! A relation `Continues` leads from a region to the next piece of it, `Parent` from a content to the one that encloses it; any
//! other relation between a content and a cue or source ties these. Without any relation each content has the nearest cue and
//! the nearest source of its paragraph.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::finding::{dangling, only};
use super::left_out::LeftOut;
use super::nearest::{self, Chunk, Side};
use super::part::Part;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftRare, DraftSpan, Speakers};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, Record};
use crate::error::Finding;
use crate::model::{Fragments, OffsetMap, OffsetUnit};

/// The relation from a region to its next piece.
pub(in crate::dataset::formats) const CONTINUES: &str = "Continues";

/// The relation from a content to the one that encloses it.
pub(in crate::dataset::formats) const PARENT: &str = "Parent";

/// A labelled stretch of text.
#[derive(Debug)]
pub(in crate::dataset::formats) struct Region {
    pub(in crate::dataset::formats) id: String,
    pub(in crate::dataset::formats) part: Part,
    pub(in crate::dataset::formats) place: (i64, i64),
    pub(in crate::dataset::formats) line: usize,
}

/// What ties one region to another.
#[derive(Debug)]
pub(in crate::dataset::formats) struct Relation {
    pub(in crate::dataset::formats) kind: String,
    pub(in crate::dataset::formats) from: String,
    pub(in crate::dataset::formats) to: String,
}

impl Relation {
    fn is(&self, kind: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind)
    }
}

/// The regions and relations of a document.
#[derive(Debug, Default)]
pub(in crate::dataset::formats) struct Graph {
    pub(in crate::dataset::formats) regions: Vec<Region>,
    pub(in crate::dataset::formats) relations: Vec<Relation>,
    /// Regions whose labels are no part of quotations; what is tied to them is left alone.
    pub(in crate::dataset::formats) others: HashSet<String>,
}

/// A quotation and the id of the region with which it begins.
pub(in crate::dataset::formats) type Named<'a> = (String, DraftQuotation<'a>);

impl Graph {
    /// The quotations in the order of the regions.
    pub(in crate::dataset::formats) fn quotations<'a>(self, text: &str) -> Result<Vec<Named<'a>>, Fault> {
        if self.relations.is_empty() {
            return Ok(self.unrelated(text));
        }
        let number: HashMap<&str, usize> =
            self.regions.iter().enumerate().map(|(number, region)| (&*region.id, number)).collect();
        let ends = self.ends(&number)?;
        let heads = heads(
            self.regions.len(),
            self.relations.iter().zip(&ends).filter_map(|(relation, ends)| (*ends).filter(|_| relation.is(CONTINUES))),
        );
        let mut pieces: Vec<Vec<(i64, i64)>> = vec![Vec::new(); self.regions.len()];
        for (region, &head) in self.regions.iter().zip(&heads) {
            pieces[head].push(region.place);
        }
        pieces.iter_mut().for_each(|pieces| pieces.sort_unstable());
        let mut rare: Vec<DraftRare<'a>> = self.regions.iter().map(|_| DraftRare::default()).collect();
        for (relation, (from, to)) in
            self.relations.iter().zip(&ends).filter_map(|(relation, ends)| Some((relation, (*ends)?)))
        {
            let (from, to) = (heads[from], heads[to]);
            let (content, other) = match (self.regions[from].part, self.regions[to].part) {
                _ if relation.is(CONTINUES) => continue,
                (Part::Content, Part::Content) if relation.is(PARENT) => {
                    rare[from].parent = Some(Cow::Owned(self.regions[to].id.clone()));
                    continue;
                }
                (Part::Content, Part::Cue | Part::Source) => (from, to),
                (Part::Cue | Part::Source, Part::Content) => (to, from),
                _ => continue,
            };
            let spans = match self.regions[other].part {
                Part::Source => &mut rare[content].source,
                _ => &mut rare[content].cue,
            };
            spans.extend(pieces[other].iter().map(|&(start, end)| DraftSpan::of_offsets(start, end)));
            spans.sort_by_key(|span| (span.start, span.end));
        }
        let quotations = self
            .regions
            .into_iter()
            .enumerate()
            .zip(rare)
            .filter(|((number, region), _)| region.part == Part::Content && heads[*number] == *number);
        let quotation = |((number, region), rare): ((usize, Region), DraftRare<'a>)| {
            let content = pieces[number].iter().map(|&(start, end)| DraftSpan::of_offsets(start, end)).collect();
            (
                region.id,
                DraftQuotation { line: region.line, content, rare: Some(Box::new(rare)), ..DraftQuotation::default() },
            )
        };
        Ok(quotations.map(quotation).collect())
    }

    /// The numbers of the regions that each relation ties; `None` where one of them is no part of a quotation.
    fn ends(&self, number: &HashMap<&str, usize>) -> Result<Vec<Option<(usize, usize)>>, Fault> {
        let end = |relation: &Relation, id: &str| match number.get(id) {
            Some(&number) => Ok(Some(number)),
            None if self.others.contains(id) => Ok(None),
            None => Err(dangling(&format!("the relation {}", relation.kind), id)),
        };
        self.relations
            .iter()
            .map(|relation| Ok(end(relation, &relation.from)?.zip(end(relation, &relation.to)?)))
            .collect()
    }

    fn unrelated<'a>(self, text: &str) -> Vec<Named<'a>> {
        let chunk =
            |region: &Region| Chunk { part: region.part, place: region.place, side: Side::Either, line: region.line };
        let chunks: Vec<Chunk> = self.regions.iter().map(chunk).collect();
        let quotations = nearest::quotations(text, &chunks);
        let contents = self.regions.into_iter().filter(|region| region.part == Part::Content);
        contents.map(|region| region.id).zip(quotations).collect()
    }
}

/// The first piece of each region, itself where nothing leads to it; a circle has one of its own.
fn heads(count: usize, continued: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    const UNKNOWN: usize = usize::MAX;
    let mut before: Vec<usize> = (0..count).collect();
    for (from, to) in continued {
        before[to] = from;
    }
    let (mut heads, mut walked) = (vec![UNKNOWN; count], vec![UNKNOWN; count]);
    for start in 0..count {
        let (mut walk, mut at) = (Vec::new(), start);
        while heads[at] == UNKNOWN && walked[at] != start && before[at] != at {
            walked[at] = start;
            walk.push(at);
            at = before[at];
        }
        let head = if heads[at] == UNKNOWN { at } else { heads[at] };
        heads[at] = head;
        walk.into_iter().for_each(|at| heads[at] = head);
    }
    heads
}

/// The quotations without the names of their regions, but for those that are a parent and need one.
pub(in crate::dataset::formats) fn named_parents<'a>(quotations: Vec<Named<'a>>) -> Vec<DraftQuotation<'a>> {
    let parent = |(_, quotation): &Named<'a>| quotation.rare.as_ref()?.parent.as_deref().map(str::to_owned);
    let parents: HashSet<String> = quotations.iter().filter_map(parent).collect();
    let named = quotations.into_iter().map(|(id, mut quotation)| {
        quotation.id = parents.contains(&id).then_some(Cow::Owned(id));
        quotation
    });
    named.collect()
}

/// The document that a record holds, by its graph and its text, and a warning of what was left out.
pub(in crate::dataset::formats) fn drafts<'a>(
    graph: Graph,
    left_out: &LeftOut,
    id: String,
    text: String,
    record: &Record<'_>,
) -> Drafts<'a> {
    let finding = |fault: Fault| Finding { document: Some(id.clone()), ..fault.at(record.file, record.at.line) };
    let quotations = match graph.quotations(&text) {
        Ok(quotations) => quotations,
        Err(fault) => return only(finding(fault)),
    };
    let findings = left_out.labels().map(finding).into_iter().collect();
    let document = DraftDocument {
        line: record.at.line,
        quotations: Some(named_parents(quotations)),
        id: Some(Cow::Owned(id)),
        text: Some(Cow::Owned(text)),
        ..DraftDocument::default()
    };
    Drafts { documents: vec![document], findings, ..Drafts::default() }
}

/// The unit in which offsets agree with the texts that stand beside them: characters, unless only UTF-16 fits all.
pub(in crate::dataset::formats) fn unit(text: &str, copies: &[((i64, i64), &str)]) -> OffsetUnit {
    let fits = |unit: OffsetUnit| {
        let map = OffsetMap::new(text, unit);
        let byte = |offset: i64| map.to_byte(usize::try_from(offset).ok()?);
        let copy = |(start, end): (i64, i64)| text.get(byte(start)?..byte(end)?);
        copies.iter().all(|(place, expected)| copy(*place) == Some(*expected))
    };
    if !copies.is_empty() && !fits(OffsetUnit::Char) && fits(OffsetUnit::Utf16) {
        return OffsetUnit::Utf16;
    }
    OffsetUnit::Char
}

/// One speaker or several.
pub(in crate::dataset::formats) fn speakers<'a>(who: impl IntoIterator<Item = String>) -> Speakers<'a> {
    Speakers(who.into_iter().map(Cow::Owned).collect())
}

/// Start and end of each piece in characters.
pub(in crate::dataset::formats) fn places(fragments: &Fragments, chars: &OffsetMap<'_>) -> Vec<(usize, usize)> {
    fragments.spans().iter().map(|span| (chars.of_byte(span.start()), chars.of_byte(span.end()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_one_head_and_circles_end() {
        assert_eq!(heads(4, [(0, 1), (1, 2)].into_iter()), [0, 0, 0, 3]);
        assert_eq!(heads(3, [(2, 1), (1, 0)].into_iter()), [2, 2, 2]);
        for circle in
            [vec![(0, 1), (1, 0)], vec![(0, 0)], vec![(0, 1), (1, 2), (2, 1)], vec![(1, 2), (2, 3), (3, 1), (1, 0)]]
        {
            let heads = heads(4, circle.into_iter());
            assert!(heads.iter().all(|&head| heads[head] == head), "{heads:?}");
        }
    }

    #[test]
    fn the_unit_is_the_one_that_fits() {
        assert_eq!(unit("😀 a b", &[((2, 3), "a")]), OffsetUnit::Char);
        assert_eq!(unit("😀 a b", &[((3, 4), "a"), ((5, 6), "b")]), OffsetUnit::Utf16);
        assert_eq!(unit("😀 a b", &[((3, 4), "a"), ((5, 6), "a")]), OffsetUnit::Char, "neither fits");
    }
}
