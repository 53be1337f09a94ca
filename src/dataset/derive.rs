//! What follows from a text and its quotations, for data that does not say it.

use crate::model::{Fragments, Quotation, QuotationType, Span};
use crate::text::{paragraphs, quote_marks};

/// Gives each quotation without a type the one that its marks say: direct if all words of the content stand between
/// quotation marks, mixed if some do, indirect if none does.
pub(super) fn derive_types<'q>(text: &str, quotations: impl Iterator<Item = &'q mut Quotation>) {
    let mut open = quotations.filter(|quotation| quotation.quotation_type.is_none()).peekable();
    if open.peek().is_none() {
        return;
    }
    let marked = outermost(text);
    for quotation in open {
        quotation.quotation_type = Some(type_of(text, &quotation.content, &marked));
    }
}

/// The stretches between marks that lie in no other, in the order of the text.
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
    fn a_type_that_is_stated_stays() {
        let mut quotation = Quotation::new("q", Span::new("a", 0, 1).unwrap());
        quotation.quotation_type = Some(QuotationType::Direct);
        derive_types("a", std::iter::once(&mut quotation));
        assert_eq!(quotation.quotation_type, Some(QuotationType::Direct));
    }
}
