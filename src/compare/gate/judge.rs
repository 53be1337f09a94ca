//! The judgement of a comparison by the rules of a gate.

use super::{Gate, Protected};
use crate::compare::{Change, Comparison, PRIMARY_LEVEL, SliceFigure, Verdict};
use crate::stats::Difference;

/// Tolerance for rounding errors of a division.
const ROUNDING: f64 = 1e-12;

/// A rule and its result.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Key in the file: `max_drop`, `max_broken`, `floor`, `never_break`, `min_documents`.
    pub rule: &'static str,
    /// The metric, if the rule is about one.
    pub metric: Option<&'static str>,
    /// The slice or the protected quotations that the rule is about, if any.
    pub of: Option<String>,
    /// The limit.
    pub limit: f64,
    /// The observed value; `None` if undefined.
    pub observed: Option<f64>,
    /// True if the base has a figure and the head has none because it predicted nothing; the head then counts as 0.
    pub predicted_nothing: bool,
    /// The verdict that follows from this rule; it passes if the observed value is within the limit.
    pub verdict: Verdict,
}

impl Rule {
    /// Makes a rule about a count; `otherwise` is the verdict if the limit is not kept.
    fn of_count(rule: &'static str, limit: u64, observed: Option<u64>, is_held: bool, otherwise: Verdict) -> Self {
        let (limit, observed) = (limit as f64, observed.map(|count| count as f64));
        let verdict = if is_held { Verdict::Pass } else { otherwise };
        Self { rule, metric: None, of: None, limit, observed, predicted_nothing: false, verdict }
    }

    /// Makes a rule about the number of broken quotations, whatever the number of documents.
    fn of_broken(rule: &'static str, limit: u64, broken: Option<usize>) -> Self {
        let broken = broken.map(|broken| broken as u64);
        let otherwise = broken.map_or(Verdict::Inconclusive, |_| Verdict::Regression);
        Self::of_count(rule, limit, broken, broken.is_some_and(|broken| broken <= limit), otherwise)
    }
}

/// The result of a gate.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Every rule of the gate, with its result.
    pub rules: Vec<Rule>,
    /// The verdict of all rules together.
    pub verdict: Verdict,
    /// The protected quotations that were broken.
    pub forbidden: Vec<Change>,
}

impl Gate {
    /// Judges a comparison; `slices` are those of the slice rules, in their order.
    #[must_use]
    pub fn judge(&self, comparison: &Comparison, slices: &[SliceFigure], documents: u64) -> Judgement {
        if !comparison.disagreements.is_empty() {
            return Judgement { rules: Vec::new(), verdict: Verdict::NotComparable, forbidden: Vec::new() };
        }
        let mut rules = self.never_broken(comparison);
        let broken = comparison.changes.as_ref().map(|changes| changes.broken.len());
        rules.extend(self.max_broken.map(|limit| Rule::of_broken("max_broken", limit, broken)));
        let primary = comparison.figure(self.metric.id()).map(|figure| &figure.difference);
        rules.extend(self.floor.map(|floor| self.floor(floor, primary)));
        rules.push(self.min_documents(documents));
        let drop = primary.and_then(Difference::drop).map(|(drop, p)| Drop { drop, p: Some(p) });
        let is_empty = primary.is_some_and(Difference::has_empty_head);
        rules.push(self.drop(self.metric.id(), None, self.max_drop, drop, is_empty));
        let of_slices = self.slices.iter().zip(slices).map(|(rule, figure)| {
            let name = Some(rule.condition.to_string());
            let difference = figure.difference.as_ref();
            let drop = difference.and_then(Difference::drop).map(|(drop, _)| Drop { drop, p: figure.p_holm });
            let is_empty = difference.is_some_and(Difference::has_empty_head);
            self.drop(rule.criterion.as_str(), name, rule.max_drop, drop, is_empty)
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
            Rule { of: Some(protected.to_string()), ..Rule::of_broken("never_break", 0, broken) }
        };
        self.never_break.iter().map(rule).collect()
    }

    fn floor(&self, floor: f64, primary: Option<&Difference>) -> Rule {
        let predicted_nothing = primary.is_some_and(Difference::has_empty_head);
        let observed = primary.and_then(|difference| difference.head).or(predicted_nothing.then_some(0.0));
        let verdict = match observed {
            Some(head) if head >= floor - ROUNDING => Verdict::Pass,
            Some(_) => Verdict::Regression,
            None => Verdict::Inconclusive,
        };
        let metric = Some(self.metric.id());
        Rule { rule: "floor", metric, of: None, limit: floor, observed, predicted_nothing, verdict }
    }

    fn min_documents(&self, documents: u64) -> Rule {
        let is_held = documents >= self.min_documents;
        Rule::of_count("min_documents", self.min_documents, Some(documents), is_held, Verdict::Inconclusive)
    }

    /// Makes a rule about a drop; `drop` is `None` if neither side has the figure, which makes the rule inconclusive.
    fn drop(
        &self,
        metric: &'static str,
        of: Option<String>,
        limit: f64,
        drop: Option<Drop>,
        predicted_nothing: bool,
    ) -> Rule {
        let is_shown = |of: Drop| !self.significant || of.p.is_some_and(|p| p < PRIMARY_LEVEL);
        let verdict = match drop {
            Some(of) if of.drop <= limit + ROUNDING => Verdict::Pass,
            Some(of) if is_shown(of) => Verdict::Regression,
            _ => Verdict::Inconclusive,
        };
        let observed = drop.map(|of| of.drop);
        Rule { rule: "max_drop", metric: Some(metric), of, limit, observed, predicted_nothing, verdict }
    }
}

/// The drop of a figure, and its p value.
#[derive(Clone, Copy)]
struct Drop {
    drop: f64,
    p: Option<f64>,
}

fn is(protected: &Protected, change: &Change) -> bool {
    protected.is(&change.document, &change.quotation, &change.tags)
}

/// Decides by `never_break`, `max_broken` and `floor`, then by the number of documents, then by drops.
fn decide(rules: &[Rule]) -> Verdict {
    let is = |rule: &Rule, verdict: Verdict| rule.verdict == verdict;
    let is_strict = |rule: &Rule| matches!(rule.rule, "never_break" | "max_broken" | "floor");
    let any = |is_meant: &dyn Fn(&Rule) -> bool| rules.iter().any(is_meant);
    match () {
        () if any(&|rule| is_strict(rule) && is(rule, Verdict::Regression)) => Verdict::Regression,
        () if any(&|rule| rule.rule == "min_documents" && !is(rule, Verdict::Pass)) => Verdict::Inconclusive,
        () if any(&|rule| is(rule, Verdict::Regression)) => Verdict::Regression,
        () if any(&|rule| is(rule, Verdict::Inconclusive)) => Verdict::Inconclusive,
        () => Verdict::Pass,
    }
}
