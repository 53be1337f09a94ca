//! Texts without offsets, found in the document: exactly, then folded, then within a bounded number of edits.

mod approximate;
mod fold;

use std::cell::OnceCell;
use std::collections::HashSet;

use fold::Folded;
use memchr::memmem;

use crate::model::{Located, Span};

/// Where a text is looked for first when it occurs more than once; positions are bytes of the document.
#[derive(Clone, Copy, Debug)]
pub(super) enum Near {
    /// The first that starts here or later, else the first of all.
    After(usize),
    /// The one that starts closest to here.
    At(usize),
    /// The one closest to this range and outside it, else one inside.
    Around(usize, usize),
}

/// A text this many times as long as the document is not looked for: folding does not shorten it so far.
const TOO_LONG: usize = 8;

/// Finds texts in one document.
pub(super) struct Locator<'t> {
    text: &'t str,
    folded: OnceCell<Folded<'t>>,
}

/// Which occurrences a pass takes.
#[derive(Clone, Copy)]
struct Pass {
    folded: bool,
    /// Only those that do not cut a word.
    aligned: bool,
    /// Only those that nobody has taken.
    free: bool,
}

const fn pass(folded: bool, aligned: bool, free: bool) -> Pass {
    Pass { folded, aligned, free }
}

/// Whole words first, exact before folded, free before taken.
const PASSES: [Pass; 8] = [
    pass(false, true, true),
    pass(true, true, true),
    pass(false, true, false),
    pass(true, true, false),
    pass(false, false, true),
    pass(true, false, true),
    pass(false, false, false),
    pass(true, false, false),
];

impl<'t> Locator<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, folded: OnceCell::new() }
    }

    /// The place of a text and how it was found; places in `taken` are used again only where there is no other.
    pub(super) fn find(&self, needle: &str, near: Near, taken: &HashSet<Span>) -> Option<(Span, Located)> {
        if needle.len() > TOO_LONG * self.text.len() + 64 {
            return None;
        }
        if needle.trim().is_empty() {
            return None;
        }
        // The common case: the text stands there as it is, and nothing has to be folded.
        if let Some(found) = self.search_exact(needle, PASSES[0], near, taken) {
            return Some((found, Located::Exact));
        }
        let folded = self.folded.get_or_init(|| Folded::new(self.text));
        let folded_needle = Folded::new(needle).into_text();
        let trimmed = folded_needle.trim_matches(|c: char| !c.is_alphanumeric());
        PASSES[1..]
            .iter()
            .find_map(|&pass| match pass.folded {
                false => Some((self.search_exact(needle, pass, near, taken)?, Located::Exact)),
                true => Some((search_folded(folded, folded_needle.trim(), pass, near, taken)?, Located::Folded)),
            })
            .or_else(|| {
                let passes = [pass(true, true, true), pass(true, true, false)];
                let found = passes.iter().find_map(|&pass| search_folded(folded, trimmed, pass, near, taken));
                found.map(|span| (span, Located::Folded))
            })
            .or_else(|| {
                let found = approximate::find(folded, trimmed, near, taken);
                found.map(|(span, edits)| (span, Located::Approximate(edits)))
            })
    }

    fn search_exact(&self, needle: &str, pass: Pass, near: Near, taken: &HashSet<Span>) -> Option<Span> {
        let span = |start: usize| Span::new(self.text, start, start + needle.len()).ok();
        let accept = |start| takes(pass, self.text, start, needle.len(), span(start), taken);
        span(Search { hay: self.text.as_bytes(), needle: needle.as_bytes(), accept: &accept }.nearest(near)?)
    }
}

fn search_folded(folded: &Folded<'_>, needle: &str, pass: Pass, near: Near, taken: &HashSet<Span>) -> Option<Span> {
    let span = |start: usize| folded.span(start, start + needle.len());
    let accept = |start| takes(pass, folded.text(), start, needle.len(), span(start), taken);
    let search = Search { hay: folded.text().as_bytes(), needle: needle.as_bytes(), accept: &accept };
    span(search.nearest(folded.near(near))?)
}

fn takes(pass: Pass, hay: &str, start: usize, len: usize, span: Option<Span>, taken: &HashSet<Span>) -> bool {
    let free = |span: Span| !pass.free || !taken.contains(&span);
    span.is_some_and(free) && (!pass.aligned || !cuts_word(hay, start) && !cuts_word(hay, start + len))
}

/// Whether letters or digits stand on both sides of a byte.
fn cuts_word(text: &str, byte: usize) -> bool {
    let (before, after) = (&text.as_bytes()[..byte], &text.as_bytes()[byte..]);
    let ascii = |byte: Option<&u8>| byte.filter(|byte| byte.is_ascii()).map(u8::is_ascii_alphanumeric);
    match (ascii(before.last()), ascii(after.first())) {
        (Some(false), _) | (_, Some(false)) => false,
        _ => {
            let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            alphanumeric(text[..byte].chars().next_back()) && alphanumeric(text[byte..].chars().next())
        }
    }
}

/// The occurrences of a needle that are accepted, looked for outward from where they are wanted.
struct Search<'h> {
    hay: &'h [u8],
    needle: &'h [u8],
    accept: &'h dyn Fn(usize) -> bool,
}

impl Search<'_> {
    fn nearest(&self, near: Near) -> Option<usize> {
        if self.needle.is_empty() {
            return None;
        }
        match near {
            Near::After(position) => self.first_from(position).or_else(|| self.first_from(0)),
            Near::At(position) => {
                let before = self.last_before(position);
                let after = self.first_from(position);
                closer(before, |start| position - start, after, |start| start - position)
            }
            Near::Around(start, end) => {
                let before = self.last_before((start + 1).saturating_sub(self.needle.len()));
                let after = self.first_from(end);
                let gap = |at: usize| start - (at + self.needle.len());
                closer(before, gap, after, |at| at - end).or_else(|| self.first_from(0))
            }
        }
    }

    fn first_from(&self, mut from: usize) -> Option<usize> {
        let finder = memmem::Finder::new(self.needle);
        while let Some(offset) = finder.find(self.hay.get(from..)?) {
            if (self.accept)(from + offset) {
                return Some(from + offset);
            }
            from += offset + 1;
        }
        None
    }

    /// The last accepted one that starts before `limit`.
    fn last_before(&self, mut limit: usize) -> Option<usize> {
        let finder = memmem::FinderRev::new(self.needle);
        while limit > 0 {
            let end = (limit - 1 + self.needle.len()).min(self.hay.len());
            let start = finder.rfind(&self.hay[..end])?;
            if (self.accept)(start) {
                return Some(start);
            }
            limit = start;
        }
        None
    }
}

/// The closer of two places; the earlier one where both are as close.
fn closer(
    before: Option<usize>,
    gap_before: impl Fn(usize) -> usize,
    after: Option<usize>,
    gap_after: impl Fn(usize) -> usize,
) -> Option<usize> {
    match (before, after) {
        (Some(a), Some(b)) => Some(if gap_before(a) <= gap_after(b) { a } else { b }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'t>(text: &'t str, needle: &str, near: Near) -> Option<(&'t str, usize, Located)> {
        let found = Locator::new(text).find(needle, near, &HashSet::new());
        found.map(|(span, located)| (span.of(text), span.start(), located))
    }

    #[test]
    fn marks_dashes_space_and_case_fold() {
        for (text, needle, found) in [
            ("He said “It’s fine — really…” twice.", "\"it's fine - really...\"", "“It’s fine — really…”"),
            ("one\n  two\u{a0}three", "one two three", "one\n  two\u{a0}three"),
            ("a soft\u{ad}ly said word", "softly said", "soft\u{ad}ly said"),
            ("the ﬁnal STRASSE", "final straße", "ﬁnal STRASSE"),
            ("cafe\u{301} au lait", "café au lait", "cafe\u{301} au lait"),
            ("“Yes,” he said.", "\"Yes.\"", "Yes"),
            ("wait . . . what", "wait… what", "wait . . . what"),
            ("``so it is''", "\"so it is\"", "``so it is''"),
        ] {
            let (place, _, how) = find(text, needle, Near::After(0)).unwrap_or_else(|| panic!("{needle}"));
            assert_eq!((place, how), (found, Located::Folded), "{needle}");
        }
    }

    #[test]
    fn whole_words_come_first() {
        let (_, start, _) = find("I know. No.", "no", Near::After(0)).unwrap();
        assert_eq!(start, 8);
        assert_eq!(find("世界平和", "界平", Near::After(0)).unwrap().0, "界平", "no spaces, no whole words");
    }

    #[test]
    fn the_nearest_occurrence_is_taken() {
        let text = "he said. He said. he said.";
        let start = |near| find(text, "he said", near).unwrap().1;
        assert_eq!(start(Near::After(0)), 0);
        assert_eq!(start(Near::After(1)), 18);
        assert_eq!(start(Near::After(20)), 0, "the first of all where none follows");
        assert_eq!(start(Near::Around(9, 16)), 0, "as close, the earlier");
        assert_eq!(start(Near::Around(10, 17)), 18);
        assert_eq!(start(Near::At(17)), 18);
    }

    #[test]
    fn what_is_taken_is_used_again_only_where_there_is_no_other() {
        let text = "Yes. yes. Yes.";
        let locator = Locator::new(text);
        let mut taken = HashSet::new();
        let mut next = || {
            let (span, _) = locator.find("Yes", Near::After(0), &taken).unwrap();
            taken.insert(span);
            span.start()
        };
        assert_eq!([next(), next(), next(), next()], [0, 10, 5, 0]);
    }

    #[test]
    fn a_few_edits_are_forgiven() {
        let text = "Before. The resolution was nonbinding, which means it doesn’t carry the force of law. After.";
        let needle = "The resolution was non-binding, that means it doesn't carry the force of law";
        let (place, _, how) = find(text, needle, Near::After(0)).unwrap();
        assert_eq!(place, "The resolution was nonbinding, which means it doesn’t carry the force of law");
        assert_eq!(how, Located::Approximate(5));
        assert_eq!(find(text, "The revolution will not be televised, my brothers", Near::After(0)), None);
        assert_eq!(find(text, "Befure", Near::After(0)), None, "too short to forgive anything");
    }
}
