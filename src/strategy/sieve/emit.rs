//! Conversion of the board to predictions: types, speakers, confidence, parents.

use std::cmp::Reverse;

use super::{Board, Draft, List, ParsedText, cast::Resolver, limits};
use crate::model::{Fragments, Polarity, PredictedQuotation, PredictedSpeaker, QuotationType};
use crate::strategy::answer::{self, QuotationIds};
use crate::text::WordClasses;

/// Spare capacity: room for one more quotation per this many expected.
const SPARE: usize = 16;

/// The quotations found so far, section by section.
pub(super) struct Found<'t> {
    /// In text order.
    pub(super) quotations: Vec<PredictedQuotation>,
    /// The resolver that found the speaker of each quotation.
    pub(super) resolvers: Vec<Option<Resolver>>,
    names: QuotationIds<'t>,
}

impl<'t> Found<'t> {
    /// Creates an empty result.
    pub(super) fn in_text(r: &ParsedText<'t>) -> Self {
        Self { quotations: Vec::new(), resolvers: Vec::new(), names: QuotationIds::of(r.text) }
    }

    /// Adds the quotations of the current section with their speakers.
    pub(super) fn add(&mut self, board: &Board<'_>, mut speakers: Vec<(PredictedSpeaker, Option<Resolver>)>) {
        // Token order is text order; the first fragment nearly always decides.
        let content = |index: usize| &board.drafts[index].content;
        let mut order: Vec<_> = (0..board.drafts.len()).map(|index| (content(index)[0], index)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| content(a.1).cmp(content(b.1))).then(a.1.cmp(&b.1)));
        let from = self.quotations.len();
        self.expect(order.len(), board);
        for (_, index) in order {
            let (speaker, resolver) = std::mem::replace(&mut speakers[index], (PredictedSpeaker::Absent, None));
            if let Some(found) = predicted(&board.parsed, &self.names, &board.drafts[index], speaker) {
                self.quotations.push(found);
                self.resolvers.push(resolver);
            }
        }
        set_parents(&mut self.quotations[from..]);
    }

    /// Reserves capacity for the quotations of a section and, if more is needed, for an estimate of the rest of the text.
    fn expect(&mut self, more: usize, board: &Board<'_>) {
        let found = self.quotations.len() + more;
        if found > self.quotations.capacity() {
            let whole = found * board.parsed.tokens.len() / board.section().tokens.end.max(1);
            self.quotations.reserve_exact(more.max(whole + whole / SPARE - self.quotations.len()));
        }
    }
}

/// Sets the parent of each quotation inside another one; identifiers must already be set.
pub(super) fn set_parents(quotations: &mut [PredictedQuotation]) {
    let outermost_first = |index: &usize| {
        let content = &quotations[*index].quotation.content;
        (content.start(), Reverse(content.end()))
    };
    let mut order: Vec<usize> = (0..quotations.len()).collect();
    order.sort_by_cached_key(outermost_first);
    let mut enclosing: Vec<usize> = Vec::new();
    for index in order {
        let start = quotations[index].quotation.content.start();
        enclosing.retain(|&outer| quotations[outer].quotation.content.end() > start);
        let parent = enclosing.iter().rev().find(|&&outer| encloses(&quotations[outer], &quotations[index]));
        quotations[index].quotation.parent = parent.map(|&outer| quotations[outer].quotation.id.clone());
        enclosing.push(index);
        if enclosing.len() > limits::NESTING {
            enclosing.remove(0);
        }
    }
}

/// True if each fragment of `inner` lies within a fragment of `outer` and the two differ.
fn encloses(outer: &PredictedQuotation, inner: &PredictedQuotation) -> bool {
    let (outer, inner) = (outer.quotation.content.spans(), inner.quotation.content.spans());
    outer != inner && inner.iter().all(|inner| outer.iter().any(|outer| outer.contains(*inner)))
}

/// The polarity shown by the cue.
fn polarity(r: &ParsedText<'_>, draft: &Draft) -> Option<Polarity> {
    let cue = draft.cue.clone()?;
    let denies = r.says_any(cue.end - 1, List::Deny);
    let negated = cue
        .clone()
        .any(|at| r.is(at, WordClasses::NEGATION) || r.word(at).ends_with("n't") || r.word(at).ends_with("n’t"));
    Some(match (negated, denies) {
        (true, _) => Polarity::Negated,
        (false, true) => Polarity::Denied,
        (false, false) => Polarity::Affirmed,
    })
}

fn predicted(
    r: &ParsedText<'_>,
    names: &QuotationIds<'_>,
    draft: &Draft,
    speaker: PredictedSpeaker,
) -> Option<PredictedQuotation> {
    let spans = draft.content.iter().map(|&(first, last)| r.span(first, last)).collect::<Option<Vec<_>>>()?;
    let content = Fragments::new(spans)?;
    let mut predicted = answer::quotation(names.id(&content), content, kind(r, draft));
    predicted.rule = Some(draft.rule.as_str().into());
    predicted.confidence = draft.rule.precision();
    predicted.quotation.cue = draft.cue.as_ref().and_then(|cue| r.span(cue.start, cue.end - 1)).map(Fragments::from);
    predicted.quotation.source = draft.source.and_then(|source| r.span(source.first, source.last)).map(Fragments::from);
    predicted.quotation.polarity = polarity(r, draft);
    predicted.speaker = speaker;
    Some(predicted)
}

/// Direct if the whole content is between marks, mixed if part of it is.
fn kind(r: &ParsedText<'_>, draft: &Draft) -> QuotationType {
    let whole = |&(first, last): &(usize, usize)| r.opens_piece(first) == Some(last);
    if draft.content.iter().all(whole) {
        return QuotationType::Direct;
    }
    let holds_marks = |&(first, last): &(usize, usize)| {
        let from = r.pieces.partition_point(|piece| piece.first < first);
        r.pieces.get(from).is_some_and(|piece| piece.first <= last)
    };
    if draft.content.iter().any(holds_marks) { QuotationType::Mixed } else { QuotationType::Indirect }
}
