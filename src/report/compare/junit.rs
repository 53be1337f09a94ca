//! JUnit XML: the rules of the gate, then every quotation of each head.

use super::model::ComparisonReport;
use crate::compare::Verdict;
use crate::compare::gate::Rule;
use crate::error::Result;
use crate::report::junit::{Case, Element, Mark, Suite, quotation_cases, xml};
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
    Case {
        class: format!("quoteval.{}", report.command()),
        name: "verdict".to_owned(),
        mark: mark(report.verdict(), super::words::reasons(report).join("; ")),
    }
}

fn rule(rule: &Rule) -> Case {
    let of: Vec<&str> = [Some(rule.rule), rule.metric, rule.of.as_deref()].into_iter().flatten().collect();
    let observed = rule.observed.map_or_else(|| "undefined".to_owned(), |observed| observed.to_string());
    let nothing = if rule.predicted_nothing { ": the head predicted nothing" } else { "" };
    let message = format!("limit {}, observed {observed}{nothing}", rule.limit);
    Case { class: "quoteval.rules".to_owned(), name: of.join(" "), mark: mark(rule.verdict, message) }
}

fn mark(verdict: Verdict, message: String) -> Option<Mark> {
    let (element, message) = match verdict {
        Verdict::Pass => return None,
        Verdict::Regression => (Element::Failure, message),
        Verdict::Inconclusive => (Element::Skipped, format!("inconclusive: {message}")),
        Verdict::NotComparable => (Element::Error, message),
    };
    Some(Mark { element, kind: verdict.to_string(), message })
}
