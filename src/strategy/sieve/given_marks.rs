//! Quotation marks where quotations are given: a paragraph whose marks do not fit them is marked anew, missing marks filled in.

use std::ops::Range;

use crate::model::Span;
use crate::text::{MarkFamily, Marked};

/// What stands between marks, and blanks that stand for missing marks.
pub(super) struct Marks {
    pub(super) marked: Vec<Marked>,
    pub(super) missing: Vec<usize>,
}

/// The marks of a text in which these stretches, in order, are known to be quoted.
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
        let fits =
            |range: &Range<usize>| here.iter().any(|marked| is_theirs(text, marked, &asked) && holds(marked, range));
        let amiss: Vec<_> = asked.iter().filter(|range| !fits(range)).collect();
        let anew: Vec<Marked> =
            amiss.into_iter().filter_map(|range| marks.mark(text, *paragraph, index, range)).collect();
        marks.marked.extend(here.iter().filter_map(|&old| beside(old, &anew)).chain(anew.iter().copied()));
        let first = marks.marked.partition_point(|marked| (marked.paragraph as usize) < index);
        marks.marked[first..].sort_by_key(|marked| (marked.span.start(), std::cmp::Reverse(marked.span.end())));
    }
    marks
}

impl Marks {
    /// A known quotation with its marks, or with blanks in the place of those that are missing.
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
}

/// Whether a marked stretch begins and ends where what is asked about does, another's words at its ends passed over;
/// a speech that goes on from the paragraph before may hold more.
fn is_theirs(text: &str, marked: &Marked, asked: &[Range<usize>]) -> bool {
    let (start, end) = (marked.span.start(), marked.span.end());
    let begins = |range: &Range<usize>| {
        let lead = text.get(start..range.start).map(str::trim);
        lead.is_some_and(|lead| {
            lead.chars().all(is_mark) || lead.chars().skip(1).any(is_mark) && lead.ends_with(is_mark)
        })
    };
    let ends = |range: &Range<usize>| {
        let rest = text.get(range.end..end).map(str::trim);
        rest.is_some_and(|rest| rest.chars().all(is_mark) || rest.starts_with(is_mark) && rest.ends_with(is_mark))
    };
    marked.reopened || asked.iter().any(begins) && asked.iter().any(ends)
}

/// Whether a stretch lies between marks.
fn holds(marked: &Marked, asked: &Range<usize>) -> bool {
    marked.span.start() <= asked.start && asked.end <= marked.span.end()
}

/// An old mark beside new ones: as it is if it touches none, nested if it lies within one.
fn beside(old: Marked, anew: &[Marked]) -> Option<Marked> {
    let apart = |new: &&Marked| old.span.end() <= new.span.start() || new.span.end() <= old.span.start();
    match anew.iter().find(|new| !apart(new)) {
        None => Some(old),
        Some(new) if new.span.start() < old.span.start() && old.span.end() < new.span.end() => {
            Some(Marked { nested: true, ..old })
        }
        Some(_) => None,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '\'' | '‘' | '’' | '‚' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{paragraphs, quote_marks};

    /// What is marked, given that these words are quoted, and how many marks were missing.
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
