//! Poisson bootstrap over documents: intervals of every metric from one set of draws.

use super::interval::{Interval, MaybeInterval, NoInterval};
use super::table::Table;
use crate::model::Term;
use crate::score::{Draws, Evaluation};

/// One interval per metric, in the order of [`METRICS`](crate::score::METRICS).
///
/// The weighted sums are integers, so the result depends neither on the order of documents nor on the number of threads.
#[must_use]
pub fn intervals(evaluation: &Evaluation, draws: Draws) -> Vec<MaybeInterval> {
    match NoInterval::check(evaluation.documents.len(), draws) {
        Err(reason) => vec![Err(reason); evaluation.totals.len()],
        Ok(()) => Table::of_metrics(evaluation).replicates(draws).into_iter().map(Interval::of).collect(),
    }
}

/// How intervals are made.
pub(super) const BOOTSTRAP: Term = Term {
    name: "bootstrap",
    title: "Poisson bootstrap: what another draw of documents could have given",
    explanation: "What would the number be on other articles of the same kind? Each of 1,000 replicates (`--boot`) gives every \
        document a random weight, 0, 1, 2 or more, as often as a Poisson distribution of mean 1 does, and computes \
        the number anew from the weighted counts. Documents are drawn, never quotations: those of one article stand \
        or fall together.\n\
        Formula: replicate b of F1 = 2·Σ w_b(d)·TP(d) / Σ w_b(d)·(|P(d)| + |G(d)|), over documents d; likewise for \
        every other ratio.\n\
        Edge cases: a replicate whose denominator is 0 is undefined and takes no part. The spread of the replicates \
        says nothing about mistakes in gold or about articles of another kind.\n\
        Example: two documents have 2·TP = 4 of |P| + |G| = 5, and 2 of 5. In a replicate in which they weigh 2 and \
        1: (2·4 + 1·2) / (2·5 + 1·5) = 0.667; with weights 0 and 0 it is undefined.\n\
        Source: Efron 1979; with Poisson weights Hanley and MacGibbon 2006, Chamandy, Muralidharan, Najmi and Naidu \
        2012.",
};
