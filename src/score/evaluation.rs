//! Scores of documents, summed: everything a report is made from, all of it integers.

use std::collections::BTreeMap;

use blake3::Hash;

use super::aligned::{Aligned, Measure};
use super::counts::{Counts, SCALE};
use super::errors::{Classes, ErrorClass};
use super::items::{ItemRow, item_rows};
use super::profiles::{Profile, Tally};
use super::slices::{self, SliceBy, Slices};
use super::{METRICS, Metric};
use crate::dataset::document_hash;
use crate::model::{GoldDocument, Located, Prediction};

/// What is counted, beyond how it is measured.
#[derive(Clone, Debug, Default)]
pub struct ScoreOptions {
    /// How documents are measured and aligned.
    pub measure: Measure,
    /// Attributes to slice by.
    pub by: Vec<SliceBy>,
    /// Whether to keep one row per item.
    pub per_quotation: bool,
    /// Whose way of counting to follow beside the metrics, if anybody's.
    pub profile: Option<&'static dyn Profile>,
}

/// Whether a document was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// There is a prediction, maybe an empty one.
    Answered,
    /// There is none: all its quotations are missed.
    Missing,
    /// The system failed on it: all its quotations are missed.
    Failed,
}

/// How the contents of predictions were found in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LocatedCounts {
    /// By text, character for character.
    pub exact: u64,
    /// By text, after folding.
    pub folded: u64,
    /// By text, within a few edits.
    pub approximate: u64,
    /// Nowhere.
    pub invalid: u64,
}

/// The counts of one document.
#[derive(Clone, Debug)]
pub struct DocumentScore {
    /// Id of the document.
    pub id: String,
    /// Fingerprint of its gold.
    pub gold_hash: Hash,
    /// Whether it was answered.
    pub status: Status,
    /// Gold quotations.
    pub gold: u64,
    /// Predicted quotations.
    pub predicted: u64,
    /// Whether gold has a speaker or a source anywhere in it.
    pub has_speaker_layer: bool,
    /// Per metric, in the order of [`METRICS`].
    pub counts: Vec<Counts>,
    /// Items per class.
    pub classes: ClassCounts,
    /// How its predictions were located.
    pub located: LocatedCounts,
    /// By attribute and value.
    pub slices: Slices,
    /// One row per item, if asked for.
    pub items: Vec<ItemRow>,
    /// Per figure of the profile, in its order; empty without one.
    pub profile: Vec<Tally>,
}

/// Items per error class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassCounts {
    /// Gold items.
    pub gold: BTreeMap<ErrorClass, u64>,
    /// Predicted items.
    pub predicted: BTreeMap<ErrorClass, u64>,
    /// Aligned pairs, which have the same class on both sides.
    pub aligned: BTreeMap<ErrorClass, u64>,
}

impl DocumentScore {
    /// Scores one document; without a prediction all its quotations are missed.
    #[must_use]
    pub fn new(gold: &GoldDocument, prediction: Option<&Prediction>, options: &ScoreOptions) -> Self {
        let nothing = Prediction::empty(gold.id());
        let status = match prediction {
            None => Status::Missing,
            Some(prediction) if prediction.error.is_some() => Status::Failed,
            Some(_) => Status::Answered,
        };
        let prediction = prediction.unwrap_or(&nothing);
        let doc = Aligned::new(gold, prediction, options.measure);
        let classes = Classes::of(&doc);
        assert!(classes_add_up(&doc, &classes), "classes of {} do not add up", gold.id());
        Self {
            id: gold.id().to_owned(),
            gold_hash: document_hash(gold),
            status,
            gold: doc.gold_count() as u64,
            predicted: doc.predicted_count() as u64,
            has_speaker_layer: gold.has_speaker_layer(),
            counts: METRICS.iter().map(|metric| metric.count(&doc)).collect(),
            classes: ClassCounts::of(&doc, &classes),
            located: LocatedCounts::of(prediction),
            slices: slices::count(&doc, &options.by),
            items: if options.per_quotation { item_rows(&doc, &classes) } else { Vec::new() },
            profile: options.profile.map_or_else(Vec::new, |profile| profile.count(&doc)),
        }
    }
}

/// TP + S + D = |G| and TP + S + I = |P|, with the TP of the criterion's own metric.
fn classes_add_up(doc: &Aligned<'_>, classes: &Classes) -> bool {
    let criterion = doc.measure.criterion;
    let right = doc.alignment().pairs().filter(|&pair| criterion.accepts(doc, pair)).count();
    let correct = |side: &[ErrorClass]| side.iter().filter(|&&class| class == ErrorClass::Correct).count();
    classes.gold.len() == doc.gold_count()
        && classes.predicted.len() == doc.predicted_count()
        && correct(&classes.gold) == right
        && correct(&classes.predicted) == right
}

impl ClassCounts {
    fn of(doc: &Aligned<'_>, classes: &Classes) -> Self {
        let mut counts = Self::default();
        for (gold, class) in classes.gold.iter().enumerate() {
            *counts.gold.entry(*class).or_default() += 1;
            if doc.alignment().of_gold(gold).is_some() {
                *counts.aligned.entry(*class).or_default() += 1;
            }
        }
        for class in &classes.predicted {
            *counts.predicted.entry(*class).or_default() += 1;
        }
        counts
    }

    fn add(&mut self, other: &Self) {
        for (own, other) in [
            (&mut self.gold, &other.gold),
            (&mut self.predicted, &other.predicted),
            (&mut self.aligned, &other.aligned),
        ] {
            for (class, items) in other {
                *own.entry(*class).or_default() += items;
            }
        }
    }

    fn correct(&self) -> u64 {
        self.gold.get(&ErrorClass::Correct).copied().unwrap_or(0)
    }

    /// F1 of the criterion if all mistakes of one class were repaired and nothing else:
    /// `2(TP + a + m) / ((|P| - i + m) + |G|)` with `a` aligned pairs, `i` unaligned predictions and `m` unaligned golds of it.
    #[must_use]
    pub fn f1_if_repaired(&self, class: ErrorClass) -> Option<f64> {
        let of = |side: &BTreeMap<ErrorClass, u64>| side.get(&class).copied().unwrap_or(0);
        let total = |side: &BTreeMap<ErrorClass, u64>| side.values().sum::<u64>();
        let aligned = of(&self.aligned);
        let (extra, missed) = (of(&self.predicted) - aligned, of(&self.gold) - aligned);
        let right = self.correct() + aligned + missed;
        let both = total(&self.predicted) - extra + missed + total(&self.gold);
        (both > 0).then(|| 2.0 * right as f64 / both as f64)
    }
}

impl LocatedCounts {
    fn of(prediction: &Prediction) -> Self {
        let mut counts = Self { invalid: prediction.invalid.len() as u64, ..Self::default() };
        for quotation in &prediction.quotations {
            match quotation.located {
                Located::Given => {}
                Located::Exact => counts.exact += 1,
                Located::Folded => counts.folded += 1,
                Located::Approximate(_) => counts.approximate += 1,
            }
        }
        counts
    }

    fn add(&mut self, other: Self) {
        self.exact += other.exact;
        self.folded += other.folded;
        self.approximate += other.approximate;
        self.invalid += other.invalid;
    }
}

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
    /// How predictions were located.
    pub located: LocatedCounts,
    /// By attribute and value.
    pub slices: Slices,
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
            located: LocatedCounts::default(),
            slices: Slices::new(),
            profile: Vec::new(),
        };
        for document in &documents {
            evaluation.add(document);
        }
        let has_speaker_layer = documents.iter().any(|document| document.has_speaker_layer);
        for (total, metric) in evaluation.totals.iter_mut().zip(METRICS) {
            *total = total.filter(|_| has_speaker_layer || !metric.needs_speaker_layer(&evaluation.options.measure));
        }
        evaluation.documents = documents;
        evaluation
    }

    fn add(&mut self, document: &DocumentScore) {
        self.gold += document.gold;
        self.predicted += document.predicted;
        self.totals.iter_mut().zip(&document.counts).for_each(|(total, &counts)| MetricTotal::add(total, counts));
        self.classes.add(&document.classes);
        self.located.add(document.located);
        for (key, counts) in &document.slices {
            self.slices.entry(key.clone()).or_default().add(counts);
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
        METRICS.into_iter().zip(self.totals.iter().map(Option::as_ref))
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
