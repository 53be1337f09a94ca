//! Labelled regions and relations, as in annotation tools: a quotation is a content with everything linked to it.
//!
//! A relation `Continues` leads from a region to its next piece, `Parent` from a content to the enclosing content; any other
//! relation between a content and a cue or source links the two. Without any relation, each content gets the nearest cue and
//! the nearest source in its paragraph.

use std::collections::{HashMap, HashSet};

use super::finding::dangling;
use super::left_out::LeftOut;
use super::nearest::{self, Chunk, SourceSide};
use super::part::Part;
use crate::dataset::format::draft::{DraftDocument, DraftQuotation, DraftSpan};
use crate::dataset::format::fault::Fault;
use crate::dataset::format::{Drafts, ReadResult, Record};
use crate::model::{OffsetMap, OffsetUnit};

/// The relation from a region to its next piece.
pub(crate) const CONTINUES: &str = "Continues";

/// The relation from a content to the enclosing content.
pub(crate) const PARENT: &str = "Parent";

/// A labelled stretch of text.
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) id: String,
    pub(crate) part: Part,
    pub(crate) place: (i64, i64),
    pub(crate) line: usize,
}

/// A relation between two regions.
#[derive(Debug)]
pub(crate) struct Relation {
    pub(crate) kind: String,
    pub(crate) from: String,
    pub(crate) to: String,
}

impl Relation {
    fn is(&self, kind: &str) -> bool {
        self.kind.eq_ignore_ascii_case(kind)
    }
}

/// The regions and relations of a document.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    pub(crate) regions: Vec<Region>,
    pub(crate) relations: Vec<Relation>,
    /// Regions whose labels do not belong to quotations; relations to them are ignored.
    others: HashSet<String>,
    /// Labels of these regions.
    left_out: LeftOut,
}

/// A quotation and the id of its first region.
pub(crate) type Named<'a> = (String, DraftQuotation<'a>);

impl Graph {
    /// Adds a region, or records its label if it does not belong to a quotation.
    pub(crate) fn add(&mut self, id: String, part: Option<Part>, label: &str, place: (i64, i64), line: usize) {
        match part {
            Some(part) => self.regions.push(Region { id, part, place, line }),
            None => self.leave_out(id, label),
        }
    }

    /// Records a region that does not belong to a quotation.
    pub(crate) fn leave_out(&mut self, id: String, label: &str) {
        self.left_out.note(label);
        self.others.insert(id);
    }

    /// Records a region to ignore, without its label.
    pub(crate) fn ignore(&mut self, id: String) {
        self.others.insert(id);
    }

    /// Returns the warning about the labels that were left out, if any.
    pub(crate) fn left_out(&self) -> Option<Fault> {
        self.left_out.labels()
    }

    /// Creates the document with these quotations, and a warning about what was left out.
    pub(crate) fn drafts<'a>(self, record: &Record<'a>, id: String, text: String) -> ReadResult<'a> {
        let finding = |fault: Fault| record.finding(fault.about(&*id));
        let findings = self.left_out().map(finding).into_iter().collect();
        let quotations = Some(named_parents(self.quotations(&text).map_err(finding)?));
        let document = DraftDocument { text: Some(text.into()), quotations, ..record.draft(id) };
        Ok(Drafts::one(document, findings))
    }

    /// Returns the quotations in region order.
    pub(crate) fn quotations<'a>(self, text: &str) -> Result<Vec<Named<'a>>, Fault> {
        if self.relations.is_empty() {
            return Ok(self.unrelated(text));
        }
        let number: HashMap<&str, usize> =
            self.regions.iter().enumerate().map(|(number, region)| (&*region.id, number)).collect();
        let ends = self.ends(&number)?;
        let tied = || self.relations.iter().zip(&ends).filter_map(|(relation, ends)| Some((relation, (*ends)?)));
        let continued = tied().filter(|(relation, _)| relation.is(CONTINUES)).map(|(_, ends)| ends);
        let heads = heads(self.regions.len(), continued);
        let mut pieces: Vec<Vec<(i64, i64)>> = vec![Vec::new(); self.regions.len()];
        for (region, &head) in self.regions.iter().zip(&heads) {
            pieces[head].push(region.place);
        }
        pieces.iter_mut().for_each(|pieces| pieces.sort_unstable());
        let spans = |region: usize| pieces[region].iter().copied().map(DraftSpan::from);
        let quotation = |(number, region): (usize, &Region)| DraftQuotation::new(region.line, spans(number));
        let mut quotations: Vec<DraftQuotation<'a>> = self.regions.iter().enumerate().map(quotation).collect();
        for (relation, (from, to)) in tied().filter(|(relation, _)| !relation.is(CONTINUES)) {
            let (from, to) = (heads[from], heads[to]);
            let (content, other) = match (self.regions[from].part, self.regions[to].part) {
                (Part::Content, Part::Content) if relation.is(PARENT) => {
                    quotations[from].rare().parent = Some(self.regions[to].id.clone().into());
                    continue;
                }
                (Part::Content, Part::Cue | Part::Source) => (from, to),
                (Part::Cue | Part::Source, Part::Content) => (to, from),
                _ => continue,
            };
            quotations[content].add(self.regions[other].part, spans(other));
        }
        let quotations = self.regions.into_iter().zip(quotations).enumerate();
        let first_pieces =
            quotations.filter(|(number, (region, _))| region.part == Part::Content && heads[*number] == *number);
        Ok(first_pieces.map(|(_, (region, quotation))| (region.id, quotation)).collect())
    }

    /// Returns the indices of both regions of each relation; `None` if one of them does not belong to a quotation.
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
        let chunk = |region: &Region| Chunk {
            part: region.part,
            place: region.place,
            side: SourceSide::Either,
            line: region.line,
        };
        let chunks: Vec<Chunk> = self.regions.iter().map(chunk).collect();
        let quotations = nearest::quotations(text, &chunks);
        let contents = self.regions.into_iter().filter(|region| region.part == Part::Content);
        contents.map(|region| region.id).zip(quotations).collect()
    }
}

/// Returns the first piece of each region; a region without predecessor is its own, and a cycle starts at one of its members.
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

/// Drops the ids of quotations, except for parents.
pub(crate) fn named_parents<'a>(quotations: Vec<Named<'a>>) -> Vec<DraftQuotation<'a>> {
    let parent = |(_, quotation): &Named<'_>| quotation.rare.as_ref()?.parent.as_deref().map(str::to_owned);
    let parents: HashSet<String> = quotations.iter().filter_map(parent).collect();
    let named = quotations.into_iter().map(|(id, mut quotation)| {
        quotation.id = parents.contains(&id).then(|| id.into());
        quotation
    });
    named.collect()
}

/// Returns the unit in which offsets agree with the copies of the text: characters, unless only UTF-16 fits all copies.
pub(crate) fn unit(text: &str, copies: &[((i64, i64), &str)]) -> OffsetUnit {
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
