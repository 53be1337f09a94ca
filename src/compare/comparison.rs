//! Two sides: every difference, every changed quotation, a verdict.

use super::changes::Changes;
use super::slices::{SliceFigure, keys};
use super::verdict::Verdict;
use super::{Side, changed_documents};
use crate::model::{Setting, System};
use crate::score::{Criterion, Disagreement, Draws, METRICS, Metric, Signature};
use crate::stats::{Difference, differences, holm, mcnemar_exact};

/// Below this p value a difference is taken for one.
pub const PRIMARY_LEVEL: f64 = 0.05;

/// A metric of two sides.
#[derive(Clone)]
pub struct Figure {
    /// The metric.
    pub metric: &'static dyn Metric,
    /// The two sides.
    pub difference: Difference,
    /// Corrected for the number of heads.
    pub p_holm: Option<f64>,
}

/// A base and a head on the same gold.
#[derive(Clone)]
pub struct Comparison {
    /// Who was there first, and what its numbers are numbers of.
    pub base: (System, Signature),
    /// Who is compared with it.
    pub head: (System, Signature),
    /// In what the two signatures differ; where they do, nothing else is told.
    pub disagreements: Vec<Disagreement>,
    /// Documents whose gold differs: only in the base, only in the head, in both; `None` where that is not known.
    pub changed_documents: Option<[Vec<String>; 3]>,
    /// Metrics that both sides have, in the order of reports.
    pub metrics: Vec<Figure>,
    /// How many tests one metric is corrected for.
    pub family_size: usize,
    /// Slices on the criterion.
    pub slices: Vec<SliceFigure>,
    /// The quotations that are wrong on one side at least; `None` where a side does not say what became of each.
    pub changes: Option<Changes>,
    /// McNemar's test on the quotations, in the gold-quotations setting.
    pub mcnemar: Option<f64>,
    /// The judgement on the primary metric.
    pub verdict: Verdict,
    primary: Criterion,
}

impl Comparison {
    /// Compares two sides; slices with fewer than `min_items` gold quotations are left out.
    ///
    /// `changes` are those from base to head, where both know what became of each quotation.
    #[must_use]
    pub fn new(base: &Side, head: &Side, changes: Option<Changes>, draws: Draws, min_items: u64) -> Self {
        let comparison = Self::refused(base, head);
        if !comparison.disagreements.is_empty() {
            return comparison;
        }
        let figure = |(metric, difference): (&&'static dyn Metric, Difference)| Figure {
            metric: *metric,
            p_holm: difference.p,
            difference,
        };
        let all = differences(&base.evaluation, &head.evaluation, draws);
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
            slices: slices(base, head, draws, min_items),
            ..comparison
        };
        comparison.verdict = comparison.judged();
        comparison
    }

    /// What can be told of sides before any number is.
    fn refused(base: &Side, head: &Side) -> Self {
        let mut disagreements = base.signature.disagreements(&head.signature);
        let ids =
            |side: &Side| side.evaluation.documents.iter().map(|document| document.id.clone()).collect::<Vec<_>>();
        if disagreements.is_empty() && ids(base) != ids(head) {
            let state = "others than the signature is of".to_owned();
            disagreements.push(Disagreement { field: "docs", base: state.clone(), head: state });
        }
        let is_gold = |disagreement: &Disagreement| matches!(disagreement.field, "gold" | "docs" | "quotations");
        Self {
            base: (base.system.clone(), base.signature.clone()),
            head: (head.system.clone(), head.signature.clone()),
            changed_documents: changed_documents(base, head).filter(|_| disagreements.iter().any(is_gold)),
            disagreements,
            metrics: Vec::new(),
            family_size: 1,
            slices: Vec::new(),
            changes: None,
            mcnemar: None,
            verdict: Verdict::NotComparable,
            primary: head.evaluation.options.measure.criterion,
        }
    }

    /// The figure that decides: of the criterion by which quotations are right.
    #[must_use]
    pub fn primary(&self) -> Option<&Figure> {
        self.figure(self.primary.as_str())
    }

    /// Id of the metric that decides.
    #[must_use]
    pub const fn primary_id(&self) -> &'static str {
        self.primary.as_str()
    }

    /// The figure of a metric.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.metrics.iter().find(|figure| figure.metric.id() == id)
    }

    fn judged(&self) -> Verdict {
        let primary = self.primary().map(|figure| &figure.difference);
        let is_shown = primary.and_then(|difference| difference.p).is_some_and(|p| p < PRIMARY_LEVEL);
        match primary.and_then(Difference::value) {
            Some(difference) if is_shown && difference < 0.0 => Verdict::Regression,
            Some(difference) if is_shown && difference > 0.0 => Verdict::Pass,
            _ => Verdict::Inconclusive,
        }
    }

    /// Corrects the p values of several heads against the same base, metric by metric.
    pub(super) fn correct(comparisons: &mut [Self]) {
        for metric in METRICS {
            let mut of_metric: Vec<&mut Figure> = comparisons
                .iter_mut()
                .flat_map(|comparison| &mut comparison.metrics)
                .filter(|figure| figure.metric.id() == metric.id() && figure.difference.p.is_some())
                .collect();
            let p: Vec<f64> = of_metric.iter().filter_map(|figure| figure.difference.p).collect();
            of_metric.iter_mut().zip(holm(&p)).for_each(|(figure, p)| figure.p_holm = Some(p));
        }
        let family = comparisons.len();
        comparisons.iter_mut().for_each(|comparison| comparison.family_size = family);
    }
}

fn slices(base: &Side, head: &Side, draws: Draws, min_items: u64) -> Vec<SliceFigure> {
    let criterion = head.evaluation.options.measure.criterion;
    let new = |key| SliceFigure::new(&key, criterion, base, head, draws);
    let mut slices: Vec<SliceFigure> = keys(base, head, min_items).into_iter().map(new).collect();
    let p_of = |slice: &SliceFigure| slice.difference.as_ref().and_then(|difference| difference.p);
    let adjusted = holm(&slices.iter().filter_map(p_of).collect::<Vec<_>>());
    let tested = slices.iter_mut().filter(|slice| p_of(slice).is_some());
    tested.zip(adjusted).for_each(|(slice, p)| slice.p_holm = Some(p));
    slices
}
