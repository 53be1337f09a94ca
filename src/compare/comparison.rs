//! The comparison of two sides: differences, changed quotations, a verdict.

use super::changes::Changes;
use super::slices::{SliceFigure, slices};
use super::verdict::Verdict;
use super::{Side, changed_documents};
use crate::model::{Setting, System};
use crate::score::{Disagreement, METRICS, Metric, Signature};
use crate::stats::{Difference, differences, holm, mcnemar_exact};

/// Significance level of the primary metric.
pub(crate) const PRIMARY_LEVEL: f64 = 0.05;

/// One metric on both sides.
///
/// ```
/// let show = |figure: &quoteval::Figure| format!("{}: {:?}", figure.metric.id(), figure.difference.value());
/// ```
#[derive(Clone)]
pub struct Figure {
    /// The metric.
    pub metric: &'static Metric,
    /// The difference between the two sides.
    pub difference: Difference,
    /// The p value for decisions: uncorrected for the primary metric, Holm-corrected for all other metrics.
    pub p_holm: Option<f64>,
    /// The number of tests in the correction.
    pub family_size: usize,
}

/// The comparison of a base and a head on the same gold.
///
/// ```
/// use quoteval::{CompareOptions, Dataset, Setting, Verdict, attribute, compare, strategy};
/// let gold = Dataset::load("challenge")?.into_documents();
/// let found = attribute(strategy("sieve").unwrap(), &gold, Setting::EndToEnd);
/// let comparison = compare(&gold, &found, &found, &CompareOptions::default())?;
/// assert_eq!(comparison.verdict, Verdict::Inconclusive, "two identical systems");
/// # Ok::<(), quoteval::Error>(())
/// ```
#[derive(Clone)]
pub struct Comparison {
    /// The old system and its signature.
    pub base: (System, Signature),
    /// The new system and its signature.
    pub head: (System, Signature),
    /// The differences between the two signatures; if there are any, nothing else is compared.
    pub disagreements: Vec<Disagreement>,
    /// Documents whose gold differs: only in the base, only in the head, different in both; `None` if unknown.
    pub changed_documents: Option<[Vec<String>; 3]>,
    /// Metrics that both sides have, in the order of reports.
    pub metrics: Vec<Figure>,
    /// The number of tests in the correction of the non-primary metrics: the number of these metrics times the number of heads.
    pub family_size: usize,
    /// Slices under the criterion.
    pub slices: Vec<SliceFigure>,
    /// The quotations that are wrong on at least one side; `None` if a side has no classes of quotations.
    pub changes: Option<Changes>,
    /// McNemar's test on the quotations, in the gold-quotations setting.
    pub mcnemar: Option<f64>,
    /// The verdict on the primary metric.
    pub verdict: Verdict,
    primary: &'static str,
}

impl Comparison {
    /// Compares two sides; slices with fewer than `min_items` gold quotations are left out.
    ///
    /// `changes` holds the changes from base to head, if both have classes of quotations. The metric of the criterion decides the
    /// verdict.
    #[doc(hidden)]
    #[must_use]
    pub fn new(base: &Side, head: &Side, changes: Option<Changes>, seed: u64, min_items: u64) -> Self {
        let comparison = Self::refused(base, head);
        if !comparison.disagreements.is_empty() {
            return comparison;
        }
        let figure = |(metric, difference): (&&'static Metric, Difference)| Figure {
            metric,
            p_holm: difference.p(),
            family_size: 1,
            difference,
        };
        let all = differences(&base.evaluation, &head.evaluation, seed);
        let is_in_both =
            |index: usize| base.evaluation.totals[index].is_some() && head.evaluation.totals[index].is_some();
        let kept = METRICS.iter().zip(all).enumerate().filter(|(index, _)| is_in_both(*index));
        let metrics: Vec<Figure> = kept.map(|(_, both)| figure(both)).collect();
        let changes = changes.map(|mut changes| {
            changes.sort();
            changes
        });
        let is_given = head.evaluation.options.measure.setting == Setting::GoldQuotations;
        let of_quotations = |changes: &Changes| mcnemar_exact(changes.broken.len() as u64, changes.fixed.len() as u64);
        let mut comparison = Self {
            metrics,
            mcnemar: changes.as_ref().filter(|_| is_given).map(of_quotations),
            changes,
            slices: slices(base, head, seed, min_items),
            ..comparison
        };
        comparison.verdict = comparison.judged();
        comparison
    }

    /// Returns the same comparison, decided by another metric.
    pub(super) fn decided_by(mut self, metric: &'static str) -> Self {
        self.primary = metric;
        if self.disagreements.is_empty() {
            self.verdict = self.judged();
        }
        self
    }

    /// Compares only the signatures and documents, before any numbers.
    fn refused(base: &Side, head: &Side) -> Self {
        let mut disagreements = base.signature.disagreements(&head.signature);
        let ids =
            |side: &Side| side.evaluation.documents.iter().map(|document| document.id.clone()).collect::<Vec<_>>();
        if disagreements.is_empty() && ids(base) != ids(head) {
            let state = "different documents under the same signature".to_owned();
            disagreements.push(Disagreement { field: "docs", base: state.clone(), head: state });
        }
        let is_gold = |disagreement: &Disagreement| matches!(disagreement.field, "gold" | "docs" | "quotations");
        Self {
            base: (base.system.clone(), base.signature.clone()),
            head: (head.system.clone(), head.signature.clone()),
            changed_documents: changed_documents(base, head).filter(|_| disagreements.iter().any(is_gold)),
            disagreements,
            metrics: Vec::new(),
            family_size: 0,
            slices: Vec::new(),
            changes: None,
            mcnemar: None,
            verdict: Verdict::NotComparable,
            primary: head.evaluation.options.measure.criterion.as_str(),
        }
    }

    /// The figure that decides the verdict.
    #[must_use]
    pub fn primary(&self) -> Option<&Figure> {
        self.figure(self.primary)
    }

    /// Id of the metric that decides the verdict.
    #[must_use]
    pub const fn primary_id(&self) -> &'static str {
        self.primary
    }

    /// The figure of a metric.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.metrics.iter().find(|figure| figure.metric.id() == id)
    }

    fn judged(&self) -> Verdict {
        let primary = self.primary().map(|figure| &figure.difference);
        let is_shown = primary.and_then(Difference::p).is_some_and(|p| p < PRIMARY_LEVEL);
        match primary.and_then(Difference::value) {
            Some(difference) if is_shown && difference < 0.0 => Verdict::Regression,
            Some(difference) if is_shown && difference > 0.0 => Verdict::Pass,
            _ => Verdict::Inconclusive,
        }
    }

    /// Applies one Holm correction to the p values of all non-primary metrics, over all heads against the same base.
    pub(super) fn correct(comparisons: &mut [Self]) {
        let others = comparisons.iter_mut().flat_map(|comparison| {
            let primary = comparison.primary;
            comparison.metrics.iter_mut().filter(move |figure| figure.metric.id() != primary)
        });
        let mut tested: Vec<(&mut Figure, f64)> =
            others.filter_map(|figure| figure.difference.p().map(|p| (figure, p))).collect();
        let family_size = tested.len();
        let adjusted = holm(&tested.iter().map(|(_, p)| *p).collect::<Vec<_>>());
        for ((figure, _), p) in tested.iter_mut().zip(adjusted) {
            figure.p_holm = Some(p);
            figure.family_size = family_size;
        }
        comparisons.iter_mut().for_each(|comparison| comparison.family_size = family_size);
    }
}
