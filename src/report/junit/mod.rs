//! JUnit XML for CI systems: one test case per quotation, wrong answers as failures, failed documents as errors.

mod cases;
mod xml;

pub(super) use cases::quotation_cases;
pub(super) use xml::{Case, Element, Mark, Suite, xml};

use super::model::{Report, Scored};
use super::writer::{Rows, Writer};
use crate::error::{Error, Result};
use crate::score::Status;

/// JUnit XML for CI.
pub(super) const JUNIT: Writer<Report> = Writer {
    name: "junit",
    suffix: "xml",
    summary: "JUnit XML for CI: one test case per quotation",
    is_for_people: false,
    rows: Rows::Always,
    render,
};

fn render(report: &Report) -> Result<String> {
    xml(&report.scores.iter().map(suite).collect::<Result<Vec<_>>>()?)
}

fn suite(scored: &Scored) -> Result<Suite> {
    let evaluation = &scored.evaluation;
    if !evaluation.options.per_quotation {
        return Err(Error::Usage("JUnit reports consist of the rows of quotations, which were not kept".to_owned()));
    }
    if !evaluation.has_classes() {
        let criterion = evaluation.options.measure.criterion;
        let message = format!("gold does not state the speakers or sources that {criterion} requires");
        return Err(Error::Usage(format!("{}: {message}", scored.dataset)));
    }
    let failed: Vec<String> = evaluation.with_status(Status::Failed).map(str::to_owned).collect();
    Ok(Suite {
        name: scored.system.to_string(),
        package: scored.dataset.clone(),
        properties: vec![("signature".to_owned(), scored.signature.to_string())],
        cases: quotation_cases(evaluation.documents.iter().flat_map(|document| &document.items), &failed),
    })
}
