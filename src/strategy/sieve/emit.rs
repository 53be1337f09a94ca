//! From the board to predictions: types, speakers, confidence, parents.

use std::collections::HashMap;

use super::board::{Board, Draft};
use super::cast::Cast;
use super::confidence;
use super::reading::Reading;
use crate::model::{Fragments, PredictedQuotation, PredictedSpeaker, QuotationType};
use crate::strategy::{Linker, answer};

/// The quotations of the board in the order of the text.
pub(super) fn predictions(board: &Board<'_>, linker: &Linker<'_>) -> Vec<PredictedQuotation> {
    let r = &board.reading;
    let members = speakers(board, linker);
    let mut found: Vec<_> =
        board.drafts.iter().zip(&members).filter_map(|(draft, speaker)| predicted(r, draft, speaker.clone())).collect();
    found.sort_by(|a, b| a.quotation.content.cmp(&b.quotation.content));
    found
}

/// The speaker of each draft, found in the order of the text.
pub(super) fn speakers(board: &Board<'_>, linker: &Linker<'_>) -> Vec<PredictedSpeaker> {
    let r = &board.reading;
    let mut cast = Cast::of(r, linker);
    let mut members: Vec<Option<usize>> = vec![None; board.drafts.len()];
    let mut spoken = HashMap::new();
    let mut order: Vec<usize> = (0..board.drafts.len()).collect();
    order.sort_by_key(|&index| board.drafts[index].content[0]);
    for index in order {
        let draft = &board.drafts[index];
        members[index] = match (draft.follows, &draft.source) {
            (Some(other), _) => members[other],
            (None, Some(source)) => cast.resolve(r, source, &spoken, draft.content[0].0),
            (None, None) => None,
        };
        if let (Some(member), Some(source)) = (members[index], &draft.source) {
            spoken.insert(r.sentence_number(source.first), member);
        }
    }
    for (index, draft) in board.drafts.iter().enumerate() {
        members[index] = members[index].or_else(|| draft.follows.and_then(|other| members[other]));
    }
    let answer = |member: Option<usize>| member.map_or(PredictedSpeaker::Absent, |member| cast.answer(member, linker));
    members.into_iter().map(answer).collect()
}

fn predicted(r: &Reading<'_>, draft: &Draft, speaker: PredictedSpeaker) -> Option<PredictedQuotation> {
    let spans = draft.content.iter().map(|&(first, last)| r.span(first, last)).collect::<Option<Vec<_>>>()?;
    let mut predicted = answer::quotation("", Fragments::new(spans)?, kind(r, draft));
    predicted.rule = Some(draft.rule.to_owned());
    predicted.confidence = confidence::of(draft.rule);
    predicted.quotation.cue = draft.cue.as_ref().and_then(|cue| r.span(cue.start, cue.end - 1)).map(Fragments::from);
    predicted.quotation.source = draft.source.and_then(|source| r.span(source.first, source.last)).map(Fragments::from);
    predicted.speaker = speaker;
    Some(predicted)
}

/// Direct if all of it stands between marks, mixed if part of it does.
fn kind(r: &Reading<'_>, draft: &Draft) -> QuotationType {
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
