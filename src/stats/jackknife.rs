//! Delete-one-document jackknife: the variation of a figure from one set of documents to another.

use super::interval::{Interval, MIN_DOCUMENTS, MIN_WORTH, MaybeInterval, NoInterval, Scale, Spread};
use crate::model::Term;

/// A statistic on all documents and without each of them; documents must be added in order of id.
#[derive(Clone, Copy, Debug)]
pub struct Jackknife {
    value: f64,
    documents: u64,
    sizes: u128,
    squared_sizes: u128,
    /// Σ (without a document - value) and Σ (without a document - value)²: the origin affects only rounding, and a document whose
    /// removal changes nothing adds exactly 0.
    moved: f64,
    squared_moves: f64,
    is_defined: bool,
}

impl Jackknife {
    /// The jackknife of a statistic that has this value on all documents.
    #[must_use]
    pub const fn of(value: f64) -> Self {
        Self { value, documents: 0, sizes: 0, squared_sizes: 0, moved: 0.0, squared_moves: 0.0, is_defined: true }
    }

    /// Adds a document with `size` items in the denominators; `without` computes the statistic without the document and is called
    /// only if `size` is positive.
    pub fn leave_out(&mut self, size: u64, without: impl FnOnce() -> Option<f64>) {
        if size == 0 {
            return;
        }
        self.documents += 1;
        self.sizes += u128::from(size);
        self.squared_sizes += u128::from(size) * u128::from(size);
        match without() {
            Some(without) => {
                let moved = without - self.value;
                self.moved += moved;
                self.squared_moves += moved * moved;
            }
            None => self.is_defined = false,
        }
    }

    /// Appends the documents that follow, left out of the same whole.
    pub(super) fn append(&mut self, other: &Self) {
        self.documents += other.documents;
        self.sizes += other.sizes;
        self.squared_sizes += other.squared_sizes;
        self.moved += other.moved;
        self.squared_moves += other.squared_moves;
        self.is_defined &= other.is_defined;
    }

    /// The standard error and the effective number of documents.
    ///
    /// # Errors
    /// When the documents are too few, one outweighs the others, or the statistic is undefined without one of them.
    pub fn spread(&self) -> Result<Spread, NoInterval> {
        if self.documents < MIN_DOCUMENTS {
            return Err(NoInterval::FewDocuments);
        }
        let worth = self.sizes as f64 * self.sizes as f64 / self.squared_sizes as f64;
        if worth < MIN_WORTH {
            return Err(NoInterval::Outweighed { worth });
        }
        if !self.is_defined {
            return Err(NoInterval::Undefined);
        }
        let n = self.documents as f64;
        let squares = (self.squared_moves - self.moved * self.moved / n).max(0.0);
        Ok(Spread { error: ((n - 1.0) / n * squares).sqrt(), worth })
    }

    /// The 95 % interval of a statistic on a scale.
    ///
    /// # Errors
    /// As [`spread`](Self::spread).
    pub fn interval(&self, scale: Scale) -> MaybeInterval {
        Ok(Interval::new(scale, self.value, self.spread()?))
    }

    /// The value on all documents.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.value
    }
}

/// The method of intervals.
pub(super) const JACKKNIFE: Term = Term {
    name: "jackknife",
    title: "the standard error of a figure: the figure without each document in turn",
    explanation: "How far would the figure be off on other articles of the same kind? It is computed again without each \
        document in turn; if it hardly moves, it is reliable. Documents are left out, never quotations, because those \
        of one article stand or fall together.\n\
        Formula: SE² = (n - 1)/n · Σ (x_i - mean of x_i)², x_i being the figure without document i, over the n \
        documents that count. The size s_i of a document is |P| + |G|, in items or units, where there are precision, \
        recall and F1, else its denominator, and 1 where the figure is a mean over documents; a document of size 0 \
        does not count. m = (Σ s_i)² / Σ s_i² is how many documents of equal size they are worth.\n\
        Edge cases: under 5 documents that count, or where m is below 3, there is none. It says nothing about \
        mistakes in gold or about articles of another kind.\n\
        Example: five documents of 1 quotation each, 1 predicted each, 4 of them right: F1 0.800. Without the wrong \
        one it is 1.000, without any other 0.750; mean 0.800, SE² = 4/5·(0.2² + 4·0.05²) = 0.040, SE = 0.200; s is 2 \
        for each, m = 10²/(5·2²) = 5. Documents with s of 90, 2, 2, 2 and 2 are worth 98²/8116 = 1.183, too few.\n\
        Source: Tukey 1958; Efron and Stein 1981; the worth of documents is Kish's effective sample size, 1965.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_documents_have_no_spread_at_all() {
        // 3 of 4 in each: without one (3n - 3) / (4n - 4), which rounds to the same.
        for n in [5u64, 6, 7, 49, 1001] {
            let mut jackknife = Jackknife::of((3 * n) as f64 / (4 * n) as f64);
            (0..n).for_each(|_| jackknife.leave_out(4, || Some((3 * n - 3) as f64 / (4 * n - 4) as f64)));
            assert_eq!(jackknife.spread(), Ok(Spread { error: 0.0, worth: n as f64 }));
        }
    }

    #[test]
    fn documents_without_size_do_not_count() {
        let mut jackknife = Jackknife::of(0.5);
        (0..9).for_each(|_| jackknife.leave_out(0, || panic!("nobody asks")));
        assert_eq!(jackknife.interval(Scale::Share), Err(NoInterval::FewDocuments));
        (0..5).for_each(|_| jackknife.leave_out(1, || None));
        assert_eq!(jackknife.interval(Scale::Share), Err(NoInterval::Undefined));
    }
}
