//! Quotation marks, paired paragraph by paragraph.
//!
//! A stray mark affects at most its own paragraph; a quotation that is reopened in each paragraph and closed only once stays
//! linked. The time is linear: each paragraph is scanned once, following marks are counted backwards, and few marks are pending.

use std::cmp::Reverse;

use smallvec::SmallVec;

use super::chars::is_letter_or_digit;
use super::mark_scan::{Direction, Mark, MarkFamily, Scanner};
use crate::model::Span;

/// Maximum number of pending marks; deeper nesting is noise.
const DEPTH: usize = 6;

/// A stretch of text between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// Span including the marks.
    pub span: Span,
    /// Family of the marks.
    pub family: MarkFamily,
    /// True if there is a closing mark; otherwise the stretch runs to the end of its paragraph.
    pub closed: bool,
    /// True if the stretch lies inside another one.
    pub nested: bool,
    /// True if the stretch continues the unclosed stretch of the previous paragraph.
    pub reopened: bool,
    /// Index of the paragraph.
    pub paragraph: u32,
}

impl Marked {
    /// The text between the marks.
    #[must_use]
    pub(crate) fn inner<'a>(&self, text: &'a str) -> &'a str {
        let marked = self.span.of(text);
        let open = if marked.starts_with("''") { 2 } else { marked.chars().next().map_or(0, char::len_utf8) };
        let close = match marked.chars().next_back() {
            Some(_) if !self.closed => 0,
            Some(_) if marked.ends_with("''") && self.family == MarkFamily::Double => 2,
            last => last.map_or(0, char::len_utf8),
        };
        marked.get(open..marked.len() - close).unwrap_or("")
    }
}

/// Pairs the marks of every paragraph. Stretches are in text order, an enclosing stretch before the enclosed stretches.
#[must_use]
pub(crate) fn quote_marks(text: &str, paragraphs: &[Span]) -> Vec<Marked> {
    let mut all = Vec::new();
    let (scanner, mut marks, mut ahead) = (Scanner::new(text), Vec::new(), Vec::new());
    let mut expected: Option<MarkFamily> = None;
    for (index, &paragraph) in paragraphs.iter().enumerate() {
        marks.clear();
        scanner.scan(paragraph, &mut marks);
        look_ahead(&marks, &mut ahead);
        let from = all.len();
        let reopens = expected.is_some() && opening_family(text, paragraph) == expected;
        expected = None;
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        if let Some(pending) = pair(text, number, marks.iter().zip(&ahead), &mut all) {
            let next = paragraphs.get(index + 1).and_then(|&next| opening_family(text, next));
            let goes_on = next == Some(pending.family) && starts_speech(text, paragraph, pending.at);
            if goes_on || pending.at == paragraph.start() {
                expected = goes_on.then_some(pending.family);
                push(text, pending, paragraph.end(), false, number, &mut all);
            }
        }
        finish(&mut all[from..], reopens, paragraph);
    }
    all
}

/// Sorts the stretches of one paragraph and sets `nested` and `reopened`.
fn finish(stretches: &mut [Marked], reopens: bool, paragraph: Span) {
    stretches.sort_by_key(|marked| (marked.span.start(), Reverse(marked.span.end())));
    let mut covered = 0;
    for marked in stretches {
        marked.nested = marked.span.end() <= covered;
        covered = covered.max(marked.span.end());
        marked.reopened = reopens && marked.span.start() == paragraph.start();
    }
}

/// Family of the mark at the start of a paragraph.
fn opening_family(text: &str, paragraph: Span) -> Option<MarkFamily> {
    match paragraph.of(text).chars().next()? {
        '“' | '"' | '„' | '”' => Some(MarkFamily::Double),
        '‘' | '\'' | '‚' => Some(MarkFamily::Single),
        '«' | '»' => Some(MarkFamily::Guillemet),
        _ => None,
    }
}

/// True if a mark at this place can begin speech that continues in the next paragraph.
fn starts_speech(text: &str, paragraph: Span, at: usize) -> bool {
    let before = text[paragraph.start()..at].trim_end();
    before.is_empty() || before.ends_with(['.', ',', ':', '?', '!', '—', '–', '”', '"', '’'])
}

/// Pairs the marks of one paragraph and returns the outermost mark that remains open.
fn pair<'m>(
    text: &str,
    paragraph: u32,
    marks: impl Iterator<Item = (&'m Mark, &'m Ahead)>,
    found: &mut Vec<Marked>,
) -> Option<Mark> {
    let mut pending: SmallVec<[Mark; DEPTH]> = SmallVec::new();
    for (mark, ahead) in marks {
        let open = pending.iter().rposition(|other| other.family == mark.family);
        match mark.direction(open.is_some()) {
            Direction::Open => {
                let nests = ahead.closes >= ahead.opens + pending.iter().filter(|m| m.family == mark.family).count();
                if let Some(stray) = open.filter(|_| !nests) {
                    pending.truncate(stray);
                }
                if pending.len() == DEPTH {
                    pending.remove(0);
                }
                pending.push(*mark);
            }
            _ if mark.doubtful && ahead.sure_close => {}
            _ => {
                if let Some(open) = open {
                    push(text, pending[open], mark.at + mark.len, true, paragraph, found);
                    pending.truncate(open);
                }
            }
        }
    }
    pending.first().copied()
}

fn push(text: &str, open: Mark, end: usize, closed: bool, paragraph: u32, found: &mut Vec<Marked>) {
    let Ok(span) = Span::new(text, open.at, end) else { return };
    let marked = Marked { span, family: open.family, closed, nested: false, reopened: false, paragraph };
    if marked.inner(text).contains(is_letter_or_digit) {
        found.push(marked);
    }
}

/// Counts of the marks of the same family later in the paragraph.
#[derive(Clone, Copy, Default)]
struct Ahead {
    /// Number of marks that can only open, including this one.
    opens: usize,
    /// Number of marks that can close.
    closes: usize,
    /// True if a mark that certainly closes comes before the next mark that opens.
    sure_close: bool,
}

/// Fills `ahead` with the counts for each mark.
fn look_ahead(marks: &[Mark], ahead: &mut Vec<Ahead>) {
    ahead.clear();
    ahead.resize(marks.len(), Ahead::default());
    let mut seen = [Ahead::default(); 3];
    for (mark, ahead) in marks.iter().zip(ahead).rev() {
        let seen = &mut seen[mark.family as usize];
        let direction = mark.direction(true);
        ahead.sure_close = seen.sure_close;
        ahead.closes = seen.closes;
        match direction {
            Direction::Open => {
                seen.opens += 1;
                seen.sure_close = false;
            }
            _ => {
                seen.closes += 1;
                seen.sure_close |= !mark.doubtful;
            }
        }
        ahead.opens = seen.opens;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    fn inner(text: &str) -> Vec<&str> {
        quote_marks(text, &paragraphs(text)).iter().map(|marked| marked.inner(text)).collect()
    }

    #[test]
    fn every_style_of_marks() {
        for (text, expected) in [
            ("“One,” she said.", vec!["One,"]),
            ("\"One,\" she said, \"two.\"", vec!["One,", "two."]),
            ("‘One,’ she said.", vec!["One,"]),
            ("'One,' she said.", vec!["One,"]),
            ("Er sagte: „Eins.“ Dann ging er.", vec!["Eins."]),
            ("Er sagte: »Eins.« Dann ging er.", vec!["Eins."]),
            ("Elle dit : « Un. »", vec![" Un. "]),
            ("« Un », dit-elle. « Deux ! » dit-il.", vec![" Un ", " Deux ! "]),
            ("‘He told me “never” twice,’ she said.", vec!["He told me “never” twice,", "never"]),
            ("\"He told me 'never' twice,\" she said.", vec!["He told me 'never' twice,", "never"]),
            ("„Das war ‚Eins‘“, sagte er.", vec!["Das war ‚Eins‘", "Eins"]),
            ("“It’s the dogs’ bowl,” she said, “not ‘ours’.”", vec!["It’s the dogs’ bowl,", "not ‘ours’.", "ours"]),
            ("“One,\" she said.", vec!["One,"]),
            ("She wrote: “One.“ Then she left.", vec!["One."]),
        ] {
            assert_eq!(inner(text), expected, "{text}");
        }
    }

    #[test]
    fn apostrophes_feet_and_inches_are_no_marks() {
        for text in [
            "The dogs’ bowl and the cats' bed.",
            "’Tis the season of the ’90s, rock ’n’ roll.",
            "'Tis the season of the '90s.",
            "He is 6' 2\" tall.",
            "He is 6'2\".",
        ] {
            assert!(inner(text).is_empty(), "{text}: {:?}", inner(text));
        }
        assert_eq!(inner("\"He is 6'2\" tall,\" she said."), ["He is 6'2\" tall,"]);
        assert_eq!(inner("‘The boys’ father left,’ she said."), ["The boys’ father left,"]);
    }

    #[test]
    fn a_stray_mark_harms_its_paragraph_at_most() {
        let text = "He called it a \"mess and left.\n\n\"One,\" she said.\n\nTwo\" he said. \"Three,\" he said.";
        assert_eq!(inner(text), ["One,", "Three,"]);
        assert_eq!(inner("“One, she said. “Two,” she said."), ["Two,"]);
    }

    #[test]
    fn a_quotation_reopened_in_each_paragraph_is_a_chain() {
        let text = "He said: “One.\n\n“Two.\n\n“Three.”\n\n“Four.”";
        let paragraphs = paragraphs(text);
        let marked = quote_marks(text, &paragraphs);
        let flags: Vec<_> = marked.iter().map(|marked| (marked.closed, marked.reopened)).collect();
        assert_eq!(flags, [(false, false), (false, true), (true, true), (true, false)]);
    }
}
