//! Summed document scores, the basis of every report.

use blake3::Hash;

use super::class_counts::ClassCounts;
use super::counts::Counts;
use super::document_score::{DocumentScore, ScoreOptions, Status};
use super::gaps::Groups;
use super::located::LocatedCounts;
use super::name_counts::NameCounts;
use super::profiles::Tally;
use super::ratios::scaled;
use super::slices::Slices;
use super::type_confusion::TypeConfusion;
use super::{METRICS, Metric};
use crate::model::Term;

/// Total of a metric over a whole dataset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetricTotal {
    /// Sums over documents.
    pub counts: Counts,
    /// Sum of the documents' F1 in units of 2⁻³², and the number of documents with a defined F1; both 0 if the metric has no F1.
    pub macro_sum: (u128, u64),
}

impl MetricTotal {
    fn zero() -> Vec<Option<Self>> {
        vec![None; METRICS.len()]
    }

    fn add(own: &mut Option<Self>, counts: Counts) {
        let f1 = document_f1(counts);
        match own {
            None => *own = Some(Self { counts, macro_sum: (0, 0) }),
            Some(total) => total.counts += counts,
        }
        if let (Some(total), Some(f1)) = (own, f1) {
            total.macro_sum.0 += f1;
            total.macro_sum.1 += 1;
        }
    }

    /// Mean F1 over the documents in which it is defined; `None` if there are none.
    ///
    /// Summing rounded-down values leaves an error below 2⁻³². If the micro F1 is within that error, as for a single document, it
    /// is returned instead; otherwise the mean is rounded to nine decimals.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        let (sum, documents) = self.macro_sum;
        if !self.counts.has_f1() || documents == 0 {
            return None;
        }
        if self.is_micro(sum, u128::from(documents)) { self.counts.headline() } else { scaled(sum, documents) }
    }

    /// True if the mean of the documents' F1 can equal the micro F1: `sum ≤ 2³²·F1·documents < sum + documents`.
    fn is_micro(&self, sum: u128, documents: u128) -> bool {
        let Some((numerator, denominator)) = scaled_f1(self.counts) else { return false };
        let products = || {
            let f1 = numerator.checked_mul(documents)?;
            Some((sum.checked_mul(denominator)?, f1, (sum + documents).checked_mul(denominator)?))
        };
        products().is_some_and(|(low, f1, high)| low <= f1 && f1 < high)
    }
}

/// 2³²·F1 as a fraction; `None` if F1 is undefined, the metric has no F1, or the products of its sums overflow, which they never
/// do for a single document.
fn scaled_f1(counts: Counts) -> Option<(u128, u128)> {
    let (numerator, denominator) = match counts {
        Counts::Matches { tp, fp, fn_ } => (u128::from(2 * tp) << 32, u128::from(2 * tp + fp + fn_)),
        // With P = p / (S·|P|) and R = r / (S·|G|), where S = 2³²: S · 2PR/(P+R) = 2pr / (p·|G| + r·|P|).
        Counts::Soft { precision_sum: p, recall_sum: r, gold, predicted } => {
            let both = p.checked_mul(gold.into())?.checked_add(r.checked_mul(predicted.into())?)?;
            // Nothing is right: 0 out of all items.
            if both == 0 { (0, u128::from(gold + predicted)) } else { ((2 * p).checked_mul(r)?, both) }
        }
        Counts::Share { .. } | Counts::Mean { .. } | Counts::Types(_) => return None,
    };
    (denominator > 0).then_some((numerator, denominator))
}

/// The F1 of one document in fixed point, as summed for the mean: `floor(2³²·F1)`.
fn document_f1(counts: Counts) -> Option<u128> {
    scaled_f1(counts).map(|(numerator, denominator)| numerator / denominator)
}

/// Scores of a whole dataset: sums over documents, and the documents in id order.
///
/// ```
/// use quoteval::{Dataset, ScoreOptions, Setting, attribute, score, strategy};
/// let gold = Dataset::load("challenge")?.into_documents();
/// let found = attribute(strategy("sieve").unwrap(), &gold, Setting::EndToEnd);
/// let evaluation = score(&gold, &found, &ScoreOptions::default())?;
/// assert_eq!(evaluation.gold, 369);
/// # Ok::<(), quoteval::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Scoring settings.
    pub options: ScoreOptions,
    /// One score per gold document, sorted by id.
    #[doc(hidden)]
    pub documents: Vec<DocumentScore>,
    /// Fingerprint of the gold dataset.
    pub gold_hash: Hash,
    /// Gold quotations.
    pub gold: u64,
    /// Predicted quotations.
    pub predicted: u64,
    /// Totals per metric, in the order of [`METRICS`]; `None` where the dataset does not define the metric.
    #[doc(hidden)]
    pub totals: Vec<Option<MetricTotal>>,
    /// Items per class.
    #[doc(hidden)]
    pub classes: ClassCounts,
    /// Gold types against predicted types.
    #[doc(hidden)]
    pub types: TypeConfusion,
    /// Counts of predictions by how they were located.
    #[doc(hidden)]
    pub located: LocatedCounts,
    /// Counts of names that are ambiguous or cannot be judged.
    #[doc(hidden)]
    pub names: NameCounts,
    /// Slice counts by attribute and value.
    #[doc(hidden)]
    pub slices: Slices,
    /// Counts by group of speakers.
    #[doc(hidden)]
    pub groups: Groups,
    /// Tallies of the profile's figures, in order; empty without a profile.
    #[doc(hidden)]
    pub profile: Vec<Tally>,
}

impl Evaluation {
    /// Sums document scores, in any order.
    #[doc(hidden)]
    #[must_use]
    pub fn new(options: ScoreOptions, mut documents: Vec<DocumentScore>) -> Self {
        documents.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let mut evaluation = Self {
            gold_hash: crate::dataset::dataset_hash(documents.iter().map(|document| document.gold_hash).collect()),
            options,
            documents: Vec::new(),
            gold: 0,
            predicted: 0,
            totals: MetricTotal::zero(),
            classes: ClassCounts::default(),
            types: TypeConfusion::default(),
            located: LocatedCounts::default(),
            names: NameCounts::default(),
            slices: Slices::new(),
            groups: Groups::new(),
            profile: Vec::new(),
        };
        for document in &documents {
            evaluation.add(document);
        }
        let mut layers = evaluation.options.layers;
        documents.iter().for_each(|document| layers |= document.layers);
        for (total, metric) in evaluation.totals.iter_mut().zip(METRICS) {
            *total = total.filter(|_| metric.is_defined(layers, &evaluation.options.measure));
        }
        evaluation.documents = documents;
        evaluation
    }

    fn add(&mut self, document: &DocumentScore) {
        self.gold += document.gold;
        self.predicted += document.predicted;
        let rest = document.packed.read(|metric, counts| MetricTotal::add(&mut self.totals[metric], counts));
        self.classes += &rest.classes;
        self.types += &rest.types;
        self.located += rest.located;
        self.names += rest.names;
        for (key, counts) in &document.slices {
            self.slices.entry(key.clone()).or_default().add(counts);
        }
        for (group, &counts) in &document.groups {
            *self.groups.entry(group.clone()).or_default() += counts;
        }
        if self.profile.is_empty() {
            self.profile.clone_from(&document.profile);
        } else {
            self.profile.iter_mut().zip(&document.profile).for_each(|(total, tally)| *total += tally);
        }
    }

    /// The figures of the profile with their totals, by full name; none without a profile.
    #[doc(hidden)]
    pub fn profile_figures(&self) -> impl Iterator<Item = (String, &Tally)> {
        let named = self.options.profile.map(|profile| (profile.name(), profile.figures()));
        let names =
            named.into_iter().flat_map(|(name, figures)| figures.iter().map(move |figure| format!("{name}.{figure}")));
        names.zip(&self.profile)
    }

    /// The metrics with their totals.
    #[doc(hidden)]
    pub fn metrics(&self) -> impl Iterator<Item = (&'static Metric, Option<&MetricTotal>)> {
        METRICS.iter().copied().zip(self.totals.iter().map(Option::as_ref))
    }

    /// True if the error classes are meaningful: false if their criterion requires annotation that gold lacks.
    #[doc(hidden)]
    #[must_use]
    pub fn has_classes(&self) -> bool {
        self.total(self.options.measure.criterion.as_str()).is_some() || self.documents.is_empty()
    }

    /// The total of one metric; `None` where it is unknown or undefined.
    #[doc(hidden)]
    #[must_use]
    pub fn total(&self, id: &str) -> Option<&MetricTotal> {
        self.metrics().find(|(metric, _)| metric.id() == id)?.1
    }

    /// The counts of a metric, summed over documents; `None` where it is unknown or undefined.
    #[must_use]
    pub fn counts(&self, id: &str) -> Option<Counts> {
        self.total(id).map(|total| total.counts)
    }

    /// The headline figure of a metric, such as its F1; `None` where it is unknown or undefined.
    #[must_use]
    pub fn value(&self, id: &str) -> Option<f64> {
        self.total(id)?.counts.headline()
    }

    /// Ids of the documents with a status, sorted.
    #[doc(hidden)]
    pub fn with_status(&self, status: Status) -> impl Iterator<Item = &str> {
        self.documents.iter().filter(move |document| document.status == status).map(|document| document.id.as_str())
    }
}

/// The micro average: sums first, then one division.
pub(super) const MICRO: Term = Term {
    name: "micro",
    title: "counts summed over documents, then divided once",
    explanation: "The headline of every metric: TP, FP and FN are added up over all documents and divided once, so that every \
        quotation weighs the same and long documents weigh more.\n\
        Formula: F1 = 2·ΣTP / (Σ|P| + Σ|G|).\n\
        Edge cases: a document without quotations and predictions changes nothing. Where ratios are added up \
        (`detection.soft`, `speaker.jaccard`, `speaker.b3`, `document.share_error`), each enters as floor(2³²·ratio), so \
        that sums are exact in any order, and the figure is printed with nine decimals at most.\n\
        Example: one document has TP = 1 of 1 predicted and 1 gold, another TP = 1 of 3 predicted and 5 gold: 2·(1 + \
        1) / (4 + 6) = 0.400. Its macro F1 is higher: see `macro`.",
};

/// The macro average: the mean over documents.
pub(super) const MACRO: Term = Term {
    name: "macro",
    title: "the mean of the documents' F1",
    explanation: "Every document weighs the same, however many quotations it has. Reported beside micro for metrics that have \
        an F1.\n\
        Formula: the sum of the documents' F1 ÷ the number of documents in which F1 is defined.\n\
        Edge cases: documents in which F1 is undefined (no quotation on either side) are left out. Where all are, it \
        is undefined. Each F1 enters the sum as floor(2³²·F1), so the mean is printed with nine decimals at most; where it \
        may be the micro F1, as for a single document, it is printed as that.\n\
        Example: one document has TP = 1 of 1 predicted and 1 gold, F1 1; another TP = 1 of 3 predicted and 5 gold, \
        F1 2·1 / (3 + 5) = 0.250: (1 + 0.250) / 2 = 0.625.",
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::SCALE;
    use super::*;
    use crate::align::scaled_ratio;

    /// The total of some documents.
    fn total(documents: &[Counts]) -> MetricTotal {
        let mut total = None;
        documents.iter().for_each(|&counts| MetricTotal::add(&mut total, counts));
        total.unwrap()
    }

    fn printed(figure: Option<f64>) -> String {
        serde_json::json!(figure).to_string()
    }

    fn matches() -> impl Strategy<Value = Counts> {
        let count = || prop_oneof![3 => 0..40u64, 1 => 0..100_000u64, 1 => 0..4_000_000_000u64];
        (count(), count(), count()).prop_map(|(tp, fp, fn_)| Counts::Matches { tp, fp, fn_ })
    }

    /// Generates counts from pairs with shared units and extra units on either side, and from items without a partner.
    fn soft() -> impl Strategy<Value = Counts> {
        let pairs = proptest::collection::vec((1..200u64, 0..100u64, 0..100u64), 0..30);
        (pairs, 0..9u64, 0..9u64).prop_map(|(pairs, spurious, missed)| {
            let of = |shared: u64, rest: u64| u128::from(scaled_ratio(shared, shared + rest));
            Counts::Soft {
                precision_sum: pairs.iter().map(|&(shared, rest, _)| of(shared, rest)).sum(),
                recall_sum: pairs.iter().map(|&(shared, _, rest)| of(shared, rest)).sum(),
                gold: pairs.len() as u64 + missed,
                predicted: pairs.len() as u64 + spurious,
            }
        })
    }

    proptest! {
        #[test]
        fn the_macro_f1_of_one_document_is_its_f1(counts in prop_oneof![matches(), soft()], copies in 1..50usize) {
            let once = total(&[counts]);
            prop_assert_eq!(printed(once.macro_f1()), printed(once.counts.headline()));
            let many = total(&vec![counts; copies]);
            prop_assert_eq!(printed(many.macro_f1()), printed(once.macro_f1()));
            prop_assert_eq!(printed(many.counts.headline()), printed(once.counts.headline()));
        }

        #[test]
        fn the_macro_f1_of_several_is_their_mean(documents in proptest::collection::vec(matches(), 1..30)) {
            let total = total(&documents);
            let defined: Vec<f64> = documents.iter().filter_map(Counts::headline).collect();
            let mean = defined.iter().sum::<f64>() / defined.len() as f64;
            match total.macro_f1() {
                // 2⁻³² and half a unit of the ninth decimal.
                Some(found) => prop_assert!((found - mean).abs() < 0.75e-9, "{} {}", found, mean),
                None => prop_assert!(defined.is_empty()),
            }
        }

        #[test]
        fn what_is_whole_is_one(items in 1..100_000u64, others in 1..100_000u64) {
            let whole = |items: u64| u128::from(items) * u128::from(SCALE);
            let soft = |items| Counts::Soft { precision_sum: whole(items), recall_sum: whole(items), gold: items, predicted: items };
            let total = total(&[soft(items), soft(others)]);
            let counts = total.counts;
            prop_assert_eq!([counts.precision(), counts.recall(), counts.headline(), total.macro_f1()], [Some(1.0); 4]);
        }
    }

    #[test]
    fn means_of_thirds_have_nine_decimals_or_all() {
        let thirds = |tp| Counts::Matches { tp, fp: 3 - tp, fn_: 3 - tp };
        // 1/3 and 1/3; 1/3 and 1, whose mean is also the F1 of both; 1/3, and 1 of a document with two: 2/3 against 2·3/10.
        assert_eq!(printed(total(&[thirds(1), thirds(1)]).macro_f1()), "0.3333333333333333");
        assert_eq!(printed(total(&[thirds(1), thirds(3)]).macro_f1()), "0.6666666666666666");
        let two = Counts::Matches { tp: 2, fp: 0, fn_: 0 };
        assert_eq!(printed(total(&[thirds(1), two]).macro_f1()), "0.666666667");
    }
}
