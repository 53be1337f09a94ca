//! Quotation marks fitted to given quotations: paragraphs whose marks do not match them are marked again, and missing marks
//! are inserted.

use std::ops::Range;

use crate::model::Span;
use crate::text::{MarkFamily, Marked};

/// The stretches between marks, and the blanks that stand in for missing marks.
pub(super) struct Marks {
    pub(super) marked: Vec<Marked>,
    pub(super) missing: Vec<usize>,
}

/// The marks of a text, given the spans known to be quoted, in order.
pub(super) fn fitted(text: &str, paragraphs: &[Span], marked: Vec<Marked>, known: &[Span]) -> Marks {
    if known.is_empty() {
        return Marks { marked, missing: Vec::new() };
    }
    let mut marks = Marks { marked: Vec::with_capacity(marked.len()), missing: Vec::new() };
    let mut rest = marked.as_slice();
    let mut from = 0;
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let (here, after) = rest.split_at(rest.partition_point(|marked| marked.paragraph as usize <= index));
        rest = after;
        from += known[from..].iter().take_while(|span| span.end() <= paragraph.start()).count();
        let near = known[from..].iter().take_while(|span| span.start() < paragraph.end());
        let clip = |span: &Span| span.start().max(paragraph.start())..span.end().min(paragraph.end());
        let asked: Vec<Range<usize>> = near.map(clip).filter(|range| !text[range.clone()].trim().is_empty()).collect();
        let fits = Fits::new(text, here, &asked);
        let anew: Vec<Marked> = asked
            .iter()
            .filter(|range| !fits.any(range))
            .filter_map(|range| marks.mark(text, *paragraph, index, range))
            .collect();
        marks.beside(here, &anew);
        let first = marks.marked.partition_point(|marked| (marked.paragraph as usize) < index);
        marks.marked[first..].sort_by_key(|marked| (marked.span.start(), std::cmp::Reverse(marked.span.end())));
    }
    marks
}

impl Marks {
    /// A known quotation with its marks, or with blanks in place of missing marks.
    fn mark(&mut self, text: &str, paragraph: Span, index: usize, asked: &Range<usize>) -> Option<Marked> {
        let blank = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace);
        let before = text[..asked.start].chars().next_back();
        let start = match before.filter(|&mark| is_mark(mark)) {
            Some(mark) => asked.start - mark.len_utf8(),
            None => asked.start.checked_sub(1).filter(|&start| blank(start))?,
        };
        let after = text[asked.end..].chars().next();
        let closed = asked.end < paragraph.end();
        let end = match after.filter(|&mark| is_mark(mark)) {
            _ if !closed => asked.end,
            Some(mark) => asked.end + mark.len_utf8(),
            None if blank(asked.end) => asked.end + 1,
            None => return None,
        };
        self.missing.extend([start].into_iter().filter(|&at| blank(at)));
        self.missing.extend([asked.end].into_iter().filter(|&at| closed && blank(at)));
        let span = Span::new(text, start, end).ok()?;
        let paragraph = u32::try_from(index).ok()?;
        Some(Marked { span, family: MarkFamily::Double, closed, nested: false, reopened: false, paragraph })
    }

    /// Adds the new marks and those old marks that overlap none of them or are nested in one.
    fn beside(&mut self, old: &[Marked], anew: &[Marked]) {
        let mut latest = 0;
        let reach: Vec<usize> = anew.iter().map(|new| later(&mut latest, new.span.end())).collect();
        self.marked.extend(old.iter().filter_map(|&old| {
            // The first new mark that ends after the old one starts is the first that can overlap it.
            let new = anew.get(reach.partition_point(|&end| end <= old.span.start()));
            match new.filter(|new| new.span.overlaps(old.span)) {
                None => Some(old),
                Some(new) if new.span.start() < old.span.start() && old.span.end() < new.span.end() => {
                    Some(Marked { nested: true, ..old })
                }
                Some(_) => None,
            }
        }));
        self.marked.extend_from_slice(anew);
    }
}

/// The stretches between marks that begin and end with a given quotation, ignoring other people's words at their ends;
/// a speech continued from the previous paragraph may contain more. Each is stored with the greatest end so far.
struct Fits(Vec<(usize, usize)>);

impl Fits {
    fn new(text: &str, marked: &[Marked], asked: &[Range<usize>]) -> Self {
        let ends = Ends::new(text, asked);
        let theirs = marked.iter().filter(|marked| marked.reopened || ends.are_of(text, marked.span));
        let mut latest = 0;
        Self(theirs.map(|marked| (marked.span.start(), later(&mut latest, marked.span.end()))).collect())
    }

    /// True if the given quotation lies within one of these stretches.
    fn any(&self, asked: &Range<usize>) -> bool {
        let before = self.0.partition_point(|&(start, _)| start <= asked.start);
        before.checked_sub(1).is_some_and(|last| self.0[last].1 >= asked.end)
    }
}

/// Updates and returns the greatest end so far.
fn later(latest: &mut usize, end: usize) -> usize {
    *latest = end.max(*latest);
    *latest
}

/// The surroundings of the given quotations of a paragraph.
struct Ends {
    /// The start of each quotation, in order, and the start of the last non-blank character before it.
    starts: Vec<(usize, Option<usize>)>,
    /// The end of each quotation, in order, and the start of the first non-blank character after it.
    ends: Vec<(usize, usize)>,
    /// The last start that follows a mark.
    marked_start: Option<usize>,
    /// The first end that precedes a mark.
    marked_end: Option<usize>,
}

impl Ends {
    fn new(text: &str, asked: &[Range<usize>]) -> Self {
        let last = |at: usize| text[..at].char_indices().rev().find(|(_, c)| !c.is_whitespace());
        let first = |at: usize| text[at..].char_indices().find(|(_, c)| !c.is_whitespace());
        let behind_mark = |range: &&Range<usize>| last(range.start).is_some_and(|(_, c)| is_mark(c));
        let before_mark = |range: &&Range<usize>| first(range.end).is_some_and(|(_, c)| is_mark(c));
        let mut ends: Vec<_> = asked
            .iter()
            .map(|range| (range.end, first(range.end).map_or(text.len(), |(at, _)| range.end + at)))
            .collect();
        ends.sort_unstable();
        Self {
            starts: asked.iter().map(|range| (range.start, last(range.start).map(|(at, _)| at))).collect(),
            ends,
            marked_start: asked.iter().filter(behind_mark).map(|range| range.start).max(),
            marked_end: asked.iter().filter(before_mark).map(|range| range.end).min(),
        }
    }

    /// True if a stretch begins with a given quotation, or before one that follows a mark, and ends likewise.
    fn are_of(&self, text: &str, span: Span) -> bool {
        let next = self.starts.get(self.starts.partition_point(|&(start, _)| start < span.start()));
        let begins = next.is_some_and(|&(_, last)| last.is_none_or(|last| last < span.start()))
            || self.marked_start.is_some_and(|start| start >= span.start());
        let previous = self.ends[..self.ends.partition_point(|&(end, _)| end <= span.end())].last();
        let ends = previous.is_some_and(|&(_, first)| first >= span.end())
            || span.of(text).trim_end().ends_with(is_mark) && self.marked_end.is_some_and(|end| end <= span.end());
        begins && ends
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '\'' | '‘' | '’' | '‚' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{paragraphs, quote_marks};

    /// The marked stretches if these words are quoted, and the number of missing marks.
    fn marked<'a>(text: &'a str, quoted: &[&str]) -> (Vec<&'a str>, usize) {
        let span = |words: &&str| {
            let start = text.find(words).unwrap();
            Span::new(text, start, start + words.len()).unwrap()
        };
        let (spans, known) = (paragraphs(text), quoted.iter().map(span).collect::<Vec<_>>());
        let marks = fitted(text, &spans, quote_marks(text, &spans), &known);
        (marks.marked.iter().map(|marked| marked.span.of(text)).collect(), marks.missing.len())
    }

    #[test]
    fn marks_that_fit_stay() {
        let text = "“He said ‘No.’ I left,” said Ann Lee. “It was ‘late’.”";
        let (pieces, missing) = marked(text, &["He said", "I left,", "It was"]);
        assert_eq!((pieces, missing), (vec!["“He said ‘No.’ I left,”", "‘No.’", "“It was ‘late’.”", "‘late’"], 0));
    }

    #[test]
    fn missing_marks_are_filled_in() {
        let (pieces, missing) = marked("\"Well, said Ann Lee, \"no.\"", &["Well,", "no."]);
        assert_eq!((pieces, missing), (vec!["\"Well, ", "\"no.\""], 1));
        let (pieces, missing) = marked("One.\n\nWell, said Ann Lee.", &["Well,"]);
        assert_eq!((pieces, missing), (vec!["\nWell, "], 2));
    }

    #[test]
    fn without_quotations_nothing_changes() {
        assert_eq!(marked("“It works,” said Ann Lee.", &[]), (vec!["“It works,”"], 0));
    }
}
