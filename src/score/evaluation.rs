//! Scores of documents, summed: everything a report is made from, all of it integers.

use blake3::Hash;

use super::class_counts::ClassCounts;
use super::counts::{Counts, SCALE};
use super::document_score::{DocumentScore, ScoreOptions, Status};
use super::gaps::Groups;
use super::located::LocatedCounts;
use super::name_counts::NameCounts;
use super::profiles::Tally;
use super::slices::Slices;
use super::type_confusion::TypeConfusion;
use super::{METRICS, Metric};
use crate::model::Term;

/// A metric over a whole dataset.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetricTotal {
    /// Sums over documents.
    pub counts: Counts,
    /// Sum of the documents' F1 in units of 2⁻³², and how many documents have one; only where the metric has an F1.
    pub macro_sum: (u128, u64),
}

impl MetricTotal {
    fn zero() -> Vec<Option<Self>> {
        vec![None; METRICS.len()]
    }

    fn add(own: &mut Option<Self>, counts: Counts) {
        let f1 = document_f1(counts);
        match own {
            None => *own = Some(Self { counts, macro_sum: (f1.unwrap_or(0), u64::from(f1.is_some())) }),
            Some(total) => {
                total.counts += counts;
                total.macro_sum.0 += f1.unwrap_or(0);
                total.macro_sum.1 += u64::from(f1.is_some());
            }
        }
    }

    /// Mean F1 over the documents in which it is defined; `None` where there is none.
    #[must_use]
    pub fn macro_f1(&self) -> Option<f64> {
        let (sum, documents) = self.macro_sum;
        (self.counts.has_f1() && documents > 0).then(|| sum as f64 / (u128::from(SCALE) * u128::from(documents)) as f64)
    }
}

/// The F1 of one document as it enters a mean.
fn document_f1(counts: Counts) -> Option<u128> {
    match counts {
        Counts::Matches { tp, fp, fn_ } => {
            let both = 2 * tp + fp + fn_;
            (both > 0).then(|| u128::from(crate::align::scaled_ratio(2 * tp, both)))
        }
        // With P = p / (S·|P|) and R = r / (S·|G|), where S = 2³²: floor(S · 2PR/(P+R)) = floor(2pr / (p·|G| + r·|P|)).
        Counts::Soft { precision_sum: p, recall_sum: r, gold, predicted } => (gold + predicted > 0).then(|| {
            let both = p * u128::from(gold) + r * u128::from(predicted);
            (2 * p * r).checked_div(both).unwrap_or(0)
        }),
        Counts::Share { .. } | Counts::Mean { .. } | Counts::Types(_) => None,
    }
}

/// A whole dataset scored: sums over documents, and the documents in id order.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// What was counted and how.
    pub options: ScoreOptions,
    /// One score per gold document, sorted by id.
    pub documents: Vec<DocumentScore>,
    /// Fingerprint of the gold.
    pub gold_hash: Hash,
    /// Gold quotations.
    pub gold: u64,
    /// Predicted quotations.
    pub predicted: u64,
    /// Per metric, in the order of [`METRICS`]; `None` where the dataset does not define it.
    pub totals: Vec<Option<MetricTotal>>,
    /// Items per class.
    pub classes: ClassCounts,
    /// Types of gold against types predicted.
    pub types: TypeConfusion,
    /// How predictions were located.
    pub located: LocatedCounts,
    /// Names that leave open who is meant.
    pub names: NameCounts,
    /// By attribute and value.
    pub slices: Slices,
    /// By group of speakers.
    pub groups: Groups,
    /// Per figure of the profile, in its order; empty without one.
    pub profile: Vec<Tally>,
}

impl Evaluation {
    /// Sums document scores; their order does not matter.
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
        self.located.add(rest.located);
        self.names.add(rest.names);
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
    pub fn profile_figures(&self) -> impl Iterator<Item = (String, &Tally)> {
        let named = self.options.profile.map(|profile| (profile.name(), profile.figures()));
        let names =
            named.into_iter().flat_map(|(name, figures)| figures.iter().map(move |figure| format!("{name}.{figure}")));
        names.zip(&self.profile)
    }

    /// The metrics with their totals.
    pub fn metrics(&self) -> impl Iterator<Item = (&'static dyn Metric, Option<&MetricTotal>)> {
        METRICS.iter().copied().zip(self.totals.iter().map(Option::as_ref))
    }

    /// Whether the error classes mean anything: not where their criterion asks for speakers and gold has none.
    #[must_use]
    pub fn has_classes(&self) -> bool {
        self.total(self.options.measure.criterion.as_str()).is_some() || self.documents.is_empty()
    }

    /// The total of one metric; `None` where it is unknown or undefined.
    #[must_use]
    pub fn total(&self, id: &str) -> Option<&MetricTotal> {
        self.metrics().find(|(metric, _)| metric.id() == id)?.1
    }

    /// Ids of the documents with a status, sorted.
    pub fn with_status(&self, status: Status) -> impl Iterator<Item = &str> {
        self.documents.iter().filter(move |document| document.status == status).map(|document| document.id.as_str())
    }
}

/// Sums first, one division.
pub(super) const MICRO: Term = Term {
    name: "micro",
    title: "counts summed over documents, then divided once",
    explanation: "The headline of every metric: TP, FP and FN are added up over all documents and divided once, so that every \
        quotation weighs the same and long documents weigh more.\n\
        Formula: F1 = 2·ΣTP / (Σ|P| + Σ|G|).\n\
        Edge cases: a document without quotations and predictions changes nothing.\n\
        Example: one document has TP = 1 of 1 predicted and 1 gold, another TP = 1 of 3 predicted and 5 gold: 2·(1 + \
        1) / (4 + 6) = 0.400. Its macro F1 is higher: see `macro`.",
};

/// The mean over documents.
pub(super) const MACRO: Term = Term {
    name: "macro",
    title: "the mean of the documents' F1",
    explanation: "Every document weighs the same, however many quotations it has. Reported beside micro for metrics that have \
        an F1.\n\
        Formula: the sum of the documents' F1 ÷ the number of documents in which F1 is defined.\n\
        Edge cases: documents in which F1 is undefined (no quotation on either side) are left out. Where all are, it \
        is undefined.\n\
        Example: one document has TP = 1 of 1 predicted and 1 gold, F1 1; another TP = 1 of 3 predicted and 5 gold, \
        F1 2·1 / (3 + 5) = 0.250: (1 + 0.250) / 2 = 0.625.",
};
