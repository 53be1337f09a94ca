//! Poisson bootstrap over documents: intervals of every metric from one set of draws.

use super::interval::{Interval, MaybeInterval, NoInterval};
use super::weighted::weighted_sums;
use crate::model::Term;
use crate::score::{Counts, DocumentScore, Draws, Evaluation, MetricTotal};

/// One interval per metric, in the order of [`METRICS`](crate::score::METRICS).
///
/// The weighted sums are integers, so the result depends neither on the order of documents nor on the number of threads.
#[must_use]
pub fn intervals(evaluation: &Evaluation, draws: Draws) -> Vec<MaybeInterval> {
    match NoInterval::check(evaluation.documents.len(), draws) {
        Err(reason) => vec![Err(reason); evaluation.totals.len()],
        Ok(()) => replicates(evaluation, draws).into_iter().map(Interval::of).collect(),
    }
}

/// The headline of each metric in every replicate, `None` where it is undefined.
///
/// # Panics
/// Without a document.
pub(super) fn replicates(evaluation: &Evaluation, draws: Draws) -> Vec<Vec<Option<f64>>> {
    let documents = &evaluation.documents;
    let ids: Vec<&str> = documents.iter().map(|document| &*document.id).collect();
    let sums = weighted_sums(&ids, &columns(documents), draws);
    let mut sums = sums.as_slice();
    let of_metric = |(total, counts): (&Option<MetricTotal>, Counts)| {
        let mut numbers = counts.numbers();
        let own = sums.split_off(..numbers.len()).unwrap_or_default();
        let headline = |replicate: usize| {
            let shape = total.as_ref()?.counts;
            numbers.iter_mut().zip(own).for_each(|(number, sums)| *number = sums[replicate]);
            shape.with_numbers(&numbers).headline()
        };
        (0..draws.replicates as usize).map(headline).collect()
    };
    evaluation.totals.iter().zip(documents[0].counts()).map(of_metric).collect()
}

/// The numbers of all documents, each number of each metric a column.
fn columns(documents: &[DocumentScore]) -> Vec<Vec<u64>> {
    let mut columns: Vec<Vec<u64>> = Vec::new();
    for document in documents {
        let mut next = 0;
        for counts in document.counts() {
            let numbers = counts.numbers();
            if columns.len() < next + numbers.len() {
                columns.resize_with(next + numbers.len(), || Vec::with_capacity(documents.len()));
            }
            columns[next..].iter_mut().zip(&numbers).for_each(|(column, &number)| column.push(number));
            next += numbers.len();
        }
    }
    columns
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
