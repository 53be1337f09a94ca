//! JUnit XML, as CI systems read it: a test case for each quotation, wrong answers as failures, failed documents as errors.

mod cases;
mod xml;

pub(super) use cases::quotation_cases;
pub(super) use xml::{Case, Outcome, Suite, render};

use super::model::{Report, Scored};
use super::writer::Writer;
use crate::error::{Error, Result};
use crate::score::Status;

/// JUnit XML for CI.
pub(super) struct JUnit;

impl Writer for JUnit {
    fn name(&self) -> &'static str {
        "junit"
    }

    fn suffix(&self) -> &'static str {
        "xml"
    }

    fn summary(&self) -> &'static str {
        "JUnit XML for CI: a test case for each quotation"
    }

    fn needs_rows(&self) -> bool {
        true
    }

    fn write(&self, report: &Report) -> Result<String> {
        render(&report.scores.iter().map(suite).collect::<Result<Vec<_>>>()?)
    }
}

fn suite(scored: &Scored) -> Result<Suite> {
    let evaluation = &scored.evaluation;
    if !evaluation.options.per_quotation {
        return Err(Error::Usage("JUnit lists quotations, which were not kept: add --per-quotation".to_owned()));
    }
    if !evaluation.has_classes() {
        let hint = "hint: `--criterion detection.iou50` judges the spans alone";
        return Err(Error::Usage(format!("{}: gold states no speakers to be right about\n  {hint}", scored.dataset)));
    }
    let failed: Vec<String> = evaluation.with_status(Status::Failed).map(str::to_owned).collect();
    Ok(Suite {
        name: scored.system.to_string(),
        package: scored.dataset.clone(),
        properties: vec![("signature".to_owned(), scored.signature.to_string())],
        cases: quotation_cases(evaluation.documents.iter().flat_map(|document| &document.items), &failed),
    })
}
