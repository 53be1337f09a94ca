//! A comparison held against the rules of a gate.

use super::{Gate, Protected};
use crate::compare::{Change, Comparison, SliceFigure, Verdict};
use crate::stats::Difference;

/// What is lost to the last digits of a division.
const ROUNDING: f64 = 1e-12;

/// A rule and how it was kept.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its key in the file: `max_drop`, `max_broken`, `floor`, `never_break`, `min_documents`.
    pub rule: &'static str,
    /// The metric, where it is about one.
    pub metric: Option<&'static str>,
    /// The quotations, where it is about some.
    pub of: Option<String>,
    /// What is allowed.
    pub limit: f64,
    /// What is; `None` where it is undefined.
    pub observed: Option<f64>,
    /// Whether the one is within the other.
    pub held: bool,
    /// What that says of the whole.
    pub verdict: Verdict,
}

/// What the gate says.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Every rule of the file.
    pub rules: Vec<Rule>,
    /// The first that matches decides, in the order of the rules' severity.
    pub verdict: Verdict,
    /// Quotations that must stay right and did not.
    pub forbidden: Vec<Change>,
}

impl Gate {
    /// Judges a comparison; slices of the rules are given in their order.
    #[must_use]
    pub fn judge(&self, comparison: &Comparison, slices: &[SliceFigure], documents: u64) -> Judgement {
        if !comparison.disagreements.is_empty() {
            return Judgement { rules: Vec::new(), verdict: Verdict::NotComparable, forbidden: Vec::new() };
        }
        let mut rules = self.never_broken(comparison);
        rules.extend(self.max_broken.map(|limit| max_broken(limit, comparison)));
        let primary = comparison.figure(self.metric.id()).map(|figure| &figure.difference);
        rules.extend(self.floor.map(|floor| self.floor(floor, primary)));
        rules.push(self.min_documents(documents));
        rules.push(self.drop(self.metric.id(), None, self.max_drop, primary));
        let of_slices = self.slices.iter().zip(slices).map(|(rule, figure)| {
            let name = Some(rule.condition.to_string());
            match &figure.difference {
                None => Rule {
                    held: true,
                    verdict: Verdict::Pass,
                    ..self.drop(rule.criterion.as_str(), name, rule.max_drop, None)
                },
                of => self.drop(rule.criterion.as_str(), name, rule.max_drop, of.as_ref()),
            }
        });
        rules.extend(of_slices);
        Judgement { verdict: decide(&rules), rules, forbidden: self.forbidden(comparison) }
    }

    fn forbidden(&self, comparison: &Comparison) -> Vec<Change> {
        let broken = comparison.changes.iter().flat_map(|changes| &changes.broken);
        let is_protected = |change: &&Change| self.never_break.iter().any(|protected| is(protected, change));
        broken.filter(is_protected).cloned().collect()
    }

    fn never_broken(&self, comparison: &Comparison) -> Vec<Rule> {
        let rule = |protected: &Protected| {
            let broken = comparison
                .changes
                .as_ref()
                .map(|changes| changes.broken.iter().filter(|change| is(protected, change)).count());
            strict("never_break", Some(protected.to_string()), 0, broken)
        };
        self.never_break.iter().map(rule).collect()
    }

    fn floor(&self, floor: f64, primary: Option<&Difference>) -> Rule {
        let observed = primary.and_then(|difference| difference.head);
        let held = observed.is_some_and(|head| head >= floor - ROUNDING);
        let verdict = match observed {
            _ if held => Verdict::Pass,
            None => Verdict::Inconclusive,
            Some(_) => Verdict::Regression,
        };
        Rule { rule: "floor", metric: Some(self.metric.id()), of: None, limit: floor, observed, held, verdict }
    }

    fn min_documents(&self, documents: u64) -> Rule {
        let held = documents >= self.min_documents;
        Rule {
            rule: "min_documents",
            metric: None,
            of: None,
            limit: self.min_documents as f64,
            observed: Some(documents as f64),
            held,
            verdict: if held { Verdict::Pass } else { Verdict::Inconclusive },
        }
    }

    fn drop(&self, metric: &'static str, of: Option<String>, limit: f64, difference: Option<&Difference>) -> Rule {
        let observed = difference.and_then(Difference::value).map(|value| 0.0 - value);
        let held = observed.is_some_and(|drop| drop <= limit + ROUNDING);
        let is_shown = !self.significant || difference.is_some_and(Difference::is_below_zero);
        let verdict = match observed {
            _ if held => Verdict::Pass,
            Some(_) if is_shown => Verdict::Regression,
            _ => Verdict::Inconclusive,
        };
        Rule { rule: "max_drop", metric: Some(metric), of, limit, observed, held, verdict }
    }
}

fn is(protected: &Protected, change: &Change) -> bool {
    protected.is(&change.document, &change.quotation, &change.tags)
}

fn max_broken(limit: u64, comparison: &Comparison) -> Rule {
    strict("max_broken", None, limit, comparison.changes.as_ref().map(|changes| changes.broken.len()))
}

/// A rule on how many quotations may be broken, whatever the number of documents.
fn strict(rule: &'static str, of: Option<String>, limit: u64, broken: Option<usize>) -> Rule {
    let held = broken.is_some_and(|broken| broken as u64 <= limit);
    let verdict = match broken {
        _ if held => Verdict::Pass,
        None => Verdict::Inconclusive,
        Some(_) => Verdict::Regression,
    };
    Rule { rule, metric: None, of, limit: limit as f64, observed: broken.map(|broken| broken as f64), held, verdict }
}

/// Never-break, max-broken and floor come before the number of documents, and that before any drop.
fn decide(rules: &[Rule]) -> Verdict {
    let is = |rule: &Rule, verdict: Verdict| rule.verdict == verdict;
    let is_strict = |rule: &Rule| matches!(rule.rule, "never_break" | "max_broken" | "floor");
    let any = |is_meant: &dyn Fn(&Rule) -> bool| rules.iter().any(is_meant);
    match () {
        () if any(&|rule| is_strict(rule) && is(rule, Verdict::Regression)) => Verdict::Regression,
        () if any(&|rule| rule.rule == "min_documents" && !rule.held) => Verdict::Inconclusive,
        () if any(&|rule| is(rule, Verdict::Regression)) => Verdict::Regression,
        () if any(&|rule| is(rule, Verdict::Inconclusive)) => Verdict::Inconclusive,
        () => Verdict::Pass,
    }
}
