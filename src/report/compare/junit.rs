//! JUnit XML: the rules of the gate, then every quotation of each head.

use super::model::ComparisonReport;
use crate::compare::Verdict;
use crate::compare::gate::Rule;
use crate::error::Result;
use crate::report::junit::{Case, Outcome, Suite, quotation_cases, xml};
use crate::report::writer::{Rows, Writer};

/// JUnit XML for CI.
pub(super) const JUNIT: Writer<ComparisonReport> = Writer {
    name: "junit",
    suffix: "xml",
    summary: "JUnit XML for CI: one test case per rule and quotation",
    is_for_people: false,
    rows: Rows::Always,
    render,
};

fn render(report: &ComparisonReport) -> Result<String> {
    let mut suites = vec![Suite {
        name: format!("quoteval {}", report.command()),
        package: "quoteval".to_owned(),
        properties: vec![("verdict".to_owned(), report.verdict().to_string())],
        cases: vec![verdict(report)],
    }];
    if let Some(gate) = &report.gate {
        suites[0].cases.extend(gate.judgement.rules.iter().map(rule));
    }
    for (comparison, head) in report.comparisons() {
        suites.push(Suite {
            name: head.system.to_string(),
            package: comparison.head.1.field("data").to_owned(),
            properties: vec![("signature".to_owned(), comparison.head.1.to_string())],
            cases: quotation_cases(&head.rows, &head.failed),
        });
    }
    xml(&suites)
}

fn verdict(report: &ComparisonReport) -> Case {
    let reasons = super::words::reasons(report).join("; ");
    let outcome = match report.verdict() {
        Verdict::Pass => Outcome::Passed,
        Verdict::Regression => Outcome::Failure { kind: "regression".to_owned(), message: reasons },
        Verdict::Inconclusive => Outcome::Skipped { message: format!("inconclusive: {reasons}") },
        Verdict::NotComparable => Outcome::Error { kind: "not-comparable".to_owned(), message: reasons },
    };
    Case { class: format!("quoteval.{}", report.command()), name: "verdict".to_owned(), outcome }
}

fn rule(rule: &Rule) -> Case {
    let of: Vec<&str> = [Some(rule.rule), rule.metric, rule.of.as_deref()].into_iter().flatten().collect();
    let observed = rule.observed.map_or_else(|| "undefined".to_owned(), |observed| observed.to_string());
    let nothing = if rule.predicted_nothing { ": the head predicted nothing" } else { "" };
    let message = format!("limit {}, observed {observed}{nothing}", rule.limit);
    let outcome = match rule.verdict {
        Verdict::Pass => Outcome::Passed,
        Verdict::Inconclusive => Outcome::Skipped { message: format!("inconclusive: {message}") },
        other => Outcome::Failure { kind: other.to_string(), message },
    };
    Case { class: "quoteval.rules".to_owned(), name: of.join(" "), outcome }
}
