//! The place of a span in its document: its region, and distances in sentences and paragraphs.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::Fragments;

/// The distance between two spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    /// No sentence ends between them.
    SameSentence,
    /// One sentence ends between them.
    NextSentence,
    /// More than one sentence ends between them, but no paragraph.
    SameParagraph,
    /// In different paragraphs.
    Farther,
}

impl Distance {
    /// Distance between the nearest pieces of two discontinuous spans, in UAX #29 sentences and blank-line paragraphs.
    #[must_use]
    pub(crate) fn between(text: &str, a: &Fragments, b: &Fragments) -> Self {
        let gaps = a.spans().iter().flat_map(|a| {
            b.spans()
                .iter()
                .map(move |b| if a.end() <= b.start() { (a.end(), b.start()) } else { (b.end(), a.start()) })
        });
        let nearest = gaps.min_by_key(|(from, to)| to.saturating_sub(*from));
        let Some((from, to)) = nearest.filter(|(from, to)| from < to) else {
            return Self::SameSentence;
        };
        if text[from..to].contains('\n') {
            return Self::Farther;
        }
        match sentence_ends(text, from, to) {
            0 => Self::SameSentence,
            1 => Self::NextSentence,
            _ => Self::SameParagraph,
        }
    }
}

/// Number of bytes before a place to read to find the end of its sentence.
const CONTEXT: usize = 1000;

/// Number of sentences that end between two places on one line, counted up to two.
fn sentence_ends(text: &str, from: usize, to: usize) -> usize {
    let line_start = text[..from].rfind('\n').map_or(0, |at| at + 1);
    // Without this limit, a text without line breaks would be read again for each place.
    let mut start = line_start.max(from.saturating_sub(CONTEXT));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let line_end = text[to..].find('\n').map_or(text.len(), |at| to + at);
    let starts = text[start..line_end].split_sentence_bound_indices().map(|(at, _)| start + at);
    starts.take_while(|&at| at <= to).filter(|&at| from < at).take(2).count()
}

/// Region of a place: `headline`, `lead` or `body`.
///
/// The headline is the title if the text starts with it, or else a first line without a final stop; the lead is the first
/// paragraph after the headline.
#[must_use]
pub(crate) fn region(text: &str, title: Option<&str>, at: usize) -> &'static str {
    let headline = headline_end(text, title);
    if at < headline {
        return "headline";
    }
    let after = text[headline..].trim_start();
    let lead_start = text.len() - after.len();
    let lead_end = after.find('\n').map_or(text.len(), |line| lead_start + line);
    if at < lead_end { "lead" } else { "body" }
}

fn headline_end(text: &str, title: Option<&str>) -> usize {
    if let Some(title) = title.filter(|title| !title.is_empty() && text.starts_with(title)) {
        return title.len();
    }
    let Some(end) = text.find('\n') else {
        return 0;
    };
    let line = text[..end].trim_end().trim_end_matches(['”', '"', '’', '»', '“', '\'', ')']);
    if line.ends_with(['.', '!', '?', '…']) { 0 } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn find(text: &str, part: &str) -> Fragments {
        let at = text.find(part).unwrap();
        Span::new(text, at, at + part.len()).unwrap().into()
    }

    #[test]
    fn distances_count_sentence_and_paragraph_ends() {
        let text = "Ann spoke. It rained. Bo said yes.\n\nAll went home.";
        let ann = find(text, "Ann");
        let expect = [
            ("spoke", Distance::SameSentence),
            ("rained", Distance::NextSentence),
            ("Bo", Distance::SameParagraph),
            ("home", Distance::Farther),
        ];
        for (part, distance) in expect {
            assert_eq!(Distance::between(text, &ann, &find(text, part)), distance, "{part}");
        }
    }

    #[test]
    fn the_headline_is_a_first_line_without_a_stop() {
        let text = "Mayor quits\n\nShe left on Monday.\n\nNobody knows why.";
        let at = |part: &str| text.find(part).unwrap();
        assert_eq!(region(text, None, at("quits")), "headline");
        assert_eq!(region(text, None, at("Monday")), "lead");
        assert_eq!(region(text, None, at("Nobody")), "body");
        assert_eq!(region("She left.\n\nNobody knows.", None, 0), "lead");
    }
}
