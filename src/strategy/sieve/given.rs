//! The gold-quotations setting: the attribution found for each quotation that is given.

use crate::model::{Fragments, Given, PredictedQuotation, PredictedSpeaker, Quotation, TaskQuotation};

/// One answer per given quotation: that of the quotation found which shares most of it.
pub(super) fn answers(given: &Given<'_>, found: &[PredictedQuotation]) -> Vec<PredictedQuotation> {
    given.quotations.iter().map(|asked| answer(asked, found)).collect()
}

fn answer(asked: &TaskQuotation<'_>, found: &[PredictedQuotation]) -> PredictedQuotation {
    let content = asked.content;
    let from = found.partition_point(|found| found.quotation.content.start() < content.start()).saturating_sub(BEFORE);
    let near = found[from..].iter().take_while(|found| found.quotation.content.start() < content.end());
    let best = near
        .max_by_key(|found| score(content, &found.quotation.content))
        .filter(|found| score(content, &found.quotation.content).0 > 0);
    let mut quotation = Quotation::new(asked.id, content.clone());
    let Some(best) = best else {
        return PredictedQuotation {
            quotation,
            speaker: PredictedSpeaker::Absent,
            confidence: None,
            rule: None,
            located: crate::model::Located::Given,
        };
    };
    quotation.cue.clone_from(&best.quotation.cue);
    quotation.source.clone_from(&best.quotation.source);
    quotation.quotation_type = best.quotation.quotation_type;
    PredictedQuotation { quotation, ..best.clone() }
}

/// How many quotations that begin earlier may reach into a given one.
const BEFORE: usize = 24;

/// Shared bytes, then how little of the found one is not asked for.
fn score(asked: &Fragments, found: &Fragments) -> (usize, std::cmp::Reverse<usize>) {
    let shared = asked.spans().iter().flat_map(|a| found.spans().iter().map(move |b| (a, b)));
    let shared = shared.map(|(a, b)| a.end().min(b.end()).saturating_sub(a.start().max(b.start()))).sum();
    (shared, std::cmp::Reverse(found.spans().iter().map(|span| span.len()).sum()))
}
