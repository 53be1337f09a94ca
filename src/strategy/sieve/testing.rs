//! Helpers for the tests of the sieves.

use super::SIEVE;
use crate::model::{Fragments, PredictedQuotation, PredictedSpeaker, Task};
use crate::strategy::Strategy;

/// Each quotation found as `rule: content / cue / source / speaker`; fragments joined by `+`, `-` for a missing part.
pub(super) fn found(text: &str) -> Vec<String> {
    let prediction = SIEVE.attribute(&Task { id: "t", text, given: None }).unwrap();
    prediction.quotations.iter().map(|predicted| line(text, predicted)).collect()
}

fn line(text: &str, predicted: &PredictedQuotation) -> String {
    let joined = |part: &Fragments| part.spans().iter().map(|span| span.of(text)).collect::<Vec<_>>().join("+");
    let part = |part: &Option<Fragments>| part.as_ref().map_or("-".to_owned(), joined);
    let speaker = match &predicted.speaker {
        PredictedSpeaker::Named(names) => names.join("+"),
        PredictedSpeaker::Reserved(word) => word.to_string(),
        PredictedSpeaker::Absent => "-".to_owned(),
    };
    let quotation = &predicted.quotation;
    let rule = predicted.rule.as_deref().unwrap_or("-");
    format!(
        "{rule}: {} / {} / {} / {speaker}",
        joined(&quotation.content),
        part(&quotation.cue),
        part(&quotation.source)
    )
}

/// Asserts the quotations found in each text.
pub(super) fn assert_found(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(&found(text), expected, "{text}");
    }
}
