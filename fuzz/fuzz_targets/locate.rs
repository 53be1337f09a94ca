//! Looks for texts in a document; what is found must lie in it, and what is there as it is must be found.
//!
//! The first part of the input is the document, the others are pieces of contents; the byte 0x1e stands between them, 0x1f
//! between the pieces of one content.

#![no_main]

use libfuzzer_sys::fuzz_target;
use quoteval::internals::dataset::draft::{DraftDocument, DraftQuotation, DraftSpan};
use quoteval::{LocateEffort, Task};
use quoteval::internals::dataset::check_prediction;

fuzz_target!(|input: &str| {
    let mut parts = input.split('\u{1e}');
    let text = parts.next().unwrap_or_default();
    let contents: Vec<&str> = parts.take(16).collect();
    for effort in LocateEffort::ALL {
        let quotation = |content: &&str| DraftQuotation {
            content: content.split('\u{1f}').map(|piece| DraftSpan::of_text(piece.to_owned().into())).collect(),
            ..DraftQuotation::default()
        };
        let quotations = Some(contents.iter().map(quotation).collect());
        let draft = DraftDocument { quotations, ..DraftDocument::default() };
        let check = check_prediction(draft, &Task { id: "x", text, given: None }, effort, "x");
        let prediction = check.prediction.expect("texts alone have no faults");
        for found in &prediction.quotations {
            assert!(!found.quotation.content.text(text).is_empty());
        }
        let is_there =
            |content: &&&str| !content.trim().is_empty() && text.contains(**content) && !content.contains('\u{1f}');
        let there = contents.iter().filter(is_there).count();
        assert!(prediction.quotations.len() >= there, "{there} are there as they are");
    }
});
