//! Derives types and joins split quotations, for data that does not state them.

use std::collections::HashSet;

use crate::model::{Fragments, GoldQuotation, GoldSpeaker, Quotation, QuotationType, Span};
use crate::text::{paragraphs, quote_marks};

/// Derives missing types from quotation marks: direct if all words of the content are between marks, mixed if some are, indirect
/// if none are.
pub(in crate::dataset) fn derive_types<'q>(text: &str, quotations: impl Iterator<Item = &'q mut Quotation>) {
    let mut open = quotations.filter(|quotation| quotation.quotation_type.is_none()).peekable();
    if open.peek().is_none() {
        return;
    }
    let marked = outermost(text);
    for quotation in open {
        quotation.quotation_type = Some(type_of(text, &quotation.content, &marked));
    }
}

/// Maximum number of words between the parts of a split quotation.
const NARRATION: usize = 12;

/// Joins neighbouring quotations with the same speaker and parent that are separated by 1 to [`NARRATION`] words and at most one
/// line break. The first keeps its id. A quotation that is the parent of another is not joined to its predecessor.
pub(in crate::dataset) fn join_split(text: &str, quotations: &mut Vec<GoldQuotation>) {
    let parents: HashSet<String> = quotations.iter().filter_map(|gold| gold.quotation.parent.clone()).collect();
    quotations.sort_by(|a, b| (&a.quotation.content, &a.quotation.id).cmp(&(&b.quotation.content, &b.quotation.id)));
    let mut joined: Vec<GoldQuotation> = Vec::with_capacity(quotations.len());
    for next in quotations.drain(..) {
        match joined.last_mut() {
            Some(last) if is_taken_up(text, last, &next) && !parents.contains(&next.quotation.id) => {
                take_up(last, next)
            }
            _ => joined.push(next),
        }
    }
    *quotations = joined;
}

fn is_taken_up(text: &str, last: &GoldQuotation, next: &GoldQuotation) -> bool {
    let alike = last.speaker != GoldSpeaker::Absent
        && last.speaker == next.speaker
        && last.quotation.parent == next.quotation.parent;
    let (end, start) = (last.quotation.content.end(), next.quotation.content.start());
    let gap = text.get(end..start).unwrap_or_default();
    let words = gap.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(NARRATION + 1).count();
    alike && (1..=NARRATION).contains(&words) && gap.trim().matches('\n').count() <= 1
}

/// Appends the next part to a quotation.
fn take_up(last: &mut GoldQuotation, next: GoldQuotation) {
    let spans = last.quotation.content.spans().iter().chain(next.quotation.content.spans()).copied();
    let Some(content) = Fragments::new(spans) else { return };
    let Quotation { cue, source, tags, quotation_type, .. } = next.quotation;
    let quotation = &mut last.quotation;
    quotation.content = content;
    quotation.cue = quotation.cue.take().or(cue);
    quotation.source = quotation.source.take().or(source);
    quotation.quotation_type = quotation.quotation_type.filter(|_| quotation.quotation_type == quotation_type);
    quotation.tags.extend(tags);
    quotation.tags.sort_unstable();
    quotation.tags.dedup();
}

/// Returns the outermost spans between quotation marks, in text order.
fn outermost(text: &str) -> Vec<Span> {
    let mut outermost: Vec<Span> = Vec::new();
    for marked in quote_marks(text, &paragraphs(text)) {
        if outermost.last().is_none_or(|last| last.end() <= marked.span.start()) {
            outermost.push(marked.span);
        }
    }
    outermost
}

fn type_of(text: &str, content: &Fragments, marked: &[Span]) -> QuotationType {
    let (mut inside, mut outside) = (false, false);
    for span in content.spans() {
        let mut at = marked.partition_point(|marked| marked.end() <= span.start());
        let letters = span.of(text).char_indices().filter(|(_, letter)| letter.is_alphanumeric());
        for byte in letters.map(|(byte, _)| span.start() + byte) {
            while marked.get(at).is_some_and(|marked| marked.end() <= byte) {
                at += 1;
            }
            let is_marked = marked.get(at).is_some_and(|marked| marked.start() <= byte);
            *(if is_marked { &mut inside } else { &mut outside }) = true;
        }
    }
    match (inside, outside) {
        (true, false) => QuotationType::Direct,
        (true, true) => QuotationType::Mixed,
        (false, _) => QuotationType::Indirect,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_decide() {
        let text = "“It works,” she said. She added that it was “fast”, and cheap.";
        let derived = |start: usize, end: usize| {
            let start_byte = text.char_indices().nth(start).unwrap().0;
            let end_byte = text.char_indices().nth(end).unwrap().0;
            let mut quotation = Quotation::new("q", Span::new(text, start_byte, end_byte).unwrap());
            derive_types(text, std::iter::once(&mut quotation));
            quotation.quotation_type.unwrap()
        };
        assert_eq!(derived(0, 11), QuotationType::Direct);
        assert_eq!(derived(1, 9), QuotationType::Direct, "the marks may be left out");
        assert_eq!(derived(32, 50), QuotationType::Mixed);
        assert_eq!(derived(32, 43), QuotationType::Indirect);
    }

    #[test]
    fn what_is_taken_up_after_a_few_words_is_one() {
        let text = "“A b,” said Lee. “C d.”\n“E.”\n\n“F.”";
        let count = |speakers: [usize; 4]| {
            let gold = |(piece, speaker): (&str, usize)| {
                let start = text.find(piece).unwrap();
                let span = Span::new(text, start, start + piece.len()).unwrap();
                let speaker = GoldSpeaker::Entities(std::iter::once(speaker).collect());
                GoldQuotation { quotation: Quotation::new(piece, span), speaker }
            };
            let mut quotations: Vec<GoldQuotation> =
                ["“A b,”", "“C d.”", "“E.”", "“F.”"].into_iter().zip(speakers).map(gold).collect();
            join_split(text, &mut quotations);
            quotations.iter().map(|gold| gold.quotation.content.spans().len()).collect::<Vec<_>>()
        };
        assert_eq!(count([0, 0, 0, 0]), [2, 1, 1], "only the first two have words between them");
        assert_eq!(count([0, 1, 1, 1]), [1, 1, 1, 1]);
    }

    #[test]
    fn a_type_that_is_stated_stays() {
        let mut quotation = Quotation::new("q", Span::new("a", 0, 1).unwrap());
        quotation.quotation_type = Some(QuotationType::Direct);
        derive_types("a", std::iter::once(&mut quotation));
        assert_eq!(quotation.quotation_type, Some(QuotationType::Direct));
    }
}
