//! Sections: the parts of a text that the sieves process in turn, short enough to stay in the cache during all sieves.
//!
//! A sieve looks at decisions about its own paragraph and, if that paragraph opens with marks or a dash, about the one before.
//! So a section ends only before a paragraph that opens with neither, and sectioning does not affect the result.

use std::ops::Range;

use super::{At, ParsedText, limits};
use crate::text::Kind;

/// The part of the text that the sieves are working on.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub(super) paragraphs: Range<usize>,
    pub(super) tokens: Range<At>,
    pub(super) pieces: Range<usize>,
}

impl Section {
    /// These tokens as offsets from the start of the section.
    pub(super) fn within(&self, tokens: Range<At>) -> Range<At> {
        let start = self.tokens.start;
        tokens.start.saturating_sub(start)..tokens.end.saturating_sub(start)
    }

    /// The paragraphs of the next section; a story, whose paragraphs alternate between speakers, is a single section.
    pub(super) fn next(&self, r: &ParsedText<'_>, is_dialogue: bool) -> Option<Range<usize>> {
        let start = self.paragraphs.end;
        let from = r.paragraphs.get(start)?.start;
        let apart = |&index: &usize| {
            let paragraph = &r.paragraphs[index];
            let dash = r.kind(paragraph.start) == Kind::Dash;
            paragraph.start >= from + limits::SECTION && r.opens_piece(paragraph.start).is_none() && !dash
        };
        let end = (start + 1..r.paragraphs.len()).find(apart).filter(|_| !is_dialogue);
        Some(start..end.unwrap_or(r.paragraphs.len()))
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Task;
    use crate::strategy::by_name;
    use crate::strategy::sieve::limits;

    /// The rule and the content offsets of every quotation.
    fn found(text: &str) -> Vec<(Option<String>, usize, usize)> {
        let prediction = by_name("sieve").unwrap().attribute(&Task { id: "t", text, given: None }).unwrap();
        let place = |content: &crate::model::Fragments| (content.start(), content.end());
        let quotations = prediction.quotations.into_iter();
        quotations
            .map(|found| (found.rule.map(Into::into), place(&found.quotation.content)))
            .map(|(r, (s, e))| (r, s, e))
            .collect()
    }

    #[test]
    fn where_a_section_ends_changes_nothing() {
        let news = "Ann Lee left the board on Monday. “It is not safe at all,” she said. “Nobody asked us.”\n\n\
                    “We have looked at the figures again and they do not add up.”\n\n\
                    Bob Holt, the mayor, said that it works, adding that more would follow.\n\n\
                    Holt had this to say:\n\n“It is late, and the bridge will not repair itself.\n\n“It never did.”\n\n\
                    It was closed, according to the council. The council called it “a mess”.\n\n\
                    – It is late, said Ann Lee.\n– Not yet, said Bob Holt.\n– It is.\n\n";
        let once = found(news);
        assert!(once.len() >= 6, "{once:?}");
        let copies = 5 * limits::SECTION / 100;
        let expected: Vec<_> = (0..copies)
            .map(|copy| copy * news.len())
            .flat_map(|by| once.iter().map(move |(rule, start, end)| (rule.clone(), start + by, end + by)))
            .collect();
        assert!(found(&news.repeat(copies)) == expected);
    }
}
